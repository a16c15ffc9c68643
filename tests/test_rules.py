"""Every rule is proved by its own examples."""

from __future__ import annotations

from typing import Literal

import pytest

import framing
from framing.document import Span
from framing.language import encoder
from framing.rules.base import Example, Rule
from framing.rules.wording.house import EXAMPLE_TERMS

Part = Literal["bad", "good", "limits"]
LEARNED = frozenset({"suggested-wording"})
"""Rules that show what the encoder sees, and nothing without it."""


def cases(*parts: Part) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{part}-{number}")
        for rule in framing.RULES.values()
        for part in parts
        for number, example in enumerate(getattr(rule, part))
    ]


def flagged(rule: Rule, text: str) -> tuple[Span, ...]:
    """Spans that the rule flags; a first line ``# …`` is the headline.  Ignores are about what other rules find."""
    kind: Literal["markdown", "text"] = "markdown" if text.startswith("# ") else "text"
    select = () if rule.family == "ignores" else (rule.name,)
    config = framing.Config(select=select, **(EXAMPLE_TERMS if rule.name == "house-term" else {}))
    report = framing.analyze(text, kind=kind, config=config)
    return tuple(finding.span for finding in report.findings if finding.rule == rule.name)


@pytest.mark.parametrize(("rule", "example"), cases("bad", "good"))
def test_example(rule: Rule, example: Example) -> None:
    if rule.name in LEARNED and not encoder.is_installed():
        pytest.skip("the encoder is not installed: pip install onnxruntime")
    assert flagged(rule, example.text) == example.spans


@pytest.mark.parametrize(("rule", "example"), cases("limits"))
def test_known_limit_is_still_a_limit(rule: Rule, example: Example) -> None:
    assert flagged(rule, example.text) != example.spans, "fixed: move it to bad or good"
