"""Labels by side: a story that names the left and the right alike favours neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from framing.analyzers.facts import Marker

SIDES: Final = ("left", "right")
EVEN: Final = 0.45
"""Confidence of a side's label where the other side gets one too."""


def weigh(markers: Sequence[Marker]) -> list[Marker]:
    """Lower the labels "left-…" and "right-…" in a story that uses both in its own voice."""
    used = {side for marker in markers if marker.voice == "own" and (side := _side(marker))}
    if len(used) < len(SIDES):
        return list(markers)
    return [
        replace(marker, confidence=min(marker.confidence, EVEN)) if _side(marker) in SIDES else marker
        for marker in markers
    ]


def _side(marker: Marker) -> str:
    """ "left" or "right" for a label that names a side without going to its extreme, else ""."""
    if marker.family != "contentious-label" or not marker.term.endswith(("wing", "left", "right")):
        return ""
    return next((side for side in SIDES if side in marker.term), "")
