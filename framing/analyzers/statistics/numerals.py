"""Numerals in running text: digits, number words, scales and vague amounts, with their values.

A numeral is form only ("1,200", "twenty-five", "half a million", "dozens"); what it quantifies is decided by
``quantities`` and ``counted``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from framing.document import Span

_NAMES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
UNITS: Final = {word: value for value, word in enumerate(_NAMES)}
_TENS_NAMES: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS: Final = {word: value * 10 for value, word in enumerate(_TENS_NAMES, start=2)}
SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
LETTERS: Final = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
FRACTIONS: Final = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_WORD: Final = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(list(UNITS)[1:10])}))?|{'|'.join(list(UNITS)[::-1])})"
_SCALE: Final = rf"(?:{'|'.join(SCALES)})"
_PLURAL: Final = r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
_DIGITS: Final = (
    r"(?:\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+(?:\.\d+)?[¼½¾⅓⅔]?|[¼½¾⅓⅔])"
)
_DIGIT_WORDS: Final = "|".join(("nought", "oh", *_NAMES[:10]))
_GAP: Final = r"[- \u00a0]"
NUMERAL: Final = re.compile(
    rf"""(?<![\w@\#])(?:
        (?P<vague>(?:(?:an?\ few|several|a\ couple(?:\ of)?|many|some)[ ])?{_PLURAL}
            (?:\ (?:of\ )?(?:(?:tens|hundreds)\ of\ )?(?:thousands|millions|billions|trillions))?
            | (?:an?\ few|several|a\ couple(?:\ of)?|a\ few)\ {_SCALE}(?:\ {_SCALE})?)\b
      | (?P<half>(?:a\ half|half\ an?|half|a\ quarter\ of\ an?)[- ](?:{_SCALE}))\b
      | (?P<words>(?:{_WORD}|an?(?=[- ]{_SCALE}\b))\b
            (?:\ point(?:[- ](?:{_DIGIT_WORDS}))+\b|\ and\ a\ half(?=[- ]{_SCALE}\b))?
            (?:[- ]{_SCALE}\b(?:(?<=hundred)(?:\ and)?[- ]{_WORD}\b)?)*(?:\ and\ a\ half\b)?)
      | (?P<lone>dozen)\b
      | (?P<digits>{_DIGITS})(?P<scale>(?:(?:{_GAP})?{_SCALE}\b(?!s\b)(?:[- ]{_SCALE}\b)?
            |(?:bn|mn|tn|[km](?=\ (?:[a-z]+\ ){{0,2}}(?:[a-z]+s|people)\b))\b)?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LEXEME: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral.  ``value`` is None for vague amounts; ``scaled``: it holds a scale word or is vague."""

    start: int
    end: int
    value: float | None
    digits: bool
    scaled: bool
    whole: bool = True

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def find_numerals(text: str) -> list[Numeral]:
    """All numerals of a text, in order."""
    return [_numeral(found) for found in NUMERAL.finditer(text)]


def _numeral(found: re.Match[str]) -> Numeral:
    start, end = found.span()
    if found["digits"]:
        scale = [SCALES.get(word) or LETTERS[word] for word in _LEXEME.findall(found["scale"].lower())]
        value = digits_value(found["digits"])
        for factor in scale:
            value *= factor
        return Numeral(start, end, _finite(value), True, bool(scale), "." not in found["digits"])
    text = found[0].lower()
    if found["vague"]:
        return Numeral(start, end, None, False, True)
    if found["half"]:
        return Numeral(
            start, end, SCALES[text.replace("-", " ").split()[-1]] / (4 if "quarter" in text else 2), False, True
        )
    words = _LEXEME.findall(text)
    return Numeral(start, end, _finite(words_value(words)), False, any(word in SCALES for word in words))


def _finite(value: float) -> float | None:
    """No value for what is larger than any number that a program can send on."""
    return value if math.isfinite(value) else None


def digits_value(digits: str) -> float:
    """The value of digits with group marks: "1,200.5", "12½"."""
    fraction = FRACTIONS.get(digits[-1], 0.0)
    plain = "".join(character for character in digits if character.isascii() and character in "0123456789.")
    return float(plain or 0) + fraction


def words_value(words: list[str]) -> float:
    """The value of number words: "two hundred and fifty thousand"."""
    total, current = 0.0, 0.0
    if "point" in words:
        decimals = words[words.index("point") + 1 :]
        places = [word for word in decimals if word in _NAMES[:10] or word in {"nought", "oh"}]
        words = [*words[: words.index("point")], *decimals[len(places) :]]
        current = sum(UNITS.get(word, 0) / 10.0**place for place, word in enumerate(places, start=1))
    for word in words:
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        elif word == "half":
            current += 0.5
        elif word in SCALES and SCALES[word] <= 100:
            current = max(current, 1) * SCALES[word]
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0.0
    return total + current


class Taken:
    """Which stretches of a text are already part of a statistic."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def free(self, span: Span) -> bool:
        """Whether nothing taken overlaps ``span``."""
        index = bisect_left(self._spans, span)
        return not any(other.overlaps(span) for other in self._spans[max(index - 1, 0) : index + 1])

    def take(self, span: Span) -> None:
        """Mark ``span``; it must be free."""
        self._spans.insert(bisect_left(self._spans, span), span)
