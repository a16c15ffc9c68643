"""Ask once: what a function says of a paragraph or of an analysis, and a pattern finds in words, is kept with them.

All are frozen, so the answer cannot change.  A paragraph that nobody has edited comes from the cache with all its
answers, and rules that ask the same of a story share one.  The answers are shared too: give tuples and frozen things.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Self, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def remembered(find: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Keep each answer of ``find`` in the ``__dict__`` of what it was asked about, and go with it."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def ask(about: Asked) -> Answer:
        kept = vars(about)
        if name not in kept:
            kept[name] = find(about)
        answer: Answer = kept[name]
        return answer

    return ask


class Words(str):
    """Words of a paragraph, such as a sentence; kept with it, they know what each pattern found in them."""

    __slots__ = ("_found", "_plain")
    _found: dict[tuple[str, int], tuple[re.Match[str], ...]]
    _plain: str
    """What is searched: a match holds what it was found in; words that hold themselves would outlive the story."""

    def __new__(cls, text: str) -> Self:
        words = super().__new__(cls, text)
        words._found = {}
        words._plain = text
        return words

    def all(self, pattern: re.Pattern[str]) -> tuple[re.Match[str], ...]:
        """Every match of a pattern."""
        key = pattern.pattern, pattern.flags
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(pattern.finditer(self._plain))
        return found

    def first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of a pattern, if it is in them."""
        return next(iter(self.all(pattern)), None)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is in them."""
        return bool(self.all(pattern))
