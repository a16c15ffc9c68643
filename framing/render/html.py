"""HTML: one self-contained page that an editor can open anywhere, without a network, a server or this program.

The page loads nothing: a Content-Security-Policy allows only its own style and its own script, by their hashes.
It is complete without the script, which adds filters and jumps.  All text is escaped by the template engine.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from framing.render import tables
from framing.render.angle import Angle, angle
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
    style, script = _asset("report.css"), _asset("report.js")
    pages = [_page(f"r{number}", report) for number, report in enumerate(reports, 1)]
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    template = _templates().get_template("report.html")
    return template.render(pages=pages, style=style, script=script, policy=policy) + "\n"


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


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("framing.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> Markup:
    """A style or script of ours: the only text that is not escaped."""
    return Markup(files("framing.render").joinpath("templates", name).read_text("utf-8"))  # noqa: S704


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
