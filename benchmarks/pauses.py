"""What a typing pause costs, as a share of a full pass over the same story at the same moment.

    python benchmarks/pauses.py [BENCH] [--stories 25] [--pauses 16]

CPU time of one process, the encoder as it is installed.  Every fourth revision is also analysed with an empty cache;
each pause is set against the full pass nearest to it, so other work on the machine weighs on both.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")

from stories import pauses, stories

import framing
from framing.analyzers import read
from framing.analyzers.cache import ParagraphCache

WORDS: Final = 600
EVERY: Final = 4


def cpu(action: Callable[[], object]) -> float:
    """CPU milliseconds of one run."""
    started = time.process_time()
    action()
    return 1000 * (time.process_time() - started)


def afresh(text: str) -> framing.Report:
    """Analyse a text as if nothing had been read before."""
    reader: Any = read
    kept, reader.CACHE = reader.CACHE, ParagraphCache(0)
    try:
        return framing.analyze(text)
    finally:
        reader.CACHE = kept


class Pause(NamedTuple):
    """One pause: kind of edit, and CPU milliseconds of it and of the full pass nearest to it."""

    kind: str
    taken: float
    full: float


def measured(bench: Path | None, count: int, each: int) -> Iterator[Pause]:
    """So many pauses in each of so many stories."""
    found = stories(bench, WORDS, 2 * count)
    texts, unread = found[::2], found[1::2] or found[:1]
    afresh(texts[0])
    for seed, text in enumerate(texts):
        framing.analyze(text)
        full = 0.0
        history = pauses(text, unread[seed % len(unread)], seed)
        for turn, (kind, revision) in enumerate(islice(history, each)):
            if turn % EVERY == 0:
                full = cpu(lambda now=revision: afresh(now))  # type: ignore[misc]
            yield Pause(kind, cpu(lambda now=revision: framing.analyze(now)), full)  # type: ignore[misc]


def main() -> None:
    """Print medians, the 95th percentile and the share of each kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--stories", type=int, default=25)
    parser.add_argument("--pauses", type=int, default=16)
    arguments = parser.parse_args()
    found = list(measured(arguments.bench, arguments.stories, arguments.pauses))
    shares: dict[str, list[float]] = defaultdict(list)
    for pause in found:
        shares[pause.kind].append(pause.taken / pause.full)
    every = [share for group in shares.values() for share in group]
    print(f"{len(every)} pauses in stories of {WORDS} words")
    print(
        f"full pass {median(pause.full for pause in found):.0f} ms, "
        f"pause {median(pause.taken for pause in found):.1f} ms of CPU"
    )
    print(
        f"share of a full pass: p50 {median(every):.3f} (limit .15), p95 {quantiles(every, n=20)[-1]:.3f} (limit .25)"
    )
    for kind, group in sorted(shares.items()):
        print(f"  {kind}: {len(group)} pauses, p50 {median(group):.3f}, most {max(group):.3f}")


if __name__ == "__main__":
    main()
