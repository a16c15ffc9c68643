"""The folder of a finished scan, made of rows as they stand here: many stories, and no analysis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from framing.archive.chunks import Chunk
from framing.archive.folder import opened
from framing.archive.records import Rejected
from framing.archive.tables import SCHEMAS, SCORES, table
from framing.archive.work import part_of

Row = dict[str, Any]
MANIFEST = {"input": {"files": 1, "bytes": 2048, "names": "ab12"}, "version": "1.0+test", "config": "cd34"}


def story(number: int, **columns: Any) -> Row:
    """A story with two marks in 200 words of its own, one of four numbers without a source, half its voices named."""
    scores = dict.fromkeys((name.replace("-", "_") for name in SCORES), 1.0)
    counts = dict.fromkeys(("errors", "warnings", "infos", "suppressed", "skipped", "numbers"), 0)
    return {
        "story": f"s{number}",
        "date": date(2024, 1, 5),
        "desk": "city",
        "author": "Lee Hart",
        "place": f"a.jsonl:{number}",
        "words": 300,
        "markers": 2,
        "own_words": 200,
        "numbers_needing_source": 4,
        "numbers_without_source": 1,
        "voice_words": 40,
        "named_voice_words": 20,
        **scores,
        **counts,
        **columns,
    }


def voice(number: int, name: str, words: int, kind: str = "official", **columns: Any) -> Row:
    """What one source says in the story of this number."""
    return {
        "story": f"s{number}",
        "name": name,
        "kind": kind,
        "named": kind != "unnamed",
        "words": words,
        "first": False,
        "last": False,
        "headline": False,
        **columns,
    }


def made_archive(
    to: Path, stories: Iterable[Row], voices: Iterable[Row] = (), rejected: Iterable[Rejected] = (), parts: int = 1
) -> Path:
    """Write them as a scan would, so many stories to a part."""
    rows = {"stories": list(stories), "voices": list(voices), "findings": [], "numbers": []}
    size = -(-max(1, len(rows["stories"])) // parts)
    with opened(to, MANIFEST) as folder:
        for number in range(parts):
            some = rows["stories"][number * size : (number + 1) * size]
            held = {row["story"] for row in some}
            tables = {
                name: table(name, some if name == "stories" else [row for row in rows[name] if row["story"] in held])
                for name in SCHEMAS
            }
            bad = tuple(rejected) if number == 0 else ()
            folder.write(Chunk(number, (), bad, 0, str(number)), part_of(tables, ()))
        folder.write_rejected(parts)
    return to
