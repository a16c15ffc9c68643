"""Verbs that tell what others said or did."""

from __future__ import annotations

from collections.abc import Iterator

from framing.analyzers import Analysis
from framing.rules.base import Match, Reference, rule
from framing.rules.wording.own import BABE, RECASENS, WORDS_TO_WATCH, match, unquoted_markers

QUESTIONS = {
    "guilt": "Was there something to confess? {} implies guilt.",
    "mockery": "Does {} report how it was said, or mock it?",
    "heat": "Was it said with the heat of {}?",
    "doubt": "Do you have reason to doubt it? {} sounds as if.",
    "vouch": "Do you vouch for it? {} presents what follows as a fact.",
}


@rule(
    severity="warning",
    references=[BABE, RECASENS, WORDS_TO_WATCH],
    bad=[
        "The minister [[admitted]] that the report was late.",
        "The president [[boasted]] that exports had risen.",
        "The union leader [[ranted]] about the contract.",
    ],
    good=[
        "The minister said that the report was late.",
        "The hospital admitted 14 patients overnight.",
        "United conceded two goals before the break.",
        "He admitted the charges in court.",
    ],
    limits=["The minister [[had to say]] that the report was late."],
)
def slanted_report_verb(analysis: Analysis) -> Iterator[Match]:
    """A reporting verb implies guilt, mockery or heat.

    "Admitted" presupposes a fault and "boasted" a vice; "said" reports the same words.  Keep the strong verb where
    the story shows it is earned.
    """
    for marker in unquoted_markers(analysis, "slanted-report-verb"):
        yield match(analysis, marker, QUESTIONS[marker.reason])


@rule(
    severity="info",
    references=[RECASENS, WORDS_TO_WATCH],
    bad=[
        "The company [[professed]] that sales had doubled.",
        "The minister [[realized]] that the plan would hurt families.",
        "The mayor [[ignored the fact that]] the road was closed.",
    ],
    good=[
        "The company said that sales had doubled.",
        "Nobody has claimed responsibility for the attack.",
        "The fossil reveals the age of the rock.",
    ],
    limits=["The minister [[knew]] that the plan would hurt families."],
)
def stance_verb(analysis: Analysis) -> Iterator[Match]:
    """A reporting verb doubts the speaker or vouches for what is said.

    "Claimed" hints that it is not true, "realized" that it is.  Where one side claims and the other points out, the
    verbs have decided the dispute.
    """
    for marker in unquoted_markers(analysis, "stance-verb"):
        yield match(analysis, marker, QUESTIONS[marker.reason])


@rule(
    severity="info",
    default=False,
    references=[
        Reference(
            "Fausey & Boroditsky 2010, Subtle linguistic cues influence perceived blame and financial liability",
            "https://doi.org/10.3758/PBR.17.5.644",
        )
    ],
    bad=["A teenager [[was killed]] during a police operation.", "Mistakes [[were made]] in the evacuation."],
    good=["An officer shot a teenager during a police operation.", "The bridge was built in 1931."],
    limits=["A teenager [[died]] during a police operation."],
)
def agentless_passive(analysis: Analysis) -> Iterator[Match]:
    """Harm or blame is told without who did it.

    A passive without an agent can hide responsibility that is known.  Off by default: in measured news it is no more
    frequent in slanted sentences than in others.
    """
    for marker in unquoted_markers(analysis, "agentless-passive"):
        yield match(analysis, marker, "Is it known who did it? {} leaves that out.")
