"""Labels by side: a label for one side says most where the story names the other side without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Marker
from framing.document import Span, SpanIndex
from framing.language.parse import Paragraph
from framing.lexicons.load import table
from framing.remembered import remembered

EVEN: Final = 0.28
"""Confidence of a side's label where the other side gets one too, or nothing shows that the other side gets none."""
ONE_SIDED: Final = 0.65
"""The same where one side alone gets them."""
OTHER: Final = {"left": "right", "right": "left"}


def weigh(analysis: Analysis, markers: Sequence[Marker]) -> list[Marker]:
    """Labels that place people left or right, as sure as the story is one-sided in its own voice.

    One-sided means that one side alone is labelled, and either twice or while the other side is named plainly.
    """
    own = Counter(side for marker in markers if marker.voice == "own" and (side := side_of(marker)))
    one = next(iter(own)) if len(own) == 1 else ""
    uneven = bool(one) and (own[one] > 1 or OTHER[one] in named(analysis, markers))
    return [_weighed(marker, uneven) if side_of(marker) else marker for marker in markers]


def side_of(marker: Marker) -> str:
    """ "left" or "right" for a label that names no more than a side, else ""."""
    if marker.family != "contentious-label":
        return ""
    side, kind = table("sides").get(marker.term, ("", ""))
    return side if kind == "label" else ""


def named(analysis: Analysis, markers: Iterable[Marker]) -> list[str]:
    """The side of each plain name of a party or creed, outside labels and quotation marks: "a Republican"."""
    taken = SpanIndex(marker.span for marker in markers if side_of(marker))
    found = []
    for passage in analysis.story:
        for span, side in _plain_names(passage.paragraph):
            place = span.moved(passage.start)
            if not taken.overlaps(place) and not analysis.quoted(place):
                found.append(side)
    return found


@remembered
def _plain_names(paragraph: Paragraph) -> tuple[tuple[Span, str], ...]:
    """Where a paragraph names a party or a creed, and its side."""
    found = []
    for token in paragraph.tokens:
        side, kind = table("sides").get(token.lower) or table("sides").get(token.lemma.lower()) or ("", "")
        if kind == "creed" or (kind == "party" and token.text[0].isupper()):
            found.append((token.span, side))
    return tuple(found)


def _weighed(marker: Marker, uneven: bool) -> Marker:
    if uneven and marker.voice == "own":
        return replace(marker, confidence=max(marker.confidence, ONE_SIDED))
    return replace(marker, confidence=min(marker.confidence, EVEN))
