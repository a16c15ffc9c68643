"""What the wording rules share: markers outside quotation marks, and how to ask about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Marker
from framing.rules.base import Match, Reference, Severity

WORDS_TO_WATCH: Final = Reference(
    "Wikipedia, Manual of Style: Words to watch",
    "https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Words_to_watch",
)
RECASENS: Final = Reference(
    "Recasens, Danescu-Niculescu-Mizil & Jurafsky 2013, Linguistic Models for Analyzing and Detecting Biased Language",
    "https://aclanthology.org/P13-1162/",
)
BABE: Final = Reference(
    "Spinde et al. 2021, Neural Media Bias Detection Using Distant Supervision With BABE",
    "https://aclanthology.org/2021.findings-emnlp.101/",
)
PROPAGANDA: Final = Reference(
    "Da San Martino et al. 2019, Fine-Grained Analysis of Propaganda in News Articles",
    "https://aclanthology.org/D19-1565/",
)
SPJ: Final = Reference("Society of Professional Journalists, Code of Ethics", "https://www.spj.org/spj-code-of-ethics/")


TOLD: Final = 0.4
"""What is left of a marker's confidence where the outlet tells in its own words what somebody says."""


def unquoted_markers(analysis: Analysis, family: str) -> Iterator[Marker]:
    """The markers of a family outside quotation marks that a list or a test found."""
    found = (marker for marker in analysis.markers if marker.voice != "quoted" and not marker.learned)
    return (marker for marker in found if marker.family == family)


def match(analysis: Analysis, marker: Marker, question: str, severity: Severity | None = None) -> Match:
    """A question on a marker; ``{}`` in it stands for its words, and the first alternative is told.

    In indirect speech the question is whose word it is, and names the speaker.
    """
    words = f"“{analysis.text(marker.span)}”"
    if marker.voice == "attributed":
        who = marker.speaker or "a source"
        message = f"{words} stands in indirect speech of {who}. Whose word is it? If theirs, quote it."
        return Match(marker.span, message, TOLD * marker.confidence, severity="info")
    message = question.format(words)
    offered = next((text for text in marker.suggestions if text), "")
    if offered:
        message += f" “{offered}” would be neutral."
    return Match(marker.span, message, marker.confidence, marker.suggestions, severity)
