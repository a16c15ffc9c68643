"""GitLab code quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from framing.render.lines import path
from framing.report import Finding, Report

SEVERITY: Final = {"error": "major", "warning": "minor", "info": "info"}


def render_gitlab(reports: Sequence[Report]) -> str:
    """One issue a finding; its fingerprint is the finding's own, made unique over the files of a run."""
    issues = [_issue(path(report), finding) for report in reports for finding in report.open_findings]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(name: str, finding: Finding) -> dict[str, object]:
    identity = f"{name}\0{finding.fingerprint}".encode("utf-8", "surrogatepass")
    return {
        "type": "issue",
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(identity).hexdigest()[:32],
        "severity": SEVERITY[finding.severity],
        "location": {
            "path": name,
            "positions": {
                "begin": {"line": finding.line, "column": finding.column},
                "end": {"line": finding.end_line, "column": finding.end_column},
            },
        },
    }
