"""Terms that the newsroom has decided on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from framing.analyzers import Analysis
from framing.analyzers.wording.house import FAMILY
from framing.rules.base import Match, rule
from framing.rules.wording.naming import GLOBAL_PRESS
from framing.rules.wording.own import WORDS_TO_WATCH

EXAMPLE_TERMS: Final[dict[str, Any]] = {
    "avoid": ("collateral damage",),
    "prefer": {"illegal alien": "undocumented immigrant", "Kiev": "Kyiv"},
}
"""The house's terms for which the examples stand."""


@rule(
    severity="warning",
    references=[GLOBAL_PRESS, WORDS_TO_WATCH],
    bad=[
        "[[Illegal aliens]] were housed in the gym.",
        "The minister returned from [[Kiev]] on Monday.",
        "Roe said the [[collateral damage]] had been small.",
    ],
    good=["“They are illegal aliens,” Roe said.", "Undocumented immigrants were housed in the gym."],
    limits=["The gym housed [[aliens who had come illegally]]."],
)
def house_term(analysis: Analysis) -> Iterator[Match]:
    """A term is on the house's own list.

    A newsroom that has decided on a word uses it everywhere, also where it tells what others say; only quotation
    marks keep the speaker's.  The list is yours: `terms.avoid` and `terms.prefer` in the configuration.  The examples
    stand for the terms avoid = ["collateral damage"], prefer = {"illegal alien" = "undocumented immigrant",
    "Kiev" = "Kyiv"}.
    """
    for marker in analysis.markers:
        if marker.family != FAMILY or marker.voice == "quoted":
            continue
        words = analysis.text(marker.span)
        message = f"House style avoids “{words}”. Is there another word?"
        if marker.reason:
            offered = next(iter(marker.suggestions), marker.reason)
            message = f"House style prefers “{offered}” to “{words}”. Can it stand here?"
        if marker.voice == "attributed" and marker.speaker:
            message += f" It tells what {marker.speaker} says; only quotation marks would keep the speaker's word."
        yield Match(marker.span, message, marker.confidence, marker.suggestions)
