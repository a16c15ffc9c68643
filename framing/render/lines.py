"""What the line-based formats share: the lines of an origin, and text made safe to show."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from posixpath import normpath
from typing import Final

from framing.document import Skip, Span
from framing.report import Finding, Report
from framing.rules.base import SEVERITIES, Severity

LINE_END: Final = re.compile(r"\r\n|\r|\n")
QUOTE: Final = 120
UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Controls that steer a terminal or a log, and those that reorder text on screen; tab and line feed are fine."""
COMMAND: Final = re.compile(r"^[^\S\n]*:(?=:)|#(?=#\w*\[)", re.MULTILINE)
"""What runners of GitHub and Azure obey: ``::`` at the start of a line, ``##[`` and ``##vso[`` anywhere."""


def lines_of(origin: str) -> list[str]:
    """The lines as ``Finding.line`` counts them, without their ends."""
    return LINE_END.split(origin)


def one_line(text: str) -> str:
    """Text on one line: white space folded, controls replaced one by one with U+FFFD."""
    return visible(" ".join(text.split()))


def short(text: str) -> str:
    """Text on one line, cut after ``QUOTE`` code points."""
    line = one_line(text)
    return line if len(line) <= QUOTE else f"{line[:QUOTE].rstrip()}…"


def visible(text: str) -> str:
    """Text of equal length with every control but tab and line feed replaced by U+FFFD."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def for_log(text: str) -> str:
    """Text that no runner of CI takes for commands: a zero-width space parts what would be one."""
    return COMMAND.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def path(report: Report) -> str:
    """The report's name as a relative POSIX path without ``./``."""
    return normpath(report.name.replace("\\", "/"))


def places(report: Report, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Line and column, from one, of the start of each span of the origin."""
    starts = [0, *(end.end() for end in LINE_END.finditer(report.origin))]
    lines = [bisect_right(starts, span.start) for span in spans]
    return [(line, span.start - starts[line - 1] + 1) for line, span in zip(lines, spans, strict=True)]


def skips(report: Report) -> list[tuple[int, int, Skip]]:
    """What was not analysed, each with line and column, from one, of its start in the origin."""
    skipped = report.analysis.document.skips
    where = places(report, [skip.origin for skip in skipped])
    return [(line, column, skip) for (line, column), skip in zip(where, skipped, strict=True)]


def worst_first(
    reports: Sequence[Report], keep: Callable[[Finding], bool] = lambda finding: finding.suppressed is None
) -> list[tuple[Report, Finding]]:
    """Findings with their reports: errors before warnings before infos, then by confidence, then as they stand."""
    pairs: Iterable[tuple[Report, Finding]] = (
        (report, finding) for report in reports for finding in report.findings if keep(finding)
    )
    return sorted(pairs, key=lambda pair: (-SEVERITIES.index(pair[1].severity), -pair[1].confidence))


def sentence(report: Report, finding: Finding) -> str:
    """A finding in one sentence: place, level, rule, words, question.  Not yet safe for any format."""
    place = f"{report.name}:{finding.line}:{finding.column}"
    return f"{place} {finding.severity} {finding.rule}: “{short(finding.quote)}”: {finding.message}"


def at_least(severity: Severity, level: Severity | None) -> bool:
    """Whether a severity reaches a level; no level is out of reach."""
    return level is not None and SEVERITIES.index(severity) >= SEVERITIES.index(level)


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
