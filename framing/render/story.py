"""The prose of a report cut into segments, so that marks which overlap can be drawn as flat, nested-free HTML."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, Literal

from framing.document import Block, Role, Shape, Span
from framing.report import Report

Layer = Literal["said", "who", "cue", "number"]
FOLDED: Final[frozenset[Role]] = frozenset({"chrome", "bio"})
"""Roles that are shown on demand only: nothing in them is analysed."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one block under the same marks.

    ``findings``  numbers of the findings on them, the shortest first
    ``starts``    those that start here
    ``layers``    facts on them: said (somebody's words), who (a source), cue, number
    ``voice``     whose words they are, "" for the outlet's own or an unknown voice
    """

    text: str
    findings: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    layers: tuple[Layer, ...] = ()
    voice: str = ""


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A block to draw; ``number`` counts from one over all blocks."""

    number: int
    role: Role
    shape: Shape
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks drawn as one: a folded run of site furniture, a list, or a single block."""

    kind: Literal["folded", "list", "block"]
    blocks: tuple[StoryBlock, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    finding: int = 0
    layer: Layer | None = None
    voice: str = ""


def story_groups(report: Report) -> tuple[Group, ...]:
    """The story as it reads, in order, with findings numbered from one as in ``Report.open_findings``."""
    blocks = report.analysis.document.blocks
    marks = _marks_by_block(report, blocks)
    drawn = [
        StoryBlock(index + 1, block.role, block.shape, tuple(_segments(report, block.span, marks[index])))
        for index, block in enumerate(blocks)
    ]
    return tuple(
        group
        for kind, run in groupby(drawn, key=_kind)
        for group in ((Group("block", (block,)) for block in run) if kind == "block" else (Group(kind, tuple(run)),))
    )


def block_number(report: Report, offset: int) -> int:
    """The number of the block that an offset of the prose stands in."""
    return max(1, bisect_right(report.analysis.document.blocks, offset, key=lambda block: block.span.start))


def _kind(block: StoryBlock) -> Literal["folded", "list", "block"]:
    if block.role in FOLDED:
        return "folded"
    return "list" if block.shape == "item" and block.role == "body" else "block"


def _marks_by_block(report: Report, blocks: Sequence[Block]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = defaultdict(list)
    for mark in _marks(report):
        index = block_number(report, mark.span.start) - 1
        while index < len(blocks) and blocks[index].span.start < mark.span.end:
            found[index].append(mark)
            index += 1
    return found


def _marks(report: Report) -> Iterator[_Mark]:
    analysis = report.analysis
    names = {index: voice.name for voice in analysis.voices for index in voice.attributions}
    for number, finding in enumerate(report.open_findings, 1):
        yield _Mark(finding.text_span, finding=number)
    for index, item in enumerate(analysis.attributions):
        voice = names.get(index) or (analysis.text(item.source) if item.source else "")
        yield from (_Mark(span, layer="said", voice=voice) for span in item.content)
        if item.source:
            yield _Mark(item.source, layer="who")
        if item.cue:
            yield _Mark(item.cue, layer="cue")
    yield from (_Mark(item.span, layer="number") for item in analysis.statistics)


def _segments(report: Report, block: Span, marks: Sequence[_Mark]) -> Iterator[Segment]:
    """Cut at every start and end, then say what lies on each cut."""
    opening: dict[int, list[_Mark]] = defaultdict(list)
    closing: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        if (start := max(mark.span.start, block.start)) < (end := min(mark.span.end, block.end)):
            opening[start].append(mark)
            closing[end].append(mark)
    active: Counter[_Mark] = Counter()
    cuts = sorted({block.start, block.end, *opening, *closing})
    for start, end in pairwise(cuts):
        active -= Counter(closing[start])
        active += Counter(opening[start])
        yield _segment(report.analysis.text(Span(start, end)), start, tuple(active))


def _segment(text: str, start: int, marks: Sequence[_Mark]) -> Segment:
    shortest = sorted((mark for mark in marks if mark.finding), key=lambda mark: (len(mark.span), mark.finding))
    return Segment(
        text,
        findings=tuple(mark.finding for mark in shortest),
        starts=tuple(mark.finding for mark in shortest if mark.span.start == start),
        layers=tuple(sorted({mark.layer for mark in marks if mark.layer})),
        voice=next((mark.voice for mark in marks if mark.voice), ""),
    )
