"""Every target of speed and memory in one table, with the encoder as it is installed.

    python benchmarks/targets.py [BENCH] [--stories 25]

CPU time of one process on one core.  Ratios come from runs right after each other, so that other work on the machine
weighs on both; absolute times are those of an idle machine only on an idle machine.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pauses import WORDS, afresh, cpu, measured
from speed import cold, story
from stories import pauses, stories

import framing
from framing.analyzers import wording
from framing.analyzers.analysis import Passage
from framing.analyzers.read import read
from framing.config.selection import chosen_rules
from framing.language.encoder import tag
from framing.language.pipeline import parse
from framing.readers import read_document

LONG: Final = 90_000
"""Words of a long story: little less than the marks that are let in."""


class Row(NamedTuple):
    """What was measured, and the least or the most that it may be."""

    what: str
    limit: float
    found: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        met = self.found >= self.limit if self.at_least else self.found <= self.limit
        sign, judged = "≥" if self.at_least else "≤", "" if met else ", missed"
        return f"| {self.what} | {sign} {self.limit:g}{self.unit} | {self.found:.3g}{self.unit}{judged} |"


def whole(texts: list[str]) -> Iterator[Row]:
    """The whole analysis against its own parse and encoder alone, and by its length."""
    ratios, taken, words = [], 0.0, 0
    for text in texts:
        document = read_document(text, "text")
        paragraphs = [document.text[block.span.start : block.span.end] for block in document.blocks]
        for _ in range(2):  # the second time counts: both find what the first has warmed
            bare = cpu(lambda now=paragraphs: tag(parse(now)))  # type: ignore[misc]
            all_of_it = cpu(lambda now=text: afresh(now))  # type: ignore[misc]
        ratios.append(all_of_it / bare)
        taken += all_of_it
        words += len(text.split())
    yield Row("whole analysis against its parse and encoder", 1.5, median(ratios))
    yield Row("whole analysis of 1,000 words", 400, 1000 * taken / words, " ms")


def longer() -> Row:
    """A story of ten times the words: whatever grows faster than they do shows here."""
    short, long = story(6_000), story(60_000)
    return Row("60,000 words against 6,000", 12, cpu(lambda: afresh(long)) / cpu(lambda: afresh(short)))


def typing(bench: Path | None, count: int) -> Iterator[Row]:
    """Typing pauses against full passes."""
    shares = [pause.taken / pause.full for pause in measured(bench, count, 16)]
    yield Row("typing pause against a full pass, p50", 0.15, median(shares))
    yield Row("typing pause against a full pass, p95", 0.25, quantiles(shares, n=20)[-1])


def editors(texts: list[str], count: int) -> Row:
    """Revisions a second of editors who take turns, against full passes; ``serving.py`` asks the service."""
    mine = [texts[number % len(texts)] + f"\n\nThis is the copy of editor {number}." for number in range(count)]
    histories = [pauses(text, texts[number % len(texts) - 1], number) for number, text in enumerate(mine)]
    for text in mine:
        framing.analyze(text)
    rounds = [[next(history)[1] for history in histories] for _ in range(max(2, 32 // count))]
    again = alone = 0.0
    for revision in (text for turn in rounds for text in turn):
        alone += cpu(lambda now=revision: afresh(now))  # type: ignore[misc]
        again += cpu(lambda now=revision: framing.analyze(now))  # type: ignore[misc]
    return Row(f"revisions a second of {count} editors against full passes", 6, alone / again, at_least=True)


def own_wording(texts: list[str]) -> Row:
    """The analyzer and the rules of wording, on paragraphs that are parsed and of which nothing has been asked."""
    rules = [rule for rule in chosen_rules(framing.Config()) if rule.family == "wording"]
    taken, words = 0.0, 0
    for text in texts:
        analysis = read(read_document(text, "text"))
        fresh = [replace(place.local, paragraph=replace(place.paragraph)) for place in analysis.passages]
        places = tuple(Passage(place.block, local) for place, local in zip(analysis.passages, fresh, strict=True))
        again = replace(analysis, passages=places)
        taken += cpu(lambda now=fresh: [wording.find(local.paragraph, local.quotations) for local in now])  # type: ignore[misc]
        taken += cpu(lambda now=again: wording.join(now))  # type: ignore[misc]
        taken += cpu(lambda now=again: [list(rule.check(now)) for rule in rules])  # type: ignore[misc]
        words += len(text.split())
    return Row("rules of wording alone, 1,000 words", 50, 1000 * taken / words, " ms")


def shell() -> Iterator[Row]:
    """A fresh process of the command line."""
    seconds, short = cold(["check", "-"], story(WORDS))
    yield Row(f"{WORDS} words, cold from the shell", 2, seconds, " s")
    _, long = cold(["check", "-"], story(LONG))
    yield Row(f"peak memory for {LONG:,} words", 600, long, " MB")
    yield Row(f"more than for {WORDS} words", 150, long - short, " MB")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--stories", type=int, default=25)
    arguments = parser.parse_args()
    texts = stories(arguments.bench, WORDS, arguments.stories)
    afresh(texts[0])
    print("| what | limit | measured |\n|---|---|---|")
    for row in whole(texts):
        print(row)
    print(longer(), flush=True)
    for row in typing(arguments.bench, arguments.stories):
        print(row, flush=True)
    for count in (8, 32):
        print(editors(texts, count), flush=True)
    print(own_wording(texts), flush=True)
    for row in shell():
        print(row, flush=True)
    if find_spec("torch") is not None:
        print("torch is installed here: spaCy loads it, which weighs on the last three")


if __name__ == "__main__":
    main()
