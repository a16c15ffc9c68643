"""Options that commands share, and the project they make."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.say import say
from framing.config import Choice
from framing.rules import ALIASES

if TYPE_CHECKING:
    from framing.config.file import Project


def add_story_options(parser: argparse.ArgumentParser, *, needed: bool = True) -> None:
    """PATH, at least one where it is ``needed``, and what decides how it is read."""
    parser.add_argument(
        "paths", nargs="+" if needed else "*", metavar="PATH", help="file or folder; - for standard input"
    )
    parser.add_argument("--kind", metavar="KIND", help="text, markdown, html or blocks; default: by the file's ending")
    parser.add_argument("--stdin-name", metavar="NAME", help="what to call standard input; its ending tells the kind")


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    """Config, profile, and which rules run."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="default: nearest framing.toml or pyproject.toml")
    parser.add_argument("--profile", metavar="NAME", help="news, opinion, wire, or one of your own")
    for name, what in (
        ("select", "run only these rules or families"),
        ("ignore", "leave these out"),
        ("enable", "run these too, even if off by default"),
    ):
        parser.add_argument(f"--{name}", type=_names, action="extend", default=[], metavar="NAME,…", help=what)


def project_for(options: argparse.Namespace) -> Project:
    """The config file's project with the command line on top.  Raises ConfigError."""
    from framing.config.file import load_project
    from framing.config.selection import chosen_rules

    project = load_project(options.config)
    choice = Choice(select=tuple(options.select), ignore=tuple(options.ignore), enable=tuple(options.enable))
    config = replace(project.config, overrides=(choice,))
    sections = project.sections
    if options.profile is not None:
        config = replace(config, profile=options.profile)
        sections = tuple(replace(section, profile=None) for section in sections)
    chosen_rules(config)
    _tell_renamed((config.select, config.ignore, config.enable, choice.select, choice.ignore, choice.enable))
    return replace(project, config=config, sections=sections)


def _tell_renamed(names: Sequence[Sequence[str]]) -> None:
    for old in sorted({name for some in names for name in some if name in ALIASES}):
        say(f"rule {old!r} is now called {ALIASES[old]!r}; the old name still works")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
