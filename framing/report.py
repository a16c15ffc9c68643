"""The result: what was found, where, and an identity that survives edits elsewhere in the story."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from framing.analyzers import Analysis
from framing.document import Role, Span
from framing.guard import fit
from framing.norms import Usual
from framing.rules.base import Match, Rule, Severity

LINE_END = re.compile(r"\r\n|\n|\r")
CONTEXT = 32
"""Code points of prose kept on each side of a finding's quote."""
DIGITS = 3
"""Decimals of a confidence, in every format."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding does not count: an inline ignore or a baseline entry, with the reason given."""

    by: Literal["inline", "baseline"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule at one place.

    ``span``               in the origin; ``text_span`` in the prose (``Document.text``)
    ``line``, ``column``   of the origin, from one, in code points; the end is exclusive
    ``quote``              the flagged prose, with ``prefix`` and ``suffix`` around it
    ``fingerprint``        sha256 of rule, quote, sentence (both casefolded) and occurrence, 16 hex digits
    """

    rule: str
    family: str
    severity: Severity
    message: str
    confidence: float
    suggestions: tuple[str, ...]
    span: Span
    text_span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    prefix: str
    suffix: str
    role: Role
    fingerprint: str
    block_id: str | None = None
    suppressed: Suppression | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A number that says how it was computed.

    ``value``    None where it is not defined (no words, no attributions)
    ``parts``    the counts it was computed from
    ``caution``  what it does not mean
    ``usual``    what is usual for the outlet's stories of this kind, where it has been measured
    """

    name: str
    label: str
    value: float | None
    unit: str
    parts: Mapping[str, float]
    caution: str
    usual: Usual | None = None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A story that was named and could not be checked; ``reason`` quotes no draft."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one story.

    ``words``    of the story: headline, dek and body
    ``version``  of Framing, its rules and its models; equal versions give equal reports
    ``limits``   what it had to do without, as sentences for people
    """

    name: str
    analysis: Analysis
    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    words: int
    version: str
    limits: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        return self.analysis.document.origin

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Findings that nobody has suppressed."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)


def build_findings(analysis: Analysis, matches: Iterable[tuple[Rule, Match]]) -> tuple[Finding, ...]:
    """Turn matches into findings, sorted by place, then rule."""
    document = analysis.document
    lines = _line_starts(document.origin)
    seen: Counter[str] = Counter()
    findings = []
    for rule, match in sorted(matches, key=lambda pair: (pair[1].span, pair[0].name)):
        place = match.origin or document.origin_span(match.span)
        quote = analysis.text(match.span) or fit(document.origin[place.start : place.end])
        sentence = " ".join(analysis.text(analysis.sentence_at(match.span.start)).casefold().split())
        key = f"{rule.name}\0{quote.casefold()}\0{sentence}"
        seen[key] += 1
        part = document.part_at(place)
        line, column = _line_column(lines, place.start)
        end_line, end_column = _line_column(lines, place.end)
        findings.append(
            Finding(
                rule=rule.name,
                family=rule.family,
                severity=match.severity or rule.severity,
                message=match.message,
                confidence=round(match.confidence, DIGITS),
                suggestions=match.suggestions,
                span=place,
                text_span=match.span,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                quote=quote,
                prefix=document.text[max(0, match.span.start - CONTEXT) : match.span.start],
                suffix=document.text[match.span.end : match.span.end + CONTEXT],
                role=analysis.passage_at(match.span.start).block.role,
                fingerprint=hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:16],
                block_id=part.id if part else None,
            )
        )
    return tuple(findings)


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines start; a line ends at LF, CRLF or a lone CR, as editors count."""
    return [0, *(found.end() for found in LINE_END.finditer(text))]


def _line_column(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
