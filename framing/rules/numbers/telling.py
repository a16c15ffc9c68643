"""How a number is told: in which currency, as whose projection, in which light."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import FIG, lines, value
from framing.rules.references import BBC_STATISTICS, WRITING_STATISTICS

PAYS: Final = re.compile(
    r"\b(?:spend|spends|spent|spending|cost|costs|costing|pay|pays|paid|paying|invest|invests|invested|investing"
    r"|borrow|borrowed|donate|donated"
    r"|fined|worth|(?:budget|grant|loan|debt|revenue|profit|loss|price|fee|fine|turnover|salary|prize|ransom) of)\s+"
    rf"(?:(?:it|them|him|her|the \w+|up to|a further|another|an extra|an additional)\s+)?(?P<sum>{FIG})(?=\s+(?:on"
    rf"|for|to|in|a|per|over|by|this|next|last|into|each)\b|[.,;]|$)"
)
DOLLARS: Final = (
    re.compile(
        r"\b(?:United States|U\.S\.|US|America|Americans?|New York|Washington|Boston|Chicago|Seattle|Houston"
        r"|Dallas|Miami"
        r"|Los Angeles|San Francisco|California|Texas|Florida)(?!\w)"
    ),
    re.compile(r"\b(?:Canada|Canadians?|Toronto|Ottawa|Montreal|Vancouver|Calgary)\b"),
    re.compile(r"\b(?:Australia|Australians?|Sydney|Canberra|Melbourne|Brisbane|Perth)\b"),
    re.compile(r"\b(?:New Zealand\w*|Auckland|Wellington)\b"),
    re.compile(r"\b(?:Singapore|Hong Kong|Taiwan)\w*\b"),
)

SET_OFF: Final = re.compile(r"\b(?:not|compared (?:to|with)|against|than|versus)\s+$")
"""Before the word that frames a number: it says what the number is set against, or that it is not the point."""
REACH: Final = 32
"""Code points looked back for that; all of the story before each number would take time by the square of its length."""


@rule(
    severity="warning",
    references=[WRITING_STATISTICS],
    bad=[
        "The ministry will spend [[40 million]] on the bridge.",
        "In Canada and the United States the fee is [[$500]].",
    ],
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
        for found in line.masked.all(PAYS) if not money else ():
            figure = line.figure(found, "sum")
            if figure.kind == "count" and value(figure) >= 1_000_000 and not figure.quoted:
                yield Match(figure.span, "In which currency?")
        if money and sum(1 for country in DOLLARS if line.text.has(country)) >= 2:
            bare = [figure for figure in money if line.quote(figure).startswith("$") and not figure.quoted]
            marked = re.search(
                r"\b(?:US|C|CA|A|AU|NZ|S|HK)\$|\b(?:Canadian|Australian|U\.S\.|American) dollars?", line.text
            )
            if bare and not marked:
                yield Match(bare[0].span, "Which country’s dollars?")


WILL: Final = re.compile(
    r"\b(?:will|are going to|is going to)\s+(?:(?:only|almost|nearly|also|then|have|more than|likely not)\s+)?"
    r"(?P<verb>be|rise|fall|grow|shrink|reach|double|triple|halve|exceed|cost|lose|gain|need|have|account|increase"
    r"|decrease|drop|climb|hit|top|add"
    r"|create|disappear|replace|displace|destroy|generate|employ|house|attract|live|die|total|number"
    r"|outnumber|make up|run out|pass|surpass|save|reduce|cut|jump|soar)\b"
)
FUTURE: Final = re.compile(
    r"\b(?:[Bb]y|[Ii]n|[Uu]ntil|before|by the end of|by the year)\s+(?:the year\s+)?20[2-9]\d\b|\b[Bb]y 2100\b"
    r"|\bby (?:the )?mid-?century\b|\bby the end of the (?:decade|century)\b|\b(?:in|over"
    r"|within) the next (?:decade|\w+ years)\b"
    r"|\b(?:[Ii]n|by) 2[1-9]\d\d\b"
)
QUANTITY: Final = re.compile(
    r"(?<!\d)(?!(?:19|20|21)\d\d\b)\d+|\b(?:half|one in|two-thirds|a third|a quarter|double|triple|million|billion)\b",
    re.IGNORECASE,
)
WHOSE: Final = re.compile(
    r"\b(?:could|may|might|would|estimat\w+|project(?:s|ed|ion|ions|ing)|forecast\w*|expect\w*|predict\w*"
    r"|according|likely|probabl\w+|say|says|said|if|scenario\w*"
    r"|plan\w*|target\w*|aim\w*|goal\w*|pledg\w+|promis\w+|hope\w*|budget\w*|law|bill|agree\w*|warn\w*|calculat\w+"
    r"|model\w*|suggest\w*|think\w*|believe\w*|assum\w+"
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
        if line.headline or not line.text.has(FUTURE) or line.text.has(WHOSE):
            continue
        for found in line.text.all(WILL):
            span = line.span(*found.span())
            told = analysis.quoted(span) or any(content.overlaps(span) for content in spoken)
            if found["verb"] == "be" and not line.figures:
                continue
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
        "Of the tenants 54% trust the landlord, compared with only 18% of the owners.",
    ],
    limits=["The figure, [[19.4%, is tiny]]."],
)
def number_framing(analysis: Analysis) -> Iterator[Match]:
    """A word makes a number look small or large.

    "Only", "as many as", "a staggering": compared with what?  Off by default, for it is often fair.
    """
    text = analysis.document.text
    for figure in analysis.statistics:
        if figure.frame is None or figure.quoted:
            continue
        start = figure.frame.start
        if not SET_OFF.search(text, max(start - REACH, 0), start):
            word = analysis.text(figure.frame).lower()
            yield Match(Span(start, figure.span.end), f"“{word}”: small or large compared with what?")
