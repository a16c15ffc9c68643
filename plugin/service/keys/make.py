"""New keys, and how they get into the file."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from framing.errors import InputError, nearest
from plugin.service.keys.file import read_keys
from plugin.service.keys.key import NAME, SCOPES, Key, digest_of

PREFIX: Final = "framing_"
"""By it a scanner of repositories knows a key."""


def make_key(name: str, scopes: Sequence[str], expires: date | None = None) -> tuple[str, Key]:
    """A key that nobody had before, of 256 random bits, and what is kept of it.

    Raises InputError for a malformed name and an unknown scope.
    """
    if not NAME.fullmatch(name):
        raise InputError(f"--name: expected 1 to 64 letters, digits, - and _, not {name!r}")
    for scope in scopes:
        if scope not in SCOPES:
            raise InputError(f"--scope: unknown scope {scope!r}{nearest(scope, SCOPES)}")
    secret = PREFIX + secrets.token_urlsafe(32)
    chosen = frozenset(scope for scope in SCOPES if scope in scopes)
    return secret, Key(name=name, digest=digest_of(secret), scopes=chosen, expires=expires)


def table_of(key: Key) -> str:
    """A key as it stands in the file."""
    scopes = json.dumps([scope for scope in SCOPES if scope in key.scopes])
    lines = [f"[{key.name}]", f'digest = "sha256:{key.digest}"', f"scopes = {scopes}"]
    lines += [f"expires = {key.expires}"] if key.expires else []
    return "".join(f"{line}\n" for line in lines)


def add_key(path: Path, key: Key) -> None:
    """Write a key to the end of a file, which is made if need be.

    Raises InputError for a name that the file has, and where it cannot be written; ConfigError for a damaged file.
    """
    try:
        before = path.exists() and path.stat().st_size > 0
        if before and key.name in {known.name for known in read_keys(path)}:
            raise InputError(f"{path}: has a key named {key.name} already; give the new one a name of its own")
        with path.open("a", encoding="utf-8") as file:
            file.write(("\n" if before else "") + table_of(key))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or type(error).__name__}") from None
