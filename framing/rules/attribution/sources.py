"""Rules on sources that the reader cannot identify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.speakers import QUANTIFIERS, noun_row
from framing.analyzers.facts import Attribution
from framing.document import Span
from framing.language.parse import Token
from framing.rules.attribution.guidance import AP_ANONYMOUS, BBC_ACCURACY, REUTERS, SPJ, WATCH, WEASELS
from framing.rules.attribution.speech import (
    has_name,
    named_nearby,
    source_head,
    source_tokens,
    spoken,
    states,
    voice_at,
)
from framing.rules.base import Match, rule

ANONYMITY: Final = re.compile(
    r"anonym|not (?:be |to be )?(?:named|identified)|not authori[sz]ed|declined to be (?:named|identified)"
    r"|familiar with the|with knowledge of",
    re.IGNORECASE,
)
REASON: Final = re.compile(
    r"\b(?:because|since|citing|for fear|to discuss|to speak|as (?:he|she|they))\b", re.IGNORECASE
)
SECRET: Final = frozenset({"source", "insider", "whistleblower", "informant"})
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
PASSIVES: Final = frozenset(
    ["say", "believe", "report", "think", "claim", "allege", "understand", "suspect", "fear", "rumor", "rumour"]
)
OWNED: Final = frozenset({"poss", "nummod"})
SURE: Final = 0.7
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
AFTER: Final = frozenset({"acl", "amod", "prep", "relcl"})
BARE: Final = frozenset(["some", "many", "most", "several", "other", "such"])


@rule(
    severity="warning",
    references=[AP_ANONYMOUS, SPJ, REUTERS],
    bad=[
        "The bridge will close in May, [[sources]] said.",
        "The minister will resign this week, according to [[a senior official]].",
        "[[Aides]] said the mayor had not read the contract.",
    ],
    good=[
        "The bridge will close in May, Ann Roe, the city engineer, said.",
        "A senior official, who spoke on condition of anonymity because she was not authorized to discuss the talks, "
        "said the minister would resign.",
        'Officials said the bridge was safe.\n\n"We checked every bolt," said Ann Roe, the city engineer.',
    ],
    limits=["From [[two people]] in the room came word that the minister would resign."],
)
def unnamed_source(analysis: Analysis) -> Iterator[Match]:
    """A claim rests on a source the reader cannot identify.

    Readers weigh a claim by who makes it and what that person stands to gain. Where a name cannot be given,
    guidance asks for as much about the source as can be told, and for the reason why there is no name.
    """
    for _, source, head in _first_of_each_voice(analysis):
        row = noun_row(head)
        around = analysis.text(analysis.sentence_at(source.start))
        if (row is None and not ANONYMITY.search(around)) or (row is not None and row[0] != "unnamed"):
            continue
        if head.lemma.startswith("spokes") or has_name_after(analysis, source):
            continue
        if ANONYMITY.search(around) and REASON.search(around):
            continue
        if head.lemma not in SECRET and not ANONYMITY.search(around) and named_nearby(analysis, source):
            continue
        words = analysis.text(source)
        yield Match(
            source,
            f"Can the reader be told who “{words}” is, or why the name is withheld and how the source knows?",
            SURE,
        )


@rule(
    severity="info",
    references=[SPJ, BBC_ACCURACY],
    bad=[
        "[[Residents]] said the noise had kept them awake for weeks.",
        "The new rota is unfair, [[nurses]] say.",
    ],
    good=[
        "Twelve residents said the noise had kept them awake.",
        'Residents said the noise had kept them awake. "I moved my bed to the kitchen," said Ann Roe.',
    ],
    limits=["In the village there is talk that [[farmers]] will sue."],
)
def vague_plural(analysis: Analysis) -> Iterator[Match]:
    """A whole group speaks with one voice.

    "Residents said" may rest on two people or on two hundred. A number, a name or an example tells the
    reader how far the claim carries.
    """
    for attribution, source, head in _first_of_each_voice(analysis):
        row = noun_row(head)
        if row is None or row[0] != "collective" or row[1] not in {"witness", "party"} or head.tag != "NNS":
            continue
        if attribution.cue_kind != "speech" or not _bare(analysis, source) or has_name(analysis, source):
            continue
        if named_nearby(analysis, source) or any(token.dep == "prep" for token in source_tokens(analysis, source)):
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
    ],
    good=[
        "Critics, among them the economist Ann Roe, say the plan rewards the rich.",
        'Critics say the plan rewards the rich.\n\n"It is a gift to landlords," said Ann Roe of the tenants\' union.',
        "Three studies by Ely College show that the diet works.",
        "# Drivers feel safe, survey finds\n\nDrivers feel safe, according to a survey by Ely Polls.",
        "The council met the unions on Monday, and several of the people there said that the talks would go on.",
    ],
    limits=["It is a view held by [[many economists]] that the tax will fail."],
)
def weasel_attribution(analysis: Analysis) -> Iterator[Match]:
    """An opinion is given to nameless critics, experts or studies, and none of them is named nearby.

    The form lends authority without showing any: nobody can ask the critics or read the studies. It may also
    hide that the view is the writer's own.
    """
    for attribution, source, head in _first_of_each_voice(analysis):
        lemma = head.lemma
        research = lemma in STUDIES and head.tag in {"NNS", "NN"} and _bare(analysis, source)
        if not research and not (lemma in WEASELS_BY_HEAD and head.tag == "NNS") and head.lower not in QUANTIFIERS:
            continue
        if has_name(analysis, source) or not _bare(analysis, source) or named_nearby(analysis, source):
            continue
        if _linked(analysis, source) or not _claims(analysis, attribution) or _refers_back(analysis, source, head):
            continue
        question = "Which ones? Can one be named or linked" if research else "Who, for instance? Can one be named"
        yield Match(source, f"{question}, or is the claim left out?", SURE)


@rule(
    severity="info",
    references=[BBC_ACCURACY, WATCH],
    bad=[
        "It [[is believed]] that the fire began in the kitchen.",
        "The two firms [[are said]] to be close to a deal.",
        "The owner [[reportedly]] left the country in June.",
    ],
    good=[
        "The fire brigade believes that the fire began in the kitchen.",
        "The two firms are said by three bankers to be close to a deal.",
    ],
    limits=["Word has it [[that]] the two firms are close to a deal."],
)
def passive_attribution(analysis: Analysis) -> Iterator[Match]:
    """The passive hides who believes, says or reports.

    "It is believed" gives a claim weight and nobody's name. If the writer knows who believes it, the story can
    say so; if nobody in particular does, the claim stands on nothing.
    """
    for attribution in analysis.attributions:
        if attribution.source is not None or attribution.cue is None:
            continue
        tokens = source_tokens(analysis, attribution.cue)
        passive = attribution.cue_lemma in PASSIVES and tokens[-1].tag == "VBN" and tokens[0].lemma in {"be", "have"}
        passive = passive and attribution.content[-1].start > attribution.cue.start and tokens[-1].dep != "relcl"
        if passive or attribution.cue_lemma == "reportedly":
            words = analysis.text(attribution.cue)
            yield Match(attribution.cue, f"“{words}” by whom? Can the story say?", SURE)


@rule(
    severity="info",
    references=[AP_ANONYMOUS, REUTERS],
    bad=["The plant will reopen in May, [[a company spokeswoman]] said."],
    good=[
        "The plant will reopen in May, said Ann Roe, a spokeswoman for the company.",
        'The plant will reopen in May, said spokeswoman Ann Roe. "We are glad," the spokeswoman added.',
    ],
    limits=["The plant will reopen in May, [[the press office]] said."],
)
def unnamed_spokesperson(analysis: Analysis) -> Iterator[Match]:
    """A spokesperson speaks without a name.

    A spokesperson speaks in public for an organisation and can nearly always be named. The name lets the reader,
    and the next reporter, go back to the person who said it.
    """
    for _, source, head in _first_of_each_voice(analysis):
        if head.lemma.startswith("spokes") and not has_name_after(analysis, source):
            yield Match(source, "Can the spokesperson be named?", SURE)


def has_name_after(analysis: Analysis, source: Span) -> bool:
    """Whether a source phrase holds a person's name set beside its noun; "a Ministry official" does not."""
    tokens = source_tokens(analysis, source)
    head = source_head(analysis, source)
    return any(
        token.tag in {"NNP", "NNPS"} and token.dep == "appos" and token.head == head.index for token in tokens if head
    )


def _first_of_each_voice(analysis: Analysis) -> Iterator[tuple[Attribution, Span, Token]]:
    """Attributions outside quotations whose voice has no name, only the first for each voice."""
    seen: set[tuple[str, ...]] = set()
    for index, attribution, source in spoken(analysis):
        head = source_head(analysis, source)
        voice = voice_at(analysis, index)
        if (
            head is None
            or not states(attribution)
            or analysis.quoted(source)
            or attribution.source_kind in {"named", "pronoun"}
        ):
            continue
        if voice is not None and any(
            _identified(analysis, analysis.attributions[other]) for other in voice.attributions
        ):
            continue
        key = (head.lemma,) if head.tag == "NNS" else (voice.name if voice else str(source.start),)
        if key not in seen:
            seen.add(key)
            yield attribution, source, head


def _identified(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether a source is named, or is a study or poll that the story names: the headline's "survey" is that one."""
    source = attribution.source
    published = attribution.source_kind in {"poll", "document"} and source is not None and has_name(analysis, source)
    return attribution.source_kind == "named" or published


def _bare(analysis: Analysis, source: Span) -> bool:
    """No article, owner or number: "critics", "some experts", but not "the critics", "his critics", "ten critics"."""
    tokens = source_tokens(analysis, source)
    first = tokens[0]
    return not (
        first.lower == "few"
        or (first.pos in {"DET", "PRON"} and first.lower not in BARE | QUANTIFIERS)
        or any(token.dep in OWNED or token.tag == "CD" for token in tokens[:3])
    )


def _claims(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether something is asserted: a clause, and no "do not say"."""
    cue = source_tokens(analysis, attribution.cue) if attribution.cue else []
    told = (token for span in attribution.content for token in source_tokens(analysis, span))
    return any(token.tag in FINITE for token in told) and not any(token.dep == "neg" for token in cue)


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
