"""One line of JSON a request, on the logger ``framing.requests``; ``serve`` sends it to standard output.

Numbers, and names of our own: no word of a story, no path, no address.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import Final

from flask import Flask, Response, g

from plugin.service.observe.record import Record, is_quiet, new_id, route_of_request

log: Final = logging.getLogger("framing.requests")


def to_stdout() -> None:
    """Write the lines to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def register(app: Flask, version: str) -> None:
    """Log the requests of an app."""

    def tell(response: Response) -> Response:
        route = route_of_request()
        if not is_quiet(route, response.status_code):
            _write(Record.current(), route, response.status_code, version)
        return response

    app.after_request(tell)


def malformed(status: int) -> None:
    """Log what was no HTTP request; what it was instead is not repeated, for it may be a piece of a story."""
    log.info(json.dumps({"ts": _now(), "request_id": new_id(), "route": None, "status": status}))


def place_of(kind: type[BaseException] | None, traceback: TracebackType | None) -> str:
    """Where an error came from, not what it says: messages and source lines may quote the story."""
    frames = []
    while traceback:
        frames.append(f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return f"{kind.__name__ if kind else 'error'} at {' < '.join(reversed(frames))}"


def _write(record: Record, route: str | None, status: int, version: str) -> None:
    work = record.work
    line = {
        "ts": _now(),
        "request_id": record.id,
        "key": g.get("key") or None,
        "route": route,
        "status": status,
        "ms": _ms(record.seconds),
        "queue_ms": _ms(record.steps.seconds.get("wait", 0.0)),
        "cpu_ms": _ms(record.cpu),
        "words": work.words if work else None,
        "hits": work.hits if work else None,
        "misses": work.misses if work else None,
        "gone": record.gone,
        "version": version,
    }
    log.info(json.dumps(line))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
