"""How honest the confidence of attributions is: stated confidence against the share that is right.

    python benchmarks/reliability.py GOLD.jsonl SCORER.py

SCORER is ``score_attribution.py`` beside the gold; an attribution is right when the scorer counts it as a triple.
Prints a table of ten bins and the expected calibration error (Naeini, Cooper and Hauskrecht 2015): the mean distance
between confidence and share, weighted by bin.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import predict

import framing

BINS = 10


def load(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcomes(gold: Path, scorer: ModuleType) -> list[tuple[float, bool]]:
    """Confidence of each attribution found, and whether it is right."""
    found: list[tuple[float, bool]] = []
    for row in scorer.load(gold):
        given = predict.attribution(predict.analyze(row, framing.Config()))["attributions"]
        confidence = {item["id"]: item["confidence"] for item in given}
        want, got = scorer.Art(row["text"], row["attributions"]).A, scorer.Art(row["text"], given).A
        right = {
            second
            for first, second in scorer.align(want, got)
            if scorer.jac(want[first]["content_t"], got[second]["content_t"]) >= 0.5
            and (
                want[first]["source_t"] & got[second]["source_t"]
                or not (want[first]["source_t"] | got[second]["source_t"])
            )
        }
        found += [(confidence[item["id"]], number in right) for number, item in enumerate(got)]
    return found


def main() -> int:
    """Print the table."""
    gold, path = Path(sys.argv[1]), Path(sys.argv[2])
    if not gold.is_file() or not path.is_file():
        print(f"{gold} or {path} is absent: nothing measured", file=sys.stderr)
        return 2
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    found = outcomes(gold, load(path))
    for confidence, right in found:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    error = 0.0
    print("| confidence | attributions | mean confidence | right |\n|---|---|---|---|")
    for number, items in sorted(bins.items()):
        stated = sum(confidence for confidence, _ in items) / len(items)
        true = sum(right for _, right in items) / len(items)
        error += abs(stated - true) * len(items) / len(found)
        print(f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | {len(items)} | {stated:.2f} | {true:.2f} |")
    print(f"\nExpected calibration error: {error:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
