"""The prose of a saved page as the analyzer's blocks: each paragraph as Draftail shows it, never HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import features as rich_text_features

from framing_wagtail.conf import Settings
from framing_wagtail.outline import Node, block_type, outline

Json = dict[str, Any]


def story(page: Any, settings: Settings) -> list[Json]:
    """Blocks ``{id, text, type?, role?}`` of a specific page, in the order of its editor; those without words left out.

    Ids are ``field:key`` for rich text and the path of the field or block for plain text.
    """
    found: list[Json] = []
    for name, node in outline(type(page), settings.roles).items():
        field = page._meta.get_field(name)
        found += _read(node, field.value_from_object(page), name, field)
    return found


def _read(node: Node, value: Any, path: str, source: Any) -> Iterator[Json]:
    """Read a value; ``source`` is the model field or block that knows its editor."""
    kind = node["kind"]
    if value is None:
        return
    if kind == "plain":
        if value.strip():
            yield {"id": path, "text": value, **_said(node)}
    elif kind == "rich":
        for block in _paragraphs(getattr(value, "source", value), source):
            if block["text"].strip():
                kind_of = block_type(block["type"])
                said = {**({"type": kind_of} if kind_of else {}), **_said(node)}
                yield {"id": f"{path}:{block['key']}", "text": block["text"], **said}
    elif kind == "stream":
        for child in value:
            if child.block_type in node["children"]:
                yield from _read(node["children"][child.block_type], child.value, f"{path}.{child.id}", child.block)
    elif kind == "struct":
        blocks = value.block.child_blocks
        for name, below in node["children"].items():
            yield from _read(below, value.get(name), f"{path}.{name}", blocks[name])
    elif kind == "list":
        for item in value.bound_blocks:
            yield from _read(node["child"], item.value, f"{path}.{item.id}", item.block)


def _said(node: Node) -> Json:
    return {key: node[key] for key in ("type", "role") if key in node}


def _paragraphs(html: str, source: Any) -> list[Json]:
    """Draft.js blocks of rich text, by the very converter that fills its editor."""
    # A model field makes its form field; a block has one.
    field = source.formfield() if hasattr(source, "formfield") else source.field
    converter = getattr(field.widget, "converter", None) or _converter()
    blocks: list[Json] = json.loads(converter.from_database_format(html or ""))["blocks"]
    return blocks


@cache
def _converter() -> ContentstateConverter:
    """For sites whose rich text is edited by something else."""
    return ContentstateConverter(rich_text_features.get_default_features())
