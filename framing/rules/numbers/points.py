"""Percent or percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Statistic
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import CHANGE_NOUN, CHANGE_VERB, FIG, FIRST, RISE, Line, bounds, lines, show, value
from framing.rules.references import AP_POLLS, WRITING_STATISTICS

CHANGED: Final = re.compile(
    rf"(?P<verb>\b{CHANGE_VERB}\s+(?:by\s+)?(?P<v>{FIG}))"
    rf"|(?P<noun>\b[Aa]n?\s+(?P<n>{FIG})[-\s]+(?:[a-z]+\s+)?{CHANGE_NOUN}\b)"
    rf"|(?P<by>\b{CHANGE_VERB}\s+(?P<what>(?:(?:its|the|their|his|her|a)\s+(?:[\w-]+\s+){{1,4}}?|(?:[\w-]+\s+)?rates\s+))"
    rf"by\s+(?P<b>{FIG}))"
    rf"|(?P<of>(?<!\bto )\b(?:[Aa]n?|[Tt]he)\s+{CHANGE_NOUN}\s+of\s+(?P<o>{FIG}))",
    re.IGNORECASE,
)
LEAD: Final = re.compile(
    rf"(?P<lead>(?P<n>{FIG})[-\s]+(?:[a-z]+\s+)?(?:lead|advantage|edge|deficit|swing)\b)"
    rf"|(?P<by>\b(?:lead(?:s|ing)?|led|ahead(?: of [A-Z]\w+)?|trail(?:s|ed|ing)?"
    rf"|behind)(?:\s+(?!by\b)[A-Z][\w.’'-]*){{0,3}}\s+by\s+(?P<b>{FIG}))"
)
TO_LEVEL: Final = re.compile(rf"\s*,?\s+to\s+(?:just\s+)?(?P<level>{FIG})")
FROM_LEVEL: Final = re.compile(
    rf"\s*,?\s+(?:from|over|on|above|below)\s+(?:the\s+"
    rf"|a\s+)?(?P<level>{FIG})(?!\s*(?:to|of (?:the|last)))"
)
SHARE_OF: Final = re.compile(r"\s+of\s+(?!the vote\b)")
SHARE: Final = re.compile(
    r"\b(?:approval|disapproval|favou?rability|support (?:for|among)|backing for|popularity|turnout|(?:approval"
    r"|favou?rability) ratings?"
    r"|(?:unemployment|jobless|jobs|interest|inflation|mortgage|turnout|participation|vacancy|literacy|tax|key"
    r"|base) rates?"
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
        "The office revised its estimate to a decline of 0.2 percent, from 0.3 percent.",
    ],
    limits=["Trust in the courts stood at 61%. That was [[8% more]] than in May."],
)
def percent_or_points(analysis: Analysis) -> Iterator[Match]:
    """A change in a percentage is given in percent: are percentage points meant?

    From 40 percent to 48 percent is 8 percentage points, or 20 percent more.  A bare "8 percent" can be read
    both ways.  It is an error where the two levels are given and only the difference in points fits.
    """
    for line in lines(analysis):
        if all(figure.unit != "%" for figure in line.figures):
            continue
        for found in line.masked.all(CHANGED):
            group = next(name for name in ("v", "n", "b", "o") if found[name])
            change = line.figure(found, group)
            if change.unit != "%" or change.value is None or change.upper is not None:
                continue
            start = found.start("v") if found["what"] is None and group == "b" else found.start()
            span = line.span(start + _article(found), found.end())
            match = _judge(line, found, change, span, bool(analysis.polls))
            if match and (match.severity == "error" or not analysis.quoted(span)):
                yield match
        for found in line.masked.all(LEAD):
            gap = line.figure(found, "n" if found["n"] else "b")
            follows = line.masked[found.end() :]
            if (
                gap.unit == "%"
                and (analysis.polls or line.text.has(RACE))
                and not re.match(r"\s*(?:to|-|–|of)\s", follows)
                and not re.search(r"[-–]\s*$", line.masked[: found.start()])
            ):
                start = found.start() + len(found[0]) - len(found[0].lstrip())
                article = re.search(r"\ba\s+$", line.masked[:start])
                span = line.span(article.start() if article else start, found.end())
                if not analysis.quoted(span):
                    yield Match(span, f"A gap between two shares: {show(value(gap))} percentage points?")


def _article(found: re.Match[str]) -> int:
    return len(found[0]) - len(found[0].lstrip())


def _judge(line: Line, found: re.Match[str], change: Statistic, span: Span, in_poll: bool) -> Match | None:
    rest = line.masked[found.end() :]
    levels = [
        figure for figure in line.figures if figure.unit == "%" and figure is not change and figure.value is not None
    ]
    if len(levels) >= 2 and (pair := _pair(line, found, levels)):
        return _proved(line, pair, change, span)
    if to := TO_LEVEL.match(rest):
        level = _figure(line, found.end() + to.start("level"), to["level"])
        ranged = "," not in to[0] and value(change) < value(level) <= 2.5 * value(change)
        if level.unit == "%" and found["noun"] is None and not ranged:
            return _ambiguous(line, found, change, level, span)
        return None
    if (start := FROM_LEVEL.match(rest)) and _figure(
        line, found.end() + start.start("level"), start["level"]
    ).unit == "%":
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
    """ "from A to B" or "to B from A" near the change."""
    for one, other in pairwise(levels):
        between = line.masked[line.at(one).end : line.at(other).start]
        before = line.masked[max(0, line.at(one).start - 12) : line.at(one).start]
        if (
            re.search(r"\bfrom\W+(?:the\s+)?$", before)
            and re.search(r"\bto\s+(?:just\s+)?$", between)
            and len(between) < 40
        ):
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
        f"{line.quote(pair[0])} to {line.quote(pair[1])} is {show(points)} percentage points, "
        f"or {show(percent)}%: which is meant?",
        severity="error",
    )


def _ambiguous(line: Line, found: re.Match[str], change: Statistic, level: Statistic, span: Span) -> Match | None:
    """Both readings, computed back from the level after the change."""
    after, by = value(level), value(change)
    sign = 1 if RISE.search(found[0]) else -1
    points, percent = after - sign * by, after / (1 + sign * by / 100) if by < 100 or sign > 0 else 0.0
    if abs(points - percent) < 0.05 or points < 0:
        return None
    return Match(
        span,
        f"{show(by)} percentage points (from {show(points)}% to {line.quote(level)}), "
        f"or {show(by)} percent (from {show(percent)}%)?",
    )


def _figure(line: Line, start: int, words: str) -> Statistic:
    at = line.start + start + words.index(FIRST)
    return next(figure for figure in line.figures if figure.span.start == at)
