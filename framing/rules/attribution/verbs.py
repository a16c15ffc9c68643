"""A rule on the verbs that report each side."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from math import comb
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.angle.facts import Usage
from framing.analyzers.attribution.cues import meaning
from framing.document import Span
from framing.rules.attribution.guidance import FISHER, RECASENS, WATCH
from framing.rules.attribution.speech import claims, reports
from framing.rules.base import Match, rule

CHANCE: Final = 0.15
"""One-sided p from which a difference is too likely to be chance to ask about it."""
FEWEST_MARKED: Final = 2
COLOURS: Final = frozenset({"doubt", "guilt", "mockery"})
PLAIN: Final = frozenset({"allege", "deny"})
"""What law and press guidance call for: a charge is alleged until it is proved."""
NAMED: Final = re.compile(r"(?!The |A )[A-Z]")
LEAST: Final = 1 / 3
MOST_OF_OTHERS: Final = 0.2


@rule(
    severity="info",
    references=[WATCH, RECASENS, FISHER],
    bad=[
        "Ann Roe said the lane was safe. Roe said it was cheap. Roe added that it was quick. Roe said it was ready.\n\n"
        "Tom Poe [[claimed]] it was dear. Poe insisted that it was slow. Poe claimed that the shops would close.",
    ],
    good=[
        "Ann Roe said the lane was safe. Roe said it was cheap. Roe added that it was quick. Roe said it was ready.\n\n"
        "Tom Poe said it was dear. Poe said that it was slow. Poe claimed that the shops would close.",
        "Ann Roe claimed the lane was safe. Roe said it was cheap. Roe insisted that it was quick.\n\n"
        "Tom Poe claimed it was dear. Poe said that it was slow. Poe insisted that the shops would close.",
        "Ann Roe said the lane was safe. Roe said it was cheap.\n\nTom Poe claimed it was dear. Poe insisted on it.",
    ],
    limits=[
        "Ann Roe said the lane was safe. Roe said it was cheap. Roe said it was quick. Roe said it was ready.\n\n"
        "By Tom Poe's [[telling]], it was dear. To hear Poe tell it, it was slow. In Poe's version shops would close.",
    ],
)
def uneven_report_verbs(analysis: Analysis) -> Iterator[Match]:
    """One side "says", another "claims" or "admits".

    A single "claimed" may be just the word. Where one side has most of the verbs that doubt, expose or mock, and the
    others are reported with "said", readers learn whom to believe from the verbs alone. Asked about only in stories
    with six reports or more, and where chance would seldom deal the verbs out so (Fisher's exact test).
    """
    usages = [usage for usage in analysis.usages if usage.kind == "verbs"]
    cues = {
        fact.cue: fact.cue_lemma
        for fact in analysis.attributions
        if fact.cue is not None and _colours(fact.cue_lemma) and claims(analysis, fact)
    }
    sides = [_Side.of(usage, cues) for usage in usages if NAMED.match(usage.side)]
    for side in sorted(sides, key=lambda side: -len(side.coloured) / max(side.reports, 1))[:1]:
        others = [other for other in sides if other is not side]
        marked = sum(len(other.coloured) for other in others)
        plain = sum(other.reports for other in others) - marked
        if len(side.coloured) < max(FEWEST_MARKED, LEAST * side.reports) or marked > MOST_OF_OTHERS * (marked + plain):
            continue
        if chance(len(side.coloured), side.reports - len(side.coloured), marked, plain) <= CHANCE:
            verbs = ", ".join(f"“{verb}”" for verb in dict.fromkeys(cues[span] for span in side.coloured))
            whom = "; ".join(map(str, others[:3]))
            yield Match(side.coloured[0], f"{side}: {verbs}. {whom}. Is the difference meant?", 0.6)


@dataclass(frozen=True, slots=True)
class _Side:
    """Who is reported, with the cues that colour and the number of all reports, acts left out."""

    name: str
    coloured: tuple[Span, ...]
    reports: int

    @classmethod
    def of(cls, usage: Usage, cues: Container[Span]) -> _Side:
        marked = sum(count for term, count in usage.terms.items() if reports(term))
        coloured = tuple(span for span in usage.spans if span in cues)
        return cls(usage.side, coloured, usage.plain + max(marked, len(coloured)))

    def __str__(self) -> str:
        return f"{self.name} has {len(self.coloured)} of {self.reports} reports with a verb that colours"


def _colours(lemma: str) -> bool:
    """Whether a verb reports a claim and doubts, exposes or mocks it; an act ("attack") or a charge in law does not."""
    return meaning(lemma)[1] in COLOURS and lemma not in PLAIN and reports(lemma)


def chance(marked: int, plain: int, others_marked: int, others_plain: int) -> float:
    """How often chance alone would give one side this many of the marked verbs, or more (Fisher, one-sided)."""
    mine, theirs = marked + plain, others_marked + others_plain
    total = marked + others_marked
    cases = range(marked, min(mine, total) + 1)
    return sum(comb(mine, case) * comb(theirs, total - case) for case in cases) / comb(mine + theirs, total)
