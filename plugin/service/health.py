"""Is the process alive, would it answer a story as it should, and what is it?"""

from __future__ import annotations

import threading
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, current_app

from framing.engine import analyze, version
from framing.errors import ModelError
from framing.rules import RULES
from plugin.service.problems import Problem
from plugin.service.state import State

SELF_TEST: Final = "The minister said taxes will rise."
ANSWER: Final = ("The minister", "said", "taxes will rise")
draining: Final = threading.Event()
"""Set when this process has been told to stop: it answers what it has, and nothing new should be sent to it."""

blueprint = Blueprint("health", __name__)


@cache
def ready() -> dict[str, Any]:
    """Load the models and analyse a sentence whose answer is known.

    Raises ModelError when a model is missing or altered, or gives another answer.
    """
    report = analyze(SELF_TEST)
    text = report.analysis.document.text
    found = [
        tuple(text[span.start : span.end] for span in (said.source, said.cue, *said.content) if span)
        for said in report.analysis.attributions
    ]
    if found != [ANSWER]:
        raise ModelError("the language model fails its self-test sentence")
    return {"status": "ready", "version": version(), "rules": len(RULES), "limits": list(report.limits)}


@blueprint.get("/healthz")
def healthz() -> dict[str, Any]:
    """The process answers: before keys, limits and queue."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def readyz() -> dict[str, Any]:
    """The models are loaded and pass their self-test, and the process has not been told to stop."""
    if draining.is_set():
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "This process has been told to stop.")
    try:
        return ready()
    except ModelError as error:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from None


@blueprint.get("/version")
def show_version() -> dict[str, Any]:
    """What runs: code with its rules, models, and a fingerprint of how the house has it judge."""
    config = sha256(repr(State.of(current_app).config).encode()).hexdigest()[:16]
    return {"version": version(), "rules": len(RULES), "config": config}
