"""``framing wordpress-zip``: the WordPress plugin, ready to be uploaded."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.errors import InputError


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "wordpress-zip",
        help="write the WordPress plugin as a zip",
        description="Write the WordPress plugin as a zip for Plugins → Add New → Upload Plugin.",
    )
    parser.add_argument("path", nargs="?", type=Path, default=Path("framing.zip"), help="default: framing.zip")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write it.  Raises InputError when that is not possible."""
    from plugin.wordpress import build_zip

    try:
        build_zip(options.path)
    except OSError as error:
        raise InputError(f"{options.path}: {error.strerror}") from error
    print(options.path)
    return 0
