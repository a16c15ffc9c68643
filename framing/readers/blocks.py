"""Blocks of a CMS: each its own text, HTML or Markdown under an id, joined to one origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from framing.document import Part, Role, Shape, Span
from framing.errors import InputError, nearest, quoted
from framing.readers.draft import GAP, Builder
from framing.readers.html import read_html
from framing.readers.markdown import read_markdown
from framing.readers.plain import read_plain

CONTENTS: Final = ("text", "html", "markdown")

TYPES: Final[dict[str, tuple[Role | None, Shape]]] = {
    **dict.fromkeys(("headline", "title", "h1", "header-one"), ("headline", "heading")),
    **dict.fromkeys(
        ("dek", "deck", "standfirst", "subtitle", "summary", "description", "excerpt"), ("dek", "paragraph")
    ),
    "body": ("body", "paragraph"),
    **dict.fromkeys(("paragraph", "text", "unstyled", "p", "freeform", "html", "rich-text"), (None, "paragraph")),
    **dict.fromkeys(
        (
            "heading",
            "subheading",
            "subhead",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header-two",
            "header-three",
            "header-four",
            "header-five",
            "header-six",
        ),
        ("body", "heading"),
    ),
    **dict.fromkeys(("list", "list-item", "item", "li", "unordered-list-item", "ordered-list-item"), ("body", "item")),
    **dict.fromkeys(("quote", "blockquote"), ("body", "quote")),
    **dict.fromkeys(("table", "cell"), ("body", "cell")),
    **dict.fromkeys(("caption", "figcaption", "image", "figure", "gallery", "video"), ("caption", "paragraph")),
    **dict.fromkeys(("byline", "author", "credit", "credits", "dateline"), ("byline", "paragraph")),
    "bio": ("bio", "paragraph"),
    **dict.fromkeys(
        (
            "chrome",
            "pullquote",
            "pull-quote",
            "related",
            "embed",
            "button",
            "code",
            "code-block",
            "preformatted",
            "separator",
            "advert",
            "ad",
            "newsletter",
        ),
        ("chrome", "paragraph"),
    ),
}
"""Roles and the block types of common editors (WordPress without ``core/``, Draft.js, Editor.js)."""


def join_blocks(blocks: Sequence[Mapping[str, Any]]) -> tuple[str, list[Part]]:
    """The blocks' contents joined by blank lines, and the place of each.

    A block is ``{"id": …, "text" | "html" | "markdown": …}`` with an optional ``role`` or ``type``.
    Raises InputError, with the index, for one that is malformed or repeats an id.
    """
    if isinstance(blocks, bytes) or not isinstance(blocks, Sequence):
        raise InputError(f"blocks must be a list, not {type(blocks).__name__}")
    contents: list[str] = []
    parts: list[Part] = []
    seen: dict[str, int] = {}
    at = 0
    for index, block in enumerate(blocks):
        name = _id(block, index)
        if name in seen:
            raise InputError(f"block {index}: id {quoted(name)} is already that of block {seen[name]}")
        seen[name] = index
        content = block[_content_key(block, index)]
        type_of(block, index)
        parts.append(Part(name, Span(at, at + len(content))))
        contents.append(content)
        at += len(content) + len(GAP)
    return GAP.join(contents), parts


def read_blocks(builder: Builder, origin: str, blocks: Sequence[Mapping[str, Any]], parts: Sequence[Part]) -> None:
    """Read blocks that ``join_blocks`` has joined into the builder."""
    for index, (block, part) in enumerate(zip(blocks, parts, strict=True)):
        first = len(builder.drafts)
        key = _content_key(block, index)
        if key == "html":
            read_html(builder, origin, part.origin.start, part.origin.end)
        elif key == "markdown":
            read_markdown(builder, origin, part.origin.start, part.origin.end)
        else:
            read_plain(builder, origin, part.origin.start, part.origin.end)
        builder.close()
        role, shape = type_of(block, index)
        for draft in builder.drafts[first:]:
            draft.role, draft.sure = role or draft.role, True
            draft.shape = shape if draft.shape == "paragraph" else draft.shape


def type_of(block: Mapping[str, Any], index: int) -> tuple[Role | None, Shape]:
    """Role and shape that a block states.  Raises InputError for a name that is not known."""
    role: Role | None = None
    shape: Shape = "paragraph"
    for key in ("type", "role"):
        name = block.get(key)
        if name is None:
            continue
        if not isinstance(name, str):
            raise InputError(f"block {index}: {key} must be a string, not {type(name).__name__}")
        known = name.lower().removeprefix("core/").replace("_", "-")
        if known not in TYPES:
            raise InputError(f"block {index}: unknown {key} {quoted(name)}{nearest(known, TYPES)}")
        role = TYPES[known][0] or role
        shape = TYPES[known][1] if TYPES[known][1] != "paragraph" else shape
    return role, shape


def _id(block: Mapping[str, Any], index: int) -> str:
    if not isinstance(block, Mapping):
        raise InputError(f"block {index} must be an object, not {type(block).__name__}")
    name = block.get("id")
    if not isinstance(name, str) or not name:
        raise InputError(f"block {index}: id must be a string that is not empty")
    return name


def _content_key(block: Mapping[str, Any], index: int) -> str:
    keys = [key for key in CONTENTS if block.get(key) is not None]
    if len(keys) != 1:
        found = " and ".join(keys) if keys else "none of them"
        raise InputError(f"block {index} must have one of {', '.join(CONTENTS)}; it has {found}")
    if not isinstance(block[keys[0]], str):
        raise InputError(f"block {index}: {keys[0]} must be a string, not {type(block[keys[0]]).__name__}")
    return keys[0]
