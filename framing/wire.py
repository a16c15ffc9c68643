"""Report → plain JSON values: the one form that HTTP, ``json`` output and golden tests share.

Offsets are counted in the unit the caller chose, in the origin, or in the caller's own block when the story
came as CMS blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, Final, Literal

from framing.analyzers.facts import Fact
from framing.document import Document, Span
from framing.report import Finding, Report, Score
from framing.rules import RULES
from framing.steps import step

KINDS: Final = (
    "quotations",
    "attributions",
    "reported",
    "voices",
    "statistics",
    "polls",
    "markers",
    "usages",
    "gaps",
    "emphasis",
)
"""Facts of an analysis that are sent, by the name of its field."""
WIDE: Final = re.compile("[\U00010000-\U0010ffff]")
"""What takes two units of UTF-16."""
PLAIN: Final = frozenset({str, int, bool, type(None)})
OffsetUnit = Literal["utf16", "codepoint"]
Json = dict[str, Any]


class Offsets:
    """Turns spans of ``Document.text`` or of the origin into what the caller counts in."""

    def __init__(self, document: Document, unit: OffsetUnit) -> None:
        self.document = document
        self.astral = [found.start() for found in WIDE.finditer(document.origin)] if unit == "utf16" else []

    def place(self, origin: Span) -> Json:
        """``block_id``, ``start``, ``end`` of a span of the origin."""
        part = self.document.part_at(origin)
        base = self._count(part.origin.start) if part else 0
        return {
            "block_id": part.id if part else None,
            "start": self._count(origin.start) - base,
            "end": self._count(origin.end) - base,
        }

    def span(self, span: Span) -> Json:
        """A span of the prose, with its words."""
        return {**self.place(self.document.origin_span(span)), "text": self.document.text[span.start : span.end]}

    def _count(self, offset: int) -> int:
        return offset + bisect_left(self.astral, offset)


@step("write")
def to_dict(report: Report, offset_unit: OffsetUnit = "codepoint") -> Json:
    """The whole report."""
    analysis = report.analysis
    offsets = Offsets(analysis.document, offset_unit)
    return {
        "name": report.name,
        "version": report.version,
        "offset_unit": offset_unit,
        "words": report.words,
        "annotations": [annotation(finding, offsets) for finding in report.findings],
        "facts": {kind: [_value(fact, offsets) for fact in getattr(analysis, kind)] for kind in KINDS},
        "blocks": [
            {**offsets.place(analysis.document.origin_span(block.span)), "role": block.role, "shape": block.shape}
            for block in analysis.document.blocks
        ],
        "scores": [score(item) for item in report.scores],
        "summary": summary(report),
        "limits": list(report.limits),
        "skipped": [{**offsets.place(skip.origin), "reason": skip.reason} for skip in analysis.document.skips],
    }


def annotation(finding: Finding, offsets: Offsets) -> Json:
    """One finding as an annotation for inline display."""
    rule = RULES[finding.rule]
    return {
        "id": finding.fingerprint,
        **offsets.place(finding.span),
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "why": rule.rationale,
        "references": [{"title": item.title, "url": item.url} for item in rule.references],
        "suggestions": list(finding.suggestions),
        "quote": {"exact": finding.quote, "prefix": finding.prefix, "suffix": finding.suffix},
        "role": finding.role,
        "suppressed": {"by": finding.suppressed.by, "reason": finding.suppressed.reason}
        if finding.suppressed
        else None,
    }


def score(item: Score) -> Json:
    """One score with its parts and its caution."""
    return {
        "name": item.name,
        "label": item.label,
        "value": None if item.value is None else round(item.value, 4),
        "unit": item.unit,
        "parts": {name: round(number, 4) for name, number in item.parts.items()},
        "caution": item.caution,
        "usual": {"mean": item.usual.mean, "sd": item.usual.sd, "stories": item.usual.stories} if item.usual else None,
    }


def summary(report: Report) -> Json:
    """How many open findings, by severity and by family."""
    levels = {"error": 0, "warning": 0, "info": 0}
    families: dict[str, int] = {}
    for finding in report.open_findings:
        levels[finding.severity] += 1
        families[finding.family] = families.get(finding.family, 0) + 1
    return {**levels, "suppressed": len(report.findings) - len(report.open_findings), "families": families}


def _value(value: Any, offsets: Offsets) -> Any:
    if type(value) in PLAIN:
        return value
    if isinstance(value, Span):
        return offsets.span(value)
    if isinstance(value, Fact):
        return {name: _value(getattr(value, name), offsets) for name in value.field_names}
    if isinstance(value, tuple):
        return [_value(item, offsets) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item, offsets) for key, item in value.items()}
    if isinstance(value, float):
        return round(value, 6)
    return value
