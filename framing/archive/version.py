"""Which code made a part: parts of one scan must come from one."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

COUNTED: Final = (".py", ".txt", ".json", ".gz")


def code_version() -> str:
    """Version of Framing with its models, and a fingerprint of its code, rules and lexicons."""
    from framing.engine import version

    return f"{version()}+code.{_fingerprint()}"


@cache
def _fingerprint() -> str:
    root = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(root.rglob("*")):
        if path.suffix in COUNTED:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
