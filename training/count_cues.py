"""Counts how often each verb is a cue, by frame.

    python training/count_cues.py GOLD.jsonl > framing/lexicons/cue_odds.txt

GOLD has an article a line: ``{"text": …, "attributions": [{"cue": [[start, end], …]}, …]}``.  Only counts of lemmas
leave this script, never a text.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from framing.analyzers.attribution.cues import FRAMES, find_cues
from framing.analyzers.attribution.quotations import find_quotations, quoted_tokens
from framing.language.parse import Paragraph
from framing.language.pipeline import parse

FEWEST = 4
SMALLEST_SHARE = 0.05
HEAD = """# what: How often a verb in the outlet's voice is a cue, by frame: lemma, then cues/verbs for {frames}
# reference: counted by training/count_cues.py on PolNeAR train (Newell et al. 2018, LREC); counts only
# size: {size}
# date: 2026-11-24
"""


def articles(path: Path) -> Iterator[tuple[list[tuple[int, Paragraph]], set[int], set[int]]]:
    """Paragraphs with their offsets, and the offsets of all characters inside a cue and inside a content."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            blocks = [(found.start(), found[0]) for found in re.finditer(r"[^\n]*\S[^\n]*", row["text"])]
            cues, contents = (
                {at for item in row["attributions"] for start, end in item[role] for at in range(start, end)}
                for role in ("cue", "content")
            )
            parsed = parse([text for _, text in blocks])
            yield [(start, paragraph) for (start, _), paragraph in zip(blocks, parsed, strict=True)], cues, contents


def count(path: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Verbs and cues by (lemma, frame); a verb that somebody is reported to use is neither."""
    verbs: Counter[tuple[str, str]] = Counter()
    cues: Counter[tuple[str, str]] = Counter()
    for paragraphs, inside, reported in articles(path):
        for start, paragraph in paragraphs:
            for cue in find_cues(paragraph, quoted_tokens(paragraph, find_quotations(paragraph))):
                at = start + paragraph.tokens[cue.head].start
                hit = at in inside
                if at in reported and not hit:
                    continue
                for key in dict.fromkeys([cue.lemma, cue.phrase]):
                    verbs[key, cue.frame] += 1
                    cues[key, cue.frame] += hit
    return verbs, cues


def table(verbs: Counter[tuple[str, str]], cues: Counter[tuple[str, str]]) -> str:
    """The list, as a file of framing/lexicons."""
    rows = []
    for lemma in sorted({lemma for lemma, _ in verbs}):
        total = sum(verbs[lemma, frame] for frame in FRAMES)
        hits = sum(cues[lemma, frame] for frame in FRAMES)
        if total >= FEWEST and lemma.replace(" ", "").isalpha() and (hits >= SMALLEST_SHARE * total or total >= 20):
            rows.append("\t".join([lemma, *(f"{cues[lemma, frame]}/{verbs[lemma, frame]}" for frame in FRAMES)]))
    return HEAD.format(frames=", ".join(FRAMES), size=len(rows)) + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(*count(Path(sys.argv[1]))))
