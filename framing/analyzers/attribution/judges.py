"""How sure an attribution is: logistic regressions over named evidence, fitted by ``training/linker.py``.

``framing/models/attribution.json`` holds one for each way of finding: ``rules`` where the encoder is not installed,
``tagged`` for drafts of the rules that the encoder has weighed, ``added`` for what the encoder alone has seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Judge:
    """``least`` is the chance below which an attribution is left out; chosen on PolNeAR dev."""

    bias: float
    weights: Mapping[str, float]
    least: float

    def chance(self, evidence: Mapping[str, float]) -> float:
        """The calibrated chance that an attribution is right, 0 to 1; evidence without a weight says nothing."""
        total = self.bias + math.fsum(self.weights.get(name, 0.0) * value for name, value in evidence.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def judge(name: str) -> Judge:
    """The judge for one way of finding."""
    row = json.loads(files("framing.models").joinpath("attribution.json").read_text(encoding="utf-8"))[name]
    return Judge(row["bias"], row["weights"], row["least"])
