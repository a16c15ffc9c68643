"""Inline ignores: an editor's word that a finding is known, with the reason."""

from __future__ import annotations

from framing.analyzers import Analysis
from framing.report import Finding


def suppress(analysis: Analysis, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Mark findings that a directive of the document covers."""
    return findings
