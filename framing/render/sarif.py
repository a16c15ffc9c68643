"""SARIF 2.1.0, as GitHub code scanning and editors read it.

Standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from framing.render.lines import counted, lines_of, path, skips, worst_first
from framing.report import Finding, Report, Unchecked
from framing.rules import RULES
from framing.rules.base import Example, Rule

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL: Final = {"error": "error", "warning": "warning", "info": "note"}
LIMIT: Final = 25_000
"""Results of one run that GitHub accepts; the worst are kept."""
CONTEXT: Final = 2_000
"""Code points of a context snippet: a whole web page may stand on one line."""

Json = dict[str, Any]


def render_sarif(reports: Sequence[Report], unchecked: Sequence[Unchecked] = ()) -> str:
    """All reports as one run; silenced findings are there, with the reason."""
    found = worst_first(reports, lambda finding: True)
    kept = {id(finding) for _, finding in found[:LIMIT]}
    names = sorted({finding.rule for _, finding in found})
    index = {name: position for position, name in enumerate(names)}
    results = []
    for report in reports:
        lines = lines_of(report.origin)
        results += [
            _result(report, finding, index[finding.rule], lines) for finding in report.findings if id(finding) in kept
        ]
    run = {
        "tool": {
            "driver": {
                "name": "Framing",
                "semanticVersion": reports[0].version if reports else "0.0.0",
                "rules": [_rule(RULES[name]) for name in names],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not unchecked,
                "toolExecutionNotifications": [*map(_failure, unchecked), *_notes(reports, len(found))],
            }
        ],
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder that the check ran in."}}},
        "artifacts": [_artifact(report) for report in reports],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.name,
        "name": f"{rule.family}/{rule.name}".title().replace("-", "").replace("/", ""),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.rationale},
        "help": {"text": rule.rationale, "markdown": _help(rule)},
        "helpUri": rule.references[0].url,
        "defaultConfiguration": {"level": LEVEL[rule.severity], "enabled": rule.default},
        "properties": {"tags": [rule.family], "precision": "high" if rule.severity == "error" else "medium"},
    }


def _help(rule: Rule) -> str:
    def listed(title: str, items: Sequence[str]) -> list[str]:
        return [f"**{title}**", "", *(f"- {item}" for item in items), ""]

    def shown(examples: Sequence[Example]) -> list[str]:
        return [" ".join(example.text.split()) for example in examples]

    references = [f"[{reference.title}]({reference.url})" for reference in rule.references]
    return "\n".join(
        [
            rule.rationale,
            "",
            *listed("Asks about", shown(rule.bad)),
            *listed("Accepts", shown(rule.good)),
            *listed("Rests on", references),
        ]
    ).rstrip()


def _result(report: Report, finding: Finding, index: int, lines: list[str]) -> Json:
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVEL[finding.severity],
        "rank": round(finding.confidence * 100, 1),
        "message": {"text": finding.message},
        "partialFingerprints": {"framing/v1": finding.fingerprint},
        "locations": [{"physicalLocation": _place(report, finding, lines)}],
    }
    if finding.suppressed:
        kind = "inSource" if finding.suppressed.by == "inline" else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": finding.suppressed.reason}]
    return result


def _place(report: Report, finding: Finding, lines: list[str]) -> Json:
    span = finding.span
    line = lines[finding.line - 1]
    place: Json = {
        "artifactLocation": _location(report),
        "region": {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
            "charOffset": span.start,
            "charLength": len(span),
            "snippet": {"text": report.origin[span.start : span.end]},
        },
    }
    if finding.end_line == finding.line and len(line) <= CONTEXT:
        place["contextRegion"] = {"startLine": finding.line, "endLine": finding.line, "snippet": {"text": line}}
    return place


def _location(report: Report) -> Json:
    """A URI relative to the folder of the check; an absolute path stands for itself."""
    name = path(report)
    uri = quote(name.encode("utf-8", "surrogatepass"))
    return {"uri": f"file://{uri}"} if PurePosixPath(name).is_absolute() else {"uri": uri, "uriBaseId": "ROOT"}


def _artifact(report: Report) -> Json:
    return {"location": _location(report), "roles": ["analysisTarget"], "encoding": "utf-8"}


def _failure(item: Unchecked) -> Json:
    return {"level": "error", "message": {"text": f"Not checked: {item.name}: {item.reason}"}}


def _notes(reports: Sequence[Report], found: int) -> list[Json]:
    """What was not analysed, and how many results the limit left out."""
    notes: list[Json] = []
    for report in reports:
        for line, column, skip in skips(report):
            region = {"startLine": line, "startColumn": column}
            place = {"physicalLocation": {"artifactLocation": _location(report), "region": region}}
            notes.append(
                {"level": "warning", "message": {"text": f"Not analysed: {skip.reason}"}, "locations": [place]}
            )
    if found > LIMIT:
        left = counted(found - LIMIT, "more result")
        notes.append({"level": "warning", "message": {"text": f"{left} left out: the worst {LIMIT:,} are here."}})
    return notes
