"""A quicker start and end of our own process: what libraries load, and tidy up, that nobody here asks for.

spaCy loads its command line and with that a web client, NLTK all its tools: half a second.  Only our command line may
do without, for nobody else lives in its process who could miss them.
"""

from __future__ import annotations

import gc
import importlib.util
import sys
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Final

BARE: Final = ("nltk", "nltk.tokenize")
"""Packages of which single modules are used."""
YOUNG: Final = 10_000
"""New objects until the next look for garbage: what is loaded at the start is none."""


def start() -> None:
    """Leave out what is not needed of libraries that nobody has imported yet."""
    gc.set_threshold(YOUNG)
    if "spacy" not in sys.modules:
        sys.modules["spacy.cli.info"] = stand_in = ModuleType("spacy.cli.info")
        vars(stand_in)["info"] = None
    for package in BARE:
        _empty(package)


def end() -> None:
    """Spare the interpreter from looking for garbage before it goes: a quarter of a second."""
    gc.freeze()


def _empty(package: str) -> None:
    """A package whose modules can be imported while its own code, which imports them all, does not run."""
    above = sys.modules.get(package.rpartition(".")[0])
    spec = PathFinder.find_spec(package, above.__path__ if above else None)
    if spec and package not in sys.modules:
        sys.modules[package] = importlib.util.module_from_spec(spec)
