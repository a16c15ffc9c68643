"""The one way: origin → readers → Document → analyzers → Analysis → rules → findings → Report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version as distribution_version
from typing import Any

from framing.analyzers import Analysis
from framing.analyzers.read import read
from framing.config import Config
from framing.config.selection import chosen_rules, levels
from framing.document import Kind
from framing.ignores import FAULTS, read_ignores, suppress, unused
from framing.readers import read_document
from framing.report import Finding, Report, build_findings
from framing.rules.base import Rule
from framing.scores import build_scores, story_words


def analyze(
    content: str | Sequence[Mapping[str, Any]],
    *,
    kind: Kind = "text",
    name: str = "story",
    config: Config | None = None,
) -> Report:
    """Read a story and report on it.

    ``content`` is text, Markdown or HTML; for kind ``blocks`` the CMS's blocks (``readers.blocks``), among
    them the headline where the CMS keeps it apart.

    Raises InputError if the story cannot be read, ConfigError for an unknown rule, ModelError if the language
    model is missing or altered.
    """
    config = config or Config()
    rules, level = chosen_rules(config), levels(config)
    document = read_document(content, kind, front_matter=config.front_matter, max_characters=config.max_characters)
    analysis = read(document)
    ignores, faults = read_ignores(document)
    found = _check(analysis, [rule for rule in rules if rule.family != FAULTS], config)
    faults += unused(found, ignores, {rule.name for rule in rules})
    analysis = replace(analysis, faults=tuple(faults))
    about = _check(analysis, [rule for rule in rules if rule.family == FAULTS], config)
    findings = suppress(sorted((*found, *about), key=lambda finding: (finding.text_span, finding.rule)), ignores)
    leveled = tuple(replace(finding, severity=level.get(finding.rule, finding.severity)) for finding in findings)
    return Report(name, analysis, leveled, build_scores(analysis), story_words(analysis), version())


@cache
def version() -> str:
    """Version of Framing and fingerprint of the model: equal versions give equal reports."""
    from framing.language.pipeline import model_fingerprint

    return f"{distribution_version('newsroom-framing')}+model.{model_fingerprint()}"


def _check(analysis: Analysis, rules: Sequence[Rule], config: Config) -> tuple[Finding, ...]:
    allowed = {phrase.casefold() for phrase in config.allow}
    matches = (
        (rule, match)
        for rule in rules
        for match in rule.check(analysis)
        if match.confidence >= config.min_confidence
        and " ".join(analysis.text(match.span).casefold().split()) not in allowed
    )
    return build_findings(analysis, matches)
