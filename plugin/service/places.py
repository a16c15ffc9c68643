"""How many places for analyses are free in each process of a service, in memory that all of them share."""

from __future__ import annotations

import mmap
from typing import Final

PROCESSES: Final = 256
MOST: Final = 255


class Places:
    """A byte for each process, written by itself alone; made before the processes fork."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, PROCESSES)
        self._own = 0

    def belong_to(self, process: int, free: int) -> None:
        """Tell from here on of this process, by a number of its own, which begins with so many free places."""
        self._own = process % PROCESSES
        self.tell(free)

    def tell(self, free: int) -> None:
        """So many places are free in this process."""
        self._memory[self._own] = min(free, MOST)

    def forget(self, process: int) -> None:
        """A process has ended, perhaps before it could say that it takes nobody any more."""
        self._memory[process % PROCESSES] = 0

    @property
    def elsewhere(self) -> bool:
        """Whether another process says that it has a place."""
        return sum(self._memory[:]) > self._memory[self._own]
