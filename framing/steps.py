"""Where the time of an analysis goes, for whoever asks: the service's metrics, its log, a benchmark.

Nobody asks: a step costs one look-up.  A step inside another is taken out of the outer one, so that seconds add up.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Steps:
    """Seconds of wall time by step of what ran in this context."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.inner = 0.0


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
    """One step, such as ``parse``; may be entered many times in one analysis."""
    steps = _STEPS.get()
    if steps is None:
        yield
        return
    started, before, steps.inner = time.perf_counter(), steps.inner, 0.0
    try:
        yield
    finally:
        took = time.perf_counter() - started
        steps.seconds[name] += took - steps.inner
        steps.inner = before + took
