"""A numeral and the unit beside it: money, percent, points, measures; ranges and comparisons of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from framing.analyzers.facts import StatisticKind
from framing.analyzers.statistics.numerals import LETTERS, Numeral
from framing.document import Span
from framing.lexicons.load import entries

_CURRENCY: Final = {entry[0]: entry[1] for entry in entries("currencies")}
_SIGN: Final = {form: code for form, code in _CURRENCY.items() if not form.islower()}
_MEASURE: Final = {entry[0].lower(): entry[1] for entry in entries("units")}
LENGTHS: Final = frozenset(entry[0].lower() for entry in entries("units") if len(entry) > 2)


def _either(forms: dict[str, str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_WORDS: Final = _either({form: code for form, code in _CURRENCY.items() if form.islower()})
_SIGN_BEFORE: Final = re.compile(
    rf"(?:(?<![^\s(])[-−+]\s?)?(?:(?<![A-Za-z])(?:{_either(_SIGN)})|(?<=[A-Za-z])[$€£])[ \u00a0]?$"
)
_PENCE: Final = re.compile(r"p\b(?![-./]\w)")
_SCREENS: Final = frozenset([240, 360, 480, 720, 1080, 1440, 2160])
_SIGN_AFTER: Final = re.compile(r"[ \u00a0]?(?:(€|£)|(EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|UAH)\b)")
_LETTER: Final = re.compile(r"[ \u00a0]?-?(k|m|mn|mln|b|bn|tn|trn)\b", re.IGNORECASE)
_MONEY: Final = re.compile(
    rf"[- \u00a0](?:of )?(?:(?:U\.?S\.?|Canadian|Australian|British|Mexican) )?({_WORDS})\b", re.IGNORECASE
)
_PERCENT: Final = re.compile(r"[- \u00a0]?%(?![\w])|[- \u00a0]?(?:percent|per cent|pct)\b", re.IGNORECASE)
_POINTS: Final = re.compile(r"[- \u00a0](?:full )?(?:(?:percentage|percent|%|basis)[- ])points?\b", re.IGNORECASE)
_BARE_POINTS: Final = re.compile(r"[- \u00a0](?:full )?(?:points?|pts?)\b", re.IGNORECASE)
_UNIT: Final = re.compile(rf"[- \u00a0]?(?<![A-Za-z])({_either(_MEASURE)})(?![\w])", re.IGNORECASE)
_DEGREE: Final = re.compile(r"(?: ?[°º] ?)?[CF]\b")
_MINUS: Final = re.compile(r"(?:^|[\s(])([-−+]|(?<!or )minus )$")
_POLLISH: Final = re.compile(
    r"\b(?:poll|survey|lead|leads|leading|led|ahead|behind|trail|margin|advantage|edge|gap|up|down|drop|rise|"
    r"rises|rose|risen|"
    r"fell|fall|jump|swing|bump|bounce|deficit|error|voters|gain|lost|lose|loss|support|rating|approval|"
    r"favou?rab|average)",
    re.IGNORECASE,
)
_NOT_POLL: Final = re.compile(
    r"[- ](?:plan|program|programme|list|agenda|proposal|memo|guard|shot|scale|type|font|game)", re.IGNORECASE
)
_NEAR: Final = 80
_GAP: Final = re.compile(r"\b(?:gap|lead|margin|difference|advantage)\b[^.;]{0,30}\bat $", re.IGNORECASE)
_EXTENT: Final = re.compile(
    r"\b(?:rose|risen|rise|rises|fell|fallen|fall|falls|grew|grown|grow|dropped|drop|sank|sunk|peaked|reached|reaches|retreated|"
    r"retreats|receded|advanced|shr[iau]nk|shrunk|lost|widened|deepened|lengthened|climbed|subsided|swelled|crested|surged|"
    r"stood|stands|raised?|lowered?|moved|shifted)\b[^.;:,]{0,24}$|, (?:about |nearly |almost |more than |some )$",
    re.IGNORECASE,
)
_FARTHER: Final = re.compile(
    r" (?:above|below|higher|lower|deeper|wider|longer|shorter|taller|thicker|thinner)\b(?: (?:the |its "
    r"|their |than ))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: ``start`` and ``end`` hold sign, scale and unit."""

    start: int
    end: int
    kind: StatisticKind
    value: float | None
    unit: str
    upper: float | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def read_quantity(text: str, numeral: Numeral) -> Quantity | None:
    """The numeral with the unit that stands directly before or after it, or None when it is bare."""
    money = _money(text, numeral)
    if money:
        return money
    start = _signed(text, numeral)
    value = -numeral.value if start < numeral.start and text[start] in "-−m" and numeral.value else numeral.value
    if found := _POINTS.match(text, numeral.end):
        unit = "basis points" if "basis" in found[0].lower() else "points"
        return Quantity(start, found.end(), "points", value, unit)
    if found := _PERCENT.match(text, numeral.end):
        return Quantity(start, found.end(), "percent", value, "%")
    if (
        (found := _BARE_POINTS.match(text, numeral.end))
        and (not text.endswith(("at ", "At "), 0, start) or _GAP.search(text, max(0, start - _NEAR), start))
        and _about_polls(text, numeral.start, found.end())
    ):
        return Quantity(start, found.end(), "points", value, "points")
    return _measure(text, numeral, start, value)


def _money(text: str, numeral: Numeral) -> Quantity | None:
    value = numeral.value
    before = _SIGN_BEFORE.search(text, max(0, numeral.start - 6), numeral.start)
    end = numeral.end
    if before:
        sign = before[0].strip().lstrip("-−+ ")
        if found := _LETTER.match(text, end):
            value = value and value * LETTERS[found[1].lower()]
            end = found.end()
        negative = before[0].lstrip()[:1] in "-−"
        return Quantity(before.start(), end, "money", -value if negative and value else value, _SIGN.get(sign, "USD"))
    if numeral.digits and (after := _SIGN_AFTER.match(text, end)):
        return Quantity(numeral.start, after.end(), "money", value, _SIGN[after[1] or after[2]])
    if numeral.digits and not numeral.scaled and value not in _SCREENS and (pence := _PENCE.match(text, end)):
        return Quantity(numeral.start, pence.end(), "money", value and value / 100, "GBP")
    if word := _MONEY.match(text, end):
        return Quantity(numeral.start, word.end(), "money", value, _CURRENCY[word[1].lower()])
    return None


def _measure(text: str, numeral: Numeral, start: int, value: float | None) -> Quantity | None:
    if numeral.digits and (degree := _DEGREE.match(text, numeral.end)):
        return Quantity(start, degree.end(), "measure", value, f"°{degree[0][-1]}")
    found = _UNIT.match(text, numeral.end)
    if not found:
        return None
    form = found[1].lower()
    joined = found[0][0] == "-"
    if form in LENGTHS and (joined or not _extends(text, numeral, start, found.end())):
        return None
    if "degree" in form and (value in {90, 180, 360} or not numeral.digits):
        return None
    if found[0] == found[1] and (form.isalpha() and not numeral.digits):
        return None
    return Quantity(start, found.end(), "measure", value, _MEASURE[form])


def _extends(text: str, numeral: Numeral, start: int, end: int) -> bool:
    """Whether a length measures an amount, a level or a change, not the size of one thing."""
    if "pound" in text[numeral.end : end]:
        return text.startswith(" of ", end)
    if text.startswith(" of ", end) or _FARTHER.match(text, end):
        return True
    large = numeral.digits and numeral.value is not None and numeral.value >= 1_000
    return large or bool(_EXTENT.search(text, max(0, start - 40), start))


def _signed(text: str, numeral: Numeral) -> int:
    """Where the number starts with its sign."""
    found = _MINUS.search(text, max(0, numeral.start - 7), numeral.start) if numeral.digits else None
    return found.start(1) if found else numeral.start


def _about_polls(text: str, start: int, end: int) -> bool:
    if _NOT_POLL.match(text, end):
        return False
    return bool(_POLLISH.search(text, max(0, start - _NEAR), min(len(text), end + _NEAR)))


_CHANGE: Final = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|grew|grown|up|down|increase[sd]?|"
    r"decrease[sd]?|dropped|drop|jumped|jump|"
    r"climbed|declined|slipped|gained|lost|soared|plunged|surged|slumped|shrank) (?:by )?(?:an? |about |nearly |"
    r"just )?$",
    re.IGNORECASE,
)
_RIVALS: Final = re.compile(
    r"\b(?:by|lead|leads|led|leading|trail\w*|ahead|behind|beat\w*|edge[sd]?|voted|vote|favou?r\w*|won|lost|poll\w*|against|"
    r"race|tied)\b",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\s?(?:[-–—]|-to-|\bto\b)\s?")
_OR: Final = re.compile(r" (?:or|and) ")
_FROM: Final = re.compile(
    r"\bfrom (?:about |around |nearly |just |roughly |some |a low of |a high of )?$", re.IGNORECASE
)
_RANGING: Final = re.compile(r"\b(?:rang(?:ed|es|ing|e)|anywhere|varied|varying) from $", re.IGNORECASE)
_YEAR: Final = re.compile(r"1[5-9]\d\d|20\d\d")
_IN_YEAR: Final = re.compile(
    r"\b(?:in|by|since|until|till|during|through|early|late|mid|before|after|of|year|spring|summer|autumn|fall|winter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)[- ]$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\bbetween (?:about |roughly |an estimated )?$", re.IGNORECASE)


def join(text: str, first: Numeral, second: Numeral, left: Quantity | None, right: Quantity | None) -> list[Quantity]:
    """Two neighbouring numbers as one range or two compared values; empty when they do not belong together.

    "5 to 7 percent" and "$2-$3 million" are one; "from 5 to 7 percent" and "43 percent to 38 percent" are two.
    """
    gap_start, gap_end = left.end if left else first.end, right.start if right else second.start
    gap = text[gap_start:gap_end]
    if not (_TO.fullmatch(gap) or _OR.fullmatch(gap)) or (left is None and _is_year(text, first, second)):
        return []
    before = text[max(0, (left.start if left else first.start) - 30) : left.start if left else first.start]
    if left is None and right is not None:
        return _share_unit(first, second, right, before, gap)
    dash = gap.strip() in {"-", "–", "—"}
    if left is not None and right is None:
        if (
            left.kind == "money"
            and dash
            and second.digits
            and _rises(scaled := _with_scale(left.value, second.value), second.value)
        ):
            return [replace(left, end=second.end, value=scaled, upper=second.value)]
        elided = left.kind == "percent" and gap.strip() == "to" and _share(second) and not _CHANGE.search(before)
        return [left, Quantity(second.start, second.end, "percent", second.value, "%")] if elided else []
    if left and right and left.kind == right.kind and left.unit == right.unit:
        left = replace(left, value=_with_scale(left.value, right.value)) if not first.scaled and second.scaled else left
        between = gap == " and " and bool(_BETWEEN.search(before))
        to = gap.strip() == "to" and left.kind in {"money", "percent"} and not _compared(before)
        to = to and not (
            left.kind == "percent" and (_CHANGE.search(before) or _RIVALS.search(text[:gap_start][-_NEAR:]))
        )
        if (dash or between or to) and _rises(left.value, right.value):
            return [replace(left, end=right.end, upper=right.value)]
        return [left, right]
    return []


def scaled_like(first: Numeral, second: Numeral) -> float | None:
    """The value of the first number at the scale of the second: "5 to 7 million"."""
    return _with_scale(first.value, second.value) if second.scaled and not first.scaled else first.value


def join_bare(text: str, first: Numeral, second: Numeral) -> Literal["range", "compared"] | None:
    """How two bare numbers belong together: "10 to 15 people" or "from 300 to 450 cases"."""
    gap, before = text[first.end : second.start], text[max(0, first.start - 30) : first.start]
    if not _TO.fullmatch(gap) and not (_OR.fullmatch(gap) and (gap == " or " or _BETWEEN.search(before))):
        return None
    if _is_year(text, first, second):
        return None
    scaled = scaled_like(first, second)
    if gap.strip() == "to" and (_compared(before) or not _rises(scaled, second.value)):
        return "compared" if _FROM.search(before) else None
    return "range" if _rises(scaled, second.value) else None


def _share_unit(first: Numeral, second: Numeral, right: Quantity, before: str, gap: str) -> list[Quantity]:
    """A bare number before one with a unit: "5 to 7 percent", "from 58 to 55 percent"."""
    if right.kind == "money" and right.start < second.start:
        return []
    scaled = second.scaled and not first.scaled
    value = _with_scale(first.value, right.value) if scaled else first.value
    if right.kind == "percent" and value is not None and value > 1_000:
        return []
    alone = Quantity(first.start, first.end, right.kind, value, right.unit)
    if gap == " and " and not _BETWEEN.search(before):
        return [alone, right] if right.kind in {"percent", "points"} and first.digits else []
    if _compared(before) or not _rises(value, right.value):
        return [alone, right]
    return [replace(right, start=first.start, value=value, upper=right.value)]


def _is_year(text: str, first: Numeral, second: Numeral) -> bool:
    """Whether the first of two numbers is a year: "in 1990 to 330 million", and "from 1990 to 2 million"."""
    if not _YEAR.fullmatch(text, first.start, first.end):
        return False
    return second.scaled or _IN_YEAR.search(text, max(0, first.start - 12), first.start) is not None


def _share(numeral: Numeral) -> bool:
    return numeral.digits and not numeral.scaled and (numeral.value or 0) <= 100


def _compared(before: str) -> bool:
    return bool(_FROM.search(before)) and not _RANGING.search(before)


def _rises(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low < high


def _with_scale(small: float | None, large: float | None) -> float | None:
    """The scale of the second number taken for the first: "5 to 7 million"."""
    if small is None or large is None:
        return small
    scale = next((size for size in (1e12, 1e9, 1e6, 1e3, 100.0) if abs(large) >= size), 1.0)
    return small * scale if small < scale else small
