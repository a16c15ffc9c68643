"""Where each number comes from."""

from __future__ import annotations

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Statistic


def join(analysis: Analysis) -> tuple[Statistic, ...]:
    """All statistics of the story with their sourcing."""
    return ()
