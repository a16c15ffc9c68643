"""How many processes a machine, or the share of it that a container has, keeps busy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")


def cores(quota: Path = QUOTA) -> int:
    """Cores that this process may use: those it is bound to, or fewer where its control group has less (cgroups v2)."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        most, period = quota.read_text(encoding="ascii").split()
        allowed = int(most) // int(period)
    except (OSError, ValueError):  # another system, or "max"
        return bound
    return max(1, min(bound, allowed))
