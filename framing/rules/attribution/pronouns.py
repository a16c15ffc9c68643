"""A rule on quotations that a pronoun speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Voice
from framing.document import Span
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
        'Tom Poe met Peter Loe on Monday. "The plan is dead," [[he]] said. '
        "Tom Poe said it was sad. Peter Loe said it was late."
    ],
    good=[
        'Tom Poe met Ann Roe on Monday. "The plan is dead," he said. Tom Poe and Ann Roe said they were sad.',
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
        near = [voice for voice, sex in people if sex == pronoun and _named_in(analysis, voice, window)]
        here = Span(analysis.sentence_at(source.start).start, source.start)
        if any(_named_in(analysis, voice, here) for voice in near):
            continue
        last = voice_at(analysis, before[index]) if index in before else None
        if len(near) == 2 and last not in near:
            names = " or ".join(voice.name for voice in near)
            yield Match(source, f"Who speaks here: {names}? Would the name help?", 0.6)


def _window(analysis: Analysis, source: Span) -> Span:
    """The two sentences before that of the pronoun, and its own up to the pronoun."""
    starts = [sentence.start for sentence in analysis.sentences if sentence.start <= source.start]
    return Span(starts[max(len(starts) - 1 - BACK, 0)] if starts else 0, source.start)


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
