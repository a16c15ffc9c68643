"""How number rules read a sentence: its statistics masked, so that patterns see words and figures, not digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.analysis import Local
from framing.analyzers.facts import Statistic
from framing.document import Span
from framing.lexicons.load import entries
from framing.remembered import Words, remembered

FIRST, REST, AROUND = "\ue000", "\ue001", "\ue002"
TABLE: Final = 60
"""A sentence with more figures than this is a table, not a sentence."""
FIG: Final = f"[{AROUND} ]*{FIRST}{REST}*+"
"""A figure with the words that hedge or frame it."""


def _forms(direction: str, *kinds: str) -> str:
    found = (form for form, way, kind in entries("changes") if way in direction and kind in kinds)
    return "|".join(sorted(found, key=lambda form: (-len(form), form)))


RISE: Final = re.compile(rf"(?:{_forms('up', 'verb', 'noun', 'adverb')})", re.IGNORECASE)
CHANGE_VERB: Final = rf"(?:{_forms('up down', 'verb', 'adverb')})"
CHANGE_NOUN: Final = rf"(?:{_forms('up down', 'noun')})"
CHANGE: Final = re.compile(rf"\b(?:{_forms('up down', 'verb', 'noun', 'adverb')})\b", re.IGNORECASE)
STALLED: Final = re.compile(
    r"\b(?:slow\w*|narrow\w*|eas(?:e|ed|ing)|widen\w*|moderat\w+|accelerat\w+|revers\w+|not|never|n[’']t|and|but"
    r"|while|as|went|going|moved"
    r"|chang\w+|stood|remain\w*|is|are|was|were)\b"
)
NEGATED: Final = re.compile(
    r"\b(?:not|never|without|instead of|rather than|no|n[’']t|failed to)\W+(?:\w+\W+)?$", re.IGNORECASE
)
PAIR: Final = re.compile(
    rf"\bfrom\s+(?:an? (?:\w+ )?)?(?P<a>{FIG})(?P<between>[^.;:{FIRST}]{{0,60}}?)\s+to\s+(?:an? (?:\w+ )?)?(?P<b>{FIG})"
    rf"|\bto\s+(?:an? (?:\w+ )?)?(?P<b2>{FIG})(?P<between2>[^.;:{FIRST}]{{0,60}}?)[\s,(]+"
    rf"from\s+(?:an? (?:\w+ )?)?(?P<a2>{FIG})"
)
UP_FROM: Final = re.compile(
    rf"(?P<b>{FIG})(?P<noun>[^.;:{FIRST}]{{0,40}}?),?\s+(?P<word>(?:sharply |slightly |well |far )?(?:up|down"
    rf"|higher|lower))\s+from\s+(?P<a>{FIG})"
)


BARE: Final = (
    r"(?<![\d.,$€£:/-])\d{1,3}(?:,\d{3})*(?![\d%:/]|[.,]\d|-|\s?(?:[ap]\.?m\b|percent|per cent|st|nd|rd|th)\b)"
)
NOUN: Final = r"(?:\s+(?!to\b|from\b)[a-z][\w-]*){0,3}?(?:\s+in\s+(?:19|20)\d\d)?"
BARE_PAIR: Final = re.compile(
    rf"\bfrom\s+(?P<a>{BARE}){NOUN}\s+to\s+(?P<b>{BARE})|\bto\s+(?P<b2>{BARE}){NOUN}\s+from\s+(?P<a2>{BARE})"
)
TIME_UNIT: Final = re.compile(r"\s+(seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?)\b")
PLACES: Final = re.compile(
    r"\b(?:rank\w*|place|places|spot|table|charts?|seed\w*|position|standings|ladder|page|chapter|floor|p\.?m"
    r"|a\.?m|o[’']clock|Route|Highway"
    r"|score|handicap|Celsius|Fahrenheit|degrees|morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its statistics; ``start`` is its place in the document.

    ``masked``  the text, of the same length, with figures and the words around them replaced by marks
    """

    start: int
    text: Words
    masked: Words
    figures: tuple[Statistic, ...]
    headline: bool

    def figure(self, found: re.Match[str], group: str) -> Statistic:
        """The statistic in a group of a match on ``masked``."""
        at = self.start + found.start(group) + found[group].index(FIRST)
        return next(figure for figure in self.figures if figure.span.start == at)

    def span(self, start: int, end: int) -> Span:
        """Offsets of the sentence as a span of the document."""
        return Span(start, end).moved(self.start)

    def at(self, figure: Statistic) -> Span:
        """Where a statistic stands in the sentence."""
        return figure.span.moved(-self.start)

    def quote(self, figure: Statistic) -> str:
        """The words of a statistic."""
        return self.text[figure.span.start - self.start : figure.span.end - self.start]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a line is made of, in its paragraph: ``first`` and ``last`` count statistics, ``added`` are more of them."""

    start: int
    text: Words
    masked: Words
    first: int
    last: int
    added: tuple[Statistic, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one level to another in one sentence; ``word`` says up or down."""

    line: Line
    before: Statistic
    after: Statistic
    word: Span
    rises: bool
    span: Span


def lines(analysis: Analysis, *, figures_only: bool = True) -> list[Line]:
    """The sentences of the story with their statistics; unless told otherwise, only those that have any."""
    return [line for line in _all_lines(analysis) if line.figures or not figures_only]


@remembered
def _all_lines(analysis: Analysis) -> tuple[Line, ...]:
    """Twenty rules read the same lines."""
    return tuple(_lines(analysis))


def _lines(analysis: Analysis) -> Iterator[Line]:
    at = 0
    for passage in analysis.story:
        headline = passage.block.role == "headline"
        for found in _sentences(passage.local):
            figures = analysis.statistics[at + found.first : at + found.last]
            if found.added:
                added = (figure.moved(passage.start) for figure in found.added)
                figures = tuple(sorted((*figures, *added), key=lambda figure: figure.span))
            yield Line(passage.start + found.start, found.text, found.masked, figures, headline)
        at += len(passage.local.statistics)


@remembered
def _sentences(local: Local) -> tuple[_Sentence, ...]:
    """The sentences of a paragraph, those left out that are tables."""
    figures, found = local.statistics, []
    at = 0
    for span, text in zip(local.paragraph.sentences, local.paragraph.wordings, strict=True):
        while at < len(figures) and figures[at].span.start < span.start:
            at += 1
        here = at
        while here < len(figures) and figures[here].span.start < span.end:
            here += 1
        inside = figures[at:here]
        pair = BARE_PAIR.search(text) if " to " in text else None
        added = _levels(text, span.start, inside, pair) if pair else ()
        if len(inside) + len(added) <= TABLE:
            every = sorted((*inside, *added), key=lambda figure: figure.span)
            masked = Words(_mask(text, span.start, every)) if every else text
            found.append(_Sentence(span.start, text, masked, at, here, added))
    return tuple(found)


def _levels(text: str, start: int, figures: Sequence[Statistic], pair: re.Match[str]) -> tuple[Statistic, ...]:
    """The levels of "from 50 to 40" where nothing says what they count, and they were no statistics."""
    groups = ("a", "b") if pair["a"] else ("a2", "b2")
    levels = [
        Statistic(Span(*pair.span(group)).moved(start), "count", float(pair[group].replace(",", "")))
        for group in groups
    ]
    others = any(figure.kind != "count" for figure in figures for one in levels if one.span.overlaps(figure.span))
    if others or PLACES.search(text) or _units_differ(text, pair):
        return ()
    return tuple(one for one in levels if not any(one.span.overlaps(figure.span) for figure in figures))


def _units_differ(text: str, pair: re.Match[str]) -> bool:
    """Whether the levels are given in different units of time: "from 3 years to 18 months"."""
    units = [
        found[1].removesuffix("s")
        for group in (("a", "b") if pair["a"] else ("a2", "b2"))
        if (found := TIME_UNIT.match(text, pair.end(group)))
    ]
    return len(set(units)) > 1


def _mask(text: str, start: int, figures: Sequence[Statistic]) -> str:
    marks = list(text)
    for figure in figures:
        for words in (figure.approximator, figure.frame):
            if words:
                _fill(marks, words.moved(-start), AROUND, AROUND)
        _fill(marks, figure.span.moved(-start), FIRST, REST)
    return "".join(marks)


def _fill(marks: list[str], span: Span, first: str, rest: str) -> None:
    for index in range(max(0, span.start), min(span.end, len(marks))):
        marks[index] = first if index == span.start else rest


def steps(line: Line) -> Iterator[Step]:
    """Changes whose two levels are given: "fell from 5 to 3", "3, down from 5"."""
    for found in line.masked.all(PAIR):
        suffix = "" if found["a"] else "2"
        before, after = line.figure(found, "a" + suffix), line.figure(found, "b" + suffix)
        word = _nearest_change(line.masked[: found.start()])
        if word and comparable(before, after) and not CHANGE.search(found["between" + suffix]):
            rises = RISE.fullmatch(line.masked, word.start, word.end) is not None
            end = max(line.at(before).end, line.at(after).end)
            yield Step(line, before, after, word, rises, line.span(word.start, end))
    for found in line.masked.all(UP_FROM):
        before, after = line.figure(found, "a"), line.figure(found, "b")
        if comparable(before, after):
            rises = found["word"].endswith(("up", "higher"))
            span = line.span(found.start("b"), line.at(before).end)
            yield Step(line, before, after, Span(*found.span("word")), rises, replace(span, start=after.span.start))


def _nearest_change(before: str) -> Span | None:
    """The last change word before a pair of levels, in its clause."""
    window = max(0, len(before) - 80)
    words = [found for found in CHANGE.finditer(before, window) if not re.search(r"[.;:]", before[found.end() :])]
    if not words or STALLED.search(before, words[-1].end()) or NEGATED.search(before, 0, words[-1].start()):
        return None
    return Span(*words[-1].span())


def comparable(one: Statistic, other: Statistic) -> bool:
    """Same kind and unit, single known values that are not negative."""
    return (
        one.kind == other.kind
        and one.kind not in {"rank", "tally", "multiple"}
        and one.unit == other.unit
        and one.upper is None
        and other.upper is None
        and one.value is not None
        and other.value is not None
        and one.value >= 0
        and other.value >= 0
    )


def value(figure: Statistic) -> float:
    """The value of a statistic that has one."""
    return figure.value if figure.value is not None else 0.0


def bounds(line: Line, figure: Statistic) -> tuple[float, float]:
    """What a rounded number may stand for: half a unit of its last digit either way, more if it is hedged."""
    exact, half = value(figure), rounding(line.quote(figure), value(figure))
    if figure.approximator is None:
        return exact - half, exact + half
    words = line.text[figure.approximator.start - line.start : figure.approximator.end - line.start].lower()
    if re.search(r"more than|over|above|at least|upwards|excess|as many|as much", words):
        return exact - half, exact * 1.25 + half
    if re.search(r"less than|fewer|under|below|nearly|almost|close to|up to|at most|short", words):
        return exact * 0.8 - half, exact + half
    return exact * 0.9 - half, exact * 1.1 + half


def rounding(words: str, number: float) -> float:
    """Half a unit of the last digit written: .05 for "19.4%", .5 million for "4 million"."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", words)
    if not digits:
        return 0.0
    shown = float(digits[0].replace(",", ""))
    scale = number / shown if shown and number > shown else 1.0
    return float(0.5 * 10.0 ** -len(digits[1] or "") * scale)


def show(number: float) -> str:
    """A number for a message: at most one decimal, thousands apart."""
    text = f"{number:,.1f}"
    return text.removesuffix(".0")
