"""Every failure has one shape: ``application/problem+json`` (RFC 9457).  No word of a story is ever in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any, Final

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from framing.errors import ConfigError, InputError, ModelError

MEDIA_TYPE: Final = "application/problem+json"
MOST_ERRORS: Final = 100
"""Faults that one answer tells: whoever sends two thousand needs no more to find them."""
Json = dict[str, Any]


class Problem(HTTPException):
    """A failure with its own words for the caller."""

    def __init__(self, status: HTTPStatus, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.code = status.value
        self.retry_after = retry_after


def register(app: Flask) -> None:
    """Answer every failure of an app as a problem."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(InputError, lambda error: answer(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))))
    app.register_error_handler(ConfigError, lambda error: answer(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))))
    app.register_error_handler(ModelError, lambda error: answer(Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))))


def answer(error: HTTPException) -> Response:
    """The problem document, with the headers that belong to the status (``Allow``, ``Retry-After`` …)."""
    status = HTTPStatus(error.code or 500)
    body: Json = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": error.description or status.description,
    }
    messages = getattr(error, "data", {}).get("messages")
    if messages:
        body["detail"] = "The request does not have the expected form; see errors."
        told = islice(_flat(messages.get("json", messages)), MOST_ERRORS)
        body["errors"] = [{"pointer": pointer, "detail": text} for pointer, text in told]
    headers = [pair for pair in error.get_headers() if pair[0] != "Content-Type"]
    if isinstance(error, Problem) and error.retry_after is not None:
        headers.append(("Retry-After", str(error.retry_after)))
    return Response(json.dumps(body), status.value, headers, content_type=MEDIA_TYPE)


def _flat(messages: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Nested messages as JSON pointers.  The name of an unknown field is the caller's text: it stays out."""
    if isinstance(messages, dict):
        for key, below in messages.items():
            unknown = below == ["Unknown field."]
            yield from _flat(below, pointer if unknown or key == "_schema" else f"{pointer}/{key}")
    elif isinstance(messages, list):
        for message in messages:
            yield pointer, str(message)
    else:
        yield pointer, str(messages)
