"""What the service does for editors who type, and what its processes weigh, as docs/operations.md reports it.

    python benchmarks/serving.py [editors] [memory] [long] [growth] [--bench BENCH] [--workers 2] [--requests 100000]

``editors``  revisions a second of 8 and of 32 editors, each with a real story of 600 words (``stories.py``), who edit
             it and ask again as soon as they are answered, or the same after a second when they were refused; beside
             the same without the memory of paragraphs
``memory``   MB that a worker shares with nobody, after stories of 600 words for ten seconds; and with its memory of
             paragraphs
``long``     MB by which a worker grows at most while it reads one text of 100,000 words
``growth``   MB that each worker shares with nobody, after each tenth of so many drafts of one to three sentences, none
             of which comes twice.  In the first tenth of 100,000 each fills its memory of paragraphs; of fewer, it
             goes on growing.

Exit status 1 when a worker grew too much over ``growth``, or was replaced meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import NamedTemporaryFile
from typing import Final

from drafts import draft, story
from load import ask, in_turn, post, quantile, service
from stories import pauses, stories

PARTS: Final = ("editors", "memory", "long", "growth")
SECONDS: Final = 10
EDITORS: Final = (8, 32)
WORDS: Final = 600
TURNS: Final = 4
LONG: Final = 100_000
GROWTH: Final = 5
"""MB that a process may grow by, from the first tenth of very many requests to the last."""
WARM: Final = 3
"""Runs before the clock starts: each process must have read each editor's story once."""


def histories(bench: Path, count: int) -> list[Iterator[bytes]]:
    """What so many editors send, each the revisions of a story of its own."""
    texts = stories(bench, WORDS, count)
    return [
        (post([revision]) for _, revision in pauses(text, texts[number - 1], number))
        for number, text in enumerate(texts)
    ]


async def typing(port: int, editors: Sequence[Iterator[bytes]]) -> tuple[float, float]:
    """Revisions a second of some editors, and the CPU share that asking took."""
    cpu = time.process_time()
    answered = await asyncio.gather(*(_asking(port, revisions) for revisions in editors))
    return sum(answered) / SECONDS, (time.process_time() - cpu) / SECONDS


async def _asking(port: int, revisions: Iterator[bytes]) -> int:
    """How many revisions of an editor were answered."""
    end = time.monotonic() + SECONDS
    for count, revision in enumerate(revisions):
        while (answer := await ask(port, revision)).status == 503:
            await asyncio.sleep(1)
        assert answer.status == 200, answer
        if time.monotonic() > end:
            return count
    raise AssertionError("revisions have no end")


def editors(workers: int, bench: Path | None) -> None:
    """Print revisions a second, with and without the memory of paragraphs in turn: machines have slow minutes."""
    if bench is None:
        print("editors: skipped, for it needs real stories (--bench)")
        return
    typists = histories(bench, max(EDITORS))
    with service(workers, FRAMING_CACHE="1") as kept, service(workers, FRAMING_CACHE="0") as bare:
        for _ in range(WARM):
            asyncio.run(typing(kept.port, typists))
        for count in EDITORS:
            turns = [
                [asyncio.run(typing(running.port, typists[:count])) for running in (kept, bare)] for _ in range(TURNS)
            ]
            again, afresh = (fmean(rate for rate, _ in rates) for rates in zip(*turns, strict=True))
            clients = fmean(share for (_, share), _ in turns)
            print(
                f"{count} editors: {again:.1f} revisions/s, {afresh:.1f} without the memory of paragraphs: "
                f"{again / afresh:.1f} times as many (limit: 6); clients {clients:.0%}"
            )


def memory(workers: int) -> None:
    """Print private MB of each worker."""
    for cache in ("0", "1"):
        with service(workers, FRAMING_CACHE=cache) as running:
            unread = (post(story(number)) for number in itertools.count())
            asked = asyncio.run(in_turn(running.port, unread.__next__, 2 * workers, SECONDS))
            served = sum(answer.status == 200 for answer in asked)
            read = served * len(story(0)) / workers if cache == "1" else 0
            private = ", ".join(f"{megabytes:.1f}" for megabytes in running.private().values())
            print(f"{private} MB private after {served} stories, about {read:.0f} paragraphs remembered (limit: 45)")


def long() -> None:
    """Print the peak of a worker that reads a very long text."""
    with NamedTemporaryFile("w", suffix=".toml") as settings:
        settings.write("max-words = 110000\nmax-bytes = 2000000\nmax-seconds = 3600\n")
        settings.flush()
        with service(1, None, ["--settings", settings.name]) as running:
            for words in (600, LONG):
                before = running.peaks()
                answer = asyncio.run(ask(running.port, post(story(words, words))))
                assert answer.status == 200, answer
            ((pid, peak),) = running.peaks().items()
    print(f"{LONG:,} words: {peak - before[pid]:.0f} MB more at most, in {answer.seconds:.0f} s (limit: 150)")


def growth(workers: int, requests: int) -> bool:
    """Print private MB of each worker after each tenth of so many requests; whether they stayed as they were."""
    numbers, seconds, weighed = itertools.count(), [], []
    with service(workers) as running:
        started, cpu = time.monotonic(), time.process_time()
        for _ in range(10):
            todo = (post([draft(number)]) for number in itertools.islice(numbers, requests // 10))
            seconds += asyncio.run(_all_of(running.port, todo, 2 * workers))
            weighed.append(running.private())
            private = ", ".join(f"{pid}: {megabytes:.1f}" for pid, megabytes in weighed[-1].items())
            print(f"{len(seconds):,} requests, {time.monotonic() - started:.0f} s: {private} MB private", flush=True)
        share = (time.process_time() - cpu) / (time.monotonic() - started)
    first, last = weighed[0], weighed[-1]
    print(
        f"p50 {1000 * quantile(seconds, 0.5):.1f} ms, p99 {1000 * quantile(seconds, 0.99):.1f} ms; clients {share:.0%}"
    )
    if first.keys() != last.keys():
        print(f"processes {sorted(first)} became {sorted(last)} **missed**")
        return False
    most = max(last[pid] - first[pid] for pid in first)
    print(f"grown by at most {most:.1f} MB since the first tenth (limit: {GROWTH}){' **missed**' * (most > GROWTH)}")
    return most <= GROWTH


async def _all_of(port: int, requests: Iterator[bytes], clients: int) -> list[float]:
    """Seconds until each of the requests was analysed, by so many clients who take the next as soon as they can."""
    taken = []

    async def client() -> None:
        for request in requests:
            while (answer := await ask(port, request)).status == 503:
                await asyncio.sleep(0.05)
            assert answer.status == 200, answer
            taken.append(answer.seconds)

    await asyncio.gather(*(client() for _ in range(clients)))
    return taken


def main() -> None:
    """Measure the parts that were asked for."""
    parser = argparse.ArgumentParser(description="Editors who type, and what the service's processes weigh.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all")
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--requests", type=int, default=100_000)
    options = parser.parse_args()
    kept = True
    for part in options.parts or PARTS:
        if part == "editors":
            editors(options.workers, options.bench)
        elif part == "memory":
            memory(options.workers)
        elif part == "long":
            long()
        elif part == "growth":
            kept = growth(options.workers, options.requests)
        else:
            parser.error(f"unknown part {part!r}: expected {', '.join(PARTS)}")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
