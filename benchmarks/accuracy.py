"""All figures of docs/accuracy.md: predict every tuning set and score it with the scorers beside the gold.

    python benchmarks/accuracy.py BENCH [TASK …]

BENCH is the folder of the gold data (``attribution/``, ``statistics/``, ``framing/``, each with its scorer).  The data
are not part of this project; what is absent is skipped with a line that says so.  The sets written for this project,
in ``benchmarks/out_of_domain/``, are scored with the same scorers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Trial:
    """One gold file with its scorer.

    ``split``   only gold lines of this split
    ``scorer``  script and arguments; ``GOLD`` and ``PRED`` stand for the files
    """

    task: str
    gold: str
    scorer: Sequence[str]
    split: str = ""
    profile: str = "default"


ATTRIBUTION: Final = ("attribution/score_attribution.py", "GOLD", "PRED", "--by", "type,cueclass")
STATISTICS: Final = ("statistics/score_statistics.py", "GOLD", "PRED")
RULES: Final = ("statistics/score_rules.py", "rules", "GOLD", "PRED")
POLLS: Final = ("statistics/score_rules.py", "polls", "GOLD", "PRED")
WORDING: Final = (
    "framing/score_framing.py",
    "--gold",
    "GOLD",
    "--pred",
    "PRED",
    "--split",
    "dev",
    "--tune-split",
    "dev",
)
TRIALS: Final = (
    Trial("attribution", "attribution/dev.jsonl", ATTRIBUTION),
    Trial("statistics", "statistics/dev-hand.jsonl", STATISTICS),
    Trial("rules", "statistics/rules-dev.jsonl", RULES),
    Trial("polls", "statistics/polls-dev.jsonl", POLLS),
    Trial("wording", "framing/suite-dev.jsonl", WORDING),
    Trial("wording", "framing/suite-dev.jsonl", WORDING, profile="thorough"),
    Trial("wording", "framing/babe.jsonl", WORDING, split="dev"),
    Trial("wording", "framing/babe.jsonl", WORDING, split="dev", profile="thorough"),
    Trial("wording", "framing/basil.jsonl", (*WORDING, "--own-voice"), split="dev"),
    Trial("wording", "framing/plain-factual.jsonl", (*WORDING[:5], "--split", "test"), split="test"),
    Trial("attribution", "out_of_domain/attribution.jsonl", ATTRIBUTION),
    Trial("attribution", "out_of_domain/attribution-second.jsonl", ATTRIBUTION),
    Trial("statistics", "out_of_domain/statistics.jsonl", STATISTICS),
    Trial("statistics", "out_of_domain/statistics-held.jsonl", STATISTICS),
    Trial("rules", "out_of_domain/rules.jsonl", RULES),
    Trial("polls", "out_of_domain/polls.jsonl", POLLS),
    Trial("wording", "out_of_domain/wording.jsonl", WORDING),
    Trial("wording", "out_of_domain/wording-second.jsonl", WORDING),
)


def run(trial: Trial, bench: Path) -> None:
    """Predict and score one gold file, or say why not."""
    gold = HERE / trial.gold if trial.gold.startswith("out_of_domain/") else bench / trial.gold
    scorer = bench / trial.scorer[0]
    print(f"\n## {trial.task}: {trial.gold} {trial.split} ({trial.profile} profile)", flush=True)
    for path in (gold, scorer):
        if not path.is_file():
            print(f"skipped: {path} is not there")
            return
    with tempfile.TemporaryDirectory() as folder:
        kept, predictions = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        lines = gold.read_text(encoding="utf-8").splitlines()
        chosen = [line for line in lines if line and (not trial.split or json.loads(line).get("split") == trial.split)]
        chosen = [line for line in chosen if json.loads(line)["text"].strip()]
        kept.write_text("\n".join(chosen) + "\n", encoding="utf-8")
        predict = [sys.executable, str(HERE / "predict.py"), trial.task, str(kept), "--profile", trial.profile]
        with predictions.open("w", encoding="utf-8") as output:
            subprocess.run(predict, stdout=output, check=True)
        names = {"GOLD": str(kept), "PRED": str(predictions)}
        arguments = [names.get(part, part) for part in trial.scorer[1:]]
        subprocess.run([sys.executable, str(scorer), *arguments], check=False)


def main() -> None:
    """Score the chosen tasks, all by default."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("tasks", nargs="*", default=sorted({trial.task for trial in TRIALS}))
    arguments = parser.parse_args()
    for trial in TRIALS:
        if trial.task in arguments.tasks:
            run(trial, arguments.bench)


if __name__ == "__main__":
    main()
