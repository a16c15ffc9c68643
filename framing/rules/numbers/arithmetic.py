"""What arithmetic alone can prove wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Statistic
from framing.rules.base import Match, Severity, rule
from framing.rules.numbers.reading import (
    CHANGE_NOUN,
    CHANGE_VERB,
    FIG,
    PAIR,
    Line,
    bounds,
    comparable,
    lines,
    rounding,
    show,
    steps,
    value,
)
from framing.rules.references import BBC_STATISTICS, WRITING_STATISTICS

FACTORS: Final = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
FACTOR_WORD: Final = re.compile(r"\b(doubl|tripl|trebl|quadrupl|halv)(?:ed|es|ing)\b", re.IGNORECASE)
STATED: Final = re.compile(
    rf"(?P<noun>(?:\b[Aa]n?|\b[Tt]he)\s+(?P<n>{FIG})[-\s]+(?:[a-z]+\s+)?{CHANGE_NOUN}\b)"
    rf"|(?P<verb>\b{CHANGE_VERB}\s+(?:by\s+)?(?P<v>{FIG}))"
    rf"|(?P<of>\b(?:an?|the)\s+(?:[a-z]+\s+)?{CHANGE_NOUN}\s+of\s+(?P<o>{FIG}))",
    re.IGNORECASE,
)
PER_PERIOD: Final = re.compile(
    r"\b(?:annual\w*|yearly|monthly|weekly|daily|average|each|every|per|compound\w*|inflation|adjust\w*|real terms"
    r"|a (?:year|month|week|day))\b(?! (?:ago|earlier|before|later))",
    re.IGNORECASE,
)
LED_BY: Final = re.compile(
    rf"\b(?:by|of)\s+(?P<n>{FIG})(?:\s+points?)?\s*(?:,|—|–|--|\()\s*(?P<a>{FIG})\s*(?:to|versus|v\.?|-"
    rf"|–)\s*(?P<b>{FIG})"
)
BEFORE: Final = (
    r"(?:last (?:year|month|week|quarter|season)|a (?:year|month|week) (?:ago|earlier|before)|in (?:19"
    r"|20)\d\d|previously)"
)
AFTER: Final = r"(?:now|today|currently|this (?:year|month|week|quarter|season)|in (?:19|20)\d\d)"
PLAIN: Final = r"(?<![\d.,$€£])\d{1,3}(?:,\d{3})+(?![\d%])|(?<![\d.,$€£])\d{2,6}(?![\d%,]|\.\d)"
THEN_AND_NOW: Final = re.compile(
    rf"(?P<a>{PLAIN})(?:\s+[a-z][\w-]*){{1,3}}?\s+{BEFORE},?\s+(?:and|but|against|compared (?:with"
    rf"|to))\s+(?:has\s+)?(?P<b>{PLAIN})"
    rf"(?:\s+[a-z][\w-]*){{0,2}}?\s+{AFTER}"
)


@rule(
    severity="error",
    references=[BBC_STATISTICS],
    bad=[
        "Membership [[fell to 14,200 from 13,700]] a year earlier.",
        "Turnout [[rose from 61% to 58%]] at the last election.",
        "Support stood at [[35%, up from 38%]] in May.",
    ],
    good=[
        "Membership fell to 13,700 from 14,200 a year earlier.",
        "The council cut its forecast from 3.5 percent to 2.9 percent.",
        "The deficit fell from 2009 to 2015.",
        "The decline in sales slowed from 8 percent to 3 percent.",
        "Temperatures rose from -4 to -1 degrees.",
    ],
    limits=["Membership was lower this year, at [[14,200, against 13,700]] last year."],
)
def direction_contradiction(analysis: Analysis) -> Iterator[Match]:
    """The verb says up where the numbers say down, or the other way round.

    One of the three is wrong: the verb, the old figure or the new one.  Readers cannot tell which, and a
    reversed change is the error that travels furthest.
    """
    for line in lines(analysis):
        for step in steps(line):
            before, after = value(step.before), value(step.after)
            if before != after and step.rises != (after > before):
                said = line.masked[step.word.start : step.word.end].strip()
                went = "a rise" if after > before else "a fall"
                yield Match(
                    step.span,
                    f"“{said}”, but {line.quote(step.before)} to {line.quote(step.after)} is {went}: "
                    "which is right, the word or the figures?",
                )


@rule(
    severity="error",
    references=[BBC_STATISTICS, WRITING_STATISTICS],
    bad=[
        "The fleet grew from 200 to 300 buses, [[a 33 percent increase]].",
        "The grant [[doubled]] from $4 million to $6 million.",
        "The clinic had 80 nurses last year and 120 now, [[a 30 percent rise]].",
        "She leads by [[9 points]], 46 percent to 35 percent.",
    ],
    good=[
        "The fleet grew from 200 to 300 buses, a 50 percent increase.",
        "The grant more than doubled from $4 million to $9.1 million.",
        "She leads by 11 points, 46 percent to 35 percent.",
        "Rents rose from $1,000 to $1,210, an average increase of 10 percent a year.",
        "Sales rose about 14 percent, from 7 million to 8 million.",
    ],
    limits=["The fleet has 300 buses. It had 200 in 2019. That is [[a 33 percent increase]]."],
)
def change_mismatch(analysis: Analysis) -> Iterator[Match]:
    """The stated change does not follow from the two levels.

    The message shows the computation: difference, and change in percent of the earlier level.  Rounding and
    hedges ("about", "more than") are allowed for.
    """
    for line in lines(analysis):
        yield from _changes(line)
        yield from _leads(line)


def _changes(line: Line) -> Iterator[Match]:
    levels = _levels(line)
    if levels is None:
        return
    before, after, proved = levels
    low, high = _change_bounds(line, before, after)
    shown = (
        f"{line.quote(before)} to {line.quote(after)} is {show(abs(value(after) - value(before)))} "
        f"or {show(abs(value(after) / value(before) - 1) * 100)}% "
        f"{'more' if value(after) > value(before) else 'less'}"
    )
    for found in line.masked.all(STATED):
        group = next(name for name in ("n", "v", "o") if found[name])
        change = line.figure(found, group)
        size = _percent(line, change)
        if size is None or change in (before, after) or _elsewhere(line, before, after, found):
            continue
        points = abs(value(after) - value(before))
        if before.unit == "%" and size[0] - 1 <= points <= size[1] + 1:
            continue
        impossible = size[1] < low or size[0] > high
        exact = abs(value(after) / value(before) - 1) * 100
        far = min(abs(exact - bound) for bound in size) > max(2.0, 0.25 * size[1]) and not size[0] <= exact <= size[1]
        if impossible or far:
            level: Severity = "error" if impossible and proved else "warning"
            span = line.span(*found.span(found.lastgroup or 0))
            yield Match(span, f"Does {line.quote(change)} fit? {shown}", severity=level)
    for found in line.text.all(FACTOR_WORD):
        factor = FACTORS[found[1].lower()]
        around = line.text[max(0, found.start() - 14) : found.start()].lower()
        target = abs(factor - 1) * 100
        if re.search(r"(?:more than|over|nearly|almost|about|roughly|not quite|not|n't) $", around):
            fits = low <= target * 1.5 and high >= target * 0.7
        else:
            fits = low <= target + 8 and high >= target - 8
        if not fits and proved and line.masked.find("from ", found.end()) >= 0:
            yield Match(line.span(*found.span()), f"Does “{found[0]}” fit? {shown}")


def _percent(line: Line, change: Statistic) -> tuple[float, float] | None:
    """The stated change in percent, as bounds; a fraction ("by half") is taken loosely."""
    if change.value is None or change.upper is not None:
        return None
    if change.kind == "percent":
        return bounds(line, change)
    if change.kind == "ratio" and not change.unit and change.value < 1:
        slack = 8 if change.approximator else 4
        return change.value * 100 - slack, change.value * 100 + slack
    return None


CAUSE: Final = re.compile(
    r"\b(?:helped|driven|boosted|fuell?ed|led|lifted|hit|dragged down|offset) by|\b(?:thanks|due"
    r"|owing) to\b|\bdespite\b"
    r"|\bbecause of\b|\bon the back of\b|\bincluding\b|\balong(?:side| with)\b"
)
OWN_SUBJECT: Final = re.compile(r"\b(?:while|whereas|but|and|though|although|as|when|because|after)\b|;")


def _elsewhere(line: Line, before: Statistic, after: Statistic, change: re.Match[str]) -> bool:
    """Whether the stated change stands in another clause than the levels: it is then of something else."""
    levels = sorted((line.at(before), line.at(after)))
    if change.end() <= levels[0].start:
        between = line.masked[change.end() : levels[0].start]
    else:
        between = line.masked[levels[1].end : change.start()]
    around = line.masked[max(0, change.start() - 20) : change.start()] + change[0] + line.masked[change.end() :][:14]
    if PER_PERIOD.search(around) or CAUSE.search(between):
        return True
    return len(between) > 60 or (OWN_SUBJECT.search(between) is not None and change["noun"] is None)


def _levels(line: Line) -> tuple[Statistic, Statistic, bool] | None:
    """The two levels of the only change in a sentence, and whether "from … to" says that they are."""
    pairs = [
        (line.figure(found, "a"), line.figure(found, "b"))
        if found["a"]
        else (line.figure(found, "a2"), line.figure(found, "b2"))
        for found in line.masked.all(PAIR)
    ]
    if len(pairs) == 1 and comparable(*pairs[0]) and value(pairs[0][0]) > 0:
        return (*pairs[0], True)
    found = line.text.first(THEN_AND_NOW)
    if found and not pairs:
        return _plain(line, found, "a"), _plain(line, found, "b"), False
    return None


def _plain(line: Line, found: re.Match[str], group: str) -> Statistic:
    return Statistic(line.span(*found.span(group)), "count", float(found[group].replace(",", "")))


def _change_bounds(line: Line, before: Statistic, after: Statistic) -> tuple[float, float]:
    """Least and greatest size of the change, in percent of the earlier level, that the rounding allows."""
    (a_low, a_high), (b_low, b_high) = bounds(line, before), bounds(line, after)
    changes = sorted(abs(b / a - 1) * 100 for a in (a_low, a_high) for b in (b_low, b_high) if a > 0)
    return (0.0, changes[-1]) if b_low <= a_high and a_low <= b_high else (changes[0], changes[-1])


def _leads(line: Line) -> Iterator[Match]:
    for found in line.masked.all(LED_BY):
        gap, first, second = (line.figure(found, group) for group in ("n", "a", "b"))
        in_points = gap.kind == "points" or re.match(r"\s*points?\b", line.masked[found.end("n") :])
        if in_points and comparable(first, second) and first.kind in {"percent", "points"} and gap.value:
            real = abs(value(first) - value(second))
            slack = sum(rounding(line.quote(figure), value(figure)) for figure in (gap, first, second))
            if abs(real - gap.value) > max(slack, 1.0):
                yield Match(
                    gap.span,
                    f"Does {line.quote(gap)} fit? {line.quote(first)} and {line.quote(second)} are {show(real)} apart",
                )
