"""What kind of voice an entity is."""

from __future__ import annotations

from functools import cache
from typing import Final, cast

from framing.analyzers.facts import VoiceKind
from framing.analyzers.voices.entities import Entity
from framing.lexicons.load import table, words

STANDING: Final = frozenset({"candidate", "nominee"})
"""Whoever stands for office speaks for a side, whatever they were before."""


def kind_of(entity: Entity) -> VoiceKind:
    """The kind that the story's own words make of an entity; "person" where they tell nothing."""
    if entity.kind:
        return entity.kind
    if entity.members:
        kinds = dict.fromkeys(map(kind_of, entity.members))
        told = [kind for kind in kinds if kind != "person"]
        return told[0] if len(told) == 1 else "person" if entity.members[0].number == "person" else "organisation"
    if entity.number == "group":
        return "party" if " ".join(entity.key) in table("parties") else "unnamed"
    return _person(entity) if entity.number == "person" else _body(entity)


def _person(entity: Entity) -> VoiceKind:
    kinds = [kind for kind in entity.nouns.values() if kind]
    if STANDING & entity.nouns.keys():
        return "party"
    if "official" in kinds:
        return "official"
    human = entity.sex or (entity.key[:1] and entity.key[0] in table("first_names"))
    if not human and any(noun in words("trades") for noun in entity.nouns):
        return "organisation"
    chosen = next((kind for kind in kinds if kind != "witness"), kinds[0] if kinds else "person")
    return cast("VoiceKind", chosen)


def _body(entity: Entity) -> VoiceKind:
    if "party" in entity.key or " ".join(entity.key) in table("parties"):
        return "party"
    if entity.name in _seats():
        return "official"
    listed = table("organisation_words")
    named = [row[0] for word in entity.key if (row := listed.get(word))]
    if named and named[-1] in {"official", "media"}:
        return cast("VoiceKind", named[-1])
    if any(word in listed for word in entity.key[-1:]):
        return "organisation"
    rows = (table("source_nouns").get(noun) for noun in entity.nouns)
    kind = next((row[1] for row in rows if row and row[1] in {"official", "media"}), "organisation")
    return cast("VoiceKind", kind)


@cache
def _seats() -> frozenset[str]:
    """Whom places stand for: "European Union" for Brussels."""
    return frozenset(row[0] for row in table("metonyms").values() if row[1] == "official")
