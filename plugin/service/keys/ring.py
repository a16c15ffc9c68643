"""All keys that open the service now: those of the environment, and those of the file as it stands."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from framing.errors import ConfigError
from plugin.service.keys.file import read_keys
from plugin.service.keys.key import ANYONE, Key, key_among

Stamp = tuple[int, int, int]
log = logging.getLogger(__name__)


def _today() -> date:
    return datetime.now(UTC).date()


class Keyring:
    """Looks at the file's date on each request, so that a key is given or taken away without a restart.

    A file that has gone, or that cannot be read any more, changes nothing: the keys read before stay, and the log
    says so.  It never opens the service to everybody.
    """

    def __init__(self, fixed: Sequence[Key] = (), path: Path | None = None, today: Callable[[], date] = _today) -> None:
        """Raise ConfigError for a file of keys that is not one."""
        self._fixed = tuple(fixed)
        self._path = path
        self._today = today
        self._lock = threading.Lock()
        self._stamp = _stamp(path) if path else None
        self._read = read_keys(path) if path else ()

    @property
    def asked(self) -> bool:
        """Whether callers must have a key."""
        return bool(self._fixed or self._path)

    def find(self, *given: str) -> Key | None:
        """The key among what a caller gave; ANYONE where none is asked for."""
        return key_among(given, (*self._fixed, *self._current()), self._today()) if self.asked else ANYONE

    def _current(self) -> tuple[Key, ...]:
        if self._path and _stamp(self._path) != self._stamp:
            with self._lock:
                stamp = _stamp(self._path)
                if stamp != self._stamp:
                    try:
                        self._read = read_keys(self._path)
                    except ConfigError as error:
                        log.error("%s; the keys read before stay", error)
                    self._stamp = stamp
        return self._read


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
