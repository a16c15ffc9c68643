"""What sells a feeling in a headline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from framing.analyzers.analysis import Passage
from framing.analyzers.facts import Marker
from framing.analyzers.wording.criteria import TESTS
from framing.analyzers.wording.inflect import fitting
from framing.analyzers.wording.lexicon import Entry, index, lookup, read_list
from framing.document import Span
from framing.language.parse import Paragraph

FAMILY: Final = "sensational-headline"
HEADLINE_TOKENS: Final = 16
SHOUT: Final = 5
"""Letters of a word in capitals that is no abbreviation."""


@cache
def _list() -> Mapping[str, tuple[Entry, ...]]:
    return index(read_list("sensational_headlines", FAMILY))


def is_headline(passage: Passage) -> bool:
    """By role, or a short line without a full stop at the top of a story."""
    text = passage.paragraph.text.rstrip()
    lone = passage.start == 0 and len(passage.paragraph.sentences) == 1 and text[-1:].isalnum()
    return passage.block.role == "headline" or (lone and len(passage.paragraph.tokens) <= HEADLINE_TOKENS)


def find(paragraph: Paragraph) -> Iterator[Marker]:
    """Markers of a headline: selling words, shouting, exclamation marks."""
    taken = -1
    for token in paragraph.tokens:
        if token.index <= taken:
            continue
        for entry, covered in lookup(_list(), paragraph, token.index):
            if all(TESTS[test](paragraph, covered) for test in entry.tests):
                span = paragraph.cover(covered)
                suggestions = fitting(paragraph, covered, entry.alternatives, entry.pos)
                yield Marker(span, FAMILY, entry.term, entry.note, "own", suggestions, entry.confidence)
                taken = covered[-1]
                break
    letters = [character for character in paragraph.text if character.isalpha()]
    if letters and not all(map(str.isupper, letters)):
        for token in paragraph.tokens:
            if token.text.isupper() and token.text.isalpha() and len(token.text) >= SHOUT and token.pos != "PROPN":
                yield Marker(token.span, FAMILY, token.lower, "shouts", confidence=0.7)
    if paragraph.text.rstrip().endswith("!"):
        at = len(paragraph.text.rstrip())
        yield Marker(Span(at - 1, at), FAMILY, "!", "shouts", confidence=0.6)
