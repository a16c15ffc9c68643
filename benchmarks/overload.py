"""The service under three times what it can do, as docs/operations.md reports it.

    python benchmarks/overload.py [--seconds 60] [--workers 2] [--json]

Stories of 600 words arrive at random (Poisson), each on a connection of its own, no paragraph twice, whatever the
service does with those before: an open loop.  Health is asked ten times a second meanwhile.  At the end, still under
load, the service is told to stop.  What it can do is measured before and, of a service begun anew, after: a machine's
speed changes within a minute.  Exit status 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import json
import random
import signal
import sys
import time
from collections.abc import Iterator
from statistics import median
from typing import Any, Final

from drafts import story
from load import HEALTH, Answer, Service, ask, in_turn, post, quantile, service

TIMES: Final = 3
WARM: Final = 2
"""Seconds of requests that are not measured."""
CALM: Final = 10
"""Seconds for which its capacity is measured before, and again after."""
STOP_BEFORE_END: Final = 0.5
"""Seconds of load that still come after the signal to stop."""


async def arrivals(port: int, requests: Iterator[bytes], rate: float, seconds: float) -> list[Answer]:
    """Requests that arrive at random, so many a second on average."""
    chance = random.Random(7)
    end = time.monotonic() + seconds
    due = time.monotonic()
    under_way: list[asyncio.Task[Answer]] = []
    while (due := due + chance.expovariate(rate)) < end:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        under_way.append(asyncio.create_task(ask(port, next(requests))))
    return list(await asyncio.gather(*under_way))


async def health(port: int, seconds: float) -> list[Answer]:
    """Answers to health checks, ten a second."""
    answers = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answers.append(await ask(port, HEALTH))
        await asyncio.sleep(0.1)
    return answers


async def storm(running: Service, requests: Iterator[bytes], rate: float, seconds: float) -> dict[str, Any]:
    """Overload, and a stop in the middle of it."""
    loop = asyncio.get_running_loop()
    began, cpu = time.monotonic(), time.process_time()
    stopped = loop.create_future()

    async def stop() -> None:
        await asyncio.sleep(seconds)
        share = (time.process_time() - cpu) / (time.monotonic() - began)
        at = time.monotonic()
        running.process.send_signal(signal.SIGTERM)
        await loop.run_in_executor(None, running.process.wait, 60)
        stopped.set_result((at, time.monotonic() - at, share))

    answers, checks, _ = await asyncio.gather(
        arrivals(running.port, requests, rate, seconds + STOP_BEFORE_END), health(running.port, seconds - 0.5), stop()
    )
    at, drained, share = stopped.result()
    return {"answers": answers, "checks": checks, "stop": at, "drained": drained, "client": share, "seconds": seconds}


def most(port: int, requests: Iterator[bytes], workers: int) -> float:
    """Stories a second while two clients for each worker ask in turn; those that are answered later do not count."""
    asyncio.run(in_turn(port, lambda: next(requests), workers, WARM))
    end = time.monotonic() + CALM
    answers = asyncio.run(in_turn(port, lambda: next(requests), 2 * workers, CALM))
    return sum(answer.status == 200 and answer.sent + answer.seconds <= end for answer in answers) / CALM


def measured(seconds: float, workers: int) -> dict[str, float]:
    """All figures of one run."""
    gc.disable()  # a collection keeps the clients waiting for a tenth of a second, which is not the service's
    numbers = itertools.count()
    requests = (post(story(number)) for number in numbers)
    prepared = iter([next(requests) for _ in range(int(40 * workers * (seconds + 2 * CALM)))])
    with service(workers) as running:
        before = most(running.port, prepared, workers)
        solo = median(answer.seconds for answer in asyncio.run(in_turn(running.port, lambda: next(prepared), 1, 5)))
        found = asyncio.run(storm(running, prepared, TIMES * before, seconds))
    with service(workers) as anew:
        after = most(anew.port, prepared, workers)
    capacity = (before + after) / 2
    return {"before": before, "after": after, "capacity": capacity, "solo": solo, **figures(found, running)}


def figures(found: dict[str, Any], running: Service) -> dict[str, float]:
    """What the limits are about."""
    answers: list[Answer] = found["answers"]
    served = [answer for answer in answers if answer.status == 200]
    shed = [answer for answer in answers if answer.status == 503]
    return {
        "offered": len(answers) / (found["seconds"] + STOP_BEFORE_END),
        "goodput": len(served) / (found["seconds"] + found["drained"]),
        "accepted_p50": quantile([answer.seconds for answer in served], 0.5),
        "accepted_p99": quantile([answer.seconds for answer in served], 0.99),
        "shed": len(shed),
        "shed_p50": quantile([answer.seconds for answer in shed], 0.5),
        "shed_p99": quantile([answer.seconds for answer in shed], 0.99),
        "shed_without_retry_after": sum(not answer.retry_after for answer in shed),
        "health_p50": quantile([answer.seconds for answer in found["checks"]], 0.5),
        "health_max": max(answer.seconds for answer in found["checks"]),
        "health_failed": sum(answer.status != 200 for answer in found["checks"]),
        "lost": sum(not answer.status and not answer.refused for answer in answers),
        "refused_before_stop": sum(answer.refused and answer.sent < found["stop"] for answer in answers),
        "other": sum(answer.status not in (0, 200, 503) for answer in answers),
        "drained": found["drained"],
        "exit": running.process.returncode,
        "client": found["client"],
    }


def limits(at: dict[str, float]) -> list[tuple[str, str, str, bool]]:
    """What is promised: (what, limit, measured, kept)."""
    goodput, slow = at["goodput"] / at["capacity"], at["accepted_p99"] / at["solo"]
    millisecond = "{:.1f} ms".format
    return [
        ("goodput / capacity", "≥ 90 %", f"{goodput:.0%}", goodput >= 0.9),
        ("accepted p99 / p50 of one client alone", "≤ 8", f"{slow:.1f}", slow <= 8),
        ("refused, p99", "≤ 50 ms", millisecond(1000 * at["shed_p99"]), at["shed_p99"] <= 0.05),
        (
            "refused without Retry-After",
            "0",
            f"{at['shed_without_retry_after']:.0f}",
            not at["shed_without_retry_after"],
        ),
        ("health, slowest", "≤ 100 ms", millisecond(1000 * at["health_max"]), at["health_max"] <= 0.1),
        ("drained", "≤ 2 s", f"{at['drained']:.2f} s", at["drained"] <= 2),
        ("accepted and lost", "0", f"{at['lost']:.0f}", not at["lost"]),
        ("any other failure", "0", f"{at['other'] + at['health_failed']:.0f}", not at["other"] + at["health_failed"]),
    ]


def main() -> None:
    """Measure, print, and say whether the limits were kept."""
    parser = argparse.ArgumentParser(description="The service under three times what it can do.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="figures alone, in seconds")
    options = parser.parse_args()
    at = measured(options.seconds, options.workers)
    if options.json:
        print(json.dumps(at))
        return
    print(f"capacity {at['before']:.1f}/s before, {at['after']:.1f}/s after")
    print(f"offered {at['offered']:.1f}/s, goodput {at['goodput']:.1f}/s")
    print(f"one client alone, p50 {1000 * at['solo']:.0f} ms; accepted, p50 {1000 * at['accepted_p50']:.0f} ms")
    print(f"refused {at['shed']:.0f}, p50 {1000 * at['shed_p50']:.1f} ms; health, p50 {1000 * at['health_p50']:.1f} ms")
    print(f"the clients took {at['client']:.0%} of one core\n\n| what | limit | measured |\n|---|---|---|")
    rows = limits(at)
    for what, limit, value, kept in rows:
        print(f"| {what} | {limit} | {value}{'' if kept else ' **missed**'} |")
    sys.exit(not all(kept for *_, kept in rows))


if __name__ == "__main__":
    main()
