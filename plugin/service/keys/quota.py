"""How much of the service one key may take."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from plugin.service.keys.key import Key
from plugin.service.keys.marks import Marks
from plugin.service.problems import Problem


class Quota:
    """A rate, which all processes count together, and a number of requests at once, which each counts alone.

    A key may make ``rate`` requests in a burst, and gets them back evenly over a minute (the generic cell rate
    algorithm, ITU-T I.371).  0: no limit.
    """

    def __init__(self, marks: Marks, rate: int, at_once: int, now: Callable[[], float] = time.monotonic) -> None:
        self._marks = marks
        self._rate = rate
        self._at_once = at_once
        self._now = now
        self._running: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, key: Key) -> Iterator[None]:
        """Count a request while it runs.  Raises Problem 429 with Retry-After for one too many."""
        wait = self._take(key.name, self._rate if key.rate is None else key.rate)
        if wait > 0:
            raise _too_many("This key has used up its requests of the minute.", math.ceil(wait))
        at_once = self._at_once if key.at_once is None else key.at_once
        with self._lock:
            if at_once and self._running[key.name] >= at_once:
                raise _too_many("This key has too many requests at the same time.", 1)
            self._running[key.name] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running[key.name] -= 1

    def _take(self, name: str, rate: int) -> float:
        """Take one request; the seconds to wait where none is left."""
        if not rate:
            return 0.0
        with self._marks.alone():
            now = self._now()
            full = max(self._marks.until(f"rate {name}"), now) + 60 / rate
            wait = full - now - 60
            # The smallest part of a request forgives what floating point loses.
            if wait > 1e-6:
                return wait
            self._marks.mark(f"rate {name}", full)
        return 0.0


def _too_many(detail: str, retry_after: int) -> Problem:
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, retry_after)
