"""A scan holds the stories that are in work, and no others."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator

import pytest

from framing.archive.chunks import Chunk
from framing.archive.cluster import DASK, outcomes
from framing.archive.records import Record
from framing.archive.version import code_version
from framing.archive.work import Work
from framing.config import Config
from framing.report import Report

LETTERS = 250_000


def test_the_dask_engine_lets_go_of_chunks_that_are_done() -> None:
    distributed = pytest.importorskip("distributed")
    import dask

    with (
        dask.config.set(dict(DASK)),
        distributed.LocalCluster(
            1, host="127.0.0.1", processes=False, protocol="tcp", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        done = outcomes(client, _chunks(16), Work(Config(), code_version(), analyze=_refuse))
        next(done)
        tracemalloc.start()
        try:
            assert len([*done]) == 15
            gc.collect()
            held, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert held < 4 * LETTERS


def _chunks(count: int) -> Iterator[Chunk]:
    for number in range(count):
        record = Record(f"a.jsonl:{number}", f"s{number}", "text", str(number % 10) * LETTERS)
        yield Chunk(number, (record,), (), 0, "")


def _refuse(record: Record, config: Config) -> Report:
    raise ValueError
