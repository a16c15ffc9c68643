"""Numbers held against each other: percent and points, headline and body, one mention and the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Statistic
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import CHANGE_NOUN, CHANGE_VERB, FIG, FIRST, RISE, Line, bounds, lines, show, value
from framing.rules.references import AP_POLLS, BBC_STATISTICS, WRITING_STATISTICS

CHANGED: Final = re.compile(
    rf"(?P<verb>\b{CHANGE_VERB}\s+(?:by\s+)?(?P<v>{FIG}))|(?P<noun>\b[Aa]n?\s+(?P<n>{FIG})[-\s]+(?:[a-z]+\s+)?{CHANGE_NOUN}\b)"
    rf"|(?P<by>\b{CHANGE_VERB}\s+(?P<what>(?:its|the|their|his|her|a)\s+(?:[\w-]+\s+){{1,4}}?)by\s+(?P<b>{FIG}))"
    rf"|(?P<of>\b(?:[Aa]n?|[Tt]he)\s+{CHANGE_NOUN}\s+of\s+(?P<o>{FIG}))",
    re.IGNORECASE,
)
LEAD: Final = re.compile(
    rf"(?P<lead>(?P<n>{FIG})[-\s]+(?:[a-z]+\s+)?(?:lead|advantage|edge|deficit|swing)\b)"
    rf"|(?P<by>\b(?:lead(?:s|ing)?|led|ahead(?: of [A-Z]\w+)?|trail(?:s|ed|ing)?|behind)(?:\s+(?!by\b)[A-Z][\w.’'-]*){{0,3}}\s+by\s+(?P<b>{FIG}))"
)
TO_LEVEL: Final = re.compile(rf"\s*,?\s+to\s+(?:just\s+)?(?P<level>{FIG})")
FROM_LEVEL: Final = re.compile(rf"\s*,?\s+from\s+(?:the\s+|a\s+)?(?P<level>{FIG})(?!\s*(?:to|of (?:the|last)))")
SHARE_OF: Final = re.compile(r"\s+of\s+(?!the vote\b)")
SHARE: Final = re.compile(
    r"\b(?:approval|disapproval|favou?rability|support (?:for|among)|backing for|popularity|turnout|(?:approval|favou?rability) ratings?"
    r"|(?:unemployment|jobless|jobs|interest|inflation|mortgage|turnout|participation|vacancy|literacy|tax|key|base) rates?"
    r"|share of the (?:vote|market)|market share)\b[^,.;:]{0,40}$",
    re.IGNORECASE,
)
RACE: Final = re.compile(r"\b(?:polls?|surveys?|voters|vote|percent|candidates?|race|election)\b|%", re.IGNORECASE)


@rule(
    severity="warning",
    references=[AP_POLLS, WRITING_STATISTICS],
    bad=[
        "Approval of the premier [[rose 6 percent]], from 42 percent to 48 percent.",
        "About 21% of tenants trust the landlord, [[a 10% drop]] from last year.",
        "Trust in the courts [[jumped 8 per cent]] to 61 per cent.",
        "The bank [[raised its key rate by 0.5%]] to 4.25%.",
        "In the poll she has [[a 5 percent lead]].",
    ],
    good=[
        "Support for the party fell by 10 percentage points to 19.4%.",
        "Revenue fell 17.7 percent at the chain while its market share was 12 percent.",
        "He leads by 57 percent to 33 percent in the poll.",
        "The stock closed down 2.7 percent at $31.32.",
        "Approval of the premier rose 20 percent, from 40 percent to 48 percent.",
    ],
    limits=["Trust in the courts stood at 61%. That was [[8% more]] than in May."],
)
def percent_or_points(analysis: Analysis) -> Iterator[Match]:
    """A change in a percentage is given in percent: are percentage points meant?

    From 40 percent to 48 percent is 8 percentage points, or 20 percent more.  A bare "8 percent" can be read
    both ways.  It is an error where the two levels are given and only the difference in points fits.
    """
    for line in lines(analysis):
        for found in CHANGED.finditer(line.masked):
            group = next(name for name in ("v", "n", "b", "o") if found[name])
            change = line.figure(found, group)
            if change.unit != "%" or change.value is None or change.upper is not None:
                continue
            start = found.start("v") if found["what"] is None and group == "b" else found.start()
            span = line.span(start + _article(found), found.end())
            if match := _judge(line, found, change, span, bool(analysis.polls)):
                if match.severity == "error" or not analysis.quoted(span):
                    yield match
        for found in LEAD.finditer(line.masked):
            gap = line.figure(found, "n" if found["n"] else "b")
            follows = line.masked[found.end() :]
            if gap.unit == "%" and (analysis.polls or RACE.search(line.text)) and not re.match(r"\s*(?:to|-|–)\s", follows):
                start = found.start() + len(found[0]) - len(found[0].lstrip())
                article = re.search(r"\ba\s+$", line.masked[:start])
                span = line.span(article.start() if article else start, found.end())
                if not analysis.quoted(span):
                    yield Match(span, f"A gap between two shares: {show(value(gap))} percentage points?")


def _article(found: re.Match[str]) -> int:
    return len(found[0]) - len(found[0].lstrip())


def _judge(line: Line, found: re.Match[str], change: Statistic, span: Span, in_poll: bool) -> Match | None:
    rest = line.masked[found.end() :]
    levels = [figure for figure in line.figures if figure.unit == "%" and figure is not change and figure.value is not None]
    if len(levels) >= 2 and (pair := _pair(line, found, levels)):
        return _proved(line, pair, change, span)
    if to := TO_LEVEL.match(rest):
        level = _figure(line, found.end() + to.start("level"), to["level"])
        if level.unit == "%" and found["noun"] is None:
            return _ambiguous(line, found, change, level, span)
        return None
    if (start := FROM_LEVEL.match(rest)) and _figure(line, found.end() + start.start("level"), start["level"]).unit == "%":
        return Match(span, f"Percent of a percentage, or {show(value(change))} percentage points?")
    before = line.masked[: found.start()]
    if found["noun"] and levels and re.search(r"[,—–-]\s*$", before):
        level = levels[0]
        if line.at(level).end <= found.start() and SHARE_OF.match(line.masked, line.at(level).end):
            return _ambiguous(line, found, change, level, span)
    if in_poll and found["verb"] and SHARE.search(before):
        return Match(span, f"A change of a share: {show(value(change))} percentage points?", confidence=0.6)
    return None


def _pair(line: Line, found: re.Match[str], levels: list[Statistic]) -> tuple[Statistic, Statistic] | None:
    """"from A to B" or "to B from A" near the change."""
    for one, other in zip(levels, levels[1:], strict=False):
        between = line.masked[line.at(one).end : line.at(other).start]
        before = line.masked[max(0, line.at(one).start - 12) : line.at(one).start]
        if re.search(r"\bfrom\W+(?:the\s+)?$", before) and re.search(r"\bto\s+(?:just\s+)?$", between) and len(between) < 40:
            return one, other
        if re.search(r"\bto\s+$", before) and re.search(r"\bfrom\s+$", between) and len(between) < 40:
            return other, one
    return None


def _proved(line: Line, pair: tuple[Statistic, Statistic], change: Statistic, span: Span) -> Match | None:
    before, after = value(pair[0]), value(pair[1])
    points, percent = abs(after - before), abs(after / before - 1) * 100 if before else 0.0
    low, high = bounds(line, change)
    if not low - 0.6 <= points <= high + 0.6 or low - 0.6 <= percent <= high + 0.6:
        return None
    return Match(
        span,
        f"{line.quote(pair[0])} to {line.quote(pair[1])} is {show(points)} percentage points, or {show(percent)}%: which is meant?",
        severity="error",
    )


def _ambiguous(line: Line, found: re.Match[str], change: Statistic, level: Statistic, span: Span) -> Match:
    """Both readings, computed back from the level after the change."""
    after, by = value(level), value(change)
    sign = 1 if RISE.search(found[0]) else -1
    points, percent = after - sign * by, after / (1 + sign * by / 100) if by < 100 or sign > 0 else 0.0
    return Match(
        span,
        f"{show(by)} percentage points (from {show(points)}% to {line.quote(level)}), "
        f"or {show(by)} percent (from {show(percent)}%)?",
    )


def _figure(line: Line, start: int, words: str) -> Statistic:
    at = line.start + start + words.index(FIRST)
    return next(figure for figure in line.figures if figure.span.start == at)


SHARES: Final = frozenset({"percent", "ratio"})
SKIPPED: Final = frozenset({"rank", "tally", "multiple", "index", "points", "measure"})


@rule(
    severity="warning",
    references=[BBC_STATISTICS],
    bad=[
        "# Port to cut [[5,000]] jobs\n\nThe port said it would cut 500 jobs next year.",
        "# [[Half]] of tenants fear eviction\n\nAbout 19.4% of tenants fear eviction and 31% a rent rise, the survey found.",
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
            if rivals and not _given(line, figure, rivals) and not _written(line.quote(figure), words):
                others = ", ".join(dict.fromkeys(analysis.text(other.span) for other in rivals[:3]))
                yield Match(figure.span, f"“{line.quote(figure)}” is not in the story, which has {others}: which is right?")


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


def _given(line: Line, figure: Statistic, rivals: list[Statistic]) -> bool:
    """Whether the number is one of the others, rounded, or follows from two of them."""
    target = _as_share(figure)
    slack = 3.0 if figure.kind in SHARES else 0.15 * target
    numbers = [_as_share(other) for other in rivals] + [other.upper for other in rivals if other.upper is not None]
    if any(abs(number - target) <= max(slack, 0.5) for number in numbers):
        return True
    if figure.kind == "ratio":
        return False
    few = numbers[:40]
    return any(
        abs(result - target) <= max(0.02 * target, 0.6)
        for index, one in enumerate(few)
        for other in few[index + 1 :]
        for result in (one + other, abs(one - other))
    ) or abs(sum(few) - target) <= 0.02 * target


def _written(words: str, body: str) -> bool:
    digits = re.search(r"\d[\d,.]*\d|\d", words)
    return bool(re.search(rf"(?<![\d,.]){re.escape(digits[0] if digits else words.lower())}(?![\d])", body))


ASKED: Final = re.compile(
    rf"\b(?:survey|poll|sample) of\s+(?P<of>{FIG})|(?P<who>{FIG})\s+(?:respondents|participants|interviewees)\b", re.IGNORECASE
)
IN_ALL: Final = re.compile(r"\b(?:in all|in total|altogether|a total of|took part|were (?:interviewed|surveyed|polled|questioned))\b", re.IGNORECASE)
SOME_OF_THEM: Final = re.compile(r"\b(?:of (?:the|whom|them|these|those)|among|including|another|other|of all)\W+(?:\w+\W+)?$", re.IGNORECASE)
PROJECT: Final = (
    r"(?:deal|merger|takeover|acquisition|bridge|contract|project|package|budget|plan|programme|program|fund|settlement|bailout|loan"
    r"|lawsuit|scheme|stadium|tunnel|bill|order|grant|donation|purchase|sale|investment)"
)
PRICED: Final = re.compile(
    rf"\b[Tt]he\s+(?:(?!and\b|of\b)[\w-]+\s+){{0,2}}?(?P<thing>{PROJECT})\s+(?:is|was|will be|would be)?\s*"
    rf"(?:worth|valued at|priced at|costs?|expected to cost|will cost|would cost)\s+(?P<is>{FIG})"
    rf"|\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his)\s+(?P<attr>{FIG})[-\s]+(?P<noun>{PROJECT})\b"
)
CHANGED_SINCE: Final = re.compile(
    r"\b(?:original\w*|initial\w*|first|previous\w*|earlier|revised|new|second|another|other|separate|previously|raised|up from|down from|instead|rival"
    r"|rejected|last year|in (?:19|20)\d\d|later|since|now)\b",
    re.IGNORECASE,
)


@rule(
    severity="warning",
    references=[BBC_STATISTICS],
    bad=[
        "The survey of 1,000 tenants was done in May. In all, [[1,200 respondents]] took part.",
        "The deal is worth $85 billion. Under the [[$58 billion deal]], owners get cash.",
    ],
    good=[
        "The survey polled 1,001 adults. The registered voter sample is 834.",
        "The deal is worth about $85 billion. The $85.4 billion deal includes debt.",
        "The survey of 1,000 tenants was done in May. Among the 420 respondents under 30, half agreed.",
        "The deal is worth $85 billion. The original $58 billion deal fell through.",
    ],
    limits=["The fire killed 12 people on Monday. All [[14 victims]] were named on Monday."],
)
def self_inconsistent_figures(analysis: Analysis) -> Iterator[Match]:
    """The same thing is given two values in one story.

    Checked for the number of people a survey asked, and for the price of a deal, contract or project.
    """
    asked: tuple[Line, Statistic] | None = None
    priced: dict[str, tuple[Line, Statistic]] = {}
    for line in lines(analysis):
        for found in ASKED.finditer(line.masked):
            figure = line.figure(found, "of" if found["of"] else "who")
            if figure.kind != "count" or SOME_OF_THEM.search(line.masked[: found.start()]):
                continue
            if asked is None:
                asked = (line, figure)
            elif len(analysis.polls) < 2 and IN_ALL.search(line.text) and _differ(asked, (line, figure)):
                end = found.end()
                yield Match(
                    Span(figure.span.start, line.start + end), f"{asked[0].quote(asked[1])} or {line.quote(figure)}: how many were asked?"
                )
        for found in PRICED.finditer(line.masked):
            figure = line.figure(found, "is" if found["is"] else "attr")
            thing = (found["thing"] or found["noun"]).lower()
            if figure.kind != "money" or CHANGED_SINCE.search(line.text):
                continue
            first = priced.setdefault(thing, (line, figure))
            if first[1] is not figure and first[1].unit == figure.unit and _differ(first, (line, figure)):
                yield Match(
                    Span(figure.span.start, max(figure.span.end, line.start + found.end())),
                    f"{first[0].quote(first[1])} or {line.quote(figure)}: which is the {thing}’s?",
                )


def _differ(one: tuple[Line, Statistic], other: tuple[Line, Statistic]) -> bool:
    (low, high), (least, most) = bounds(*one), bounds(*other)
    return most < low or high < least


