"""``framing archive report``: one page about a scanned archive."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from framing.cli.archive import need
from framing.cli.say import say

NAME: Final = "archive report"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command, whose name is two words."""
    parser = commands.add_parser(
        NAME,
        help="write a page about a scanned archive",
        description="Write one page about a finished scan: figures by month, desk and author, and who is heard. "
        "(With --to, a source that is called report is scanned.)",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder that framing archive has written")
    parser.add_argument("--page", type=Path, metavar="FILE", help="default: report.html in DIR")
    parser.add_argument("--no-authors", action="store_true", help="leave figures by author out")
    parser.set_defaults(run=run)


def spelt(argv: Sequence[str]) -> list[str]:
    """The command line with ``archive report`` as one command.

    A scan always says ``--to`` and a report never does, so a source that is called "report" can still be scanned.
    """
    scans = any(item == "--to" or item.startswith("--to=") for item in argv)
    return list(argv) if scans or " ".join(argv[:2]) != NAME else [NAME, *argv[2:]]


def run(options: argparse.Namespace) -> int:
    """Write the page.  Raises ArchiveError if the folder holds no finished scan or the page cannot be written."""
    need("framing archive report", "duckdb", "pyarrow")
    from framing.archive.folder import write
    from framing.archive.report import archive_page

    page: Path = options.page or options.folder / "report.html"
    write(page, archive_page(options.folder, authors=not options.no_authors).encode("utf-8"))
    say(f"{page}: written")
    return 0
