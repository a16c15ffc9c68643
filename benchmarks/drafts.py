"""Stories for the service that it has never read: none of their paragraphs comes twice."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).parent.parent / "seeds"
SYLLABLES: Final = (
    "ba",
    "del",
    "fi",
    "gor",
    "hul",
    "ka",
    "lem",
    "mi",
    "nor",
    "pe",
    "ra",
    "sul",
    "ta",
    "vo",
    "wen",
    "zi",
)
SENTENCES: Final = (
    "{name} told the board on Monday that the plan was dead.",
    "About {number} residents of {name} have signed, officials said.",
    "“We waited {number} days for the bus,” said {name}, who runs a bakery.",
    "The {name} scheme is a shameful waste, its critics say.",
    "Unemployment in {name} rose by {number} percent.",
    "According to a poll for {name}, {number} of 1,000 voters would stay at home.",
    "{name} refused to comment, but a source close to the talks called the deal with the union reckless.",
    "The mayor, {name}, slammed the council and claimed that {number} houses stand empty.",
)


@cache
def paragraphs() -> tuple[str, ...]:
    """Those of the plain stories in ``seeds/``."""
    lines = (line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if len(line.split()) > 8)


def story(number: int, words: int = 600) -> list[str]:
    """A story of about so many words, none of whose paragraphs is in one of another number."""
    made: list[str] = []
    count = 0
    while count < words:
        for text in paragraphs():
            made.append(f"{text} That was report {number} in part {len(made)}.")
            count += len(made[-1].split())
            if count >= words:
                break
    return made


def draft(number: int) -> str:
    """A paragraph of one to three sentences about somebody whom no other number is about."""
    chance = random.Random(number)
    told = chance.sample(SENTENCES, chance.choice((1, 1, 1, 2, 2, 3)))
    return " ".join(told).format(name=_name(number), number=chance.randrange(2, 1_000))


def _name(number: int) -> str:
    """A word that is in no dictionary, another one for each number."""
    found = ""
    while number or not found:
        number, syllable = divmod(number, len(SYLLABLES))
        found += SYLLABLES[syllable]
    return found.capitalize()
