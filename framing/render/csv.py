"""CSV: every number of every story in one table, a row a number, for a spreadsheet (RFC 4180, UTF-8, line feeds)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Final

from framing.analyzers.facts import Statistic
from framing.document import Span
from framing.render.lines import one_line, places
from framing.render.tables import number_rows
from framing.report import Report

COLUMNS: Final = (
    *("story", "line", "column", "number", "value", "upper", "unit", "kind", "counts", "approximator", "frame"),
    *("verdict", "needs source", "source", "reason", "confidence", "quoted", "sentence"),
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula (OWASP: CSV injection), full-width forms too."""

Cell = str | float


def render_csv(reports: Sequence[Report]) -> str:
    """A head and a row a number, in text order; texts are quoted, numbers are not, what is unknown is empty.

    A text that a spreadsheet could run as a formula gets an apostrophe in front.
    """
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows(map(_safe, row) for row in _rows(report))
    return out.getvalue()


def _rows(report: Report) -> list[list[Cell]]:
    text = report.analysis.text
    rows = number_rows(report)
    where = places(report, [report.analysis.document.origin_span(row.statistic.span) for row in rows])

    def words(span: Span | None) -> str:
        return text(span) if span else ""

    return [
        [
            report.name,
            *place,
            row.words,
            _plain(row.statistic.value),
            _plain(row.statistic.upper),
            row.statistic.unit,
            row.statistic.kind,
            words(row.statistic.noun),
            words(row.statistic.approximator),
            words(row.statistic.frame),
            row.label,
            _needed(row.statistic),
            row.source,
            row.reason,
            row.statistic.sourcing.confidence if row.statistic.sourcing else "",
            "yes" if row.statistic.quoted else "no",
            text(report.analysis.sentence_at(row.statistic.span.start)),
        ]
        for row, place in zip(rows, where, strict=True)
    ]


def _needed(item: Statistic) -> str:
    return "" if item.sourcing is None else "yes" if item.sourcing.needed else "no"


def _plain(value: float | None) -> Cell:
    """Whole numbers without a decimal point."""
    if value is None:
        return ""
    return int(value) if value.is_integer() else round(value, 6)


def _safe(cell: Cell) -> Cell:
    """A number as it is; a text on one line that starts no formula."""
    if not isinstance(cell, str):
        return cell
    line = one_line(cell)
    return f"'{line}" if cell.startswith(FORMULA) or line.startswith(FORMULA) else line
