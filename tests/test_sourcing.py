"""Which numbers have a source, and where it stands."""

from __future__ import annotations

import pytest

import framing
from framing.analyzers.facts import Sourcing
from framing.config import Config
from framing.document import Kind


def verdicts(text: str, kind: Kind = "markdown") -> dict[str, tuple[str, str | None]]:
    """The words of each number → where its source is, and the source's words."""
    analysis = framing.analyze(text, kind=kind, config=Config(select=("statistics",))).analysis
    found: dict[str, tuple[str, str | None]] = {}
    for statistic in analysis.statistics:
        assert statistic.sourcing
        source = statistic.sourcing.source
        found[analysis.text(statistic.span)] = (statistic.sourcing.where, analysis.text(source) if source else None)
    return found


def sourcing(text: str) -> Sourcing:
    analysis = framing.analyze(text, config=Config(select=("statistics",))).analysis
    verdict = analysis.statistics[0].sourcing
    assert verdict
    return verdict


@pytest.mark.parametrize(
    "text, number, source",
    [
        ("Exports fell 4 percent, according to the statistics office.", "4 percent", "the statistics office"),
        ("A study by the port authority found that 31 percent of crates leak.", "31 percent", "study"),
        ("The labour ministry's figures show 12,000 vacancies.", "12,000", "figures"),
        ("In a survey, 54 percent of tenants complained.", "54 percent", "a survey"),
    ],
)
def test_a_source_in_the_sentence(text: str, number: str, source: str) -> None:
    where, words = verdicts(text)[number]
    assert where == "sentence"
    assert source in (words or "")


def test_a_poll_is_carried_on_until_the_next_one() -> None:
    found = verdicts(
        "Most islanders want a bridge, a new Harbour Institute poll shows.\n\n"
        "Some 61 percent of voters support it, and 22 percent oppose it.\n\n"
        "In an earlier poll by Coastline, 48 percent were in favour.\n\n"
        "Among women, support was 55 percent."
    )
    assert "Harbour Institute" in (found["61 percent"][1] or "")
    assert "Harbour Institute" in (found["22 percent"][1] or "")
    assert "Coastline" in (found["48 percent"][1] or "")
    assert found["55 percent"][0] == "context"
    assert "Coastline" in (found["55 percent"][1] or "")


def test_a_report_is_taken_up_in_the_same_paragraph() -> None:
    found = verdicts("The audit office published its report on Monday. Costs rose by 18 percent. Twelve pumps failed.")
    assert found["18 percent"][0] == "context"
    assert "report" in (found["18 percent"][1] or "")


def test_a_headline_gets_its_source_from_the_body() -> None:
    found = verdicts(
        "# Jobless rate at 4.2 percent\n\nUnemployment fell in May to 4.2 percent, the labour office said."
    )
    assert found["4.2 percent"][1] == "the labour office"


def test_quoted_numbers_are_the_speakers() -> None:
    found = verdicts("“We created 3,000 jobs. We built 40 schools,” said Ann Roe, the mayor.")
    assert {where for where, _ in found.values()} == {"speaker"}


def test_a_link_is_a_citation() -> None:
    found = verdicts("Road deaths rose [17 percent](https://stats.example.org/roads) in a year.")
    assert found["17 percent"][0] == "sentence"


def test_a_source_line_covers_the_numbers_above_it() -> None:
    found = verdicts("Fares rose 12 percent.\n\nSource: Transit Office")
    assert found["12 percent"] == ("context", "Transit Office")


@pytest.mark.parametrize(
    "text",
    [
        "The council voted 9-4 for the plan.",
        "The Nikkei fell 2 percent to 17,000.12.",
        "The 27-nation bloc met on Monday.",
        "She won 53 percent of the vote.",
        "The town of 40,000 people lies by the sea.",
        "I paid $40 for my ticket.",
        "He was fined $500.",
    ],
)
def test_some_numbers_need_no_source(text: str) -> None:
    assert not sourcing(text).needed


def test_nothing_near_means_none_with_a_reason() -> None:
    verdict = sourcing("The city is growing. Some 42 percent of tenants are new.")
    assert (verdict.where, verdict.needed) == ("none", True)
    assert verdict.reason
    assert 0 < verdict.confidence < 1


def test_one_finding_for_the_numbers_of_one_gap() -> None:
    report = framing.analyze(
        "The river is drying up. Its flow fell by 31 percent. Fish stocks have halved, and 200 boats are idle.",
        config=Config(select=("number-without-source",)),
    )
    (finding,) = report.findings
    assert finding.quote == "31 percent"
    assert "3 numbers" in finding.message


def test_what_the_lead_announces_is_carried_to_the_particulars() -> None:
    found = verdicts("Fewer pupils passed their finals, the schools board said.\n\nSome 81 percent got a pass.", "text")
    assert found["81 percent"] == ("context", "the schools board")


def test_a_court_report_sums_up_what_the_court_heard() -> None:
    found = verdicts(
        "A bookkeeper who took $48,000 from a club was jailed on Friday.\n\n"
        "Prosecutor Ana Reyes told the court that he had written 31 cheques to himself.",
        "text",
    )
    assert found["$48,000"] == ("context", "Prosecutor Ana Reyes")


def test_a_sentence_about_the_speaker_is_the_speakers_own() -> None:
    found = verdicts("The rent is too high, says Tom Beck, a baker. He sells 900 loaves a day.", "text")
    assert found["900"] == ("speaker", "Tom Beck, a baker")


def test_data_are_a_source() -> None:
    assert (
        verdicts("Police data published on Monday show that 31% of the cars were old.", "text")["31%"][0] == "sentence"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Shares in the group fell 6.4% in early trading.",
        "The hut stands 2,050 metres above sea level.",
        "The chain, which has 210 shops, is for sale.",
        "She must repay $12,000 within a year.",
        "The union wants $3,000 for each driver.",
        "The Reds won 31.2% of the vote and the Greens 14.8%.",
        "The visitors had 38% of the ball.",
    ],
)
def test_sizes_awards_demands_and_match_figures_need_no_source(text: str) -> None:
    assert not sourcing(text).needed


def test_a_headline_rests_on_what_the_lead_confirms() -> None:
    found = verdicts("Half of ferries may stop\n\nSome 12 of the 25 ferries may stop, the harbour board has confirmed.")
    assert found["Half"] == ("context", "the harbour board")


def test_what_a_speaker_does_is_still_the_speakers_in_the_next_paragraph() -> None:
    found = verdicts("“The rent is too high,” said Tom Beck, a baker.\n\nHe sells 900 loaves a day.", "text")
    assert found["900"][0] == "speaker"


def test_the_rate_a_bank_sets_needs_no_source() -> None:
    assert not sourcing("The bank left its key rate at 4.5%.").needed


def test_a_link_is_named_by_its_host_and_must_be_next_to_the_number() -> None:
    report = framing.analyze(
        "# Roads\n\nRoad deaths rose [17 percent](https://www.council.example/roads) in a year.\n\n"
        "[Ann Roe](https://paper.example/ann-roe), who has led the town since the floods of that long winter, "
        "keeps 40 pigeons.",
        kind="markdown",
    )
    deaths, pigeons = (item.sourcing for item in report.analysis.statistics)
    assert deaths
    assert pigeons
    assert (deaths.where, deaths.reason) == ("sentence", "linked to council.example")
    assert pigeons.where == "none"


def test_a_table_has_the_source_below_it_and_a_list_the_one_above() -> None:
    table = "# Trams\n\nIt snowed.\n\n| line | riders |\n|---|---|\n| North | 12,000 |\n\nSource: Transit Office"
    assert verdicts(table)["12,000"] == ("context", "Transit Office")
    listed = "# Trams\n\nFigures from the transit office, by line:\n\n- North: 12,000 riders\n- South: 31,000 riders"
    assert {words for _, words in verdicts(listed).values()} == {"Figures from the transit office, by line"}


def test_a_table_without_a_source_is_one_finding() -> None:
    text = (
        "# Trams\n\nIt snowed.\n\n| line | riders |\n|---|---|\n| North | 12,000 |\n| South | 31,000 |\n\nAll is well."
    )
    report = framing.analyze(text, kind="markdown", config=Config(select=("number-without-source",)))
    (finding,) = report.findings
    assert "No source line below the table" in finding.message


def test_a_caption_names_the_source_of_a_table() -> None:
    html = (
        "<h1>Trams</h1><p>It snowed in the town of trams.</p><table><caption>Riders. Source: Transit Office</caption>"
        "<tr><td>North</td><td>12,000</td></tr></table>"
    )
    assert verdicts(html, "html")["12,000"] == ("context", "Transit Office")


@pytest.mark.parametrize(
    "text, source",
    [
        ("The county's traffic office measured 3,100 crossings on one Saturday.", "The county's traffic office"),
        ("Researchers at the Coast Institute fitted tags to 312 gulls.", "Researchers at the Coast Institute"),
    ],
)
def test_who_counts_is_the_source(text: str, source: str) -> None:
    ((where, words),) = verdicts(text).values()
    assert where == "sentence"
    assert words
    assert words in source


def test_what_a_source_leaves_out_does_not_rest_on_it() -> None:
    found = verdicts("The harbour office's tally shows 340 boats. The tally does not include 90 barges.")
    assert found["340"][0] == "sentence"
    assert found["90"][0] == "none"


def test_another_topic_in_the_paragraph_needs_its_own_source() -> None:
    found = verdicts(
        "The summer was long. Nobody slept. Shops were shut. Streets were empty.\n\n"
        "Temperatures reached 44C in Porto Alto on Monday, the weather service said. Wildfires burned 23,000 hectares."
    )
    assert found["23,000 hectares"][0] == "none"


def test_a_share_in_a_poll_story_is_the_polls_though_it_reads_like_a_plan() -> None:
    found = verdicts(
        "Fewer islanders want a bridge, a survey by Coastline found.\n\nThe mayor was pleased. Nobody called.\n\n"
        "The share who call it wrong to give up the ferry fell to 41.1%, from 48.7% a year ago."
    )
    assert {where for where, _ in found.values()} == {"context"}


def test_vague_words_are_less_sure_findings_than_figures() -> None:
    figure, vague = sourcing("The firm sold 41,200 lamps."), sourcing("The firm sold thousands of lamps.")
    assert vague.confidence < figure.confidence


def test_figures_named_in_the_lead_are_carried_to_the_particulars() -> None:
    found = verdicts(
        "Burglary fell by 9% in a year, official figures show.\n\n"
        "Break-ins at shops dropped most, from 911 to 742. There were 14 raids on banks, down from 21.",
        "text",
    )
    assert {found[number][0] for number in ("911", "742", "14", "21")} == {"context"}
