"""Speed and memory, as docs/performance.md reports them.

    python benchmarks/speed.py

Stories of 600, 6,000 and 60,000 words are made by repeating the paragraphs of ``seeds/``, each copy marked with
a number so that no paragraph comes twice (the paragraph cache would hide the work).  CPU time of one process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

os.environ.setdefault("OMP_NUM_THREADS", "1")

from drafts import paragraphs

import framing
from framing.analyzers.cache import CACHE
from framing.analyzers.read import read
from framing.config.selection import chosen_rules
from framing.language.pipeline import parse
from framing.readers import read_document
from framing.scores import build_scores

ROOT: Final = Path(__file__).parent.parent
SIZES: Final = (600, 6_000, 60_000)


def story(words: int) -> str:
    """A story of about ``words`` words in unique paragraphs."""
    made: list[str] = []
    count = copy = 0
    while count < words:
        copy += 1
        for paragraph in paragraphs():
            made.append(f"{paragraph} That was report {copy}.")
            count += len(made[-1].split())
            if count >= words:
                break
    return "\n\n".join(made)


def cpu(action: Callable[[], object], repeat: int = 5) -> float:
    """Median CPU milliseconds of an action, the paragraph cache empty each time."""
    taken = []
    for _ in range(repeat):
        CACHE.clear()
        started = time.process_time()
        action()
        taken.append(1000 * (time.process_time() - started))
    return median(taken)


def steps(text: str, repeat: int) -> dict[str, float]:
    """Milliseconds of each step."""
    document = read_document(text, "text")
    texts = [text[block.span.start : block.span.end] for block in document.blocks]
    analysis = read(document)
    rules = chosen_rules(framing.Config())
    return {
        "reading": cpu(lambda: read_document(text, "text"), repeat),
        "parse": cpu(lambda: parse(texts), repeat),
        "parse and facts": cpu(lambda: read(document), repeat),
        "rules": cpu(lambda: [list(rule.check(analysis)) for rule in rules], repeat),
        "scores": cpu(lambda: build_scores(analysis), repeat),
        "whole": cpu(lambda: framing.analyze(text), repeat),
    }


def edit(text: str) -> float:
    """Milliseconds of a re-check after one paragraph has changed; median of 20."""
    paragraphs = text.split("\n\n")
    framing.analyze(text)
    taken = []
    for turn in range(20):
        paragraphs[turn % len(paragraphs)] += f" Edit {turn} was made."
        started = time.process_time()
        framing.analyze("\n\n".join(paragraphs))
        taken.append(1000 * (time.process_time() - started))
    return median(taken)


def cold(arguments: list[str], text: str) -> tuple[float, float]:
    """Seconds of wall time and peak MB of the command line in a fresh process.

    A small process starts it: a child's peak on Linux is never less than that of the process it was forked from.
    """
    starter = (
        "import resource, subprocess, sys, time; started = time.perf_counter();"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);"
        "sys.exit(done.returncode > 1)"
    )
    command = [sys.executable, "-S", "-c", starter, sys.executable, "-m", "framing", *arguments]
    printed = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    seconds, peak = printed.split()
    return float(seconds), float(peak) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    """Print the tables of docs/performance.md."""
    texts = {size: story(size) for size in SIZES}
    framing.analyze(texts[600])
    rows = {size: steps(text, 5 if size < 60_000 else 1) for size, text in texts.items()}
    print("| step | " + " | ".join(f"{size:,} words, ms" for size in SIZES) + " | ms per 1,000 words |")
    print("|---|" + "---|" * (len(SIZES) + 1))
    for step in rows[600]:
        cells = " | ".join(f"{rows[size][step]:.1f}" for size in SIZES)
        print(f"| {step} | {cells} | {rows[6_000][step] / 6:.1f} |")
    print(f"\n60,000 words take {rows[60_000]['whole'] / rows[6_000]['whole']:.1f} times 6,000 words.")
    print(f"Re-check of a 600-word story after one edited paragraph: {edit(texts[600]):.1f} ms.")
    print(f"This process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at its peak.")
    seconds, megabytes = cold(["check", "-"], texts[600])
    print(f"Cold from the shell, 600 words: {seconds:.2f} s, {megabytes:.0f} MB.")
    seconds, megabytes = cold(["rule", "unnamed-source"], "")
    print(f"`framing rule unnamed-source`: {seconds:.2f} s, {megabytes:.0f} MB.")


if __name__ == "__main__":
    main()
