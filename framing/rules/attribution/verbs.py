"""A rule on the verbs that report each side."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.angle.facts import Usage
from framing.rules.attribution.guidance import FISHER, RECASENS, WATCH
from framing.rules.attribution.speech import reports
from framing.rules.base import Match, rule

CHANCE: Final = 0.15
"""One-sided p from which a difference is too likely to be chance to ask about it."""
FEWEST_MARKED: Final = 2
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
    for usage in usages[:1]:
        if not all(map(reports, usage.terms)):
            continue
        others = [other for other in usages if other is not usage]
        marked, plain = sum(item.marked for item in others), sum(item.plain for item in others)
        if usage.marked < FEWEST_MARKED or marked > MOST_OF_OTHERS * (marked + plain):
            continue
        if chance(usage.marked, usage.plain, marked, plain) <= CHANCE:
            verbs = ", ".join(f"“{term}” ({count})" for term, count in usage.terms.items())
            whom = "; ".join(map(_counted, others[:3]))
            yield Match(
                usage.spans[0],
                f"{_counted(usage)}: {verbs}. {whom}. Is the difference meant?",
                0.6,
            )


def chance(marked: int, plain: int, others_marked: int, others_plain: int) -> float:
    """How often chance alone would give one side this many of the marked verbs, or more (Fisher, one-sided)."""
    mine, theirs = marked + plain, others_marked + others_plain
    total = marked + others_marked
    cases = range(marked, min(mine, total) + 1)
    return sum(comb(mine, case) * comb(theirs, total - case) for case in cases) / comb(mine + theirs, total)


def _counted(usage: Usage) -> str:
    return f"{usage.side} has {usage.marked} of {usage.marked + usage.plain} reports with a verb that colours"
