"""Path patterns as newsrooms write them: ``drafts/**``, ``*.txt``, ``opinion``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

PART: Final = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
MEANING: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a POSIX path, or a folder above it, fits one of the patterns.

    ``*`` and ``?`` stay within one name, ``**`` goes over folders; a pattern without ``/`` fits at any depth.
    """
    parts = path.split("/")
    places = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    return any(_compiled(pattern).fullmatch(place) for pattern in patterns for place in places)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    bare = pattern.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in bare else "(?:.*/)?"
    return re.compile(anywhere + "".join(MEANING.get(part, re.escape(part)) for part in PART.findall(bare)), re.DOTALL)
