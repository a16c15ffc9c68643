"""Reads the word lists of this folder.

A list is UTF-8 text: head lines ``# key: value`` (``what``, ``reference``, ``size``, ``date``), then one entry a
line, its columns apart by tabs.  Lines that start with ``#`` further down are section titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def _text(name: str) -> str:
    return files("framing.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8")


def head(name: str) -> dict[str, str]:
    """The head of a list: its keys and values."""
    lines = _text(name).splitlines()
    pairs = (line[1:].partition(":") for line in lines if line.startswith("#") and ":" in line)
    return {key.strip(): value.strip() for key, _, value in pairs}


def entries(name: str) -> Iterator[tuple[str, ...]]:
    """The entries of a list as tuples of columns, in file order."""
    for line in _text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(column.strip() for column in line.split("\t"))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a list."""
    return frozenset(entry[0] for entry in entries(name))


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """First column to the other columns."""
    return MappingProxyType({entry[0]: entry[1:] for entry in entries(name)})
