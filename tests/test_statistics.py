"""Which numbers are statistics, and what is read off them."""

from __future__ import annotations

import time

import pytest
from machine import slowness

from framing.analyzers import statistics
from framing.analyzers.facts import Quotation, Statistic
from framing.analyzers.statistics.numerals import find_numerals
from framing.document import Span
from framing.language.pipeline import parse


def find(text: str, quotations: tuple[Quotation, ...] = ()) -> tuple[Statistic, ...]:
    (paragraph,) = parse([text])
    return statistics.find(paragraph, quotations)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[item.span.start : item.span.end], item.kind) for item in find(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Output fell 3.5% in May.", [("3.5%", "percent")]),
        ("About six per cent of pupils stayed away.", [("six per cent", "percent")]),
        ("Her lead shrank by four percentage points.", [("four percentage points", "points")]),
        ("The bank cut rates by 25 basis points.", [("25 basis points", "points")]),
        ("The firm lost £3.4bn and US$2 million.", [("£3.4bn", "money"), ("US$2 million", "money")]),
        ("They paid 20,000 euros.", [("20,000 euros", "money")]),
        ("More than 1,200 homes burned.", [("1,200", "count")]),
        ("Some 12m voters stayed home.", [("12m", "count")]),
        ("Dozens of tents stood there.", [("Dozens", "count")]),
        ("Half a million people fled.", [("Half a million", "count")]),
        ("One in five drivers speeds.", [("One in five", "ratio")]),
        ("Two-thirds of them agreed.", [("Two-thirds", "ratio")]),
        ("The rate is 12 per 100,000 people.", [("12 per 100,000", "ratio")]),
        ("Rents have doubled since 2015.", [("doubled", "multiple")]),
        ("It costs three times as much.", [("three times", "multiple")]),
        ("It is the fourth-largest port.", [("fourth-largest", "rank")]),
        ("The fire burned 900 hectares.", [("900 hectares", "measure")]),
        ("It reached 41.5C on Monday.", [("41.5C", "measure")]),
        ("The court ruled 5-4 for the union.", [("5-4", "tally")]),
        ("The Dow closed at 17,959.64.", [("17,959.64", "index")]),
        ("A magnitude 6.2 earthquake struck.", [("6.2", "index")]),
        ("Shares closed at 214p.", [("214p", "money")]),
        ("Some seven point two per cent of pupils left.", [("seven point two per cent", "percent")]),
        ("The tax takes 15% to 20% of the price.", [("15% to 20%", "percent")]),
        ("The richest tenth pay more.", [("tenth", "ratio")]),
        ("Complaints doubled as a result.", [("doubled", "multiple")]),
        ("The lake has risen by nearly 3 metres.", [("3 metres", "measure")]),
        ("The death toll reached 61.", [("61", "count")]),
        ("The club counted 40 nests, against 25 in 2019.", [("40", "count"), ("25", "count")]),
    ],
)
def test_every_kind_is_found_on_its_exact_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was born on 12 May 1984 in Room 14.",
        "The meeting starts at 10:30 a.m. and lasts 45 minutes.",
        "She served 20 years, more than three decades ago.",
        "Ann Roe, 34, and a 22-year-old man were there.",
        "Article 50 and Boeing 737 were in the news in the 1990s.",
        "Call 0800 123 4567 or write to 12 Mill Road.",
        "Two men talked to three reporters.",
        "The 9/11 attacks and the G20 came up on the 25th.",
        "At one point he left.",
        "The jury found her guilty of three charges and cleared her of a fourth.",
        "The loft doubled as a studio, and the film is in 1080p.",
        "A 12-metre mast stands there.",
    ],
)
def test_dates_times_ages_names_and_small_counts_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Seven children died in the fire.", ["Seven"]),
        ("Police arrested three drivers.", ["three"]),
        ("Only five members came.", ["five"]),
        ("Six of the 20 jurors objected.", ["Six", "20"]),
        ("There were two deaths.", ["two"]),
    ],
)
def test_counts_below_ten_matter_when_people_are_harmed_or_in_a_part_of_a_whole(text: str, expected: list[str]) -> None:
    assert [words for words, _ in found(text)] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("It costs $200,000 to $300,000.", [("$200,000 to $300,000", 200_000, 300_000)]),
        ("Growth of 5 to 7 percent is likely.", [("5 to 7 percent", 5, 7)]),
        ("Between 10 and 15 people were hurt.", [("10 and 15", 10, 15)]),
        ("A loan of $5-7 million was made.", [("$5-7 million", 5e6, 7e6)]),
        ("Support fell from 58 to 55 percent.", [("58", 58, None), ("55 percent", 55, None)]),
        ("She led by 43 percent to 38 percent.", [("43 percent", 43, None), ("38 percent", 38, None)]),
        ("In 2024 from 5 to 7 million people fled.", [("5", 5e6, None), ("7 million", 7e6, None)]),
        ("Some 5 to 7 million people fled.", [("5 to 7 million", 5e6, 7e6)]),
        (
            "Output rose from 310 million tons in 1990 to 330 million tons.",
            [("310 million tons", 310e6, None), ("330 million tons", 330e6, None)],
        ),
        ("It rose by 2005 to 12,000 tons.", [("12,000 tons", 12_000, None)]),
        ("She led by 57 percent to 33.", [("57 percent", 57, None), ("33", 33, None)]),
    ],
)
def test_a_range_is_one_statistic_and_a_comparison_two(
    text: str, expected: list[tuple[str, float, float | None]]
) -> None:
    assert [(text[item.span.start : item.span.end], item.value, item.upper) for item in find(text)] == expected


def test_frame_approximator_noun_and_unit_are_read() -> None:
    text = "Only about 19.4% of the islanders agreed."
    (statistic,) = find(text)
    spans = (statistic.frame, statistic.approximator, statistic.noun)
    assert [span and text[span.start : span.end] for span in spans] == ["Only", "about", "islanders"]
    assert (statistic.value, statistic.unit) == (19.4, "%")


def test_quoted_numbers_are_marked() -> None:
    text = "“We lost 300 jobs,” she said, of 900 jobs."
    quotation = Quotation(Span(0, 19), Span(1, 18))
    assert [item.quoted for item in find(text, (quotation,))] == [True, False]


@pytest.mark.parametrize(
    "text, value",
    [
        ("two hundred and fifty thousand", 250_000),
        ("1,200.5", 1_200.5),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("940\u00a0000", 940_000),
        ("twenty-five", 25),
        ("2½", 2.5),
    ],
)
def test_numerals_have_values(text: str, value: float) -> None:
    (numeral,) = find_numerals(text)
    assert (numeral.start, numeral.end, numeral.value) == (0, len(text), value)


@pytest.mark.parametrize("piece", ["1,", "a hundred ", "5 to ", "$", "-7", "one in ", "half of the ", "only about "])
def test_time_grows_with_length_only(piece: str) -> None:
    started = time.process_time()
    find_numerals(piece * 20_000)
    assert time.process_time() - started < 2 * slowness()
