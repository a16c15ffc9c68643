"""Word pieces: how the encoder's vocabulary spells a word (Wu et al. 2016; uncased, as in Devlin et al. 2019).

Training and reading cut words with this one function, so the two can never differ.  The published tokenizers library
would bring a client for a model hub with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 40
"""Characters of a word; a longer one is a link or noise, and is spelled as unknown."""
UNKNOWN: Final = "[UNK]"


def pieces(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Numbers of the pieces of one word, at least one: greedy, longest first."""
    found: list[int] = []
    for part in _parts(word):
        found += _spell(part, vocabulary)
    return found or [vocabulary[UNKNOWN]]


def _parts(word: str) -> list[str]:
    """The word in lower case without accents, cut at marks: "don't" is don ' t."""
    word = word.lower()
    if word.isascii() and word.isalnum():
        return [word]
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign) != "Mn")
    parts: list[str] = [""]
    for sign in plain:
        if sign.isalnum():
            parts[-1] += sign
        else:
            parts += [sign, ""]
    return [part for part in parts if part.strip()]


def _spell(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(part) > LONGEST:
        return [vocabulary[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(part):
        head = "##" if start else ""
        end = len(part)
        while head + part[start:end] not in vocabulary:
            end -= 1
            if end == start:
                return [vocabulary[UNKNOWN]]
        found.append(vocabulary[head + part[start:end]])
        start = end
    return found
