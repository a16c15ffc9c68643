"""The story as lines: sentences in reading order, with what stands in each; what sourcing looks things up in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.facts import Attribution, SourceMention, Statistic
from framing.document import STORY_ROLES, Link, Role, Span
from framing.language.parse import Paragraph, Token
from framing.remembered import remembered

_COMMON: Final = frozenset(
    [
        *("percent", "people", "year", "month", "week", "have", "make", "take", "more", "last", "also", "many", "time"),
        *("number", "million", "billion", "first", "other", "most", "total", "country"),
    ]
)
_FIRST_PERSON: Final = re.compile(r"(?<![\w“\"'’])(?:I|I['’]m|I['’]ve|my|me|My)(?![\w.])")
_TAKEN_UP: Final = re.compile(
    r"^(?:That|This|These|Those|It|Its|They|He|She|The|Another|An additional|In all|Altogether|"
    r"Of (?:those|these|the|them)|Of(?= [\d$£€])|By (?:comparison|contrast)|Meanwhile|Only|Just|About"
    r"|Some|Nearly|Among|"
    r"More than|Overall|But|And|Still|"
    r"However|While|Yet|Even|Most|Others|Fewer|Also|Nor|Of|Both|Each|Then|So|Together|In total|By then|Almost)\b"
)
_WINDOW: Final = 400
_CONTENT: Final = frozenset(["NOUN", "PROPN", "VERB", "ADJ"])


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the story.  ``passage`` is its index in ``Analysis.story``; ``topic`` its content lemmas."""

    index: int
    passage: int
    span: Span
    role: Role
    topic: frozenset[str]


class Storyline:
    """One story, indexed by line; every look-up costs the same however long the story is."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.lines: list[Line] = []
        self.statistics: list[Statistic] = []
        self.mentions: dict[int, list[SourceMention]] = defaultdict(list)
        self.credits: list[SourceMention] = []
        for number, passage in enumerate(analysis.story):
            first = len(self.lines)
            self.lines.extend(_lines(number, passage, first))
            self.statistics.extend(statistic.moved(passage.start) for statistic in passage.local.statistics)
            for found in passage.local.sources:
                scope = found.scope and found.scope.moved(passage.start)
                span = found.span.moved(passage.start)
                mention = replace(found, span=span, scope=scope, sentence=first + found.sentence)
                self.mentions[mention.sentence].append(mention)
                if mention.credit:
                    self.credits.append(mention)
        self._starts = [line.span.start for line in self.lines]
        self._numbers = [statistic.span.start for statistic in self.statistics]

    def line_at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.lines[max(bisect_right(self._starts, offset) - 1, 0)]

    def text(self, span: Span) -> str:
        """The words at a span."""
        return self.analysis.text(span)

    def around(self, line: Line, span: Span) -> Span:
        """The line, or what of a very long one stands around ``span``."""
        return Span(max(line.span.start, span.start - _WINDOW), min(line.span.end, span.end + _WINDOW))

    def goes_on(self, line: Line) -> bool:
        """Whether a line begins like one that goes on from the line before: "That", "Another", "He" …"""
        return bool(_TAKEN_UP.match(self.text(Span(line.span.start, min(line.span.end, line.span.start + 30)))))

    def passage(self, line: Line) -> Passage:
        """The passage of a line."""
        return self.analysis.story[line.passage]

    def tokens(self, line: Line, end: int) -> list[Token]:
        """The tokens of a line up to an offset of the story; their offsets are relative to the passage."""
        return self.passage(line).tokens(Span(line.span.start, end))

    def holds_number(self, span: Span) -> bool:
        """Whether a statistic overlaps ``span``."""
        index = bisect_left(self._numbers, span.start)
        return any(statistic.span.overlaps(span) for statistic in self.statistics[max(index - 1, 0) : index + 1])

    def numbers_before(self, index: int, start: int) -> Iterator[Statistic]:
        """The statistics before the one at ``index``, nearest first, back to the offset ``start``."""
        for statistic in reversed(self.statistics[max(index - 30, 0) : index]):
            if statistic.span.start < start:
                return
            yield statistic

    @cached_property
    def attributions(self) -> dict[int, list[Attribution]]:
        """Attributions with a source, by each line that holds their content or their cue."""
        found: dict[int, list[Attribution]] = defaultdict(list)
        told = (*self.analysis.attributions, *self.analysis.reported)
        for attribution in sorted(told, key=lambda fact: (fact.content[0], fact.cue or fact.content[0])):
            if attribution.source is None or not self.lines:
                continue
            spans = (*attribution.content, attribution.cue) if attribution.cue else attribution.content
            for line in sorted({index for span in spans for index in self._covered(span)}):
                found[line].append(attribution)
        return found

    def _covered(self, span: Span) -> range:
        return range(self.line_at(span.start).index, self.line_at(span.end - 1).index + 1)

    @cached_property
    def links(self) -> dict[int, list[Link]]:
        """Hyperlinks by line."""
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.analysis.document.links if self.lines else ():
            line = self.line_at(link.span.start)
            if line.span.overlaps(link.span):
                found[line.index].append(link)
        return found

    @cached_property
    def runs(self) -> dict[int, tuple[int, int]]:
        """For each story passage that is a cell or an item: first and last of its table or list in ``passages``."""
        found: dict[int, tuple[int, int]] = {}
        number = 0
        open_: list[int] = []
        first, shape = 0, ""
        for index, passage in enumerate([*self.analysis.passages, None]):
            if open_ and (passage is None or passage.block.shape != shape):
                found.update(dict.fromkeys(open_, (first, index - 1)))
                open_ = []
            if passage is None or passage.block.role not in STORY_ROLES:
                continue
            if passage.block.shape in {"cell", "item"}:
                first, shape = (first, shape) if open_ else (index, passage.block.shape)
                open_.append(number)
            number += 1
        return found

    @cached_property
    def first_person(self) -> list[bool]:
        """For each passage, whether the writer says I outside quotation marks."""
        return [bool(_FIRST_PERSON.search(words)) for words in self._own_words()]

    def _own_words(self) -> Iterator[str]:
        quotations = list(self.analysis.quotations)
        starts = [quotation.span.start for quotation in quotations]
        for passage in self.analysis.story:
            at, text = passage.block.span.start, ""
            for quotation in quotations[bisect_left(starts, at) : bisect_left(starts, passage.block.span.end)]:
                text += self.text(Span(at, max(quotation.span.start, at)))
                at = max(at, quotation.span.end)
            yield text + self.text(Span(at, max(passage.block.span.end, at)))


def _lines(number: int, passage: Passage, first: int) -> list[Line]:
    places = zip(passage.sentences(), _topics(passage.paragraph), strict=True)
    return [
        Line(first + index, number, sentence, passage.block.role, topic)
        for index, (sentence, topic) in enumerate(places)
    ]


@remembered
def _topics(paragraph: Paragraph) -> tuple[frozenset[str], ...]:
    """What each sentence of a paragraph is about."""
    return tuple(frozenset(_topic(paragraph.tokens[token] for token in tokens)) for tokens in paragraph.sentence_tokens)


def _topic(tokens: Iterator[Token]) -> Iterator[str]:
    for token in tokens:
        if token.pos in _CONTENT and len(token.lemma) > 3 and token.lemma not in _COMMON:
            yield token.lemma
