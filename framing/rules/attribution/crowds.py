"""Rules on groups that speak with one voice: residents, critics, studies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.speakers import QUANTIFIERS, noun_row
from framing.document import Span
from framing.language.parse import Token
from framing.rules.attribution.guidance import BBC_ACCURACY, SPJ, WATCH, WEASELS
from framing.rules.attribution.instances import instance_nearby
from framing.rules.attribution.speech import claims, first_of_each_voice, has_name, source_tokens
from framing.rules.base import Match, rule

WEASELS_BY_HEAD: Final = frozenset(
    [
        "critic",
        "supporter",
        "opponent",
        "observer",
        "skeptic",
        "sceptic",
        "detractor",
        "pundit",
        "commentator",
        "expert",
        "analyst",
        "economist",
        "scientist",
        "researcher",
        "historian",
        "scholar",
        "people",
    ]
)
STUDIES: Final = frozenset({"study", "research", "science", "evidence", "poll", "survey"})
OWNED: Final = frozenset({"poss", "nummod"})
HEARD: Final = frozenset({"chant", "shout", "yell", "cheer", "boo", "sing", "scream"})
"""What a crowd does together, for a reporter to hear."""
SURE: Final = 0.7
AFTER: Final = frozenset({"acl", "amod", "prep", "relcl"})
BARE: Final = frozenset(["some", "many", "most", "several", "other", "such"])


@rule(
    severity="info",
    references=[SPJ, BBC_ACCURACY],
    bad=[
        "[[Residents]] said the noise had kept them awake for weeks.",
        "The new rota is unfair, [[nurses]] say.",
    ],
    good=[
        "Twelve residents said the noise had kept them awake.",
        "Protesters chanted that they would not leave.",
        "Workers objected to the new rota.",
        'Residents said the noise had kept them awake. "I moved my bed to the kitchen," said Ann Roe.',
    ],
    limits=["In the village there is talk that [[farmers]] will sue."],
)
def vague_plural(analysis: Analysis) -> Iterator[Match]:
    """A whole group speaks with one voice.

    "Residents said" may rest on two people or on two hundred. A number, a name or an example tells the
    reader how far the claim carries.
    """
    for attribution, source, head in first_of_each_voice(analysis):
        row = noun_row(head)
        if row is None or row[0] != "collective" or row[1] not in {"witness", "party"} or head.tag != "NNS":
            continue
        if (
            attribution.cue_kind != "speech"
            or attribution.cue_lemma in HEARD
            or not claims(analysis, attribution)
            or not _bare(analysis, source)
            or has_name(analysis, source)
        ):
            continue
        if instance_nearby(analysis, source, head) or any(
            token.dep == "prep" for token in source_tokens(analysis, source)
        ):
            continue
        yield Match(
            source,
            f"Which “{analysis.text(source)}”, and how many? Would a name or a number help the reader?",
            SURE,
        )


@rule(
    severity="warning",
    references=[WEASELS, WATCH, SPJ],
    bad=[
        "[[Critics]] say the plan rewards the rich.",
        "[[Studies]] show that the diet works.",
        "[[Some experts]] believe the dam will not hold.",
        "[[Critics]] say the new quay cost too much. The Ely Port Authority put it at four million dollars.",
        "[[Critics]] say the plan rewards the rich. Ann Roe, the mayor, rejected that.",
    ],
    good=[
        "Critics, among them the economist Ann Roe, say the plan rewards the rich.",
        'Critics say the plan rewards the rich.\n\n"It is a gift to landlords," said Ann Roe of the tenants\' union.',
        "The dam may not hold, experts say.\n\nThe lake is full.\n\nIt rained for a week.\n\n"
        'The town is afraid.\n\n"The wall is thin," said Ann Roe, an engineer.',
        "Three studies by Ely College show that the diet works.",
        "# Drivers feel safe, survey finds\n\nDrivers feel safe, according to a survey by Ely Polls.",
        "The council met the unions on Monday, and several of the people there said that the talks would go on.",
    ],
    limits=["For [[many economists]] the tax is bound to fail."],
)
def weasel_attribution(analysis: Analysis) -> Iterator[Match]:
    """An opinion is given to nameless critics, experts or studies, and none of them is named nearby.

    The form lends authority without showing any: nobody can ask the critics or read the studies. It may also
    hide that the view is the writer's own.
    """
    for attribution, source, head in first_of_each_voice(analysis):
        lemma = head.lemma
        research = lemma in STUDIES and head.tag in {"NNS", "NN"} and _bare(analysis, source)
        if not research and not (lemma in WEASELS_BY_HEAD and head.tag == "NNS") and head.lower not in QUANTIFIERS:
            continue
        if has_name(analysis, source) or not _bare(analysis, source) or instance_nearby(analysis, source, head):
            continue
        if _linked(analysis, source) or not claims(analysis, attribution) or _refers_back(analysis, source, head):
            continue
        question = "Which ones? Can one be named or linked" if research else "Who, for instance? Can one be named"
        yield Match(source, f"{question}, or is the claim left out?", SURE)


def _bare(analysis: Analysis, source: Span) -> bool:
    """No article, owner or number: "critics", "some experts", but not "the critics", "his critics", "ten critics"."""
    tokens = source_tokens(analysis, source)
    first = tokens[0]
    return not (
        first.lower == "few"
        or (first.pos in {"DET", "PRON"} and first.lower not in BARE | QUANTIFIERS)
        or any(token.dep in OWNED or token.tag == "CD" for token in tokens[:3])
    )


def _refers_back(analysis: Analysis, source: Span, head: Token) -> bool:
    """Whether a source is a part of people just mentioned, or told apart by what follows: "several of the people"."""
    tokens = source_tokens(analysis, source)
    if any(token.index > head.index and token.dep in AFTER for token in tokens):
        return True
    if any(token.lower == "of" for token in tokens) or head.lower in {"both", "all"}:
        return True
    sentence = analysis.sentence_at(source.start)
    before = source_tokens(analysis, Span(sentence.start, source.start))
    return head.lower in QUANTIFIERS and any(token.tag in {"NNS", "NNPS"} for token in before)


def _linked(analysis: Analysis, source: Span) -> bool:
    sentence = analysis.sentence_at(source.start)
    return any(sentence.overlaps(link.span) for link in analysis.document.links)
