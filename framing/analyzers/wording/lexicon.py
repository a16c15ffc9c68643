"""Looks up the families' word lists in a parse: one dictionary access a token, longest entry first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from framing.analyzers.wording.inflect import gerund, past, third_person
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import entries

PIECES: Final = re.compile(r"n't|'\w+|\w+|[^\w\s]")
PARTICIPLES: Final = frozenset({"VBN", "VBG"})
LISTS: Final[Mapping[str, str]] = {
    "editorialising_adverbs": "editorialising-adverb",
    "doubt_markers": "doubt-marker",
    "intensifiers": "intensifier",
    "loaded_words": "loaded-word",
    "slanted_report_verbs": "slanted-report-verb",
    "stance_verbs": "stance-verb",
    "contentious_labels": "contentious-label",
    "euphemisms": "euphemism",
    "hedges": "insinuating-hedge",
    "conflict_metaphors": "conflict-metaphor",
}
"""Word list → family of its markers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    ``words``         the term as tokens, lower case, hyphens apart
    ``pos``           NOUN, VERB, ADJ, ADV or X for any
    ``tests``         names in ``senses.TESTS`` that must hold
    ``alternatives``  neutral words in their base form
    ``note``          what the term does
    """

    term: str
    family: str
    words: tuple[str, ...]
    pos: str
    confidence: float
    tests: tuple[str, ...]
    alternatives: tuple[str, ...]
    note: str


def read_list(name: str, family: str) -> Iterator[Entry]:
    """The entries of one list."""
    for term, pos, confidence, tests, alternatives, note in entries(name):
        yield Entry(
            term.lower(),
            family,
            tuple(PIECES.findall(term.lower())),
            pos,
            float(confidence),
            () if tests == "-" else tuple(tests.split(",")),
            () if alternatives == "-" else tuple(alternatives.split(";")),
            note,
        )


def index(found: Iterator[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by their first word, the longest first."""
    by_word: dict[str, list[Entry]] = {}
    for entry in sorted(found, key=lambda entry: (-len(entry.words), -entry.confidence)):
        for form in _forms(entry):
            by_word.setdefault(form, []).append(entry)
    return {word: tuple(group) for word, group in by_word.items()}


@cache
def all_lists() -> Mapping[str, tuple[Entry, ...]]:
    """The entries of all families that are found by their words."""
    return index(entry for name, family in LISTS.items() for entry in read_list(name, family))


def lookup(lists: Mapping[str, tuple[Entry, ...]], paragraph: Paragraph, at: int) -> Iterator[tuple[Entry, range]]:
    """The entries that start at a token, with the tokens they cover."""
    token = paragraph.tokens[at]
    found = lists.get(token.lower, ())
    lemma = token.lemma.lower()
    if lemma != token.lower:
        found += tuple(entry for entry in lists.get(lemma, ()) if entry not in found)
    for entry in found:
        covered = range(at, at + len(entry.words))
        fits = covered.stop <= len(paragraph.tokens) and _rest(paragraph, covered, entry.words)
        if fits and _class(paragraph, covered, entry.pos):
            yield entry, covered


def _rest(paragraph: Paragraph, covered: range, words: tuple[str, ...]) -> bool:
    return all(_is(paragraph.tokens[at], word) for at, word in zip(covered[1:], words[1:], strict=True))


def _forms(entry: Entry) -> list[str]:
    """The first word and, where it can be a verb, its inflections: lemmas of rare verbs are often wrong."""
    word = entry.words[0]
    if entry.pos not in ("VERB", "X") or not word.isalpha() or (entry.pos == "X" and len(entry.words) == 1):
        return [word]
    doubled = [word + word[-1] + "ed", word + word[-1] + "ing"]
    return sorted({word, third_person(word), past(word), gerund(word), *doubled})


def _is(token: Token, word: str) -> bool:
    return word in (token.lower, token.lemma.lower())


def _class(paragraph: Paragraph, covered: range, pos: str) -> bool:
    """Whether the words have the part of speech; hyphenated and longer terms are clear without it."""
    token = paragraph.tokens[covered[0]]
    if pos == "X" or (len(covered) > 1 and pos != "VERB"):
        return True
    if pos == "VERB":
        return token.pos == "VERB" and not (token.tag in PARTICIPLES and token.dep in ("amod", "compound"))
    if pos == "ADJ":
        return token.pos == "ADJ" or (token.tag in PARTICIPLES and token.dep in ("amod", "acomp"))
    if pos == "NOUN":
        named = token.text[0].isupper() and token.index != paragraph.sentence_tokens[token.sentence].start
        return token.pos in ("NOUN", "PROPN") and not named and token.dep != "compound"
    return token.pos == pos or (pos == "ADV" and token.lower.endswith("ly"))
