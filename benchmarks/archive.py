"""Archive scans under fire and against bare processes, as docs/performance.md reports them.

    python benchmarks/archive.py faults [STORIES]           # 20,000: workers and driver are killed, records do harm
    python benchmarks/archive.py memory [STORIES]           # 100,000 of about 29 words: both engines, memory by tenth
    python benchmarks/archive.py overhead [STORIES]         # 1,200: Dask against bare processes, and the limits for it
    python benchmarks/archive.py overhead ENGINE [STORIES]  # one of them: dask, pool (multiprocessing) or inline

Stories recombine sentences of ``training/corpus/``; 80 words for ``faults``, 600 for ``overhead``.  All run without
the encoder unless FRAMING_ENCODER=1 is set: it makes each story dearer and so the engine's share smaller.
``faults`` and ``memory`` write memory by time to ``rss.csv`` in their folder, whose name they print.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["FRAMING_CACHE"] = "0"
os.environ.setdefault("FRAMING_ENCODER", "0")

import psutil
from archive_driver import start
from archive_stories import contents, rejected

from framing.archive.chunks import Chunk
from framing.archive.scan import Engine, Settings, scan
from framing.archive.version import code_version
from framing.archive.work import Done, Part, Work, work_on
from framing.config import Config

ROOT: Final = Path(__file__).parent.parent
CORES: Final = 2
SAMPLE: Final = 1.0
"""Seconds between two looks at memory."""
HARM: Final = ("KILLER", "HANGING", "GREEDY")
ENVIRONMENT: Final = {"FRAMING_ENCODER": os.environ["FRAMING_ENCODER"]}
OPTIONS: Final = ("--workers", str(CORES), "--chunk", "100", "--limit", "20")


def stories(count: int, words: int) -> Iterator[dict[str, Any]]:
    """Stories of about so many words, two sentences of the corpus to a paragraph; equal arguments, equal stories."""
    files = sorted((ROOT / "training" / "corpus").glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    chance = random.Random(7)
    for number in range(count):
        about, held = chance.choice(rows), list[str]()
        while sum(len(text.split()) for text in held) < words:
            held.append(chance.choice(rows)["text"])
        yield {
            "id": f"story-{number}",
            "title": about["text"],
            "text": "\n\n".join(" ".join(held[at : at + 2]) for at in range(0, len(held), 2)),
            "date": f"20{number % 25:02}-{number % 12 + 1:02}-15",
            "desk": about["topic"],
            "author": f"reporter {number % 40}",
        }


def write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Rows as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def faults(count: int) -> None:
    """A calm scan, and one whose workers are killed twice, whose driver is killed once, and three records do harm."""
    folder = Path(tempfile.mkdtemp(prefix="framing-faults-"))
    print(f"{folder}: {count:,} stories", flush=True)
    at = {count * (number + 1) // 5: word for number, word in enumerate(HARM)}
    every = list(stories(count, 60))
    for name, row in (("calm", {}), ("fire", None)):
        (folder / name).mkdir()
        rows = (
            story if number not in at else {**story, "text": at[number]} if row is None else row
            for number, story in enumerate(every)
        )
        write(folder / name / "in.jsonl", rows)
    del every
    watched = Watched(folder)
    killed = watched.scan("fire", {0.1: "worker", 0.5: "worker", 0.7: "driver"})
    assert killed == -signal.SIGKILL, killed
    before = {path: path.stat().st_mtime_ns for path in (folder / "fire" / "out").rglob("*0*.*")}
    assert watched.scan("fire", {}) == 1, "three records are rejected"
    after = {path: path.stat().st_mtime_ns for path in (folder / "fire" / "out").rglob("*0*.*")}
    assert watched.scan("calm", {}) == 1, "three records have no id"
    finished = sum(path.suffix == ".json" for path in before)
    print(f"parts finished when the driver died: {finished}, written again: ", end="")
    print(sum(after[path] != stamp for path, stamp in before.items() if path.suffix == ".json"))
    calm, fire = (contents(folder / name / "out") for name in ("calm", "fire"))
    print(f"tables of the calm scan, byte for byte: {calm == fire} ({len(fire):,} files)")
    print(*(f"{place}: {reason}" for place, reason in rejected(folder / "fire" / "out").items()), sep="\n")
    watched.tell("calm", "fire")


def memory(count: int) -> None:
    """Very many very short stories through each engine."""
    folder = Path(tempfile.mkdtemp(prefix="framing-memory-"))
    print(f"{folder}: {count:,} stories", flush=True)
    watched = Watched(folder)
    for engine in ("inline", "dask"):
        (folder / engine).mkdir()
        write(folder / engine / "in.jsonl", stories(count, 10))
        assert watched.scan(engine, {}, "--engine", engine) == 0, "every story can be analysed"
    watched.tell("inline", "dask")


class Watched:
    """Scans in processes of their own, their memory sampled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.samples: list[tuple[str, float, float, int, int]] = []

    def scan(self, name: str, kill: dict[float, str], *options: str) -> int:
        """Scan, and kill what ``kill`` names at these shares of the parts.  Returns the exit status."""
        to, began = self.folder / name / "out", time.monotonic()
        parts = -(-sum(1 for _ in (self.folder / name / "in.jsonl").open("rb")) // 100)
        left = sorted(kill.items())
        with (self.folder / name / "log").open("a") as log:
            source, options = self.folder / name / "in.jsonl", (*OPTIONS, *options)
            driver = start(source, to, *options, environment=ENVIRONMENT, output=log)
            while driver.poll() is None:
                share = sum(1 for _ in (to / "parts").glob("*.json")) / parts
                workers = self.sample(name, time.monotonic() - began, share, driver.pid)
                if left and workers and share >= left[0][0]:
                    what = left.pop(0)[1]
                    os.kill(driver.pid if what == "driver" else workers[0], signal.SIGKILL)
                    print(f"{name}: {what} killed at {share:.0%} of the parts", flush=True)
                time.sleep(SAMPLE)
        assert not left, f"too late to kill {left}"
        print(f"{name}: exit status {driver.returncode} after {time.monotonic() - began:,.0f} s", flush=True)
        return driver.returncode

    def sample(self, name: str, seconds: float, share: float, driver: int) -> list[int]:
        """Note memory of the driver and the largest worker; returns the workers."""
        sizes = {}
        try:
            parent = psutil.Process(driver)
            own = parent.memory_info().rss
            for child in parent.children(recursive=True):
                if "spawn_main" in " ".join(child.cmdline()):
                    sizes[child.pid] = child.memory_info().rss
        except psutil.Error:
            return []
        self.samples.append((name, seconds, share, own, max(sizes.values(), default=0)))
        return [*sizes]

    def tell(self, *names: str) -> None:
        """Memory by tenth of these scans."""
        (self.folder / "rss.csv").write_text(
            "scan,seconds,share,driver,worker\n" + "".join(f"{','.join(map(str, row))}\n" for row in self.samples)
        )
        for name in names:
            print(f"{name}: memory by tenth of the scan, MB, median and peak: driver, largest worker")
            for tenth in range(10):
                some = [row for row in self.samples if row[0] == name and tenth <= row[2] * 10 < tenth + 1]
                if some:
                    held = ([row[3] for row in some], [row[4] for row in some])
                    sizes = [what(bytes_) / 1e6 for bytes_ in held for what in (median, max)]
                    print(f"  {tenth * 10:3}–{tenth * 10 + 10:3} %  " + "  ".join(f"{size:6.1f}" for size in sizes))


def pool(todo: Iterator[Chunk], work: Work) -> Done:
    """The engine to beat: nothing but ``multiprocessing``.  It hangs when a worker dies."""
    with multiprocessing.get_context("fork").Pool(CORES) as processes:
        yield from processes.imap_unordered(partial(_chunk, work), todo)


def _chunk(work: Work, chunk: Chunk) -> tuple[Chunk, Part]:
    return chunk, work_on(chunk.records, work, guarded=False)


def overhead(name: str, count: int) -> float:
    """Words a second of wall time with one engine; start, reading, writing and the check at the end are counted."""
    from framing.archive.cluster import run_dask
    from framing.archive.inline import run_inline

    engines: dict[str, Engine] = {
        "dask": partial(run_dask, workers=CORES),
        "pool": pool,
        "inline": run_inline,
    }
    with tempfile.TemporaryDirectory(prefix="framing-overhead-") as made:
        source = Path(made, "in.jsonl")
        write(source, stories(count, 600))
        began = time.monotonic()
        done = scan([source], Path(made, "out"), Settings(size=25), Work(Config(), code_version()), engines[name])
        wall = time.monotonic() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(some.ru_utime + some.ru_stime for some in used)
    print(f"{name}: {done.stories:,} stories, {done.words:,} words, {wall:.1f} s, {cpu:.1f} s of CPU", flush=True)
    return done.words / wall


def compare(count: int) -> None:
    """Dask and the pool in turn, twice; one process alone with its share of the stories, and one a core at once."""
    fresh = ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn"), max_tasks_per_child=1)
    rates = dict[str, list[float]]()

    def measure(what: str, name: str, stories: int, at_once: int = 1) -> None:
        runs = [fresh.submit(overhead, name, stories) for _ in range(at_once)]
        rates.setdefault(what, []).append(sum(run.result() for run in runs))

    with fresh:
        measure("alone", "inline", count // CORES)
        for _ in range(2):
            measure("pool", "pool", count)
            measure("dask", "dask", count)
        measure("at once", "inline", count // CORES, CORES)
    alone, pool, dask, at_once = (mean(rates[what]) for what in ("alone", "pool", "dask", "at once"))
    print(f"wall time of Dask over that of the bare pool: {pool / dask:.3f} (limit 1.1)")
    print(f"rate of Dask over {CORES} × one process alone: {dask / (CORES * alone):.3f} (limit .9)")
    print(f"rate of Dask over {CORES} processes at once, each with its share: {dask / at_once:.3f}")
    print(f"for comparison, those at once over {CORES} × one alone: {at_once / (CORES * alone):.3f}")


def main(arguments: Sequence[str]) -> None:
    """Run what the arguments name."""
    match arguments:
        case ["faults", *count]:
            faults(int(count[0]) if count else 20_000)
        case ["memory", *count]:
            memory(int(count[0]) if count else 100_000)
        case ["overhead", ("dask" | "pool" | "inline") as name, *count]:
            overhead(name, int(count[0]) if count else 1_200)
        case ["overhead", *count]:
            compare(int(count[0]) if count else 1_200)
        case _:
            print(__doc__, file=sys.stderr)
            raise SystemExit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
