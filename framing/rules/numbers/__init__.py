"""Rules of the numbers family: arithmetic, comparisons, and what a number needs to be understood."""

from framing.rules.numbers.arithmetic import change_mismatch, direction_contradiction
from framing.rules.numbers.bases import base_missing
from framing.rules.numbers.consistency import headline_number_missing, self_inconsistent_figures
from framing.rules.numbers.context import mean_or_median, no_baseline, relative_without_absolute
from framing.rules.numbers.points import percent_or_points
from framing.rules.numbers.telling import currency_missing, number_framing, projection_as_fact
from framing.rules.numbers.wholes import majority_under_half, parts_over_100

__all__ = [
    "base_missing",
    "change_mismatch",
    "currency_missing",
    "direction_contradiction",
    "headline_number_missing",
    "majority_under_half",
    "mean_or_median",
    "no_baseline",
    "number_framing",
    "parts_over_100",
    "percent_or_points",
    "projection_as_fact",
    "relative_without_absolute",
    "self_inconsistent_figures",
]
