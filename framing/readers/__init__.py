"""Origin → Document, a file a kind.

Each reader writes drafts of blocks into a ``Builder``; ``roles`` then tells the story from what stands around it,
and the guard leaves out what no parser should see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from framing.document import Document, Kind, Part
from framing.errors import InputError, nearest
from framing.guard import MAX_TOKENS, check_length, check_marks, guard
from framing.readers.blocks import join_blocks, read_blocks
from framing.readers.draft import Builder
from framing.readers.files import decode, kind_of
from framing.readers.html import read_html
from framing.readers.markdown import read_markdown
from framing.readers.plain import read_plain
from framing.readers.roles import assign_roles

__all__ = ["decode", "kind_of", "read_document"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


def read_document(
    content: str | Sequence[Mapping[str, Any]],
    kind: Kind,
    *,
    front_matter: Sequence[str] = (),
    max_characters: int = 1_000_000,
    max_marks: int = MAX_TOKENS,
) -> Document:
    """Read a story: text, Markdown or HTML as received, or the blocks of a CMS (``readers.blocks``).

    ``front_matter``  Markdown keys read as prose: the first is the headline, the others the dek

    Raises InputError for an unknown kind, malformed blocks, and a story that is empty or too long.
    """
    if kind not in KINDS:
        raise InputError(f"unknown kind {kind!r}{nearest(str(kind), KINDS)}")
    if isinstance(content, str) == (kind == "blocks"):
        wanted = "a list of blocks" if kind == "blocks" else "one string"
        raise InputError(f"a story of kind {kind!r} must be {wanted}, not {type(content).__name__}")
    builder = Builder()
    parts: list[Part] = []
    if isinstance(content, str):
        origin = content
        check_length(origin, max_characters)
        if kind != "html":
            check_marks(origin)
        if kind == "markdown":
            read_markdown(builder, origin, front_matter=front_matter)
        elif kind == "html":
            read_html(builder, origin)
        else:
            read_plain(builder, origin)
    else:
        origin, parts = join_blocks(content)
        check_length(origin, max_characters)
        read_blocks(builder, origin, content, parts)
    builder.close()
    assign_roles(builder.drafts)
    return guard(builder.document(origin, kind, parts), max_marks)
