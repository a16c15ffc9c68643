"""Everything Framing raises on purpose.

FramingError
├── InputError    the story cannot be read: kind, encoding, size
├── ConfigError   a setting is unknown or out of range; names the nearest known one
├── RuleError     a rule is declared without one of its parts (at import)
├── ModelError    the language model is missing or is not the published one
└── ArchiveError  a scan cannot go on: its folder, its input, its cluster
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LONGEST_NAME: Final = 64
"""Characters of a name that an error quotes."""


class FramingError(Exception):
    """The root: catching it catches every failure that a caller can cause."""


class InputError(FramingError):
    """The story cannot be read: unknown kind, wrong encoding, too large, empty."""


class ConfigError(FramingError):
    """A setting, rule or level is unknown or out of range."""


class RuleError(FramingError):
    """A rule is declared without one of its parts."""


class ModelError(FramingError):
    """The language model is missing, or one of its files is not the published one."""


class ArchiveError(FramingError):
    """A scan cannot go on: its folder refuses, its input has changed, its cluster is lost."""


def quoted(name: str) -> str:
    """A name as an error quotes it; one that is too long to be a name may be a piece of a draft."""
    return repr(name) if len(name) <= LONGEST_NAME else f"of {len(name):,} characters"


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name ``name`` may have meant: ``"; did you mean 'x'?"`` or the list of all."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1) if len(name) <= LONGEST_NAME else []
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(names)}"
