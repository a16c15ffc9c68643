"""What kind of source a noun phrase names."""

from __future__ import annotations

from collections.abc import Sequence

from framing.analyzers.facts import SourceKind
from framing.language.parse import Paragraph
from framing.lexicons.load import table


def kind_of(paragraph: Paragraph, source: Sequence[int]) -> SourceKind:
    """Named, unnamed, collective, document, poll, pronoun or none."""
    if not source:
        return "none"
    tokens = [paragraph.tokens[index] for index in source]
    inside = set(source)
    head = next((token for token in tokens if token.head not in inside or token.head == token.index), tokens[0])
    if head.pos == "PRON":
        return "pronoun"
    listed = table("source_nouns").get(head.lemma) or table("source_nouns").get(head.lower)
    if head.pos == "PROPN" or head.tag in {"NNP", "NNPS"}:
        return listed[0] if listed and listed[0] in {"poll", "document"} else "named"  # type: ignore[return-value]
    if listed and listed[0] in {"poll", "document"}:
        return listed[0]  # type: ignore[return-value]
    if any(token.dep == "appos" and token.pos == "PROPN" for token in tokens):
        return "named"
    if head.tag == "NNS" or (listed and listed[0] == "collective"):
        return "collective"
    return "unnamed"
