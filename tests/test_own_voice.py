"""What stands inside quotation marks is its speaker's: no rule on attribution or wording asks the outlet about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import framing
from framing.document import Cover, Span
from framing.readers.files import decode, kind_of
from framing.report import Report
from framing.rules.wording.house import EXAMPLE_TERMS

ABOUT_QUOTATIONS = {"scare-quotes", "quotation-without-speaker", "first-quotation-late"}
"""Rules on the marks themselves, on whose the words are, and on where the quotation stands."""
SEEDS = sorted(path for path in (Path(__file__).parents[1] / "seeds").iterdir() if path.name != "README.md")
EVERYTHING = framing.Config(
    select=tuple(
        rule.name
        for rule in framing.RULES.values()
        if rule.family in {"attribution", "wording"} and rule.name not in ABOUT_QUOTATIONS
    ),
    min_confidence=0.0,
    **EXAMPLE_TERMS,
)
FRAMES = {
    "after": "Ann Roe, a teacher, said: “{}”\n\nShe left on Friday.",
    "before": "“{}” Ann Roe, a teacher, said on Friday.",
    "straight": 'Roe told the board on Friday: "{}"',
    "going on": "“We met on Monday,” said Ann Roe, a teacher.\n\n“{}\n\n“That is all.”",
    "by nobody": "“{}” The vote is on Monday.",
}


def asked_about(report: Report, spoken: Cover) -> list[tuple[str, str]]:
    """Rule and words of the findings that touch what is spoken."""
    return [(item.rule, item.quote) for item in report.findings if spoken.overlaps(item.text_span)]


def quoted(text: str) -> str:
    """An example's words without its headline mark, its own quotation marks made inner ones."""
    words = text.removeprefix("# ").replace('"', "'").replace("“", "‘").replace("”", "’")
    return words.replace("\n\n", "\n\n“")


def framed(frame: str, words: str) -> str:
    """A story with the words in quotation marks, those of a frame's own kind."""
    return frame.format(words if "“{" in frame else words.replace("“", '"'))


def examples() -> list[object]:
    return [
        pytest.param(example.text, id=f"{rule.name}-{number}")
        for rule in framing.RULES.values()
        for number, example in enumerate(rule.bad)
        if rule.family != "ignores"
    ]


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("text", examples())
def test_no_rule_asks_the_outlet_about_what_a_source_says(text: str, frame: str) -> None:
    words = quoted(text)
    story = framed(frame, words)
    start = frame.index("{")
    spoken = Cover([Span(start, start + len(words))])
    assert asked_about(framing.analyze(story, config=EVERYTHING), spoken) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_no_sample_story_is_asked_about_what_it_quotes(path: Path) -> None:
    report = framing.analyze(decode(path.read_bytes(), path.name), kind=kind_of(path), config=EVERYTHING)
    spoken = Cover(quotation.span for quotation in report.analysis.quotations)
    assert asked_about(report, spoken) == []
