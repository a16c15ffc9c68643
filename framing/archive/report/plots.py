"""Where things stand in a plot, in percent of its width and height: so text keeps its size however wide the page is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from framing.archive.report.intervals import Figure
from framing.archive.report.measures import Group

STEPS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months between two labels."""
LABELS: Final = {False: 3, True: 8}
"""How many labels there is room for: of months, of years."""
ROOM: Final = 1.6
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Scale:
    """From nothing to ``top``, with round ticks."""

    top: float
    ticks: tuple[float, ...]

    def percent(self, value: float) -> float:
        """Where a value stands; what is beyond the top stands at its edge."""
        return round(100 * min(value, self.top) / self.top, 2)


def scale_for(figures: Sequence[Figure], most: float | None = None) -> Scale:
    """A scale that holds all values, and intervals up to ``ROOM`` times the largest: a wide one flattens no others."""
    told = [item for item in figures if item.value is not None]
    value, high = (
        max(some, default=0.0) for some in ([item.value or 0.0 for item in told], [item.high for item in told])
    )
    reach = min(high, ROOM * value) or high or 1e-3
    step = _step(reach)
    top = min(ceil(round(reach / step, 6)) * step, most or float("inf"))
    return Scale(top, tuple(round(number * step, 9) for number in range(floor(top / step + 1e-6) + 1)))


def _step(reach: float) -> float:
    """1, 2 or 5 times a power of ten, for two to five steps."""
    power: float = 10 ** floor(log10(reach))
    return next(power * factor for factor in (0.2, 0.5, 1, 2) if reach / (power * factor) <= 5)


@dataclass(frozen=True, slots=True)
class Point:
    """A month: its middle and its figure, in percent."""

    group: Group
    figure: Figure
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points with a figure; ``lines`` and ``bands`` of their intervals break where a month has none."""

    points: tuple[Point, ...]
    lines: tuple[str, ...]
    bands: tuple[str, ...]


def curve(months: Sequence[Group], measure: int, scale: Scale) -> Curve:
    """One measure over the months."""
    first, count = span(months)
    points = []
    for group in months:
        item = group.figures[measure]
        if item.value is not None:
            x = round(100 * (index_of(group) - first + 0.5) / count, 2)
            y, low, high = (round(100 - scale.percent(value), 2) for value in (item.value, item.low, item.high))
            points.append(Point(group, item, x, y, low, high))
    runs = list(_runs(points))
    lines = tuple(_path([(point.x, point.y) for point in run]) for run in runs)
    around = ([(p.x, p.high) for p in run] + [(p.x, p.low) for p in reversed(run)] for run in runs)
    return Curve(tuple(points), lines, tuple(_path(points) + "Z" for points in around))


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Two points or more whose months follow one another."""
    run = list(points[:1])
    for one, two in pairwise(points):
        if index_of(two.group) - index_of(one.group) > 1:
            if len(run) > 1:
                yield run
            run = []
        run.append(two)
    if len(run) > 1:
        yield run


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Bar:
    """Stories of one month."""

    group: Group
    x: float
    width: float
    height: float


def bars(months: Sequence[Group]) -> list[Bar]:
    """How many stories each month has, beside the month with most."""
    first, count = span(months)
    most = max((group.stories for group in months), default=1)
    width = 100 / count
    return [
        Bar(
            group,
            round((index_of(group) - first + 0.15) * width, 2),
            round(0.7 * width, 2),
            round(100 * group.stories / most, 2),
        )
        for group in months
    ]


def labels(months: Sequence[Group]) -> list[tuple[float, str]]:
    """Where a month or a year begins, and how it is called."""
    first, count = span(months)
    step = next((step for step in STEPS if count / step <= LABELS[step >= 12]), STEPS[-1])
    marked = [number for number in range(first, first + count) if number % step == 0] or [first]
    return [(round(100 * (number - first) / count, 2), label(number, year=step >= 12)) for number in marked]


def index_of(group: Group) -> int:
    """Months since the year 0."""
    year, _, month = (group.name or "").partition("-")
    return 12 * int(year) + int(month) - 1


def label(index: int, *, year: bool = False) -> str:
    """ "Mar 2024", or only the year."""
    return str(index // 12) if year else f"{MONTHS[index % 12]} {index // 12}"


def span(months: Sequence[Group]) -> tuple[int, int]:
    """The first month, and how many there are to the last, with those that have no story."""
    first = index_of(months[0])
    return first, index_of(months[-1]) - first + 1
