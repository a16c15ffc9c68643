"""Checks the stories that a command line names, one after the other; one that fails stops none of the others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from framing.cli.files import STDIN, Story, find_stories, kind_named
from framing.cli.say import internal, say
from framing.config.file import Project
from framing.config.selection import chosen_rules
from framing.engine import analyze
from framing.errors import ConfigError, InputError, ModelError
from framing.language.encoder import load_ahead
from framing.report import Report, Unchecked

MANY: Final = 10
"""Stories from which a progress bar is worth its place."""


@dataclass(slots=True)
class Run:
    """What came of it: ``reports`` of ``stories``, in order, and what was not checked."""

    stories: list[Story] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)


def check_stories(options: argparse.Namespace, project: Project) -> Run:
    """Check all, and say on standard error what could not be.

    Raises ConfigError for bad options and ModelError when no story can be checked for want of a model.
    """
    if options.stdin_name is not None and STDIN not in options.paths:
        raise ConfigError("--stdin-name needs - among the paths")
    run = Run()
    kind = kind_named(options.kind)
    stories = list(find_stories(options.paths, project, kind=kind, stdin_name=options.stdin_name))
    if stories:
        load_ahead()
    for story in _progress(stories):
        try:
            if isinstance(story, InputError):
                raise story
            report = _check(story, project)
        except ModelError:
            raise
        except Exception as error:
            run.unchecked.append(_unchecked(story, error))
        else:
            run.stories.append(story)
            run.reports.append(report)
    for item in run.unchecked:
        say(f"{item.name}: {item.reason}")
    return run


def _check(story: Story, project: Project) -> Report:
    config = project.config_for(story.place)
    if not chosen_rules(config):
        raise InputError("no rule is switched on for it, so nothing was checked")
    return analyze(story.read(config), kind=story.kind, name=story.name, config=config)


def _unchecked(story: Story | InputError, error: Exception) -> Unchecked:
    """Name and reason; messages of readers begin with the name."""
    text = str(error) if isinstance(error, (InputError, ConfigError)) else internal(error)
    name, _, reason = text.partition(": ") if isinstance(story, InputError) else (story.name, "", text)
    return Unchecked(name, reason.removeprefix(f"{name}: "))


def _progress(stories: Sequence[Story | InputError]) -> Iterator[Story | InputError]:
    """The stories, with a bar on standard error if a person is there to see it."""
    if len(stories) < MANY or not sys.stderr.isatty():
        yield from stories
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(stories, "Checking", console=Console(stderr=True), transient=True)
