"""Rules of the polls family: what a story must say about a poll, and what its results can bear."""

from framing.rules.polls.disclosure import (
    margin_in_percent,
    poll_disclosure,
    poll_margin_missing,
    poll_proves,
    unscientific_poll,
)
from framing.rules.polls.results import false_precision, lead_within_margin, small_subgroup

__all__ = [
    "false_precision",
    "lead_within_margin",
    "margin_in_percent",
    "poll_disclosure",
    "poll_margin_missing",
    "poll_proves",
    "small_subgroup",
    "unscientific_poll",
]
