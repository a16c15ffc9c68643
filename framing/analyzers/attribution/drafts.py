"""An attribution in the making: token indexes of one paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from framing.analyzers.facts import Connotation, CueKind


@dataclass(slots=True)
class Draft:
    """``head`` the token the cue turns on; ``frame`` what it governs; ``chance`` that it attributes."""

    head: int
    cue: tuple[int, ...]
    source: list[int]
    content: list[int]
    lemma: str
    kind: CueKind
    connotation: Connotation
    frame: str
    chance: float
