"""Reports made by hand, without a parse: every kind of fact and finding, wherever the analyzers stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from framing.analyzers import Analysis
from framing.analyzers.analysis import Local, Passage
from framing.analyzers.facts import Attribution, Poll, Sourcing, Statistic, Voice
from framing.document import Document, Kind, Skip, Span
from framing.language.parse import Paragraph
from framing.readers import read_document
from framing.report import Report, Score, Suppression, build_findings
from framing.rules import RULES
from framing.rules.base import Match, Rule, Severity

STORY = """\
# Harbour tunnel will cost taxpayers dearly

Members: 312 of 5,000

By Jane Doe

The harbour tunnel will cost 1.2 billion crowns, the transport ministry said on Monday, a shocking rise.

"We warned them twice," engineer Ada Holm said. "Nobody listened." Almost 40% of commuters stay away.

- A poll of 1,004 adults by Northway found 54% against it.
- Critics slammed the plan.
"""


def rule_of(family: str) -> Rule:
    """The first rule of a family."""
    return next(rule for _, rule in sorted(RULES.items()) if rule.family == family)


def span_of(document: Document, words: str) -> Span:
    """Where words stand in the prose."""
    start = document.text.index(words)
    return Span(start, start + len(words))


def made_report(
    content: str | Sequence[dict[str, Any]],
    *findings: tuple[str, str, Severity],
    kind: Kind = "text",
    name: str = "story.txt",
    message: str = "Who says so?",
    suggestions: tuple[str, ...] = (),
    **facts: Any,
) -> Report:
    """A report on ``content`` with ``findings`` given as (family, words, severity), and ready-made facts."""
    document = read_document(content, kind, front_matter=("title",))
    analysis = replace(bare(document), **facts)
    matches = [
        (rule_of(family), Match(span_of(document, words), message, 0.8, suggestions, severity))
        for family, words, severity in findings
    ]
    return Report(name, analysis, build_findings(analysis, matches), (), len(document.text.split()), "0.1.0")


def bare(document: Document) -> Analysis:
    """An analysis without facts; each block is one sentence."""
    texts = [document.text[block.span.start : block.span.end] for block in document.blocks]
    paragraphs = [Paragraph(text, (), (Span(0, len(text)),), (range(0),)) for text in texts]
    return Analysis(document, tuple(map(Passage, document.blocks, map(Local, paragraphs))))


def full_report() -> Report:
    """A Markdown story with findings of every family, one silenced, and all kinds of facts."""
    document = read_document(STORY, "markdown")

    def at(words: str) -> Span:
        return span_of(document, words)

    ministry = Attribution(
        at("the transport ministry"),
        at("said on").moved(0),
        (at("The harbour tunnel will cost 1.2 billion crowns"),),
        "indirect",
        "say",
    )
    holm = Attribution(
        at("engineer Ada Holm"),
        at("said. "),
        (at('"We warned them twice,"'), at('"Nobody listened."')),
        "direct",
        "say",
    )
    sourced = Sourcing("sentence", True, at("the transport ministry"), "the ministry is named in the sentence")
    report = made_report(
        STORY,
        ("attribution", "Critics", "warning"),
        ("statistics", "40%", "error"),
        ("statistics", "40% of commuters", "info"),
        ("polls", "A poll of 1,004 adults by Northway", "info"),
        ("wording", "slammed", "info"),
        ("wording", "a shocking rise", "info"),
        ("structure", "dearly", "info"),
        kind="markdown",
        name="harbour.md",
        suggestions=("criticised", ""),
        attributions=(ministry, holm),
        voices=(
            Voice(
                "transport ministry",
                "official",
                (at("the transport ministry"),),
                (0,),
                8,
                share=8 / 14,
                first=True,
                verbs={"say": 1},
            ),
            Voice(
                "Ada Holm",
                "expert",
                (at("engineer Ada Holm"),),
                (1,),
                6,
                speaks_for="Harbour Board",
                share=6 / 14,
                last=True,
                verbs={"say": 1},
            ),
        ),
        statistics=(
            Statistic(at("1.2 billion crowns"), "money", 1.2e9, unit="crowns", sourcing=sourced),
            Statistic(
                at("40%"),
                "percent",
                40.0,
                unit="%",
                noun=at("commuters"),
                sourcing=Sourcing("none", True, None, "nobody is named"),
            ),
        ),
        polls=(
            Poll(
                at("A poll"), {"pollster": at("Northway"), "n": at("1,004")}, ("dates", "mode", "moe"), 1004, None, 3.09
            ),
        ),
    )
    first, *others = report.findings
    silenced = replace(first, suppressed=Suppression("inline", "the desk knows -- & agrees"))
    analysis = replace(
        report.analysis,
        document=replace(report.analysis.document, skips=(Skip(at("Members"), "too many symbols in a row"),)),
    )
    scores = (
        Score(
            "attributed-words",
            "Words attributed",
            0.42,
            "share of words",
            {"attributed": 21, "words": 50},
            "More is not better.",
        ),
        Score(
            "attribution-density",
            "Attribution density",
            4.0,
            "attributions per 100 words",
            {"attributions": 2},
            "More is not better.",
        ),
        Score("smog", "SMOG", None, "years of schooling", {}, "Made for thirty sentences."),
    )
    return replace(report, findings=(silenced, *others), scores=scores, analysis=analysis)
