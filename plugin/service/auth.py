"""Bearer keys.  Only their digests are known here, and all are compared, each in constant time."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from plugin.service.problems import Problem

if TYPE_CHECKING:
    from flask import Request


class Unauthorized(Problem):
    """401, with the challenge that the status asks for."""

    def __init__(
        self, detail: str = "Send a valid key as Authorization: Bearer KEY.", challenge: str = "Bearer"
    ) -> None:
        super().__init__(HTTPStatus.UNAUTHORIZED, detail)
        self.challenge = challenge

    def get_headers(self, *args: object) -> list[tuple[str, str]]:
        """The header that tells a client how to authenticate."""
        return [("WWW-Authenticate", f'{self.challenge} realm="framing"')]


def check_key(request: Request, digests: Sequence[str]) -> None:
    """Raise Unauthorized unless the request bears one of the keys.  No digests: everybody may pass."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if not opens(key if scheme.lower() == "bearer" else "", digests):
        raise Unauthorized


def opens(key: str, digests: Sequence[str]) -> bool:
    """Whether a key is one of those; without digests every key is."""
    given = hashlib.sha256(key.strip().encode("utf-8", "surrogateescape")).hexdigest()
    matches = [hmac.compare_digest(given, digest) for digest in digests]
    return not digests or (bool(key.strip()) and any(matches))
