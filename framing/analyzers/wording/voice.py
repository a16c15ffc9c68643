"""Whose words a marker is in: the outlet's own, told in somebody's name, or inside quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.facts import Attribution, Marker, Quotation
from framing.document import Span, SpanIndex
from framing.language.parse import Paragraph

SPOKEN: Final = 0.5
"""Attributions less sure than this do not take words out of the outlet's voice."""
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
CLOSER: Final = re.compile(r"(?<=\S)[”»]|(?<=[.,!?])\"(?=\s|$)")
OPENER: Final = re.compile(r"[“„«]|(?<!\S)\"")
CARRIED: Final = 3
"""Paragraphs between an opening mark and its closing one that may go without marks of their own."""


@dataclass
class Ground:
    """What stands in one passage, in spans of the document.

    ``told``    contents of attributions, with the speaker and whether they are clauses told in the speaker's name
    ``cues``    the reporting verbs: the outlet's words even beside a quotation
    ``quoted``  what is inside quotation marks
    """

    told: list[tuple[Span, str, bool]] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)

    @cached_property
    def all_told(self) -> SpanIndex:
        """``told``, once it is complete."""
        return SpanIndex(span for span, _, _ in self.told)

    @cached_property
    def all_cues(self) -> SpanIndex:
        """``cues``, once they are complete."""
        return SpanIndex(self.cues)

    @cached_property
    def all_quoted(self) -> SpanIndex:
        """``quoted``, once it is complete."""
        return SpanIndex(self.quoted)


def quoted_spans(paragraph: Paragraph, quotations: Sequence[Quotation]) -> list[Span]:
    """What is inside quotation marks in one paragraph, also where only the closing mark was written."""
    spans = [quotation.span for quotation in quotations]
    closed, ends, before = SpanIndex(spans), sorted(span.end for span in spans), 0
    for mark in CLOSER.finditer(paragraph.text):
        if not closed.overlaps(Span(*mark.span())):
            index = bisect_right(ends, mark.start())
            before = max(before, ends[index - 1] if index else 0)
            spans.append(Span(before, mark.end()))
            before = mark.end()
    return spans


def grounds(analysis: Analysis) -> Mapping[int, Ground]:
    """The ground of each story passage, by where the passage starts."""
    found = {passage.start: Ground() for passage in analysis.passages}
    for index, attribution in enumerate(analysis.attributions):
        speaker = _speaker(analysis, index)
        clause = _tells(analysis, attribution)
        for span in attribution.content:
            found[analysis.passage_at(span.start).start].told.append((span, speaker, clause))
        if attribution.cue:
            found[analysis.passage_at(attribution.cue.start).start].cues.append(attribution.cue)
    for quotation in analysis.quotations:
        found[analysis.passage_at(quotation.span.start).start].quoted.append(quotation.span)
    for passage in analysis.story:
        local = quoted_spans(passage.paragraph, passage.local.quotations)
        found[passage.start].quoted.extend(span.moved(passage.start) for span in local)
    for passage in _carried(analysis.body):
        found[passage.start].quoted.append(passage.block.span)
    return found


def voiced(marker: Marker, ground: Ground) -> Marker:
    """The marker with its voice and its speaker."""
    if marker.family == "scare-quotes":
        return marker
    told = (
        [item for item in ground.told if item[0].overlaps(marker.span)] if ground.all_told.overlaps(marker.span) else []
    )
    speaker = next((name for _, name, _ in told if name), "")
    if ground.all_quoted.overlaps(marker.span):
        return replace(marker, voice="quoted", speaker=speaker)
    if ground.all_cues.overlaps(marker.span):
        return marker
    if marker.voice == "attributed" or any(clause and span.contains(marker.span) for span, _, clause in told):
        return replace(marker, voice="attributed", speaker=speaker)
    return marker


def _speaker(analysis: Analysis, index: int) -> str:
    voice = analysis.voice_of.get(index)
    if voice is not None:
        return voice.name
    source = analysis.attributions[index].source
    return analysis.text(source) if source else ""


def _tells(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether something is told in a speaker's name: a clause.

    A noun ("issued a harsh opinion") is worded by the outlet, and a document that "shows" something is read by it.
    """
    certain = attribution.source_kind != "document" and attribution.confidence >= SPOKEN
    return certain and any(_is_clause(analysis.passage_at(span.start), span) for span in attribution.content)


def _is_clause(passage: Passage, span: Span) -> bool:
    """Whether a content asserts: it has a finite verb, and not only in a relative clause ("a plan that works")."""
    tokens = passage.paragraph.tokens
    for token in passage.tokens(span):
        verb = tokens[token.head] if token.dep in ("aux", "auxpass") else token
        while verb.dep == "conj" and verb.head != verb.index:
            verb = tokens[verb.head]
        if token.tag in FINITE and verb.dep != "relcl":
            return True
    return False


def _carried(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Paragraphs without marks between one whose quotation stays open and one that closes it."""
    waiting: list[Passage] | None = None
    for passage in passages:
        text = passage.paragraph.text
        if waiting is not None:
            if OPENER.search(text) is None:
                if CLOSER.search(text):
                    yield from waiting
                elif len(waiting) < CARRIED:
                    waiting.append(passage)
                    continue
            waiting = None
        if any(not quotation.closed for quotation in passage.local.quotations):
            waiting = []
