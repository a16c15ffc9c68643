"""Parts of one whole: lists over 100 percent, majorities under one half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Statistic
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import FIG, FIRST, Line, lines, rounding, show, value
from framing.rules.references import BBC_STATISTICS, WRITING_STATISTICS

LINKED: Final = re.compile(
    r"\b(?:compared|from|up|down|while|whereas|versus|among|including|whom|last|previous|earlier|of (?:the "
    r"|all )?[A-Z]\w+"
    r"|of (?:women|men|voters|adults|those|them|people|students|girls|boys|households)|in (?:19|20)\d\d"
    r"|respectively|per)\b"
)
ONE_ANSWER: Final = re.compile(
    r"\b(?:single|only one|one (?:answer|option|choice)|(?:divid|splits?|splitt?|falls?"
    r"|fell)\w*(?: up)? into|made up of"
    r"|consists? of"
    r"|composed of|comprises?|breaks? down"
    r"|broke down|breakdown|split (?:between|among)|which one|which of|the best|favou?rite)\b",
    re.IGNORECASE,
)
REST_OF_THEM: Final = re.compile(
    r"\b(?:undecided|unsure|not sure|don[’']t know|didn[’']t know|did not know|no opinion|neither|the rest"
    r"|the remaining|other)\b"
)
SEVERAL_ANSWERS: Final = re.compile(
    r"\b(?:multiple|more than one|several|select all|all that apply|could (?:choose|pick|name)(?! (?:only|just|one"
    r"|a single))|up to (?:two|three)"
    r"|overlap\w*"
    r"|also|both|rounding)\b",
    re.IGNORECASE,
)


@rule(
    severity="error",
    references=[BBC_STATISTICS, WRITING_STATISTICS],
    bad=[
        "Asked for the single most urgent task, [[41% named housing, 33% health, 21% schools and 15% roads]].",
        "The budget is divided into three parts: [[48% wages, 37% buildings and 25% transport]].",
        "In the survey, [[52% were in favour, 41% against and 13% undecided]].",
    ],
    good=[
        "The budget is divided into three parts: 48% wages, 37% buildings and 15% transport.",
        "The result was 33% yes, 33% no and 34.1% undecided.",
        "She is backed by 38% of voters, including 62% of women and 17% of men.",
        "Towns such as Ayle (93%), Burn (79%) and Corse (86%) top the list.",
        "Respondents could choose more than one answer: 61% named rent, 40% energy and 35% food.",
    ],
    limits=["Of the visitors, [[45% came by car, 40% by train and 30% by bus]]."],
)
def parts_over_100(analysis: Analysis) -> Iterator[Match]:
    """The parts of one whole add up to more than 100 percent.

    Checked only where the parts exclude each other: a single answer, a division, "undecided" as the rest.
    Half a unit of the last digit is allowed for each part.
    """
    before = ""
    for line in lines(analysis):
        for run in _runs(line):
            whole = line.text[: line.at(run[0]).start] + " " + before
            inner = line.text[line.at(run[0]).start :]
            exclusive = ONE_ANSWER.search(whole) or REST_OF_THEM.search(inner)
            total = sum(map(value, run))
            slack = sum(rounding(line.quote(part), value(part)) for part in run)
            if exclusive and total > 100 + slack and not SEVERAL_ANSWERS.search(line.text + before):
                tail = re.search(r"[.;,]?\s*$|[.;,](?=\s)", line.text[line.at(run[-1]).end :])
                end = line.at(run[-1]).end + (tail.start() if tail else 0)
                sums = " + ".join(show(value(part)) for part in run)
                yield Match(
                    line.span(line.at(run[0]).start, end),
                    f"Do these exclude each other? {sums} is {show(total)}%",
                )
        before = line.text


def _runs(line: Line) -> Iterator[list[Statistic]]:
    """Lists of three percentages or more that stand close together with nothing between that splits the whole."""
    run: list[Statistic] = []
    for figure in line.figures:
        if figure.kind != "percent" or figure.value is None or figure.upper is not None:
            continue
        between = line.masked[line.at(run[-1]).end : line.at(figure).start] if run else ""
        if run and (len(between) > 45 or LINKED.search(between) or FIRST in between or "(" in between):
            if len(run) >= 3:
                yield run
            run = []
        run.append(figure)
    if len(run) >= 3:
        yield run


MAJORITY: Final = re.compile(
    r"\b(?:(?P<most>[Mm]ost)(?! (?:of the time|likely|recent|important|popular|common|often|part|votes?)\b)"
    rf"|(?:[Aa]|[Tt]he|[Aa]n? \w+) majority|[Mm]ajorit(?:y|ies)|[Mm]ore than half"
    rf"|[Oo]ver half)\b(?P<who>[^.;:,(){FIRST}–—]{{0,60}}?)"
    rf"(?:\s?\((?P<in>{FIG})[^){FIRST}]{{0,25}}\)|,? or (?P<or>{FIG})(?=[,.;]|\s+of\b|$)"
    rf"|\s+[-–—]{{1,2}}\s+(?P<dash>{FIG})\s+[-–—]+|,(?P<comma>{FIG}),| of (?P<of>{FIG})(?!\s+of the))"
)
NOT_A_MAJORITY: Final = re.compile(r"(?:\bthe|\bat|\btwo|\bsecond|\bthird|[-’'])\s*$", re.IGNORECASE)
PEOPLE: Final = re.compile(
    r"(?:s|people|men|women|children|surveyed|polled|asked|questioned|interviewed|them|those|public|electorate"
    r"|responding)$"
)


@rule(
    severity="error",
    references=[BBC_STATISTICS, WRITING_STATISTICS],
    bad=[
        "[[Most residents (38%)]] want the bridge rebuilt.",
        "[[Most drivers, or 44%]], oppose the toll.",
        "[[A majority of 47 percent]] rejected the offer.",
    ],
    good=[
        "Most residents (61 percent) want the bridge rebuilt.",
        "She received the most votes at 26 percent.",
        "Most of the gains went to the top 1 percent.",
        "A slim majority of 50.4 percent voted to leave.",
    ],
    limits=["[[Most residents]] want the bridge rebuilt: 38% said so."],
)
def majority_under_half(analysis: Analysis) -> Iterator[Match]:
    """ "Most" or "a majority" stands beside a figure below one half.

    The largest group is a plurality.  "Most" tells readers that more than half of all agree.
    """
    for line in lines(analysis):
        for found in MAJORITY.finditer(_with_halves(line)):
            group = next(name for name in ("in", "or", "dash", "comma", "of") if found[name])
            figure = line.figure(found, group)
            share = value(figure) * (100 if figure.kind == "ratio" and value(figure) <= 1 else 1)
            if figure.kind not in {"percent", "ratio"} or figure.value is None or share >= 50:
                continue
            if NOT_A_MAJORITY.search(line.text[: found.start()]) or not _of_people(found, group):
                continue
            hedged = figure.approximator is not None and re.search(
                r"more|least|over", line.text[: line.at(figure).start][-14:]
            )
            if not hedged:
                yield Match(
                    _end(line, found), f"{line.quote(figure)} is under half: the largest group, perhaps, but most?"
                )


def _with_halves(line: Line) -> str:
    """The masked sentence in which "more than half" can be read as words."""
    marks: str = line.masked
    for figure in line.figures:
        at = line.at(figure)
        if figure.kind == "ratio" and line.quote(figure).lower() == "half" and figure.approximator:
            start = figure.approximator.start - line.start
            marks = marks[:start] + line.text[start : at.end] + marks[at.end :]
    return marks


def _of_people(found: re.Match[str], group: str) -> bool:
    """Whether the figure belongs to the people counted, not to something else named before it."""
    who = found["who"].strip()
    if not found["most"] and not who and group in {"comma", "in", "dash"}:
        return True
    if group == "of":
        return not found["most"] and not who
    return bool(PEOPLE.search(who)) and len(who.split()) <= 6


def _end(line: Line, found: re.Match[str]) -> Span:
    return line.span(found.start(), found.start() + len(found[0].rstrip(", ")))
