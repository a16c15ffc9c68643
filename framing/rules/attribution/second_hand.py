"""A rule on claims that come by way of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.cues import chance
from framing.analyzers.attribution.speakers import is_proper
from framing.analyzers.facts import Attribution, Voice
from framing.document import Span, SpanIndex
from framing.language.parse import Token
from framing.lexicons.load import words
from framing.rules.attribution.guidance import BBC_ACCURACY, REUTERS, SPJ
from framing.rules.attribution.speech import FINITE, reports, source_tokens, voice_at
from framing.rules.base import Match, rule

PEOPLE: Final = frozenset({"person", "official", "expert", "witness", "party"})
SAYS: Final = 0.8
"""Chance from which a verb with a clause is a report."""
TOLD: Final = frozenset({"tell", "ask", "interview", "report", "write"})
"""Cues that only say where somebody spoke ("she told the Herald" is her own word), or of what anyone can read."""


@rule(
    severity="info",
    references=[SPJ, BBC_ACCURACY, REUTERS],
    bad=[
        "Ann Roe said that [[Tom Poe]] had admitted that he took the money.",
        "The Ely Herald reported that [[Tom Poe]] had admitted that he took the money.",
    ],
    good=[
        "Tom Poe admitted the theft, and Ann Roe said that the case was closed.",
        'Ann Roe said that Tom Poe had admitted that he took the money.\n\n"I never said so," Tom Poe said.',
        "Ann Roe said that she had told the court.",
        "Tom Poe told the Ely Herald that he took the money.",
    ],
    limits=["In a memo by Ann Roe, [[Tom Poe]] is quoted as being behind the theft."],
)
def second_hand_attribution(analysis: Analysis) -> Iterator[Match]:
    """One person's words reach the reader only through another person or another outlet.

    What Roe says that Poe said is Roe's account of it. Where it matters, Poe can be asked, or the first report linked.
    """
    first_hand = SpanIndex(mention for voice in analysis.voices for mention in voice.mentions)
    asked: set[str] = set()
    for fact in analysis.reported:
        if fact.within is None or fact.source is None or not _claims(analysis, fact) or analysis.quoted(fact.source):
            continue
        reporter = voice_at(analysis, fact.within)
        named = _full_name(analysis, fact.source)
        name = analysis.text(named) if named else ""
        if reporter is None or not _may_differ(reporter) or named is None or name in asked:
            continue
        if not first_hand.overlaps(named) and not _linked(analysis, fact.source):
            asked.add(name)
            yield Match(named, f"These words come by way of {reporter.name}. Has {name} been asked?", 0.6)


def _claims(analysis: Analysis, fact: Attribution) -> bool:
    """Whether it was said: not "expects Poe to announce"."""
    return (
        fact.cue is not None
        and any(token.tag in FINITE for token in source_tokens(analysis, fact.cue))
        and reports(fact.cue_lemma)
        and fact.source_kind == "named"
        and fact.cue_kind == "speech"
        and fact.cue_lemma not in TOLD
        and chance(fact.cue_lemma, "clause") >= SAYS
    )


def _may_differ(reporter: Voice) -> bool:
    """Whether whoever reports is a named person or an outlet, not the speaker's own office."""
    return reporter.kind == "media" or (
        reporter.kind in PEOPLE
        and not reporter.speaks_for
        and " " in reporter.name
        and reporter.name.split()[0].lower() in words("first_names")
    )


def _linked(analysis: Analysis, source: Span) -> bool:
    sentence = analysis.sentence_at(source.start)
    return any(sentence.overlaps(link.span) for link in analysis.document.links)


def _full_name(analysis: Analysis, source: Span) -> Span | None:
    """First name and surname at the end of a source, of no organisation: Poe's in "the spokesman Tom Poe"."""
    passage = analysis.passage_at(source.start)
    name: list[Token] = []
    for token in reversed(source_tokens(analysis, source)):
        if not is_proper(token) or token.lower in words("titles"):
            break
        name.insert(0, token)
    if (
        len(name) < 2
        or name[0].lower not in words("first_names")
        or any(token.lower in words("organisation_words") for token in name)
    ):
        return None
    return Span(name[0].start, name[-1].end).moved(passage.start)
