"""Blocks while they are read: runs of prose, each with its place in the origin.  All readers write here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from framing.document import Block, Directive, Document, Kind, Link, Part, Piece, Role, Shape, Skip, Span
from framing.guard import check_blocks, fit

Run = tuple[str, int, int]
"""Prose, and the start and end in the origin that it came from."""

GAP: Final = "\n\n"


@dataclass(slots=True)
class Draft:
    """One block.

    ``role``    None until ``roles.assign_roles`` decides
    ``sure``    False for a role that only a class name or the place in the page suggests
    ``region``  numbers of the ``<main>`` and ``<article>`` elements it stands in, outermost first
    """

    shape: Shape = "paragraph"
    role: Role | None = None
    sure: bool = True
    region: tuple[int, ...] = ()
    runs: list[Run] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    length: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between words: ``offset`` in the draft at ``index``, which may not have begun yet."""

    index: int
    offset: int


class Builder:
    """Collects drafts in the order of the origin, and assembles them to a Document."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.skips: list[Skip] = []
        self.href: str | None = None
        self._draft = Draft()
        self._directives: list[tuple[str, Span, Mark, Mark | None]] = []

    def begin(
        self, shape: Shape = "paragraph", role: Role | None = None, *, sure: bool = True, region: tuple[int, ...] = ()
    ) -> None:
        """Close the open block, if it has words, and start another."""
        self.close()
        self._draft = Draft(shape, role, sure, region)

    def add(self, text: str, start: int, end: int) -> None:
        """Append prose that came from ``origin[start:end]``; white space never starts a block."""
        draft = self._draft
        if not draft.length:
            rest = text.lstrip()
            if len(text) == end - start:
                start = end - len(rest)
            text = rest
        if not text:
            return
        if self.href is not None:
            _extend_link(draft, Span(draft.length, draft.length + len(text)), self.href)
        draft.runs.append((text, start, end))
        draft.length += len(text)

    def ends_with_space(self) -> bool:
        """Whether the open block is empty or ends with white space."""
        return not self._draft.length or self._draft.runs[-1][0][-1].isspace()

    def close(self) -> None:
        """End the open block; one without words is dropped."""
        draft = self._draft
        self._draft = Draft(draft.shape, draft.role, draft.sure, draft.region)
        _strip_end(draft)
        if draft.runs:
            draft.text = "".join(run[0] for run in draft.runs)
            self.drafts.append(draft)
            check_blocks(len(self.drafts))

    def mark(self) -> Mark:
        """Where the next word will stand."""
        return Mark(len(self.drafts), self._draft.length)

    def direct(self, body: str, origin: Span, at: Mark, end: Mark | None = None) -> None:
        """Note an instruction; ``end`` closes the scope of one that is an attribute."""
        self._directives.append((fit(body), origin, at, end))

    def document(self, origin: str, kind: Kind, parts: Sequence[Part] = ()) -> Document:
        """The finished document; drafts without a role are body."""
        self.close()
        at, starts, texts = 0, [], []
        pieces: list[Piece] = []
        blocks: list[Block] = []
        links: list[Link] = []
        for draft in self.drafts:
            if pieces:
                pieces.append(Piece(Span(at, at + len(GAP)), Span(pieces[-1].origin.end, draft.runs[0][1])))
                at += len(GAP)
            starts.append(at)
            texts.append(draft.text)
            blocks.append(Block(Span(at, at + len(draft.text)), draft.role or "body", draft.shape))
            links += (Link(_clipped(link.span, draft).moved(at), link.href) for link in draft.links)
            for length, start, end in _joined(draft.runs):
                pieces.append(Piece(Span(at, at + length), Span(start, end)))
                at += length
        return Document(
            GAP.join(texts),
            origin,
            kind,
            tuple(pieces),
            tuple(blocks),
            links=tuple(links),
            directives=tuple(self._placed(starts, at)),
            parts=tuple(parts),
            skips=tuple(self.skips),
        )

    def _placed(self, starts: Sequence[int], length: int) -> list[Directive]:
        def place(mark: Mark) -> int:
            if mark.index >= len(starts):
                return length
            return starts[mark.index] + min(mark.offset, len(self.drafts[mark.index].text))

        placed = []
        for body, origin, mark, end in sorted(self._directives, key=lambda item: item[1]):
            at = place(mark)
            scope = None
            if end is not None:
                stop = place(end) if end.offset or not end.index else _end_before(end.index, starts, self.drafts)
                scope = Span(at, max(at, stop))
            placed.append(Directive(body, origin, at, scope))
        return placed


def _end_before(index: int, starts: Sequence[int], drafts: Sequence[Draft]) -> int:
    """Where the draft before ``index`` ends."""
    last = min(index, len(drafts)) - 1
    return starts[last] + len(drafts[last].text) if last >= 0 else 0


def _strip_end(draft: Draft) -> None:
    while draft.runs:
        text, start, end = draft.runs[-1]
        kept = text.rstrip()
        if kept == text:
            return
        draft.length -= len(text) - len(kept)
        if kept:
            one_to_one = len(text) == end - start
            draft.runs[-1] = (kept, start, start + len(kept) if one_to_one else end)
        else:
            draft.runs.pop()


def _extend_link(draft: Draft, span: Span, href: str) -> None:
    last = draft.links[-1] if draft.links else None
    if last and last.span.end == span.start and last.href == href:
        draft.links[-1] = Link(Span(last.span.start, span.end), href)
    else:
        draft.links.append(Link(span, href))


def _clipped(span: Span, draft: Draft) -> Span:
    return Span(min(span.start, draft.length), min(span.end, draft.length))


def _joined(runs: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Length and origin of the runs; neighbours that map one to one are one."""
    length = begun = ended = 0
    for text, start, end in runs:
        if start == ended and length == ended - begun and len(text) == end - start:
            length, ended = length + len(text), end
            continue
        if length:
            yield length, begun, ended
        length, begun, ended = len(text), start, end
    if length:
        yield length, begun, ended
