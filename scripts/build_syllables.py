"""Build ``framing/language/syllables.txt.gz``: how many syllables a word has where hyphenation miscounts it.

Source: the pronunciation lexicon of gruut-lang-en 2.0.1 (MIT; its entries go back to the CMU Pronouncing
Dictionary, BSD).  Of a word's pronunciations the first counts.  A word is kept when textstat's fall-back, the
hyphenation patterns of pyphen, gives another number; so the table holds corrections, not the lexicon.

    pip download --no-deps gruut-lang-en==2.0.1 && tar xzf gruut_lang_en-2.0.1.tar.gz
    python scripts/build_syllables.py gruut_lang_en-2.0.1/gruut_lang_en/lexicon.db
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from pyphen import Pyphen

TARGET: Final = Path(__file__).parent.parent / "framing" / "language" / "syllables.txt.gz"
VOWELS: Final = frozenset("aeiouæɑɔəɛɚɝɪʊʌɐ")


def syllables(phonemes: str) -> int:
    """Syllables of a pronunciation: its phonemes that start with a vowel (after the stress mark)."""
    return sum(phoneme.lstrip("ˈˌ")[:1] in VOWELS for phoneme in phonemes.split())


def main(lexicon: Path) -> None:
    """Write one line for each number of syllables: the number, then its words, all sorted."""
    rows = sqlite3.connect(lexicon).execute("SELECT word, phonemes FROM word_phonemes ORDER BY word, pron_order")
    hyphenation = Pyphen(lang="en_US")
    found: dict[int, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for word, phonemes in rows:
        count = syllables(phonemes)
        if word in seen or not word.isalpha() or not word.isascii() or not count:
            continue
        seen.add(word)
        if len(hyphenation.positions(word)) + 1 != count:
            found[count].append(word)
    text = "".join(f"{count} {' '.join(words)}\n" for count, words in sorted(found.items()))
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{sum(map(len, found.values()))} of {len(seen)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
