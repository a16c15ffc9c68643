"""A finished scan as a database: DuckDB reads its Parquet where it lies, with memory that does not grow with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb

from framing.archive.folder import FORMAT, MANIFEST, REJECTED, finished_parts, part_file
from framing.archive.tables import SCHEMAS
from framing.errors import ArchiveError

SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,  # equal folders give equal bytes: sums of fractions depend on their order
    "memory_limit": "1GiB",
    "autoinstall_known_extensions": False,  # nothing is ever downloaded
    "autoload_known_extensions": False,
}

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """What a scan has written, open for questions: its manifest, and its tables and ``rejected`` as views."""

    manifest: dict[str, Any]
    connection: duckdb.DuckDBPyConnection

    def rows(self, question: str, *values: object) -> list[Row]:
        """The answer to a question in SQL, with a value for each ``?`` in it."""
        return self.connection.execute(question, values).fetchall()

    def row(self, question: str, *values: object) -> Row:
        """The only row of an answer."""
        (found,) = self.rows(question, *values)
        return found


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """The finished scan in a folder; nothing in it is changed, and no other file can be read by a question.

    Raises ArchiveError if it is no folder of a scan, the scan is not finished, it holds no story, or is damaged.
    """
    manifest = _manifest(path)
    files = {name: _parts(path, name) for name in SCHEMAS}
    with TemporaryDirectory(prefix="framing-") as spill, duckdb.connect(config=SETTINGS) as connection:
        try:
            for name, parts in files.items():
                connection.read_parquet([escape(str(part)) for part in parts]).create_view(name)
            connection.read_parquet(escape(str(path / REJECTED))).create_view("rejected")
            connection.execute("set temp_directory = $1", [spill])
            connection.execute("set allowed_directories = [$1, $2]", [str(path), escape(str(path))])
            connection.execute("set enable_external_access = false")
            archive = Archive(manifest, connection)
            if archive.row("select count(*) from stories") == (0,):
                raise ArchiveError(f"{path}: no story was analysed; {REJECTED} says why")
            yield archive
        except duckdb.Error as error:
            raise ArchiveError(f"{path}: cannot be read: {_first_line(error)}") from None


def _manifest(path: Path) -> dict[str, Any]:
    try:
        found = json.loads((path / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise ArchiveError(f"{path}: not the folder of a scan: it holds no {MANIFEST}") from None
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror or type(error).__name__}") from None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ArchiveError(f"{path / MANIFEST}: not a manifest of a scan of format {FORMAT}")
    return found


def _parts(path: Path, table: str) -> list[Path]:
    """The files of a table, one for each part.  Raises ArchiveError if one is missing or the scan is not finished."""
    if not (path / REJECTED).is_file():
        raise ArchiveError(f"{path}: the scan is not finished; run the same command again to go on")
    parts = [part_file(path, table, part) for part in finished_parts(path)]
    for part in parts:
        if not part.is_file():
            raise ArchiveError(f"{part}: is missing; run the scan again to have it made anew")
    if not parts:
        raise ArchiveError(f"{path}: the input of the scan held no record")
    return parts


def _first_line(error: duckdb.Error) -> str:
    """What is wrong with which file; the questions themselves convert no text, so none is quoted."""
    return str(error).partition("\n")[0]
