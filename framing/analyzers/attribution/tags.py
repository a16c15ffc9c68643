"""The encoder's view of one paragraph: how likely each token is part of a cue, a source or a content."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from framing.language.parse import Paragraph

NAMING: Final = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
CERTAIN: Final = 1e-4
"""Chances nearer to 0 or 1 than this are taken for this: the encoder is never that sure for good reason."""


@dataclass(frozen=True)
class Tags:
    """Chances by token index, 0 to 1; ``begins`` is the chance that a content or source begins at a token."""

    paragraph: Paragraph
    cue: tuple[float, ...]
    source: tuple[float, ...]
    content: tuple[float, ...]
    begins: tuple[float, ...]

    @classmethod
    def of(cls, paragraph: Paragraph) -> Tags | None:
        """From the log chances of the seven labels of each token; None where the encoder is not installed."""
        if paragraph.tagging is None:
            return None
        rows = [[math.exp(value) for value in row] for row in paragraph.tagging.roles]
        return cls(
            paragraph,
            tuple(row[1] + row[2] for row in rows),
            tuple(row[3] + row[4] for row in rows),
            tuple(row[5] + row[6] for row in rows),
            tuple(row[3] + row[5] for row in rows),
        )

    @cached_property
    def contents(self) -> list[list[int]]:
        """Unbroken runs of tokens that are most likely content."""
        return self._runs(self.content, 0.5)

    @cached_property
    def sources(self) -> list[list[int]]:
        """Unbroken runs of tokens that may well be a source; each names something."""
        runs = self._runs(self.source, 0.4)
        return [run for run in runs if any(self.paragraph.tokens[index].pos in NAMING for index in run)]

    @cached_property
    def cues(self) -> list[list[int]]:
        """Unbroken runs of words that may be a cue."""
        return self._runs([chance * self.paragraph.tokens[at].is_word for at, chance in enumerate(self.cue)], 0.3)

    def _runs(self, chances: Sequence[float], least: float) -> list[list[int]]:
        runs: list[list[int]] = []
        for index, chance in enumerate(chances):
            if chance <= least:
                continue
            if runs and runs[-1][-1] == index - 1 and self.begins[index] < chance / 2:
                runs[-1].append(index)
            else:
                runs.append([index])
        return runs


def odds(chance: float) -> float:
    """Log odds of a chance."""
    chance = min(max(chance, CERTAIN), 1 - CERTAIN)
    return math.log(chance / (1 - chance))


def mean_odds(chances: Sequence[float], indexes: Iterable[int]) -> float:
    """Mean log odds over some tokens; 0 when there are none."""
    found = [odds(chances[index]) for index in indexes]
    return math.fsum(found) / len(found) if found else 0.0
