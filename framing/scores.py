"""Analysis → scores.  Each with unit, parts and a caution; no single "bias score" (docs/method.md says why)."""

from __future__ import annotations

from framing.analyzers import Analysis
from framing.report import Score


def story_words(analysis: Analysis) -> int:
    """Words of headline, dek and body."""
    return sum(passage.local.counts.words for passage in analysis.story)


def build_scores(analysis: Analysis) -> tuple[Score, ...]:
    """All scores of a story."""
    return ()
