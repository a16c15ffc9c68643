"""Paragraphs that one process of a service has read, for those that were forked from the same one.

An editor's revisions come to any of them, and each would read what the others have read already.  The memory they
share is made before they fork and has no name: no file, nothing that another program could open.
"""

from __future__ import annotations

import hashlib
import io
import mmap
import pickle
import struct
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Final

from framing.analyzers.analysis import Local
from framing.analyzers.facts import Fact
from framing.document import Span
from framing.language.parse import Paragraph, Token, shared

PLACES: Final = 1_024
ROOM: Final = 16 << 10
"""Bytes of a place.  One of a hundred words needs some 10,000; one that needs more than this is not kept."""
HEAD: Final = struct.Struct("<16sI")
"""Digest of key and content, by which a paragraph is known and found whole; length of the content."""
FASTEST: Final = 1
MADE_OF: Final = frozenset(kind.__module__ for kind in (Local, Paragraph, Fact, Span))
BESIDES: Final = frozenset(
    {("array", "array"), ("array", "_array_reconstructor"), ("builtins", "range"), (__name__, "_sharing")}
)


class Shelf:
    """One paragraph in each of ``places``: the last whose key falls there.

    Processes do not wait for each other: what is read while another writes does not fit its digest and is not there.
    """

    def __init__(self, places: int = PLACES) -> None:
        self.places = places
        self._memory = mmap.mmap(-1, places * ROOM)

    def get(self, key: bytes) -> Local | None:
        """The paragraph with this key, equal to the one that was put there, if it still is."""
        begin = self._place(key)
        digest, length = HEAD.unpack_from(self._memory, begin)
        begin += HEAD.size
        content = self._memory[begin : begin + min(length, ROOM - HEAD.size)]
        if digest != _digest(key, content):
            return None
        local: Local = _Unpacker(io.BytesIO(zlib.decompress(content))).load()
        return local

    def put(self, key: bytes, local: Local) -> None:
        """Keep a paragraph until another one needs its place."""
        content = zlib.compress(_packed(local), FASTEST)
        if HEAD.size + len(content) <= ROOM:
            begin = self._place(key)
            entry = HEAD.pack(_digest(key, content), len(content)) + content
            self._memory[begin : begin + len(entry)] = entry

    def _place(self, key: bytes) -> int:
        return int.from_bytes(key[:8], "little") % self.places * ROOM


class _Unpacker(pickle.Unpickler):
    """Reads what ``_packed`` wrote, and makes nothing but that."""

    def find_class(self, module: str, name: str) -> Any:
        """One of our own facts, or what holds figures; nothing else may be named."""
        if (module, name) in BESIDES:
            return super().find_class(module, name)
        if module in MADE_OF and is_dataclass(found := super().find_class(module, name)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a paragraph")


def _digest(key: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=key, digest_size=16).digest()


def _packed(local: Local) -> bytes:
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {Local: _declared, Paragraph: _declared, Token: _token}
    pickler.dump(local)
    return packed.getvalue()


def _declared(kept: Any) -> tuple[type, tuple[Any, ...]]:
    """Its fields, without the answers that it remembers: they hold matches of patterns, which cannot be packed."""
    return type(kept), tuple(getattr(kept, field.name) for field in fields(kept))


def _token(token: Token) -> tuple[Callable[..., Token], tuple[Any, ...]]:
    return _sharing, _declared(token)[1]


def _sharing(*values: Any) -> Token:
    """A token whose words share memory with those of others, as a parsed one's do."""
    words: Any = (shared(value) if isinstance(value, str) else value for value in values)
    return Token(*words)
