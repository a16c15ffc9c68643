"""The profiles of the house, as a CMS needs them to offer a choice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from framing.config import PROFILES, Config
from framing.config.selection import chosen_rules, house_terms, levels

Json = dict[str, Any]


def profile_list(config: Config) -> list[Json]:
    """All profiles by name, built-in ones too: what runs in each, and the terms it comes with."""
    return [_profile(replace(config, profile=name), config) for name in sorted({*PROFILES, *config.profiles})]


def _profile(profile: Config, house: Config) -> Json:
    set_levels = levels(profile)
    terms = house_terms(profile)
    return {
        "name": profile.profile,
        "default": profile.profile == house.profile,
        "house": profile.profile in house.profiles,
        "rules": {rule.name: set_levels.get(rule.name, rule.severity) for rule in chosen_rules(profile)},
        "terms": {"avoid": list(terms.avoid), "prefer": dict(terms.prefer), "allow": list(terms.allow)},
    }
