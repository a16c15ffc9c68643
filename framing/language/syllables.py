"""Syllables and familiarity of single words, by textstat with a table in memory.

textstat would download a dictionary on first use and keep whole texts in its caches; it is handed a table made
by ``scripts/build_syllables.py`` and single words only.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files
from types import ModuleType
from typing import Final

WORDS: Final = 8_192
"""Words remembered: those of usual copy; half-typed ones and names come and go."""


class _Table(dict[str, list[list[str]]]):
    """Words to phonemes, in the shape textstat reads: one stressed phoneme for each syllable."""

    def __init__(self) -> None:
        super().__init__()
        packed = files("framing.language").joinpath("syllables.txt.gz").read_bytes()
        for line in gzip.decompress(packed).decode().splitlines():
            count, *words = line.split(" ")
            pronunciations = [["1"] * int(count)]
            self.update((word, pronunciations) for word in words)


class _Forgetful(dict[str, list[int]]):
    """In the place of pyphen's memory, which keeps each word that is in no dictionary for good."""

    def __setitem__(self, word: str, points: list[int]) -> None:
        """Keep nothing."""


@cache
def _textstat() -> ModuleType:
    import textstat
    from textstat.backend.counts import _count_syllables

    table = _Table()
    _count_syllables.get_cmudict = lambda lang: table
    _count_syllables.get_pyphen("en_US").hd.cache = _Forgetful()
    return textstat  # type: ignore[no-any-return]


@lru_cache(maxsize=WORDS)
def syllables(word: str) -> int:
    """Syllables of one word; hyphenated parts are added up, a figure counts as one."""
    textstat = _textstat()
    return sum(max(1, int(textstat.syllable_count(part))) for part in word.lower().split("-") if part)


@lru_cache(maxsize=WORDS)
def familiar(word: str) -> bool:
    """Whether a word is on the list of words most American fourth-graders know (Dale & Chall 1948)."""
    return not _textstat().is_difficult_word(word.lower(), 0)
