"""What a newsroom can set.  ``Config()`` is the default; ``load`` reads ``framing.toml`` or ``[tool.framing]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.rules.base import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one check.

    ``select``          families or rule names to run; empty: all that are on by default
    ``ignore``          families or rule names to leave out; wins over ``select``
    ``severity``        rule name → level, in place of the rule's own
    ``allow``           phrases that are never flagged, whole words, any case
    ``min_confidence``  0 to 1; findings below it stay silent
    ``max_characters``  longer stories are refused
    ``front_matter``    Markdown keys read as prose: first is the headline, the others the dek
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    min_confidence: float = 0.5
    max_characters: int = 1_000_000
    front_matter: tuple[str, ...] = ("title", "headline", "dek", "description", "subtitle", "summary")
    profile: str = "news"
