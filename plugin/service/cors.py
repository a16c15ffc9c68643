"""Pages of other hosts that may call from a browser: none, unless the operator lists them (Fetch standard, CORS)."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, current_app, request

from plugin.service.state import State

ALLOWED: Final = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Request-ID",
    "Access-Control-Max-Age": "600",
}


def register(app: Flask) -> None:
    """Let listed origins, and no others, read the answers of an app.  Cookies are never sent along."""
    app.after_request(_answer)


def _answer(response: Response) -> Response:
    allowed = State.of(current_app).settings.origins
    if allowed:
        response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if origin in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-ID"
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.headers.update(ALLOWED)
    return response
