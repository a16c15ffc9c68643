"""The file of keys: a table a key, with its digest.  The keys themselves are nowhere kept."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from framing.config.check import check_value
from framing.errors import ConfigError
from plugin.service.keys.key import DIGEST, NAME, SCOPES, Key

Json = dict[str, Any]
WORLD_WRITABLE: Final = 0o002
SCHEMA: Final[Json] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["digest", "scopes"],
    "properties": {
        "digest": {"description": "SHA-256 of the key.", "type": "string"},
        "scopes": {
            "description": "What the key may.",
            "type": "array",
            "minItems": 1,
            "items": {"title": "scope", "type": "string", "enum": list(SCOPES)},
        },
        "rate": {"description": "Requests a minute.", "type": "integer", "minimum": 1},
        "at-once": {"description": "Requests at the same time.", "type": "integer", "minimum": 1},
    },
}


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys of a file.

    Raises ConfigError, which repeats nothing that could be a key, for a file that cannot be read, that anybody may
    write, that holds no key, and for what it does not know.
    """
    try:
        with path.open("rb") as file:
            open_to_all = os.name == "posix" and os.fstat(file.fileno()).st_mode & WORLD_WRITABLE
            tables = tomllib.loads(file.read().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or type(error).__name__}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{path}: not valid TOML") from None
    if open_to_all:
        raise ConfigError(f"{path}: anybody may write this file; take that right away: chmod o-w")
    if not tables:
        raise ConfigError(f"{path}: holds no key; make one with: framing key new --name NAME --to {path}")
    try:
        return tuple(_key(name, table) for name, table in tables.items())
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _key(name: str, table: Any) -> Key:
    if not NAME.fullmatch(name):
        raise ConfigError("the name of a key is made of 1 to 64 letters, digits, - and _")
    if not isinstance(table, dict):
        raise ConfigError(f"{name}: expected a table, [{name}]")
    expires = table.pop("expires", None)
    if expires is not None and (not isinstance(expires, date) or isinstance(expires, datetime)):
        raise ConfigError(f"{name}.expires: expected a day, such as 2027-01-31")
    check_value(table, SCHEMA, name)
    digest = DIGEST.fullmatch(table["digest"])
    if digest is None:
        raise ConfigError(f"{name}.digest: expected sha256: followed by 64 hex digits")
    limits = {"rate": table.get("rate"), "at_once": table.get("at-once")}
    return Key(name=name, digest=digest[1], scopes=frozenset(table["scopes"]), expires=expires, **limits)


def keys_of(entries: Sequence[str]) -> tuple[Key, ...]:
    """Keys from ``FRAMING_KEYS``, which may do everything.  Raises ConfigError, so that a plain key is noticed."""
    keys = []
    for number, entry in enumerate(entries, 1):
        digest = DIGEST.fullmatch(entry)
        if digest is None:
            raise ConfigError(f"FRAMING_KEYS: entry {number} is not sha256: followed by 64 hex digits")
        keys.append(Key(name=f"environment-{number}", digest=digest[1]))
    return tuple(keys)
