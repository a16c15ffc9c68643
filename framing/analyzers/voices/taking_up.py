"""Whom "the mayor", "the ministry" or "the New York businessman" takes up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from framing.analyzers.voices.around import Clues, rank, role_kind, sex_of
from framing.analyzers.voices.entities import Entity
from framing.analyzers.voices.pronouns import BACK, Memory
from framing.analyzers.voices.sides import is_member, side_in
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table, words

FAR: Final = 6
"""How many passages back another noun may reach: "the lawmaker" for a senator, "the group" for a foundation."""
NEAR: Final = 2
"""How many passages back a bare epithet may reach."""
EPITHETS: Final = frozenset(["billionaire", "businessman", "businesswoman", "candidate", "father", "grandfather",
                             "grandmother", "lady", "man", "millionaire", "mogul", "mother", "native", "newcomer",
                             "nominee", "old", "politician", "star", "veteran", "woman"])  # fmt: skip
GENERAL: Final = frozenset({"company", "firm", "group", "organisation", "organization"})
STRICT: Final = frozenset({"court", "tribunal"})
RELATIONS: Final = frozenset(
    {"father", "grandfather", "grandmother", "mother", "man", "woman", "old", "lady", "native"}
)
BODIES: Final = frozenset({"organisation", "official", "media", "party"})
LOOSE: Final = frozenset({"former", "local", "then"})


class Phrase:
    """A definite noun phrase: its noun, what stands before it, the party it names."""

    def __init__(self, paragraph: Paragraph, head: Token, tokens: Sequence[Token]) -> None:
        before = [token for token in tokens if token.index < head.index]
        self.noun = rank(head.lemma.lower(), [token.lower for token in before])
        self.plural = head.tag in {"NNS", "NNPS"}
        self.member = is_member([head.lower])
        self.side = side_in(paragraph, [token.index for token in (*before, *[head][: self.member])])
        self.capitals = {token.lower for token in before if token.text[0].isupper()}
        self.modifiers = {token.lower for token in before if token.dep in {"compound", "nmod"} and token.is_word}
        row = table("source_nouns").get(self.noun)
        self.body = self.noun in words("trades") or bool(row and row[1] in BODIES and self.noun not in table("roles"))
        self.wanted = {self.noun}
        self.others = {word for line in table("stand_ins").get(self.noun, ()) for word in line.split()}
        if self.noun in {"company", "firm"}:
            self.others |= words("trades")

    def clues(self) -> Clues:
        """What it tells about whoever it takes up."""
        return Clues({} if self.member else {self.noun: role_kind(self.noun)}, self.side)


def take_up(phrase: Phrase, entities: Sequence[Entity], memory: Memory, place: int, source: Span) -> Entity | None:
    """The entity a definite phrase takes up; None where the story tells of none, or of two as near as each other."""
    if phrase.plural:
        return _pair(phrase, entities)
    known = [entity for entity in entities if _fits(phrase, entity)]
    same = [entity for entity in known if phrase.wanted & _called(entity)]
    found = _latest([entity for entity in same if entity.seen[0] >= 0])
    if found is None and len(same) == 1 and same[0].number == "person":
        found = same[0]
    if found is None:
        far = place if phrase.modifiers & phrase.capitals else FAR
        other = [entity for entity in known if phrase.others & _called(entity)]
        found = _latest([entity for entity in other if entity.seen[0] >= max(0, place - far)])
    if found is None and phrase.noun in GENERAL:
        found = _by_class(known, place)
    if found is None and phrase.member:
        found = _latest([entity for entity in known if phrase.side and place - entity.seen[0] <= FAR])
    if found is None and phrase.noun in EPITHETS:
        found = _by_epithet(phrase, memory, place, source)
    return found


def counsel(noun: str, client: str, entities: Sequence[Entity], named: Callable[[str], str]) -> Entity | None:
    """Who speaks for a client: "Roe's lawyer" after "Tom Poe, an attorney for Roe"."""
    wanted = {noun, *(word for line in table("stand_ins").get(noun, ()) for word in line.split())}
    found = [
        entity
        for entity in entities
        if entity.speaks_for and wanted & entity.nouns.keys() and entity.attributions
        if named(entity.speaks_for) == client
    ]
    return found[0] if len(found) == 1 else None


def _called(entity: Entity) -> set[str]:
    return {*entity.nouns, *(entity.key if entity.number == "thing" else ())}


def _fits(phrase: Phrase, entity: Entity) -> bool:
    if entity.members or (entity.number == "group" and "police" not in entity.nouns):
        return False
    if phrase.side and phrase.side != entity.side:
        return False
    if entity.number == "person":
        return True
    open_class = entity.key and phrase.noun not in STRICT
    needed = {word for word in phrase.modifiers if not open_class or word in phrase.capitals}
    return not (needed - entity.modifiers - set(entity.key) - LOOSE - {phrase.noun})


def _latest(entities: Sequence[Entity]) -> Entity | None:
    """The one mentioned last; of several in one passage the only one that has spoken."""
    if not entities:
        return None
    place = max(entity.seen[0] for entity in entities)
    near = [entity for entity in entities if entity.seen[0] == place]
    spoken = [entity for entity in near if entity.attributions]
    if len(near) == 1:
        return near[0]
    if len(spoken) == 1:
        return spoken[0]
    bodies = [entity for entity in near if entity.number == "thing"]
    return max(bodies, key=lambda entity: entity.seen) if len(bodies) == len(near) else None


def _by_class(known: Sequence[Entity], place: int) -> Entity | None:
    """The only body nearby of which nothing is told but its name."""
    bare = [
        entity
        for entity in known
        if entity.key and entity.number == "thing" and entity.attributions and place - entity.seen[0] <= BACK
        if not entity.nouns and not any(word in words("organisation_words") for word in entity.key)
    ]
    return bare[0] if len(bare) == 1 else None


def _by_epithet(phrase: Phrase, memory: Memory, place: int, source: Span) -> Entity | None:
    """The only person nearby, when nothing said of them speaks against it."""
    sex, kind = sex_of([phrase.noun]), role_kind(phrase.noun)
    near = memory.people(sex, place, source, back=NEAR)
    entity = near[0] if len(near) == 1 else None
    if entity is None or (phrase.side and entity.side not in ("", phrase.side)):
        return None
    kinds = {kind for kind in entity.nouns.values() if kind}
    against = kind and kinds and kind not in kinds and phrase.noun not in RELATIONS
    return None if against else entity


def _pair(phrase: Phrase, entities: Sequence[Entity]) -> Entity | None:
    """ "The senators": the two who are named together, when one of them at least is called so."""
    pairs = [entity for entity in entities if len(entity.members) > 1 and entity.attributions]
    named = [pair for pair in pairs if (phrase.wanted | phrase.others) & set().union(*map(_called, pair.members))]
    if not named and phrase.noun in EPITHETS and len(pairs) == 1:
        return pairs[0]
    return max(named, key=lambda pair: pair.seen) if named else None
