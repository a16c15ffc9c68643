"""What the encoder says of loaded words: it weighs what the lists found, suggests others, and never explains alone.

A suggestion counts where word and sentence together look loaded (Spinde et al. 2021 found experts to mark words only in
sentences they called biased).  A word of a list that raises many alarms must look loaded here, the more so the weaker
its entry.  The bars were chosen on the development sets of BABE and BASIL: at most one flag on 1,000 neutral words by
default, at most three in the thorough profile.  Each suggestion comes with the family it most resembles and the other
words of the sentence that speak for it.  Names are never suggested: nobody is loaded by what they are called.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from framing.analyzers.facts import Marker
from framing.document import Span
from framing.language.parse import Paragraph, Token

CLOSED: Final = frozenset({"DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "PART", "NUM", "PUNCT", "SYM", "PROPN"})
"""Parts of speech that are not suggested on their own."""
TELLING: Final = 3
"""Words named as those that moved the score, at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Log odds that a word must reach alone, and together with ``share`` times its sentence's."""

    word: float
    share: float
    both: float


@dataclass(frozen=True, slots=True)
class Listed:
    """Log odds that a word must reach together with ``trust`` times those of its entry's confidence."""

    trust: float
    both: float

    def holds(self, seen: float, confidence: float) -> bool:
        """Whether a word that the encoder sees so, of an entry of this confidence, is over the bar."""
        doubt = max(1 - confidence, LEAST_DOUBT)
        return seen + self.trust * math.log(confidence / doubt) >= self.both


LEAST_DOUBT: Final = 0.05
SURE: Final = Bar(0.5, 8.0, 21.0)
"""For a suggestion, or a weak hint of a list, that everybody sees."""
HINT: Final = Bar(0.0, 2.0, 2.6)
"""For one in the thorough profile."""
LIKELY: Final = Bar(0.0, 1.0, 1.0)
"""For a weak hint of a list to be shown at all."""
SIDED: Final = "contentious-label"
"""Family of which weak hints stay weak: the house decides on labels, or one side alone gets them."""
LISTED: Final = Listed(4.0, -2.0)
"""For a word of an ``ALARMING`` family's list to be shown to everybody."""
ALARMING: Final = frozenset({"editorialising-adverb", "intensifier", "loaded-word", "slanted-report-verb"})
"""Families whose lists raise alarms; the words of others are shown as they are."""
SHOWN: Final = 0.5
THOROUGH: Final = 0.3
"""Confidences from which a marker shows by default, and in the thorough profile."""
CONFIDENCE: Final = {SURE: 0.5, HINT: 0.4}
"""Of 37 suggestions over the first bar on BABE dev readers marked .54, of 44 over the second alone .45; nearly all
others stand in sentences that readers called biased (.97, .95)."""
DROPPED: Final = 0.2


def weigh(paragraph: Paragraph, markers: Iterable[Marker]) -> list[Marker]:
    """The markers of the lists; one in doubt is shown, hinted at or dropped as the encoder sees its word."""
    return [_weighed(paragraph, marker) for marker in markers]


def find(paragraph: Paragraph, taken: Sequence[Span]) -> Iterator[Marker]:
    """Suggestions of one paragraph outside what is ``taken``; none where the encoder is not installed."""
    if paragraph.tagging is None:
        return
    for reach in paragraph.sentence_tokens:
        likely = [index for index in reach if _may_be(paragraph.tokens[index], taken) and _over(paragraph, index, HINT)]
        for run in _runs(paragraph, likely):
            yield _marker(paragraph, run, reach)


def _weighed(paragraph: Paragraph, marker: Marker) -> Marker:
    certain = marker.confidence >= SHOWN
    if paragraph.tagging is None or (certain and marker.family not in ALARMING):
        return marker
    inside = [token.index for token in paragraph.within(marker.span)]
    if certain:
        seen = max(paragraph.tagging.loaded[index] for index in inside)
        return marker if LISTED.holds(seen, marker.confidence) else replace(marker, confidence=THOROUGH)
    if marker.family != SIDED and any(_over(paragraph, index, SURE) for index in inside):
        return replace(marker, confidence=SHOWN)
    if any(_over(paragraph, index, LIKELY) for index in inside):
        return marker
    return replace(marker, confidence=min(marker.confidence, DROPPED))


def _over(paragraph: Paragraph, index: int, bar: Bar) -> bool:
    tagging = paragraph.tagging
    assert tagging is not None
    word, sentence = tagging.loaded[index], tagging.sentences[paragraph.tokens[index].sentence]
    return word >= bar.word and word + bar.share * sentence >= bar.both


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


def _marker(paragraph: Paragraph, run: Sequence[int], reach: range) -> Marker:
    tagging = paragraph.tagging
    assert tagging is not None
    strongest = max(run, key=lambda index: tagging.loaded[index])
    beside = sorted((index for index in reach if index not in run), key=lambda index: -tagging.loaded[index])
    telling = [index for index in beside if tagging.loaded[index] >= 0 and _may_be(paragraph.tokens[index], ())]
    bar = SURE if _over(paragraph, strongest, SURE) else HINT
    return Marker(
        paragraph.cover(run),
        family=tagging.families[strongest],
        term=paragraph.tokens[strongest].lemma,
        reason="",
        confidence=CONFIDENCE[bar],
        learned=True,
        telling=tuple(paragraph.tokens[index].span for index in sorted(telling[:TELLING])),
    )
