"""Whom a spokesperson or lawyer speaks for, by the name the story gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.analyzers.voices.around import SPEAKS_FOR
from framing.analyzers.voices.entities import Directory, Entity
from framing.analyzers.voices.names import plain
from framing.analyzers.voices.pronouns import Memory
from framing.document import Span
from framing.language.parse import Paragraph, Token

OWNERS: Final = {"his": "he", "her": "she", "their": "they", "its": "it"}


def served(text: str, directory: Directory, entities: Sequence[Entity]) -> str:
    """The full name of who is called ``text``: "Ministry of Defence" for "ministry", "Ann Roe" for "Roe"."""
    key = tuple(map(plain, text.split()))
    entity = directory.entities.get(key) or directory.aliases.get(key)
    people = directory.by_surname.get(key[-1], []) if len(key) == 1 else []
    if entity is None and len(people) == 1:
        entity = people[0]
    if entity is None:
        named = [item for item in entities if item.name.casefold().removeprefix("the ") == text.casefold()]
        bodies = [item for item in entities if item.key and item.number == "thing" and key[-1] in item.key]
        offices = [item for item in entities if item.key and item.number == "person" and key[-1] in item.nouns]
        nouns = (bodies or offices) if len(key) == 1 else []
        entity = named[0] if named else nouns[0] if len(nouns) == 1 else None
    return entity.name if entity is not None else text


def served_by_pronoun(paragraph: Paragraph, head: Token, memory: Memory, place: int, source: Span) -> str:
    """Whom "his spokesman" speaks for; empty for another phrase, or where that is unclear."""
    owner = paragraph.child(head.index, "poss")
    if owner is None or head.lemma not in SPEAKS_FOR or owner.lower not in OWNERS:
        return ""
    entity = memory.antecedent(OWNERS[owner.lower], place, source)
    return entity.name if entity is not None else ""
