"""HTML: one self-contained page that an editor can open anywhere, without a network, a server or this program.

It is complete without its script, which adds filters and jumps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.render import tables
from framing.render.angle import Angle, angle
from framing.render.page import SHARED, asset, policy, templates
from framing.render.story import Group, story_groups
from framing.report import Finding, Report


@dataclass(frozen=True, slots=True)
class Page:
    """One report, ready to draw; ``id`` prefixes every anchor of it."""

    id: str
    report: Report
    title: str
    levels: Counter[str]
    groups: tuple[Group, ...]
    cards: dict[str, list[tables.Card]]
    findings: dict[int, Finding]
    scores: list[tables.ScoreRow]
    voices: list[tables.VoiceRow]
    numbers: list[tables.NumberRow]
    polls: list[tables.PollRow]
    angle: Angle
    skips: list[tuple[int, str]]
    silenced: list[Finding]


def render_html(reports: Sequence[Report]) -> str:
    """All reports in one page, with an index when there are several."""
    style, script = asset(SHARED, "base.css") + asset(SHARED, "report.css"), asset(SHARED, "report.js")
    pages = [_page(f"r{number}", report) for number, report in enumerate(reports, 1)]
    template = templates(SHARED).get_template("report.html")
    return template.render(pages=pages, style=style, script=script, policy=policy(style, script)) + "\n"


def _page(prefix: str, report: Report) -> Page:
    document = report.analysis.document
    headline = next((block.span for block in document.blocks if block.role == "headline"), None)
    return Page(
        id=prefix,
        report=report,
        title=" ".join(report.analysis.text(headline).split()) if headline else report.name,
        levels=Counter(finding.severity for finding in report.open_findings),
        groups=story_groups(report),
        cards=tables.cards(report),
        findings=dict(enumerate(report.open_findings, 1)),
        scores=tables.score_rows(report),
        voices=tables.voice_rows(report),
        numbers=tables.number_rows(report),
        polls=tables.poll_rows(report),
        angle=angle(report),
        skips=tables.skip_rows(report),
        silenced=[finding for finding in report.findings if finding.suppressed],
    )
