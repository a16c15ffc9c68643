"""How far a scan is: for people a line, redrawn on a terminal, every half minute elsewhere; for programs a file."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from framing.archive.folder import write
from framing.archive.scan import Progress

EVERY: Final = (0.2, 30.0)
"""Seconds between lines: on a terminal, elsewhere."""
FILE: Final = "progress.json"
FILE_EVERY: Final = 5.0
"""Seconds between two states of the file."""
WIDTH: Final = 24


class Show:
    """Writes progress; rate and time left are those of this run, not of parts that were there before."""

    def __init__(self, stream: TextIO, to: Path) -> None:
        self.stream = stream
        self.file = to / FILE
        self.terminal = stream.isatty()
        self.start = self.last = self.last_file = time.monotonic()
        self.fresh_bytes = 0
        self.read = 0
        self.fresh = 0

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.start

    def __call__(self, progress: Progress) -> None:
        if progress.fresh > self.fresh:
            self.fresh_bytes += progress.read - self.read
        self.read, self.fresh = progress.read, progress.fresh
        if time.monotonic() - self.last >= EVERY[not self.terminal]:
            self.last = time.monotonic()
            line = self.line(progress)
            self.stream.write(f"\r\x1b[K{line}" if self.terminal else f"framing: {line}\n")
            self.stream.flush()
        if time.monotonic() - self.last_file >= FILE_EVERY:
            self.last_file = time.monotonic()
            self.write(progress, finished=False)

    @property
    def rate(self) -> float:
        """Stories a second, of this run."""
        return self.fresh / self.seconds if self.seconds else 0.0

    def left(self, progress: Progress) -> float | None:
        """Seconds left, by bytes of input; None as long as nothing is done."""
        return (progress.total - progress.read) * self.seconds / self.fresh_bytes if self.fresh_bytes else None

    def line(self, progress: Progress) -> str:
        """One line: share done, stories, rejected, rate, time left."""
        share = progress.read / progress.total if progress.total else 1.0
        left = self.left(progress)
        bar = ("━" * round(WIDTH * share)).ljust(WIDTH, "·")
        return (
            f"{bar} {share:4.0%}  {progress.stories:,} stories, {progress.rejected:,} rejected, "
            f"{self.rate:,.1f}/s, {'?' if left is None else duration(left)} left"
        )

    def write(self, progress: Progress, *, finished: bool) -> None:
        """Write the file in the folder of the results.  Raises ArchiveError."""
        left = 0.0 if finished else self.left(progress)
        state = {
            "finished": finished,
            "stories": progress.stories,
            "rejected": progress.rejected,
            "bytes_read": progress.total if finished else progress.read,
            "bytes": progress.total,
            "stories_per_second": round(self.rate, 2),
            "seconds": round(self.seconds),
            "seconds_left": None if left is None else round(left),
        }
        write(self.file, (json.dumps(state, indent=1) + "\n").encode())


@contextmanager
def shown(stream: TextIO, to: Path) -> Iterator[Show]:
    """A ``Show`` whose line is taken away at the end; its file goes to the folder ``to``."""
    show = Show(stream, to)
    try:
        yield show
    finally:
        if show.terminal:
            stream.write("\r\x1b[K")
            stream.flush()


def told(done: Progress, to: Path, seconds: float) -> Iterator[str]:
    """The summary of a scan."""
    yield (
        f"{to}: {done.stories:,} stories, {done.words:,} words, {done.findings:,} findings in {done.parts:,} parts; "
        "every record accounted for"
    )
    if done.fresh < done.stories:
        yield f"{done.stories - done.fresh:,} stories were there from an earlier run"
    if done.fresh:
        yield f"{duration(seconds)}, {done.fresh / seconds:,.1f} stories a second"
    if done.rejected:
        yield f"{done.rejected:,} records rejected; {to / 'rejected.parquet'} says why"


def duration(seconds: float) -> str:
    """Seconds as "42 s", "3 min 5 s", "2 h 10 min"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
