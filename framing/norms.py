"""What is usual for an outlet: mean and spread of each score over an archive, by kind of copy.

A density of loaded wording means something only beside the outlet's own stories of the same kind, so the values of
each profile (news, opinion, wire …) stay apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any, Final

from framing.errors import ConfigError

FORMAT: Final = 1
FEWEST_STORIES: Final = 5
"""Of fewer stories no spread is told."""


@dataclass(frozen=True, slots=True)
class Usual:
    """``mean`` and standard deviation ``sd`` of a score over so many ``stories``."""

    mean: float
    sd: float
    stories: int


Norms = Mapping[str, Mapping[str, Usual]]
"""Profile → score → what is usual."""


def usual_of(values: Sequence[float]) -> Usual:
    """What is usual where a score has these values."""
    return Usual(fmean(values), stdev(values) if len(values) > 1 else 0.0, len(values))


def norms_text(norms: Norms) -> str:
    """Norms as the text of a file, without scores of too few stories; equal norms give equal bytes."""
    found = {
        profile: {
            name: {"mean": round(item.mean, 4), "sd": round(item.sd, 4), "stories": item.stories}
            for name, item in sorted(scores.items())
            if item.stories >= FEWEST_STORIES
        }
        for profile, scores in sorted(norms.items())
    }
    return json.dumps({"format": FORMAT, "norms": found}, indent=1) + "\n"


def read_norms(path: Path) -> Norms:
    """The norms of a file.  Raises ConfigError if it is missing or none."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8"))
        if data["format"] != FORMAT:
            raise ConfigError(f"{path}: not norms of format {FORMAT}")
        return {
            str(profile): {str(name): _usual(item) for name, item in scores.items()}
            for profile, scores in data["norms"].items()
        }
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; write it with: framing baseline --norms FILE PATH") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or type(error).__name__}") from None
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise ConfigError(f"{path}: not norms of format {FORMAT}") from None


def _usual(item: Mapping[str, Any]) -> Usual:
    return Usual(float(item["mean"]), float(item["sd"]), int(item["stories"]))
