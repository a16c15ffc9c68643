"""Origin → Document, a file a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.document import Block, Document, Kind, Piece, Span


def read_document(
    content: str | Sequence[Mapping[str, Any]],
    kind: Kind,
    *,
    front_matter: Sequence[str] = (),
    max_characters: int = 1_000_000,
) -> Document:
    """Read a story.  Raises InputError for an unknown kind, an empty or too long story."""
    text = str(content)
    blocks = []
    at = 0
    for part in text.split("\n"):
        if part.strip():
            blocks.append(Block(Span(at, at + len(part))))
        at += len(part) + 1
    return Document(text, text, kind, (Piece(Span(0, len(text)), Span(0, len(text))),), tuple(blocks))
