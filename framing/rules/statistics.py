"""Where numbers come from."""

from __future__ import annotations

from collections.abc import Iterator

from framing.analyzers import Analysis
from framing.analyzers.facts import Sourcing, Statistic
from framing.rules.base import Match, Reference, rule

SPJ = Reference("SPJ Code of Ethics: Identify sources clearly", "https://www.spj.org/spj-code-of-ethics/")
BBC = Reference(
    "BBC Editorial Guidelines, Guidance: Reporting Statistics",
    "https://www.bbc.co.uk/editorialguidelines/guidance/reporting-statistics",
)
SHOWN = 3


@rule(
    severity="warning",
    references=[SPJ, BBC],
    bad=[
        "The city is growing fast. Some [[42 percent]] of the tenants moved there within five years.",
        "The new line opened in spring. It carries [[61,000]] passengers a day and cost $900 million to build.",
        "# Ferry fares climb\n\nFares have [[doubled]] since 2019. Islanders are angry.",
    ],
    good=[
        "The city is growing fast. According to the census bureau, 42 percent of tenants moved there in five years.",
        "A survey by the tenants' union was published on Monday. In it, 42 percent said they had moved. "
        "Only 12 percent wanted to move again.",
        "# Jobless rate at 4.2 percent\n\nUnemployment fell to 4.2 percent in May, the labour office said.",
        "The council voted 9-4 for the plan.",
        "“We lost 300 jobs,” said Ann Roe, the mayor.",
        "The bridge is closed until 12 May.",
        "# Roads\n\nRoad deaths rose [17 percent](https://stats.example.org/roads) in a year.",
        "# Trams\n\nRiders by line:\n\n| line | riders |\n|---|---|\n| North | 12,000 |\n\nSource: Transit Office",
    ],
    limits=[
        "The ministry published its report on Monday. The roads are bad. Drivers complain. Nobody pays. "
        "The minister resigned. Spending on roads fell by [[12 percent]].",
    ],
)
def number_without_source(analysis: Analysis) -> Iterator[Match]:
    """A number stands without a source.

    A reader cannot weigh a number without knowing who counted.  Looked for: a source in the sentence, one
    introduced before that is still being reported on, one named right after, the speaker of a quotation, a link,
    a source line or caption of a table or list, and the same number sourced elsewhere.  Tallies, results, routine
    market data and what anybody can see or look up need none.
    """
    for group in _gaps(analysis):
        first = group[0]
        assert first.sourcing
        yield Match(first.span, _message(analysis, group), first.sourcing.confidence)


@rule(
    severity="info",
    references=[SPJ, BBC],
    default=False,
    bad=["“We created [[12,000]] jobs,” said Ann Roe, the party's leader."],
    good=[
        "Firms created 12,000 jobs, according to the labour office.",
        "Ann Roe said that the plan would cut 12,000 jobs, according to a study by the labour office.",
    ],
)
def number_asserted_by_party(analysis: Analysis) -> Iterator[Match]:
    """A number is only what a speaker says; no data is named.

    An interested party's number is worth a check, or a word on what it rests on.
    """
    for statistic in analysis.statistics:
        sourcing = statistic.sourcing
        if sourcing and sourcing.where == "speaker" and sourcing.needed:
            who = f"{analysis.text(sourcing.source)} says so" if sourcing.source else "A speaker says so"
            yield Match(statistic.span, f"{who}. Is there data behind this number?", sourcing.confidence)


def _gaps(analysis: Analysis) -> Iterator[list[Statistic]]:
    """The unsourced numbers, those of one paragraph, table or list with no sourced one between them together."""
    group: list[Statistic] = []
    place = _places(analysis)
    for statistic in analysis.statistics:
        here = place[analysis.passage_at(statistic.span.start).start]
        there = place[analysis.passage_at(group[0].span.start).start] if group else -1
        if not _open(statistic.sourcing):
            near = group and there == here
            if near and statistic.sourcing and statistic.sourcing.where != "none":
                yield group
                group = []
            continue
        if group and there != here:
            yield group
            group = []
        group.append(statistic)
    if group:
        yield group


def _open(sourcing: Sourcing | None) -> bool:
    return sourcing is not None and sourcing.where == "none" and sourcing.needed


def _places(analysis: Analysis) -> dict[int, int]:
    """Start of each passage to a number that the cells of a table and the items of a list share."""
    places: dict[int, int] = {}
    before, last = "", 0
    for passage in analysis.passages:
        shape = passage.block.shape
        joined = shape in {"cell", "item"} and shape == before
        places[passage.start] = len(places) if not joined else last
        last, before = places[passage.start], shape
    return places


def _message(analysis: Analysis, group: list[Statistic]) -> str:
    words = [analysis.text(statistic.span) for statistic in group]
    shape = analysis.passage_at(group[0].span.start).block.shape
    if shape in {"cell", "item"}:
        what = "table" if shape == "cell" else "list"
        looked = f"No source line below the {what}, and none in what stands above it."
    else:
        its = "its sentence" if len(words) == 1 else "their sentences"
        looked = f"No source or link in {its}, none carried over from before, none named right after."
    if len(words) == 1:
        return f"Where does {words[0]} come from? {looked}"
    shown = ", ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
    return f"Where do these {len(words)} numbers come from ({shown})? {looked}"
