"""``framing archive`` in a process of its own, over records that do harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TextIO

from archive_poison import analyze

LIMIT = 300
"""Seconds until a test gives up waiting; a busy machine is slow, and only a fault takes that long."""
HERE = Path(__file__).parent
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)]),
    "FRAMING_ENCODER": "0",  # what is found does not matter here, only that it is found once
    "OMP_NUM_THREADS": "1",
}


def start(
    source: Path,
    to: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    output: int | TextIO = subprocess.PIPE,
    group: bool = False,
) -> subprocess.Popen[str]:
    """A scan with parts of four records unless ``options`` say otherwise; with ``group`` its processes are one."""
    command = [sys.executable, __file__, "archive", str(source), "--to", str(to), "--chunk", "4", *options]
    return subprocess.Popen(
        command,
        env={**ENVIRONMENT, **(environment or {})},
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=group,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit status and all that the scan said."""
    said, _ = process.communicate(timeout=LIMIT)
    return process.returncode, said


def waiting(flag: Path, process: subprocess.Popen[str]) -> int:
    """The process that waits for ``flag`` (``archive_poison.wait``), once it does."""
    file = flag.with_suffix(".pid")
    until(file.exists, process)
    return int(file.read_text())


def until(true: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Wait for something; fail when the scan ends before."""
    deadline = time.monotonic() + LIMIT
    while not true():
        assert process is None or process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    from framing.archive import work
    from framing.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin with it ignored
    work.Work = partial(work.Work, analyze=analyze)  # type: ignore[assignment,misc]
    raise SystemExit(main())
