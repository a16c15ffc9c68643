"""Messages, on standard error only: standard output belongs to the results.  No message quotes a draft."""

from __future__ import annotations

import sys
from pathlib import Path


def say(message: str) -> None:
    """One message on one line, whose names of files steer neither a terminal nor a runner of CI."""
    from framing.render.lines import for_log, one_line

    print(f"framing: {for_log(one_line(message))}", file=sys.stderr)


def internal(error: Exception) -> str:
    """An error of ours, by its class and place; its own text may hold words of the draft."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"internal error: {type(error).__name__}{place}; please report it"
