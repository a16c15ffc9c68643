"""Entities that stand under no name of their own: "a source", "Roe and Poe", Labour, the government in Moscow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from framing.analyzers.attribution.speakers import noun_row
from framing.analyzers.facts import VoiceKind
from framing.analyzers.voices.around import SPEAKS_FOR, Clues, body_name, body_of, role_kind
from framing.analyzers.voices.entities import Entity
from framing.analyzers.voices.sides import is_member, party_words, side_in
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

PLACES: Final = frozenset({"city", "country", "county", "nation", "state", "town"})
COUNSEL: Final = frozenset({"attorney", "barrister", "counsel", "lawyer", "solicitor"})


class Described:
    """Those of one story, by the words that call them."""

    def __init__(self) -> None:
        self.by_key: dict[str, Entity] = {}

    def metonym(self, text: str) -> Entity | None:
        """Who sits at a place that is a source by its name alone; None for another text."""
        place = text.casefold().removeprefix("the ").removesuffix("'s").removesuffix("’s")
        row = table("metonyms").get(place)
        if row is None:
            return None
        key = row[0].casefold()
        entity = self.by_key.get(key)
        if entity is None:
            entity = self.by_key[key] = Entity(row[0], "thing", kind=cast("VoiceKind", row[1]))
            entity.nouns, entity.modifiers = {key.split()[-1]: ""}, set(key.split())
        return entity

    def party(self, tokens: Sequence[Token]) -> Entity | None:
        """A party called by its short name, "Labour", however the parse reads that; None for another source."""
        lowers = [token.lower for token in tokens if token.tag != "DT"]
        capital = tokens[-1].text[0].isupper() and not is_member(lowers)
        if not lowers or not capital or party_words(lowers) != len(lowers):
            return None
        side = table("parties")[" ".join(lowers)][0]
        return self.by_key.setdefault(f"{side} party".casefold(), Entity(side, "thing", kind="party", side=side))

    def together(self, members: Sequence[Entity]) -> Entity:
        """Several who speak together."""
        key = " and ".join(sorted(str(item.key) for item in members))
        joined = " and ".join([", ".join(item.name for item in members[:-1]), members[-1].name])
        return self.by_key.setdefault(key, Entity(joined, "group", members=tuple(members)))

    def phrase(self, key: str, paragraph: Paragraph, head: Token, tokens: Sequence[Token], text: str) -> Entity:
        """The entity of a noun phrase, made when it is new."""
        entity = self.by_key.get(key)
        if entity is None:
            entity = self.by_key[key] = _new(paragraph, head, tokens, text)
        return entity

    def replace(self, before: Entity, after: Entity) -> None:
        """Let one entity stand for another from now on."""
        self.by_key = {key: after if item is before else item for key, item in self.by_key.items()}


def _new(paragraph: Paragraph, head: Token, tokens: Sequence[Token], text: str) -> Entity:
    noun, row = head.lemma.lower(), noun_row(head)
    person = noun in table("roles") or bool(row and row[0] == "unnamed") or noun.endswith(("man", "woman"))
    plural = head.tag in {"NNS", "NNPS"} or head.pos == "PRON"
    kind = row[1] if row else "party" if head.tag == "NNPS" else role_kind(noun) or "unnamed"
    kind = "official" if noun in PLACES else kind
    body = body_of(paragraph, head) if noun in SPEAKS_FOR else []
    if body:
        kind = role_kind(noun, body)
        kind = "organisation" if kind == "party" and noun not in COUNSEL else kind
    entity = Entity(text, "group" if plural else "person" if person else "thing", kind=cast("VoiceKind", kind))
    before = [kid for kid in paragraph.children[head.index] if kid < head.index]
    entity.speaks_for = body_name(paragraph, body) if body else ""
    entity.learn(Clues({noun: ""}, side_in(paragraph, [*before, head.index])))
    entity.modifiers = {token.lower for token in tokens}
    return entity
