"""``framing archive``: scan an archive into Parquet."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.cli.options import add_rule_options, project_for
from framing.cli.say import say
from framing.errors import ArchiveError, ConfigError, nearest

if TYPE_CHECKING:
    from framing.archive.scan import Engine
    from framing.archive.tls import Certificates

ENGINES: Final = ("dask", "inline")
EXTRA: Final = "pip install 'newsroom-framing[archive]'"
FIELDS: Final = ("id", "text", "html", "markdown", "date", "desk", "author", "title")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "archive",
        help="scan an archive into Parquet",
        description="Scan many stories into Parquet: stories with scores, findings, voices, numbers. "
        "See also: framing archive report DIR.",
        epilog="exit status: 0 every record analysed, 1 some rejected (rejected.parquet says why), 2 not complete",
    )
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help=".jsonl, .jsonl.gz, .jsonl.zst, .parquet, or a folder"
    )
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder of the results")
    parser.add_argument("--engine", metavar="NAME", help="dask (default where it is installed) or inline")
    parser.add_argument("--workers", type=_count, metavar="N", help="processes of dask; default: as many as cores")
    parser.add_argument("--memory", default="2GiB", metavar="SIZE", help="of each worker; default: 2GiB")
    parser.add_argument("--limit", type=_seconds, metavar="SECONDS", help="for one story, with dask; default: 60")
    parser.add_argument("--chunk", type=_count, default=200, metavar="N", help="records of one part; default: 200")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster: tls://HOST:PORT")
    for name, what in (("ca", "authority"), ("cert", "certificate"), ("key", "key")):
        parser.add_argument(f"--tls-{name}", type=Path, metavar="FILE", help=f"{what} for tls://")
    for name in FIELDS:
        parser.add_argument(f"--{name}", default=name, metavar="FIELD", help=f"field of the {name}; default: {name}")
    add_rule_options(parser)
    parser.set_defaults(run=run)


def need(what: str, *packages: str) -> None:
    """Raise ConfigError unless these packages of the extra are installed."""
    if not all(map(find_spec, packages)):
        raise ConfigError(f"{what} needs {' and '.join(packages)}: {EXTRA}")


def run(options: argparse.Namespace) -> int:
    """Scan, and say what came of it.  Raises what ``framing.archive.scan.scan`` raises."""
    need("framing archive", "pyarrow")
    config = project_for(options).config
    engine = _engine(options)
    from framing.archive.progress import shown, told
    from framing.archive.records import Fields
    from framing.archive.scan import Settings, scan
    from framing.archive.version import code_version
    from framing.archive.work import LIMIT, Work
    from framing.engine import verify_models

    verify_models()
    fields = Fields(**{name: getattr(options, name) for name in FIELDS})
    work = Work(config, code_version(), options.limit or LIMIT)
    with _stoppable(), shown(sys.stderr, options.to) as show:
        done = scan(options.sources, options.to, Settings(config, fields, options.chunk), work, engine, show)
        show.write(done, finished=True)
    for line in told(done, options.to, show.seconds):
        say(line)
    return int(done.rejected > 0)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the scan in good order.  Raises ArchiveError for them."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise ArchiveError("interrupted; finished parts are safe: run the same command again to go on") from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _engine(options: argparse.Namespace) -> Engine:
    installed = all(find_spec(name) for name in ("distributed", "cryptography"))
    name = options.engine or ("dask" if options.scheduler or installed else "inline")
    if name not in ENGINES:
        raise ConfigError(f"--engine: unknown engine {name!r}{nearest(name, ENGINES)}")
    if name == "inline":
        if options.scheduler:
            raise ConfigError("--scheduler is for --engine dask")
        from framing.archive.inline import run_inline

        return run_inline
    if not installed:
        raise ConfigError(f"--engine dask needs dask: {EXTRA}; or use --engine inline")
    from dask.system import CPU_COUNT
    from dask.utils import parse_bytes

    from framing.archive.cluster import run_dask
    from framing.archive.tls import check_address

    try:
        memory = parse_bytes(options.memory)
    except ValueError:
        raise ConfigError(f"--memory: {options.memory!r} is not a size; expected one like 2GiB") from None

    certificates = _certificates(options)
    if options.scheduler:
        check_address(options.scheduler, certificates)
    return partial(
        run_dask,
        workers=options.workers or CPU_COUNT,
        memory=memory,
        scheduler=options.scheduler,
        certificates=certificates,
    )


def _certificates(options: argparse.Namespace) -> Certificates | None:
    from framing.archive.tls import Certificates

    files = (options.tls_ca, options.tls_cert, options.tls_key)
    if not any(files):
        return None
    if not all(files):
        raise ConfigError("--tls-ca, --tls-cert and --tls-key go together")
    for file in files:
        if not file.is_file():
            raise ConfigError(f"{file}: no such file")
    return Certificates(*files)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected 1 or more")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 86_400:
        raise argparse.ArgumentTypeError("expected more than 0 and less than 86400")
    return number
