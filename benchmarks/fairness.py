"""False alarms on left, centre and right outlets side by side.

    python benchmarks/fairness.py GOLD.jsonl [--split train,dev] [--profile default|thorough]

GOLD is a file of sentences with ``outlet``, ``neutral`` and ``text`` (BABE or BASIL; not part of this project).  Counts
what an editor would be asked about wording in sentences that readers called neutral, for each outlet and for each
leaning, and prints the ratio of left to right.  The goal is .75 to 1.35.  A ratio from few flags says little, so each
comes with an interval: Katz's for a ratio of two rates, 95 percent.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import predict

import framing

LEANINGS: Final = {
    "left": ("Alternet", "MSNBC", "HuffPost", "Huffpost", "The Daily Beast", "Daily Beast", "The Guardian", "hpo"),
    "centre": ("Reuters", "USA Today", "nyt", "New York Times"),
    "right": ("Breitbart", "Fox News", "Federalist", "The Federalist", "TheBlaze", "New York Post", "fox"),
}
"""Outlets by leaning, after AllSides; BASIL's three under the names it uses."""
SURE: Final = 1.96


def counted(rows: Iterable[dict[str, Any]], config: framing.Config) -> tuple[Counter[str], Counter[str]]:
    """Words and flags of the neutral sentences, by outlet."""
    words: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    for row in rows:
        outlet = str(row["outlet"])
        words[outlet] += len(row["text"].split())
        quoted = row.get("quoted") or []
        found = predict.wording(predict.analyze(row, config))["flags"]
        flags[outlet] += sum(not any(start < flag[1] and flag[0] < end for start, end in quoted) for flag in found)
    return words, flags


def ratio(flags: tuple[int, int], words: tuple[int, int]) -> tuple[float, float, float]:
    """The first rate over the second with its interval; half a flag is added where there is none."""
    first, second = (max(count, 0.5) for count in flags)
    value = (first / words[0]) / (second / words[1])
    spread = math.exp(SURE * math.sqrt(1 / first + 1 / second))
    return value, value / spread, value * spread


def main() -> None:
    """Print a line an outlet, a line a leaning, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--split", default="train,dev")
    parser.add_argument("--profile", choices=predict.PROFILES, default="default")
    arguments = parser.parse_args()
    if not arguments.gold.is_file():
        parser.error(f"{arguments.gold}: no such gold file; nothing measured")
    splits = arguments.split.split(",")
    lines = arguments.gold.read_text(encoding="utf-8").splitlines()
    rows = [
        row for line in lines if (row := json.loads(line))["neutral"] and row["split"] in splits and row["text"].strip()
    ]
    words, flags = counted(rows, predict.PROFILES[arguments.profile])
    for outlet, size in words.most_common():
        print(f"{outlet:18} {size:7} words {flags[outlet]:4} flags {1000 * flags[outlet] / size:6.2f} per 1,000")
    print()
    totals = {
        leaning: (sum(flags[outlet] for outlet in outlets), sum(words[outlet] for outlet in outlets))
        for leaning, outlets in LEANINGS.items()
    }
    for leaning, (count, size) in totals.items():
        print(f"{leaning:18} {size:7} words {count:4} flags {1000 * count / max(size, 1):6.2f} per 1,000")
    (left, left_words), (right, right_words) = totals["left"], totals["right"]
    if left_words and right_words:
        value, low, high = ratio((left, right), (left_words, right_words))
        print(f"\nleft / right {value:.2f} (95%: {low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
