"""Paragraphs already read, by their text and the encoder: re-checking while someone types costs one paragraph.

In memory only and bounded; keys are keyed hashes, so no draft can be read back from them by its key.  Values
hold the paragraph's text as long as they stay.  Set ``FRAMING_CACHE=0`` to switch it off.

The processes of a service may have a shelf in common, for what another of them has read.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from framing.analyzers.analysis import Local
from framing.analyzers.shelf import Shelf
from framing.language import encoder

SIZE: Final = 4_096


class ParagraphCache:
    """The last ``size`` paragraphs; safe to share between threads.

    ``shelf``  what processes share, if it is set; to be set before they fork
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.shelf: Shelf | None = None
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
        known |= self._from_others(set(keys) - known.keys())
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        fresh = dict(zip(missing, read(list(missing.values())), strict=True)) if missing else {}
        self._for_others(fresh)
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

    def _from_others(self, keys: Iterable[bytes]) -> dict[bytes, Local]:
        found = ((key, self.shelf.get(key)) for key in keys) if self.shelf else ()
        return {key: local for key, local in found if local}

    def _for_others(self, fresh: Mapping[bytes, Local]) -> None:
        if self.shelf:
            for key, local in fresh.items():
                self.shelf.put(key, local)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


CACHE: Final = ParagraphCache(0 if os.environ.get("FRAMING_CACHE") == "0" else SIZE)
