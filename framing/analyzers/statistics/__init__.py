"""Numbers that quantify the world: which numerals are statistics, of which kind, and with what around them.

What counts as one follows docs/method.md, "What counts as a statistic": no dates, times, ages, ordinals, names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from framing.analyzers.facts import Quotation, Statistic
from framing.analyzers.statistics.comparisons import find_worded, read_alone, read_pair
from framing.analyzers.statistics.counted import Counter
from framing.analyzers.statistics.numerals import Numeral, Taken, find_numerals
from framing.analyzers.statistics.quantities import Quantity, join, join_bare, read_quantity, scaled_like
from framing.document import Span
from framing.language.parse import Paragraph
from framing.lexicons.load import table, words


def _before_number(forms: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({either})\s?$", re.IGNORECASE)


_APPROXIMATOR: Final = _before_number(sorted(words("approximators")))
_FRAME: Final = _before_number(list(table("number_frames")))
_NOT_FRAME: Final = re.compile(
    r"\b(?:the|his|her|its|their|our|my|was|were|is|are|has|have|had) (?:only|just)\s$", re.I
)
_ONLY: Final = frozenset(["only", "just", "merely", "a mere"])
_OF: Final = re.compile(r" of (?:the |its |their |all |his |her |our |those |these )?", re.IGNORECASE)
_REACH: Final = 24
_NESTED: Final = 3


def find(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> tuple[Statistic, ...]:
    """The statistics of one paragraph, without their sourcing."""
    numerals = find_numerals(paragraph.text)
    counter = Counter(paragraph)
    taken = Taken()
    found: list[Statistic] = []
    for quantity in _quantities(paragraph.text, numerals):
        if taken.free(quantity.span):
            taken.take(quantity.span)
            found.append(_statistic(counter, quantity, quotations))
    for count in _counts(counter, [numeral for numeral in numerals if taken.free(numeral.span)], quotations):
        if taken.free(count.span):
            taken.take(count.span)
            found.append(count)
    return tuple(sorted(found, key=lambda statistic: statistic.span))


def _quantities(text: str, numerals: list[Numeral]) -> Iterator[Quantity]:
    """Numbers with a unit and comparisons, the strongest reading first."""
    readings = [read_quantity(text, numeral) for numeral in numerals]
    pairs = list(pairwise(zip(numerals, readings, strict=True)))
    for (first, left), (second, right) in pairs:
        if left is None and right is None and (pair := read_pair(text, first, second)):
            yield pair
    joined = [join(text, first, second, left, right) for (first, left), (second, right) in pairs]
    yield from (quantities[0] for quantities in joined if len(quantities) == 1)
    yield from (reading for reading in readings if reading)
    yield from (quantity for quantities in joined for quantity in quantities)
    for numeral, reading in zip(numerals, readings, strict=True):
        if reading is None and (quantity := read_alone(text, numeral)):
            yield quantity
    yield from find_worded(text)


def _counts(counter: Counter, numerals: list[Numeral], quotations: tuple[Quotation, ...]) -> Iterator[Statistic]:
    """Bare numerals that count something; ranges of them first."""
    counts = [_count(counter, numeral, quotations) for numeral in numerals]
    for (first, left), (second, right) in pairwise(zip(numerals, counts, strict=True)):
        how = join_bare(counter.text, first, second) if right is not None else None
        if right is None or how is None:
            continue
        approximator, frame = _around(counter.text, first.start)
        value = scaled_like(first, second)
        start = Statistic(first.span, right.kind, value, noun=right.noun, quoted=right.quoted)
        if how == "range":
            span = Span(first.start, second.end)
            yield Statistic(
                span, "count", value, second.value, "", right.noun, approximator, frame, _quoted(span, quotations)
            )
        elif left is None:
            yield start
    yield from (count for count in counts if count)


def _statistic(counter: Counter, quantity: Quantity, quotations: tuple[Quotation, ...]) -> Statistic:
    approximator, frame = _around(counter.text, quantity.start)
    of = _OF.match(counter.text, quantity.end)
    return Statistic(
        quantity.span,
        quantity.kind,
        quantity.value,
        quantity.upper,
        quantity.unit,
        counter.noun_after(of.end() if of else quantity.end),
        approximator,
        frame,
        _quoted(quantity.span, quotations),
    )


def _count(counter: Counter, numeral: Numeral, quotations: tuple[Quotation, ...]) -> Statistic | None:
    approximator, frame = _around(counter.text, numeral.start)
    only = frame is not None and counter.text[frame.start : frame.end].lower() in _ONLY
    counted = counter.counted(numeral, only)
    if counted is None:
        return None
    return Statistic(
        numeral.span,
        "small count" if counted.small else "count",
        numeral.value,
        noun=counted.noun,
        approximator=approximator,
        frame=frame,
        quoted=_quoted(numeral.span, quotations),
    )


def _around(text: str, start: int) -> tuple[Span | None, Span | None]:
    """The approximator and the frame before a number: "only about 19.4%"; "as many as" is both."""
    approximator = _word_before(_APPROXIMATOR, text, start)
    frame = _word_before(_FRAME, text, approximator.start if approximator else start)
    if frame is None and approximator is not None:
        frame = _word_before(_FRAME, text, start)
    elif approximator is None and frame is not None:
        approximator = _word_before(_APPROXIMATOR, text, frame.start)
    return approximator, frame


def _word_before(pattern: re.Pattern[str], text: str, end: int) -> Span | None:
    found = pattern.search(text, max(0, end - _REACH), end)
    if found is None or (pattern is _FRAME and _NOT_FRAME.search(text, max(0, end - _REACH), end)):
        return None
    return Span(*found.span(1))


def _quoted(span: Span, quotations: tuple[Quotation, ...]) -> bool:
    index = bisect_right(quotations, span.start, key=lambda quotation: quotation.span.start)
    return any(quotation.span.contains(span) for quotation in quotations[max(index - _NESTED, 0) : index])
