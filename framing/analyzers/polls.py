"""Polls and what the story discloses about them."""

from __future__ import annotations

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Poll


def join(analysis: Analysis) -> tuple[Poll, ...]:
    """The polls a story reports on."""
    return ()
