"""Records that do harm, for workers of a scan: what a story says decides what it does."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from framing.archive.records import Record
from framing.archive.work import analyze_record
from framing.config import Config
from framing.report import Report


def analyze(record: Record, config: Config) -> Report:
    """Kill, hang or raise on a word; wait for a file's absence on another; else report."""
    if "KILLER" in record.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANGING" in record.text:
        time.sleep(600)
    if "RAISING" in record.text:
        raise ValueError(record.text)
    if "ONCE" in record.text:
        flag = Path(record.desk)
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return analyze_record(record, config)
