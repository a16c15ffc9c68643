"""What the processes of a service share: the same paragraphs, or nothing."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
import zlib
from pathlib import Path

import pytest

import framing
from framing.analyzers.analysis import Local
from framing.analyzers.cache import CACHE
from framing.analyzers.read import _read_all
from framing.analyzers.shelf import HEAD, Shelf, _digest
from framing.guard import fit
from framing.language.parse import Paragraph
from framing.wire import to_dict

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
TEXT = "Taxes will rise 5%, officials said."
KEY = bytes(range(16))


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """One with a place for each paragraph of a story, the same ones in each run."""
    shelf = Shelf(1 << 14)
    monkeypatch.setattr(CACHE, "shelf", shelf)
    monkeypatch.setattr(CACHE, "_salt", bytes(32))
    return shelf


@pytest.fixture(scope="module")
def local() -> Local:
    return _read_all([TEXT])[0]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_story_from_the_shelf_has_the_same_report(path: Path, shelf: Shelf) -> None:
    story = path.read_text(encoding="utf-8")
    CACHE.clear()
    fresh = to_dict(framing.analyze(story))
    CACHE.clear()
    read = CACHE.misses
    assert to_dict(framing.analyze(story)) == fresh
    assert CACHE.misses == read


@pytest.mark.skipif(sys.platform == "win32", reason="nothing forks there")
def test_what_one_process_has_read_another_need_not(shelf: Shelf, local: Local) -> None:
    child = multiprocessing.get_context("fork").Process(target=shelf.put, args=(KEY, local))
    child.start()
    child.join()
    assert shelf.get(KEY) == local


def test_only_the_right_key_finds_a_paragraph(local: Local) -> None:
    shelf = Shelf(1)
    assert shelf.get(KEY) is None
    shelf.put(KEY, local)
    assert shelf.get(bytes(reversed(KEY))) is None


@pytest.mark.parametrize("at", [0, 17, HEAD.size, HEAD.size + 300])
def test_what_another_process_is_writing_over_is_not_there(local: Local, at: int) -> None:
    shelf = Shelf(1)
    shelf.put(KEY, local)
    shelf._memory[at] ^= 255
    assert shelf.get(KEY) is None


@pytest.mark.parametrize("other", [print, fit], ids=["of Python", "of our own"])
def test_nothing_but_a_paragraph_can_be_made(other: object) -> None:
    shelf = Shelf(1)
    content = zlib.compress(pickle.dumps(other))
    entry = HEAD.pack(_digest(KEY, content), len(content)) + content
    shelf._memory[: len(entry)] = entry
    with pytest.raises(pickle.UnpicklingError, match="is no part of a paragraph"):
        shelf.get(KEY)


def test_a_paragraph_that_needs_more_room_is_not_kept(local: Local) -> None:
    shelf = Shelf(1)
    shelf.put(KEY, local)
    many = Local(Paragraph("".join(map(chr, range(0x4E00, 0x9E00))), (), (), ()))
    shelf.put(KEY, many)
    assert shelf.get(KEY) == local


def test_words_of_a_paragraph_from_the_shelf_share_memory(local: Local) -> None:
    shelf = Shelf(1)
    shelf.put(KEY, local)
    found = shelf.get(KEY)
    assert found
    pairs = zip(found.paragraph.tokens, local.paragraph.tokens, strict=True)
    assert all(mine.text is its.text for mine, its in pairs)
