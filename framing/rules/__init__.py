"""All rules by name.  A new rule is one function in the module of its family; nothing is listed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from framing.errors import RuleError
from framing.rules import attribution, ignores, numbers, polls, statistics, structure, wording
from framing.rules.base import Rule

FAMILIES: Final = {
    "attribution": attribution,
    "statistics": statistics,
    "numbers": numbers,
    "polls": polls,
    "wording": wording,
    "structure": structure,
    "ignores": ignores,
}


def _collect() -> Mapping[str, Rule]:
    found: dict[str, Rule] = {}
    for module in FAMILIES.values():
        for rule in (value for value in vars(module).values() if isinstance(value, Rule)):
            if rule.name in found:
                raise RuleError(f"two rules are named {rule.name}")
            found[rule.name] = rule
    return MappingProxyType(found)


RULES: Final[Mapping[str, Rule]] = _collect()
ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {old: rule.name for rule in RULES.values() for old in rule.aliases}
)
