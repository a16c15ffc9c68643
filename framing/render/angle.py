"""The story as a whole, as rows for people: verbs and labels by side, headline against body, emphasis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from framing.analyzers.angle.facts import Emphasis, Gap, Usage
from framing.document import Span
from framing.render.story import block_number
from framing.report import Report

SHOWN: Final = 8
"""Pieces of evidence a row shows; all of them are in the JSON."""
GAPS: Final[Mapping[str, str]] = {
    "term": "loaded word",
    "quoted": "a source's word",
    "certainty": "certainty",
    "number": "number",
}
NUMBER_RULE: Final = "headline-number-missing"
LEANING: Final = 0.7
"""Log odds from which a side is said to be worded otherwise than the rest: about twice the odds."""


@dataclass(frozen=True, slots=True)
class UsageRow:
    """``words`` marked with their counts; ``blocks`` they stand in; ``leans``: worded otherwise than the rest."""

    usage: Usage
    words: str
    leans: bool
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """``words`` of the headline, the block of the headline, what is missing, and the nearest words of the body."""

    words: str
    block: int
    label: str
    note: str
    body: str
    body_block: int


@dataclass(frozen=True, slots=True)
class EmphasisRow:
    """``share`` of the body's sentences in percent, and the words that showed it most."""

    emphasis: Emphasis
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Angle:
    """What a report says on the story as a whole; false when that is nothing."""

    verbs: tuple[UsageRow, ...]
    labels: tuple[UsageRow, ...]
    gaps: tuple[GapRow, ...]
    emphasis: tuple[EmphasisRow, ...]

    def __bool__(self) -> bool:
        return bool(self.verbs or self.labels or self.gaps or self.emphasis)


def angle(report: Report) -> Angle:
    """All rows of a report."""
    analysis = report.analysis
    rows = [
        UsageRow(item, _counted(item.terms), item.lean >= LEANING and item.marked > 0, _blocks(report, item.spans))
        for item in analysis.usages
    ]
    return Angle(
        verbs=tuple(row for row in rows if row.usage.kind == "verbs"),
        labels=tuple(row for row in rows if row.usage.kind == "labels"),
        gaps=(*(_gap(report, item) for item in analysis.gaps), *_numbers(report)),
        emphasis=tuple(EmphasisRow(item, 100 * item.share, _counted(item.terms)) for item in analysis.emphasis),
    )


def _gap(report: Report, gap: Gap) -> GapRow:
    text = report.analysis.text
    return GapRow(
        text(gap.span),
        block_number(report, gap.span.start),
        GAPS[gap.kind],
        gap.note,
        text(gap.body) if gap.body else "",
        block_number(report, gap.body.start) if gap.body else 0,
    )


def _numbers(report: Report) -> Iterable[GapRow]:
    """Numbers of the headline that the body does not have are what a rule finds."""
    for finding in report.findings:
        if finding.rule == NUMBER_RULE:
            block = block_number(report, finding.text_span.start)
            yield GapRow(finding.quote, block, GAPS["number"], "the body does not have the number", "", 0)


def _counted(terms: Mapping[str, int]) -> str:
    shown = list(terms.items())[:SHOWN]
    return ", ".join(f"{term} ×{count}" if count > 1 else term for term, count in shown)


def _blocks(report: Report, spans: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(block_number(report, span.start) for span in spans))[:SHOWN]
