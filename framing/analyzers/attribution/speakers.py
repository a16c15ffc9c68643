"""What kind of source a noun phrase names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from framing.analyzers.facts import SourceKind
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

QUANTIFIERS: Final = frozenset(["some", "many", "most", "several", "others", "few", "both", "all"])
EVERYONE: Final = frozenset({"everyone", "everybody", "nobody", "anyone"})
PARTITIVES: Final = frozenset({"one", "group", "number", "majority", "dozen", "handful"})
RELATIVE: Final = frozenset({"WP", "WDT", "WP$"})
PROPER: Final = frozenset({"NNP", "NNPS"})
DAYS: Final = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def kind_of(paragraph: Paragraph, source: Sequence[int]) -> SourceKind:
    """Named, unnamed, collective, document, poll, pronoun, or none for an empty phrase."""
    if not source:
        return "none"
    head = head_of(paragraph, source)
    listed = noun_row(head)
    if listed and listed[0] in {"poll", "document"}:
        return cast("SourceKind", listed[0])
    if head.lower in QUANTIFIERS | EVERYONE or head.tag == "NNPS":
        return "collective"
    if head.pos == "PRON":
        return "pronoun"
    if is_proper(head) or name_beside(paragraph, head, source) is not None:
        return "named"
    if listed:
        return cast("SourceKind", listed[0])
    return "collective" if head.tag == "NNS" else "unnamed"


def head_of(paragraph: Paragraph, source: Sequence[int]) -> Token:
    """The token that a source phrase turns on; in "some of the voters" the voters."""
    inside = set(source)
    tokens = [paragraph.tokens[index] for index in source]
    head = next((token for token in tokens if token.head not in inside or token.head == token.index), tokens[0])
    if head.lower in QUANTIFIERS or head.tag == "CD" or head.lemma in PARTITIVES:
        preposition = paragraph.child(head.index, "prep")
        if preposition is not None and preposition.lower == "of" and preposition.index in inside:
            return paragraph.child(preposition.index, "pobj") or head
    return head


def noun_row(token: Token) -> tuple[str, ...] | None:
    """The entry of a common noun in the list of source nouns."""
    rows = table("source_nouns")
    return None if is_proper(token) else rows.get(token.lemma) or rows.get(token.lower)


def is_proper(token: Token) -> bool:
    """Whether a token is a proper noun that is not a day or month."""
    return token.tag in PROPER and token.lower not in DAYS


def name_beside(paragraph: Paragraph, head: Token, source: Sequence[int]) -> Token | None:
    """The name in apposition to a common noun: Roe in "the mayor, Ann Roe"."""
    inside = set(source)
    kids = (paragraph.tokens[kid] for kid in paragraph.children[head.index] if kid in inside)
    return next((kid for kid in kids if kid.dep == "appos" and is_proper(kid)), None)
