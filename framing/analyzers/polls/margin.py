"""The margin of error that follows from a poll's size."""

from __future__ import annotations

import re
from math import sqrt
from typing import Final

SELF_SELECTED: Final = re.compile(
    r"opt-in|online panel|volunt|self-selected|unscientific|non-?scientific|straw|informal", re.IGNORECASE
)
"""Words on a sample whose members chose themselves, so that no margin of error is defined (AAPOR 2021)."""


def margin_for(size: int) -> float:
    """Margin of error in percentage points, 95 percent confidence, share of one half, simple random sample."""
    return 98 / sqrt(size)
