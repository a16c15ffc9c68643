"""What a client of LanguageTool sends: a form, whatever its Content-Type says and however it is encoded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from plugin.service.body import check_coding, decode, read_body

if TYPE_CHECKING:
    from flask import Request

Form = Mapping[str, str]

LANGUAGE: Final = "&language="
UNENCODED: Final = re.compile(r"[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})")
"""Never in a form that is encoded."""
NAMES: Final = frozenset(
    [
        *("text", "data", "language", "username", "apiKey", "dicts", "motherTongue", "preferredVariants"),
        *("enabledRules", "disabledRules", "enabledCategories", "disabledCategories", "enabledOnly"),
        *("level", "mode", "ruleValues"),
    ]
)
"""Fields of the public interface; a field of another name may be text after a bare ``&``."""


def read_form(request: Request) -> Form:
    """The fields of a request.  Raises Problem 400, 413 or 415.

    LTeX calls its form JSON; LibreOffice 7.4 sends text as it is, so that a bare ``&`` would cut it.
    """
    if request.mimetype == "multipart/form-data":
        check_coding(request)
        return request.form.to_dict()
    raw = decode(read_body(request))
    fields = dict(parse_qsl(raw, keep_blank_values=True))
    if UNENCODED.search(raw) or (raw.startswith("text=") and not fields.keys() <= NAMES):
        return _as_written(raw) or fields
    return fields


def _as_written(raw: str) -> Form:
    """``text=…&language=…`` without encoding; the language and what follows it hold no ``&``."""
    text, sign, rest = raw.rpartition(LANGUAGE)
    if not sign or not text.startswith("text="):
        return {}
    fields = {name: value for name, _, value in (pair.partition("=") for pair in rest.split("&")[1:])}
    return {**fields, "text": text.removeprefix("text="), "language": rest.split("&")[0]}
