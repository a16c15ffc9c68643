"""The one way: origin → readers → Document → analyzers → Analysis → rules → findings → Report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version as distribution_version
from typing import Any

from framing.analyzers.read import read
from framing.config import Config
from framing.document import Kind
from framing.errors import ConfigError, nearest
from framing.ignores import suppress
from framing.readers import read_document
from framing.report import Finding, Report, build_findings
from framing.rules import ALIASES, FAMILIES, RULES
from framing.rules.base import Match, Rule
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
    rules = chosen_rules(config)
    document = read_document(content, kind, front_matter=config.front_matter, max_characters=config.max_characters)
    analysis = read(document)
    matches = (
        (rule, match)
        for rule in rules
        for match in rule.check(analysis)
        if _shown(analysis.text(match.span), match, config)
    )
    findings = suppress(analysis, tuple(_leveled(finding, config) for finding in build_findings(analysis, matches)))
    return Report(name, analysis, findings, build_scores(analysis), story_words(analysis), version())


def chosen_rules(config: Config) -> tuple[Rule, ...]:
    """The rules that a config turns on, in name order.  Raises ConfigError for a name that does not exist."""
    selected, ignored = _resolve(config.select), _resolve(config.ignore)
    named = {ALIASES.get(name, name) for name in config.select}
    return tuple(
        rule
        for name, rule in sorted(RULES.items())
        if name not in ignored and (name in selected if selected else True) and (rule.default or name in named)
    )


@cache
def version() -> str:
    """Version of Framing and fingerprint of the model: equal versions give equal reports."""
    from framing.language.pipeline import model_fingerprint

    return f"{distribution_version('newsroom-framing')}+model.{model_fingerprint()}"


def _resolve(names: Sequence[str]) -> set[str]:
    """Families and rule names as a set of rule names."""
    found: set[str] = set()
    for name in names:
        if name in FAMILIES:
            found |= {rule.name for rule in RULES.values() if rule.family == name}
        elif (current := ALIASES.get(name, name)) in RULES:
            found.add(current)
        else:
            raise ConfigError(f"unknown rule or family {name!r}{nearest(name, {*RULES, *FAMILIES})}")
    return found


def _shown(quote: str, match: Match, config: Config) -> bool:
    words = " ".join(quote.casefold().split())
    return match.confidence >= config.min_confidence and words not in {phrase.casefold() for phrase in config.allow}


def _leveled(finding: Finding, config: Config) -> Finding:
    level = config.severity.get(finding.rule)
    return replace(finding, severity=level) if level else finding
