"""The newsroom's own list: terms it avoids, terms it prefers, phrases it allows.

Terms are looked up in the parse, in any inflection: "illegal alien" also finds "illegal aliens".  A term written with a
capital is a name, and found only where the story capitalises it.  Phrases that are allowed are found as written, whole
words in any case; whatever lies inside one is never flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Marker
from framing.analyzers.wording.inflect import fitting
from framing.analyzers.wording.lexicon import PIECES, Entry, index, lookup
from framing.analyzers.wording.voice import grounds, voiced
from framing.document import Span, SpanIndex
from framing.language.parse import Paragraph

FAMILY: Final = "house-term"
WORD: Final = re.compile(r"\w+|[^\w\s]")
STRAIGHT: Final = str.maketrans("’‘", "''")


@dataclass(frozen=True, slots=True)
class HouseTerms:
    """``avoid`` terms, ``prefer``: term → what the house writes instead, ``allow``: phrases that are never flagged."""

    avoid: tuple[str, ...] = ()
    prefer: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()


def mark(analysis: Analysis, terms: HouseTerms) -> Analysis:
    """The analysis with the house's terms among its markers; another marker on the same words gives way."""
    entries = dict.fromkeys(terms.avoid, "") | dict(terms.prefer)
    if not entries:
        return analysis
    lists = index(_entry(term, preferred) for term, preferred in entries.items() if PIECES.search(term))
    ground = grounds(analysis)
    found = [
        voiced(marker.moved(passage.start), ground[passage.start])
        for passage in analysis.story
        for marker in _listed(passage.paragraph, lists)
    ]
    taken = SpanIndex(marker.span for marker in found)
    others = (marker for marker in analysis.markers if not taken.overlaps(marker.span))
    return replace(analysis, markers=tuple(sorted((*others, *found), key=lambda marker: marker.span)))


def allowed(text: str, phrases: Sequence[str]) -> SpanIndex:
    """Where phrases stand in a text, whole words in any case."""
    wanted: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        if words := _words(phrase):
            wanted.setdefault(words[0], []).append(words)
    if not wanted:
        return SpanIndex(())
    places = [found.span() for found in WORD.finditer(text)]
    words = [text[start:end].translate(STRAIGHT).casefold() for start, end in places]
    return SpanIndex(
        Span(places[at][0], places[at + len(phrase) - 1][1])
        for at, word in enumerate(words)
        for phrase in wanted.get(word, ())
        if words[at : at + len(phrase)] == phrase
    )


def _words(phrase: str) -> list[str]:
    return [word.translate(STRAIGHT).casefold() for word in WORD.findall(phrase)]


def _entry(term: str, preferred: str) -> Entry:
    plain = term.translate(STRAIGHT)
    alternatives = (preferred,) if preferred else ()
    return Entry(plain, FAMILY, tuple(PIECES.findall(plain.lower())), "X", 1.0, (), alternatives, preferred)


def _listed(paragraph: Paragraph, lists: Mapping[str, tuple[Entry, ...]]) -> Iterator[Marker]:
    end = 0
    for token in paragraph.tokens:
        for entry, covered in lookup(lists, paragraph, token.index):
            if token.start >= end and _named(paragraph.slice(paragraph.cover(covered)), entry.term):
                pos = "VERB" if token.pos == "VERB" else "X"
                suggestions = fitting(paragraph, covered, entry.alternatives, pos)
                span = paragraph.cover(covered)
                yield Marker(span, FAMILY, entry.term, entry.note, suggestions=suggestions)
                end = span.end
                break


def _named(written: str, term: str) -> bool:
    """Whether the words are capitalised where the term is; capitals throughout, as in a headline, fit any term."""
    if written.isupper():
        return True
    pairs = zip(WORD.findall(written), WORD.findall(term), strict=False)
    return all(word[0].isupper() for word, listed in pairs if listed[0].isupper())
