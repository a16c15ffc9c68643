"""Paragraphs already read, by their text and the encoder: re-checking while someone types costs one paragraph.

In memory only and bounded; keys are keyed hashes, so no draft can be read back from them by its key.  Values
hold the paragraph's text as long as they stay.  Set ``FRAMING_CACHE=0`` to switch it off.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from framing.analyzers.analysis import Local
from framing.language import encoder

SIZE: Final = 4_096


class ParagraphCache:
    """The last ``size`` paragraphs; safe to share between threads."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.hits = 0
        self.misses = 0
        self._salt = secrets.token_bytes(32)
        self._kept: OrderedDict[bytes, Local] = OrderedDict()
        self._lock = threading.Lock()

    def get_all(self, texts: Sequence[str], read: Callable[[Sequence[str]], list[Local]]) -> list[Local]:
        """The paragraphs of ``texts`` in order; those not kept are read in one go."""
        model = encoder.fingerprint().encode()
        keys = [hashlib.blake2b(text.encode(), key=self._salt, person=model, digest_size=16).digest() for text in texts]
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        fresh = dict(zip(missing, read(list(missing.values())), strict=True)) if missing else {}
        with self._lock:
            self.hits += len(texts) - len(missing)
            self.misses += len(missing)
            for key in keys:
                if self.size:
                    self._kept[key] = known[key] if key in known else fresh[key]
                    self._kept.move_to_end(key)
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)
        return [known[key] if key in known else fresh[key] for key in keys]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


CACHE: Final = ParagraphCache(0 if os.environ.get("FRAMING_CACHE") == "0" else SIZE)
