"""``POST /v2/check`` and ``GET /v2/languages``, after LanguageTool's public HTTP API."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from flask import Response, current_app, request
from flask_smorest import Blueprint

from framing.engine import version
from framing.errors import InputError
from plugin.service.auth import admitted, bearer, refusals
from plugin.service.languagetool.annotated import Annotated, plain, read_data
from plugin.service.languagetool.choice import LANGUAGES, choice_of, language_of
from plugin.service.languagetool.form import Form, read_form
from plugin.service.languagetool.matches import answer
from plugin.service.languagetool.schemas import CheckSchema, FormSchema, LanguageSchema
from plugin.service.problems import Problem
from plugin.service.reports import report_on
from plugin.service.state import State

FORM: Final = {"schema": FormSchema, "encoding": {"data": {"contentType": "application/json"}}}
blueprint: Final = Blueprint("languagetool", __name__, url_prefix="/v2", description="For clients of LanguageTool")


@blueprint.post("/check")
@blueprint.doc(requestBody={"required": True, "content": {"application/x-www-form-urlencoded": FORM}})
@refusals(blueprint)
@blueprint.response(HTTPStatus.OK, CheckSchema, description="Findings as LanguageTool's matches")
@blueprint.alt_response(HTTPStatus.BAD_REQUEST, "BAD_REQUEST")
@blueprint.alt_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "REQUEST_ENTITY_TOO_LARGE")
@blueprint.alt_response(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
@blueprint.alt_response(HTTPStatus.UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY")
@blueprint.alt_response(HTTPStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE")
def check() -> Response:
    """Check a text, with or without markup.

    Offsets count UTF-16 code units of the text as sent; with `data`, text and markup both count.
    """
    form = read_form(request)
    # Clients can send no header, so the key comes in a field that they have.
    given = (bearer(), form.get("apiKey", ""), form.get("username", ""))
    with admitted("languagetool", *given, wanted="Send a valid key as apiKey."):
        return _json(_checked(form))


@blueprint.get("/languages")
@blueprint.doc(security=[])
@blueprint.response(HTTPStatus.OK, LanguageSchema(many=True), description="All languages that are read")
def languages() -> Response:
    """English and its variants."""
    return _json([{"name": name, "code": "en", "longCode": code} for code, name in LANGUAGES.items()])


def _checked(form: Form) -> Any:
    language = language_of(form)
    text = _text(form)
    choice = choice_of(form, alone="\n" not in text.read.strip())
    report = None
    if choice is not None and text.read.strip():
        config = State.of(current_app).config
        config = replace(config, overrides=(*config.overrides, choice))
        # Clients send whatever stands in a paragraph: one of dashes alone is no failure.
        with suppress(InputError):
            report = report_on(text.read, "text", config)
    return answer(report, text, language, version())


def _text(form: Form) -> Annotated:
    if ("text" in form) == ("data" in form):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Send either text or data, in a form.")
    return read_data(form["data"]) if "data" in form else plain(form["text"])


def _json(value: Any) -> Response:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, content_type="application/json")
