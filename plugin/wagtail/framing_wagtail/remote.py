"""The service, asked from this server: its key never reaches a browser."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any, Final

from framing_wagtail.conf import Settings
from framing_wagtail.errors import RefusedError, UncheckedError

MAX_ANSWER: Final = 32 * 1024 * 1024
RETRY: Final = 1.0
"""Seconds to wait once for a busy service."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to wherever it points."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER: Final = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def ask(story: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """The service's report on a story.

    Raises RefusedError for a story that the service will not take, UncheckedError when it does not answer as it should.
    """
    try:
        return _post(story, settings)
    except _BusyError:
        time.sleep(RETRY)
    try:
        return _post(story, settings)
    except _BusyError:
        raise UncheckedError("The analysis service is busy.") from None


class _BusyError(Exception):
    """All places in the service's queue are taken, or the site's key has used up its rate."""


def _post(story: dict[str, Any], settings: Settings) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.service_key:
        headers["Authorization"] = f"Bearer {settings.service_key}"
    body = json.dumps(story, ensure_ascii=False).encode()
    address = settings.service_url.rstrip("/") + "/v1/analyze"
    request = urllib.request.Request(address, body, headers)  # noqa: S310 - conf admits http and https only
    try:
        with _OPENER.open(request, timeout=settings.timeout) as response:
            report = json.loads(response.read(MAX_ANSWER))
    except urllib.error.HTTPError as error:
        with error:
            raise _failure(error) from None
    except (OSError, ValueError, http.client.HTTPException):
        raise UncheckedError("The analysis service does not answer.") from None
    if not isinstance(report, dict) or not isinstance(report.get("annotations"), list):
        raise UncheckedError("The analysis service gave an answer of another form.")
    return report


def _failure(error: urllib.error.HTTPError) -> Exception:
    busy = (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS)
    if error.code in busy and error.headers.get("Retry-After"):
        return _BusyError()
    if error.code in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST):
        return RefusedError(_detail(error), HTTPStatus(error.code))
    if error.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return UncheckedError("The analysis service does not take this site's key.")
    return UncheckedError("The analysis service has failed.")


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        detail = json.loads(error.read(65_536)).get("detail")
    except (OSError, ValueError, AttributeError):
        detail = None
    return detail if isinstance(detail, str) else "The analysis service refused this story."
