"""Signatures of webhooks: HMAC-SHA256 (RFC 2104) over the raw body, compared in constant time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from plugin.service.auth import Unauthorized
from plugin.service.keys.marks import GONE, Marks
from plugin.service.webhooks.settings import BODY, TIMESTAMP, Signature

if TYPE_CHECKING:
    from werkzeug.datastructures import Headers

DIGITS: Final = re.compile("[0-9]{1,16}")
MILLISECONDS: Final = 100_000_000_000
"""Timestamps from here on count milliseconds: as seconds they would lie beyond the year 5000."""


def check_signature(headers: Headers, body: bytes, signature: Signature, now: float | None = None) -> str:
    """The digest by which a header signs the body, at a time that is not too far from ``now`` (seconds).

    Raises Unauthorized, alike for a missing, malformed and wrong signature.
    """
    timestamp = ""
    if TIMESTAMP in signature.signed:
        places = _parts(headers, signature.timestamp_header or signature.header, signature.timestamp_prefix)
        timestamp = next(places, "")
    expected = digest(body, timestamp, signature)
    given = list(_parts(headers, signature.header, signature.prefix))
    matches = [hmac.compare_digest(expected.encode(), part.encode("utf-8", "replace")) for part in given]
    if not any(matches):
        raise Unauthorized("The signature is missing or wrong.", challenge="Signature")
    if TIMESTAMP in signature.signed and not _recent(timestamp, signature.window, time.time() if now is None else now):
        raise Unauthorized("The signature is too old, or the clocks differ.", challenge="Signature")
    return expected


@contextmanager
def once(made: str, signature: Signature, marks: Marks) -> Iterator[None]:
    """Let a signature with a timestamp count once in its window; raise Unauthorized for a replay.

    It may come again when its request fails, as on a busy service.  Without a timestamp nobody can tell when it was
    made, and remembering it for ever would refuse a story that is saved twice; so it counts each time.
    """
    if signature.repeat or TIMESTAMP not in signature.signed:
        yield
        return
    name = f"signature {made}"
    with marks.alone():
        now = time.monotonic()
        if marks.until(name) > now:
            raise Unauthorized("The signature was used before.", challenge="Signature")
        # A clock may be ahead by one window, and the signature then stays young for another.
        marks.mark(name, now + 2 * signature.window)
    try:
        yield
    except BaseException:
        with marks.alone():
            marks.mark(name, GONE)
        raise


def digest(body: bytes, timestamp: str, signature: Signature) -> str:
    """What a CMS that knows the secret writes behind the prefix."""
    before, _, after = signature.signed.partition(BODY)
    before, after = (part.replace(TIMESTAMP, timestamp) for part in (before, after))
    message = before.encode("utf-8", "replace") + body + after.encode("utf-8", "replace")
    made = hmac.new(signature.secret.encode(), message, hashlib.sha256)
    return base64.b64encode(made.digest()).decode() if signature.encoding == "base64" else made.hexdigest()


def _parts(headers: Headers, name: str, prefix: str) -> Iterator[str]:
    """The parts of a header that start with the prefix, without it."""
    for part in headers.get(name, "").split(","):
        if part.strip().startswith(prefix):
            yield part.strip().removeprefix(prefix)


def _recent(timestamp: str, window: int, now: float) -> bool:
    if not DIGITS.fullmatch(timestamp):
        return False
    seconds = int(timestamp) / 1000 if int(timestamp) >= MILLISECONDS else int(timestamp)
    return abs(now - seconds) <= window
