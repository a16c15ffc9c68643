"""Real news and its editing, for the measurements of speed and sameness.

Stories are re-cut from the articles of BENCH (see ``accuracy.py``) to one length; without BENCH they are the seeds.
An editing history is a chain of what one pause of an editor leaves behind: letters in the middle of a word, some
words more or fewer, a paragraph split, joined or pasted, a step undone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).parent.parent / "seeds"
GAP: Final = "\n\n"
EDITS: Final = {"letters": 40, "words": 28, "cut": 12, "split": 6, "join": 4, "paste": 6, "undo": 4}
"""Kinds of edits and how often each comes, in percent."""


def stories(bench: Path | None, words: int, count: int) -> list[str]:
    """Up to ``count`` texts of ``words`` words or a paragraph more, none sharing a paragraph with another."""
    found: list[str] = []
    held: list[str] = []
    for paragraph in _paragraphs(bench):
        held.append(paragraph)
        if sum(len(part.split()) for part in held) >= words:
            found.append(GAP.join(held))
            held = []
        if len(found) == count:
            break
    return found


def _paragraphs(bench: Path | None) -> Iterator[str]:
    if bench is None:
        texts: Iterator[str] = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    else:
        with (bench / "attribution" / "train.jsonl").open(encoding="utf-8") as lines:
            texts = iter([json.loads(line)["text"] for line in lines])
    for text in texts:
        yield from (paragraph for paragraph in text.split(GAP) if len(paragraph.split()) > 2)


def pauses(story: str, others: str, seed: int) -> Iterator[tuple[str, str]]:
    """Kind of edit and text after it, without end; what is pasted or typed comes from ``others``."""
    chance = random.Random(seed)
    paragraphs, before = story.split(GAP), [story]
    supply = others.split(GAP)
    at = 0
    while True:
        if chance.random() < 0.3:
            at = chance.randrange(len(paragraphs))
        at = min(at, len(paragraphs) - 1)
        kind = chance.choices(list(EDITS), list(EDITS.values()))[0]
        if kind == "undo" and len(before) > 1:
            before.pop()
            paragraphs = before[-1].split(GAP)
        else:
            paragraphs[at : at + 1 + (kind == "join")] = _edited(kind, paragraphs[at : at + 2], supply, chance)
            before = [*before[-9:], GAP.join(paragraphs)]
        yield kind, before[-1]


def _edited(kind: str, here: list[str], supply: list[str], chance: random.Random) -> list[str]:
    words = here[0].split(" ")
    spot = chance.randrange(len(words))
    told = chance.choice(supply).split(" ")
    if kind == "letters":
        word = chance.choice(told)
        place = chance.randrange(len(words[spot]) + 1)
        words[spot] = words[spot][:place] + word[: chance.randint(1, 6)] + words[spot][place:]
    elif kind == "words":
        start = chance.randrange(len(told))
        words[spot:spot] = told[start : start + chance.randint(2, 9)]
    elif kind == "cut" and len(words) > 8:
        del words[spot : spot + chance.randint(1, 5)]
    elif kind == "split" and spot > 0:
        return [" ".join(words[:spot]), " ".join(words[spot:])]
    elif kind == "join":
        return [" ".join(here)]
    elif kind == "paste":
        return [here[0], " ".join(told)]
    return [" ".join(words)]
