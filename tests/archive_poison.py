"""Records that do harm, for workers of a scan: what a story says decides what it does."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from framing.archive.records import Record
from framing.archive.work import analyze_record
from framing.config import Config
from framing.report import Report

MEBIBYTE = 1 << 20


def analyze(record: Record, config: Config) -> Report:
    """Report on the story, unless a word of it says to do something else first."""
    for word, act in ACTS.items():
        if word in record.text:
            act(record)
    return analyze_record(record, config)


def kill(record: Record) -> None:
    """What a fault in native code, or the kernel when memory is short, does."""
    os.kill(os.getpid(), signal.SIGKILL)


def hang(record: Record) -> None:
    """Hold the interpreter, so that no other thread of the process gets a turn: a regex that takes years."""
    re.match("(x+x+)+y", "x" * 100)


def eat(record: Record) -> None:
    """Fill memory, far beyond what a worker may have; the machine is spared."""
    held = [b"x" * (16 * MEBIBYTE) for _ in range(192)]
    raise AssertionError(f"{len(held)} blocks were had")


def fail(record: Record) -> None:
    """Raise, with the story in the error."""
    raise ValueError(record.text)


def wait(record: Record) -> None:
    """Tell who works on it in the file ``desk``.pid, and wait until the file ``desk`` is there."""
    flag = Path(record.desk)
    written = flag.with_suffix(".tmp")
    written.write_text(str(os.getpid()))
    written.replace(flag.with_suffix(".pid"))
    for _ in range(6_000):  # a test that fails leaves nobody behind who waits for ever
        if flag.exists():
            return
        time.sleep(0.05)


ACTS = {"KILLER": kill, "HANGING": hang, "GREEDY": eat, "RAISING": fail, "WAITING": wait}
