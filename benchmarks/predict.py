"""Predictions for gold files, from the public API alone.

    python benchmarks/predict.py TASK GOLD.jsonl [--profile default|thorough] > PRED.jsonl

TASK is attribution, statistics, rules, polls or wording.  One JSON line an article, in the gold's order, with
the CPU ``seconds`` it took.  Of the gold only ``id``, ``text`` and what a CMS would know are read: ``title`` or
``headline`` where the text is a headline (``is_title``).  ``--profile thorough`` also shows what is off by default.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import framing
from framing.analyzers.wording import sentence_score
from framing.document import Span
from framing.errors import InputError

Json = dict[str, Any]

CHECKS: Final = {
    "change-mismatch": "change_mismatch",
    "currency-missing": "currency_missing",
    "direction-contradiction": "direction_contradiction",
    "false-precision": "false_precision",
    "headline-number-missing": "headline_mismatch",
    "lead-within-margin": "within_moe",
    "majority-under-half": "majority_under_half",
    "margin-in-percent": "moe_in_percent",
    "mean-or-median": "mean_median",
    "no-baseline": "no_baseline",
    "number-framing": "loaded_number",
    "parts-over-100": "sum_over_100",
    "percent-or-points": "pp_ambiguous",
    "poll-proves": "poll_proves",
    "projection-as-fact": "projection_as_fact",
    "relative-without-absolute": "relative_without_absolute",
    "self-inconsistent-figures": "self_inconsistent",
    "small-subgroup": "subgroup_small_n",
    "unscientific-poll": "unscientific_poll",
}
NUMBER_FRAMING: Final = "number-framing"
"""A rule of another family that flags loaded wording."""

OFF_BY_DEFAULT: Final = tuple(name for name, rule in framing.RULES.items() if not rule.default)
PROFILES: Final = {
    "default": framing.Config(),
    "thorough": framing.Config(enable=OFF_BY_DEFAULT, min_confidence=0.3),
}


def attribution(report: framing.Report) -> Json:
    """Source, cue and content spans."""
    place = _placer(report)
    return {
        "attributions": [
            {
                "id": str(number),
                "source": place([item.source] if item.source else []),
                "cue": place([item.cue] if item.cue else []),
                "content": place(item.content),
                "confidence": item.confidence,
            }
            for number, item in enumerate(report.analysis.attributions)
        ]
    }


def statistics(report: framing.Report) -> Json:
    """Spans, kinds and sourcing verdicts; ``flag`` is what an editor would see."""
    place = _placer(report)
    found = []
    for item in report.analysis.statistics:
        sourcing = item.sourcing
        where = sourcing.where if sourcing else "none"
        found.append(
            {
                "span": place([item.span])[0],
                "kind": "count" if item.kind == "small count" else item.kind,
                "sourced": where != "none",
                "where": "sentence" if where == "speaker" else where,
                "source": place([sourcing.source]) if sourcing and sourcing.source else None,
                "flag": where == "none" and bool(sourcing and sourcing.needed),
            }
        )
    return {"statistics": found}


def rules(report: framing.Report) -> Json:
    """Number and poll checks under the gold's names."""
    return {
        "notes": [
            {"rule": CHECKS[item.rule], "span": [item.span.start, item.span.end]}
            for item in report.findings
            if item.rule in CHECKS
        ]
    }


def polls(report: framing.Report) -> Json:
    """Disclosure elements of the story's polls; the first that states an element counts."""
    place = _placer(report)
    elements: Json = {}
    for poll in report.analysis.polls:
        for name, span in poll.elements.items():
            elements.setdefault(name, place([span])[0])
    return {"elements": elements}


def wording(report: framing.Report) -> Json:
    """Sentence score and the flags an editor would see on wording.

    Rules on sourcing count where they flag a claim from nobody ("critics say", "it is believed"), a family of loaded
    wording; elsewhere ("studies show", "reportedly") they only ask for a source.
    """
    markers = report.analysis.markers
    hearsay = [marker.span for marker in markers if marker.family == "weasel-attribution" and marker.voice == "own"]
    return {
        "score": round(sentence_score(report.analysis), 4),
        "flags": [
            [item.span.start, item.span.end, round(item.confidence, 4)]
            for item in report.findings
            if item.family == "wording"
            or item.rule == NUMBER_FRAMING
            or (item.family == "attribution" and any(span.overlaps(item.text_span) for span in hearsay))
        ],
    }


TASKS: Final[dict[str, Callable[[framing.Report], Json]]] = {
    "attribution": attribution,
    "statistics": statistics,
    "rules": rules,
    "polls": polls,
    "wording": wording,
}


NOTHING: Final[dict[str, Json]] = {
    "attribution": {"attributions": []},
    "statistics": {"statistics": []},
    "rules": {"notes": []},
    "polls": {"elements": {}},
    "wording": {"score": 0.0, "flags": []},
}
"""Predictions for a gold line that is no story: without words, or with nothing but site chrome."""


def analyze(row: Json, config: framing.Config) -> framing.Report:
    """Analyze one gold line as a CMS would send it."""
    if row.get("is_title"):
        return framing.analyze([{"id": "title", "text": row["text"], "role": "headline"}], kind="blocks", config=config)
    return framing.analyze(row["text"], config=config)


def _placer(report: framing.Report) -> Callable[[Iterable[Span]], list[list[int]]]:
    def place(spans: Iterable[Span]) -> list[list[int]]:
        placed = map(report.analysis.document.origin_span, spans)
        return [[span.start, span.end] for span in placed]

    return place


def main() -> int:
    """Print one prediction a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--profile", choices=PROFILES, default="default")
    arguments = parser.parse_args()
    if not arguments.gold.is_file():
        print(f"{arguments.gold}: no such gold file; nothing predicted", file=sys.stderr)
        return 2
    config = PROFILES["thorough" if arguments.task == "rules" else arguments.profile]
    for line in arguments.gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        started = time.process_time()
        try:
            prediction = TASKS[arguments.task](analyze(row, config))
        except InputError as problem:
            print(f"{row['id']}: nothing predicted: {problem}", file=sys.stderr)
            prediction = NOTHING[arguments.task]
        print(json.dumps({"id": row["id"], **prediction, "seconds": round(time.process_time() - started, 4)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
