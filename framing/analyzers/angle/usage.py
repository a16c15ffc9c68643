"""Who is reported with which verbs, and which side gets labels: what counts is the difference inside one story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from framing.analyzers.analysis import Analysis
from framing.analyzers.angle.facts import Usage, UsageKind
from framing.analyzers.wording.sides import named, side_of
from framing.document import Span

FEWEST_ATTRIBUTIONS: Final = 6
"""With fewer reporting verbs in a story, a difference between sides is chance."""
FEWEST_OF_A_SIDE: Final = 2
FEWEST_MARKED: Final = 2
"""One slanted verb or one label is a word, not a pattern."""
FEWEST_NAMES: Final = 3
"""Labels and plain names together, over both sides."""


@dataclass(slots=True)
class _Tally:
    plain: int = 0
    terms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)

    @property
    def marked(self) -> int:
        return self.terms.total()


def find(analysis: Analysis) -> tuple[Usage, ...]:
    """Verbs by side or voice, then labels by side; empty where the story has too few to compare."""
    return (*_usages("verbs", _verbs(analysis)), *_usages("labels", _labels(analysis)))


def _verbs(analysis: Analysis) -> Mapping[str, _Tally]:
    """By party where the voices of two parties are told apart, else by voice."""
    voices = analysis.voice_of
    parties = {voice.side for voice in voices.values() if voice.side}
    found: dict[str, _Tally] = {}
    total = 0
    for index, attribution in enumerate(analysis.attributions):
        voice = voices.get(index)
        if voice is None or attribution.cue is None or attribution.cue_kind != "speech":
            continue
        if analysis.quoted(attribution.cue):
            continue
        total += 1
        side = voice.side if len(parties) > 1 else voice.name
        if side:
            tally = found.setdefault(side, _Tally())
            if attribution.connotation == "neutral":
                tally.plain += 1
            else:
                tally.terms[attribution.cue_lemma] += 1
                tally.spans.append(attribution.cue)
    heard = {side: tally for side, tally in found.items() if tally.plain + tally.marked >= FEWEST_OF_A_SIDE}
    return heard if total >= FEWEST_ATTRIBUTIONS else {}


def _labels(analysis: Analysis) -> Mapping[str, _Tally]:
    found: dict[str, _Tally] = {}
    for marker in analysis.markers:
        if marker.voice == "own" and (side := side_of(marker)):
            tally = found.setdefault(side, _Tally())
            tally.terms[marker.term] += 1
            tally.spans.append(marker.span)
    for side in named(analysis, analysis.markers):
        found.setdefault(side, _Tally()).plain += 1
    return found if sum(tally.plain + tally.marked for tally in found.values()) >= FEWEST_NAMES else {}


def _usages(kind: UsageKind, tallies: Mapping[str, _Tally]) -> Iterator[Usage]:
    """One a side, the most leaning first; none unless there are two sides and enough marked."""
    marked = sum(tally.marked for tally in tallies.values())
    plain = sum(tally.plain for tally in tallies.values())
    if len(tallies) < 2 or marked < FEWEST_MARKED:
        return
    made = [
        Usage(
            kind,
            side,
            tally.plain,
            tally.marked,
            dict(tally.terms.most_common()),
            round(_log_odds(tally.marked, tally.plain) - _log_odds(marked - tally.marked, plain - tally.plain), 3),
            tuple(tally.spans),
        )
        for side, tally in tallies.items()
    ]
    yield from sorted(made, key=lambda usage: (-usage.lean, usage.side))


def _log_odds(marked: int, plain: int) -> float:
    return math.log((marked + 0.5) / (plain + 0.5))
