"""``framing check``: report on stories, in as many formats as wanted at once."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.cli.options import add_rule_options, add_story_options, project_for
from framing.cli.say import say
from framing.errors import ConfigError, nearest
from framing.render import FORMATS, SUFFIXES, format_of, render
from framing.rules.base import SEVERITIES, Severity

if TYPE_CHECKING:
    from framing.report import Report, Unchecked

STDOUT: Final = "-"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="report on stories", description="Report on stories.")
    add_story_options(parser)
    parser.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}; default: text")
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="may be repeated; - for standard output; FILE alone where its ending tells the format",
    )
    parser.add_argument("--fail-on", metavar="LEVEL", help="exit 1 from this level on: error (default), warning, info")
    add_rule_options(parser)
    parser.add_argument(
        "--baseline",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="do not count what this file holds: a baseline, or waivers exported from a CMS; may be repeated",
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 where it would be 1")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check and write the reports.  Raises ConfigError before anything is read."""
    outputs = _outputs(options)
    fail_on = _level(options.fail_on)
    project = project_for(options)
    fail_on = fail_on or project.fail_on
    from framing.baseline import read_baseline, waive
    from framing.cli.run import check_stories

    paths = options.baseline or ([project.baseline] if project.baseline else [])
    entries = {entry.fingerprint: entry for path in paths for entry in read_baseline(path)}
    checked = check_stories(options, project)
    reports = [waive(report, entries) for report in checked.reports]
    written = [_write(reports, checked.unchecked, fmt, target, fail_on) for fmt, target in outputs]
    if checked.unchecked or not reports or not all(written):
        return 2
    return int(not options.exit_zero and _fails(reports, fail_on))


def _fails(reports: Sequence[Report], fail_on: Severity) -> bool:
    counting = SEVERITIES[SEVERITIES.index(fail_on) :]
    return any(finding.severity in counting for report in reports for finding in report.open_findings)


def _outputs(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Format and target of each output; people get text unless standard output is taken."""
    outputs = [_output(item) for item in options.output]
    if options.format is not None:
        outputs.insert(0, (options.format, STDOUT))
    elif all(target != STDOUT for _, target in outputs):
        outputs.insert(0, ("text", STDOUT))
    for fmt, target in outputs:
        if fmt not in FORMATS:
            raise ConfigError(f"unknown format {fmt!r}{nearest(fmt, FORMATS)}")
        if not target:
            raise ConfigError(f"--output {fmt}: name a file, as in {fmt}=report, or {fmt}=- for standard output")
    files = [target for _, target in outputs if target != STDOUT]
    for target in files:
        if files.count(target) > 1:
            raise ConfigError(f"--output: {target} is named twice")
    return outputs


def _output(item: str) -> tuple[str, str]:
    """``FORMAT=FILE``, or a file whose ending tells the format."""
    fmt, sign, target = item.partition("=")
    if sign or fmt in FORMATS:
        return fmt, target
    told = format_of(item)
    if told is None:
        endings = ", ".join(f"{suffix} ({name})" for suffix, name in SUFFIXES.items())
        raise ConfigError(f"--output {item}: write FORMAT=FILE, or a file name that ends in one of {endings}")
    return told, item


def _level(name: str | None) -> Severity | None:
    if name is not None and name not in SEVERITIES:
        raise ConfigError(f"--fail-on: unknown level {name!r}{nearest(name, SEVERITIES)}")
    return next((level for level in SEVERITIES if level == name), None)


def _write(reports: Sequence[Report], unchecked: Sequence[Unchecked], fmt: str, target: str, fail_on: Severity) -> bool:
    """Write one output; whether that worked."""
    text = render(reports, fmt, color=target == STDOUT and _colored(), fail_on=fail_on, unchecked=unchecked)
    if fmt == "github":
        _write_step_summary(reports)
    if target == STDOUT:
        sys.stdout.write(text)
        return True
    return _to_file(Path(target), text, "w")


def _write_step_summary(reports: Sequence[Report]) -> None:
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        from framing.render.github import summary_markdown

        _to_file(Path(path), summary_markdown(reports), "a")


def _to_file(path: Path, text: str, mode: str) -> bool:
    try:
        with path.open(mode, encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        say(f"{path}: cannot be written: {error.strerror or type(error).__name__}")
        return False
    return True


def _colored() -> bool:
    """Colour is for a terminal, and only if nobody asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
