"""Where a page type keeps its prose: the fields an editor sees, in their order, and the blocks within them.

The same outline leads the browser through the form and the server through the saved page, so that both read the
same story and a finding has the same fingerprint in the panel and at the gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from framing.readers.blocks import TYPES

Node = dict[str, Any]
"""``{"kind": "plain" | "rich", "type"?, "role"?}``, ``{"kind": "stream" | "struct", "children": {name: node}}`` or
``{"kind": "list", "child": node}``."""

LEFT_OUT: Final = frozenset({"slug", "seo_title", "search_description"})
NOT_PROSE: Final = (models.EmailField, models.FilePathField, models.SlugField, models.URLField)
IN_STREAMS: Final = frozenset({"body", "byline", "caption", "bio", "chrome"})
"""Roles that a block's name may tell; a "title" in the middle of a story is no headline."""


def outline(page_class: Any, roles: Mapping[str, str]) -> dict[str, Node]:
    """Field name → node, for the fields with prose; ``roles`` as in the settings."""
    found = {}
    for name in page_class.get_edit_handler().get_form_options().get("fields", ()):
        try:
            field = page_class._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        node = _field(field, roles)
        if node:
            found[name] = node
    return found


def block_type(name: str) -> str | None:
    """A block type that the analyzer knows, or None."""
    return name if name.lower().replace("_", "-") in TYPES else None


def _field(field: Any, roles: Mapping[str, str]) -> Node | None:
    if isinstance(field, StreamField):
        return _block(field.stream_block, "", roles)
    if isinstance(field, RichTextField):
        return {"kind": "rich", **_role(field.name, roles)}
    prose = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, NOT_PROSE)
    if not prose or field.choices or field.name in LEFT_OUT:
        return None
    return {"kind": "plain", **_role(field.name, roles)}


def _block(block: Any, name: str, roles: Mapping[str, str]) -> Node | None:
    if isinstance(block, blocks.RichTextBlock):
        return {"kind": "rich", **_role(name, roles, IN_STREAMS)}
    if isinstance(block, blocks.BlockQuoteBlock):
        return {"kind": "plain", "type": "quote"}
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return {"kind": "plain", **_role(name, roles, IN_STREAMS)}
    if isinstance(block, blocks.ListBlock):
        child = _block(block.child_block, name, roles)
        return child and {"kind": "list", "child": child}
    if isinstance(block, (blocks.BaseStreamBlock, blocks.BaseStructBlock)):
        nodes = {key: _block(child, key, roles) for key, child in block.child_blocks.items()}
        children = {key: node for key, node in nodes.items() if node}
        kind = "stream" if isinstance(block, blocks.BaseStreamBlock) else "struct"
        return {"kind": kind, "children": children} if children else None
    return None


def _role(name: str, roles: Mapping[str, str], allowed: frozenset[str] | None = None) -> Node:
    """What the settings say of a name, else what the name itself tells."""
    if name in roles:
        return {"role": roles[name]}
    role, shape = TYPES.get(name.lower().replace("_", "-"), (None, "paragraph"))
    if role is None or (role, shape) == ("body", "paragraph") or (allowed is not None and role not in allowed):
        return {}
    return {"type": name.lower().replace("_", "-")}
