"""Rules on single sources that the reader cannot identify."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.speakers import is_proper, noun_row
from framing.document import Span, SpanIndex
from framing.language.parse import Token
from framing.lexicons.load import words
from framing.rules.attribution.guidance import AP_ANONYMOUS, BBC_ACCURACY, REUTERS, SPJ, WATCH
from framing.rules.attribution.instances import instance_nearby
from framing.rules.attribution.speech import denied, first_of_each_voice, source_head, source_tokens
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
PASSIVES: Final = frozenset(
    ["say", "believe", "report", "think", "claim", "allege", "understand", "suspect", "fear", "rumor", "rumour"]
)
RANKS: Final = frozenset(
    ["senior", "top", "high-ranking", "former", "unnamed", "unidentified", "other", "several", "more"]
)
"""What says how high officials stand, not of which body they are."""
CLOSE: Final = frozenset({"friend", "relative", "colleague", "neighbor", "neighbour"})
SURE: Final = 0.7


@rule(
    severity="warning",
    references=[AP_ANONYMOUS, SPJ, REUTERS],
    bad=[
        "The bridge will close in May, [[sources]] said.",
        "The minister will resign this week, according to [[a senior official]].",
        "[[Aides]] said the mayor had not read the contract.",
        "[[A senior official who asked not to be named]] said that the minister would resign.",
    ],
    good=[
        "The bridge will close in May, Ann Roe, the city engineer, said.",
        "A senior official, who spoke on condition of anonymity because she was not authorized to discuss the talks, "
        "said the minister would resign.",
        "A clerk, who asked not to be named because she feared for her job, said the files were gone.",
        "Police officials said that the street was closed.",
        "The aides, led by the campaign manager Tom Poe, said that the money was gone.",
        "Over lunch I asked a friend. A friend said that my plan was mad.",
        'Officials said the bridge was safe.\n\n"We checked every bolt," said Ann Roe, the city engineer.',
    ],
    limits=["From [[two people]] in the room came word that the minister would resign."],
)
def unnamed_source(analysis: Analysis) -> Iterator[Match]:
    """A claim rests on a source the reader cannot identify.

    Readers weigh a claim by who makes it and what that person stands to gain. Where a name cannot be given,
    guidance asks for as much about the source as can be told, and for the reason why there is no name.
    """
    for attribution, source, head in first_of_each_voice(analysis):
        row = noun_row(head)
        if attribution.cue_kind != "speech" or _is_body(analysis, source, head, row):
            continue
        around = analysis.text(analysis.sentence_at(source.start))
        if (row is None and not ANONYMITY.search(around)) or (row is not None and row[0] != "unnamed"):
            continue
        if head.lemma.startswith("spokes") or has_name_after(analysis, source):
            continue
        granted = ANONYMITY.search(around) is not None
        if granted and REASON.search(around):
            continue
        if not granted and head.lemma not in SECRET and instance_nearby(analysis, source, head):
            continue
        if head.lemma in CLOSE and _first_person(analysis):
            continue
        phrase = analysis.text(source)
        if granted:
            yield Match(source, f"“{phrase}” is not named. Can the reader be told why?", SURE)
        else:
            yield Match(source, f"Who stands behind “{phrase}”? Can the reader be told, or why no name is given?", SURE)


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
        "The owner is thought to be in Peru, according to an interview that Tom Poe gave to the Ely Herald.",
        "The owner reportedly left the country in June. The Ely Herald wrote that he had flown to Peru.",
        "Tom Poe and two members of the council have said that they will not stand again.",
    ],
    limits=["Word has it [[that]] the two firms are close to a deal."],
)
def passive_attribution(analysis: Analysis) -> Iterator[Match]:
    """The passive hides who believes, says or reports.

    "It is believed" gives a claim weight and nobody's name. If the writer knows who believes it, the story can
    say so; if nobody in particular does, the claim stands on nothing.
    """
    named = _named(analysis)
    for attribution in analysis.attributions:
        if attribution.source is not None or attribution.cue is None or analysis.quoted(attribution.cue):
            continue
        tokens = source_tokens(analysis, attribution.cue)
        passive = attribution.cue_lemma in PASSIVES and tokens[-1].tag == "VBN"
        passive = passive and any(token.lemma == "be" for token in tokens[:-1])
        passive = passive and attribution.content[-1].start > attribution.cue.start and tokens[-1].dep != "relcl"
        if passive and not named.overlaps(analysis.sentence_at(attribution.cue.start)):
            yield Match(attribution.cue, f"“{analysis.text(attribution.cue)}” by whom? Can the story say?", SURE)
    hearsay = next(_unreported(analysis, named), None)
    if hearsay:
        yield Match(hearsay, "Reported by whom? Can the story say?", SURE)


def _named(analysis: Analysis) -> SpanIndex:
    """Where somebody or something is named as a source."""
    return SpanIndex(
        fact.source
        for fact in analysis.attributions
        if fact.source is not None and fact.source_kind in {"named", "document", "poll"}
    )


def _unreported(analysis: Analysis, named: SpanIndex) -> Iterator[Span]:
    """Each "reportedly" in the outlet's own words, unless its sentence or the next one names a source."""
    for passage in analysis.body:
        if "reportedly" not in passage.paragraph.text.lower():
            continue
        for token in passage.paragraph.tokens:
            place = token.span.moved(passage.start)
            if token.lower == "reportedly" and not analysis.quoted(place):
                after = (sentence for sentence in analysis.sentences if sentence.end > place.end)
                if not any(named.overlaps(sentence) for sentence in islice(after, 2)):
                    yield place


@rule(
    severity="info",
    references=[AP_ANONYMOUS, REUTERS],
    bad=["The plant will reopen in May, [[a company spokeswoman]] said."],
    good=[
        "The plant will reopen in May, said Ann Roe, a spokeswoman for the company.",
        'The plant will reopen in May, said spokeswoman Ann Roe. "We are glad," the spokeswoman added.',
        "The plant will reopen in May, said a former spokeswoman for the Ministry of Works, Ann Roe.",
        "A company spokeswoman did not respond to a request for comment.",
    ],
    limits=["The plant will reopen in May, [[the press office]] said."],
)
def unnamed_spokesperson(analysis: Analysis) -> Iterator[Match]:
    """A spokesperson speaks without a name.

    A spokesperson speaks in public for an organisation and can nearly always be named. The name lets the reader,
    and the next reporter, go back to the person who said it.
    """
    for attribution, source, head in first_of_each_voice(analysis):
        if denied(analysis, attribution):
            continue
        if head.lemma.startswith("spokes") and not has_name_after(analysis, source):
            yield Match(source, "Can the spokesperson be named?", SURE)


def _is_body(analysis: Analysis, source: Span, head: Token, row: tuple[str, ...] | None) -> bool:
    """Whether officials speak as the body they are of ("police officials"), in public and for it."""
    if row is None or row[1] != "official" or head.tag != "NNS":
        return False
    before = [token for token in source_tokens(analysis, source) if token.head == head.index]
    return any(token.dep in {"compound", "amod", "nmod"} and token.lower not in RANKS for token in before)


def _first_person(analysis: Analysis) -> bool:
    """Whether the writer tells of themselves: "my" and "I" outside quotation marks, as columns and memoirs do."""
    return any(
        token.lower in {"i", "my"} and not analysis.quoted(token.span.moved(passage.start))
        for passage in analysis.body
        for token in passage.paragraph.tokens
    )


def has_name_after(analysis: Analysis, source: Span) -> bool:
    """Whether a source phrase holds a person's name set beside its noun; "a Ministry official" does not."""
    tokens = source_tokens(analysis, source)
    head = source_head(analysis, source)
    return any(
        token.tag in {"NNP", "NNPS"} and token.dep == "appos" and token.head == head.index for token in tokens if head
    ) or any(_is_full_name(first, second) and not _is_owner(tokens, at) for at, (first, second) in _pairs(tokens))


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[Token, Token]]]:
    return enumerate(pairwise(tokens))


def _is_full_name(first: Token, second: Token) -> bool:
    return is_proper(first) and is_proper(second) and first.lower in words("first_names")


def _is_owner(tokens: Sequence[Token], at: int) -> bool:
    """Whether the name is of whom the source is or speaks for: "an aide to Ann Roe", "Ann Roe's aides"."""
    after = next((token for token in tokens[at:] if not is_proper(token)), None)
    owned = after is not None and (after.tag == "POS" or after.pos == "NOUN")
    before = [token.lower for token in tokens[:at]]
    return owned or not before or not (before[-1] == "," or "by" in before)
