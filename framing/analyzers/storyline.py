"""The story as lines: sentences in reading order, with what stands in each; what sourcing looks things up in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.facts import Attribution, Statistic
from framing.analyzers.sources import Mention, find_mentions
from framing.document import Link, Role, Span
from framing.language.parse import Token

_COMMON: Final = frozenset(
    [
        *("percent", "people", "year", "month", "week", "have", "make", "take", "more", "last", "also", "many", "time"),
        *("number", "million", "billion", "first", "other", "most", "total", "country"),
    ]
)
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
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        self.credits: list[Mention] = []
        for number, passage in enumerate(analysis.story):
            first = len(self.lines)
            self.lines.extend(_lines(number, passage, first))
            self.statistics.extend(statistic.moved(passage.start) for statistic in passage.local.statistics)
            for mention in find_mentions(passage, first):
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
        """Attributions with a source, by each passage that holds their content."""
        found: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in self.analysis.attributions:
            if attribution.source is None or not self.lines:
                continue
            for passage in sorted({self.line_at(part.start).passage for part in attribution.content}):
                found[passage].append(attribution)
        return found

    @cached_property
    def links(self) -> dict[int, list[Link]]:
        """Hyperlinks by line."""
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.analysis.document.links if self.lines else ():
            found[self.line_at(link.span.start).index].append(link)
        return found

    @cached_property
    def own_words(self) -> list[str]:
        """The words of each passage outside quotation marks."""
        quotations = list(self.analysis.quotations)
        starts = [quotation.span.start for quotation in quotations]
        texts = []
        for passage in self.analysis.story:
            at, text = passage.block.span.start, ""
            for quotation in quotations[bisect_left(starts, at) : bisect_left(starts, passage.block.span.end)]:
                text += self.text(Span(at, max(quotation.span.start, at)))
                at = max(at, quotation.span.end)
            texts.append(text + self.text(Span(at, max(passage.block.span.end, at))))
        return texts


def _lines(number: int, passage: Passage, first: int) -> list[Line]:
    paragraph = passage.paragraph
    places = zip(paragraph.sentences, paragraph.sentence_tokens, strict=True)
    return [
        Line(
            first + index,
            number,
            sentence.moved(passage.start),
            passage.block.role,
            frozenset(_topic(paragraph.tokens[token] for token in tokens)),
        )
        for index, (sentence, tokens) in enumerate(places)
    ]


def _topic(tokens: Iterator[Token]) -> Iterator[str]:
    for token in tokens:
        if token.pos in _CONTENT and len(token.lemma) > 3 and token.lemma not in _COMMON:
            yield token.lemma
