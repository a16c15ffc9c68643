"""Which files this process writes, noted by a hook of the interpreter itself."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
OWN: Final = (os.devnull, "/proc/self/clear_refs")


def noted() -> list[str]:
    """A list that grows with each path that is opened for writing from now on."""
    paths: list[str] = []

    def note(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & WRITING:
            path = os.fsdecode(args[0])
            if path not in OWN:
                paths.append(path)

    sys.addaudithook(note)
    return paths
