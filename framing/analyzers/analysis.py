"""All facts about one story, and where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from framing.analyzers.angle.facts import Emphasis, Gap, Usage
from framing.analyzers.facts import (
    Attribution,
    Counts,
    Fault,
    Marker,
    Poll,
    Quotation,
    SourceMention,
    Statistic,
    Voice,
)
from framing.document import STORY_ROLES, Block, Document, Span, SpanIndex
from framing.language.parse import Paragraph, Token
from framing.remembered import Words

NO_WORDS: Final = Counts()


@dataclass(frozen=True)
class Local:
    """What one paragraph says on its own: depends on its text alone, so it can be cached by it (and remembers).

    Spans are relative to the paragraph.
    """

    paragraph: Paragraph
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    markers: tuple[Marker, ...] = ()
    counts: Counts = NO_WORDS


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the story with its parse, at its place in ``Document.text``."""

    block: Block
    local: Local

    @property
    def start(self) -> int:
        """What to add to a span of the paragraph to get one of the document."""
        return self.block.span.start

    @property
    def paragraph(self) -> Paragraph:
        return self.local.paragraph

    def sentences(self) -> Iterator[Span]:
        """The sentences, as spans of the document."""
        return (sentence.moved(self.start) for sentence in self.paragraph.sentences)

    def tokens(self, span: Span) -> list[Token]:
        """The tokens inside a span of the document (their own offsets stay relative to the paragraph)."""
        return self.paragraph.within(span.moved(-self.start))


@dataclass(frozen=True, eq=False)
class Analysis:
    """Document + facts.  Every span is in ``document.text``; every tuple is in text order.

    ``passages`` holds all blocks that were parsed, chrome and captions too; ``story`` only those whose
    words are the story's own prose.  Facts are taken from story passages only.  ``reported`` are attributions inside
    what somebody else says: second hand, and nobody's voice in the story.  ``usages``, ``gaps`` and ``emphasis`` are
    about the story as a whole and need not be in text order.  ``faults`` of inline ignores are known last: when all
    rules but those about ignores have run.
    """

    document: Document
    passages: tuple[Passage, ...]
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    reported: tuple[Attribution, ...] = ()
    voices: tuple[Voice, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    polls: tuple[Poll, ...] = ()
    markers: tuple[Marker, ...] = ()
    usages: tuple[Usage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    faults: tuple[Fault, ...] = ()

    @cached_property
    def story(self) -> tuple[Passage, ...]:
        """Headline, dek and body."""
        return tuple(passage for passage in self.passages if passage.block.role in STORY_ROLES)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """Body only."""
        return tuple(passage for passage in self.passages if passage.block.role == "body")

    @property
    def wordings(self) -> Iterator[tuple[Span, Words]]:
        """All sentences of the story with their words."""
        return (
            pair for passage in self.story for pair in zip(passage.sentences(), passage.paragraph.wordings, strict=True)
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences of the story."""
        return tuple(sentence for passage in self.story for sentence in passage.sentences())

    def text(self, span: Span) -> str:
        """The words at a span."""
        return self.document.text[span.start : span.end]

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds an offset, or the last one that starts before it."""
        return self.passages[max(bisect_right(self._starts, offset) - 1, 0)]

    def words_in(self, span: Span) -> int:
        """How many words a span of one passage has."""
        passage = self.passage_at(span.start)
        return passage.paragraph.words_in(span.moved(-passage.start))

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds an offset, or the last one of its passage that starts before it."""
        passage = self.passage_at(offset)
        if not passage.paragraph.sentences:
            return passage.block.span
        local = offset - passage.start
        return passage.paragraph.sentences[passage.paragraph.sentence_at(local)].moved(passage.start)

    def quoted(self, span: Span) -> bool:
        """Whether a span lies inside quotation marks."""
        return self._quoted.contains(span)

    def sources_of(self, span: Span) -> tuple[Attribution, ...]:
        """Whose words these are, from the outermost source to the innermost: the paper, then the minister it quotes.

        Empty where nobody but the story itself says them.
        """
        layers = [fact for fact in self.attributions if any(part.contains(span) for part in fact.content)]
        inner = [fact for fact in self.reported if any(part.contains(span) for part in fact.content)]
        return (*layers, *sorted(inner, key=lambda fact: -sum(len(part) for part in fact.content)))

    @cached_property
    def voice_of(self) -> Mapping[int, Voice]:
        """Index of an attribution to its voice; one without a voice is missing."""
        return {index: voice for voice in self.voices for index in voice.attributions}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(passage.start for passage in self.passages)

    @cached_property
    def _quoted(self) -> SpanIndex:
        return SpanIndex(quotation.span for quotation in self.quotations)
