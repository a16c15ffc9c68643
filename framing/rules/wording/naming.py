"""What the story calls people and things."""

from __future__ import annotations

from collections.abc import Iterator

from framing.analyzers import Analysis
from framing.rules.base import Match, Reference, rule
from framing.rules.wording.own import BABE, PROPAGANDA, WORDS_TO_WATCH, match, unquoted_markers

GLOBAL_PRESS = Reference("Global Press Style Guide", "https://globalpressjournal.com/style-guide/")


@rule(
    severity="warning",
    references=[WORDS_TO_WATCH],
    bad=[
        "The [[so-called]] reform passed on Friday.",
        "A [[self-styled]] healer addressed the panel.",
        "The [[supposed]] expert left early.",
    ],
    good=[
        'The so-called "dark web" is not indexed by search engines.',
        "The alleged attacker was charged on Friday.",
        "The train was supposed to leave at six.",
    ],
    limits=["The reform, [[if it is one]], passed on Friday."],
)
def doubt_marker(analysis: Analysis) -> Iterator[Match]:
    """A name or thing is doubted without saying who doubts it.

    "So-called" tells the reader not to believe a name and gives no reason.  Drop it, or say who uses the name and who
    disputes it.
    """
    for marker in unquoted_markers(analysis, "doubt-marker"):
        yield match(analysis, marker, "Who doubts it? Name them, or drop {}.")


@rule(
    severity="info",
    references=[WORDS_TO_WATCH, GLOBAL_PRESS, PROPAGANDA],
    bad=[
        "The [[far-left]] blogger asked first. A Republican asked next.",
        "[[Extremists]] blocked the road to the port.",
    ],
    good=[
        "The far-left blogger asked first. The far-right blogger asked next.",
        "The Radical Party won 14 seats.",
        "“They are extremists,” the minister said.",
    ],
    limits=["The [[poster child of the left]] asked first."],
)
def contentious_label(analysis: Analysis) -> Iterator[Match]:
    """A label judges a person or group.

    Labels decide in advance what the reporting should show, and are easily given to one side only.  Name the act or
    the policy, or use the name that people give themselves.
    """
    for marker in unquoted_markers(analysis, "contentious-label"):
        yield match(analysis, marker, "Which act or position does {} stand for? Can the story name that instead?")


@rule(
    severity="info",
    references=[WORDS_TO_WATCH, GLOBAL_PRESS],
    bad=["The raid caused [[collateral damage]] in two villages.", "The bank announced [[rightsizing]] in March."],
    good=["The bank cut 900 jobs in March.", "The acid was neutralized with baking soda."],
    limits=["The bank [[released]] 900 employees in March."],
)
def euphemism(analysis: Analysis) -> Iterator[Match]:
    """A phrase softens a fact or is one side's name for it.

    Such phrases are chosen by those who gain from them.  The plain term, or both sides' terms, lets the reader see
    what happened.
    """
    for marker in unquoted_markers(analysis, "euphemism"):
        yield match(analysis, marker, "Whose phrase is {}, and what does it mean in plain words?")


@rule(
    severity="info",
    references=[WORDS_TO_WATCH, BABE],
    bad=['The city\'s [["experts"]] spent a year on it.', "Officials held a [[“consultation”]] with residents."],
    good=[
        'The word "refugee" is defined in the convention.',
        "The mayor described the plan as “too slow”.",
        "“We vote on Monday,” Ortiz said.",
    ],
    limits=['The plan is an [["orderly retreat"]] from the coast.'],
)
def scare_quotes(analysis: Analysis) -> Iterator[Match]:
    """Quotation marks put distance between the outlet and a word.

    Marks that quote nobody say "not really" without giving a reason.  Attribute the word, or drop the marks.
    """
    for marker in unquoted_markers(analysis, "scare-quotes"):
        yield Match(
            marker.span,
            f"Whose word is {analysis.text(marker.span)}? Name the speaker, or drop the marks.",
            marker.confidence,
            marker.suggestions,
        )
