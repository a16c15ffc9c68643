"""What a reader needs beside a number to make sense of it: a baseline, the risk itself, the kind of average."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import CHANGE_VERB, FIG, lines, value
from framing.rules.references import BBC_STATISTICS, WRITING_STATISTICS

GONE: Final = re.compile(
    rf"\b(?P<change>{CHANGE_VERB}\s+(?:by\s+)?(?P<by>{FIG}))(?!\s*(?:to|-|–|from|of)\b)|(?P<times>{FIG})", re.IGNORECASE
)
BASELINE: Final = re.compile(
    r"\b(?:since|from|over|compared|comparison|than|last|past|previous\w*|prior|years?|months?|quarters?|weeks?"
    r"|decades?|century|days?|hours?"
    r"|between|during|after|annual\w*|before|earlier|ago|today|yesterday|recent\w*|overnight|season|session|versus"
    r"|(?:in|by|until|through) (?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December"
    r"|ever|under (?:the )?[A-Z]\w+|amid|when|while|at (?:\$|€|£)?\d|shares?|stocks?|index|futures"
    r"|for every|per(?! cent))\b"
    r"|\b(?:19|20)\d\d\b"
)
NOT_YET: Final = re.compile(
    r"\b(?:would|could|will|may|might|should|can|must|to|if|shall|[’']ll|[’']d|make|makes|made|making|by|the|a|an"
    r"|its|their|help|helps|not)\s+$",
    re.IGNORECASE,
)
UNREAL: Final = re.compile(r"\b(?:would|could|will|may|might|should|can|must|if)\b[^.;,]{0,40}$", re.IGNORECASE)
TIMES: Final = re.compile(r"(?:doubled|tripled|trebled|quadrupled|halved)$", re.IGNORECASE)


@rule(
    severity="warning",
    references=[BBC_STATISTICS, WRITING_STATISTICS],
    bad=[
        "The mayor said burglary has gone [[down 20 percent]].",
        "Complaints about the ferry have [[tripled]].",
        "Bicycle thefts [[soared 60 percent]], according to police.",
    ],
    good=[
        "Burglary has gone down 20 percent since 2010.",
        "Complaints tripled between March and June.",
        "Enrolment increased by 1,200 pupils, to 9,400, in the last school year.",
        "The plan would cut emissions 20 percent.",
        "Women make up 46 percent of members.",
    ],
    limits=["Thefts are [[60 percent more frequent]]."],
)
def no_baseline(analysis: Analysis) -> Iterator[Match]:
    """A change is given without saying since when.

    "Down 20 percent" means nothing before readers know from what, and from when.
    """
    known = list(lines(analysis, figures_only=False))
    for index, line in enumerate(known):
        if line.headline or not any(figure.kind in {"percent", "multiple"} for figure in line.figures):
            continue
        near = " ".join(other.text for other in known[max(0, index - 1) : index + 2] if not other.headline)
        if BASELINE.search(near):
            continue
        for found in line.masked.all(GONE):
            figure = line.figure(found, "by" if found["by"] else "times")
            if found["by"] is None and not (figure.kind == "multiple" and TIMES.search(line.quote(figure))):
                continue
            if figure.kind not in {"percent", "multiple"} or figure.quoted or _not_yet(line.masked[: found.start()]):
                continue
            if found["times"] and re.match(
                r"\s+(?:down|as|up|[A-Z]|the|his|her|its|their)\b", line.masked[found.end() :]
            ):
                continue
            yield Match(line.span(found.start() + _space(found), found.end()), "Since when, and from what level?")


def _not_yet(before: str) -> bool:
    return NOT_YET.search(before) is not None or UNREAL.search(before) is not None


def _space(found: re.Match[str]) -> int:
    return len(found[0]) - len(found[0].lstrip(" \ue002"))


RISK: Final = (
    r"(?:risks?|chances?|likelihood|odds|probability|incidence|mortality|death rates?|deaths|infections|strokes"
    r"|hospitali[sz]ations|relapses|heart attacks|fractures)"
)
ALTERS: Final = (
    r"(?:rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|cut|cuts|cutting|reduc(?:e|es|ed|ing)|lower(?:s|ed"
    r"|ing)?|boost(?:s|ed)?|lift(?:s|ed)?|slash(?:es|ed)?)"
)
RELATIVE: Final = re.compile(
    rf"\b{ALTERS}\s+(?:(?:the|a|an|your|their|his|her|its|people[’']s|women[’']s"
    rf"|men[’']s)\s+)?(?:[\w-]+\s+){{0,2}}?{RISK}\b[^.;:]{{0,60}}?\s+by\s+"
    rf"(?:(?P<by>{FIG})|(?:a |one[- ])?(?:half|third|quarter))"
    rf"|(?P<more>{FIG})\s+(?:higher|lower|greater|increased|reduced|bigger|smaller)\s+(?:{RISK})\b"
    rf"|(?P<likely>{FIG})\s+(?:(?:more|less)\s+likely|as\s+likely|likelier)\s+to\s+(?:die|develop|suffer|contract"
    rf"|catch|get|have|experience"
    r"|be\s+(?:killed|hospitali[sz]ed|injured|diagnosed|infected|murdered|readmitted))"
    rf"|{FIG}\s+(?:the|your|their|a)\s+(?:[\w-]+\s+)?{RISK}\b|\b(?:double|halve|triple)\s+(?:the|your|their"
    rf"|a)\s+(?:[\w-]+\s+)?{RISK}\b",
    re.IGNORECASE,
)
ABSOLUTE: Final = re.compile(
    r"\b(?:absolute|baseline|per (?:\d|million|thousand|hundred|cent of)|in (?:every )?\d|out of|in (?:a"
    r"|one) (?:hundred|thousand|million)"
    r"|one in|two in|three in|from \S+ (?:percent |per cent )?(?:in \S+ )?to)\b",
    re.IGNORECASE,
)


@rule(
    severity="warning",
    references=[BBC_STATISTICS],
    bad=[
        "One glass a day [[raises the risk of the illness by 18 percent]], the study found.",
        "The vaccine [[cuts deaths by half]], the company announced.",
    ],
    good=[
        "The risk rises from 6 in 100 to 7 in 100, an increase of 18 percent.",
        "Sales were twice as high as a year before, at $40 million.",
        "The drug cut the risk by half, from 2 in 1,000 patients to 1 in 1,000.",
    ],
    limits=["Users were [[40 percent likelier]] to fall ill."],
)
def relative_without_absolute(analysis: Analysis) -> Iterator[Match]:
    """A risk is said to change by a share, and readers are not told how large it is.

    Twice a tiny risk is still tiny.  Give the risk before and after, as people out of a hundred or a thousand.
    """
    known = list(lines(analysis, figures_only=False))
    for index, line in enumerate(known):
        if not line.masked.has(RELATIVE):
            continue
        near = " ".join(other.text for other in known[max(0, index - 1) : index + 2])
        if line.headline or ABSOLUTE.search(near):
            continue
        for found in line.masked.all(RELATIVE):
            span = line.span(found.start() + _space(found), found.end())
            if not analysis.quoted(span):
                yield Match(span, "How large is the risk itself? Of how many people, before and after?")


AVERAGE: Final = re.compile(
    r"(?:\b(?:the|an|its|their)\s+)?\baverage\s+(?:(?!of\b|hourly\b|weekly\b|from\b|in\b|a\b|the\b)[\w’'-]+\s+){0,3}"
    r"(?:incomes?|wages?|salar(?:y|ies)|pay|earnings|rents?|wealth|net worth|homes?|houses?|house prices?"
    r"|home prices?|propert(?:y|ies)"
    r"|households?|mortgages?|pensions?|debts?|bonus(?:es)?|savings|fortunes?|flats?|apartments?)\b",
    re.IGNORECASE,
)


@rule(
    severity="info",
    references=[WRITING_STATISTICS, BBC_STATISTICS],
    bad=[
        "[[The average household income]] in the valley is $72,000.",
        "[[The average flat]] in the old town now costs €530,000.",
    ],
    good=[
        "The median household income in the valley is $58,000.",
        "An average of 22 buses run each hour.",
        "The average income, a mean, is $72,000; the median is $58,000.",
        "Average hourly earnings rose to $31.",
    ],
    limits=["Workers there earn $72,000 [[on average]]."],
)
def mean_or_median(analysis: Analysis) -> Iterator[Match]:
    """ "Average" pay, wealth or house price: is it the mean or the median?

    A few very large values pull the mean up; the median is what the person in the middle has.
    """
    known = list(lines(analysis, figures_only=False))
    for index, line in enumerate(known):
        if "verage" not in line.text:
            continue
        near = " ".join(other.text for other in known[max(0, index - 1) : index + 2])
        if re.search(r"\b(?:means? of|a mean|the mean|median)\b", near):
            continue
        if not any(
            figure.kind == "money" or (figure.kind == "count" and value(figure) >= 1000) for figure in line.figures
        ):
            continue
        for found in line.text.all(AVERAGE):
            span = line.span(*found.span())
            if not analysis.quoted(span):
                yield Match(span, "Is this the mean or the median?")
