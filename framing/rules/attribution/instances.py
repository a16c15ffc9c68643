"""Whether a group that speaks is followed by somebody who stands for it."""

from __future__ import annotations

import re
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.speakers import noun_row
from framing.analyzers.facts import Attribution, VoiceKind
from framing.document import Span
from framing.language.parse import Token
from framing.rules.attribution.speech import has_name, spoken, voice_at

PEOPLE: Final = frozenset[VoiceKind]({"person", "official", "party", "expert", "witness"})
STAND_FOR: Final[dict[str, frozenset[VoiceKind]]] = {
    "expert": frozenset({"expert", "person"}),
    "witness": frozenset({"witness", "person"}),
    "party": frozenset({"party", "person", "witness"}),
    "official": frozenset({"official", "person", "expert"}),
    "document": frozenset({"document", "poll", "expert", "person", "organisation"}),
    "poll": frozenset({"poll", "document", "organisation"}),
}
"""Kind of a crowd to the kinds of voices that can be one of it; any person may be a critic or a supporter."""
LEAD: Final = 3
LEAD_AFTER: Final = 6
ANSWERS: Final = frozenset(["deny", "reject", "dismiss", "dispute", "refute", "defend", "rebut", "counter", "disagree"])
"""Cues of those who answer a crowd and so are none of it."""
INTRODUCED: Final = re.compile(
    r"\b(?:including|such as|among (?:them|those)|one of (?:them|those)|one such|for (?:instance|example))\b",
    re.IGNORECASE,
)


def instance_nearby(analysis: Analysis, source: Span, head: Token, after: int = 1) -> bool:
    """Whether one of a crowd is named in its paragraph or, up to ``after``, in those that follow.

    The first paragraphs of a story sum up and leave the names to the body, so there more of those that follow count.
    One of the crowd's kind, or one introduced as such; not a body that speaks next, and not who answers the crowd.
    """
    passages = list(analysis.story)
    here = next((at for at, passage in enumerate(passages) if passage.block.span.contains(source)), None)
    if here is None:
        return False
    after = max(after, LEAD_AFTER) if here < LEAD else after
    window = Span(passages[here].block.span.start, passages[min(here + after, len(passages) - 1)].block.span.end)
    row = noun_row(head)
    kinds = STAND_FOR.get(row[1] if row else "", PEOPLE)
    return any(
        window.contains(other) and other != source and _stands_for(analysis, index, fact, other, kinds, source)
        for index, fact, other in spoken(analysis)
    )


def _stands_for(
    analysis: Analysis, index: int, fact: Attribution, other: Span, kinds: frozenset[VoiceKind], source: Span
) -> bool:
    voice = voice_at(analysis, index)
    if voice is None or not has_name(analysis, other) or fact.cue_kind not in {"speech", "evidence"}:
        return False
    if fact.cue_lemma in ANSWERS or other.overlaps(source):
        return False
    sentence = analysis.sentence_at(other.start)
    introduced = INTRODUCED.search(analysis.text(Span(sentence.start, other.end)))
    return voice.kind in kinds or (introduced is not None and sentence.start > source.start)
