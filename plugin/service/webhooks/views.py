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
from plugin.service.auth import admitted, bearer, counted, refusals
from plugin.service.body import decode, parse_json, read_body
from plugin.service.keys.key import Key
from plugin.service.problems import Problem
from plugin.service.reports import report_on
from plugin.service.schemas import ReportSchema
from plugin.service.state import State
from plugin.service.webhooks.payload import story_of
from plugin.service.webhooks.settings import Webhook
from plugin.service.webhooks.signature import check_signature, once

blueprint: Final = Blueprint("webhooks", __name__, url_prefix="/v1/webhooks", description="Payloads of CMSs")


@blueprint.post("/<string:name>")
@blueprint.doc(
    requestBody={
        "description": "What the CMS sends, as the settings of this webhook say",
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
)
@refusals(blueprint)
@blueprint.response(HTTPStatus.OK, ReportSchema, description="Annotations, facts and scores of the story")
@blueprint.alt_response(HTTPStatus.BAD_REQUEST, "BAD_REQUEST")
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
        with admitted("webhooks", bearer()):
            return _report(_body(), webhook)
    raw = _body()
    made = check_signature(request.headers, raw, webhook.signature)
    with counted(Key(name=f"webhook {name}", digest="")), once(made, webhook.signature, state.marks):
        return _report(raw, webhook)


def _body() -> bytes:
    if not request.is_json:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")
    return read_body(request)


def _report(raw: bytes, webhook: Webhook) -> Response:
    story = story_of(parse_json(decode(raw)), webhook)
    if not any(str(block.get(content, "")).strip() for block in story for content in CONTENTS):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The payload holds a story without words.")
    config = State.of(current_app).config
    config = replace(config, profile=webhook.profile or config.profile)
    report = wire.to_dict(report_on(story, "blocks", config), "utf16")
    return Response(json.dumps(report, ensure_ascii=False, separators=(",", ":")), content_type="application/json")
