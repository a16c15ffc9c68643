"""The files of an archive, in a fixed order."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from framing.errors import InputError
from framing.readers.files import SUFFIXES, fault_of_walked

Form = Literal["jsonl", "parquet", "story"]
ENDINGS: Final[dict[str, Form]] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".jsonl.zst": "jsonl",
    ".ndjson.zst": "jsonl",
    ".parquet": "parquet",
    **dict.fromkeys(SUFFIXES, "story"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file: ``name`` is relative to the ``folder`` that was named, or the file's own; ``size`` in bytes.

    There may be a million, so each holds no path of its own.
    """

    folder: Path
    name: str
    form: Form
    size: int

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name


def find_sources(paths: Sequence[Path], leave_out: Path) -> list[Source]:
    """The files under ``paths``, folders in name order without hidden files and without ``leave_out``.

    Raises InputError for a path that is missing or of no known kind, a folder without stories, a name twice.
    """
    found: list[Source] = []
    for path in paths:
        before = len(found)
        if path.is_dir():
            found += _walk(path, leave_out.resolve())
        elif path.is_file():
            found.append(_source(path.parent, path.name, _form(path.name)))
        else:
            raise InputError(f"{path}: no such file or folder")
        if len(found) == before:
            raise InputError(f"{path}: nothing to scan in this folder; looked for {', '.join(ENDINGS)}")
    names = set[str]()
    for source in found:
        if source.name in names:
            first = next(other.path for other in found if other.name == source.name)
            raise InputError(f"{source.path}: {first} has the same name; scan a folder that holds both")
        names.add(source.name)
    return found


def fingerprint(sources: Sequence[Source]) -> dict[str, Any]:
    """What tells one input from another before it is read: names and sizes."""
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        digest.update(f"{source.name}\0{source.size}\0".encode("utf-8", "surrogateescape"))
    return {"files": len(sources), "bytes": sum(source.size for source in sources), "names": digest.hexdigest()}


def _walk(folder: Path, leave_out: Path) -> Iterator[Source]:
    for base, folders, names in os.walk(folder, onerror=_refuse):
        here = Path(base)
        folders[:] = sorted(name for name in folders if name[0] != "." and (here / name).resolve() != leave_out)
        for name in sorted(names):
            form = ENDINGS.get(_ending(name))
            if name[0] != "." and form is not None:
                fault = fault_of_walked(here / name, folder)
                if fault:
                    raise InputError(f"{here / name}: {fault}")
                yield _source(folder, (here / name).relative_to(folder).as_posix(), form)


def _source(folder: Path, name: str, form: Form) -> Source:
    try:
        return Source(folder, name, form, (folder / name).stat().st_size)
    except OSError as error:
        raise InputError(f"{folder / name}: {error.strerror or type(error).__name__}") from None


def _form(name: str) -> Form:
    form = ENDINGS.get(_ending(name))
    if form is None:
        raise InputError(f"{name}: no reader for this ending; known: {', '.join(ENDINGS)}")
    return form


def _ending(name: str) -> str:
    """ ".jsonl.gz" for compressed lines, the last ending for all else."""
    lower = name.lower()
    packed = next((ending for ending in ENDINGS if ending.count(".") == 2 and lower.endswith(ending)), None)
    return packed or Path(lower).suffix


def _refuse(error: OSError) -> None:
    raise InputError(f"{error.filename}: {error.strerror or type(error).__name__}")
