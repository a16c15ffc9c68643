"""Intervals of ratios over stories: they hold what they promise, stay within bounds, and admit to small numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from framing.archive.report.intervals import FEWEST, Figure, Kind, Sums, figure, student

Counts = npt.NDArray[np.int64]


def sums(y: Counts, x: Counts) -> Sums:
    told = x > 0
    return Sums(*(int(value) for value in (told.sum(), y.sum(), x.sum(), (y * y).sum(), (x * y).sum(), (x * x).sum())))


def drawn(kind: Kind, stories: int, chance: np.random.Generator) -> tuple[Counts, Counts]:
    """Stories that differ from each other, as stories do: shares of .45, rates of 6 in 1,000."""
    if kind == "share":
        x = chance.integers(0, 12, stories)
        return chance.binomial(x, chance.beta(1.35, 1.65, stories)), x
    x = chance.integers(80, 900, stories)
    return chance.poisson(chance.gamma(1.5, 0.004, stories) * x), x


@pytest.mark.parametrize("kind, truth", [("share", 0.45), ("rate", 0.006)])
@pytest.mark.parametrize("stories", [FEWEST, 30, 300])
def test_nineteen_of_twenty_intervals_hold_the_truth(kind: Kind, truth: float, stories: int) -> None:
    chance = np.random.default_rng(5)
    found = [figure(sums(*drawn(kind, stories, chance)), kind) for _ in range(1000)]
    told = [item for item in found if item.value is not None]
    held = sum(item.low <= truth <= item.high for item in told) / len(told)
    assert 0.92 <= held <= 0.975


@pytest.mark.parametrize("kind", ["share", "rate"])
def test_the_interval_agrees_with_a_bootstrap_by_story(kind: Kind) -> None:
    chance = np.random.default_rng(9)
    y, x = drawn(kind, 400, chance)
    made = figure(sums(y, x), kind)
    again = chance.integers(0, 400, (4000, 400))
    low, high = np.quantile(y[again].sum(axis=1) / x[again].sum(axis=1), (0.025, 0.975))
    assert made.value == y.sum() / x.sum()
    assert made.low == pytest.approx(low, rel=0.05)
    assert made.high == pytest.approx(high, rel=0.05)


def test_longer_stories_of_the_same_kind_make_nothing_surer() -> None:
    y, x = drawn("share", 60, np.random.default_rng(3))
    once, tenfold = figure(sums(y, x), "share"), figure(sums(10 * y, 10 * x), "share")
    assert tenfold.value == once.value
    assert tenfold.high - tenfold.low == pytest.approx(once.high - once.low, rel=0.2)


def test_none_and_all_are_no_certainty() -> None:
    none, x = np.zeros(40, dtype=np.int64), np.full(40, 5)
    assert figure(sums(none, x), "share").low == 0
    assert figure(sums(none, x), "share").high > 0.05
    assert figure(sums(x, x), "share").high == 1
    assert figure(sums(x, x), "share").low < 0.95
    assert figure(sums(none, 100 * x), "rate").high > 0


def test_a_group_without_spread_borrows_that_of_the_whole() -> None:
    whole = sums(*drawn("rate", 400, np.random.default_rng(2)))
    none = sums(np.zeros(20, dtype=np.int64), np.full(20, 400))
    assert figure(none, "rate", whole).high > figure(none, "rate").high


def test_of_few_stories_only_counts_are_told() -> None:
    y, x = np.array([1] * (FEWEST - 1)), np.array([2] * (FEWEST - 1))
    assert figure(sums(y, x), "share") == Figure(FEWEST - 1, FEWEST - 1, 2 * (FEWEST - 1))
    assert figure(Sums(20, 0, 0, 0, 0, 0), "rate").value is None


@pytest.mark.parametrize("freedom, quantile", [(9, 2.262), (14, 2.145), (29, 2.045), (120, 1.980)])
def test_quantiles_of_student_as_printed(freedom: int, quantile: float) -> None:
    assert student(freedom) == pytest.approx(quantile, abs=0.001)
