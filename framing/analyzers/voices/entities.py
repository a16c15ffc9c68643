"""Who is who in a story: the people and bodies it names, and whom a surname or an acronym stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from framing.analyzers.facts import VoiceKind
from framing.analyzers.voices.around import Clues, Sex, sex_of
from framing.analyzers.voices.names import PARTICLES, SMALL, SUFFIXES, Name, plain, surname
from framing.analyzers.voices.sides import party_words
from framing.document import Span
from framing.language.parse import Paragraph
from framing.lexicons.load import table, words

Number = Literal["person", "group", "thing"]
FOLLOWING: Final = 25
OWNERS: Final = frozenset({"he", "her", "him", "his", "its", "she", "their"})
POLITICAL: Final = frozenset({"campaign", "caucus", "committee", "conference", "convention", "party"})
COMPANIES: Final = frozenset(["airlines", "airways", "brothers", "co", "corp", "energy", "group", "holdings", "inc",
                              "industries", "llc", "ltd", "motors", "pharmaceuticals", "plc", "stores", "systems",
                              "technologies"])  # fmt: skip


@dataclass(slots=True, eq=False)
class Entity:
    """One who may be quoted, with what the story has told of them so far.

    ``key``      words of the name in lower case; empty for one without a name
    ``nouns``    what they are called, with the kind of voice each makes
    ``members``  of "Roe and Poe"
    ``seen``     where they stood last: index of the passage, offset
    """

    name: str
    number: Number
    key: tuple[str, ...] = ()
    kind: VoiceKind | Literal[""] = ""
    nouns: dict[str, str] = field(default_factory=dict)
    modifiers: set[str] = field(default_factory=set)
    side: str = ""
    speaks_for: str = ""
    sex: Sex = ""
    members: tuple[Entity, ...] = ()
    mentions: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)
    words: int = 0
    heard: bool = False
    seen: tuple[int, int] = (-1, -1)

    def learn(self, clues: Clues) -> None:
        """Take up what stands beside one mention."""
        for noun, kind in clues.nouns.items():
            if not self.nouns.get(noun):
                self.nouns[noun] = kind
        self.modifiers |= clues.modifiers
        self.side = self.side or clues.side
        self.speaks_for = self.speaks_for or clues.speaks_for
        self.sex = self.sex or sex_of(clues.nouns)

    def weigh(self, paragraph: Paragraph, name: Name) -> None:
        """Take a name of one word, of which nothing else is told, for a body's when "its" follows."""
        if self.number != "person" or len(self.key) != 1 or self.sex or self.nouns:
            return
        following = (token.lower for token in paragraph.tokens[name.last + 1 : name.last + FOLLOWING])
        if next((word for word in following if word in OWNERS), "") == "its":
            self.number = "thing"


class Directory:
    """The entities of a story by their names."""

    def __init__(self, names: Sequence[Name], heard: Iterable[Span]) -> None:
        self.entities: dict[tuple[str, ...], Entity] = {}
        self.by_surname: dict[str, list[Entity]] = {}
        self.by_first: dict[str, list[Entity]] = {}
        self.aliases: dict[tuple[str, ...], Entity | None] = {}
        self.repeats: dict[Entity, int] = {}
        self.familiar: set[Entity] = set()
        starts = {span.start for span in heard}
        for name in sorted(names, key=lambda name: -len(name.words)):
            if len(name.words) > 1 or name.sort == "body":
                entity = self._full(name)
                self.repeats[entity] = self.repeats.get(entity, 0) + 1
                entity.heard = entity.heard or name.span.start in starts
        for name in reversed(names):
            known = self.entities.get(_person_key(name.key)) if name.sort == "person" and len(name.words) > 1 else None
            if known is not None:
                known.name = name.text
        for name in names:
            if name.sort == "person" and len(name.words) == 1 and name.titles and not self._named(name.key[0]):
                self._person(name)

        alone = {name.key[0] for name in names if len(name.words) == 1} - self.by_surname.keys()
        self.familiar.update(entity for first in alone for entity in self.by_first.get(first, []))

    def known(self) -> frozenset[str]:
        """Words that stand for somebody wherever they stand with a capital."""
        firms = (key[0] for key in self.entities if len(key) == 2 and key[1] in COMPANIES)
        return frozenset([*self.by_surname, *firms])

    def has_first(self, first: str, last: str) -> bool:
        """Whether somebody of that surname has that first name."""
        return any(entity.key[0] == first and len(entity.key) > 1 for entity in self.by_surname.get(last, []))

    def resolve(self, name: Name) -> Entity:
        """Whom a name stands for; an entity of its own when that is nobody named in full, or unclear."""
        key = name.key
        if name.sort != "people" or key in self.aliases or (len(key) == 1 and key[0] in self.by_surname):
            found = self.entities.get(_person_key(key)) if len(key) > 1 else None
            if found is None and name.sort != "body":
                found = self._by_surname(name) or self._by_tail(key)
            found = found or self.entities.get(key) or self.aliases.get(key)
            if found is None and len(key) == 1:
                first = self.by_first.get(key[0], [])
                found = first[0] if len(first) == 1 and not name.titles else None
            if found is not None:
                return found
        entity = self.entities.get(key)
        if entity is None:
            entity = self.entities[key] = _named(name)
        return entity

    def _full(self, name: Name) -> Entity:
        key = name.key
        if name.sort == "person":
            return self._by_tail(key) or self._person(name)
        entity = self.entities.get(key) or self.aliases.get(key)
        if entity is None:
            entity = self.entities[key] = _named(name)
            self._add_aliases(entity, key)
        return entity

    def _person(self, name: Name) -> Entity:
        key = _person_key(name.key)
        entity = self.entities.get(key)
        if entity is None:
            entity = Entity(name.text, "person", key, sex=_sex_of_first(key))
            self.entities[key] = entity
            self.by_surname.setdefault(surname(key), []).append(entity)
            if len(key) > 1:
                self.by_first.setdefault(key[0], []).append(entity)
        return entity

    def _add_aliases(self, entity: Entity, key: Sequence[str]) -> None:
        """Acronym, the name without "Inc.", and its last word alone: "the Commission"."""
        large = [word for word in key if word not in SMALL]
        shorts: list[tuple[str, ...]] = [("".join(word[0] for word in large),)] if len(large) > 2 else []
        if len(key) > 1 and key[-1] in COMPANIES:
            shorts.append(tuple(key[:-1]))
        if len(key) > 1:
            shorts += [(word,) for word in key if word in words("organisation_words")]
        for short in shorts:
            self.aliases[short] = entity if self.aliases.get(short, entity) is entity else None

    def add_acronym(self, entity: Entity, acronym: str) -> None:
        """An acronym that the story gives in brackets after a name."""
        self.entities[(plain(acronym),)] = entity

    def _named(self, word: str) -> bool:
        return word in self.by_surname or word in self.by_first

    def _by_tail(self, key: tuple[str, ...]) -> Entity | None:
        """The full name that ends in these words: "de Blasio"."""
        if len(key) < 2:
            return None
        ending = [
            entity
            for entity in self.by_surname.get(surname(key), [])
            if len(entity.key) > len(key) and entity.key[-len(key) :] == key
        ]
        return ending[0] if len(ending) == 1 else None

    def _by_surname(self, name: Name) -> Entity | None:
        """The one person of that surname whom the story means by the bare surname.

        Of several, the only one whom the story never calls by the first name alone; the one whose full name is
        given once and not again: style guides keep first names for whoever else shares the surname.  Else the only
        one that is quoted.
        """
        if len(name.words) > 1 and name.key[-1] not in SUFFIXES:
            return None
        sex = sex_of(name.titles)
        found = [item for item in self.by_surname.get(surname(name.key), []) if not sex or item.sex in ("", sex)]
        if len(found) < 2:
            return found[0] if found else None
        formal = [entity for entity in found if entity not in self.familiar]
        if len(formal) == 1:
            return formal[0]
        found = sorted(found, key=lambda entity: self.repeats.get(entity, 0))
        once, others = self.repeats.get(found[0], 0), self.repeats.get(found[1], 0)
        quoted = [entity for entity in found if entity.heard]
        if len(quoted) == 1 and (once > 1 or quoted[0] is found[0] or others == 1):
            return quoted[0]
        return found[0] if once < others else None


def _named(name: Name) -> Entity:
    """An organisation or a people; the party its name gives is its side."""
    entity = Entity(name.text, "thing" if name.sort == "body" else "group", name.key)
    if name.sort == "person":
        entity.number = "person"
    political = name.sort == "people" or bool(POLITICAL & {*name.key[-1:]})
    starts = [at for at in range(len(name.key)) if party_words(name.key[at:])] if political else []
    if starts:
        at = starts[0]
        entity.side = table("parties")[" ".join(name.key[at : at + party_words(name.key[at:])])][0]
    return entity


def _person_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """First name and surname: "Ann E. Roe" and "Ann Roe" are one."""
    real = [word for word in key if word not in SUFFIXES] or list(key)
    particles = [word for word in real[1:-1] if word in PARTICLES]
    return (real[0], *particles, real[-1]) if len(real) > 1 else key


def _sex_of_first(key: tuple[str, ...]) -> Sex:
    row = table("first_names").get(key[0], ()) if len(key) > 1 else ()
    return "she" if row[:1] == ("she",) else "he" if row[:1] == ("he",) else ""
