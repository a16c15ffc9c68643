"""``framing rule``: what a rule finds, why, on whose advice, and examples."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Final

from framing.cli.say import say
from framing.errors import ConfigError, nearest
from framing.render.rule_page import rule_dict, rule_list, rule_page, rule_text
from framing.rules import ALIASES, RULES
from framing.rules.base import Rule

FORMATS: Final = ("text", "markdown", "json")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("rule", help="explain rules", description="Explain a rule; without a name, list all.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("name", nargs="?", metavar="NAME", help="name of a rule")
    which.add_argument("--all", action="store_true", help="explain every rule")
    parser.add_argument("--format", default="text", metavar="FORMAT", help=f"{', '.join(FORMATS)}; default: text")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print it.  Raises ConfigError for an unknown rule or format."""
    if options.format not in FORMATS:
        raise ConfigError(f"unknown format {options.format!r}{nearest(options.format, FORMATS)}")
    rules = [_rule(options.name)] if options.name else list(RULES.values())
    if options.format == "json":
        made = [rule_dict(rule) for rule in rules]
        sys.stdout.write(json.dumps(made[0] if options.name else made, ensure_ascii=False, indent=2) + "\n")
    elif not options.name and not options.all and options.format == "text":
        sys.stdout.write(rule_list(rules))
    else:
        page = rule_page if options.format == "markdown" else rule_text
        sys.stdout.write("\n".join(map(page, rules)))
    return 0


def _rule(name: str) -> Rule:
    current = ALIASES.get(name, name)
    if current not in RULES:
        raise ConfigError(f"unknown rule {name!r}{nearest(name, {*RULES, *ALIASES})}")
    if current != name:
        say(f"rule {name!r} is now called {current!r}; the old name still works")
    return RULES[current]
