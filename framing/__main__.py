"""The process of the command line: ``framing``, or ``python -m framing``."""

import sys
from typing import NoReturn

from framing.cli import main, quick


def run() -> NoReturn:
    """Run the command that the process was given, and end it with its exit status."""
    quick.start()
    status = main()
    quick.end()
    sys.exit(status)


if __name__ == "__main__":
    run()
