"""A CMS's payload → the blocks of a story, by the paths that the operator gave."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from plugin.service.problems import Problem
from plugin.service.webhooks.blocks import blocks_of
from plugin.service.webhooks.settings import Webhook

Json = dict[str, Any]
HEADS: Final = (("title", "headline"), ("dek", "dek"))


def story_of(payload: Any, webhook: Webhook) -> list[Json]:
    """The story as blocks: headline and dek, where they are given, under their paths as ids; then the body.

    Raises Problem 422, which names the path, for a body that is missing and for a part of the wrong type.
    """
    story: list[Json] = []
    for key, role in HEADS:
        path = getattr(webhook, key)
        text = _at(payload, path) if path else None
        if text is not None and not isinstance(text, str):
            raise _unfit(path, "a string")
        if text and text.strip():
            story.append({"id": path, "role": role, "text": text})
    body = _at(payload, webhook.body)
    if webhook.content == "blocks":
        items = body.get("blocks") if isinstance(body, dict) else body
        if not isinstance(items, list):
            raise _unfit(webhook.body, "a list of blocks")
        return story + blocks_of(items)
    if not isinstance(body, str):
        raise _unfit(webhook.body, "a string")
    return [*story, {"id": webhook.body, webhook.content: body}]


def _at(payload: Any, path: str) -> Any:
    """The value at a dotted path, numbers counting from zero in lists; None where there is none."""
    for name in path.split("."):
        if isinstance(payload, dict):
            payload = payload.get(name)
        elif isinstance(payload, list) and name.isdecimal() and int(name) < len(payload):
            payload = payload[int(name)]
        else:
            return None
    return payload


def _unfit(path: str, wanted: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The payload must hold {wanted} at {path}.")
