"""What a reader needs beside a number to make sense of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import CHANGE_VERB, FIG, lines, value
from framing.rules.references import BBC_STATISTICS, WRITING_STATISTICS

GONE: Final = re.compile(
    rf"\b(?P<change>{CHANGE_VERB}\s+(?:by\s+)?(?P<by>{FIG}))(?!\s*(?:to|-|–|from|of)\b)|(?P<times>{FIG})", re.IGNORECASE
)
BASELINE: Final = re.compile(
    r"\b(?:since|from|over|compared|comparison|than|last|past|previous\w*|prior|years?|months?|quarters?|weeks?|decades?|century|days?|hours?"
    r"|between|during|after|annual\w*|before|earlier|ago|today|yesterday|recent\w*|overnight|season|session|versus|(?:in|by|until|through) (?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|ever|under (?:the )?[A-Z]\w+|amid|when|while|at (?:\$|€|£)?\d|shares?|stocks?|index|futures|for every|per)\b"
    r"|\b(?:19|20)\d\d\b"
)
NOT_YET: Final = re.compile(
    r"\b(?:would|could|will|may|might|should|can|must|to|if|shall|[’']ll|[’']d|make|makes|made|making|by|the|a|an|its|their|help|helps|not)\s+$",
    re.IGNORECASE,
)
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
        for found in GONE.finditer(line.masked):
            figure = line.figure(found, "by" if found["by"] else "times")
            if found["by"] is None and not (figure.kind == "multiple" and TIMES.search(line.quote(figure))):
                continue
            if figure.kind not in {"percent", "multiple"} or figure.quoted or NOT_YET.search(line.masked[: found.start()]):
                continue
            if found["times"] and re.match(r"\s+(?:down|as|up|[A-Z]|the|his|her|its|their)\b", line.masked[found.end() :]):
                continue
            yield Match(line.span(found.start() + _space(found), found.end()), "Since when, and from what level?")


def _space(found: re.Match[str]) -> int:
    return len(found[0]) - len(found[0].lstrip(" \ue002"))


RISK: Final = r"(?:risks?|chances?|likelihood|odds|probability|incidence|mortality|death rates?|deaths)"
ALTERS: Final = (
    r"(?:rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|cut|cuts|cutting|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|boost(?:s|ed)?|lift(?:s|ed)?|slash(?:es|ed)?)"
)
RELATIVE: Final = re.compile(
    rf"\b{ALTERS}\s+(?:(?:the|a|an|your|their|his|her|its|people[’']s|women[’']s|men[’']s)\s+)?(?:[\w-]+\s+){{0,2}}?{RISK}\b[^.;:]{{0,60}}?\s+by\s+"
    rf"(?:(?P<by>{FIG})|(?:a |one[- ])?(?:half|third|quarter))"
    rf"|(?P<more>{FIG})\s+(?:higher|lower|greater|increased|reduced|bigger|smaller)\s+(?:{RISK})\b"
    rf"|(?P<likely>{FIG})\s+(?:(?:more|less)\s+likely|as\s+likely|likelier)\s+to\s+(?:die|develop|suffer|contract|catch|get|have|experience"
    r"|be\s+(?:killed|hospitali[sz]ed|injured|diagnosed|infected|murdered|readmitted))"
    rf"|{FIG}\s+(?:the|your|their|a)\s+(?:[\w-]+\s+)?{RISK}\b|\b(?:double|halve|triple)\s+(?:the|your|their|a)\s+(?:[\w-]+\s+)?{RISK}\b",
    re.IGNORECASE,
)
ABSOLUTE: Final = re.compile(
    r"\b(?:absolute|baseline|per (?:\d|million|thousand|hundred|cent of)|in (?:every )?\d|out of|in (?:a|one) (?:hundred|thousand|million)"
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
        if not RELATIVE.search(line.masked):
            continue
        near = " ".join(other.text for other in known[max(0, index - 1) : index + 2])
        if line.headline or ABSOLUTE.search(near):
            continue
        for found in RELATIVE.finditer(line.masked):
            span = line.span(found.start() + _space(found), found.end())
            if not analysis.quoted(span):
                yield Match(span, "How large is the risk itself? Of how many people, before and after?")


AVERAGE: Final = re.compile(
    r"(?:\b(?:the|an|its|their)\s+)?\baverage\s+(?:(?!of\b|hourly\b|weekly\b|from\b|in\b|a\b|the\b)[\w’'-]+\s+){0,3}"
    r"(?:incomes?|wages?|salar(?:y|ies)|pay|earnings|rents?|wealth|net worth|homes?|houses?|house prices?|home prices?|propert(?:y|ies)"
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
    """"Average" pay, wealth or house price: is it the mean or the median?

    A few very large values pull the mean up; the median is what the person in the middle has.
    """
    known = list(lines(analysis, figures_only=False))
    for index, line in enumerate(known):
        if "verage" not in line.text:
            continue
        near = " ".join(other.text for other in known[max(0, index - 1) : index + 2])
        if re.search(r"\b(?:means? of|a mean|the mean|median)\b", near):
            continue
        if not any(figure.kind == "money" or (figure.kind == "count" and value(figure) >= 1000) for figure in line.figures):
            continue
        for found in AVERAGE.finditer(line.text):
            span = line.span(*found.span())
            if not analysis.quoted(span):
                yield Match(span, "Is this the mean or the median?")


PAYS: Final = re.compile(
    r"\b(?:spend|spends|spent|spending|cost|costs|costing|pay|pays|paid|paying|invest|invests|invested|investing|borrow|borrowed|donate|donated"
    r"|fined|worth|(?:budget|grant|loan|debt|revenue|profit|loss|price|fee|fine|turnover|salary|prize|ransom) of)\s+"
    rf"(?:(?:it|them|him|her|the \w+|up to|a further|another|an extra|an additional)\s+)?(?P<sum>{FIG})(?=\s+(?:on|for|to|in|a|per|over|by|this|next|last|into|each)\b|[.,;]|$)"
)
DOLLARS: Final = (
    re.compile(r"\b(?:United States|U\.S\.|US|America|Americans?)(?!\w)"),
    re.compile(r"\b(?:Canada|Canadians?|Toronto|Ottawa)\b"),
    re.compile(r"\b(?:Australia|Australians?|Sydney|Canberra)\b"),
    re.compile(r"\bNew Zealand\w*\b"),
    re.compile(r"\b(?:Singapore|Hong Kong|Taiwan)\w*\b"),
)


@rule(
    severity="warning",
    references=[WRITING_STATISTICS],
    bad=["The ministry will spend [[40 million]] on the bridge.", "In Canada and the United States the fee is [[$500]]."],
    good=[
        "The ministry will spend 40 million euros on the bridge.",
        "The fee in Canada and the United States is C$500.",
        "The scheme will cost 40 million workers their bonus.",
    ],
    limits=["The bridge has a [[40 million]] budget."],
)
def currency_missing(analysis: Analysis) -> Iterator[Match]:
    """A sum of money does not say in which currency.

    Also a bare dollar sign in a sentence on two countries that both have dollars.
    """
    for line in lines(analysis):
        money = [figure for figure in line.figures if figure.kind == "money"]
        for found in PAYS.finditer(line.masked) if not money else ():
            figure = line.figure(found, "sum")
            if figure.kind == "count" and value(figure) >= 1_000_000 and not figure.quoted:
                yield Match(figure.span, "In which currency?")
        if money and sum(1 for country in DOLLARS if country.search(line.text)) >= 2:
            bare = [figure for figure in money if line.quote(figure).startswith("$") and not figure.quoted]
            marked = re.search(r"\b(?:US|C|CA|A|AU|NZ|S|HK)\$|\b(?:Canadian|Australian|U\.S\.|American) dollars?", line.text)
            if bare and not marked:
                yield Match(bare[0].span, "Which country’s dollars?")


WILL: Final = re.compile(
    r"\b(?:will|are going to|is going to)\s+(?:(?:only|almost|nearly|also|then|have|more than|likely not)\s+)?"
    r"(?P<verb>be|rise|fall|grow|shrink|reach|double|triple|halve|exceed|cost|lose|gain|need|have|account|increase|decrease|drop|climb|hit|top|add"
    r"|create|disappear|live|die|total|number|outnumber|make up|run out|pass|surpass|save|reduce|cut|jump|soar)\b"
)
FUTURE: Final = re.compile(r"\b(?:[Bb]y|[Ii]n|[Uu]ntil|before|by the end of|by the year)\s+(?:the year\s+)?20[2-9]\d\b|\b[Bb]y 2100\b|\bby (?:the )?mid-?century\b|\b(?:[Ii]n|by) 2[1-9]\d\d\b")
QUANTITY: Final = re.compile(r"(?<!\d)(?!(?:19|20|21)\d\d\b)\d+|\b(?:half|one in|two-thirds|a third|a quarter|double|triple|million|billion)\b", re.IGNORECASE)
WHOSE: Final = re.compile(
    r"\b(?:could|may|might|would|estimat\w+|project(?:s|ed|ion|ions|ing)|forecast\w*|expect\w*|predict\w*|according|likely|probabl\w+|say|says|said|if|scenario\w*"
    r"|plan\w*|target\w*|aim\w*|goal\w*|pledg\w+|promis\w+|hope\w*|budget\w*|law|bill|agree\w*|warn\w*|calculat\w+|model\w*|suggest\w*|think\w*|believe\w*|assum\w+"
    r"|scheduled|set to|on track|found|finds|show\w*|deal|contract|vote|open\w*|host)\b",
    re.IGNORECASE,
)


@rule(
    severity="info",
    references=[BBC_STATISTICS],
    bad=["Sea levels [[will rise]] 70 centimetres by 2100.", "By 2040, one in four residents [[will be]] over 65."],
    good=[
        "Sea levels could rise 70 centimetres by 2100, the panel estimates.",
        "The vote will take place at 10 a.m. with 300 delegates.",
        "The law will take effect on Jan. 1, 2027, and covers 40 counties.",
    ],
    limits=["Sea levels [[are rising 70 centimetres]] this century."],
)
def projection_as_fact(analysis: Analysis) -> Iterator[Match]:
    """A forecast is told as if it had happened, and nobody is named who made it.

    Whose projection is it, and on which assumptions?
    """
    spoken = [span for attribution in analysis.attributions if attribution.source for span in attribution.content]
    for line in lines(analysis, figures_only=False):
        if line.headline or not FUTURE.search(line.text) or WHOSE.search(line.text):
            continue
        for found in WILL.finditer(line.text):
            span = line.span(*found.span())
            told = analysis.quoted(span) or any(content.overlaps(span) for content in spoken)
            if QUANTITY.search(FUTURE.sub("", line.text)) and not told:
                yield Match(span, "Whose projection is this?")


@rule(
    severity="info",
    default=False,
    references=[WRITING_STATISTICS],
    bad=["[[Only about 19.4%]] of tenants trust the landlord.", "[[A staggering 71%]] say rents are too high."],
    good=[
        "About 19.4% of tenants trust the landlord.",
        "Only members over 18 can vote in the ballot, 300 in all.",
        "It is not only 62 percent of tenants but also 17 percent of owners who say so.",
    ],
    limits=["The figure, [[19.4%, is tiny]]."],
)
def number_framing(analysis: Analysis) -> Iterator[Match]:
    """A word makes a number look small or large.

    "Only", "as many as", "a staggering": compared with what?  Off by default, for it is often fair.
    """
    for figure in analysis.statistics:
        if figure.frame and not figure.quoted and not re.search(r"\bnot $", analysis.document.text[: figure.frame.start][-5:]):
            word = analysis.text(figure.frame).lower()
            yield Match(Span(figure.frame.start, figure.span.end), f"“{word}”: small or large compared with what?")
