"""Rules about how hard a story is to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.document import Cover, Span
from framing.rules.base import Match, Reference, rule

HARD: Final = 40
LONG_LEAD: Final = 38
SHOWN: Final = 5

GOV_UK: Final = Reference(
    "GOV.UK: Sentence length, why 25 words is our limit",
    "https://insidegovuk.blog.gov.uk/2014/08/04/sentence-length-why-25-words-is-our-limit/",
)
PLAIN: Final = Reference(
    "Digital.gov, Plain Language Guide: short and simple",
    "https://digital.gov/guides/plain-language/principles/short-simple",
)
FLESCH: Final = Reference(
    "Flesch, R. (1948): A new readability yardstick, Journal of Applied Psychology 32(3)",
    "https://doi.org/10.1037/h0057532",
)


@rule(
    severity="info",
    references=[GOV_UK, FLESCH],
    bad=[
        "The bridge closed in May. [[The council, which had known since the winter survey that two of the six piers "
        "had moved, and which had put off the work three times because the grant from the region had not arrived, will "
        "now pay for the first stage itself and hopes to be paid back.]]"
    ],
    good=[
        "The council will pay for the first stage itself. It hopes that the region pays it back.",
        '"The council, which had known since the winter survey that two of the six piers had moved, and which had put '
        "off the work three times because the grant from the region had not arrived, will now pay for the first stage "
        'itself and hopes to be paid back," Roe said.',
    ],
)
def hard_sentence(analysis: Analysis) -> Iterator[Match]:
    """A sentence is so long that readers may lose its thread.

    Comprehension falls as sentences grow; beyond some forty words most readers start again.  The five longest
    sentences of a story are shown.  What a speaker says is left alone.
    """
    quoted = _quoted(analysis)
    found = [(words, span) for span, words in _lengths(analysis) if words > HARD and not _mostly_quoted(quoted, span)]
    for words, span in sorted(sorted(found, key=lambda pair: -pair[0])[:SHOWN], key=lambda pair: pair[1]):
        yield Match(span, f"{words} words in one sentence: could it be two?")


@rule(
    severity="info",
    references=[GOV_UK, PLAIN],
    bad=[
        "# Council to pay for bridge\n\n[[The city council, meeting late on Tuesday after weeks of talks with the "
        "region over a grant that had been promised last year, agreed to pay for the first stage of repairs to the old "
        "bridge over the river itself.]] Work starts in May."
    ],
    good=["# Council to pay for bridge\n\nThe city council will pay for the first repairs itself. Work starts in May."],
)
def long_lead(analysis: Analysis) -> Iterator[Match]:
    """The first sentence of the body carries too much.

    Many readers see the headline and one sentence.  A lead that packs who, what, when, where and why into one
    breath leaves them with none of it.
    """
    if not analysis.body or not any(passage.block.role == "headline" for passage in analysis.passages):
        return
    first = analysis.body[0].block.span
    for span, words in _lengths(analysis):
        if span.start == first.start and LONG_LEAD <= words <= HARD and not _mostly_quoted(_quoted(analysis), span):
            yield Match(span, f"The lead takes {words} words: what is the one thing to know?")


def _lengths(analysis: Analysis) -> Iterator[tuple[Span, int]]:
    for passage in analysis.story:
        paragraph = passage.paragraph
        yield from zip(passage.sentences(), map(paragraph.words_in, paragraph.sentences), strict=True)


def _quoted(analysis: Analysis) -> Cover:
    return Cover(item.span for item in analysis.quotations)


def _mostly_quoted(quoted: Cover, sentence: Span) -> bool:
    inside = (
        min(sentence.end, span.end) - max(sentence.start, span.start)
        for span in quoted.spans
        if span.overlaps(sentence)
    )
    return sum(inside) > len(sentence) / 2
