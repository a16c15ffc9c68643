"""The page: what a template needs, in the words and figures that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from framing.archive.query import Archive
from framing.archive.report import plots
from framing.archive.report.intervals import FEWEST, Figure
from framing.archive.report.measures import MEASURES, MOST, MOST_MONTHS, Group, Measure, Whole
from framing.archive.report.sources import TOP, heard
from framing.render.page import SHARED, asset, policy, templates

OWN: Final = "framing.archive.report"
SHOWN_REJECTED: Final = 20


@dataclass(frozen=True, slots=True)
class Scan:
    """What was scanned, by the tables and the manifest."""

    stories: int
    words: int
    findings: int
    suppressed: int
    first: date | None
    last: date | None
    undated: int
    desks: int
    authors: int
    skipped: int
    rejected: int
    reasons: tuple[tuple[str, str], ...]
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure over the months."""

    measure: Measure
    whole: Figure
    scale: plots.Scale
    curve: plots.Curve


@dataclass(frozen=True, slots=True)
class Table:
    """Groups as rows, a scale for each measure."""

    noun: str
    groups: tuple[Group, ...]
    scales: tuple[plots.Scale, ...]


def render_page(archive: Archive, *, authors: bool = True) -> str:
    """The page about an archive, with or without figures by author; equal archives give equal pages."""
    whole = Whole(archive)
    months, voices = whole.by_month(), heard(archive)
    style = asset(SHARED, "base.css") + asset(OWN, "page.css")
    return (
        templates(OWN)
        .get_template("page.html")
        .render(
            scan=_scan(archive),
            measures=MEASURES,
            whole=whole,
            months=months,
            charts=_charts(whole, months),
            bars=plots.bars(months) if months else [],
            labels=plots.labels(months) if months else [],
            tables=[_table(noun, whole) for noun in (("desk", "author") if authors else ("desk",))],
            heard=voices,
            heard_scale=plots.scale_for([source.share for source in voices.sources], 1.0),
            fewest=FEWEST,
            most=MOST,
            most_months=MOST_MONTHS,
            top=TOP,
            told=told,
            between=between,
            marks=marks,
            month=lambda group: plots.label(plots.index_of(group)),
            day=day,
            style=style,
            policy=policy(style),
        )
        + "\n"
    )


def _scan(archive: Archive) -> Scan:
    stories, words, first, last, undated, desks, authors, skipped = archive.row(
        "select count(*), sum(words), min(date), max(date), count(*) filter (date is null), count(distinct desk) "
        "filter (desk <> ''), count(distinct author) filter (author <> ''), count(*) filter (skipped > 0) from stories"
    )
    findings, suppressed = archive.row("select count(*), count(*) filter (suppressed) from findings")
    (rejected,) = archive.row("select count(*) from rejected")
    reasons = archive.rows("select place, reason from rejected limit ?", SHOWN_REJECTED)
    return Scan(
        stories, int(words), findings, suppressed, first, last, undated, desks, authors, skipped, rejected,
        tuple((place, reason) for place, reason in reasons), archive.manifest,
    )  # fmt: skip


def _charts(whole: Whole, months: Sequence[Group]) -> list[Chart]:
    made = []
    for number, measure in enumerate(MEASURES if months else ()):
        scale = _scale(measure, [whole.figures[number], *(group.figures[number] for group in months)])
        made.append(Chart(measure, whole.figures[number], scale, plots.curve(months, number, scale)))
    return made


def _table(noun: str, whole: Whole) -> Table:
    groups = whole.by(noun)
    scales = (
        _scale(measure, [whole.figures[number], *(group.figures[number] for group in groups)])
        for number, measure in enumerate(MEASURES)
    )
    return Table(noun, tuple(groups), tuple(scales))


def _scale(measure: Measure, figures: Sequence[Figure]) -> plots.Scale:
    return plots.scale_for(figures, 1.0 if measure.kind == "share" else None)


def told(value: float, measure: Measure, digits: int | None = None) -> str:
    """A value for people: "6.5" of a rate, "45%" of a share."""
    if measure.kind == "rate":
        return f"{1000 * value:,.{1 if digits is None else digits}f}"
    return f"{100 * value:.{digits or 0}f}%"


def marks(scale: plots.Scale, measure: Measure) -> list[tuple[float, str]]:
    """The ticks of a scale: where each stands, and what it says."""
    step = scale.ticks[1] if len(scale.ticks) > 1 else scale.top
    digits = 0 if step * (1000 if measure.kind == "rate" else 100) >= 1 else 1
    return [(scale.percent(tick), told(tick, measure, digits)) for tick in scale.ticks]


def between(figure: Figure, measure: Measure, digits: int | None = None) -> str:
    """Its interval: "5.8 to 7.3", "43 to 47%"."""
    low, high = told(figure.low, measure, digits), told(figure.high, measure, digits)
    return f"{low.removesuffix('%')} to {high}"


def day(value: date) -> str:
    """ "5 Mar 2024"."""
    return f"{value.day} {plots.MONTHS[value.month - 1]} {value.year}"
