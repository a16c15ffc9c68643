"""docs/ says what the code does: pages are made from rules, and made again when a rule changes."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import framing
from framing.render.rule_page import rule_dict, rule_page, rule_text
from framing.rules.base import Rule

DOCS = Path(__file__).parents[1] / "docs"
RULES = [pytest.param(rule, id=rule.name) for rule in framing.RULES.values()]
AGAIN = "run: python scripts/generate_docs.py"


@pytest.mark.parametrize("rule", RULES)
def test_page_is_current(rule: Rule) -> None:
    page = DOCS / "rules" / f"{rule.name}.md"
    assert page.is_file(), AGAIN
    assert page.read_text(encoding="utf-8") == rule_page(rule), AGAIN


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {page.stem for page in (DOCS / "rules").glob("*.md")} == set(framing.RULES), AGAIN


@pytest.mark.parametrize("rule", RULES)
def test_page_says_everything(rule: Rule) -> None:
    page = rule_page(rule)
    assert page.startswith(f"# {rule.name}\n\n{rule.summary}\n")
    assert rule.rationale in page
    assert all(reference.url in page for reference in rule.references)
    examples = [*rule.bad, *rule.good, *rule.limits]
    shown = re.findall(r"<pre>(.*?)</pre>", page)
    plain = [html.unescape(re.sub(r"</?mark>", "", text).replace("<br>", "\n")) for text in shown]
    assert plain == [example.text for example in examples]
    assert page.count("<mark>") == sum(len(example.spans) for example in examples)


@pytest.mark.parametrize("rule", RULES)
def test_terminal_and_json_say_the_same(rule: Rule) -> None:
    text, data = rule_text(rule), rule_dict(rule)
    assert text.startswith(rule.name)
    assert all(reference.url in text for reference in rule.references)
    assert data["rationale"] == rule.rationale
    marked = [example["text"][span["start"] : span["end"]] for example in data["bad"] for span in example["spans"]]
    assert marked == [example.text[span.start : span.end] for example in rule.bad for span in example.spans]
