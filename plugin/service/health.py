"""Is the process alive, and would it answer a story as it should?"""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint

from framing.engine import version
from framing.errors import ModelError
from framing.language.pipeline import parse
from framing.rules import RULES
from plugin.service.problems import Problem

SELF_TEST: Final = "The minister said taxes will rise."

blueprint = Blueprint("health", __name__)


@cache
def ready() -> dict[str, Any]:
    """Load the model and parse a sentence whose answer is known.

    Raises ModelError when the model is missing or altered, or gives another answer.
    """
    parsed = parse([SELF_TEST])[0]
    found = [(token.lower, token.pos, parsed.tokens[token.head].lower) for token in parsed.tokens[1:3]]
    if found != [("minister", "NOUN", "said"), ("said", "VERB", "said")]:
        raise ModelError("the language model fails its self-test sentence")
    return {"status": "ready", "version": version(), "rules": len(RULES)}


@blueprint.get("/healthz")
def healthz() -> dict[str, Any]:
    """The process answers: before keys, limits and queue."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def readyz() -> dict[str, Any]:
    """The model is loaded and passes its self-test."""
    try:
        return ready()
    except ModelError as error:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from None
