"""Work is admitted or refused at once; what is admitted is done in turn."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from framing.steps import step
from plugin.service.places import Places
from plugin.service.problems import Problem
from plugin.service.settings import Settings


class Gone(Problem):
    """The client hung up while its story waited: nobody would read the answer."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, "The client has gone.")


class Admission:
    """One analysis at a time in a process, and a few that wait, first come first served.

    The parser's memory zone admits one at a time, and more would only share the same core.  A queue without
    bound would answer every editor too late: a client that is told so at once can drop its stale draft instead.

    ``places``  what the processes of the service tell each other
    """

    def __init__(self, waiting: int) -> None:
        self.time_limit: float | None = None
        self.places = Places()
        self._most = 1 + waiting
        self._queue: deque[object] = deque()
        self._moved = threading.Condition()

    @property
    def is_full(self) -> bool:
        """Whether all places are taken."""
        return len(self._queue) >= self._most

    def check(self) -> None:
        """Raise Problem 503 with Retry-After when all places are taken."""
        if self.is_full:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "All places are taken; try again shortly.", retry_after=1)

    @contextmanager
    def turn(self, gone: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """Wait for a turn.  Raises Problem 503 with Retry-After when all places are taken, Gone if nobody waits on."""
        place = object()
        with self._moved:
            self.check()
            self._queue.append(place)
            self.places.tell(not self.is_full)
        try:
            with step("wait"), self._moved:
                self._moved.wait_for(lambda: self._queue[0] is place)
            if gone():
                raise Gone
            with _limited(self.time_limit):
                yield
        finally:
            with self._moved:
                self._queue.remove(place)
                self.places.tell(not self.is_full)
                self._moved.notify_all()


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """End the process when what runs inside has used that much processor time.

    The last line of defence, for the guards on what comes in should let nothing through that takes so long.  Only the
    operating system can do it: the tokenizer gives way neither to other threads of Python nor to its signal handlers.
    A busy machine makes no story cost more.
    """
    if seconds is None:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def check_size(story: str | list[dict[str, Any]], settings: Settings) -> None:
    """Raise Problem 413 for a story of too many words or blocks."""
    blocks = [] if isinstance(story, str) else story
    check_count(blocks, settings)
    texts = [story] if isinstance(story, str) else [str(part) for block in blocks for part in block.values()]
    words = sum(len(text.split()) for text in texts)
    if words > settings.max_words:
        raise _too_large(f"The story has about {words:,} words; the limit is {settings.max_words:,}.")


def check_count(blocks: list[Any], settings: Settings) -> None:
    """Raise Problem 413 for too many blocks."""
    if len(blocks) > settings.max_blocks:
        raise _too_large(f"The story has {len(blocks):,} blocks; the limit is {settings.max_blocks:,}.")


def _too_large(detail: str) -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
