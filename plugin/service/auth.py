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

    def __init__(self) -> None:
        super().__init__(HTTPStatus.UNAUTHORIZED, "Send a valid key as Authorization: Bearer KEY.")

    def get_headers(self, *args: object) -> list[tuple[str, str]]:
        """The header that tells a client how to authenticate."""
        return [("WWW-Authenticate", 'Bearer realm="framing"')]


def check_key(request: Request, digests: Sequence[str]) -> None:
    """Raise Unauthorized unless the request bears one of the keys.  No digests: everybody may pass."""
    if not digests:
        return
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    given = hashlib.sha256(key.strip().encode("utf-8", "surrogateescape")).hexdigest()
    matches = [hmac.compare_digest(given, digest) for digest in digests]
    if scheme.lower() != "bearer" or not any(matches):
        raise Unauthorized
