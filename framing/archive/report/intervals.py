"""How sure a figure of a group of stories is: a 95 % interval from six sums, so that no story need be held.

A figure is a ratio of sums, Σy / Σx: markers by words, numbers without a source by numbers.  Stories, not words or
numbers, are what was drawn, and what stands in one story is alike.  So the spread between stories gives the ratio's
variance (Cochran 1977, Sampling Techniques, 6.4); beside the variance of independent draws that is the design effect
(Kish 1965), and the counts divided by it are the effective ones (Korn and Graubard 1998, Survey Methodology 24).  From
these a score interval, which stays within its bounds and is honest about few events and about none: Wilson 1927 for
a share, Rao's for a rate (Barker 2002, The American Statistician 56), with Student's t for the number of stories.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final, Literal

FEWEST: Final = 10
"""Stories under which no figure is told: with fewer, neither interval nor spread means much."""

Kind = Literal["share", "rate"]


@dataclass(frozen=True, slots=True)
class Sums:
    """Of ``stories`` that have something to measure: Σy, Σx, Σy², Σxy, Σx²."""

    stories: int
    y: int
    x: int
    yy: int
    xy: int
    xx: int

    @property
    def ratio(self) -> float:
        """Σy / Σx; 0 where there is nothing to divide by."""
        return self.y / self.x if self.x else 0.0

    @property
    def variance(self) -> float:
        """Of the ratio, from the spread between stories."""
        ratio = self.ratio
        spread = self.yy - 2 * ratio * self.xy + ratio * ratio * self.xx
        return max(0.0, spread) * self.stories / (self.stories - 1) / self.x**2


@dataclass(frozen=True, slots=True)
class Figure:
    """``y`` of ``x`` in so many ``stories``; ``value`` with its interval is None where they are too few."""

    stories: int
    y: int
    x: int
    value: float | None = None
    low: float = 0.0
    high: float = 0.0


def figure(sums: Sums, kind: Kind, whole: Sums | None = None) -> Figure:
    """The figure of a group; ``whole`` are the sums of the archive that it is part of.

    A group where no story differs (none has a marker, or all numbers have a source) shows no spread of its own; the
    design effect of the whole stands in.
    """
    if sums.stories < FEWEST or not sums.x:
        return Figure(sums.stories, sums.y, sums.x)
    effect = _design_effect(sums, kind) or (whole and _design_effect(whole, kind)) or _without_spread(sums, kind)
    y, x = sums.y / effect, sums.x / effect
    t = student(sums.stories - 1)
    if kind == "rate":
        middle, reach = (y + t * t / 2) / x, t * sqrt(y + t * t / 4) / x
    else:
        p, room = sums.ratio, 1 + t * t / x
        middle, reach = (p + t * t / (2 * x)) / room, t * sqrt(p * (1 - p) / x + t * t / (4 * x * x)) / room
    low, high = max(0.0, middle - reach), middle + reach
    return Figure(sums.stories, sums.y, sums.x, sums.ratio, low, high if kind == "rate" else min(1.0, high))


def _design_effect(sums: Sums, kind: Kind) -> float | None:
    """Variance over that of independent draws, at least 1; None where none differs."""
    ratio = sums.ratio
    independent = (ratio if kind == "rate" else ratio * (1 - ratio)) / sums.x if sums.x else 0.0
    return max(1.0, sums.variance / independent) if independent > 0 and sums.stories > 1 else None


def _without_spread(sums: Sums, kind: Kind) -> float:
    """Of an archive where no story differs from another: each counts as one draw of a share."""
    return 1.0 if kind == "rate" else max(1.0, sums.x / sums.stories)


def student(freedom: int) -> float:
    """The .975 quantile of Student's t, within .001 from 9 degrees of freedom (Abramowitz and Stegun 1964, 26.7.5)."""
    z = NormalDist().inv_cdf(0.975)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
