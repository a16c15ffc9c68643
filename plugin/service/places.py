"""Which processes of a service have a place for another analysis, in memory that all of them share."""

from __future__ import annotations

import mmap
from typing import Final

PROCESSES: Final = 256


class Places:
    """A byte for each process, 1 while it has a place, written by itself alone; made before the processes fork."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, PROCESSES)
        self._own = 0

    def belong_to(self, process: int) -> None:
        """Tell from here on of this process, by a number of its own; as it begins it has a place."""
        self._own = process % PROCESSES
        self.tell(True)

    def tell(self, free: bool) -> None:
        """Whether this process has a place."""
        self._memory[self._own] = free

    def forget(self, process: int) -> None:
        """A process has ended, perhaps before it could say that it takes nobody any more."""
        self._memory[process % PROCESSES] = False

    @property
    def elsewhere(self) -> bool:
        """Whether another process says that it has a place."""
        return sum(self._memory[:]) > self._memory[self._own]
