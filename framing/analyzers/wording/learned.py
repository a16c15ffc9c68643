"""Loaded words that the encoder suggests: it adds to the lists and never explains alone.

A word is suggested where both the word and its sentence look loaded (Spinde et al. 2021 found experts to mark words
only in sentences they called biased).  Each comes with the family it most resembles and the other words of the
sentence that speak for it.  Names are never suggested: nobody is loaded by what they are called.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from framing.analyzers.facts import Marker
from framing.document import Span
from framing.language.parse import Paragraph, Tagging, Token

BIAS: Final = -2.0
WORD: Final = 0.8
SENTENCE: Final = 0.5
"""Weights of the log odds of word and sentence in the chance that a reader marks the word; fitted on BABE dev."""
LEAST: Final = 0.2
"""Chance below which nothing is suggested in any profile."""
TELLING: Final = 3
"""Words named as those that moved the score, at most."""
CLOSED: Final = frozenset({"DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "PART", "NUM", "PUNCT", "SYM", "PROPN"})
"""Parts of speech that are not suggested on their own."""


def find(paragraph: Paragraph, taken: Sequence[Span]) -> Iterator[Marker]:
    """Suggestions of one paragraph outside what is ``taken``; none where the encoder is not installed."""
    if paragraph.tagging is None:
        return
    for number, reach in enumerate(paragraph.sentence_tokens):
        chances = {index: chance(paragraph.tagging, index, number) for index in reach}
        likely = [index for index in reach if chances[index] >= LEAST and _may_be(paragraph.tokens[index], taken)]
        for run in _runs(paragraph, likely):
            yield _marker(paragraph, run, chances)


def chance(tagging: Tagging, token: int, sentence: int) -> float:
    """The chance that a reader would mark a token, 0 to 1."""
    total = BIAS + WORD * tagging.loaded[token] + SENTENCE * tagging.sentences[sentence]
    return 1 / (1 + math.exp(-total))


def _may_be(token: Token, taken: Sequence[Span]) -> bool:
    return token.is_word and token.pos not in CLOSED and not any(span.overlaps(token.span) for span in taken)


def _runs(paragraph: Paragraph, likely: Sequence[int]) -> Iterator[list[int]]:
    """Words side by side, or joined by a hyphen, are one suggestion."""
    run: list[int] = []
    for index in likely:
        joined = run and (index == run[-1] + 1 or (index == run[-1] + 2 and paragraph.tokens[index - 1].text == "-"))
        if run and not joined:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _marker(paragraph: Paragraph, run: Sequence[int], chances: dict[int, float]) -> Marker:
    assert paragraph.tagging is not None
    strongest = max(run, key=lambda index: chances[index])
    others = sorted((index for index in chances if index not in run), key=lambda index: -chances[index])
    telling = [index for index in others if chances[index] >= LEAST][:TELLING]
    return Marker(
        paragraph.cover(run),
        family=paragraph.tagging.families[strongest],
        term=paragraph.tokens[strongest].lemma,
        reason="",
        confidence=round(chances[strongest], 3),
        learned=True,
        telling=tuple(paragraph.tokens[index].span for index in sorted(telling)),
    )
