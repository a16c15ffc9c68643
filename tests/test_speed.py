"""What makes the analysis fast changes nothing that it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from same import differences
from stories import stories

from framing.language.pipeline import _locate, _model

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
RARE = [
    "There's no way. There is one. There there is is. There 's 're.",
    "Two  spaces.\tA tab. Gonna go, let's go. Let ’s stay. Gon na run. I got ta go, he got it.",
    "Ain't it? Ai nt n't. Y'all come on; c'm on, y all. Nothin' and nuthin' doin'. Goin' to see ol' Roe.",
    "He'd've gone. 'Nuff of 'em; we'll see, they'd say. She gets what he got. Do it, does it, have it.",
    "That that is, is. But for this, but not those. It is it. You and I saw it, and you.",
]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_remembered_attributes_are_those_of_the_ruler(path: Path) -> None:
    fast, plain = _model(), spacy.load(_locate(), exclude=["ner", "senter"])
    texts = [*path.read_text(encoding="utf-8").split("\n\n"), *RARE]
    for _ in range(2):  # asked, then remembered
        with fast.memory_zone(), plain.memory_zone():
            for one, other in zip(fast.pipe(texts), plain.pipe(texts), strict=True):
                assert one.to_json() == other.to_json()


def test_what_is_cached_equals_what_is_read_afresh() -> None:
    """150 revisions of an editing history; ``benchmarks/same.py`` makes 10,000."""
    found = [text for text in differences(stories(None, 70, 20), 150, 7) if text is not None]
    assert not found
