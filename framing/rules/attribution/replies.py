"""A rule on the right to reply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.speakers import is_proper
from framing.analyzers.facts import Attribution
from framing.document import Span
from framing.language.parse import Token
from framing.lexicons.load import table
from framing.rules.attribution.guidance import BBC_FAIRNESS, IPSO, SPJ
from framing.rules.attribution.speech import denied, source_tokens, spoken, voice_at
from framing.rules.base import Match, rule

CHARGES: Final = frozenset(["accuse", "blame", "charge", "fault"])
"""Cues that put a wrong on somebody; to attack or to condemn is no charge that needs an answer."""
SOUGHT: Final = re.compile(
    r"(?:not|n['’]t|never)(?: immediately| yet){0,2} "
    r"(?:respon|reply|replied|answer|return(?:ed)? (?:\w+ ){0,2}(?:call|mes))"
    r"|(?:declin|refus)(?:e|ed|es|ing) (?:to comment|an interview|comment|to be interviewed|to answer|to discuss)"
    r"|could ?n(?:ot|['’]t) be reached|no (?:reply|response|comment)\b|(?:un|not )available for comment"
    r"|(?:request|ask|call|reach)[a-z]{0,3} (?:\w+ ){0,3}for (?:a )?(?:comment|response|reply)",
    re.IGNORECASE,
)
"""The formulas that say somebody was asked."""
COUNTERED: Final = re.compile(r"\b(?:though|but|however|despite|den(?:y|ies|ied)|disput|reject|in fact)", re.IGNORECASE)
"""The sentence itself holds the other side against the charge."""


@rule(
    severity="info",
    references=[SPJ, IPSO, BBC_FAIRNESS],
    bad=[
        "Ann Roe accused [[Tom Poe]] of taking the money. Roe said that she had seen the letters.",
        "The union blamed [[Ely Ferries]] for the fire.",
    ],
    good=[
        'Ann Roe accused Tom Poe of taking the money. "I never did," Poe said.',
        "Ann Roe accused Tom Poe of taking the money. Poe did not respond to a request for comment.",
        "Ann Roe accused Tom Poe of taking the money. He could not be reached on Monday.",
        "Ann Roe accused Tom Poe of taking the money, though a court had cleared him.",
        '"They blamed Tom Poe," Ann Roe said.',
        "The union has never blamed Ely Ferries for the fire.",
    ],
    limits=["For the fire, Ann Roe said, [[Tom Poe]] alone was guilty. He had locked the doors."],
)
def accused_without_reply(analysis: Analysis) -> Iterator[Match]:
    """Somebody is accused by name and does not speak in the story, nor is said to have been asked.

    Guidance gives whoever is accused a fair chance to answer. Where they would not, or could not be reached, the
    story can say so.
    """
    charged = any(fact.cue_lemma in CHARGES for fact in analysis.attributions)
    if not charged or SOUGHT.search(analysis.document.text):
        return
    heard = _surnames(analysis)
    asked: set[str] = set()
    for index, fact, source in spoken(analysis):
        target = _target(analysis, fact)
        accuser = voice_at(analysis, index)
        if target is None or accuser is None or analysis.quoted(target) or denied(analysis, fact):
            continue
        if COUNTERED.search(analysis.text(analysis.sentence_at(target.start))):
            continue
        name = analysis.text(target)
        key = name.split()[-1].lower()
        own = {word.lower() for mention in accuser.mentions for word in analysis.text(mention).split()}
        if key not in heard | asked | own and not source.overlaps(target):
            asked.add(key)
            yield Match(target, f"Has {name} been asked to reply, and could the story say so?", 0.6)


def _target(analysis: Analysis, fact: Attribution) -> Span | None:
    """The name that a charge is laid on: the object of "accused" or "blamed"."""
    if fact.cue is None or fact.cue_lemma not in CHARGES or analysis.quoted(fact.cue):
        return None
    passage = analysis.passage_at(fact.cue.start)
    paragraph = passage.paragraph
    for token in source_tokens(analysis, fact.cue):
        for kid in paragraph.children[token.index]:
            head = paragraph.tokens[kid]
            if head.dep in {"dobj", "nsubjpass"} and head.tag == "NNP" and head.lower not in table("metonyms"):
                first = head.index
                while first > 0 and _is_name_part(paragraph.tokens[first - 1], head):
                    first -= 1
                return paragraph.cover(list(range(first, head.index + 1))).moved(passage.start)
    return None


def _is_name_part(token: Token, head: Token) -> bool:
    return is_proper(token) and token.head == head.index


def _surnames(analysis: Analysis) -> frozenset[str]:
    """Last words of the names that are heard, or said to answer."""
    voices = {
        word.lower()
        for voice in analysis.voices
        for mention in voice.mentions
        if voice.attributions
        for word in (analysis.text(mention).split()[-1:])
    }
    named = {word.lower() for voice in analysis.voices for word in (*voice.name.split(), *voice.speaks_for.split())}
    return frozenset(voices | named)
