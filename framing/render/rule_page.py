"""A rule as a page: for docs/rules, for the terminal, and as JSON.  All of it comes from the rule's declaration."""

from __future__ import annotations

import html
from collections.abc import Iterable
from textwrap import fill
from typing import Any, Final

from framing.rules.base import Example, Rule

WIDTH: Final = 88


def rule_page(rule: Rule) -> str:
    """The rule as Markdown."""
    parts = [
        f"# {rule.name}",
        rule.summary,
        f"Family **{rule.family}** · level **{rule.severity}** · {_switch(rule)}",
        "## Why",
        rule.rationale,
        *_section("Flagged", rule.bad),
        *_section("Not flagged", rule.good),
        *_section("Known limits", rule.limits, "Marked is what should be flagged there and is not, or not so."),
        "## Rests on",
        "\n".join(f"- [{item.title}]({item.url})" for item in rule.references),
        "## Silence it here",
        f"```html\n<!-- framing: ignore {rule.name} -- your reason -->\n```",
    ]
    return "\n\n".join(parts) + "\n"


def rule_text(rule: Rule) -> str:
    """The rule for a terminal."""
    rows = [f"{rule.name}  ({rule.family}, {rule.severity}, {_switch(rule)})", "", _filled(rule.summary), ""]
    for paragraph in rule.rationale.split("\n\n"):
        rows += [_filled(paragraph), ""]
    for title, examples in (("Flagged", rule.bad), ("Not flagged", rule.good), ("Known limits", rule.limits)):
        if examples:
            rows += [f"{title}:", *(_indented(_marked(example)) for example in examples), ""]
    rows += ["Rests on:", *(f"  {item.title}\n  {item.url}" for item in rule.references), ""]
    rows += [f"Silence it here:\n  <!-- framing: ignore {rule.name} -- your reason -->", ""]
    return "\n".join(rows)


def rule_list(rules: Iterable[Rule]) -> str:
    """One line a rule: name, level, family, summary."""
    rows = [(rule.name, rule.severity if rule.default else "off", rule.family, rule.summary) for rule in rules]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    columns = "  ".join(f"{{:{width}}}" for width in widths) + "  {}\n"
    return "".join(columns.format(*row) for row in rows)


def rule_dict(rule: Rule) -> dict[str, Any]:
    """The rule as plain JSON values; spans of examples count code points."""
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "default": rule.default,
        "aliases": list(rule.aliases),
        "summary": rule.summary,
        "rationale": rule.rationale,
        "references": [{"title": item.title, "url": item.url} for item in rule.references],
        "bad": [_example(example) for example in rule.bad],
        "good": [_example(example) for example in rule.good],
        "limits": [_example(example) for example in rule.limits],
    }


def _switch(rule: Rule) -> str:
    return "on by default" if rule.default else "off by default"


def _section(title: str, examples: Iterable[Example], note: str = "") -> list[str]:
    shown = [f"<pre>{_html(example)}</pre>" for example in examples]
    return [f"## {title}", *([note] if note else []), "\n".join(shown)] if shown else []


def _html(example: Example) -> str:
    """HTML of an example; no empty line may stand in it, for there a Markdown reader would end the HTML."""
    pieces, last = [], 0
    for span in example.spans:
        pieces += [
            html.escape(example.text[last : span.start], quote=False),
            f"<mark>{html.escape(example.text[span.start : span.end], quote=False)}</mark>",
        ]
        last = span.end
    return "".join([*pieces, html.escape(example.text[last:], quote=False)]).replace("\n", "<br>")


def _marked(example: Example) -> str:
    text = example.text
    for span in reversed(example.spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def _filled(text: str) -> str:
    return fill(" ".join(text.split()), WIDTH)


def _indented(text: str) -> str:
    return "\n".join(
        fill(line, WIDTH, initial_indent="    ", subsequent_indent="    ") for line in text.splitlines() if line
    )


def _example(example: Example) -> dict[str, Any]:
    return {"text": example.text, "spans": [{"start": span.start, "end": span.end} for span in example.spans]}
