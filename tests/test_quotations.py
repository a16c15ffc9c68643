"""Quotation marks are paired as an editor reads them."""

from __future__ import annotations

import pytest

from framing.analyzers.attribution.quotations import find_quotations, outermost
from framing.language.pipeline import parse


def quoted(text: str) -> list[str]:
    paragraph = parse([text])[0]
    return [paragraph.slice(quotation.span) for quotation in find_quotations(paragraph)]


def speech(text: str) -> list[bool]:
    return [quotation.speech for quotation in find_quotations(parse([text])[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We are late," said Roe.', ['"We are late,"']),
        ("“We are late,” said Roe.", ["“We are late,”"]),
        ("''We are late,'' said Roe.", ["''We are late,''"]),
        ("``We are late,'' said Roe.", ["``We are late,''"]),
        ("«We are late», said Roe.", ["«We are late»"]),
        ("‘We are late,’ said Roe.", ["‘We are late,’"]),
        ("'We are late,' said Roe.", ["'We are late,'"]),
    ],
)
def test_every_style_of_mark_is_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' owner doesn't mind, and it's Roe's view.",
        "The dogs’ owner doesn’t mind, and it’s Roe’s view.",
        "He grew up in the '80s and the ’90s.",
        "Rock 'n' roll is dead, 'tis said.",
        "The board is 5'10\" long.",
    ],
)
def test_apostrophes_and_inches_are_not_quotation_marks(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_does_not_close_a_single_quotation() -> None:
    assert quoted("‘It’s the dogs’ home and we won’t sell,’ said Roe.") == ["‘It’s the dogs’ home and we won’t sell,’"]


def test_a_split_quotation_is_two() -> None:
    assert quoted('"We are late," she said. "Very late."') == ['"We are late,"', '"Very late."']


def test_a_quotation_inside_another_follows_the_one_around_it() -> None:
    text = "“He told me ‘never again’ and left,” said Roe."
    assert quoted(text) == ["“He told me ‘never again’ and left,”", "‘never again’"]
    assert len(outermost(find_quotations(parse([text])[0]))) == 1


def test_a_quotation_of_the_same_marks_inside_another_does_not_end_it() -> None:
    assert quoted("“He called it “a bridge” and left,” said Roe.") == ["“He called it “a bridge” and left,”"]


def test_a_missing_closing_mark_runs_to_the_end_of_the_paragraph() -> None:
    (found,) = find_quotations(parse(['Roe said: "We are late. We will come tomorrow.'])[0])
    assert not found.closed
    assert found.span.end == len('Roe said: "We are late. We will come tomorrow.')


def test_a_new_opening_mark_ends_a_quotation_left_open() -> None:
    assert quoted('"We are late. "We are lost," said Roe.') == ['"We are late.', '"We are lost,"']


def test_a_mark_that_opens_nothing_is_left_alone() -> None:
    assert quoted("We are late,” said Roe.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The so-called "reform" costs jobs.', [False]),
        ('She read "War and Peace" on the train.', [False]),
        ('"We are late," said Roe.', [True]),
        ('He said the plan was a waste of "public money and everybody\'s time".', [True]),
    ],
)
def test_terms_and_titles_are_told_from_speech(text: str, expected: list[bool]) -> None:
    assert speech(text) == expected


def test_inner_leaves_the_marks_out() -> None:
    paragraph = parse(['"We are late," said Roe.'])[0]
    (found,) = find_quotations(paragraph)
    assert paragraph.slice(found.inner) == "We are late,"


def test_many_marks_take_linear_time() -> None:
    paragraph = parse(["a " + '"b" ' * 500])[0]
    assert len(find_quotations(paragraph)) == 500
