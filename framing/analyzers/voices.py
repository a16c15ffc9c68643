"""All mentions of one source joined over the story."""

from __future__ import annotations

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Voice


def join(analysis: Analysis) -> tuple[Voice, ...]:
    """The voices of a story, the most quoted first."""
    return ()
