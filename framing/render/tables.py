"""The facts of a report as rows for people: findings, scores, voices, numbers, polls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from framing.analyzers.facts import Poll, Sourcing, Statistic, Voice
from framing.render.lines import skips
from framing.render.story import block_number
from framing.render.text import figure, number, silence, usual
from framing.report import Finding, Report, Score
from framing.rules import FAMILIES, RULES
from framing.rules.base import Rule
from framing.rules.polls.results import Difference, differences

SCALES: Final[Mapping[str, float]] = {
    "share": 1,
    "0 one voice – 1 many even voices": 1,
    "0–100, higher is easier": 100,
    "US school grade": 20,
    "years of schooling": 20,
    "grade score": 20,
    "words": 40,
}
"""What a full bar stands for, by unit; a score of another unit is shown without a bar."""
ELEMENTS: Final[Mapping[str, str]] = {
    "pollster": "who asked",
    "sponsor": "who paid",
    "population": "who was asked",
    "n": "how many",
    "dates": "when",
    "mode": "how",
    "selection": "how they were chosen",
    "moe": "margin of error",
    "wording": "question",
    "trend": "compared with",
}
"""Disclosure elements of a poll, named for people."""
VERDICTS: Final[Mapping[str, str]] = {
    "sentence": "source in the sentence",
    "context": "source carried over",
    "speaker": "the speaker's own",
    "none": "no source",
    "needless": "needs none",
    "": "not judged",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with its number in the story and what its rule says."""

    number: int
    finding: Finding
    rule: Rule
    silence: str
    block: int

    @property
    def marked(self) -> bool:
        """Whether the story shows words for it."""
        return len(self.finding.text_span) > 0


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """``share`` of a full bar in percent, None for a score without a bar."""

    score: Score
    value: str
    unit: str
    share: float | None
    parts: tuple[tuple[str, str], ...]
    usual: str


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """``share`` of all attributed words, in percent; ``verbs`` with their counts, the most frequent first.

    ``notes``  what an editor looks for: whom it speaks for, first or last word, named in the headline
    """

    voice: Voice
    share: float
    verbs: str
    block: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberRow:
    """``verdict`` is a key of ``VERDICTS``; ``before`` holds approximator and frame: "only about"."""

    before: str
    words: str
    statistic: Statistic
    noun: str
    verdict: str
    label: str
    source: str
    reason: str
    source_block: int
    block: int


@dataclass(frozen=True, slots=True)
class PollRow:
    """``given`` elements with their words and block, ``missing`` ones, and ``differences`` with what margins say."""

    poll: Poll
    mention: str
    given: tuple[tuple[str, str, int], ...]
    missing: tuple[str, ...]
    margin: str
    differences: tuple[tuple[str, str, int], ...]
    block: int


def cards(report: Report) -> dict[str, list[Card]]:
    """Open findings by family, in the order of the families, then of the story."""
    kind = report.analysis.document.kind
    made = [
        Card(at, item, RULES[item.rule], silence(item.rule, kind), block_number(report, item.text_span.start))
        for at, item in enumerate(report.open_findings, 1)
    ]
    order = [*FAMILIES, *sorted({card.finding.family for card in made} - set(FAMILIES))]
    groups = {family: [card for card in made if card.finding.family == family] for family in order}
    return {family: group for family, group in groups.items() if group}


def score_rows(report: Report) -> list[ScoreRow]:
    """Every score, also those that are not defined for this story."""
    rows = []
    for score in report.scores:
        full = SCALES.get("share" if score.unit.startswith("share ") else score.unit)
        share = None if full is None or score.value is None else min(100.0, max(0.0, 100 * score.value / full))
        parts = tuple((name, number(value)) for name, value in score.parts.items())
        rows.append(ScoreRow(score, *figure(score), share, parts, usual(score)))
    return rows


def voice_rows(report: Report) -> list[VoiceRow]:
    """Voices, the longest heard first."""
    rows = []
    for voice in sorted(report.analysis.voices, key=lambda voice: -voice.words):
        verbs = [f"{lemma} ×{count}" if count > 1 else lemma for lemma, count in voice.verbs.items()]
        place = block_number(report, voice.mentions[0].start if voice.mentions else 0)
        rows.append(VoiceRow(voice, 100 * voice.share, ", ".join(verbs), place, tuple(_notes(voice))))
    return rows


def _notes(voice: Voice) -> Iterator[str]:
    if voice.speaks_for:
        yield f"speaks for {voice.speaks_for}"
    if voice.headline:
        yield "in the headline"
    if voice.first:
        yield "first word"
    if voice.last:
        yield "last word"


def number_rows(report: Report) -> list[NumberRow]:
    """Statistics in text order."""
    text = report.analysis.text
    rows = []
    for item in report.analysis.statistics:
        verdict = _verdict(item.sourcing)
        source = item.sourcing.source if item.sourcing else None
        rows.append(
            NumberRow(
                before=" ".join(text(span) for span in sorted({*filter(None, (item.frame, item.approximator))})),
                words=text(item.span),
                statistic=item,
                noun=text(item.noun) if item.noun else item.kind,
                verdict=verdict,
                label=VERDICTS[verdict],
                source=text(source) if source else "",
                reason=item.sourcing.reason if item.sourcing else "",
                source_block=block_number(report, source.start) if source else 0,
                block=block_number(report, item.span.start),
            )
        )
    return rows


def poll_rows(report: Report) -> list[PollRow]:
    """Polls in text order."""
    text = report.analysis.text
    gaps = list(differences(report.analysis))
    return [
        PollRow(
            poll,
            mention=text(poll.mention),
            given=tuple(
                (label, text(poll.elements[key]), block_number(report, poll.elements[key].start))
                for key, label in ELEMENTS.items()
                if key in poll.elements
            ),
            missing=tuple(label for key, label in ELEMENTS.items() if key in poll.missing),
            margin=_margin(poll),
            differences=tuple(
                (text(gap.span), _judged(gap), block_number(report, gap.span.start)) for gap in gaps if gap.poll == poll
            ),
            block=block_number(report, poll.mention.start),
        )
        for poll in report.analysis.polls
    ]


def _margin(poll: Poll) -> str:
    """What is known of the margin of error, in a sentence."""
    if poll.opt_in:
        return "No margin of error is defined: those who answered chose themselves."
    if poll.computed_margin is None:
        return ""
    size = f"±{poll.computed_margin:.1f} points for {poll.sample_size:,} people"
    return f"By its size: {size}, had they been drawn at random (95% confidence). Weighting makes it larger."


def _judged(gap: Difference) -> str:
    within = "within" if gap.points <= gap.allowed else "beyond"
    what = "for a change between two polls" if gap.change else "for a lead"
    return f"{gap.size}, {within} the ±{gap.allowed:.1f} {what}"


def skip_rows(report: Report) -> list[tuple[int, str]]:
    """Line of the origin and reason of each part that was not analysed."""
    return [(line, skip.reason) for line, _, skip in skips(report)]


def _verdict(sourcing: Sourcing | None) -> str:
    if sourcing is None:
        return ""
    return sourcing.where if sourcing.needed or sourcing.where != "none" else "needless"
