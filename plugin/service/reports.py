"""The one way from a request to a report: size, turn, ``engine.analyze``."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any, Final

from flask import current_app, request

from framing.analyzers.cache import CACHE
from framing.config import Config
from framing.document import Kind
from framing.engine import analyze
from framing.report import Report
from plugin.service.limits import Gone, check_size
from plugin.service.observe.record import Record, Work
from plugin.service.state import State

MARKS: Final = 1.5
"""Words and marks of punctuation for each word that a story may have: in prose there are 1.2."""


def report_on(story: str | list[dict[str, Any]], kind: Kind, config: Config) -> Report:
    """Analyse a story when its turn comes.

    Raises Problem 413 for one of too many words or blocks, Problem 503 when too many wait, and what ``analyze`` does.
    """
    state, record = State.of(current_app), Record.current()
    check_size(story, state.settings)
    config = replace(config, max_marks=round(MARKS * state.settings.max_words))
    try:
        with state.admission.turn(gone=_client_has_gone):
            hits, misses = CACHE.hits, CACHE.misses
            report = analyze(story, kind=kind, config=config)
            record.work = Work.of(report, CACHE.hits - hits, CACHE.misses - misses)
    except Gone:
        record.gone = True
        raise
    return report


def _client_has_gone() -> bool:
    """Whether the client has ended its connection: an editor's next revision has made this one stale."""
    connection = request.environ.get("gunicorn.socket")
    if connection is None:
        return bool(request.environ.get("waitress.client_disconnected", bool)())
    try:
        return bool(connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b"")
    except BlockingIOError:
        return False
    except OSError:
        return True
