"""The work of one chunk: a pure function from records to the bytes of a part, the same in every engine."""

from __future__ import annotations

import faulthandler
import os
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from framing.archive.chunks import Chunk
from framing.archive.records import Record, Rejected
from framing.archive.tables import SCHEMAS, Row, rows, table
from framing.config import Config
from framing.errors import ConfigError, InputError, ModelError
from framing.report import Report

LIMIT: Final = 60.0
"""Seconds that one story may take."""


def analyze_record(record: Record, config: Config) -> Report:
    """The report on one record."""
    from framing.engine import analyze

    kind = "blocks" if record.title else record.kind
    return analyze(record.content, kind=kind, name=record.id, config=config)


@dataclass(frozen=True, slots=True)
class Work:
    """How records are judged; ``version`` must be that of the process which does it."""

    config: Config
    version: str
    limit: float = LIMIT
    analyze: Callable[[Record, Config], Report] = analyze_record


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a chunk: Parquet by table, the number of ``stories`` and ``words`` in it, what was rejected."""

    tables: dict[str, bytes] = field(repr=False)
    stories: int
    words: int
    findings: int
    rejected: tuple[Rejected, ...] = ()


Done = Generator[tuple[Chunk, Part], None, None]
"""What an engine yields: each chunk with its part.  Whoever stops early closes it, which ends the workers."""


def work_on(records: Sequence[Record], work: Work, *, guarded: bool) -> Part:
    """Analyse the records; one that raises is rejected, and stops none of the others.

    ``guarded``: a story that takes longer than the limit ends this process, so only for workers that are replaced.
    No softer way would do: the tokenizer can hold the interpreter for the whole time, and no timer gets a turn.
    Raises ModelError and ConfigError, which are no fault of a record.
    """
    made: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    rejected = []
    for record in records:
        try:
            with _limited(work.limit if guarded else None):
                found = rows(record, work.analyze(record, work.config))
        except (ModelError, ConfigError):
            raise
        except Exception as error:
            rejected.append(Rejected(record.place, record.id, _reason(error)))
        else:
            for name, some in found.items():
                made[name] += some
    return part_of({name: table(name, some) for name, some in made.items()}, rejected)


def part_of(tables: dict[str, pa.Table], rejected: Sequence[Rejected]) -> Part:
    """The part of these tables; equal rows give equal bytes."""
    stories = tables["stories"]
    return Part(
        {name: _parquet(some) for name, some in tables.items()},
        stories.num_rows,
        sum(stories["words"].to_pylist()),
        tables["findings"].num_rows,
        tuple(rejected),
    )


def joined(parts: Sequence[Part]) -> Part:
    """One part of several, as if their records had been worked on together."""
    tables = {
        name: pa.concat_tables(
            [
                schema.empty_table(),
                *(pq.read_table(pa.BufferReader(part.tables[name])) for part in parts if part.tables),
            ]
        ).combine_chunks()
        for name, schema in SCHEMAS.items()
    }
    return part_of(tables, [item for part in parts for item in part.rejected])


def _parquet(some: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(some, sink, compression="zstd")
    return bytes(sink.getvalue())


def _reason(error: Exception) -> str:
    """Errors about input quote no story; of others only class and place are told."""
    if isinstance(error, InputError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    return f"internal error: {type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    if seconds is None:
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
