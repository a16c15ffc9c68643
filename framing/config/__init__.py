"""What a newsroom can set.  ``Config()`` is the default; ``config_file`` reads one from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from framing.errors import ConfigError, nearest, quoted
from framing.guard import MAX_TOKENS
from framing.norms import Norms
from framing.rules.base import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which rules run, how much they count, and the house's terms.  Names are those of rules or families.

    ``select``    run only these; empty: all that are on by default
    ``enable``    run these too, on by default or not
    ``ignore``    leave these out; wins over ``select`` and ``enable`` of the same choice
    ``severity``  name → level, in place of the rule's own
    ``avoid``     terms the house does not use, in any inflection
    ``prefer``    term → what the house writes in its place
    ``allow``     phrases that are never flagged, whole words, any case; wins over both
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    prefer: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()


NEWS: Final = "news"
PROFILES: Final[Mapping[str, Choice]] = MappingProxyType(
    {
        NEWS: Choice(),
        "opinion": Choice(ignore=("wording", "single-source-story")),
        "wire": Choice(ignore=("structure", "single-source-story", "first-quotation-late")),
    }
)
"""Kinds of copy.  News: everything.  Opinion: the writer's voice may take sides, numbers and quotations still need
a source.  Wire: short copy that others will build a story from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Choice):
    """Settings of one check.

    ``min_confidence``  0 to 1; findings below it stay silent
    ``max_characters``  longer stories are refused
    ``max_marks``       words and marks of punctuation; stories of more are refused
    ``front_matter``    Markdown keys read as prose: first is the headline, the others the dek
    ``profile``         name of the profile that this config refines
    ``profiles``        the newsroom's own profiles; one with a built-in name replaces it
    ``norms``           what is usual for the outlet, by profile and score
    ``overrides``       choices that refine this config, weakest first: per-file sections, then the command line
    """

    min_confidence: float = 0.5
    max_characters: int = 1_000_000
    max_marks: int = MAX_TOKENS
    front_matter: tuple[str, ...] = ("title", "headline", "dek", "description", "subtitle", "summary")
    profile: str = NEWS
    profiles: Mapping[str, Choice] = field(default_factory=dict)
    norms: Norms = field(default_factory=dict)
    overrides: tuple[Choice, ...] = ()

    def choices(self) -> tuple[Choice, ...]:
        """Profile, this config, overrides: each refines those before.  Raises ConfigError for an unknown profile."""
        known = {**PROFILES, **self.profiles}
        if self.profile not in known:
            raise ConfigError(f"unknown profile {quoted(self.profile)}{nearest(self.profile, known)}")
        return (known[self.profile], self, *self.overrides)
