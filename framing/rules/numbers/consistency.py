"""Numbers that should agree: headline and body, one mention and the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Statistic
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import FIG, Line, bounds, lines, value
from framing.rules.references import BBC_STATISTICS

SHARES: Final = frozenset({"percent", "ratio"})
BARE: Final = re.compile(r"(?<![\d.,$€£])\d{1,3}(?:,\d{3})+(?![\d%])|(?<![\d.,$€£])\d{2,6}(?![\d%])")
SKIPPED: Final = frozenset({"rank", "tally", "multiple", "index", "points", "measure"})


@rule(
    severity="warning",
    references=[BBC_STATISTICS],
    bad=[
        "# Port to cut [[5,000]] jobs\n\nThe port said it would cut 500 jobs next year.",
        "# [[Half]] of tenants fear eviction\n\nAbout 19.4% of tenants fear eviction and 31% a rent rise, the "
        "survey found.",
        "# [[Five]] injured in crash\n\nFour people were hurt when a bus left the road.",
    ],
    good=[
        "# Port to cut 500 jobs\n\nThe port said it would cut 500 jobs next year.",
        "# Nearly 20% of tenants fear eviction\n\nAbout 19.4% of tenants fear eviction.",
        "# Two-thirds back the bridge\n\nThe survey found 66 percent in favour.",
        "# Port haul passes $1B\n\nThe port took nearly $1.1 billion through August.",
        "# Fares up 30%\n\nFares rise from $10 to $13 on Monday.",
    ],
    limits=["# [[Thousands]] march for rent cap\n\nAbout 200 people marched on Saturday."],
)
def headline_number_missing(analysis: Analysis) -> Iterator[Match]:
    """A number in the headline is not in the story.

    Numbers are compared by value: two-thirds is 66 percent, $1B may stand for $1.1 billion, and a difference or
    share that the story's own numbers yield counts as given.
    """
    heads = [line for line in lines(analysis) if line.headline]
    body = [line for line in lines(analysis) if not line.headline]
    known = [figure for line in body for figure in line.figures if figure.value is not None]
    words = " ".join(line.text.lower() for line in body)
    for line in heads:
        for figure in line.figures:
            if figure.kind in SKIPPED or figure.value is None or figure.upper is not None:
                continue
            rivals = [other for other in known if _alike(figure, other)]
            if rivals and not _given(figure, rivals, words) and not _written(line.quote(figure), words):
                others = ", ".join(dict.fromkeys(analysis.text(other.span) for other in rivals[:3]))
                yield Match(
                    figure.span, f"“{line.quote(figure)}” is not in the story, which has {others}: which is right?"
                )


def _alike(figure: Statistic, other: Statistic) -> bool:
    if figure.kind in SHARES:
        return other.kind in SHARES
    if figure.kind == "money":
        return other.kind == "money" and other.unit == figure.unit
    return other.kind in {"count", "small count"}


def _as_share(figure: Statistic) -> float:
    if figure.unit.startswith("in "):
        return value(figure) / float(figure.unit[3:]) * 100
    return value(figure) * 100 if figure.kind == "ratio" and value(figure) <= 1 else value(figure)


def _given(figure: Statistic, rivals: list[Statistic], body: str) -> bool:
    """Whether the number is one of the others, rounded, or follows from two of them."""
    target = _as_share(figure)
    slack = 3.0 if figure.kind in SHARES else 0.15 * target
    numbers = [_as_share(other) for other in rivals] + [other.upper for other in rivals if other.upper is not None]
    if any(abs(number - target) <= max(slack, 0.5) for number in numbers):
        return True
    if figure.kind == "ratio":
        return False
    bare = {float(digits.replace(",", "")) for digits in BARE.findall(body)} if figure.kind == "count" else set()
    few = list(dict.fromkeys([*numbers, *sorted(bare)]))[:40]
    return (
        any(
            abs(result - target) <= max(0.02 * target, 0.6)
            for index, one in enumerate(few)
            for other in few[index + 1 :]
            for result in (one + other, abs(one - other))
        )
        or abs(sum(few) - target) <= 0.02 * target
    )


def _written(words: str, body: str) -> bool:
    digits = re.search(r"\d[\d,.]*\d|\d", words)
    return bool(re.search(rf"(?<![\d,.]){re.escape(digits[0] if digits else words.lower())}(?![\d])", body))


ASKED: Final = re.compile(
    rf"\b(?:survey|poll|sample) of\s+(?P<of>{FIG})|(?P<who>{FIG})\s+(?:respondents|participants|interviewees)\b",
    re.IGNORECASE,
)
IN_ALL: Final = re.compile(
    r"\b(?:in all|in total|altogether|a total of|took part|were (?:interviewed|surveyed|polled|questioned))\b",
    re.IGNORECASE,
)
SOME_OF_THEM: Final = re.compile(
    r"\b(?:of (?:the|whom|them|these|those)|among|including|another|other|of all)\W+(?:\w+\W+)?$", re.IGNORECASE
)
PROJECT: Final = (
    r"(?:deal|merger|takeover|acquisition|bridge|contract|project|package|budget|plan|programme|program|fund"
    r"|settlement|bailout|loan"
    r"|lawsuit|scheme|stadium|tunnel|bill|order|grant|donation|purchase|sale|investment)"
)
PRICED: Final = re.compile(
    rf"\b[Tt]he\s+(?:(?!and\b|of\b)[\w-]+\s+){{0,2}}?(?P<thing>{PROJECT})\s+(?:is|was|will be|would be)?\s*"
    rf"(?:worth|valued at|priced at|costs?|expected to cost|will cost|would cost)\s+(?P<is>{FIG})"
    rf"|\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his)\s+(?P<attr>{FIG})[-\s]+(?P<noun>{PROJECT})\b"
)
NOT_ALL: Final = r"(?!\s+(?:in|at|from|who|on|aged|under|over|there|with)\b)"
SAME_PEOPLE: Final = (
    (
        re.compile(rf"\bemploys\s+(?P<n>{FIG})\s+(?:people|workers|staff)\b{NOT_ALL}"),
        re.compile(
            rf"\b(?:[Ii]ts|[Tt]he (?:company|firm|group)[’']s)\s+(?P<n>{FIG})\s+(?:employees|workers"
            rf"|staff)\b{NOT_ALL}"
        ),
    ),
    (
        re.compile(
            rf"\b(?:injured|injuring|wounded|wounding|hurt)\s+(?P<n>{FIG})(?:\s+people)?\b(?!\s+(?:and|others|more)\b)"
        ),
        re.compile(
            rf"\b(?:[Tt]he|[Aa]ll)\s+(?P<n>{FIG})\s+(?:injured|wounded|casualties|(?:people )?(?:injured"
            rf"|hurt))\b{NOT_ALL}"
        ),
    ),
    (
        re.compile(rf"\b(?:killed|killing)\s+(?P<n>{FIG})(?:\s+people)?\b(?!\s+(?:and|others|more)\b)"),
        re.compile(rf"\b(?:[Tt]he|[Aa]ll)\s+(?P<n>{FIG})\s+(?:victims|dead|deaths|people killed)\b{NOT_ALL}"),
    ),
)
IS_LONG: Final = re.compile(
    r"\b[Tt]he (?P<thing>[a-z]+) (?:is|was|stands|measures|stretches|rises"
    r"|runs) (?P<n>\d[\d,.]*)[ -](?P<unit>met(?:re|er)|kilomet(?:re|er)|mile|yard)s?"
    r"(?: (?:long|high|tall|wide|deep))\b"
)
SIZED: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?P<n>\d[\d,.]*)-(?P<unit>met(?:re|er)|kilomet(?:re|er)|mile|yard) (?P<thing>[a-z]+)\b"
)
CHANGED_SINCE: Final = re.compile(
    r"\b(?:original\w*|initial\w*|first|previous\w*|earlier|revised|new|second|another|other|separate|previously"
    r"|raised|up from|down from|instead|rival"
    r"|rejected|last year|in (?:19|20)\d\d|later|since|now)\b",
    re.IGNORECASE,
)


@rule(
    severity="warning",
    references=[BBC_STATISTICS],
    bad=[
        "The survey of 1,000 tenants was done in May. In all, [[1,200 respondents]] took part.",
        "The deal is worth $85 billion. Under the [[$58 billion deal]], owners get cash.",
        "The fire killed 12 people. The [[14 victims]] were named.",
        "The bridge is 300 metres long. The [[450-metre bridge]] opens in May.",
    ],
    good=[
        "The survey polled 1,001 adults. The registered voter sample is 834.",
        "The deal is worth about $85 billion. The $85.4 billion deal includes debt.",
        "The survey of 1,000 tenants was done in May. Among the 420 respondents under 30, half agreed.",
        "The deal is worth $85 billion. The original $58 billion deal fell through.",
        "The firm employs 5,000 people. Its 700 employees in Spain are on strike.",
    ],
    limits=["The council will cut 320 jobs. Losing [[230 jobs]] would hurt, said the union."],
)
def self_inconsistent_figures(analysis: Analysis) -> Iterator[Match]:
    """The same thing is given two values in one story.

    Checked for the number of people a survey asked, the price of a deal or project, a firm's staff and the dead.
    """
    asked: tuple[Line, Statistic] | None = None
    priced: dict[str, tuple[Line, Statistic]] = {}
    for line in lines(analysis):
        for found in line.masked.all(ASKED):
            figure = line.figure(found, "of" if found["of"] else "who")
            if figure.kind != "count" or SOME_OF_THEM.search(line.masked[: found.start()]):
                continue
            if asked is None:
                asked = (line, figure)
            elif len(analysis.polls) < 2 and line.text.has(IN_ALL) and _differ(asked, (line, figure)):
                end = found.end()
                yield Match(
                    Span(figure.span.start, line.start + end),
                    f"{asked[0].quote(asked[1])} or {line.quote(figure)}: how many were asked?",
                )
        for found in line.masked.all(PRICED):
            figure = line.figure(found, "is" if found["is"] else "attr")
            thing = (found["thing"] or found["noun"]).lower()
            if figure.kind != "money" or line.text.has(CHANGED_SINCE):
                continue
            first = priced.setdefault(thing, (line, figure))
            if first[1] is not figure and first[1].unit == figure.unit and _differ(first, (line, figure)):
                yield Match(
                    Span(figure.span.start, max(figure.span.end, line.start + found.end())),
                    f"{first[0].quote(first[1])} or {line.quote(figure)}: which is the {thing}’s?",
                )
    yield from _two_counts(analysis)
    yield from _two_sizes(analysis)


def _two_counts(analysis: Analysis) -> Iterator[Match]:
    """Staff or dead counted twice, the second time as "the" whole of them."""
    for first, again in SAME_PEOPLE:
        told: tuple[Line, Statistic] | None = None
        for line in lines(analysis):
            if line.text.has(CHANGED_SINCE) or line.headline:
                continue
            found = line.masked.first(again)
            if told and found and _differ(told, (line, figure := line.figure(found, "n"))):
                yield Match(
                    Span(figure.span.start, line.start + found.end()),
                    f"{told[0].quote(told[1])} or {line.quote(figure)}: which is right?",
                    confidence=0.7,
                )
            if told is None and (start := line.masked.first(first)):
                told = (line, line.figure(start, "n"))


def _two_sizes(analysis: Analysis) -> Iterator[Match]:
    """One thing measured twice: "The bridge is 300 metres long", "the 450-metre bridge"."""
    sizes: dict[tuple[str, str], str] = {}
    for line in lines(analysis, figures_only=False):
        if line.text.has(CHANGED_SINCE) or line.headline:
            continue
        for found in line.text.all(SIZED):
            thing = (found["thing"].lower(), found["unit"])
            if sizes.setdefault(thing, found["n"]) != found["n"]:
                yield Match(
                    line.span(found.start("n"), found.end()),
                    f"{sizes[thing]} or {found['n']}: which is right?",
                    confidence=0.7,
                )
        for found in line.text.all(IS_LONG):
            sizes.setdefault((found["thing"].lower(), found["unit"]), found["n"])


def _differ(one: tuple[Line, Statistic], other: tuple[Line, Statistic]) -> bool:
    (low, high), (least, most) = bounds(*one), bounds(*other)
    return most < low or high < least
