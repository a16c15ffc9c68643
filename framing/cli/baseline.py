"""``framing baseline``: accept what is there, so that ``framing check`` tells only what is new."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.norms import add_archive_options, write_norms
from framing.cli.options import add_rule_options, add_story_options, project_for
from framing.cli.say import say
from framing.errors import ConfigError

if TYPE_CHECKING:
    from framing.baseline import Entry
    from framing.cli.run import Run


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "baseline",
        help="accept the findings that are there",
        description="Write the findings of today to a file; entries of stories that are not named stay.",
    )
    add_story_options(parser, needed=False)
    add_rule_options(parser)
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="default: .framing-baseline.json")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--prune", action="store_true", help="only take out what is no longer there")
    how.add_argument("--norms", type=Path, metavar="FILE", help="write what is usual for these stories' scores instead")
    how.add_argument("--check", action="store_true", help="write nothing; exit 1 if something could be taken out")
    add_archive_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write, prune or check the baseline.  What could not be read keeps its entries and makes the status 2."""
    project = project_for(options)
    if options.norms:
        return write_norms(options, project)
    if not options.paths or options.from_archive:
        raise ConfigError("name a PATH of stories; --from-archive goes with --norms")
    from framing.baseline import DEFAULT_NAME, baseline_text, read_baseline, stale
    from framing.cli.run import check_stories

    path: Path = options.baseline or project.baseline or project.root / DEFAULT_NAME
    must_exist = options.prune or options.check
    old = read_baseline(path) if must_exist or path.exists() else ()
    checked = check_stories(options, project)
    files, found = _entries(checked, path, old)
    gone = {entry.file for entry in old if entry.file and not (path.parent / entry.file).exists()}
    outdated = stale(old, {entry.fingerprint for entry in found}, files, gone)
    failed = 2 if checked.unchecked else 0
    if options.check:
        for entry in outdated:
            say(f"{entry.file}: no longer there: {entry.rule} ({entry.fingerprint})")
        return failed or int(bool(outdated))
    kept = [entry for entry in old if entry not in outdated and (options.prune or entry.file not in files)]
    new = kept if options.prune else [*kept, *found]
    try:
        path.write_text(baseline_text(new), encoding="utf-8", newline="")
    except OSError as error:
        say(f"{path}: cannot be written: {error.strerror or type(error).__name__}")
        return 2
    say(f"{path}: {len(set(new))} accepted, {len(outdated)} taken out")
    return failed


def _entries(checked: Run, path: Path, old: tuple[Entry, ...]) -> tuple[set[str], list[Entry]]:
    """The files that were checked, as the baseline calls them, and their findings."""
    from framing.baseline import entries_of

    base = path.absolute().parent
    files: set[str] = set()
    found: list[Entry] = []
    for story, report in zip(checked.stories, checked.reports, strict=True):
        full = story.place.absolute()
        file = (full.relative_to(base) if full.is_relative_to(base) else full).as_posix()
        files.add(file)
        found += entries_of(report, file, old)
    return files, found
