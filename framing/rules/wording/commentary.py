"""Where the story comments on what it reports."""

from __future__ import annotations

from collections.abc import Iterator

from framing.analyzers import Analysis
from framing.rules.base import Match, Reference, rule
from framing.rules.wording.own import BABE, PROPAGANDA, RECASENS, WORDS_TO_WATCH, match, unquoted_markers

BLOM = Reference(
    "Blom & Hansen 2015, Click bait: Forward-reference as lure in online news headlines",
    "https://doi.org/10.1016/j.pragma.2014.11.010",
)
DEGREE = frozenset({"degree", "a strong word"})


@rule(
    severity="warning",
    references=[WORDS_TO_WATCH, RECASENS],
    bad=[
        "[[Unfortunately]], the bill passed.",
        "The plan is, [[without a doubt]], too expensive.",
        "[[Clearly]], the vote was lost in March.",
    ],
    good=["The sign was clearly visible from the road.", "“Unfortunately, it passed,” Lee said.", "The bill passed."],
    limits=["The plan is [[sad]] news for the town."],
)
def editorialising_adverb(analysis: Analysis) -> Iterator[Match]:
    """An adverb or aside comments on the news.

    Whether a fact is fortunate, obvious or ironic is for the reader to decide.  Give the fact alone, or say who sees
    it so.
    """
    for marker in unquoted_markers(analysis, "editorialising-adverb"):
        yield match(analysis, marker, "Whose view is {}? The sentence can stand without it.")


@rule(
    severity="warning",
    references=[BABE, RECASENS, WORDS_TO_WATCH],
    bad=[
        "The board made an [[outrageous]] decision.",
        "The council [[utterly]] failed to publish its accounts.",
    ],
    good=[
        "The board reversed its decision twice in a week.",
        "A devastating hurricane hit the coast.",
        "“It was an outrageous decision,” Kim said.",
    ],
    limits=["The board's decision was [[one for the ages]]."],
)
def intensifier(analysis: Analysis) -> Iterator[Match]:
    """A word of extremity or judgement stands where a fact could.

    "Staggering" asks the reader to be staggered.  The number, the comparison or the act does that better, and a
    judgement belongs to whoever made it.
    """
    for marker in unquoted_markers(analysis, "intensifier"):
        yield match(analysis, marker, "What fact stands behind {}?", "info" if marker.reason in DEGREE else None)


@rule(
    severity="info",
    references=[RECASENS, WORDS_TO_WATCH],
    bad=["The vote was [[arguably]] the end of the coalition.", "[[Some would say]] the mayor gave up."],
    good=["The trial could last six weeks, the court said.", "Perhaps 300 people came."],
    limits=["The mayor [[looks to be]] losing interest."],
)
def insinuating_hedge(analysis: Analysis) -> Iterator[Match]:
    """A hedge suggests what the story does not report.

    "Arguably" makes an argument and disowns it in one word.  State what is known, or name who argues it.
    """
    for marker in unquoted_markers(analysis, "insinuating-hedge"):
        yield match(analysis, marker, "What is known behind {}, and who says so?")


@rule(
    severity="info",
    references=[PROPAGANDA, WORDS_TO_WATCH],
    bad=["[[Everyone knows]] the port is badly run.", "[[Voters want]] the road closed."],
    good=["61% of voters want the road closed, a poll found.", "Nobody was hurt in the fire."],
    limits=["[[The whole town is behind]] the plan."],
)
def generalisation(analysis: Analysis) -> Iterator[Match]:
    """A whole group is said to be of one mind.

    Without a count or a poll, "voters want" is the writer's guess about millions.  Give the share and its source.
    """
    for marker in unquoted_markers(analysis, "generalisation"):
        yield match(analysis, marker, "How many does {} stand for, and who counted?")


@rule(
    severity="info",
    references=[BLOM],
    bad=["# [[Outrage]] over new library hours\n\nThe hours change on Monday.", "# You [[won't believe]] the new fee"],
    good=["# Council moves bus stop\n\nThe stop moves on Monday."],
    limits=["# [[The fee that broke a town]]\n\nThe fee rises on Monday."],
)
def sensational_headline(analysis: Analysis) -> Iterator[Match]:
    """A headline sells a feeling instead of the fact.

    Readers share headlines they have not read beyond.  A plain verb and the fact keep the promise that the story can
    hold.
    """
    for marker in unquoted_markers(analysis, "sensational-headline"):
        yield match(analysis, marker, "Does the story carry {}, or would its main fact do?")
