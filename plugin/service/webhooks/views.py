"""``POST /v1/webhooks/NAME``: one payload in, its report out.

The report is the answer to the same request.  The service sends nothing by itself: it calls nobody back.
"""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from flask import Response, current_app, request
from flask_smorest import Blueprint

from framing import wire
from framing.readers.blocks import CONTENTS
from plugin.service.auth import check_key
from plugin.service.body import decode, parse_json, read_body
from plugin.service.problems import Problem
from plugin.service.reports import report_on
from plugin.service.schemas import ReportSchema
from plugin.service.state import State
from plugin.service.webhooks.payload import story_of
from plugin.service.webhooks.signature import check_signature

blueprint: Final = Blueprint("webhooks", __name__, url_prefix="/v1/webhooks", description="Payloads of CMSs")


@blueprint.post("/<string:name>")
@blueprint.doc(
    requestBody={
        "description": "What the CMS sends, as the settings of this webhook say",
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
)
@blueprint.response(HTTPStatus.OK, ReportSchema, description="Annotations, facts and scores of the story")
@blueprint.alt_response(HTTPStatus.BAD_REQUEST, "BAD_REQUEST")
@blueprint.alt_response(HTTPStatus.UNAUTHORIZED, "UNAUTHORIZED")
@blueprint.alt_response(HTTPStatus.NOT_FOUND, "NOT_FOUND")
@blueprint.alt_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "REQUEST_ENTITY_TOO_LARGE")
@blueprint.alt_response(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
@blueprint.alt_response(HTTPStatus.UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY")
@blueprint.alt_response(HTTPStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE")
def receive(name: str) -> Response:
    """Analyse the story in a CMS's payload.

    `block_id` of an annotation is the path of its part in the payload, or the CMS's own block. Offsets count UTF-16
    code units.
    """
    state = State.of(current_app)
    webhook = state.settings.webhooks.get(name)
    if webhook is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is no such webhook.")
    if webhook.signature is None:
        check_key(request, state.settings.keys)
    if not request.is_json:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")
    raw = read_body(request)
    if webhook.signature is not None:
        check_signature(request.headers, raw, webhook.signature)
    story = story_of(parse_json(decode(raw)), webhook)
    if not any(str(block.get(content, "")).strip() for block in story for content in CONTENTS):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The payload holds a story without words.")
    config = replace(state.config, profile=webhook.profile or state.config.profile)
    report = wire.to_dict(report_on(story, "blocks", config), "utf16")
    return Response(json.dumps(report, ensure_ascii=False, separators=(",", ":")), content_type="application/json")
