"""Numbers are checked against each other, and the message shows the computation."""

from __future__ import annotations

import pytest

import framing
from framing.report import Finding


def numbers(text: str, *names: str) -> list[Finding]:
    kind = "markdown" if text.startswith("# ") else "text"
    config = framing.Config(select=names or ("numbers",))
    return list(framing.analyze(text, kind=kind, config=config).findings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "rule", "shown"),
    [
        ("Fares rose from $50 to $75, a 20 percent increase.", "change-mismatch", "$50 to $75 is 25 or 50% more"),
        ("Visits fell to 5,200 from 4,900 a year before.", "direction-contradiction", "4,900 to 5,200 is a rise"),
        ("Trust rose 6 percent, from 42 percent to 48 percent.", "percent-or-points", "6 percentage points, or 14.3%"),
        ("Some 45% of tenants said yes, 40% said no and 20% were undecided.", "parts-over-100", "45 + 40 + 20 is 105%"),
        ("Most parents (41%) agreed.", "majority-under-half", "41% is under half"),
        ("Queues fell from 14 minutes to 19 minutes.", "direction-contradiction", "14 to 19 is a rise"),
        ("Growth eased to 2.4% from 2.1% in May.", "direction-contradiction", "2.1% to 2.4% is a rise"),
        ("Theft has tripled, from 200 cases in 2019 to 400 now.", "change-mismatch", "200 to 400 is 200 or 100% more"),
    ],
)
def test_arithmetic_is_an_error_and_shows_its_computation(text: str, rule: str, shown: str) -> None:
    (finding,) = numbers(text)
    assert (finding.rule, finding.severity) == (rule, "error")
    assert shown in finding.message


def test_both_readings_of_a_percent_change_are_worked_out() -> None:
    (finding,) = numbers("About 20% of pupils walk to school, a 10% drop from last year.")
    assert "from 30% to 20%" in finding.message
    assert "from 22.2%" in finding.message
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Rent rose from $1,000 to $1,500, while wages rose 10 percent.",
        "Profit fell even as revenue went from $20 million to $25 million.",
        "Spending nearly doubled, from $2.1 billion to $4 billion.",
        "The population grew from 1.2 million to 1.3 million, an 8 percent rise.",
        "The song climbed from 20 to 12 in the charts.",
        "The sentence was cut from 3 years to 18 months.",
        "Profit rose from $10 million to $11 million, helped by a 30 percent increase in online orders.",
        "Temperatures rose to 3 degrees from -5 degrees.",
        "Turnout was 61% in Leeds, 58% in York and 49% in Hull.",
        "Asked about their worries, 60% named rent, 55% energy and 30% crime.",
        "The most popular answer (31%) was rent.",
        "Sales rose 6 percent to $4 million in May.",
        "Immigrants make up 46 percent of workers, up from 40 percent in 2010.",
        "About 30% of firms raised prices by 5% to 10% last year.",
        "The drug cut the risk of a stroke from 2% to 1%.",
        "The plan would cost 2 million jobs.",
        "The stadium will open in 2027 with 40,000 seats.",
    ],
)
def test_silence_where_the_numbers_are_right_or_of_different_things(text: str) -> None:
    assert numbers(text) == []


def test_arithmetic_is_checked_inside_quotation_marks_and_wording_is_not() -> None:
    assert numbers("“Sales climbed to $281 million from $303 million,” she said.", "direction-contradiction")
    assert not numbers("“Complaints have tripled,” she said.", "no-baseline")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# One in five skip meals\n\nAbout 20 percent of parents skip meals, a charity said.", 0),
        ("# City to spend $1.5m on parks\n\nThe city will spend $1,480,000 on parks.", 0),
        ("# City to spend $40 million on parks\n\nThe city will spend $4 million on parks.", 1),
    ],
)
def test_headline_numbers_are_compared_by_value(text: str, count: int) -> None:
    assert len(numbers(text, "headline-number-missing")) == count


def test_number_framing_is_off_unless_asked_for() -> None:
    text = "Only about 19.4% of pupils walk to school."
    assert numbers(text) == []
    (finding,) = numbers(text, "number-framing")
    assert finding.quote == "Only about 19.4%"
