"""All mentions of one source joined over the story: full name, surname, title, pronoun, "the mayor", "the ministry"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Voice
from framing.analyzers.voices.entities import Entity
from framing.analyzers.voices.joining import Joiner
from framing.analyzers.voices.kinds import kind_of
from framing.document import Span

SURE: Final = 0.7


def join(analysis: Analysis) -> tuple[Voice, ...]:
    """The voices of a story: those given most words first, then in the order they appear."""
    joiner = Joiner(analysis)
    indexed = [(item.source, index) for index, item in enumerate(analysis.attributions) if item.source is not None]
    for _, index in sorted(indexed):
        joiner.add(index, analysis.attributions[index])
    heard = [entity for entity in joiner.entities if any(_is_heard(analysis, at) for at in entity.attributions)]
    for entity in heard:
        if entity.speaks_for:
            entity.speaks_for = joiner.named(entity.speaks_for)
    total = sum(entity.words for entity in heard)
    spoken = sorted(index for entity in heard for index in entity.attributions)
    order = [index for index in spoken if _role(analysis, analysis.attributions[index].content[0]) == "body"]
    made = [_voice(analysis, entity, total, order) for entity in heard]
    return tuple(sorted(made, key=lambda voice: (-voice.words, voice.mentions[0])))


def _voice(analysis: Analysis, entity: Entity, total: int, order: Sequence[int]) -> Voice:
    verbs = Counter(analysis.attributions[index].cue_lemma for index in sorted(entity.attributions))
    mentions = _apart(entity.mentions)
    return Voice(
        entity.name,
        kind_of(entity),
        mentions,
        tuple(sorted(entity.attributions)),
        entity.words,
        side=entity.side,
        speaks_for=entity.speaks_for,
        share=round(entity.words / total, 4) if total else 0.0,
        first=bool(order) and order[0] in entity.attributions,
        last=bool(order) and order[-1] in entity.attributions,
        headline=any(_role(analysis, span) == "headline" for span in mentions),
        verbs={verb: count for verb, count in verbs.most_common() if verb},
    )


def _role(analysis: Analysis, span: Span) -> str:
    return analysis.passage_at(span.start).block.role


def _is_heard(analysis: Analysis, index: int) -> bool:
    """Whether an attribution shows that its source was heard; whoever only wants or learns something was not."""
    fact = analysis.attributions[index]
    return fact.cue_kind in ("speech", "evidence") or (fact.cue_kind == "belief" and fact.confidence >= SURE)


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sorted, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return tuple(kept)
