"""Shares of nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import FIG, lines
from framing.rules.references import AAPOR, BBC_STATISTICS

ANSWER: Final = re.compile(
    rf"(?P<share>{FIG})\s+(?:strongly |now |still |also |fully |somewhat )?(?:agree|disagree|say|said|oppose|opposed"
    r"|(?:support|back|trust|approve of|disapprove of|prefer|fear)(?=\s+(?:the|a|an|his|her|its|their|it|him|them)\b)"
    r"|supported|want|wanted|believe|believed|think|thought|approve|approved|disapprove|disapproved|favou?r|favou?red"
    r"|preferred|intend|would|were (?:against|in favou?r)|are (?:against|in favou?r))\b",
)
PEOPLE: Final = (
    r"(?:adults|voters|people|residents|citizens|nationals|households|wom[ae]n|m[ae]n|students|pupils|workers|staff"
    r"|employees|consumers|customers|parents|teenagers|children|users|drivers|passengers|commuters|homeowners|tenants"
    r"|renters|pensioners|readers|viewers|listeners|executives|managers|employers|businesses|companies|firms|economists"
    r"|doctors|nurses|teachers|scientists|members|immigrants|refugees|soldiers|veterans|patients|farmers|shoppers"
    r"|taxpayers|Democrats|Republicans|independents|graduates|owners|delegates|shareholders|investors|public"
    r"|population|country|electorate|[A-Z][a-z]+(?:ans|ish|ese|ers))"
)
UNIVERSE: Final = re.compile(
    rf"\b(?:{PEOPLE}|(?:[Oo]f|[Aa]mong) (?:the |all |its |their |our )?(?:\w+ ){{0,2}}?[a-z]{{3,}}s)\b"
)
ASKING: Final = re.compile(
    r"\b(?:polls?|surveys?|survey(?:ed|ing)|polled|polling|questioned|interviewed|asked|asks|census|referendum|vote[ds]?"
    r"|ballot|election)\b",
    re.IGNORECASE,
)


@rule(
    severity="warning",
    references=[AAPOR, BBC_STATISTICS],
    bad=[
        "Should the bridge close at night? Some [[61 percent]] agree, and 30 percent do not.",
        "The new line is popular: [[72%]] want it to open early, a survey by Gallup shows.",
    ],
    good=[
        "Some 61 percent of tenants want a rent cap, and 30 percent oppose it.",
        "A Gallup poll asked adults in Ireland about the cap. It found that 61 percent agree with it.",
        "The union polled its members in May. Almost 61 percent said they would strike.",
        "Wages rose by 3 percent, and prices by 5 percent.",
    ],
    limits=["The plan is liked by [[61 percent]], a survey shows."],
)
def base_missing(analysis: Analysis) -> Iterator[Match]:
    """A share of answers is given, and the story does not say of whom.

    "61 percent agree" means one thing of all adults and another of a party's members.  Noted once a story, and only
    where no sentence that gives a share or tells of asking names a group.
    """
    if any("population" in poll.elements for poll in analysis.polls):
        return
    given = lines(analysis)
    answers = [(line, line.figure(found, "share")) for line in given for found in line.masked.all(ANSWER)]
    answers = [(line, figure) for line, figure in answers if figure.kind == "percent" and not figure.quoted]
    if not answers:
        return
    known = lines(analysis, figures_only=False)
    telling = [line for line in known if line.text.has(ASKING) or any(f.kind == "percent" for f in line.figures)]
    if not any(line.text.has(UNIVERSE) for line in telling):
        line, figure = answers[0]
        yield Match(figure.span, f"{line.quote(figure)} of whom?", 0.8)
