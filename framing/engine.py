"""The one way: origin → readers → Document → analyzers → Analysis → rules → findings → Report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version as distribution_version
from typing import Any, Final

from framing.analyzers import Analysis
from framing.analyzers.read import read
from framing.analyzers.wording.house import HouseTerms, allowed, mark
from framing.config import Config
from framing.config.selection import chosen_rules, house_terms, levels
from framing.document import Kind
from framing.ignores import FAULTS, read_ignores, suppress, unused
from framing.language import encoder
from framing.readers import read_document
from framing.report import Finding, Report, Score, build_findings
from framing.rules.base import Rule
from framing.scores import build_scores, story_words
from framing.steps import step

WITHOUT_ENCODER: Final = "The encoder is not installed: attributions and wording rest on grammar and lists alone."


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
    with step("read"):
        document = read_document(
            content,
            kind,
            front_matter=config.front_matter,
            max_characters=config.max_characters,
            max_marks=config.max_marks,
        )
    terms = house_terms(config)
    analysis = mark(read(document), terms)
    ignores, faults = read_ignores(document)
    found = _check(analysis, [rule for rule in rules if rule.family != FAULTS], config, terms)
    faults += unused(found, ignores, {rule.name for rule in rules})
    analysis = replace(analysis, faults=tuple(faults))
    about = _check(analysis, [rule for rule in rules if rule.family == FAULTS], config, terms)
    findings = suppress(sorted((*found, *about), key=lambda finding: (finding.text_span, finding.rule)), ignores)
    leveled = tuple(replace(finding, severity=level.get(finding.rule, finding.severity)) for finding in findings)
    limits = () if encoder.is_installed() else (WITHOUT_ENCODER,)
    return Report(name, analysis, leveled, _scores(analysis, config), story_words(analysis), version(), limits)


@step("scores")
def _scores(analysis: Analysis, config: Config) -> tuple[Score, ...]:
    """The scores, each with what is usual for the outlet's copy of this profile."""
    usual = config.norms.get(config.profile, {})
    return tuple(replace(score, usual=usual.get(score.name)) for score in build_scores(analysis))


def version() -> str:
    """Version of Framing and fingerprints of parser and encoder: equal versions give equal reports."""
    return f"{_installed()}.{encoder.fingerprint()}"


def verify_models() -> None:
    """Raise ModelError if a file of the parser or the encoder is missing or altered, before any work is begun."""
    from framing.language import pipeline

    pipeline.verified()
    if encoder.is_installed():
        encoder.verified()


@cache
def _installed() -> str:
    from framing.language.pipeline import model_fingerprint

    return f"{distribution_version('newsroom-framing')}+model.{model_fingerprint()}"


@step("rules")
def _check(analysis: Analysis, rules: Sequence[Rule], config: Config, terms: HouseTerms) -> tuple[Finding, ...]:
    fine = allowed(analysis.document.text, terms.allow)
    matches = (
        (rule, match)
        for rule in rules
        for match in rule.check(analysis)
        if match.confidence >= config.min_confidence and not (match.span and fine.contains(match.span))
    )
    return build_findings(analysis, matches)
