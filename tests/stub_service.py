"""Answers in place of the service in browser tests: fixed words are found, so no analyzer's tuning matters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

WORDS: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "disastrous": ("wording", "loaded-word", "warning", ("costly", "")),
    "slams": ("wording", "loaded-word", "warning", ("criticises",)),
    "officials": ("attribution", "unnamed-source", "warning", ()),
    "Critics": ("attribution", "unnamed-source", "info", ()),
    "About 40%": ("statistics", "unsourced-statistic", "warning", ()),
    "A new poll": ("polls", "poll-disclosure", "info", ()),
}


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def found_in(blocks: list[Json]) -> list[Json]:
    """Every fixed word in the blocks."""
    found = []
    for block in blocks:
        text = block["text"]
        for word, (family, rule, severity, suggestions) in WORDS.items():
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                found.append(
                    {
                        "id": f"{block['id']}-{rule}-{at}",
                        "block_id": block["id"],
                        "start": utf16(text[:at]),
                        "end": utf16(text[:end]),
                        "line": 1,
                        "column": at + 1,
                        "rule": rule,
                        "family": family,
                        "severity": severity,
                        "confidence": 0.82,
                        "message": f"Would “{word}” stand without an adjective?",
                        "why": "Readers weigh a claim by who makes it.",
                        "references": [{"title": "A style guide", "url": "https://example.org/guide"}],
                        "suggestions": list(suggestions),
                        "quote": {"exact": word, "prefix": text[max(0, at - 32) : at], "suffix": text[end : end + 32]},
                        "role": block.get("role", "body"),
                        "suppressed": None,
                    }
                )
                at = text.find(word, end)
    return found


def report(posted: str) -> str:
    """The whole answer to a posted story."""
    blocks = json.loads(posted)["blocks"]
    found = found_in(blocks)
    kinds = ("quotations", "attributions", "voices", "statistics", "polls", "markers")
    answer = {
        "name": "story",
        "version": "0+stub",
        "offset_unit": "utf16",
        "words": sum(len(block["text"].split()) for block in blocks),
        "annotations": found,
        "facts": {kind: [] for kind in kinds},
        "blocks": [],
        "scores": [],
        "summary": {"error": 0, "warning": 0, "info": 0, "suppressed": 0, "families": {}},
        "skipped": [],
    }
    return json.dumps(answer)
