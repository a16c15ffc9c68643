"""JUnit XML, for build servers: one test case a story (https://github.com/testmoapp/junitxml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree

from framing.render.lines import at_least, counted, one_line, path, sentence
from framing.report import Finding, Report, Unchecked
from framing.rules.base import Severity

FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def render_junit(
    reports: Sequence[Report], unchecked: Sequence[Unchecked] = (), *, fail_on: Severity | None = "error"
) -> str:
    """A story fails with the findings at or above ``fail_on``; the others stand in its output.

    One that could not be checked is an error.
    """
    suites = ElementTree.Element("testsuites", name="framing")
    suite = ElementTree.SubElement(suites, "testsuite", name="framing")
    failed = sum(_case(suite, report, fail_on) for report in reports)
    for item in unchecked:
        name, reason = (FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text) for text in (item.name, item.reason))
        case = ElementTree.SubElement(suite, "testcase", name=name, classname="framing", file=name)
        ElementTree.SubElement(case, "error", type="unchecked", message=reason)
    counts = {"tests": len(reports) + len(unchecked), "failures": failed, "errors": len(unchecked), "skipped": 0}
    for element in (suites, suite):
        element.attrib |= {name: str(number) for name, number in counts.items()}
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


def _case(suite: ElementTree.Element, report: Report, fail_on: Severity | None) -> bool:
    """Add one story; says whether it failed."""
    name = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", path(report))
    case = ElementTree.SubElement(suite, "testcase", name=name, classname="framing", file=name)
    grave = [finding for finding in report.open_findings if at_least(finding.severity, fail_on)]
    minor = [finding for finding in report.open_findings if not at_least(finding.severity, fail_on)]
    if grave:
        rules = ", ".join(sorted({finding.rule for finding in grave}))
        failure = ElementTree.SubElement(
            case, "failure", type=rules, message=f"{counted(len(grave), 'finding')}: {rules}"
        )
        failure.text = _lines(report, grave)
    if minor:
        ElementTree.SubElement(case, "system-out").text = _lines(report, minor)
    return bool(grave)


def _lines(report: Report, findings: Iterable[Finding]) -> str:
    return FORBIDDEN.sub(
        "\N{REPLACEMENT CHARACTER}", "\n".join(one_line(sentence(report, finding)) for finding in findings)
    )
