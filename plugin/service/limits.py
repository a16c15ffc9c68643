"""Work is admitted or refused at once; what is admitted is done in turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from plugin.service.problems import Problem
from plugin.service.settings import Settings


class Admission:
    """One analysis at a time in a process, and a few that wait.

    The parser's memory zone admits one at a time, and more would only share the same core.  A queue without
    bound would answer every editor too late: a client that is told so at once can drop its stale draft instead.
    """

    def __init__(self, waiting: int) -> None:
        self._places = threading.BoundedSemaphore(1 + waiting)
        self._turn = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn.  Raises Problem 503 with Retry-After when all places are taken."""
        if not self._places.acquire(blocking=False):
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "All places are taken; try again shortly.", retry_after=1)
        try:
            with self._turn:
                yield
        finally:
            self._places.release()


def check_size(story: str | list[dict[str, Any]], settings: Settings) -> None:
    """Raise Problem 413 for a story of too many words or blocks."""
    blocks = [] if isinstance(story, str) else story
    if len(blocks) > settings.max_blocks:
        raise _too_large(f"The story has {len(blocks):,} blocks; the limit is {settings.max_blocks:,}.")
    texts = [story] if isinstance(story, str) else [str(part) for block in blocks for part in block.values()]
    words = sum(len(text.split()) for text in texts)
    if words > settings.max_words:
        raise _too_large(f"The story has about {words:,} words; the limit is {settings.max_words:,}.")


def _too_large(detail: str) -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
