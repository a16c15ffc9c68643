"""The one way from a request to a report: size, turn, ``engine.analyze``."""

from __future__ import annotations

from typing import Any

from flask import current_app

from framing.config import Config
from framing.document import Kind
from framing.engine import analyze
from framing.report import Report
from plugin.service.limits import check_size
from plugin.service.state import State


def report_on(story: str | list[dict[str, Any]], kind: Kind, config: Config) -> Report:
    """Analyse a story when its turn comes.

    Raises Problem 413 for one of too many words or blocks, Problem 503 when too many wait, and what ``analyze`` does.
    """
    state = State.of(current_app)
    check_size(story, state.settings)
    with state.admission.turn():
        return analyze(story, kind=kind, config=config)
