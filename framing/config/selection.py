"""Config → the rules that run, and their levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.analyzers.wording.house import HouseTerms
from framing.config import Config
from framing.errors import ConfigError, nearest, quoted
from framing.rules import ALIASES, FAMILIES, RULES
from framing.rules.base import Rule, Severity


def chosen_rules(config: Config) -> tuple[Rule, ...]:
    """The rules that a config turns on, in name order.  Raises ConfigError for a name that does not exist.

    A family in ``select`` stands for its rules that are on by default; one in ``enable`` or ``ignore`` for all.
    """
    chosen = {rule.name for rule in RULES.values() if rule.default}
    for choice in config.choices():
        if choice.select:
            chosen = {name for name in named(choice.select) if RULES[name].default or name in current(choice.select)}
        chosen |= named(choice.enable)
        chosen -= named(choice.ignore)
    return tuple(RULES[name] for name in sorted(chosen))


def levels(config: Config) -> Mapping[str, Severity]:
    """Rule name → the level that a config sets for it; a rule's own name wins over its family's.

    Raises ConfigError for a name that does not exist.
    """
    found: dict[str, Severity] = {}
    for choice in config.choices():
        by_family = sorted(choice.severity.items(), key=lambda pair: pair[0] not in FAMILIES)
        found |= {name: level for key, level in by_family for name in named((key,))}
    return found


def house_terms(config: Config) -> HouseTerms:
    """The house's terms, all layers together; a later layer's preference for a term replaces an earlier one's."""
    choices = config.choices()
    prefer = {term: preferred for choice in choices for term, preferred in choice.prefer.items()}
    return HouseTerms(
        avoid=tuple(dict.fromkeys(term for choice in choices for term in choice.avoid if term not in prefer)),
        prefer=prefer,
        allow=tuple(dict.fromkeys(phrase for choice in choices for phrase in choice.allow)),
    )


def named(names: Iterable[str]) -> set[str]:
    """Families and rule names, old ones too, as a set of rule names.  Raises ConfigError for an unknown one."""
    found: set[str] = set()
    for name in names:
        if name in FAMILIES:
            found |= {rule.name for rule in RULES.values() if rule.family == name}
        elif ALIASES.get(name, name) in RULES:
            found.add(ALIASES.get(name, name))
        else:
            raise ConfigError(f"unknown rule or family {quoted(name)}{nearest(name, known_names())}")
    return found


def known_names() -> tuple[str, ...]:
    """Everything that selects a rule: families, rules and their old names."""
    return tuple(sorted({*FAMILIES, *RULES, *ALIASES}))


def current(names: Iterable[str]) -> set[str]:
    """The names with old ones replaced by what they are called now."""
    return {ALIASES.get(name, name) for name in names}
