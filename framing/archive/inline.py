"""The engine that needs nothing: one chunk after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterator

from framing.archive.chunks import Chunk
from framing.archive.work import Done, Work, work_on


def run_inline(todo: Iterator[Chunk], work: Work) -> Done:
    """Each chunk with its part.  A story that ends the process ends the scan; the Dask engine isolates it."""
    for chunk in todo:
        yield chunk, work_on(chunk.records, work, guarded=False)
