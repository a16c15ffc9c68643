"""Words that judge an act while they name it."""

from __future__ import annotations

from collections.abc import Iterator

from framing.analyzers import Analysis
from framing.rules.base import Match, Reference, rule
from framing.rules.wording.own import BABE, PROPAGANDA, SPJ, match, unquoted_markers

LAKOFF = Reference(
    "Lakoff & Johnson 1980, Metaphors We Live By",
    "https://press.uchicago.edu/ucp/books/book/chicago/M/bo3637992.html",
)


@rule(
    severity="warning",
    references=[PROPAGANDA, BABE, SPJ],
    bad=[
        "The mayor [[slammed]] the union over the offer.",
        "The governor's [[cronies]] run two of the boards.",
        "Ministers [[rammed]] the bill through in one evening.",
    ],
    good=[
        "Negotiators hammered out a deal with the union on Friday.",
        "The mayor criticized the union over the offer.",
        "The van slammed into a wall.",
        "Fire gutted the library.",
        "“They rammed the bill through,” Ana Ruiz said.",
    ],
    limits=["The report [[slammed]] into the debate like a truck."],
)
def loaded_word(analysis: Analysis) -> Iterator[Match]:
    """A verb or noun judges the act it names.

    "Slammed" and "criticized" report the same act; only one of them tells the reader how to feel about it.  The
    strong word belongs to whoever used it: quote them, or name the act plainly.
    """
    for marker in unquoted_markers(analysis, "loaded-word"):
        yield match(analysis, marker, "Is {} your word or a source's?")


@rule(
    severity="info",
    references=[LAKOFF, PROPAGANDA],
    bad=[
        "The candidate [[declared war on]] the press.",
        "A [[wave]] of migrants reached the port in May.",
        "The minister [[torpedoed]] the bill.",
    ],
    good=[
        "The country declared war on its neighbour as troops crossed the border.",
        "A wave of four metres damaged the pier.",
        "The candidate criticized the press.",
    ],
    limits=["The soldier [[came under fire]] from parliament for his memoir about the troops."],
)
def conflict_metaphor(analysis: Analysis) -> Iterator[Match]:
    """War, combat or disaster stands for an argument or for people.

    Metaphors carry a judgement that nobody has to defend: a vote becomes a bloodbath, people become a flood.  Say
    what happened, and let the number or the act speak.
    """
    for marker in unquoted_markers(analysis, "conflict-metaphor"):
        people = "people" in marker.reason
        question = "Does {} turn people into a disaster?" if people else "Is {} more than a figure of speech?"
        yield match(analysis, marker, question, "warning" if people else None)
