"""Times under names, in memory that all processes of a service share: for rates, and for signatures that count once.

It is made before the processes fork, holds hashes and times alone, and is gone when all have ended; those that take
over on a reload share it too.  A lock of the file system guards it, which the kernel opens when its holder is killed.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from framing.errors import ConfigError

SETS: Final = 1024
WAYS: Final = 8
SLOT: Final = struct.Struct("<16sd")
SIZE: Final = SETS * WAYS * SLOT.size
GONE: Final = float("-inf")


class Marks:
    """Up to 8,192 names, each with a time until which it counts; those whose time is past make room.

    When no room is left among the eight places of a name, the one that ends first goes.
    """

    def __init__(self) -> None:
        """Raise ConfigError where there is no room for temporary files."""
        try:
            descriptor, path = tempfile.mkstemp(prefix="framing-")
            os.truncate(path, SIZE)
        except OSError as error:
            raise ConfigError(f"no temporary file can be made, for limits of keys: {error.strerror}") from None
        self._memory = mmap.mmap(descriptor, SIZE)
        self._file = descriptor
        self._lock = threading.Lock()
        if sys.platform != "win32":
            os.unlink(path)  # in use, so it lives until the last process has ended
        weakref.finalize(self, os.close, descriptor)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads and processes out."""
        with self._lock:
            if sys.platform == "win32":  # where the service is one process
                yield
                return
            import fcntl

            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def until(self, name: str) -> float:
        """The time under a name, in seconds; minus infinity where there is none.  Call it ``alone``."""
        tag, places = _places(name)
        return next((time for place in places for found, time in [self._read(place)] if found == tag), GONE)

    def mark(self, name: str, until: float) -> None:
        """Set the time under a name.  Call it ``alone``."""
        tag, places = _places(name)
        held = [(self._read(place), place) for place in places]
        own = [place for (found, _), place in held if found == tag]
        place = own[0] if own else min((time, place) for (_, time), place in held)[1]
        SLOT.pack_into(self._memory, place, tag, until)

    def _read(self, place: int) -> tuple[bytes, float]:
        tag, time = SLOT.unpack_from(self._memory, place)
        return tag, time


def _places(name: str) -> tuple[bytes, range]:
    tag = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16).digest()
    first = int.from_bytes(tag[:4], "little") % SETS * WAYS * SLOT.size
    return tag, range(first, first + WAYS * SLOT.size, SLOT.size)
