"""Whether what is cached equals what is read afresh, byte for byte, through a long history of edits.

    python benchmarks/same.py [BENCH] [--revisions 10000] [--seed 0]

Each history starts from a short story and makes 100 pauses of an editor; after each, the report of the engine with
its cache is compared with that of an engine that has seen nothing.  Ends with 1 at the first difference.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pauses import afresh
from stories import pauses, stories

import framing
from framing.wire import to_dict

WORDS: Final = 70
HISTORY: Final = 100


def written(report: framing.Report) -> str:
    """A report as it is sent."""
    return json.dumps(to_dict(report), sort_keys=True)


def differences(texts: list[str], revisions: int, seed: int) -> Iterator[str | None]:
    """For each revision None, or the text whose two reports differ."""
    for number in range(-(-revisions // HISTORY)):
        start = (seed + number) % len(texts)
        history = pauses(texts[start], texts[start - 1], seed + number)
        for _, text in islice(history, min(HISTORY, revisions - number * HISTORY)):
            yield None if written(framing.analyze(text)) == written(afresh(text)) else text


def main() -> int:
    """Compare, and say how many were equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--revisions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    texts = stories(arguments.bench, WORDS, 400)
    for count, text in enumerate(differences(texts, arguments.revisions, arguments.seed), 1):
        if text is not None:
            print(f"revision {count} differs:\n{text}")
            return 1
        if count % 1_000 == 0:
            print(f"{count:,} revisions equal", flush=True)
    print(f"all {arguments.revisions:,} revisions equal, byte for byte")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
