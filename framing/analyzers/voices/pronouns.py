"""Whom a pronoun stands for: the nearest one it can mean, or nobody where two could be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.voices.entities import Entity, Number
from framing.analyzers.voices.names import Name
from framing.document import Span
from framing.language.parse import Paragraph
from framing.lexicons.load import table

PRONOUNS: Final[dict[str, Number]] = {"he": "person", "she": "person", "they": "group", "it": "thing"}
PAIRS: Final = frozenset({"each", "both"})
BACK: Final = 2
"""How many passages back a pronoun may reach."""
SUBJECT, ARGUMENT, OBLIQUE, MODIFIER = 3, 2, 1, 0
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an entity stands: its offset in the document and how prominent that place is in its sentence."""

    start: int
    entity: Entity
    rank: int


def rank_of(paragraph: Paragraph, name: Name) -> int:
    """Subject, object, possessive or after a preposition, or only part of another's name ("the Roe campaign")."""
    tokens = paragraph.tokens
    inside = range(name.first, name.last + 1)
    head = next((tokens[index] for index in inside if tokens[index].head not in inside), tokens[name.last])
    for _ in range(2):
        if head.dep == "appos" and head.head != head.index:
            head = tokens[head.head]
    if head.dep in SUBJECTS:
        return SUBJECT
    if head.dep in {"poss", "pobj"}:
        return OBLIQUE
    if head.dep in {"compound", "nmod"} and tokens[head.head].index > name.last:
        return MODIFIER
    if head.dep == "conj" and tokens[head.head].dep in SUBJECTS:
        return SUBJECT
    return ARGUMENT


class Memory:
    """Who was mentioned and who spoke so far, passage by passage."""

    def __init__(self, analysis: Analysis, passages: Sequence[Passage]) -> None:
        self.analysis = analysis
        self.passages = passages
        self.mentions: list[list[Mention]] = [[] for _ in passages]
        self.spoke: list[tuple[int, Entity]] = []

    def add(self, place: int, mention: Mention) -> None:
        """Note a mention; those inside quotation marks are the speaker's and noted by nobody."""
        self.mentions[place].append(mention)

    def antecedent(self, pronoun: str, place: int, source: Span) -> Entity | None:
        """Whom a pronoun that is a source means."""
        if pronoun in ("he", "she"):
            return self.person(pronoun, place, source)
        return self._other(PRONOUNS[pronoun], place)

    def person(self, sex: str, place: int, source: Span, back: int = BACK) -> Entity | None:
        """The person nearest before ``source`` who may go by "he" or "she", any with an empty ``sex``."""
        for found in self._sentences(place, source, back):
            fitting = [item for item in found if _may_be(item.entity, sex)]
            if fitting:
                return _chosen(fitting)
            if any(_is_unknown(item) for item in found):
                return None
        return None

    def people(self, sex: str, place: int, source: Span, back: int) -> list[Entity]:
        """Those who spoke or stand in a clause of their own nearby and may go by a pronoun, the nearest first."""
        found = [
            item.entity
            for sentence in self._sentences(place, source, back)
            for item in sentence
            if _may_be(item.entity, sex) and (item.rank >= ARGUMENT or item.entity.attributions)
        ]
        return list({id(entity): entity for entity in found}.values())

    def _sentences(self, place: int, source: Span, back: int) -> Iterator[list[Mention]]:
        """Mentions by sentence, the nearest first."""
        for at in range(place, max(-1, place - back - 1), -1):
            passage = self.passages[at]
            mentions = sorted(self.mentions[at], key=lambda item: item.start)
            starts = [item.start for item in mentions]
            stop = bisect_left(starts, source.start) if at == place else len(mentions)
            for sentence in reversed(list(passage.sentences())):
                first = bisect_left(starts, sentence.start)
                if first < stop:
                    yield mentions[first:stop]
                    stop = first

    def _other(self, number: Number, place: int) -> Entity | None:
        """They and it: the only one that spoke in this passage, or nearby; "they" may be a body that spoke last."""
        for back in range(BACK + 1):
            near = [item for at, item in self.spoke if place - back <= at and item.number == number]
            if len(set(map(id, near))) == 1:
                return near[0]
            if len(near) > 1:
                return near[-1] if self.spoke[-1][1] is near[-1] and number == "group" else None
        last = self.spoke[-1] if self.spoke and number == "group" else (-1, None)
        return last[1] if last[1] is not None and last[1].number == "thing" and place - last[0] <= 1 else None

    def pair(self, place: int) -> Entity | None:
        """ "Each" and "both": the two who spoke last, together."""
        return next((item for at, item in reversed(self.spoke) if item.members and place - at <= BACK), None)


def _chosen(fitting: Sequence[Mention]) -> Entity | None:
    best: dict[int, Mention] = {}
    for item in fitting:
        held = best.get(id(item.entity))
        if held is None or item.rank > held.rank:
            best[id(item.entity)] = item
    ranked = sorted(best.values(), key=lambda item: -item.rank)
    if len(ranked) == 1 or (ranked[0].rank == SUBJECT and ranked[1].rank <= OBLIQUE):
        return ranked[0].entity
    spoken = [item for item in ranked if item.entity.attributions]
    if len(spoken) == 1:
        return spoken[0].entity
    return spoken[0].entity if spoken and spoken[0].rank > spoken[1].rank else None


def _is_unknown(item: Mention) -> bool:
    """A name of which nothing tells whether it is a person's, as a subject: it could be meant."""
    entity = item.entity
    told = entity.number != "person" or entity.sex or entity.nouns or entity.attributions
    return item.rank == SUBJECT and not told and " ".join(entity.key) not in table("metonyms")


def _may_be(entity: Entity, sex: str) -> bool:
    known = bool(entity.sex or entity.nouns or entity.attributions)
    return entity.number == "person" and known and (not sex or entity.sex in ("", sex))
