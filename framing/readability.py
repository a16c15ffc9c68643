"""Readability formulas on our own counts, each with the paper it comes from.

They estimate school grades from lengths of words and sentences.  They know nothing of order, jargon that is
short, or sense; two texts a point apart are equally hard.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

from framing.analyzers.facts import Counts

WORDS_A_MINUTE: Final = 238
"""Silent reading of English non-fiction (Brysbaert 2019, Journal of Memory and Language 109)."""

LONG_SENTENCE: Final = 30
"""Words from which a sentence counts as long: about twice the average of plain news prose."""


def total(counts: list[Counts]) -> Counts:
    """Add up the counts of paragraphs."""
    return Counts(
        words=sum(item.words for item in counts),
        letters=sum(item.letters for item in counts),
        syllables=sum(item.syllables for item in counts),
        polysyllables=sum(item.polysyllables for item in counts),
        complex=sum(item.complex for item in counts),
        unfamiliar=sum(item.unfamiliar for item in counts),
        sentence_words=tuple(words for item in counts for words in item.sentence_words),
    )


def sentence_length(counts: Counts) -> float:
    """Words per sentence."""
    return counts.words / len(counts.sentence_words)


def flesch_reading_ease(counts: Counts) -> float:
    """0 to 100, higher is easier (Flesch 1948, Journal of Applied Psychology 32)."""
    return 206.835 - 1.015 * sentence_length(counts) - 84.6 * counts.syllables / counts.words


def flesch_kincaid_grade(counts: Counts) -> float:
    """US school grade (Kincaid et al. 1975, Navy Research Branch Report 8-75)."""
    return 0.39 * sentence_length(counts) + 11.8 * counts.syllables / counts.words - 15.59


def gunning_fog(counts: Counts) -> float:
    """Years of schooling (Gunning 1952, The Technique of Clear Writing)."""
    return 0.4 * (sentence_length(counts) + 100 * counts.complex / counts.words)


def smog(counts: Counts) -> float:
    """Years of schooling for full comprehension; meant for 30 sentences or more (McLaughlin 1969, J. of Reading 12)."""
    return 1.0430 * sqrt(counts.polysyllables * 30 / len(counts.sentence_words)) + 3.1291


def dale_chall(counts: Counts) -> float:
    """Grade score from unfamiliar words: below 5 fourth grade, 9 to 10 college (Dale & Chall 1948; 1995 revision)."""
    share = 100 * counts.unfamiliar / counts.words
    return 0.1579 * share + 0.0496 * sentence_length(counts) + (3.6365 if share > 5 else 0)
