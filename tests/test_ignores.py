"""An editor's word counts exactly where it was given, and a slip in it is told."""

from __future__ import annotations

import pytest

import framing
from framing.document import Kind

CLAIM = "Officials said the plan is dead."
OTHER = "The bridge will close in May, a source said."
QUIET = "The council met on Monday."


def report(*blocks: str, kind: Kind = "markdown", **settings: tuple[str, ...]) -> framing.Report:
    return framing.analyze("\n\n".join(blocks), kind=kind, config=framing.Config(**settings))  # type: ignore[arg-type]


def silenced(found: framing.Report) -> dict[str, str]:
    """Quote → reason."""
    return {finding.quote: finding.suppressed.reason for finding in found.findings if finding.suppressed}


def told(found: framing.Report) -> list[tuple[str, str]]:
    """Rule and words of the open findings about ignores."""
    return [(finding.rule, finding.quote) for finding in found.open_findings if finding.family == "ignores"]


def test_an_ignore_covers_the_next_block_and_keeps_its_reason() -> None:
    found = report("<!-- framing: ignore unnamed-source -- known to the desk -->", CLAIM, OTHER)
    assert silenced(found) == {"Officials": "known to the desk"}
    assert [finding.quote for finding in found.open_findings] == ["a source"]


def test_an_ignore_inside_a_paragraph_covers_that_paragraph() -> None:
    html = f"<p>{CLAIM} <!-- framing: ignore unnamed-source --></p><p>{OTHER}</p>"
    assert list(silenced(report(html, kind="html"))) == ["Officials"]


def test_a_dash_may_stand_for_two_hyphens() -> None:
    """Some editors turn them into one."""
    assert silenced(report("<!-- framing: ignore unnamed-source — as agreed -->", CLAIM)) == {"Officials": "as agreed"}


def test_off_lasts_until_on() -> None:
    switch = "<!-- framing: {} unnamed-source -->"
    found = report(switch.format("off"), CLAIM, QUIET, switch.format("on"), OTHER)
    assert list(silenced(found)) == ["Officials"]


def test_off_without_on_lasts_to_the_end() -> None:
    assert list(silenced(report("<!-- framing: off unnamed-source -->", CLAIM, OTHER))) == ["Officials", "a source"]


def test_ignore_file_covers_what_stands_before_it_too() -> None:
    found = report(CLAIM, OTHER, "<!-- framing: ignore-file attribution -- wire copy -->")
    assert set(silenced(found).values()) == {"wire copy"}
    assert not found.open_findings


def test_an_attribute_covers_its_element() -> None:
    html = f'<div data-framing-ignore="unnamed-source -- desk"><p>{QUIET}</p><p>{CLAIM}</p></div><p>{OTHER}</p>'
    assert silenced(report(html, kind="html")) == {"Officials": "desk"}


def test_of_two_that_cover_a_finding_the_nearer_gives_the_reason() -> None:
    found = report(
        "<!-- framing: ignore-file unnamed-source -- far -->", "<!-- framing: ignore unnamed-source -- near -->", CLAIM
    )
    assert silenced(found) == {"Officials": "near"}
    assert not told(found)


@pytest.mark.parametrize("block", ["`<!-- framing: nonsense -->` is code.", "```\n<!-- framing: nonsense -->\n```"])
def test_directives_in_code_do_nothing(block: str) -> None:
    assert not told(report(QUIET, block))


@pytest.mark.parametrize(
    ("body", "rule", "message"),
    [
        ("nope", "malformed-ignore", "'nope' is not one of ignore, ignore-file, off, on"),
        ("ignore", "malformed-ignore", "must be named after 'ignore'"),
        ("ignore -- because", "malformed-ignore", "must be named"),
        ("ignore wording,,polls", "malformed-ignore", "must be named"),
        ("ignore unnamed-sorce", "unknown-ignore", "did you mean 'unnamed-source'?"),
        ("ignore unnamed source", "unknown-ignore", "did you mean 'unnamed-source'?"),
        ("ignore wording -- done", "unused-ignore", "wording"),
        ("on wording", "unused-ignore", "wording was not switched off before"),
    ],
)
def test_an_ignore_that_does_not_do_what_it_says_is_found_where_it_stands(body: str, rule: str, message: str) -> None:
    comment = f"<!-- framing: {body} -->"
    found = report("# Council votes 😀", comment, QUIET)
    assert told(found) == [(rule, comment)]
    finding = next(finding for finding in found.open_findings if finding.rule == rule)
    assert found.origin[finding.span.start : finding.span.end] == comment
    assert (finding.line, finding.column) == (3, 1)
    assert message in finding.message


def test_one_slip_does_not_cost_the_other_names() -> None:
    found = report("<!-- framing: ignore unnamed-source, unnamed-sorce -->", CLAIM)
    assert list(silenced(found)) == ["Officials"]
    assert [rule for rule, _ in told(found)] == ["unknown-ignore"]


def test_an_ignore_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    found = report("<!-- framing: ignore unnamed-source -->", QUIET, ignore=("unnamed-source",))
    assert not told(found)


def test_findings_about_ignores_can_be_ignored_too() -> None:
    keep = "<!-- framing: ignore-file unused-ignore -- kept for the weekend desk -->"
    found = report(keep, "<!-- framing: ignore unnamed-source -->", QUIET)
    assert not told(found)


def test_many_ignores_take_linear_time() -> None:
    comments = "\n\n".join(f"<!-- framing: ignore unnamed-source, x{number} -->" for number in range(2_000))
    found = report(comments, CLAIM)
    assert sum(rule == "unknown-ignore" for rule, _ in told(found)) == 2_000
