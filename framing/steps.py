"""Where the time of an analysis goes, for whoever asks: the service's metrics, log and traces, a benchmark.

Nobody asks: a step costs one look-up.  A step inside another is taken out of the outer one, so that seconds add up.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Taken:
    """One step, in seconds of ``time.perf_counter``.

    ``outer``  the step that it ran in
    ``inner``  seconds of the steps that ran in it
    """

    name: str
    outer: Taken | None
    began: float
    ended: float = 0.0
    inner: float = 0.0


class Steps:
    """The steps that ran in this context, in the order in which they ended."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.current: Taken | None = None

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds of wall time by step."""
        seconds: defaultdict[str, float] = defaultdict(float)
        for taken in self.taken:
            seconds[taken.name] += taken.ended - taken.began - taken.inner
        return dict(seconds)


_STEPS: ContextVar[Steps | None] = ContextVar("steps", default=None)


@contextmanager
def timing() -> Iterator[Steps]:
    """Time the steps that run inside."""
    steps = Steps()
    token = _STEPS.set(steps)
    try:
        yield steps
    finally:
        _STEPS.reset(token)


@contextmanager
def step(name: str) -> Iterator[None]:
    """One step, such as ``parse``; may be entered a few times in one analysis."""
    steps = _STEPS.get()
    if steps is None:
        yield
        return
    outer = steps.current
    taken = steps.current = Taken(name, outer, time.perf_counter())
    try:
        yield
    finally:
        taken.ended = time.perf_counter()
        steps.taken.append(taken)
        steps.current = outer
        if outer:
            outer.inner += taken.ended - taken.began
