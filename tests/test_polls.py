"""What the story says about a poll is found where it stands; what it does not say is listed."""

from __future__ import annotations

import pytest

import framing
from framing.analyzers.facts import Poll
from framing.analyzers.polls.margin import margin_for

FULL = (
    "Some 48 percent of residents back the tram and 41 percent do not, according to a Marist College poll.\n\n"
    "The poll, commissioned by the Transport Union, surveyed 1,204 registered voters in Alder County by telephone "
    "between March 3 and 9. Its margin of error is plus or minus 2.8 percentage points."
)


def polls(text: str) -> tuple[Poll, ...]:
    return framing.analyze(text).analysis.polls


def elements(text: str) -> dict[str, str]:
    (poll,) = polls(text)
    return {name: text[span.start : span.end] for name, span in poll.elements.items()}


def rules(text: str) -> list[str]:
    return [finding.rule for finding in framing.analyze(text).findings if finding.family == "polls"]


def test_every_element_of_a_full_disclosure_is_found_at_its_words() -> None:
    assert elements(FULL) == {
        "pollster": "Marist College",
        "sponsor": "Transport Union",
        "n": "1,204",
        "population": "registered voters in Alder County",
        "mode": "by telephone",
        "dates": "between March 3 and 9",
        "moe": "plus or minus 2.8 percentage points",
    }
    (poll,) = polls(FULL)
    assert (poll.missing, poll.sample_size, poll.margin, poll.unscientific) == ((), 1204, 2.8, False)


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        ("YouGov polled 2,041 British adults online on 3-4 July, and 41% agreed.", "dates", "3-4 July"),
        ("A survey for the Courier by Opinium put the Reds on 38% and the Blues on 34%.", "pollster", "Opinium"),
        ("A Fox News poll, conducted jointly with Roe Research, has her on 47% to 44%.", "pollster", "Roe Research"),
        ("A Fox News poll, conducted jointly with Roe Research, has her on 47% to 44%.", "sponsor", "Fox News"),
        ("A Gallup poll of 900 people aged 18 and over found 52% in favour.", "population", "people aged 18 and over"),
        ("A survey, with a 3-point margin of error, found 52% in favour.", "moe", "3-point"),
        ("In the Ipsos poll 52% back trams, up from 47% in March.", "trend", "up from 47% in March"),
        (
            "A Gallup poll found 41 percent agree, compared with 45 percent a year ago.",
            "trend",
            "compared with 45 percent a year ago",
        ),
        (
            "Support fell four points since the last survey, to 47%, Opinium said.",
            "trend",
            "fell four points since the last survey",
        ),
        (
            "Asked whether trams should be free, 52% in the Ipsos survey said yes.",
            "wording",
            "whether trams should be free",
        ),
    ],
)
def test_elements_in_other_words(sentence: str, name: str, words: str) -> None:
    assert elements(sentence)[name] == words


@pytest.mark.parametrize(
    "text",
    [
        "The premier trails in the polls, and 61 percent of trains were late.",
        "The Geological Survey measured 41 percent more water than in 2020.",
        "Voters go to the polls on Sunday; turnout was 61 percent last time.",
    ],
)
def test_no_poll_is_seen_where_none_is_reported(text: str) -> None:
    assert polls(text) == ()


def test_a_date_of_release_is_no_date_of_fieldwork() -> None:
    found = elements("The Gallup survey of 1,000 adults, published by the Courier on May 3, found 52% in favour.")
    assert "dates" not in found


def test_an_earlier_wave_lends_no_elements() -> None:
    text = "The Gallup poll found 52% in favour. In the previous Gallup poll, conducted in May, it was 49%."
    assert "dates" not in elements(text)


def test_two_polls_are_kept_apart() -> None:
    text = (
        "The Fox News poll has Roe on 45 percent and Poe on 27. It has a margin of error of 4.5 points.\n\n"
        "A CBS poll showed things differently. In the CBS poll Roe has 42 percent and Poe 29 percent. "
        "The margin of error for the CBS poll was six points."
    )
    assert [poll.margin for poll in polls(text)] == [4.5, 6.0]


def test_one_note_a_poll_lists_what_is_missing() -> None:
    text = "A poll found 52 percent in favour. In the poll, 30 percent were against. The poll also asked about fares."
    report = framing.analyze(text)
    notes = [finding for finding in report.findings if finding.rule == "poll-disclosure"]
    assert len(notes) == 1
    assert all(part in notes[0].message for part in ("who did it", "how many", "margin of error"))


def test_a_full_disclosure_needs_no_note() -> None:
    assert rules(FULL) == []


def test_the_margin_is_computed_for_the_sample() -> None:
    assert f"{margin_for(1_000):.1f}" == "3.1"
    report = framing.analyze("A Gallup poll of 1,000 adults found 61 percent in favour.")
    (note,) = [finding for finding in report.findings if finding.rule == "poll-margin-missing"]
    assert "±3.1 points (simple random sample" in note.message


def test_no_margin_is_computed_for_people_who_chose_themselves() -> None:
    assert "poll-margin-missing" not in rules("A survey of an opt-in panel of 1,000 adults found 61 percent in favour.")


def test_nothing_is_said_about_polls_in_quotation_marks() -> None:
    assert "poll-proves" not in rules("“The poll proves that 61 percent agree,” she said.")
