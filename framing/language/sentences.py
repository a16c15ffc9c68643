"""Where sentences end: NLTK's Punkt with its parameters in memory, plus what newsrooms write.

Punkt (Kiss & Strunk 2006, Computational Linguistics 32(4)) decides by abbreviations and sentence starters; ours
are compiled lists.  Three newsroom rules follow: titles, initials and months before a figure never end a
sentence; a lower-case letter never starts one; closing quotation marks stay with what they close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from framing.document import Span
from framing.lexicons.load import words

NEVER_END: Final = re.compile(r"(?:^|[\s(\[\"'“‘])(?:[A-Z]\.)*[A-Z]\.$")
LONGEST: Final = 1_500
"""Code points of a sentence; about 250 words.  Work on a sentence may grow with its square, so it must have a bound."""
SPACE: Final = re.compile(r"\s+")
WINDOW: Final = 60
"""Code points looked at on each side of a possible end."""
NUMBERED: Final = frozenset({"no", "nos", "fig", "figs"})
"""Words of their own, abbreviations only before a figure."""

OPENING: Final = "\"'“‘«([{—–- \t\u00a0"
CLOSERS: Final = "\"'”’»)]}"


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = {word.rstrip(".") for word in words("abbreviations") | words("never_split")}
    parameters.sent_starters = set(words("sentence_starters"))
    return PunktSentenceTokenizer(parameters)


def sentence_spans(text: str) -> list[Span]:
    """Split one paragraph; the spans leave out white space at the edges and cover everything else."""
    spans: list[Span] = []
    for start, end in _punkt().span_tokenize(text):
        if spans and not _breaks(text, spans[-1], start):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return [part for span in spans for part in _bounded(text, span)]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """The sentence, or its parts, cut between words: what is longer than any sentence is none."""
    start = span.start
    while span.end - start > LONGEST:
        cut = next((found.end() for found in SPACE.finditer(text, start + LONGEST - WINDOW, start + LONGEST)), 0)
        end = cut or start + LONGEST
        stretch = text[start:end]
        yield Span(start, start + len(stretch.rstrip()))
        start = end + len(text[end : span.end]) - len(text[end : span.end].lstrip())
    yield Span(start, span.end)


def _breaks(text: str, before: Span, start: int) -> bool:
    """Whether a sentence may end at ``before.end`` and the next begin at ``start``."""
    rest = text[start : start + WINDOW].lstrip(OPENING)
    if rest[:1].islower() or (text[start] in CLOSERS and not rest):
        return False
    last = text[max(before.start, before.end - WINDOW) : before.end]
    if last[-1] in CLOSERS:
        return True
    word = last.split()[-1].lstrip(OPENING).rstrip(".").lower()
    if word in _never_split():
        return word in NUMBERED and not rest[:1].isdigit()
    return not (NEVER_END.search(last) and rest[:1].isupper() and not _starts_sentence(rest))


@cache
def _never_split() -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in words("never_split"))


def _starts_sentence(rest: str) -> bool:
    first = re.match(r"[A-Za-z’']+", rest)
    return first is not None and first[0].lower() in words("sentence_starters")
