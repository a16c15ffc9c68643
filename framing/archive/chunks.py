"""Records → chunks of a fixed number; where one begins depends on the input alone, so a scan can go on later."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from framing.archive.read import Item, read_source
from framing.archive.records import Fields, Record, Rejected
from framing.archive.sources import Source
from framing.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records that make one part: ``read`` bytes of the input lie before its end.

    ``digest``  of all it holds: two chunks with one digest give one part
    """

    number: int
    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]
    read: int
    digest: str

    @property
    def size(self) -> int:
        """Records in it, good and bad."""
        return len(self.records) + len(self.rejected)


def chunks(sources: Sequence[Source], fields: Fields, size: int) -> Iterator[Chunk]:
    """All records of all sources in order, ``size`` to a chunk; of two with one id the second is rejected.

    Raises ArchiveError if there is no room for the ids.
    """
    number, held, done, read = 0, list[Item](), 0, 0
    with _ids_met() as ids:
        for source in sources:
            for item, position in read_source(source, fields):
                held.append(_once(item, ids))
                read = done + position
                if len(held) == size:
                    yield _chunk(number, held, read)
                    number, held = number + 1, []
            done += source.size
        if held:
            yield _chunk(number, held, read)


@contextmanager
def _ids_met() -> Iterator[sqlite3.Connection]:
    """Ids already met, in a temporary file, which the system takes away: memory stays flat."""
    try:
        with closing(sqlite3.connect("")) as ids:
            ids.execute("create table seen (id blob primary key, place text) without rowid")
            yield ids
    except sqlite3.Error as error:
        raise ArchiveError(
            f"no temporary file for ids: {error}; SQLITE_TMPDIR may name a folder with more room"
        ) from None


def _once(item: Item, ids: sqlite3.Connection) -> Item:
    if isinstance(item, Rejected):
        return item
    key = hashlib.blake2b(item.id.encode(), digest_size=16).digest()
    if ids.execute("insert or ignore into seen values (?, ?)", (key, item.place)).rowcount:
        return item
    (first,) = ids.execute("select place from seen where id = ?", (key,)).fetchone()
    return Rejected(item.place, item.id, f"the id stands already at {first}")


def _chunk(number: int, held: Sequence[Item], read: int) -> Chunk:
    digest = hashlib.blake2b(digest_size=16)
    for item in held:
        parts: tuple[object, ...] = (item.place, item.id)
        if isinstance(item, Record):
            parts += (item.kind, item.text, item.title, item.day, item.desk, item.author)
        for part in parts:
            data = str(part).encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "little") + data)
    good = tuple(item for item in held if isinstance(item, Record))
    bad = tuple(item for item in held if isinstance(item, Rejected))
    return Chunk(number, good, bad, read, digest.hexdigest())
