"""The paragraph cache: faster, never different."""

from __future__ import annotations

import gc
import re

import framing
from framing.analyzers.cache import CACHE, ParagraphCache
from framing.analyzers.read import _read_all
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.remembered import Words
from framing.wire import to_dict

STORY = "Taxes will rise 5%, officials said.\n\n“It’s over,” said Ann Roe.\n\nShe left. Critics slammed the plan."


def test_cached_equals_cold() -> None:
    CACHE.clear()
    cold = to_dict(framing.analyze(STORY))
    assert to_dict(framing.analyze(STORY)) == cold


def test_an_edit_reads_one_paragraph() -> None:
    CACHE.clear()
    framing.analyze(STORY)
    before = CACHE.misses
    edited = framing.analyze(STORY.replace("She left.", "She left early."))
    assert CACHE.misses == before + 1
    CACHE.clear()
    assert to_dict(edited) == to_dict(framing.analyze(STORY.replace("She left.", "She left early.")))


def test_the_cache_is_bounded_and_can_be_off() -> None:
    small, off = ParagraphCache(2), ParagraphCache(0)
    for cache in (small, off):
        texts = [f"Number {number} said no." for number in range(4)]
        assert [local.paragraph.text for local in cache.get_all(texts, _read_all)] == texts
        assert len(cache._kept) <= cache.size


def test_keys_do_not_give_the_text_away() -> None:
    first, second = ParagraphCache(4), ParagraphCache(4)
    for cache in (first, second):
        cache.get_all(["The draft."], _read_all)
    assert first._kept.keys() != second._kept.keys()


def test_a_story_that_is_forgotten_does_not_wait_for_the_garbage_collector() -> None:
    """The service collects all garbage seldom: what holds itself would pile up there."""
    framing.analyze(STORY)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        framing.analyze(STORY.replace("5%", "6%"))
        CACHE.clear()
        gc.collect()
        left = {type(item) for item in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left & {Paragraph, Span, Token, Words, re.Match}
