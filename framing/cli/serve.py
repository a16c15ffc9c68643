"""``framing serve``: the HTTP service with its editor page."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.cli.options import add_rule_options, project_for
from framing.config import Config


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "serve", help="start the service", description="Start the service with its editor page."
    )
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1, this machine only")
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000")
    parser.add_argument("--workers", type=_count, metavar="N", help="processes; default: as many as cores")
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help="settings of the service; default: FRAMING_SETTINGS"
    )
    add_rule_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop.  Raises ConfigError for bad settings, ModelError without a model."""
    from plugin.service.server import serve
    from plugin.service.settings import Settings

    def load() -> tuple[Config, Settings]:
        return project_for(options).config, Settings.from_environment(path=options.settings)

    serve(options.host, options.port, options.workers, load=load)
    return 0


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65_536:
        raise argparse.ArgumentTypeError("expected 1 to 65535")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected 1 or more")
    return number
