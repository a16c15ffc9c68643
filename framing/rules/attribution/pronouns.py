"""A rule on quotations that a pronoun speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.speakers import is_proper
from framing.analyzers.facts import Attribution, Voice
from framing.document import Span
from framing.language.parse import Token
from framing.lexicons.load import table
from framing.rules.attribution.guidance import BBC_ACCURACY, REUTERS
from framing.rules.attribution.speech import source_tokens, spoken, voice_at
from framing.rules.base import Match, rule

FORMS: Final = {
    "he": "he", "him": "he", "his": "he", "mr": "he", "mr.": "he",
    "she": "she", "her": "she", "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she",
}  # fmt: skip
BACK: Final = 2


@rule(
    severity="info",
    references=[BBC_ACCURACY, REUTERS],
    bad=[
        'Tom Poe and Peter Loe met on Monday. "The plan is dead," [[he]] said. '
        "Tom Poe said it was sad. Peter Loe said it was late."
    ],
    good=[
        'Tom Poe met Ann Roe on Monday. "The plan is dead," he said. Tom Poe and Ann Roe said they were sad.',
        'Tom Poe met Peter Loe on Monday. "The plan is dead," he said. Tom Poe and Peter Loe said they were sad.',
        'Tom Poe and Peter Loe met on Monday. "Poe is dead to me," he said. Tom Poe and Peter Loe said they were sad.',
        'Tom Poe said he had met Peter Loe on Monday. "The plan is dead," he said. Peter Loe said he was sad.',
    ],
    limits=['The brothers met on Monday. "The plan is dead," [[he]] said.'],
)
def pronoun_with_two_speakers(analysis: Analysis) -> Iterator[Match]:
    """A quotation is given to "he" or "she" right after two people whom that can mean.

    Who speaks is clear to the writer, who was there. A reader goes by the names just read.
    """
    people = [(voice, sex) for voice in analysis.voices if (sex := _sex(analysis, voice))]
    turns = sorted((fact.content[0].start, index) for index, fact, _ in spoken(analysis) if fact.cue_kind == "speech")
    before: dict[int, int] = {index: turns[at - 1][1] for at, (_, index) in enumerate(turns) if at}
    for index, fact, source in spoken(analysis):
        pronoun = FORMS.get(analysis.text(source).lower())
        if pronoun is None or fact.mode == "indirect" or fact.cue_kind != "speech" or analysis.quoted(source):
            continue
        window = _window(analysis, source)
        near = [
            voice
            for voice, sex in people
            if sex == pronoun and _named_in(analysis, voice, window) and not _is_told_of(analysis, voice, fact)
        ]
        here = Span(analysis.sentence_at(source.start).start, source.start)
        if any(_named_in(analysis, voice, here) for voice in near):
            continue
        heard = index in before and _is_heard(analysis, before[index], near, window)
        if len(near) == 2 and not heard and not _is_clear(analysis, near, window):
            names = " or ".join(voice.name for voice in near)
            yield Match(source, f"Who speaks here: {names}? Would the name help?", 0.6)


def _window(analysis: Analysis, source: Span) -> Span:
    """The two sentences before that of the pronoun, and its own up to the pronoun."""
    starts = [sentence.start for sentence in analysis.sentences if sentence.start <= source.start]
    return Span(starts[max(len(starts) - 1 - BACK, 0)] if starts else 0, source.start)


def _is_heard(analysis: Analysis, index: int, near: Sequence[Voice], window: Span) -> bool:
    """Whether the turn before is that of one of them, or stands so near that its speaker goes on."""
    source = analysis.attributions[index].source
    return voice_at(analysis, index) in near or (source is not None and window.contains(source))


def _is_told_of(analysis: Analysis, voice: Voice, fact: Attribution) -> bool:
    """Whether the words name a person, who then does not speak them."""
    told = " ".join(analysis.text(span) for span in fact.content)
    return re.search(rf"\b{re.escape(voice.name.split()[-1])}\b", told) is not None


def _is_clear(analysis: Analysis, near: Sequence[Voice], window: Span) -> bool:
    """Whether the sentence before has one person as its subject: a pronoun goes to subjects first.

    After Grosz, Joshi and Weinstein 1995: Centering (Computational Linguistics 21(2)).
    """
    before = [span for span in analysis.sentences if window.contains(span)]
    if not before:
        return False
    passage = analysis.passage_at(before[-1].start)
    people = [
        token
        for token in passage.tokens(before[-1])
        if is_proper(token) and _is_main_subject(passage.paragraph.tokens, token)
    ]
    named = [voice for voice in near if _holds(analysis, voice, [token.span.moved(passage.start) for token in people])]
    if people:
        return len(named) < len(near)
    return not all(_named_in(analysis, voice, before[-1]) for voice in near)


def _is_main_subject(tokens: Sequence[Token], token: Token) -> bool:
    """The subject of the sentence's main verb, or joined to it: both names of "Roe and Poe met"."""
    first = tokens[token.head] if token.dep == "conj" else token
    return first.dep in {"nsubj", "nsubjpass"} and tokens[first.head].dep == "ROOT"


def _holds(analysis: Analysis, voice: Voice, places: Sequence[Span]) -> bool:
    return any(mention.contains(place) for mention in voice.mentions for place in places)


def _named_in(analysis: Analysis, voice: Voice, window: Span) -> bool:
    """Whether a voice is named, not only meant by a pronoun, outside quotation marks."""
    return any(
        window.contains(mention)
        and not analysis.quoted(mention)
        and any(token.tag == "NNP" for token in source_tokens(analysis, mention))
        for mention in voice.mentions
    )


def _sex(analysis: Analysis, voice: Voice) -> str:
    """The pronoun a person goes by, from the story's own words or the first name; "" where unknown."""
    if " " not in voice.name:
        return ""
    first = table("first_names").get(voice.name.split()[0].lower(), ("",))
    return first[0] if first else ""
