"""Blocks as headless CMSs keep them → blocks of a story.

Known are those of Editor.js (Directus and others), of Strapi's block editor, Portable Text (Sanity), and the
service's own.  What holds no text (images, separators, embeds) is left out.  Text that lies in several
inline nodes is joined: offsets in the report count from the start of the joined text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from framing.readers.blocks import CONTENTS, TYPES

Json = dict[str, Any]

NAMES: Final = {"header": "heading", "warning": "paragraph", "normal": "paragraph", "block": "paragraph"}
"""Types of other editors, by the name that ``framing.readers.blocks`` knows."""
MAX_DEPTH: Final = 20


def blocks_of(items: Sequence[Any]) -> list[Json]:
    """The blocks that hold text.  An id is the CMS's own, or else the place: ``3``, ``3.0`` for an item of a list."""
    return [block for index, item in enumerate(items) if isinstance(item, dict) for block in _blocks(item, str(index))]


def _blocks(item: Json, place: str) -> Iterator[Json]:
    name = next((item[key] for key in ("id", "_key") if isinstance(item.get(key), str) and item[key]), place)
    if any(isinstance(item.get(content), str) for content in CONTENTS):
        kept = ("role", "type", *CONTENTS)
        yield {"id": name, **{key: item[key] for key in kept if isinstance(item.get(key), str)}}
    elif isinstance(item.get("data"), dict):
        yield from _editor_js(item, name)
    elif isinstance(item.get("children"), list):
        yield from _rich_text(item, name)


def _editor_js(item: Json, name: str) -> Iterator[Json]:
    """``{type, data: {text}}`` with inline HTML, or ``data: {items}`` of strings or ``{content}``."""
    data, kind = item["data"], _type(item.get("type"))
    if isinstance(data.get("text"), str):
        yield {"id": name, "type": kind, "html": data["text"]}
    items = data.get("items")
    for index, entry in enumerate(items if isinstance(items, list) else ()):
        text = entry.get("content") if isinstance(entry, dict) else entry
        if isinstance(text, str):
            yield {"id": f"{name}.{index}", "type": "item", "html": text}


def _rich_text(item: Json, name: str) -> Iterator[Json]:
    """``{type, children: [{text}, {type: link, children: […]}]}``."""
    if item.get("type") == "list":
        for index, entry in enumerate(item["children"]):
            yield {"id": f"{name}.{index}", "type": "item", "text": "".join(_texts(entry))}
    else:
        kind = _type(item.get("style") or item.get("type"))
        yield {"id": name, "type": kind, "text": "".join(_texts(item))}


def _texts(node: Any, depth: int = 0) -> Iterator[str]:
    if not isinstance(node, dict) or depth > MAX_DEPTH:
        return
    if isinstance(node.get("text"), str):
        yield node["text"]
    children = node.get("children")
    for child in children if isinstance(children, list) else ():
        yield from _texts(child, depth + 1)


def _type(name: Any) -> str:
    known = NAMES.get(name, name) if isinstance(name, str) else "paragraph"
    return known if known in TYPES else "paragraph"
