"""What a story dwells on: the generic frames of Semetko and Valkenburg (2000), as a description and no verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final, get_args

from framing.analyzers.analysis import Analysis
from framing.analyzers.angle.facts import Emphasis, Frame
from framing.document import Span
from framing.language.parse import Paragraph
from framing.lexicons.load import entries
from framing.remembered import remembered

FEWEST_SENTENCES: Final = 5
"""Shares of a shorter body say nothing."""


@cache
def _terms() -> Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]:
    """First word → the terms that start with it, as words, and their frames."""
    found: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    frames: dict[str, Frame] = {frame: frame for frame in get_args(Frame)}
    for term, frame in entries("frames"):
        words = tuple(term.split())
        found.setdefault(words[0], []).append((words, frames[frame]))
    return {word: tuple(group) for word, group in found.items()}


def find(analysis: Analysis) -> tuple[Emphasis, ...]:
    """One fact a frame, the most touched first; none for a body of a few sentences."""
    total = sum(len(passage.paragraph.sentences) for passage in analysis.body)
    if total < FEWEST_SENTENCES:
        return ()
    touched: dict[Frame, set[tuple[int, int]]] = {frame: set() for frame in get_args(Frame)}
    terms: dict[Frame, Counter[str]] = {frame: Counter() for frame in touched}
    spans: dict[Frame, list[Span]] = {frame: [] for frame in touched}
    for passage in analysis.body:
        for frame, term, sentence, span in _touched(passage.paragraph):
            touched[frame].add((passage.start, sentence))
            terms[frame][term] += 1
            spans[frame].append(span.moved(passage.start))
    made = [
        Emphasis(
            frame,
            len(touched[frame]),
            round(len(touched[frame]) / total, 4),
            dict(sorted(terms[frame].items(), key=lambda item: (-item[1], item[0]))),
            tuple(spans[frame]),
        )
        for frame in touched
    ]
    return tuple(sorted(made, key=lambda item: -item.sentences))


@remembered
def _touched(paragraph: Paragraph) -> tuple[tuple[Frame, str, int, Span], ...]:
    """The terms of a paragraph: frame, term, sentence, place."""
    return tuple(
        (frame, " ".join(words), token.sentence, paragraph.cover((token.index, token.index + len(words) - 1)))
        for token in paragraph.tokens
        for words, frame in _at(paragraph, token.index)
    )


def _at(paragraph: Paragraph, at: int) -> list[tuple[tuple[str, ...], Frame]]:
    token = paragraph.tokens[at]
    if token.pos == "PROPN" and token.index != paragraph.sentence_tokens[token.sentence].start:
        return []
    found = _terms().get(token.lemma.lower()) or _terms().get(token.lower) or ()
    reach = paragraph.sentence_tokens[token.sentence].stop
    return [
        (words, frame)
        for words, frame in found
        if at + len(words) <= reach
        and all(paragraph.tokens[at + step].lower == words[step] for step in range(1, len(words)))
    ]
