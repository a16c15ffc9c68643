"""A story as prose, with exact offsets back to what the editor sees.

All offsets are Unicode code points, half-open.  A ``Span`` inside the analysis refers to
``Document.text``; ``Document.origin_span`` is the only place where it is translated to the origin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

Kind = Literal["text", "markdown", "html", "blocks"]
Role = Literal["headline", "dek", "body", "caption", "byline", "bio", "chrome"]
Shape = Literal["heading", "paragraph", "item", "quote", "cell"]

STORY_ROLES: frozenset[Role] = frozenset({"headline", "dek", "body"})
"""Roles whose words are the story's own prose; the others are left out of scores."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def moved(self, by: int) -> Span:
        """The same span, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class SpanIndex:
    """Many spans, asked in logarithmic time whether one of them contains or overlaps another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def contains(self, span: Span) -> bool:
        """Whether one of the spans has ``span`` wholly inside."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and self._ends[index] >= span.end

    def overlaps(self, span: Span) -> bool:
        """Whether one of the spans shares a code point with ``span``."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._ends[index] > span.start


class Cover(SpanIndex):
    """The ground that some spans cover together; spans that touch are one.

    ``spans`` are sorted and disjoint.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        self.spans = tuple(merged)
        super().__init__(merged)

    def within_reach(self, span: Span) -> tuple[Span, ...]:
        """Those of the spans that share a code point with ``span``."""
        first = bisect_right(self.spans, span.start, key=lambda item: item.end)
        last = bisect_left(self.spans, span.end, key=lambda item: item.start)
        return self.spans[first:last]


@dataclass(frozen=True, slots=True)
class Piece:
    """Prose at ``text`` came from ``origin``; equal lengths map one to one, unequal ones as a whole.

    ``&amp;`` is a piece of one code point of text and five of origin.
    """

    text: Span
    origin: Span


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, caption or list item: ``span`` is in ``Document.text``."""

    span: Span
    role: Role = "body"
    shape: Shape = "paragraph"


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink on words of the story: ``span`` is in ``Document.text``."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class Directive:
    """An instruction to Framing found in the origin, such as ``ignore unnamed-source -- reason``.

    ``origin``  where it stands in the origin
    ``at``      the offset in ``Document.text`` at which it takes effect
    ``scope``   for an attribute: the text of the element that carries it; None for a comment
    """

    body: str
    origin: Span
    at: int
    scope: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a CMS: its id there, and its place in the joined origin."""

    id: str
    origin: Span


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was not analysed, and why, in words for an editor.  ``origin`` is in the origin."""

    origin: Span
    reason: str


@dataclass(frozen=True)
class Document:
    """One story.

    ``text``        prose only: no tags, no front matter, entities decoded; blocks are set apart by blank lines
    ``origin``      the input exactly as received (for CMS blocks: their contents, joined by blank lines)
    ``pieces``      sorted, covering ``text`` without gaps
    ``blocks``      sorted, not overlapping, in ``text``
    ``links``       hyperlinks in ``text``
    ``directives``  inline ignores, in the order they stand
    ``parts``       CMS blocks, empty for other kinds
    ``skips``       what the reader or the guard left out
    """

    text: str
    origin: str
    kind: Kind
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    directives: tuple[Directive, ...] = ()
    parts: tuple[Part, ...] = ()
    skips: tuple[Skip, ...] = ()

    def origin_span(self, span: Span) -> Span:
        """Translate a span of ``text`` to the span of ``origin`` it came from."""
        start = self._origin(span.start, end=False)
        return Span(start, max(start, self._origin(span.end, end=True)))

    def part_at(self, origin: Span) -> Part | None:
        """The CMS block that an origin span starts in, or None when there are no CMS blocks."""
        index = bisect_right(self.parts, origin.start, key=lambda part: part.origin.start) - 1
        return self.parts[index] if index >= 0 else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.text.start for piece in self.pieces)

    def _origin(self, offset: int, *, end: bool) -> int:
        probe = offset - 1 if end and offset else offset
        index = bisect_right(self._starts, probe) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        if len(piece.text) == len(piece.origin):
            return piece.origin.start + offset - piece.text.start
        return piece.origin.end if end else piece.origin.start
