"""Bytes and names of files → text and kind."""

from __future__ import annotations

import codecs
from pathlib import Path, PurePath
from typing import Final

from framing.document import Kind
from framing.errors import InputError

SUFFIXES: Final[dict[str, Kind]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BINARY_SAMPLE: Final = 8_192


def kind_of(name: str | PurePath) -> Kind:
    """The kind that a file name's ending stands for.  Raises InputError for one that has no reader."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        what = f"files that end in {suffix!r}" if suffix else "a file without an ending"
        raise InputError(f"{name}: no reader for {what}; known: {', '.join(SUFFIXES)}")
    return SUFFIXES[suffix]


def decode(content: bytes, name: str = "story") -> str:
    """Decode UTF-8; a byte order mark is left out, so that columns count from the first character.

    Raises InputError for other encodings and for binary files, saying where.
    """
    if content.startswith(WIDE_MARKS):
        raise InputError(f"{name}: the file is UTF-16 (byte order mark at its start); save it as UTF-8")
    if content[:BINARY_SAMPLE].count(0) > len(content[:BINARY_SAMPLE]) // 20:
        raise InputError(f"{name}: the file is binary or UTF-16, not UTF-8 text (NUL bytes)")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        good = content[: error.start]
        line = good.count(b"\n") + 1
        raise InputError(
            f"{name}: not valid UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}, line {line}; "
            "save it as UTF-8"
        ) from None


def fault_of_walked(path: Path, folder: Path) -> str | None:
    """Why a file that was found in ``folder``, but not named, must not be read: a link out of it, a pipe, a device.

    Who may add a file to a folder could else have any other file quoted in a report.
    """
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "a link that leads out of the folder; it is not followed"
    return "no regular file" if path.exists() and not path.is_file() else None
