"""A scan from end to end: what is missing is worked on, written part by part, and counted at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from framing.archive.chunks import Chunk, chunks
from framing.archive.folder import Folder, Marker, opened
from framing.archive.records import Fields
from framing.archive.sources import Source, find_sources, fingerprint
from framing.archive.work import Done, Work
from framing.config import Config
from framing.errors import ArchiveError

Engine = Callable[[Iterator[Chunk], Work], Done]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a scan's results depend on; ``size`` is the number of records in a part."""

    config: Config = field(default_factory=Config)
    fields: Fields = field(default_factory=Fields)
    size: int = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """So far: ``read`` of ``total`` bytes of input, ``stories`` and ``rejected`` in all; ``fresh`` ones of this run."""

    read: int
    total: int
    stories: int = 0
    rejected: int = 0
    words: int = 0
    findings: int = 0
    parts: int = 0
    fresh: int = 0

    def plus(self, marker: Marker, read: int, *, fresh: bool) -> Progress:
        """With one part more."""
        return replace(
            self,
            read=max(self.read, read),
            stories=self.stories + marker["stories"],
            rejected=self.rejected + len(marker["rejected"]),
            words=self.words + marker["words"],
            findings=self.findings + marker["findings"],
            parts=self.parts + 1,
            fresh=self.fresh + (marker["stories"] if fresh else 0),
        )


def scan(
    paths: Sequence[Path],
    to: Path,
    settings: Settings,
    work: Work,
    engine: Engine,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """Scan ``paths`` into the folder ``to``; parts that are finished stay as they are.

    ``tell`` is called after each part.  Raises InputError for paths that cannot be scanned, and ArchiveError if the
    folder refuses, the cluster is lost, or not every record is there at the end.
    """
    sources = find_sources(paths, to)
    with opened(to, manifest(sources, settings, work.version)) as folder:
        state = _State(folder, Progress(0, sum(source.size for source in sources)), tell)
        with closing(engine(state.missing(chunks(sources, settings.fields, settings.size)), work)) as done:
            for chunk, part in done:
                folder.write(chunk, part)
                state.add(chunk, fresh=True)
        _verify(folder, state)
        return state.progress


def manifest(sources: Sequence[Source], settings: Settings, version: str) -> dict[str, Any]:
    """What must be equal for a scan to go on: input, code with its rules and models, configuration, chunks."""
    return {
        "input": fingerprint(sources),
        "version": version,
        "config": hashlib.blake2b(repr(settings.config).encode(), digest_size=16).hexdigest(),
        "fields": asdict(settings.fields),
        "chunk": settings.size,
    }


class _State:
    """Counts of one scan, and which of its chunks are not written yet."""

    def __init__(self, folder: Folder, progress: Progress, tell: Callable[[Progress], None]) -> None:
        self.folder = folder
        self.progress = progress
        self.tell = tell
        self.records = 0
        self.parts = 0

    def missing(self, every: Iterator[Chunk]) -> Iterator[Chunk]:
        for chunk in every:
            self.records += chunk.size
            self.parts += 1
            marker = self.folder.marker(chunk.number)
            if marker is None:
                yield chunk
            elif marker["digest"] != chunk.digest:
                raise ArchiveError(
                    f"{self.folder.path}: part {chunk.number} was made from other records than the input holds now; "
                    "choose another folder"
                )
            else:
                self.add(chunk, fresh=False)

    def add(self, chunk: Chunk, *, fresh: bool) -> None:
        marker = self.folder.marker(chunk.number)
        if marker is None:
            raise ArchiveError(f"{self.folder.path}: part {chunk.number} is gone or torn right after it was written")
        self.progress = self.progress.plus(marker, chunk.read, fresh=fresh)
        self.tell(self.progress)


def _verify(folder: Folder, state: _State) -> None:
    """Every record of the input is a story of the output or rejected, by the files themselves; else ArchiveError."""
    for path in folder.strangers(state.parts):
        raise ArchiveError(f"{path}: belongs to no part of this scan; remove it")
    stories = sum(folder.stories(number) for number in range(state.parts))
    rejected = folder.write_rejected(state.parts)
    if stories + rejected != state.records:
        raise ArchiveError(
            f"{folder.path}: incomplete: {state.records:,} records read, {stories:,} stories and {rejected:,} rejected "
            "written; run the same command again"
        )
