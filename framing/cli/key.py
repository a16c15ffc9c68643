"""``framing key``: make a key of the service, list those of a file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from framing.cli.say import say


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("key", help="make and list keys of the service", description="Keys of the service.")
    actions = parser.add_subparsers(title="actions", dest="action", required=True, metavar="ACTION")
    new = actions.add_parser(
        "new",
        help="make a key",
        description="Make a key and print it, this once.  Its digest goes into the file of keys.",
    )
    new.add_argument("--name", required=True, help="for logs and limits: letters, digits, - and _")
    new.add_argument("--scope", action="append", metavar="SCOPE", help="may be repeated; default: analyze and rules")
    new.add_argument("--expires", type=_day, metavar="DAY", help="2027-01-31: from then on, in UTC, it opens nothing")
    new.add_argument("--to", type=Path, metavar="FILE", help="add it to this file of keys; default: print what to add")
    new.set_defaults(run=make)
    shown = actions.add_parser("list", help="list the keys of a file", description="List the keys of a file.")
    shown.add_argument("file", type=Path)
    shown.set_defaults(run=show)


def make(options: argparse.Namespace) -> int:
    """Make one.  Raises InputError for a name, a scope or a file that does not do, ConfigError for a damaged file."""
    from plugin.service.keys.key import DEFAULT
    from plugin.service.keys.make import add_key, make_key, table_of

    secret, key = make_key(options.name, options.scope or DEFAULT, options.expires)
    if options.to:
        add_key(options.to, key)
    print(secret)
    say("the key is not shown again")
    if not options.to:
        print(f"\n{table_of(key)}", end="")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print name, scopes and last day of each.  Raises ConfigError for a file that is not one."""
    from plugin.service.keys.file import read_keys
    from plugin.service.keys.key import SCOPES

    for key in read_keys(options.file):
        scopes = ",".join(scope for scope in SCOPES if scope in key.scopes)
        print(f"{key.name}\t{scopes}\t{key.expires or 'never'}")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("expected a day, such as 2027-01-31") from None
