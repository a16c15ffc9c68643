"""Report → LanguageTool's answer.  Its offsets count UTF-16 code units of the text as sent, markup and all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, Final

from framing.document import Span
from framing.report import Finding, Report
from framing.rules import RULES
from framing.rules.base import Severity
from plugin.service.languagetool.annotated import Annotated
from plugin.service.languagetool.choice import LANGUAGES, rule_id

Json = dict[str, Any]

ISSUES: Final[Mapping[Severity, str]] = {"error": "misspelling", "warning": "grammar", "info": "style"}
"""LanguageTool knows no severity; its clients colour by issue type (W3C ITS 2.0), most of them these three."""
CONTEXT: Final = 40
CUT: Final = "..."


def answer(report: Report | None, text: Annotated, language: str, version: str) -> Json:
    """The whole answer; without a report it holds no matches."""
    units = _Units(text.sent)
    code = {"name": LANGUAGES[language], "code": language}
    return {
        "software": {
            "name": "Framing",
            "version": version,
            "buildDate": "",
            "apiVersion": 1,
            "premium": False,
            "premiumHint": "",
            "status": "",
        },
        "warnings": {"incompleteResults": bool(report and report.analysis.document.skips)},
        "language": {**code, "detectedLanguage": {**code, "confidence": 1.0}},
        "matches": [_match(finding, report, text, units) for finding in report.open_findings] if report else [],
    }


class _Units:
    """UTF-16 code units before an offset of a text."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)


def _match(finding: Finding, report: Report, text: Annotated, units: _Units) -> Json:
    rule = RULES[finding.rule]
    span = text.span(finding.span)
    start, end = units(span.start), units(span.end)
    return {
        "message": finding.message,
        "shortMessage": finding.rule.replace("-", " ").capitalize(),
        "replacements": [{"value": suggestion} for suggestion in finding.suggestions],
        "offset": start,
        "length": end - start,
        "context": _context(text.sent, span, units),
        "sentence": report.analysis.text(report.analysis.sentence_at(finding.text_span.start)),
        "type": {"typeName": "Hint" if finding.severity == "info" else "Other"},
        "rule": {
            "id": rule_id(finding.rule),
            "description": rule.summary,
            "issueType": ISSUES[finding.severity],
            "urls": [{"value": reference.url} for reference in rule.references],
            "category": {"id": rule_id(finding.family), "name": finding.family.capitalize()},
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _context(sent: str, span: Span, units: _Units) -> Json:
    """The words with those around them on one line."""
    start, end = max(0, span.start - CONTEXT), min(len(sent), span.end + CONTEXT)
    before, after = CUT if start else "", CUT if end < len(sent) else ""
    line = sent[start:end].translate(LINE_ENDS)
    offset = len(before) + units(span.start) - units(start)
    return {"text": f"{before}{line}{after}", "offset": offset, "length": units(span.end) - units(span.start)}


LINE_ENDS: Final = str.maketrans("\r\n\t", "   ")
