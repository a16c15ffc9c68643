"""How slow the machine is just now: limits on processor time grow with it, as they were set on an idle one."""

from __future__ import annotations

import time
from typing import Final

REFERENCE: Final = 0.017
"""CPU seconds that the work below takes on the machine where the limits were set."""


def slowness() -> float:
    """By how much processor time of plain Python is dearer here and now than there: 1 or more."""
    begun = time.thread_time()
    sum(number * number for number in range(400_000))
    return max(1.0, (time.thread_time() - begun) / REFERENCE)
