"""What the service does for editors who type, and what its processes weigh, as docs/operations.md reports it.

    python benchmarks/serving.py [editors] [memory] [growth] [--workers 2] [--requests 100000]

``editors``  revisions a second of 8 and of 32 editors, each with a story of 600 words, who change one paragraph and ask
             again as soon as they are answered; beside the same without the memory of paragraphs
``memory``   MB that a worker shares with nobody, after stories of 600 words for ten seconds; and with its memory of
             paragraphs
``growth``   the same before and after so many requests for short stories that were read before, but for one in a
             thousand
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import time
from collections.abc import Iterator
from typing import Final

from load import ask, in_turn, paragraphs, post, quantile, service, story

PARTS: Final = ("editors", "memory", "growth")
SECONDS: Final = 10
WARM: Final = 3
"""Runs before the clock starts: each process must have read each editor's story once."""


def editor(number: int, revisions: Iterator[int]) -> Iterator[bytes]:
    """The revisions of one editor: each changes one paragraph to what nobody had before."""
    text = story(number)
    for revision in revisions:
        place = revision % len(text)
        text[place] = f"{text[place].partition(' Revision')[0]} Revision {revision} says so."
        yield post(text)


async def typing(port: int, count: int, revisions: Iterator[int]) -> tuple[float, float]:
    """Revisions a second of so many editors, and the CPU share that asking took."""
    cpu = time.process_time()
    editors = (_asking(port, editor(number, revisions)) for number in range(count))
    answered = await asyncio.gather(*editors)
    return sum(answered) / SECONDS, (time.process_time() - cpu) / SECONDS


async def _asking(port: int, revisions: Iterator[bytes]) -> int:
    answers = await in_turn(port, lambda: next(revisions), 1, SECONDS)
    return sum(answer.status == 200 for answer in answers)


def editors(workers: int) -> None:
    """Print revisions a second."""
    found: dict[tuple[str, int], float] = {}
    for cache in ("1", "0"):
        with service(workers, FRAMING_CACHE=cache) as running:
            revisions = itertools.count()
            for _ in range(WARM):
                asyncio.run(typing(running.port, 32, revisions))
            for count in (8, 32):
                found[cache, count], client = asyncio.run(typing(running.port, count, revisions))
                print(f"{count} editors, memory {cache}: {found[cache, count]:.1f} revisions/s; clients {client:.0%}")
    for count in (8, 32):
        print(f"{count} editors: {found['1', count] / found['0', count]:.1f} times as many (limit: 6)")


def memory(workers: int) -> None:
    """Print private MB of each worker."""
    for cache in ("0", "1"):
        with service(workers, FRAMING_CACHE=cache) as running:
            unread = (post(story(number)) for number in itertools.count())
            asked = asyncio.run(in_turn(running.port, unread.__next__, 2 * workers, SECONDS))
            served = sum(answer.status == 200 for answer in asked)
            read = served * len(story(0)) / workers if cache == "1" else 0
            private = ", ".join(f"{megabytes:.1f}" for megabytes in running.private())
            print(f"{private} MB private after {served} stories, about {read:.0f} paragraphs remembered (limit: 45)")


def growth(workers: int, requests: int) -> None:
    """Print private MB before and after many requests."""
    known = [post([f"{text} That was {number}."]) for number, text in enumerate(paragraphs() * 5)]

    async def asked(port: int, numbers: range) -> list[float]:
        todo = iter(numbers)
        chunks = await asyncio.gather(*(_in_turn(port, known, todo) for _ in range(4 * workers)))
        return [seconds for chunk in chunks for seconds in chunk]

    with service(workers) as running:
        asyncio.run(asked(running.port, range(20 * len(known))))
        before, started, cpu = running.private(), time.monotonic(), time.process_time()
        seconds = asyncio.run(asked(running.port, range(requests)))
        took, after = time.monotonic() - started, running.private()
        share = (time.process_time() - cpu) / took
    grown = ", ".join(f"{old:.1f} → {new:.1f}" for old, new in zip(before, after, strict=True))
    print(f"{grown} MB private over {len(seconds):,} requests in {took:.0f} s (limit: 5 more); clients {share:.0%}")
    print(f"p50 {1000 * quantile(seconds, 0.5):.1f} ms, p99 {1000 * quantile(seconds, 0.99):.1f} ms")


async def _in_turn(port: int, known: list[bytes], todo: Iterator[int]) -> list[float]:
    """Ask for what is left to do; one story in a thousand is new."""
    taken = []
    for number in todo:
        new = number % 1000 == 0
        request = post([f"Officials said {number} times that taxes rise."]) if new else known[number % len(known)]
        answer = await ask(port, request)
        while answer.status == 503:
            await asyncio.sleep(0.05)
            answer = await ask(port, request)
        assert answer.status == 200
        taken.append(answer.seconds)
    return taken


def main() -> None:
    """Measure the parts that were asked for."""
    parser = argparse.ArgumentParser(description="Editors who type, and what the service's processes weigh.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--requests", type=int, default=100_000)
    options = parser.parse_args()
    for part in options.parts or PARTS:
        if part == "editors":
            editors(options.workers)
        elif part == "memory":
            memory(options.workers)
        elif part == "growth":
            growth(options.workers, options.requests)
        else:
            parser.error(f"unknown part {part!r}: expected {', '.join(PARTS)}")


if __name__ == "__main__":
    main()
