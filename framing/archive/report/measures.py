"""What is measured over an archive, whole and by group: sums that the database adds up, one row a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from framing.archive.query import Archive, Row
from framing.archive.report.intervals import Figure, Kind, Sums, figure

MOST: Final = 60
"""Groups told apart, those with most stories; months, of which the newest are."""
MOST_MONTHS: Final = 480


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio of sums of two columns of ``stories``: a rate per 1,000 or a share in percent.

    ``counts``   what stands behind a figure, with a place for each sum
    ``family``   colour, as in the report on one story
    ``caution``  what it does not mean (docs/method.md)
    """

    key: str
    label: str
    unit: str
    kind: Kind
    y: str
    x: str
    counts: str
    family: str
    caution: str


MEASURES: Final = (
    Measure(
        key="density",
        label="Framing density",
        unit="marks per 1,000 own words",
        kind="rate",
        y="markers",
        x="own_words",
        counts="{:,} marks of loaded wording in {:,} words of the outlet’s own",
        family="wording",
        caution="Compare with the outlet’s own stories of the same kind, never an opinion piece with a wire story.",
    ),
    Measure(
        key="unsourced",
        label="Numbers without a source",
        unit="of the numbers that need one",
        kind="share",
        y="numbers_without_source",
        x="numbers_needing_source",
        counts="{:,} of {:,} numbers that need a source",
        family="statistics",
        caution="A source tells where a number is from, not that it is right; a number without one need not be wrong.",
    ),
    Measure(
        key="named",
        label="Named voices",
        unit="of the words of all voices",
        kind="share",
        y="named_voice_words",
        x="voice_words",
        counts="{:,} of {:,} words by sources",
        family="attribution",
        caution="There are good reasons to withhold a name; the story should give them.",
    ),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Stories that share a desk, an author or a month: how many, and a figure for each measure.

    ``name`` is "" where the stories name none, None for all groups beyond ``MOST`` together; ``groups`` says how many.
    """

    name: str | None
    stories: int
    figures: tuple[Figure, ...]
    groups: int = 1


class Whole:
    """The archive as a whole, which its groups are measured against."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        row = archive.row(f"select count(*), {_SUMS} from stories")  # noqa: S608 (our own columns)
        self.stories: int = row[0]
        self.sums = _sums(row[1:])
        self.figures = tuple(figure(sums, item.kind) for item, sums in zip(MEASURES, self.sums, strict=True))

    def by(self, column: str) -> list[Group]:
        """The groups of ``desk`` or ``author``, by name: never by figure, for that would be a ranking."""
        named = f"select {column} as name, count(*) as stories, {_SUMS} from stories group by {column}"  # noqa: S608
        rows = self.archive.rows(
            f"with placed as (select *, row_number() over (order by stories desc, name) as place from ({named})) "  # noqa: S608
            f"select case when place <= ? then name end, sum(stories), count(*), {_ADDED} from placed group by 1",
            MOST,
        )
        groups = [self._group(name, int(stories), number, sums) for name, stories, number, *sums in rows]
        return sorted(groups, key=lambda item: (not item.name, item.name is None, (item.name or "").casefold()))

    def by_month(self) -> list[Group]:
        """The months that have stories, oldest first; of very many the newest.  Named as "2024-03"."""
        rows = self.archive.rows(
            f"from (select strftime(date, '%Y-%m') as name, count(*) as stories, {_SUMS} from stories "  # noqa: S608
            "where date is not null group by 1 order by 1 desc limit ?) order by name",
            MOST_MONTHS,
        )
        return [self._group(name, stories, 1, sums) for name, stories, *sums in rows]

    def _group(self, name: str | None, stories: int, groups: int, values: Sequence[int]) -> Group:
        parts = zip(MEASURES, _sums(values), self.sums, strict=True)
        return Group(name, stories, tuple(figure(sums, item.kind, whole) for item, sums, whole in parts), groups)


_TERMS: Final = (
    "count(*) filter ({x} > 0)",
    "sum({y})",
    "sum({x})",
    "sum({y} * {y})",
    "sum({x} * {y})",
    "sum({x} * {x})",
)
_WIDE: Final = "::bigint"


def _columns() -> list[tuple[str, str]]:
    """Each sum that a figure needs, with the name of its column.  Whole numbers, so they are exact in any order."""
    return [
        (term.format(y=f"{item.y}{_WIDE}", x=f"{item.x}{_WIDE}"), f"{item.key}_{number}")
        for item in MEASURES
        for number, term in enumerate(_TERMS)
    ]


_SUMS: Final = ", ".join(f"{term} as {name}" for term, name in _columns())
_ADDED: Final = ", ".join(f"sum({name})" for _, name in _columns())


def _sums(values: Sequence[int] | Row) -> list[Sums]:
    size = len(_TERMS)
    return [Sums(*map(int, values[at : at + size])) for at in range(0, size * len(MEASURES), size)]
