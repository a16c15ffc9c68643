"""Reports → rows of the four tables, and their columns (docs/archive.md describes each)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from framing.archive.records import Record, printable
from framing.report import Report
from framing.wire import Offsets, summary

SCORES: Final = (
    "attribution-density",
    "attributed-words",
    "attributed-sentences",
    "voices",
    "voice-evenness",
    "unnamed-share",
    "sourced-statistics",
    "framing-density",
    "words-per-sentence",
    "flesch-reading-ease",
    "flesch-kincaid-grade",
    "gunning-fog",
    "smog",
    "dale-chall",
    "long-sentences",
    "reading-time",
)
"""Columns of ``stories``, with underscores."""

_ABOUT: Final = (("story", pa.string()), ("date", pa.date32()), ("desk", pa.string()), ("author", pa.string()))

SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "stories": pa.schema(
        [
            *_ABOUT,
            ("place", pa.string()),
            ("words", pa.int32()),
            *((name, pa.int32()) for name in ("errors", "warnings", "infos", "suppressed")),
            *((name, pa.int32()) for name in ("markers", "own_words", "numbers", "numbers_needing_source")),
            *((name, pa.int32()) for name in ("numbers_without_source", "voice_words", "named_voice_words")),
            *((name.replace("-", "_"), pa.float64()) for name in SCORES),
            ("skipped", pa.int32()),
        ]
    ),
    "findings": pa.schema(
        [
            *_ABOUT,
            *((name, pa.string()) for name in ("rule", "family", "severity", "quote", "role", "block")),
            ("confidence", pa.float64()),
            *((name, pa.int32()) for name in ("start", "end", "line")),
            ("suppressed", pa.bool_()),
            ("reason", pa.string()),
            ("fingerprint", pa.string()),
        ]
    ),
    "voices": pa.schema(
        [
            *_ABOUT,
            *((name, pa.string()) for name in ("name", "kind", "side", "speaks_for")),
            ("named", pa.bool_()),
            ("words", pa.int32()),
            ("share", pa.float64()),
            ("attributions", pa.int32()),
            *((name, pa.bool_()) for name in ("first", "last", "headline")),
        ]
    ),
    "numbers": pa.schema(
        [
            *_ABOUT,
            *((name, pa.string()) for name in ("number", "kind", "unit", "noun", "approximator")),
            *((name, pa.float64()) for name in ("value", "upper")),
            ("quoted", pa.bool_()),
            ("where", pa.string()),
            ("needs_source", pa.bool_()),
            ("source", pa.string()),
            ("confidence", pa.float64()),
        ]
    ),
}

Row = dict[str, Any]


def rows(record: Record, report: Report) -> dict[str, list[Row]]:
    """The rows of one story, by table."""
    about = {"story": record.id, "date": record.day, "desk": record.desk, "author": record.author}
    made: dict[str, Iterable[Row]] = {
        "stories": [_story(record, report)],
        "findings": _findings(report),
        "voices": _voices(report),
        "numbers": _numbers(report),
    }
    return {name: [{**about, **row} for row in some] for name, some in made.items()}


def table(name: str, some: Sequence[Row]) -> pa.Table:
    """Rows as a table of the given name."""
    return pa.Table.from_pylist(list(some), schema=SCHEMAS[name])


def _story(record: Record, report: Report) -> Row:
    counts = summary(report)
    scores = {score.name: score for score in report.scores}
    density = scores["framing-density"].parts
    needing = [item for item in report.analysis.statistics if item.sourcing is not None and item.sourcing.needed]
    voices = report.analysis.voices
    return {
        "place": record.place,
        "words": report.words,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "infos": counts["info"],
        "suppressed": counts["suppressed"],
        "markers": int(density["markers"]),
        "own_words": int(density["own-voice words"]),
        "numbers": len(report.analysis.statistics),
        "numbers_needing_source": len(needing),
        "numbers_without_source": sum(item.sourcing is not None and item.sourcing.where == "none" for item in needing),
        "voice_words": sum(voice.words for voice in voices),
        "named_voice_words": sum(voice.words for voice in voices if voice.kind != "unnamed"),
        **{name.replace("-", "_"): scores[name].value for name in SCORES},
        "skipped": len(report.analysis.document.skips),
    }


def _findings(report: Report) -> Iterator[Row]:
    offsets = Offsets(report.analysis.document, "codepoint")
    for item in report.findings:
        place = offsets.place(item.span)
        yield {
            "rule": item.rule,
            "family": item.family,
            "severity": item.severity,
            "quote": printable(item.quote),
            "role": item.role,
            "block": place["block_id"] or "",
            "confidence": item.confidence,
            "start": place["start"],
            "end": place["end"],
            "line": item.line,
            "suppressed": item.suppressed is not None,
            "reason": printable(item.suppressed.reason) if item.suppressed else "",
            "fingerprint": item.fingerprint,
        }


def _voices(report: Report) -> Iterator[Row]:
    for item in report.analysis.voices:
        yield {
            "name": printable(item.name),
            "kind": item.kind,
            "side": item.side,
            "speaks_for": printable(item.speaks_for),
            "named": item.kind != "unnamed",
            "words": item.words,
            "share": item.share,
            "attributions": len(item.attributions),
            "first": item.first,
            "last": item.last,
            "headline": item.headline,
        }


def _numbers(report: Report) -> Iterator[Row]:
    text = report.analysis.text
    for item in report.analysis.statistics:
        sourcing = item.sourcing
        yield {
            "number": printable(text(item.span)),
            "kind": item.kind,
            "unit": item.unit,
            "noun": printable(text(item.noun)) if item.noun else "",
            "approximator": printable(text(item.approximator)) if item.approximator else "",
            "value": item.value,
            "upper": item.upper,
            "quoted": item.quoted,
            "where": sourcing.where if sourcing else None,
            "needs_source": sourcing.needed if sourcing else None,
            "source": printable(text(sourcing.source)) if sourcing and sourcing.source else "",
            "confidence": sourcing.confidence if sourcing else None,
        }
