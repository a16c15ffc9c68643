"""Facts about a whole story: how it words its sides, what its headline adds, what it dwells on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from framing.analyzers.facts import Fact
from framing.document import Span

UsageKind = Literal["verbs", "labels"]
GapKind = Literal["term", "quoted", "certainty"]
Frame = Literal["conflict", "human interest", "economic", "morality", "responsibility"]


@dataclass(frozen=True, slots=True)
class Usage(Fact):
    """How the story words one side, beside how it words the others; there are two sides or more, or no usage.

    ``kind``    verbs: those that report what the side says; labels: names that place people left or right
    ``side``    a party or a voice; left or right for labels
    ``plain``   neutral verbs; plain names of the side
    ``marked``  verbs that doubt, vouch, mock …; labels
    ``terms``   the marked words, with how often
    ``lean``    log odds of marked against plain, less those of the other sides together; half a case is added to each
    ``spans``   where the marked words stand
    """

    kind: UsageKind
    side: str
    plain: int
    marked: int
    terms: Mapping[str, int]
    lean: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Gap(Fact):
    """Something in the headline that the body does not carry.

    ``span``  in the headline
    ``kind``  term: a loaded word that the body does not use; quoted: one that the body has only from a speaker;
              certainty: stated flatly where the body hedges
    ``body``  the words of the body that come nearest, if any
    ``note``  one clause for an editor
    """

    span: Span
    kind: GapKind
    body: Span | None
    note: str


@dataclass(frozen=True, slots=True)
class Emphasis(Fact):
    """How much of the body touches one of the five generic frames of Semetko and Valkenburg (2000).

    ``sentences``  of the body that touch it
    ``share``      of all sentences of the body, 0 to 1; a sentence may touch several frames
    ``terms``      the words that showed it, with how often
    ``spans``      where they stand
    """

    frame: Frame
    sentences: int
    share: float
    terms: Mapping[str, int]
    spans: tuple[Span, ...]
