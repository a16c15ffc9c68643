"""What an operator can set about the service itself.  How stories are judged is ``framing.Config``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from framing.errors import ConfigError

KEY: Final = re.compile(r"sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Access and limits of one service.

    ``keys``        SHA-256 digests, in hex, of the keys that open ``/v1``; empty: no key is asked for
    ``max_bytes``   of a request body
    ``max_words``   of one story
    ``max_blocks``  of one story
    ``waiting``     analyses that may wait in one process while another runs; more are answered 503 at once
    """

    keys: tuple[str, ...] = ()
    max_bytes: int = 256 * 1024
    max_words: int = 25_000
    max_blocks: int = 2_000
    waiting: int = 3

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read ``FRAMING_KEYS``: ``sha256:<hex>`` of each key, parted by blanks or commas.

        Raises ConfigError for anything else, so that a plain key in the environment is noticed.
        """
        digests = []
        for number, entry in enumerate(re.split(r"[\s,]+", environment.get("FRAMING_KEYS", "").strip()), 1):
            found = KEY.fullmatch(entry)
            if found:
                digests.append(found[1])
            elif entry:
                raise ConfigError(f"FRAMING_KEYS: entry {number} is not sha256: followed by 64 hex digits")
        return cls(keys=tuple(digests))
