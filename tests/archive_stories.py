"""A small archive, and what a scan has made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from framing.archive.inline import run_inline
from framing.archive.scan import Engine, Progress, Settings, scan
from framing.archive.tables import SCHEMAS
from framing.archive.version import code_version
from framing.archive.work import Work
from framing.config import Config

Row = dict[str, Any]


def story(number: int, text: str = "") -> Row:
    """A story with a voice and two numbers."""
    return {
        "id": f"s{number}",
        "title": f"Harbour board weighs plan {number}",
        "text": text
        or f"The harbour lost {number + 3} percent of its trade, Ann Roe said.\n\nSome {number + 40} left.",
        "date": f"2024-0{number % 3 + 1}-05",
        "desk": "port",
        "author": "Lee Hart",
    }


def lines(rows: Sequence[Row | bytes]) -> bytes:
    """JSONL of rows; bytes stand as they are."""
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


def run(source: Path, to: Path, engine: Engine = run_inline, size: int = 4, **more: Any) -> Progress:
    """Scan with parts of four records."""
    config = more.pop("config", Config())
    return scan([source], to, Settings(config=config, size=size), Work(config, code_version(), **more), engine)


def scan_of(sources: Sequence[Path], to: Path) -> Progress:
    """Scan as the command line does unless told otherwise."""
    return scan(sources, to, Settings(), Work(Config(), code_version()), run_inline)


def table(to: Path, name: str) -> list[Row]:
    """All rows of a table, in the order of the parts."""
    return [row for path in sorted((to / name).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def rejected(to: Path) -> dict[str, str]:
    """Reason by place."""
    return {row["place"]: row["reason"] for row in pq.read_table(to / "rejected.parquet").to_pylist()}


def contents(to: Path) -> dict[str, bytes]:
    """Bytes of every file of the tables."""
    return {f"{name}/{path.name}": path.read_bytes() for name in SCHEMAS for path in (to / name).glob("*.parquet")}
