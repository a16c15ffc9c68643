"""The folder of a scan: locked by one, written a part at a time, and refused when it was begun with something else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from framing.archive.chunks import Chunk
from framing.archive.tables import SCHEMAS
from framing.archive.work import Part
from framing.errors import ArchiveError

FORMAT: Final = 1
LOCK: Final = ".lock"
MANIFEST: Final = "manifest.json"
PARTS: Final = "parts"
REJECTED: Final = "rejected.parquet"
REJECTED_SCHEMA: Final = pa.schema([("place", pa.string()), ("id", pa.string()), ("reason", pa.string())])

Marker = dict[str, Any]
"""Of one part: digest of its chunk, counts, rejected records, bytes of each table."""


@contextmanager
def opened(path: Path, manifest: Mapping[str, Any]) -> Iterator[Folder]:
    """The folder at ``path``, made if it is not there, locked until the end.

    Raises ArchiveError if it cannot be written, another scan has it, it was begun with another manifest, or it
    holds files that are no scan's.
    """
    with _told(path):
        path.mkdir(parents=True, exist_ok=True)
    with _lock(path / LOCK) as lock:
        known = path / MANIFEST
        with _told(known):
            if known.exists():
                _compare(path, json.loads(known.read_bytes()), json.loads(_json({"format": FORMAT, **manifest})))
            elif any(item.name != LOCK for item in path.iterdir()):
                raise ArchiveError(f"{path}: holds files but no {MANIFEST}; choose an empty or a new folder")
            else:
                write(known, _json({"format": FORMAT, **manifest}))
            for name in (*SCHEMAS, PARTS):
                (path / name).mkdir(exist_ok=True)
                for torn in (path / name).glob("*.tmp"):
                    torn.unlink()
        yield Folder(path, lock)


class Folder:
    """What a scan has written so far; ``lock`` is the open file that keeps others out."""

    def __init__(self, path: Path, lock: IO[bytes]) -> None:
        self.path = path
        self._held = os.fstat(lock.fileno())

    def marker(self, number: int) -> Marker | None:
        """The marker of a finished part; None if it is not there, or one of its files is not as it was written."""
        try:
            marker: Marker = json.loads(self._marker(number).read_bytes())
            whole = all(self._file(name, number).stat().st_size == size for name, size in marker["bytes"].items())
            return marker if whole and {*marker["bytes"]} == {*SCHEMAS} else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, chunk: Chunk, part: Part) -> None:
        """Write a part: its tables first, then its marker, each whole or not at all.

        Raises ArchiveError if it cannot, or if the folder is no longer the one that was locked.
        """
        self._check_held()
        for name, data in part.tables.items():
            write(self._file(name, chunk.number), data)
        rejected = [asdict(item) for item in (*chunk.rejected, *part.rejected)]
        marker = {
            "digest": chunk.digest,
            "records": chunk.size,
            "stories": part.stories,
            "words": part.words,
            "findings": part.findings,
            "rejected": rejected,
            "bytes": {name: len(data) for name, data in part.tables.items()},
        }
        write(self._marker(chunk.number), _json(marker))

    def write_rejected(self, parts: int) -> int:
        """Gather the rejected records of all parts in one file; returns their number."""
        target, count = self.path / REJECTED, 0
        made = target.with_suffix(".tmp")
        with _told(target), pq.ParquetWriter(made, REJECTED_SCHEMA, compression="zstd") as writer:
            for number in range(parts):
                some = (self.marker(number) or {"rejected": []})["rejected"]
                count += len(some)
                if some:
                    writer.write_table(pa.Table.from_pylist(some, schema=REJECTED_SCHEMA))
        with _told(target):
            made.replace(target)
        return count

    def stories(self, number: int) -> int:
        """Rows of one part's ``stories``, by the file itself.  Raises ArchiveError if it cannot be read."""
        path = self._file("stories", number)
        with _told(path):
            return int(pq.read_metadata(path).num_rows)

    def strangers(self, parts: int) -> Iterator[Path]:
        """Files among the tables that belong to no part of this scan."""
        for name in SCHEMAS:
            for path in sorted((self.path / name).glob("*.parquet")):
                number = path.stem.removeprefix("part-")
                if not number.isdecimal() or int(number) >= parts or path != self._file(name, int(number)):
                    yield path

    def _check_held(self) -> None:
        try:
            held = os.path.samestat(self._held, (self.path / LOCK).stat())
        except OSError:
            held = False
        if not held:
            raise ArchiveError(f"{self.path}: was removed or replaced while the scan ran; run the same command again")

    def _file(self, name: str, number: int) -> Path:
        return part_file(self.path, name, f"{number:06d}")

    def _marker(self, number: int) -> Path:
        return self.path / PARTS / f"{number:06d}.json"


def part_file(path: Path, table: str, part: str) -> Path:
    """Where a part of a table lies in the folder of a scan."""
    return path / table / f"part-{part}.parquet"


def finished_parts(path: Path) -> list[str]:
    """The parts that have a marker, in order."""
    return sorted(marker.stem for marker in (path / PARTS).glob("*.json"))


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.  Raises ArchiveError, and leaves no torn file."""
    made = path.with_name(path.name + ".tmp")
    try:
        with made.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {error.strerror or type(error).__name__}") from None
    finally:
        made.unlink(missing_ok=True)


def _compare(path: Path, old: Any, new: Mapping[str, Any]) -> None:
    if not isinstance(old, dict):
        raise ArchiveError(f"{path / MANIFEST}: not a manifest of a scan")
    for name in new:
        if old.get(name) != new[name]:
            then, now = (json.dumps(some.get(name)) for some in (old, new))
            raise ArchiveError(
                f"{path}: was begun with another {name} (then {then}, now {now}); "
                "go on as it was begun, or choose another folder"
            )


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror or type(error).__name__}") from None
    except ValueError:
        raise ArchiveError(f"{path}: damaged; remove it and run the same command again") from None


@contextmanager
def _lock(path: Path) -> Iterator[IO[bytes]]:
    """Hold the folder; the system lets go of it when the process ends, however it ends."""
    with _told(path):
        file = path.open("a+b")
    with file:
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ArchiveError(f"{path.parent}: another scan writes to this folder; wait for it to end") from None
        yield file
