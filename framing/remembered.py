"""Ask once: what a function says of a paragraph or of an analysis is kept with it.

Both are frozen, so the answer cannot change.  A paragraph that nobody has edited comes from the cache with all its
answers, and rules that ask the same of a story share one.  The answers are shared too: give tuples and frozen things.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

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
