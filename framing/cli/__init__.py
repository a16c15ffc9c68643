"""The command line: ``framing check``, ``rule``, ``baseline``, ``serve``, ``key`` and more.  docs/cli.md explains it.

Exit status: 0 clean; 1 findings at or above ``fail-on``; 2 something named was not checked.  2 wins.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from framing.cli import archive, archive_report, baseline, check, key, rule, serve, wordpress
from framing.cli.say import internal, say
from framing.errors import FramingError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.  Nothing but SystemExit for bad usage gets out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = build_parser().parse_args(archive_report.spelt(sys.argv[1:] if argv is None else argv))
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except FramingError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("interrupted")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 2
    except Exception as error:
        say(internal(error))
        return 2
    return status


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="framing",
        description="Who says what in a story, which numbers have no source, where its wording takes sides.",
        epilog="exit status: 0 clean, 1 findings at or above --fail-on, 2 something named was not checked",
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    for command in (check, rule, baseline, archive, archive_report, serve, key, wordpress):
        command.add_to(commands)
    return parser


class _Version(argparse.Action):
    """Print the version of Framing and the fingerprint of its model."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help="print the version and leave")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from framing.engine import version

        print(f"framing {version()}")
        parser.exit()
