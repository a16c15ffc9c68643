"""Names set before a colon: "Ann Roe: “…”", "More from Roe: “…”", transcripts."""

from __future__ import annotations

from typing import Final

from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.nearby import NOMINAL
from framing.analyzers.attribution.speakers import is_proper, noun_row
from framing.language.parse import Paragraph

LABEL: Final = 0.75
LONGEST: Final = 12


def label_before(paragraph: Paragraph, colon: int, content: list[int]) -> Draft | None:
    """The name or the kind of speaker that stands right before a colon, with what follows as its words."""
    tokens = paragraph.tokens
    start = paragraph.sentence_tokens[tokens[colon].sentence].start
    first = colon
    while first > max(start, colon - LONGEST) and (tokens[first - 1].tag in NOMINAL or tokens[first - 1].lower == "of"):
        first -= 1
    while first < colon and tokens[first].tag not in {"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "PRP$"}:
        first += 1
    name = list(range(first, colon))
    if not name or not (is_proper(tokens[name[-1]]) or noun_row(tokens[name[-1]])):
        return None
    return Draft(colon, (colon,), name, list(content), ":", "speech", "neutral", "colon", LABEL)
