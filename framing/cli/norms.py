"""``framing baseline --norms``: what is usual for the outlet, from stories or from a scan of its archive."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.archive import need
from framing.cli.say import say
from framing.errors import ConfigError
from framing.norms import Norms, norms_text, usual_of

if TYPE_CHECKING:
    from framing.cli.run import Run
    from framing.config.file import Project


def add_archive_options(parser: argparse.ArgumentParser) -> None:
    """Where a scan is, and which kind of copy its desks write."""
    parser.add_argument("--from-archive", type=Path, metavar="DIR", help="with --norms: take the scores of a scan")
    parser.add_argument(
        "--desk",
        type=_desk,
        action="append",
        default=[],
        metavar="NAME=PROFILE",
        help="with --from-archive: the profile of a desk's copy; of other desks: --profile",
    )


def write_norms(options: argparse.Namespace, project: Project) -> int:
    """Write them; the status is 2 if a story was not checked.  Raises ConfigError for options that do not go together.

    Raises also what checking stories, or reading the scan, raises.
    """
    if options.from_archive:
        norms, stories = _of_archive(options, project)
        return _write(options.norms, norms, stories)
    if not options.paths or options.desk:
        raise ConfigError("--norms needs a PATH of stories, or --from-archive; --desk goes with the latter")
    from framing.cli.run import check_stories

    checked = check_stories(options, project)
    status = _write(options.norms, _of_stories(checked, project), len(checked.reports))
    return 2 if checked.unchecked else status


def _of_stories(checked: Run, project: Project) -> Norms:
    """By the profile that each story is checked with."""
    values: dict[str, dict[str, list[float]]] = {}
    for story, report in zip(checked.stories, checked.reports, strict=True):
        scores = values.setdefault(project.config_for(story.place).profile, {})
        for score in report.scores:
            if score.value is not None:
                scores.setdefault(score.name, []).append(score.value)
    return {profile: {name: usual_of(some) for name, some in scores.items()} for profile, scores in values.items()}


def _of_archive(options: argparse.Namespace, project: Project) -> tuple[Norms, int]:
    if options.paths:
        raise ConfigError("--from-archive takes no PATH: the stories are those that were scanned")
    need("--from-archive", "duckdb", "pyarrow")
    from framing.archive.usual import archive_norms

    profiles = dict(options.desk)
    for profile in (project.config.profile, *profiles.values()):
        replace(project.config, profile=profile).choices()
    return archive_norms(options.from_archive, profiles, project.config.profile)


def _write(path: Path, norms: Norms, stories: int) -> int:
    try:
        path.write_text(norms_text(norms), encoding="utf-8", newline="")
    except OSError as error:
        say(f"{path}: cannot be written: {error.strerror or type(error).__name__}")
        return 2
    say(f"{path}: norms of {stories:,} stories")
    return 0


def _desk(text: str) -> tuple[str, str]:
    name, sign, profile = text.rpartition("=")
    if not sign:
        raise argparse.ArgumentTypeError("expected NAME=PROFILE")
    return name, profile
