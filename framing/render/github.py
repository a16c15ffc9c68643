"""GitHub Actions: workflow commands that become annotations, and Markdown for the summary of a step.

GitHub shows 10 errors, 10 warnings and 10 notices of a step (50 of a job) and drops the rest in silence; so the
worst come first, one notice says how many are left, and those stand in the log.
Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from framing.render.lines import counted, for_log, one_line, path, sentence, short, visible, worst_first
from framing.report import Finding, Report, Unchecked
from framing.rules.base import Severity

COMMAND: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
CAP: Final = 10
"""Annotations of one level that a step shows."""
ROWS: Final = 500
"""Rows of a summary: GitHub refuses one over 1 MiB."""
MARKUP: Final = re.compile(r"[\\`*_{}\[\]()#+!|~@:&<>]")

Found = tuple[Report, Finding]


def render_github(reports: Sequence[Report], unchecked: Sequence[Unchecked] = ()) -> str:
    """At most ten commands a level, worst first, then what does not fit as plain log lines.

    What could not be checked is one error before all findings.
    """
    shown, rest = _split(worst_first(reports), CAP - 1 if unchecked else CAP)
    lines = [_failures(unchecked)] if unchecked else []
    lines += (_command(report, finding) for report, finding in shown)
    if rest:
        lines.append(f"::notice title=Framing::{counted(len(rest), 'more finding')}, see the log of this step")
        lines += (f"- {_plain(report, finding)}" for report, finding in rest)
    return "".join(f"{line}\n" for line in lines)


def summary_markdown(reports: Sequence[Report]) -> str:
    """All findings as a Markdown table, for the file named by ``$GITHUB_STEP_SUMMARY``."""
    found = worst_first(reports)
    levels = Counter(finding.severity for _, finding in found)
    head = (
        ", ".join(counted(levels[level], command) for level, command in COMMAND.items() if levels[level])
        or "nothing to ask"
    )
    lines = ["## Framing", "", f"{len(reports)} checked: {head}.", ""]
    if found:
        lines += ["| level | place | words | question | rule |", "| --- | --- | --- | --- | --- |"]
        lines += (_row(report, finding) for report, finding in found[:ROWS])
    if len(found) > ROWS:
        lines += ["", f"{counted(len(found) - ROWS, 'more finding')} in the log."]
    return "".join(f"{line}\n" for line in lines)


def _failures(unchecked: Sequence[Unchecked]) -> str:
    lines = [f"{len(unchecked)} not checked:", *(f"{item.name}: {item.reason}" for item in unchecked)]
    return f"::error title=Framing::{'%0A'.join(_data(one_line(line)) for line in lines)}"


def _split(found: Sequence[Found], errors: int) -> tuple[list[Found], list[Found]]:
    """What a step shows and what it would drop; the notice about the rest takes the place of one notice."""
    levels = Counter(finding.severity for _, finding in found)
    over = levels["error"] > errors or any(number > CAP for number in levels.values())
    room = {"error": errors, "warning": CAP, "info": CAP - 1 if over else CAP}
    shown: list[Found] = []
    rest: list[Found] = []
    for report, finding in found:
        room[finding.severity] -= 1
        (shown if room[finding.severity] >= 0 else rest).append((report, finding))
    return shown, rest


def _command(report: Report, finding: Finding) -> str:
    place = {"file": path(report), "line": finding.line, "endLine": finding.end_line}
    if finding.end_line == finding.line:
        place |= {"col": finding.column, "endColumn": finding.end_column}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**place, "title": finding.rule}.items())
    return (
        f"::{COMMAND[finding.severity]} {properties}::{_data(f'“{short(finding.quote)}”: {visible(finding.message)}')}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(report: Report, finding: Finding) -> str:
    return for_log(one_line(sentence(report, finding)))


def _row(report: Report, finding: Finding) -> str:
    place = f"{path(report)}:{finding.line}:{finding.column}"
    cells = (finding.severity, place, short(finding.quote), finding.message, finding.rule)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return MARKUP.sub(lambda mark: f"&#{ord(mark[0])};", one_line(text))
