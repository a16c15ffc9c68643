"""Rules on quotations: whose they are and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from framing.analyzers import Analysis, Passage
from framing.analyzers.attribution.speakers import is_proper
from framing.analyzers.facts import Quotation
from framing.document import Span, SpanIndex
from framing.rules.attribution.guidance import AP_ANONYMOUS, BBC_ACCURACY, REUTERS, SPJ
from framing.rules.attribution.speech import FINITE, spoken
from framing.rules.base import Match, rule

SHORTEST_QUOTATION: Final = 6
OUTSIDE: Final = 2
TRANSCRIPT: Final = re.compile(r"[A-Z][A-Z .]{1,40}:|\(")
ASKED: Final = re.compile(r"[QA]\s?[:.]\s")
SIGNATURE: Final = 14
HEARD: Final = 2
SO_SAYS: Final = re.compile(r"(?:So|Thus|Those were|These were|That is what)\b")
REMARKS: Final = frozenset(
    [
        "answer",
        "comment",
        "conversation",
        "interview",
        "letter",
        "message",
        "post",
        "question",
        "remark",
        "reply",
        "response",
        "speech",
        "statement",
        "testimony",
        "tweet",
        "word",
    ]
)
LONG_STORY: Final = 300
LATE_WORDS: Final = 200
LATE_SHARE: Final = 0.5
FILLER: Final = (
    "The council met on Monday to vote on the new bus lane. The plan would close two streets to cars. It would also "
    "add forty trees along the river. The work would start in the spring and end before winter. "
)


@rule(
    severity="warning",
    references=[SPJ, BBC_ACCURACY],
    bad=[
        'The council met on Monday.\n\n[["We will never accept a plan that closes our shops for a year."]]',
    ],
    good=[
        '"We will never accept a plan that closes our shops for a year," Ann Roe said.',
        'Ann Roe was angry. She said: "We will never accept a plan that closes our shops."',
        'Ann Roe, a baker, said: "We will never accept this.\n\n"We will fight it in every court we can find."',
        'A banner read "No trams in our street."',
        'Ann Roe was asked in an interview.\n\n"We will never accept a plan that closes our shops for a year."',
        'The council met.\n\n"We will never accept a plan that closes our shops for a year."\n\nAnn Roe, Ely Traders',
    ],
    limits=['Over the door hung the words [["We never closed for anybody and we never will."]]'],
)
def quotation_without_speaker(analysis: Analysis) -> Iterator[Match]:
    """Nobody is said to speak these quoted words.

    A quotation is a promise that somebody said exactly this. Without a name the reader cannot tell who, and an
    editor cannot check it.
    """
    contents = SpanIndex(span for fact in analysis.attributions for span in fact.content)
    places = {passage.start: place for place, passage in enumerate(analysis.passages)}
    for quotation in analysis.quotations:
        if not quotation.speech or quotation.style != "double" or not _stands_alone(analysis, quotation):
            continue
        if _is_answered(analysis, quotation, places):
            continue
        if contents.overlaps(quotation.span) or TRANSCRIPT.match(analysis.text(quotation.inner)):
            continue
        if analysis.words_in(quotation.inner) >= SHORTEST_QUOTATION:
            yield Match(quotation.span, "Who says this? Can the speaker be named here?", 0.8)


@rule(
    severity="info",
    references=[REUTERS, AP_ANONYMOUS],
    bad=[(FILLER * 8) + '\n\n[["It will be a mess,"]] said Ann Roe, a baker.'],
    good=[
        '"It will be a mess," said Ann Roe, a baker.\n\n' + FILLER * 8,
        FILLER * 3 + '\n\n"It will be a mess," said Ann Roe, a baker.',
    ],
    limits=["[[The council met on Monday.]] " + FILLER * 8],
)
def first_quotation_late(analysis: Analysis) -> Iterator[Match]:
    """In a long story the first quotation comes in its second half.

    A voice near the top shows early whom the story has spoken to, and lets the people concerned be heard
    before the reader leaves.
    """
    before = 0
    total = sum(analysis.words_in(passage.block.span) for passage in analysis.body)
    first = next((item for item in analysis.quotations if item.speech and _in_body(analysis, item)), None)
    if first is None or total < LONG_STORY or _is_interview(analysis) or _is_heard(analysis, first.span.start):
        return
    for passage in analysis.body:
        if passage.block.span.contains(first.span):
            before += passage.paragraph.words_in(Span(0, first.span.start - passage.start))
            break
        before += analysis.words_in(passage.block.span)
    if before >= LATE_WORDS and before > LATE_SHARE * total:
        yield Match(
            first.span,
            f"The first quotation comes after {before} of {total} words. Could a voice be heard earlier?",
            0.7,
        )


def _is_answered(analysis: Analysis, quotation: Quotation, places: Mapping[int, int]) -> bool:
    """Whether the paragraphs around it tell: it goes on from a quotation, is led up to, or is signed below."""
    place = places[analysis.passage_at(quotation.span.start).start]
    above, below = analysis.passages[max(place - 1, 0) : place], analysis.passages[place + 1 : place + 2]
    told = any(_leads_up(analysis, passage) for passage in above)
    return told or any(_is_signature(passage) or SO_SAYS.match(passage.paragraph.text) for passage in below)


def _leads_up(analysis: Analysis, passage: Passage) -> bool:
    """Whether a paragraph ends in a quotation or a colon, or its last sentence speaks of remarks or an interview."""
    words = [token for token in passage.paragraph.tokens if token.is_word]
    if not words:
        return False
    last = words[-1]
    quoted = analysis.quoted(last.span.moved(passage.start))
    return (
        quoted
        or passage.paragraph.text.rstrip().endswith(":")
        or any(token.sentence == last.sentence and token.lemma in REMARKS for token in words)
    )


def _is_signature(passage: Passage) -> bool:
    """A line that starts with a name and tells nothing: "Ann Roe, Ely Traders"."""
    tokens = passage.paragraph.tokens
    return 2 <= len(tokens) <= SIGNATURE and is_proper(tokens[0]) and not any(token.tag in FINITE for token in tokens)


def _is_interview(analysis: Analysis) -> bool:
    """Questions and answers in print: "Q:" and "A:"."""
    return any(ASKED.match(analysis.text(passage.block.span)) for passage in analysis.body)


def _is_heard(analysis: Analysis, until: int) -> bool:
    """Whether named people speak before, if not in quotation marks."""
    named = [fact for _, fact, source in spoken(analysis) if source.end < until and fact.source_kind == "named"]
    return len(named) >= HEARD


def _in_body(analysis: Analysis, quotation: Quotation) -> bool:
    return analysis.passage_at(quotation.span.start).block.role == "body"


def _stands_alone(analysis: Analysis, quotation: Quotation) -> bool:
    """A paragraph of body text that is a quotation and next to nothing else."""
    passage = analysis.passage_at(quotation.span.start)
    local = quotation.span.moved(-passage.start)
    words = (token for token in passage.paragraph.tokens if token.is_word and not local.contains(token.span))
    outside = sum(1 for _ in islice(words, OUTSIDE + 1))
    return passage.block.role == "body" and passage.block.shape == "paragraph" and outside <= OUTSIDE
