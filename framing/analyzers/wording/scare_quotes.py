"""Quotation marks around a word or two that nobody is quoted as saying."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers.facts import Marker, Quotation
from framing.analyzers.wording.senses import names
from framing.analyzers.wording.voice import quoted_spans
from framing.language.parse import Paragraph, Token

SURE: Final = 0.62
HALF_SURE: Final = 0.55
UNSURE: Final = 0.45
"""Two or three words in marks are more often a fragment of speech or a term of art."""
DETERMINERS: Final = frozenset({"det", "poss"})


def find(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> Iterator[Marker]:
    """Scare quotes of one paragraph; single marks only where they cannot be a nickname or a title."""
    quoted = quoted_spans(paragraph, quotations)
    for quotation in quotations:
        inner = paragraph.within(quotation.inner)
        words = [token for token in inner if token.is_word]
        if not quotation.closed or not 1 <= len(words) <= 3 or len(inner) > 5 or not _doubted(paragraph, words):
            continue
        if any(span.contains(quotation.span) and span != quotation.span for span in quoted):
            continue
        here = words[0].sentence
        reach = paragraph.sentence_tokens[here]
        outside = [
            token for token in paragraph.tokens[reach.start : reach.stop] if not quotation.span.contains(token.span)
        ]
        alone = (
            sum(
                other.span.start >= paragraph.sentences[here].start
                for other in quotations
                if other.span.end <= paragraph.sentences[here].end
            )
            == 1
        )
        if not alone or any(names(token, "naming") for token in outside):
            continue
        yield Marker(
            quotation.span,
            "scare-quotes",
            " ".join(token.lower for token in words),
            "puts distance between the outlet and the word",
            confidence=SURE if len(words) == 1 and words[0].pos == "NOUN" else HALF_SURE if len(words) == 1 else UNSURE,
            suggestions=(paragraph.slice(quotation.inner),),
        )


def _doubted(paragraph: Paragraph, words: list[Token]) -> bool:
    """A common noun or adjective that its sentence uses as its own, after an article or a possessive."""
    last = words[-1]
    if any(token.pos in ("NUM", "VERB", "AUX", "INTJ") or not token.text[0].islower() for token in words):
        return False
    if last.pos not in ("NOUN", "ADJ"):
        return False
    before = paragraph.tokens[max(0, words[0].index - 3) : words[0].index]
    owned = any(token.dep in DETERMINERS or token.tag in ("POS", "PRP$", "DT", "CD") for token in before)
    if last.pos == "ADJ":
        return owned and len(words) == 1 and _before_its_noun(paragraph, last)
    return owned and last.pos == "NOUN" and last.dep != "compound"


def _before_its_noun(paragraph: Paragraph, word: Token) -> bool:
    """The noun that the word modifies comes right after the marks: a "voluntary" move."""
    after = paragraph.tokens[word.index + 2 : word.index + 3]
    return word.dep == "amod" and bool(after) and after[0].pos == "NOUN" and word.head >= after[0].index
