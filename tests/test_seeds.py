"""Each sample story has a golden report: a change that moves a fact or a finding shows in review.

``pytest tests/test_seeds.py --update-golden`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import framing
from framing.document import Span
from framing.readers.files import decode, kind_of

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.name != "README.md")


def analyzed(path: Path, config: framing.Config | None = None) -> framing.Report:
    return framing.analyze(decode(path.read_bytes(), path.name), kind=kind_of(path), name=path.name, config=config)


def lines(report: framing.Report) -> Iterator[str]:
    """The report as one fact a line, in the words of the story."""
    analysis = report.analysis

    def words(span: Span | None) -> str:
        return " ".join(analysis.text(span).split()) if span else "–"

    yield f"{report.words} words"
    for block in analysis.document.blocks:
        yield f"block {block.role} {block.shape}: {words(block.span)[:60]}"
    for finding in report.findings:
        state = " (suppressed)" if finding.suppressed else ""
        yield f"finding {finding.line}:{finding.column} {finding.severity} {finding.rule}{state}: {finding.quote}"
        yield f"    {finding.message}"
    for item in analysis.attributions:
        content = " … ".join(map(words, item.content))
        parts = " | ".join((words(item.source), words(item.cue), content))
        yield f"attribution {item.mode} {item.cue_kind} {item.source_kind}: {parts}"
    for voice in analysis.voices:
        yield f"voice {voice.kind} {voice.name}: {voice.words} words, {len(voice.mentions)} mentions"
    for number in analysis.statistics:
        verdict = number.sourcing
        where = f"{verdict.where}, {'needed' if verdict.needed else 'not needed'}" if verdict else "unread"
        yield f"statistic {number.kind}: {words(number.span)} | {where} | {words(verdict.source if verdict else None)}"
    for poll in analysis.polls:
        elements = ", ".join(f"{name} {words(span)!r}" for name, span in sorted(poll.elements.items()))
        yield f"poll {words(poll.mention)}: {elements}; missing {', '.join(poll.missing) or 'nothing'}"
    for marker in analysis.markers:
        yield f"marker {marker.voice} {marker.family}: {words(marker.span)}"
    for score in report.scores:
        value = "undefined" if score.value is None else f"{score.value:.3f}"
        yield f"score {score.name}: {value} {score.unit}"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_golden_report(path: Path, request: pytest.FixtureRequest) -> None:
    found = "\n".join(lines(analyzed(path))) + "\n"
    golden = GOLDEN / f"{path.name}.report.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_finding_quotes_its_own_place(path: Path) -> None:
    report = analyzed(path)
    for finding in report.findings:
        assert report.analysis.text(finding.text_span) == finding.quote
        if path.suffix == ".txt":
            assert report.origin[finding.span.start : finding.span.end] == finding.quote


def test_page_scores_cover_the_story_only() -> None:
    report = analyzed(ROOT / "seeds" / "page.html")
    story = " ".join(report.analysis.text(passage.block.span) for passage in report.analysis.story)
    for chrome in ("5,000 members", "min read", "Joan Petty", "Castell", "Read more", "Bus fares", "Cookie"):
        assert chrome not in story
    assert "learned of it from a notice" in story


def test_same_story_same_report() -> None:
    path = ROOT / "seeds" / "poll.txt"
    assert list(lines(analyzed(path))) == list(lines(analyzed(path)))
