"""How slow the machine is just now: limits on processor time grow with it, as they were set on an idle one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

REFERENCE: Final = {"figures": 0.017, "words": 0.042}
"""CPU seconds that the work below takes on the machine where the limits were set."""


def slowness() -> float:
    """By how much processor time of plain Python is dearer here and now than there: 1 or more.

    Beside other work what goes through much memory grows dearer than what does not, up to twice.
    """
    return max(1.0, _taken(_figures) / REFERENCE["figures"], _taken(_words) / REFERENCE["words"])


def _taken(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def _figures() -> int:
    return sum(number * number for number in range(400_000))


def _words() -> list[str]:
    words = [str(number * 7_919 % 100_003) for number in range(60_000)]
    found = {word: [word] for word in words}
    return sorted(found, key=found.__getitem__)
