"""Files → records, one after the other: never more than one story, or one batch of a Parquet file, in memory."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import IO, Final

from framing.archive.records import Fields, Record, Rejected, day_of, printable, record_of
from framing.archive.sources import Source
from framing.errors import InputError
from framing.readers.files import decode, kind_of
from framing.readers.frontmatter import KEY

Item = Record | Rejected
LONGEST_LINE: Final = 16 * 1024 * 1024
"""Bytes of one line; what is longer is no story."""
BATCH: Final = 64
FENCED: Final = re.compile(r"---[ \t]*\r?\n(?P<inside>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def read_source(source: Source, fields: Fields) -> Iterator[tuple[Item, int]]:
    """Each record of a file, with how many bytes of the file are read by then.

    A file that breaks off is one rejected record after those that could be read.  Raises InputError for a Parquet
    file without the needed columns.
    """
    read = {"jsonl": _lines, "parquet": _rows, "story": _story}[source.form]
    yield from read(source, fields)


def _story(source: Source, fields: Fields) -> Iterator[tuple[Item, int]]:
    name = printable(source.name)
    try:
        if source.size > LONGEST_LINE:
            raise InputError(f"{name}: the file is larger than {LONGEST_LINE:,} bytes")
        text = decode(source.path.read_bytes(), name)
    except (OSError, InputError) as error:
        reason = error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
        yield Rejected(name, name, reason.removeprefix(f"{name}: ")), source.size
        return
    about = _front_matter(text) if kind_of(name) == "markdown" else {}
    desk, author = about.get(fields.desk, ""), about.get(fields.author, "")
    yield Record(name, name, kind_of(name), text, "", day_of(about.get(fields.date)), desk, author), source.size


def _front_matter(text: str) -> dict[str, str]:
    """Plain ``key: value`` lines between the fences of a Markdown file."""
    fenced = FENCED.match(text)
    found = map(KEY.fullmatch, fenced["inside"].splitlines()) if fenced else ()
    return {item["key"]: (item["value"] or "").strip(" \t\"'") for item in found if item}


def _lines(source: Source, fields: Fields) -> Iterator[tuple[Item, int]]:
    number = 0
    try:
        with source.path.open("rb") as raw, _unpacked(source, raw) as file:
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                place = f"{printable(source.name)}:{number}"
                if len(line) > LONGEST_LINE:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(LONGEST_LINE)
                    yield Rejected(place, "", f"the line is longer than {LONGEST_LINE:,} bytes"), raw.tell()
                elif not line.isspace():
                    yield _line(line, place, fields), raw.tell()
    except (OSError, EOFError, zlib.error) as error:
        place = f"{printable(source.name)}:{number + 1}"
        yield Rejected(place, "", f"the file breaks off here: {type(error).__name__}"), source.size


def _unpacked(source: Source, raw: IO[bytes]) -> IO[bytes]:
    ending = source.path.suffix.lower()
    if ending == ".gz":
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if ending == ".zst":
        import pyarrow as pa

        # Unlike the zstandard package, this one tells a file that breaks off from one that ends.
        return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd"))
    return raw


def _line(line: bytes, place: str, fields: Fields) -> Item:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        return Rejected(place, "", f"not valid UTF-8: byte 0x{line[error.start]:02x} at offset {error.start}")
    except RecursionError:
        return Rejected(place, "", "not valid JSON: nested too deeply")
    except json.JSONDecodeError as error:
        return Rejected(place, "", f"not valid JSON: {error.msg} at character {error.pos}")
    except ValueError:
        return Rejected(place, "", "not valid JSON: a number is too long")
    if not isinstance(row, dict):
        return Rejected(place, "", f"a line must hold a JSON object, not {type(row).__name__}")
    return record_of(row, place, fields)


def _rows(source: Source, fields: Fields) -> Iterator[tuple[Item, int]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    name, number = printable(source.name), 0
    try:
        with pq.ParquetFile(source.path) as file:
            columns = [column for column in file.schema_arrow.names if column in fields.names]
            if fields.id not in columns or not {fields.text, fields.html, fields.markdown} & {*columns}:
                raise InputError(
                    f"{name}: needs a column {fields.id!r} and one of {fields.text!r}, {fields.html!r}, "
                    f"{fields.markdown!r}; has {', '.join(file.schema_arrow.names)}"
                )
            total = max(1, file.metadata.num_rows)
            for batch in file.iter_batches(BATCH, columns=columns, use_threads=False):
                for index in range(batch.num_rows):
                    number += 1
                    yield _row(batch, index, f"{name}:{number}", fields), source.size * number // total
    except (OSError, pa.ArrowException) as error:
        yield Rejected(f"{name}:{number + 1}", "", f"the file breaks off here: {type(error).__name__}"), source.size


def _row(batch: object, index: int, place: str, fields: Fields) -> Item:
    import pyarrow as pa

    assert isinstance(batch, pa.RecordBatch)
    try:
        row = {column: batch.column(column)[index].as_py() for column in batch.schema.names}
    except UnicodeDecodeError:
        return Rejected(place, "", "not valid UTF-8")
    return record_of(row, place, fields)
