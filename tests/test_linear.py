"""Time grows with the length of a story and not faster, whatever stands in it.

CPU time of the process at one, two and four times a size.  Four times the text may take nine times as long; work that
grows with the square takes sixteen times.  What is too short to measure passes; what fails is measured again.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

import pytest
from hostile.cases import CASES

from framing.document import Kind
from framing.engine import analyze
from framing.errors import InputError
from framing.readers import read_document
from framing.rules import RULES
from framing.rules.base import Rule

STEP: Final = 3.0
"""Times as long that each doubling may take on average."""
TOO_SHORT: Final = 0.02
"""Seconds that no ratio is told from."""
TRIES: Final = 4
PARAGRAPH: Final = 600
STORY_LEVEL: Final = [
    name
    for name in CASES
    if not {"<", "#", "`", "["} & set(CASES[name](200)[60:]) and "\n\n" not in CASES[name](200)[60:]
]
"""Cases that are words, not markup: the readers have nothing to do with them, the analyzers all."""
MANY: Final = (
    "names in paragraphs",
    "names with titles",
    "one family",
    "statistics in paragraphs",
    "polls in paragraphs",
)


def grows_evenly(seconds: Callable[[int], float]) -> bool:
    """Whether time grows with the size, or little faster."""
    best = [float("inf")] * 3
    for _ in range(TRIES):
        best = [min(known, seconds(times)) for known, times in zip(best, (1, 2, 4), strict=True)]
        one, two, four = best
        if four <= STEP**2 * one + TOO_SHORT and four <= STEP**2 / 2 * two + TOO_SHORT:
            return True
    print(best)
    return False


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of one action; a story that is refused costs what the refusal does."""
    gc.disable()  # it would look through all that the whole test run has left behind
    begun = time.process_time()
    with suppress(InputError):
        action()
    taken = time.process_time() - begun
    gc.enable()
    return taken


@pytest.mark.parametrize("name", CASES)
def test_reading_takes_time_in_proportion(name: str) -> None:
    kinds: Sequence[Kind] = ("text", "markdown", "html")
    texts = {times: CASES[name](times * 8_000) for times in (1, 2, 4)}
    for kind in kinds:
        seconds = {times: partial(read_document, text, kind) for times, text in texts.items()}
        assert grows_evenly(lambda times, seconds=seconds: cpu(seconds[times])), kind  # type: ignore[misc]


@pytest.mark.parametrize("name", STORY_LEVEL)
def test_what_the_whole_story_tells_takes_time_in_proportion(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_ENCODER", "0")
    paragraph = CASES[name](PARAGRAPH).partition("\n\n")[2]
    texts = {times: "\n\n".join([paragraph] * (3 * times)) for times in (1, 2, 4)}
    cpu(lambda: analyze(texts[1]))
    assert grows_evenly(lambda times: cpu(lambda: analyze(texts[times])))


@pytest.mark.parametrize("name", MANY)
def test_many_different_ones_take_time_in_proportion(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_ENCODER", "0")
    texts = {times: CASES[name](times * 3_000) for times in (1, 2, 4)}
    for text in texts.values():
        cpu(partial(analyze, text))
    assert grows_evenly(lambda times: cpu(lambda: analyze(texts[times])))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_each_rule_takes_time_in_proportion(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_ENCODER", "0")
    example = rule.bad[0].text
    reports = {times: analyze("\n\n".join([example] * (20 * times)), kind="markdown") for times in (1, 2, 4)}
    assert grows_evenly(lambda times: cpu(lambda: list(rule.check(reports[times].analysis))))
