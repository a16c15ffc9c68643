"""One key: what it may, until when, and how it is made."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

Scope = Literal["analyze", "rules", "webhooks", "languagetool", "metrics"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
DEFAULT: Final[tuple[Scope, ...]] = ("analyze", "rules")
"""What a CMS needs."""
NAME: Final = re.compile("[A-Za-z0-9_-]{1,64}")
DIGEST: Final = re.compile("sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as the service knows it.

    ``name``     for logs and limits; never secret
    ``digest``   SHA-256 of the key, in hex.  Keys are 256 random bits, which nobody can guess however fast the hash is;
                 a slow one such as scrypt would only let strangers cost the service time
    ``expires``  the day, in UTC, from which it opens nothing
    ``rate``     requests a minute; None: as the settings say
    ``at_once``  requests at the same time in one process; None: as the settings say
    """

    name: str
    digest: str
    scopes: frozenset[Scope] = frozenset(SCOPES)
    expires: date | None = None
    rate: int | None = None
    at_once: int | None = None


ANYONE: Final = Key(name="", digest="")
"""Who calls a service that asks for no key."""


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def key_among(given: Sequence[str], keys: Sequence[Key], today: date) -> Key | None:
    """The key that somebody gave, unless it has expired.

    All are compared, each in constant time, so that the time tells nothing about which one was nearly right.
    """
    found = None
    for digest in [digest_of(text.strip()) for text in given if text.strip()]:
        for key in keys:
            if hmac.compare_digest(digest, key.digest) and (key.expires is None or today < key.expires):
                found = key
    return found
