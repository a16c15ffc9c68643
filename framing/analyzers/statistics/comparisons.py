"""Numbers that set things against each other: ratios, multiples, ranks, tallies, index levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers.facts import StatisticKind
from framing.analyzers.statistics.numerals import SCALES, UNITS, Numeral
from framing.analyzers.statistics.quantities import Quantity

_SMALL: Final = "one|two|three|four|five|six|seven|eight|nine|ten"
_PARTS: Final = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
_PART: Final = "|".join(_PARTS)
_SHARE_OF: Final = (
    r"(?=\ (?:of|more|fewer|less|higher|lower|from|in|since|the|to|as|are|were|was|is|say|said|says|have|has|"
    r"had|approve|think|believe|"
    r"support|would|came|live|on|by|between|compared|over)\b|[,.;)]|$)"
)
_ORDINAL: Final = r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
_SUPERLATIVE: Final = (
    r"(?:largest|biggest|highest|lowest|most|best|worst|richest|poorest|busiest|fastest|smallest|greatest|"
    r"oldest|youngest|"
    r"least|longest|tallest|deadliest|hottest|wettest|driest|warmest|coldest|strongest|costliest|leading|slowest)"
)
WORDED: Final = re.compile(
    rf"""\b(?:
        (?P<point>(?:half\ an?|an?|a\ full|a\ half)\ percentage[-\ ]point)
      | (?P<half>half)(?=\ (?:of|the|its|their|his|her|our|as|that|are|were|was|is|say|said|says|support|think|
            believe|have|had|
            would|a\ (?:percent|per\ cent|percentage))\b|[,.])
      | (?P<part>an?\ (?:{_PART})){_SHARE_OF}
      | (?P<group>(?:(?<=richest\ )|(?<=poorest\ )|(?<=wealthiest\ )|(?<=best-paid\ )|(?<=worst-paid\ ))
            (?:half|{_PART}))
      | (?P<every>every\ (?:{_SMALL}|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|\d+)\ (?:seconds?|
            minutes?|hours?))
      | (?P<fifty>fifty-fifty)
      | (?P<change>doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|trebl(?:ed|es|ing)|quadrupl(?:ed|es|ing)|halv(?:ed|es|ing))
      | (?P<times>twice|double|triple|treble|quadruple)(?=\ (?:as\ (?:many|much|high|likely|large|big|fast|often|
            long|common)|the|that\ of|
            what|their|its|his|her)\b)
      | (?P<fold>(?:two|three|four|five|six|seven|eight|nine|ten|hundred|\d+)[-\ ]?fold)
      | (?P<many>(?:several|many)\ times)(?=\ (?:as|more|larger|higher|bigger|the\ (?:size|amount|number|national|
            rate|average|price|cost|level))\b)
      | (?P<rank>(?:{_ORDINAL})[-\ ]{_SUPERLATIVE}(?:-[a-z]+)?)
      | (?P<ranked>rank(?:s|ed|ing)?\ (?:as\ |at\ |in\ )?(?:the\ )?(?:No\.\ ?|number\ |\#)?(?:{_ORDINAL}|first|last|
            \d+|{_SMALL}))
      | (?P<digits>(?:single|double|triple)[-\ ]digits?)
      | (?P<none>(?:zero|half\ a|a)[-\ ](?:percent|per\ cent))
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_HALF_BEFORE: Final = re.compile(
    r"\b(?:first|second|latter|better|other|back|top|bottom|upper|lower|northern|southern|eastern|western|in|"
    r"and a|and one|my|your|past|"
    r"last|final|opening|a year and a|early|late) $",
    re.IGNORECASE,
)
_HALF_AFTER: Final = re.compile(
    r" (?:the (?:time|battle|fun|day|story|night|reason)|as (?:good|bad|well)|a (?:century|decade|mile|hour|day|"
    r"year))|[,.]? ?(?:hour|century|brother|sister)",
    re.IGNORECASE,
)
_PART_AFTER: Final = re.compile(
    r" (?:of an? (?:century|mile|second|hundred|thousand|million|billion|trillion)|to (?:last|none)|in (?:a row|"
    r"line)|term|time|party|person|base|inning|down|place|grade|amendment)",
    re.IGNORECASE,
)
_BEFORE: Final = 100
_MULTIPLES: Final = {"twic": 2.0, "doub": 2.0, "trip": 3.0, "treb": 3.0, "quad": 4.0, "halv": 0.5}


def find_worded(text: str) -> Iterator[Quantity]:
    """Comparisons that need no numeral: "half of", "doubled", "second-largest", "every 72 minutes"."""
    for found in WORDED.finditer(text):
        group = found.lastgroup or ""
        before, after = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + 20]
        kind, value, unit = _worded(group, found[0].lower(), before, after, text, found.start())
        if kind:
            yield Quantity(found.start(), found.end(), kind, value, unit)


def _worded(
    group: str, words: str, before: str, after: str, text: str, place: int
) -> tuple[StatisticKind | None, float | None, str]:
    if group == "half":
        return (None if _HALF_BEFORE.search(before) or _HALF_AFTER.match(after) else "ratio"), 0.5, ""
    if group == "part":
        ordinal = _PART_AFTER.match(after) or _one_more(words, text, place)
        return (None if ordinal else "ratio"), 1 / _PARTS[words.split()[-1]], ""
    if group == "group":
        return "ratio", 1 / {**_PARTS, "half": 2}[words], ""
    if group in {"every", "fifty"}:
        return "ratio", 0.5 if group == "fifty" else None, ""
    if group == "change":
        idle = re.match(
            r" (?:down|over|up|back|as(?! a (?:result|consequence))|standard)\b", after
        ) or before.rstrip().endswith(("redoubled", "re"))
        return (None if idle else "multiple"), _MULTIPLES[words[:4]], "times"
    if group == "times":
        return (None if re.match(r" the (?:fun|trouble)", after) else "multiple"), _MULTIPLES[words[:4]], "times"
    if group == "fold":
        return "multiple", _fold(words), "times"
    if group in {"rank", "ranked"}:
        second_most = (
            words.startswith("second") and words.endswith(("leading", "best")) and before.endswith(("a ", "the same "))
        )
        return (None if second_most else "rank"), _ordinal(words), ""
    if group == "many":
        return "multiple", None, "times"
    if group == "digits":
        return "points", None, "points"
    if group == "point":
        return "points", 0.5 if "half" in words else 1.0, "points"
    return "percent", {"zero": 0.0, "half": 0.5}.get(words.replace("-", " ").split()[0], 1.0), "%"


def _one_more(words: str, text: str, place: int) -> bool:
    """Whether "a fifth" is one more than the four named before it."""
    ordinals = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if words.split()[-1] not in ordinals or not re.match(r"[.,;)]|$", text[place + len(words) :]):
        return False
    before = _SMALL.split("|")[ordinals.index(words.split()[-1]) + 1]
    return bool(re.search(rf"\b{before}\b", text[max(0, place - _BEFORE) : place], re.IGNORECASE))


def _fold(words: str) -> float | None:
    """The factor of "tenfold", "12-fold"."""
    name = words.removesuffix("fold").strip("- ")
    return float(name) if name.isdigit() else UNITS.get(name, SCALES.get(name))


def _ordinal(words: str) -> float | None:
    digits = re.search(r"\d+", words)
    if digits:
        return float(digits[0])
    order = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    place = next((order.index(word) + 1.0 for word in re.findall(r"[a-z]+", words) if word in order), None)
    return place or next((float(UNITS[word]) for word in re.findall(r"[a-z]+", words) if word in UNITS), None)


_FRACTION: Final = re.compile(
    r"[- ](thirds?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b(?! (?:century|time))", re.IGNORECASE
)
_QUARTERS: Final = re.compile(
    r"-quarters?\b(?! (?:century|hour))| quarters? of (?=the|all|its|their|those|\w+s\b)", re.IGNORECASE
)
_TIMES: Final = re.compile(
    r"([- ]times)(?= (?:as|more|the|that|higher|larger|greater|bigger|less|fewer|lower|likelier|what|over|"
    r"faster|his|her|its|their|normal)\b)",
    re.IGNORECASE,
)
_TIMES_AFTER: Final = re.compile(
    r" (?:the (?:last|past)|(?:more|less|over) (?:than|the)\b|that (?:he|she|it|they|I|we)\b)"
)
_PER: Final = re.compile(
    r" (?:per|for every|in every|in|out of) (100,000|10,000|1,000|100(?![\d,]+)|1 million|one million|a million|"
    r"million)\b(?:(?= [a-z])|(?=[.,;]))"
)
_ONE_IN: Final = re.compile(r" (?:in|out of|in every|out of every)(?: every)? |-(?:in|out-of)-", re.IGNORECASE)
_OF: Final = re.compile(r" of (?:every )?", re.IGNORECASE)
_TO_ONE: Final = re.compile(r"[- ]to[- ]")
_NOT_WHOLE: Final = re.compile(
    r"[,.]?\d|:|st\b|nd\b|rd\b|th\b| ?(?:a\.m|p\.m|am\b|pm\b)|[- ](?:states?|years?|months?|days?|weeks?|hours?|"
    r"minutes?|seconds?)\b"
)
_DASH: Final = re.compile(r"[-–—]|-to-| to | – ")
_TALLY_AFTER: Final = re.compile(
    r"[- ]?(?:year|month|week|day|hour|minute|mile|foot|inch|p\.m|a\.m|percent|per cent|pages?|people)|"
    r"[-/–:%]\s?\d|%|,\d|\d|\.\d|[- ]?(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December|years?)"
)
_TALLY_BEFORE: Final = re.compile(
    r"(?:ages?|aged|age group|years?|pages?|Sept\.|Oct\.|Nov\.|Dec\.|Jan\.|Feb\.|Aug\.|Mar\.|Apr\.|March|April|"
    r"May|June|July|September|"
    r"October|November|December|January|February|August|between|from|[-–/:.$€£]|chapters?|verses?) ?$",
    re.IGNORECASE,
)
_TALLY_NEAR: Final = re.compile(
    r"\b(?:vot\w+|decision|ruling|ruled|split|majority|lead|led|leads|poll|polls|beat|beats|beaten|win|wins|won|"
    r"victory|margin|tied?|tie|"
    r"deadlock\w*|favou?r|defeat\w*|pass|passed|passes|approv\w+|record|odds|advantage|trail\w*|ahead|senate|"
    r"house|decided|decid\w+|"
    r"court|justices|scored?|draw|drew|lost|lose|loss|against|final|half-?time|goals?|quorum|ballot)\b",
    re.IGNORECASE,
)
_INDEXES: Final = re.compile(
    r"\b(?:Dow|Nasdaq|NASDAQ|S&P|FTSE|Nikkei|DAX|CAC|Hang Seng|Stoxx|STOXX|Sensex|Nifty|ASX|TSX|Bovespa|Kospi|"
    r"KOSPI|Russell|Composite|IBEX|"
    r"MIB|index|Index|PMI|Gini)\b"
)
_LEVEL_BEFORE: Final = re.compile(
    r"(?:\b(?:at|to|of|from|above|below|around|near|through|reached|reaching|touched|hit|was|stood at)|"
    r"points,) (?:about |around |nearly )?$"
)
_MAGNITUDE: Final = re.compile(r"\b(?:magnitude|Richter)(?:[- ](?:of )?)$", re.IGNORECASE)
_NEAR: Final = 70


def read_alone(text: str, numeral: Numeral) -> Quantity | None:
    """A comparison in which one numeral stands: "two-thirds", "10 times the", "12 per 100,000", an index level."""
    start, end, value = numeral.start, numeral.end, numeral.value
    if value is not None and not numeral.scaled and not numeral.digits and 1 <= value <= 9:
        if found := _FRACTION.match(text, end):
            return Quantity(start, found.end(), "ratio", value / _PARTS[found[1].lower().rstrip("s")], "")
        if (found := _QUARTERS.match(text, end)) and value <= 3:
            return Quantity(start, end + 1 + len(found[0].split(" of ")[0].strip(" -")), "ratio", value / 4, "")
    if (found := _TIMES.match(text, end)) and not _TIMES_AFTER.match(text, found.end()):
        return Quantity(start, found.end(), "multiple", value, "times")
    if found := _PER.match(text, end):
        return Quantity(start, found.end(), "ratio", value, f"per {found[1]}")
    if _MAGNITUDE.search(text, max(0, start - 16), start) or text.startswith("-magnitude", end):
        return Quantity(start, end, "index", value, "magnitude")
    if numeral.digits and not numeral.scaled and value is not None and _level(text, numeral):
        return Quantity(start, end, "index", value, "")
    return None


def _level(text: str, numeral: Numeral) -> bool:
    if numeral.whole and (numeral.value or 0) < 1_000:
        return False
    if numeral.whole and "," not in text[numeral.start : numeral.end]:
        return False
    near = text[max(0, numeral.start - 120) : numeral.start]
    return bool(
        _LEVEL_BEFORE.search(near)
        and _INDEXES.search(near)
        and not re.match(r" [a-z]+s\b", text[numeral.end : numeral.end + 20])
    )


def read_pair(text: str, first: Numeral, second: Numeral) -> Quantity | None:
    """A comparison that two bare numerals make: "one in five", "50-50", "three to one", "5-4"."""
    low, high = first.value, second.value
    if low is None or high is None or first.scaled:
        return None
    gap, after = text[first.end : second.start], text[second.end : second.end + 14]
    if (
        _ONE_IN.fullmatch(gap)
        and low < high
        and low <= 99
        and not _NOT_WHOLE.match(after)
        and (high <= 100 or high in SCALES.values())
    ):
        return Quantity(first.start, second.end, "ratio", low, f"in {high:g}")
    if (
        _OF.fullmatch(gap)
        and 1 < low < high
        and (high in {10, 100} or (high <= 5 and not second.digits))
        and not _NOT_WHOLE.match(after)
    ):
        return Quantity(first.start, second.end, "ratio", low, f"in {high:g}")
    if _TO_ONE.fullmatch(gap) and high == 1 and 1 < low <= 100 and not re.match(r"[\d:.]", after):
        return Quantity(first.start, second.end, "ratio", low, "to 1")
    if first.digits and second.digits and not second.scaled and _DASH.fullmatch(gap):
        return _tally(text, first, second, low, high)
    return None


def _tally(text: str, first: Numeral, second: Numeral, low: float, high: float) -> Quantity | None:
    if low + high == 100 and low == 50:
        return Quantity(first.start, second.end, "ratio", 0.5, "")
    if max(low, high) > 999 or _TALLY_AFTER.match(text, second.end):
        return None
    if _TALLY_BEFORE.search(text, max(0, first.start - 14), first.start):
        return None
    if not _TALLY_NEAR.search(text, max(0, first.start - _NEAR), min(len(text), second.end + _NEAR)):
        return None
    return Quantity(first.start, second.end, "tally", low, "", high)
