"""Two years of a made-up newsroom: sentences of the project's own corpus and samples, recombined, always the same.

Four desks with three authors each.  Loaded wording fades at one desk, one desk gives its numbers sources more often,
one leans on unnamed sources, one author has few stories: so that a page about the archive has something to show.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[1]
FIRST: Final = date(2024, 1, 1)
DAYS: Final = 730

NUMBERS: Final = (
    "Waiting times rose {n}% over the year",
    "Some {n}00 households are affected",
    "The bill for the first stage came to ${n} million",
    "Ridership fell by {n}% in the autumn",
    "About {n},000 people signed up in the first month",
    "Spending grew {n}% faster than prices",
)
QUOTES: Final = (
    "“We have waited long enough, and the figures are on the table,”",
    "“Nobody who lives here will be surprised by this,”",
    "“It is a first step, and it comes late,”",
    "“The money is there; what is missing is a decision,”",
    "“I would rather be asked before than thanked after,”",
    "“There is no quick way to do this properly,”",
    "“We looked at it twice and came to the same result,”",
)
UNNAMED: Final = ("officials said", "a person familiar with the talks said", "sources said", "critics said")


@dataclass(frozen=True)
class Desk:
    """``loaded`` sentences of all, first and last; ``sourced`` numbers; ``named`` among the sources of quotations."""

    name: str
    files: tuple[str, ...]
    authors: Mapping[str, float]
    sources: tuple[str, ...]
    office: str
    loaded: tuple[float, float]
    sourced: float
    named: float


DESKS: Final = (
    Desk(
        name="Politics",
        files=("a-01", "a-02", "a-05", "b-09", "b-18"),
        authors={"Nora Lindqvist": 4, "Idris Cole": 3, "Mae Okafor": 2},
        sources=(
            "Premier Dana Kessler",
            "opposition leader Rufus Amari",
            "Senator Hollis Grant",
            "Mayor Ines Farrow",
            "Ruth Abara, who runs the think tank Open Ledger,",
            "campaign manager Theo Lang",
        ),
        office="the electoral commission",
        loaded=(0.42, 0.30),
        sourced=0.55,
        named=0.60,
    ),
    Desk(
        name="Business",
        files=("a-07", "a-09", "a-10", "b-07"),
        authors={"Tomas Revel": 3, "Priya Nair": 3, "Jonah Weiss": 2},
        sources=(
            "Ilse Brandt, an economist at the University of Kell,",
            "finance minister Tomas Arden",
            "Olga Brandreth, who heads the largest union,",
            "manager Per Voss",
            "analyst Kim Sato",
        ),
        office="the national statistics office",
        loaded=(0.16, 0.15),
        sourced=0.85,
        named=0.85,
    ),
    Desk(
        name="City",
        files=("a-11", "a-12", "a-04", "b-03"),
        authors={"Lena Aas": 4, "Sam Whitlock": 3, "Ada Holm": 2},
        sources=(
            "Mayor Ines Farrow",
            "police chief Erik Nygaard",
            "Lucia Ferro, who lives on Quill Street,",
            "school director Miriam Osei",
            "housing officer Dominic Hale",
        ),
        office="the city’s housing department",
        loaded=(0.36, 0.12),
        sourced=0.50,
        named=0.75,
    ),
    Desk(
        name="Science & Health",
        files=("b-01", "b-02", "b-17"),
        authors={"Hanne Moor": 3, "Owen Tarn": 3, "Jo Abel": 0.5},
        sources=(
            "Dr. Kari Lund",
            "Ann Carrow, an epidemiologist at Sandholm General,",
            "health minister Paul Stedman",
            "climatologist Noor Haddad",
            "nurse Josef Mattern",
        ),
        office="the weather service",
        loaded=(0.14, 0.14),
        sourced=0.75,
        named=0.90,
    ),
)
SILENCED: Final = "<!-- framing: ignore unnamed-source -- known to the desk -->\n\nSources said the talks would go on."


def newsroom(count: int = 480, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Records of so many stories, in order of their days."""
    chance = random.Random(seed)
    days = sorted(chance.randrange(DAYS) for _ in range(count))
    for number, day in enumerate(days):
        desk = chance.choices(DESKS, (4, 3, 4, 2))[0]
        story = list(_paragraphs(chance, desk, day / DAYS))
        yield {
            "id": f"{FIRST + timedelta(day):%Y-%m-%d}-{number:04d}",
            "title": _plain(chance, desk).rstrip("."),
            "markdown": "\n\n".join(story if number % 8 else [*story, SILENCED]),
            "date": str(FIRST + timedelta(day)),
            "desk": desk.name,
            "author": chance.choices(list(desk.authors), list(desk.authors.values()))[0],
        }


@pytest.fixture(scope="session")
def newsroom_scan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder called ``scan`` with the samples and the newsroom, whole where pictures are to be renewed."""
    from archive_stories import scan_of

    room = tmp_path_factory.mktemp("newsroom")
    stories = newsroom(480 if request.config.getoption("--pictures") else 40)
    (room / "stories.jsonl").write_text("".join(json.dumps(row) + "\n" for row in stories), encoding="utf-8")
    scan_of([room / "stories.jsonl", ROOT / "seeds"], room / "scan")
    return room / "scan"


def _paragraphs(chance: random.Random, desk: Desk, time: float) -> Iterator[str]:
    before, after = desk.loaded
    loaded = (before + (after - before) * time) * chance.uniform(0.3, 1.7)
    for _ in range(chance.randint(4, 7)):
        kind = "l" if chance.random() < loaded else "n"
        yield chance.choice(_corpus(desk.files)[kind])
        if chance.random() < 0.55:
            yield _number(chance, desk)
        if chance.random() < 0.7:
            yield f"{chance.choice(QUOTES)} {_speaker(chance, desk)}."


def _number(chance: random.Random, desk: Desk) -> str:
    said = chance.choice(NUMBERS).format(n=chance.randint(11, 90))
    return f"{said}, {desk.office} said." if chance.random() < desk.sourced else f"{said}."


def _speaker(chance: random.Random, desk: Desk) -> str:
    if chance.random() > desk.named:
        return chance.choice(UNNAMED)
    weights = [1 / rank for rank in range(1, len(desk.sources) + 1)]
    return f"{chance.choices(desk.sources, weights)[0]} said"


def _plain(chance: random.Random, desk: Desk) -> str:
    return min((chance.choice(_corpus(desk.files)["n"]) for _ in range(6)), key=len)


@cache
def _corpus(files: tuple[str, ...]) -> dict[str, list[str]]:
    """Sentences of these files: neutral ones under ``n``, their loaded twins under ``l``."""
    made: dict[str, list[str]] = {"n": [], "l": []}
    for prefix in files:
        for path in sorted((ROOT / "training" / "corpus").glob(f"{prefix}-*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                made[row["id"][-1]].append(row["text"])
    return made
