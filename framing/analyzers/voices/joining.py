"""Reads the attributions of a story in text order and gives each to its entity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.attribution.speakers import RELATIVE, head_of, is_proper, name_beside, noun_row
from framing.analyzers.facts import Attribution
from framing.analyzers.voices.around import (
    SPEAKS_FOR,
    Clues,
    antecedent_of,
    body_name,
    body_of,
    clues_of,
    clues_of_noun,
    is_share,
)
from framing.analyzers.voices.described import Described
from framing.analyzers.voices.entities import Directory, Entity
from framing.analyzers.voices.names import Name, local_names, names_in
from framing.analyzers.voices.pronouns import MODIFIER, PAIRS, PRONOUNS, SUBJECT, Memory, Mention, rank_of
from framing.analyzers.voices.serving import served, served_by_pronoun
from framing.analyzers.voices.spotting import acronyms_in, spotted
from framing.analyzers.voices.taking_up import Phrase, counsel, take_up
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table
from framing.remembered import remembered

OTHERS: Final = frozenset({"another", "other", "others", "second"})
DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
SINGLE: Final = frozenset({"a", "an", "another", "one"})
NOBODY: Final = frozenset({"nobody", "none", "anybody", "anyone", "everybody", "everyone"})
PLACES: Final = frozenset({"city", "country", "county", "nation", "state", "town"})


class Joiner:
    """Knows the names of the whole story from the start, and who has spoken so far."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.passages = list(analysis.story)
        sources = [item.source for item in analysis.attributions if item.source is not None]
        names = [names_in(passage) for passage in self.passages]
        self.directory = Directory([name for here in names for name in here], sources)
        for passage, here in zip(self.passages, names, strict=True):
            for name, acronym in acronyms_in(passage.paragraph, here):
                self.directory.add_acronym(self.directory.resolve(name), acronym)
        self.names = [
            spotted(passage, here, self.directory) for passage, here in zip(self.passages, names, strict=True)
        ]
        self.memory = Memory(analysis, self.passages)
        self.described = Described()
        self.open: dict[str, Entity] = {}
        self.entity_of: dict[Span, Entity] = {}
        self.coming: list[tuple[int, Mention]] = []
        for place, (passage, own, here) in enumerate(zip(self.passages, names, self.names, strict=True)):
            told = _told(passage.paragraph) if own else {}
            for name in here:
                entity = self.entity_of[name.span] = self.directory.resolve(name)
                clues, rank = told.get((name.first, name.last)) or _beside(passage.paragraph, name)
                entity.learn(clues)
                if rank != MODIFIER:
                    entity.mentions.append(name.span)
                    self.coming.append((place, Mention(name.span.start, entity, rank)))
            for name in here:
                self.entity_of[name.span].weigh(passage.paragraph, name)
        self.coming.reverse()

    @property
    def entities(self) -> list[Entity]:
        """All, named ones first."""
        unique = {id(entity): entity for entity in [*self.entity_of.values(), *self.described.by_key.values()]}
        return list(unique.values())

    def named(self, text: str) -> str:
        """The full name of a body or person called ``text``."""
        return served(text, self.directory, self.entities)

    def add(self, index: int, attribution: Attribution) -> None:
        """Give one attribution to its entity; one without a source, or whose pronoun is unclear, has none."""
        source = attribution.source
        if source is None:
            return
        place = bisect_right(self.passages, source.start, key=lambda passage: passage.start) - 1
        while self.coming and self.coming[-1][1].start < source.start:
            at, mention = self.coming.pop()
            mention.entity.seen = (at, mention.start)
            if not self.analysis.quoted(Span(mention.start, mention.start + 1)):
                self.memory.add(at, mention)
        entity = self._entity(place, source)
        if entity is None:
            return
        entity.attributions.append(index)
        entity.mentions.append(source)
        entity.seen = (place, source.start)
        entity.words += sum(map(self.analysis.words_in, attribution.content))
        self.memory.spoke.append((place, entity))
        self.memory.add(place, Mention(source.start, entity, SUBJECT))

    def _entity(self, place: int, source: Span) -> Entity | None:
        passage = self.passages[place]
        tokens = passage.tokens(source)
        if not any(token.is_word for token in tokens):
            return None
        head = head_of(passage.paragraph, [token.index for token in tokens])
        if head.tag in RELATIVE:
            return self._relative(place, passage, head)
        if head.lower in PAIRS:
            return self._pair_before(place, source) or self.memory.pair(place)
        if head.lower in PRONOUNS:
            return self._pronoun(place, head.lower, source)
        if head.lower in NOBODY or (head.lower == "one" and tokens[0].lower == "no"):
            return None
        if is_share(tokens, head) and (poll := self._poll()) is not None:
            return poll
        if head.pos == "PRON" and noun_row(head) is None:
            return None
        name = self._name(place, head, tokens)
        joint = self._joint(place, head, tokens, name, source)
        if joint is not None:
            return joint
        if name is not None:
            entity = self._named(name, tokens)
            if entity.number == "person" and head.pos == "NOUN" and name.sort == "person":
                entity.learn(clues_of_noun(passage.paragraph, head, name))
            entity.speaks_for = entity.speaks_for or served_by_pronoun(
                passage.paragraph, head, self.memory, place, source
            )
            return entity
        return self._place_or_party(source, tokens) or self._described(place, head, tokens, source)

    def _relative(self, place: int, passage: Passage, head: Token) -> Entity | None:
        antecedent = antecedent_of(passage, head)
        if antecedent is not None:
            return self._entity(place, antecedent)
        before = [name for name in self.names[place] if head.index - 2 <= name.last < head.index]
        return self.entity_of[before[-1].span] if before else None

    def _pronoun(self, place: int, pronoun: str, source: Span) -> Entity | None:
        entity = self.memory.antecedent(pronoun, place, source)
        if entity is not None and pronoun == "he":
            entity.sex = "he"
        if entity is not None and pronoun == "she":
            entity.sex = "she"
        return entity

    def _poll(self) -> Entity | None:
        """The poll that spoke last: its respondents speak through it."""
        return next((entity for _, entity in reversed(self.memory.spoke) if entity.kind == "poll"), None)

    def _name(self, place: int, head: Token, tokens: Sequence[Token]) -> Name | None:
        paragraph = self.passages[place].paragraph
        inside = [name for name in self.names[place] if tokens[0].index <= name.last <= tokens[-1].index]
        beside = name_beside(paragraph, head, [token.index for token in tokens])
        for token in (beside, head):
            if token is not None:
                found = next((name for name in inside if name.first <= token.index <= name.last), None)
                if found is not None:
                    return found
        if is_proper(head):
            return inside[0] if inside else None
        after = [name for name in inside if name.sort == "person" and len(name.words) > 1 and name.first > head.index]
        return next((name for name in after if paragraph.tokens[name.first - 1].text == ","), None)

    def _named(self, name: Name, tokens: Sequence[Token]) -> Entity:
        entity = self.entity_of[name.span]
        phrase = [token.lower for token in tokens if token.tag != "DT"]
        if name.sort != "person" or entity.number != "person":
            return self.described.metonym(name.text) or entity
        alone = not name.titles and len(phrase) == len(name.words)
        if alone and (len(entity.key) == 1 or len(name.words) > 1) and (place := self.described.metonym(name.text)):
            return place
        return self._identified(entity) or entity

    def _identified(self, entity: Entity) -> Entity | None:
        """Joins "a judge" of the headline or first lines to the judge named here."""
        if entity.attributions:
            return None
        for noun in list(self.open):
            called = {word for line in table("stand_ins").get(noun, ()) for word in line.split()} | {noun}
            if called & entity.nouns.keys():
                before = self.open.pop(noun)
                if before is entity:
                    continue
                entity.attributions += before.attributions
                entity.mentions += before.mentions
                entity.words += before.words
                before.attributions, before.mentions = [], []
                self.memory.spoke = [(at, entity if item is before else item) for at, item in self.memory.spoke]
                self.described.replace(before, entity)
                return entity
        return None

    def _place_or_party(self, source: Span, tokens: Sequence[Token]) -> Entity | None:
        lowers = tuple(token.lower for token in tokens if token.tag != "DT")
        known = self.directory.entities.get((*lowers, "party")) if tokens[-1].text[0].isupper() else None
        return known or self.described.metonym(self.analysis.text(source)) or self.described.party(tokens)

    def _joint(
        self, place: int, head: Token, tokens: Sequence[Token], name: Name | None, source: Span
    ) -> Entity | None:
        """Two or more joined by "and" are a voice of their own."""
        paragraph = self.passages[place].paragraph
        inside = {token.index for token in tokens}
        start = name.last if name is not None else head.index
        own = range(name.first, name.last + 1) if name is not None else range(head.index, head.index + 1)
        kids = [kid for index in own for kid in paragraph.children[index]]
        others = [kid for kid in kids if kid in inside and kid > start and paragraph.tokens[kid].dep == "conj"]
        while others and (more := paragraph.child(others[-1], "conj")) is not None and more.index in inside:
            others.append(more.index)
        if not any(token.lower in {"and", "&", "or"} for token in tokens):
            return None
        if not others:
            return self._row(place, tokens) if name is not None else None
        if name is None and head.tag == "NN" and not paragraph.child(others[0], "det", "poss"):
            return None
        found = [next((item for item in self.names[place] if item.first <= at <= item.last), None) for at in others]
        members = [self.entity_of[item.span] for item in (name, *found) if item is not None]
        if len(members) < len(others) + 1 or len(set(map(id, members))) < 2:
            text = self.analysis.text(source)
            entity = self.described.phrase(text.casefold().removeprefix("the "), paragraph, head, tokens, text)
            entity.number, entity.members = "group", tuple(members)
            entity.kind = "" if members else entity.kind
            return entity
        return self.described.together(members)

    def _row(self, place: int, tokens: Sequence[Token]) -> Entity | None:
        """Two titled names joined by "and" that the parse did not join."""
        inside = [name for name in self.names[place] if tokens[0].index <= name.first <= name.last <= tokens[-1].index]
        for one, other in pairwise(inside):
            start = other.first - len(other.titles)
            if start == one.last + 2 and tokens[0].index == one.first - len(one.titles):
                joined = self.passages[place].paragraph.tokens[one.last + 1].lower == "and"
                return (
                    self.described.together([self.entity_of[one.span], self.entity_of[other.span]]) if joined else None
                )
        return None

    def _pair_before(self, place: int, source: Span) -> Entity | None:
        """The two joined by "and" before "each" in its sentence."""
        paragraph, start = self.passages[place].paragraph, self.analysis.sentence_at(source.start).start
        before = [name for name in self.names[place] if start <= name.span.start and name.span.end <= source.start]
        for one, other in pairwise(before):
            joined = paragraph.tokens[other.last]
            if joined.dep == "conj" and one.first <= joined.head <= one.last:
                return self.described.together([self.entity_of[one.span], self.entity_of[other.span]])
        return None

    def _described(self, place: int, head: Token, tokens: Sequence[Token], source: Span) -> Entity:
        passage = self.passages[place]
        phrase = Phrase(passage.paragraph, head, tokens)
        first = tokens[0].lower
        heads = passage.block.role == "headline" or place == 0
        bare = heads and tokens[0] is head
        if first in DEFINITE or bare:
            taken = take_up(phrase, self.entities, self.memory, place, source)
            if taken is not None:
                taken.learn(phrase.clues())
                return taken
        elif phrase.noun in SPEAKS_FOR and (body := body_of(passage.paragraph, head)):
            client = self.named(body_name(passage.paragraph, body))
            taken = counsel(phrase.noun, client, self.entities, self.named)
            if taken is not None and first not in SINGLE:
                return taken
        text = self.analysis.text(source)
        waiting = self.open.get(phrase.noun)
        if waiting is not None and first not in OTHERS and not phrase.plural:
            waiting.name = text
            return waiting
        key = f"{source.start} {text}" if first in SINGLE else text.casefold().removeprefix("the ")
        entity = self.described.phrase(key, passage.paragraph, head, tokens, text)
        if not entity.speaks_for:
            entity.speaks_for = served_by_pronoun(passage.paragraph, head, self.memory, place, source)
        if (heads or place == 1) and head.tag in {"NN", "NNP"} and (first in SINGLE or bare):
            self.open[phrase.noun] = entity
        return entity


@remembered
def _told(paragraph: Paragraph) -> Mapping[tuple[int, int], tuple[Clues, int]]:
    """What a paragraph tells of each of its names, by the first and the last token of the name."""
    return {(name.first, name.last): _beside(paragraph, name) for name in local_names(paragraph)}


def _beside(paragraph: Paragraph, name: Name) -> tuple[Clues, int]:
    return clues_of(paragraph, name), rank_of(paragraph, name)
