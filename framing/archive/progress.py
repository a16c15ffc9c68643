"""How far a scan is, for people: a line that is redrawn on a terminal, a line every half minute elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from framing.archive.scan import Progress

EVERY: Final = (0.2, 30.0)
"""Seconds between lines: on a terminal, elsewhere."""
WIDTH: Final = 24


class Show:
    """Writes progress; rate and time left are those of this run, not of parts that were there before."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.terminal = stream.isatty()
        self.start = self.last = time.monotonic()
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

    def line(self, progress: Progress) -> str:
        """One line: share done, stories, rejected, rate, time left."""
        share = progress.read / progress.total if progress.total else 1.0
        left = (progress.total - progress.read) * self.seconds / self.fresh_bytes if self.fresh_bytes else None
        bar = ("━" * round(WIDTH * share)).ljust(WIDTH, "·")
        return (
            f"{bar} {share:4.0%}  {progress.stories:,} stories, {progress.rejected:,} rejected, "
            f"{self.fresh / self.seconds if self.seconds else 0:,.1f}/s, "
            f"{'?' if left is None else duration(left)} left"
        )


@contextmanager
def shown(stream: TextIO) -> Iterator[Show]:
    """A ``Show`` whose line is taken away at the end."""
    show = Show(stream)
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
