"""Which stories a command line names, and their content."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast, get_args

from framing.config import Config
from framing.config.file import Project
from framing.document import Kind
from framing.errors import InputError, nearest
from framing.readers import files as kinds

STDIN: Final = "-"
BYTES_PER_CHARACTER: Final = 4

Content = str | Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Story:
    """A story to check: ``path`` is None for standard input; ``name`` is what reports call it."""

    path: Path | None
    name: str
    kind: Kind

    @property
    def place(self) -> Path:
        """Where per-file sections see it."""
        return self.path or Path(self.name)

    def read(self, config: Config) -> Content:
        """Its content.  Raises InputError if it cannot be read or decoded, or is too large."""
        limit = config.max_characters * BYTES_PER_CHARACTER
        try:
            if self.path is None:
                data = sys.stdin.buffer.read(limit + 1)
            else:
                with self.path.open("rb") as file:
                    data = file.read(limit + 1)
        except OSError as error:
            raise InputError(error.strerror or type(error).__name__) from None
        if len(data) > limit:
            raise InputError(f"the story is longer than {config.max_characters:,} characters")
        text = kinds.decode(data, self.name)
        return _blocks(text) if self.kind == "blocks" else text


def kind_named(name: str | None) -> Kind | None:
    """The kind given by ``--kind``.  Raises InputError for an unknown one."""
    known = get_args(Kind)
    if name is not None and name not in known:
        raise InputError(f"--kind: unknown kind {name!r}{nearest(name, known)}")
    return cast("Kind | None", name)


def find_stories(
    paths: Sequence[str], project: Project, *, kind: Kind | None = None, stdin_name: str | None = None
) -> Iterator[Story | InputError]:
    """The stories under ``paths``, each once, folders in name order; an InputError for what cannot be checked.

    A file that is named is checked even if ``exclude`` fits; folders are walked without hidden files.
    """
    seen: set[Path] = set()
    for given in paths:
        if given == STDIN:
            yield from _named(None, stdin_name or "stdin", kind if stdin_name else kind or "text")
            continue
        path = Path(given)
        if path.is_dir():
            walked = list(_walk(path, project, kind))
            if not walked:
                yield InputError(f"{given}: no story in this folder; looked for {', '.join(kinds.SUFFIXES)}")
        elif path.exists():
            walked = list(_named(path, _shown(path), kind))
        else:
            walked = [InputError(f"{given}: no such file or folder")]
        for story in walked:
            if isinstance(story, InputError) or story.path is None:
                yield story
            elif (real := story.path.resolve()) not in seen:
                seen.add(real)
                yield story


def _named(path: Path | None, name: str, kind: Kind | None) -> Iterator[Story | InputError]:
    try:
        yield Story(path, name, kind or kinds.kind_of(name))
    except InputError as error:
        yield error


def _walk(folder: Path, project: Project, kind: Kind | None) -> Iterator[Story | InputError]:
    unreadable: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=unreadable.append):
        here = Path(base)
        folders[:] = sorted(name for name in folders if name[0] != "." and not project.excludes(here / name))
        for name in sorted(names):
            path = here / name
            if name[0] != "." and path.suffix.lower() in kinds.SUFFIXES and not project.excludes(path):
                fault = kinds.fault_of_walked(path, folder)
                if fault:
                    yield InputError(f"{_shown(path)}: {fault}")
                else:
                    yield from _named(path, _shown(path), kind)
    for error in unreadable:
        yield InputError(f"{_shown(Path(error.filename))}: {error.strerror}")


def _shown(path: Path) -> str:
    """A path as reports show it: POSIX, relative to here where it lies inside."""
    full = Path(os.path.normpath(path.absolute()))
    here = Path.cwd()
    return (full.relative_to(here) if full.is_relative_to(here) else path).as_posix()


def _blocks(text: str) -> Sequence[Mapping[str, Any]]:
    """The blocks of a CMS as JSON."""
    try:
        blocks = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not valid JSON: {error}") from None
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise InputError("a story of kind 'blocks' must be a JSON list of objects")
    return blocks
