"""The story as a whole: verbs and labels by side, headline against body, emphasis; always with the evidence."""

from __future__ import annotations

import framing
from framing.analyzers.angle.facts import Gap
from framing.render import render

BODY = "The board met on Monday evening. It heard the report of the inspectors. The vote is due in May."
TWO_SIDES = (
    "Ann Roe, a Republican, said the cost was known. Roe said the plan would work. She added that it was fair.\n\n"
    "Tom Poe, a Democrat, claimed the cost had doubled. Poe claimed the board had known. Poe said he would vote no."
)


def gaps(headline: str, body: str) -> list[tuple[str, str, str]]:
    analysis = framing.analyze(f"# {headline}\n\n{body}", kind="markdown").analysis
    return [(gap.kind, analysis.text(gap.span), _near(analysis, gap)) for gap in analysis.gaps]


def _near(analysis: framing.analyzers.Analysis, gap: Gap) -> str:
    return analysis.text(gap.body) if gap.body else ""


def test_reporting_verbs_are_compared_by_side() -> None:
    analysis = framing.analyze(TWO_SIDES).analysis
    verbs = {item.side: item for item in analysis.usages if item.kind == "verbs"}
    assert (verbs["Republican"].plain, verbs["Republican"].marked) == (3, 0)
    assert dict(verbs["Democratic"].terms) == {"claim": 2}
    assert verbs["Democratic"].lean > 0 > verbs["Republican"].lean
    assert [analysis.text(span) for span in verbs["Democratic"].spans] == ["claimed", "claimed"]


def test_a_few_verbs_are_no_pattern() -> None:
    assert (
        framing.analyze("Ann Roe said it was late. Tom Poe claimed it was not. Poe claimed so twice.").analysis.usages
        == ()
    )


def test_labels_are_compared_with_plain_names() -> None:
    text = "The far-left bloc voted no. A left-wing group met. Most Republicans stayed away. Conservatives met later."
    labels = {item.side: item for item in framing.analyze(text).analysis.usages if item.kind == "labels"}
    assert (labels["left"].marked, labels["left"].plain) == (2, 0)
    assert (labels["right"].marked, labels["right"].plain) == (0, 2)


def test_a_loaded_headline_word_is_looked_for_in_the_body() -> None:
    assert gaps("Mayor slams port board", f"The mayor criticized the board. {BODY}") == [("term", "slams", "")]
    assert gaps("Mayor slams port board", f"The mayor slammed the board. {BODY}") == []
    assert gaps("Fanatics block port road", f"“They are fanatics,” the mayor said. {BODY}") == [
        ("quoted", "Fanatics", "fanatics")
    ]


def test_a_headline_is_no_surer_than_the_body() -> None:
    told = "The leak may have poisoned fish in the harbour."
    assert gaps("Ferry leak poisoned harbour fish", f"{told} {BODY}") == [("certainty", "poisoned", told)]
    assert gaps("Ferry leak may have poisoned harbour fish", f"{told} {BODY}") == []
    assert gaps("Ferry leak poisoned harbour fish", f"The leak poisoned fish in the harbour. {told} {BODY}") == []


def test_emphasis_describes_and_never_asks() -> None:
    body = (
        "The strike began on Monday. Workers protested at the gate. The company cut wages in May. "
        "The tax rose in June. "
        "Her daughter wept at the news. The price of bread rose."
    )
    report = framing.analyze(body)
    shares = {item.frame: item.sentences for item in report.analysis.emphasis}
    assert shares == {"economic": 3, "conflict": 2, "human interest": 1, "morality": 0, "responsibility": 0}
    assert "emphasis" not in " ".join(finding.rule for finding in report.findings)
    assert framing.analyze("The strike began on Monday.").analysis.emphasis == ()


def test_the_page_shows_the_story_as_a_whole() -> None:
    page = render([framing.analyze(f"# Mayor slams port board\n\n{TWO_SIDES}\n\n{BODY}", kind="markdown")], "html")
    assert "Reporting verbs by side" in page
    assert "Headline against body" in page
    assert "the body does not use the word" in page
