"""Where each number comes from, with what earlier sentences have said.

A number is sourced in its sentence, by its speaker, or by a source that was introduced before and is still being
reported on: same paragraph, a poll taken up again, a chain of numbers on one topic; a headline's number by the
body.  Everything that speaks for a source is tried before ``none``: a wrong alarm costs more than a missed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Final, Literal

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import SourceMention, Sourcing, Statistic
from framing.analyzers.sourcing.carryover import Trails
from framing.analyzers.sourcing.evidence import by_speaker, in_sentence, states, told
from framing.analyzers.sourcing.layout import credited, in_table, linked
from framing.analyzers.sourcing.needs import needs_no_source
from framing.analyzers.sourcing.sources import find_mentions
from framing.analyzers.sourcing.storyline import Line, Storyline
from framing.document import Span
from framing.language.parse import Paragraph

_LEAD: Final = 2
_LEAD_REACH: Final = 4
_TELLING_DIGITS: Final = 3
_NEAR: Final = 3
_EQUALS: Final = 12
_IN_COURT: Final = re.compile(
    r"\b(?:told|tell) (?:the |a )?(?:[A-Z][\w’'-]+ ){0,3}(?:[Cc]ourt|jury|jurors|[Jj]udge|magistrates"
    r"|[Tt]ribunal|[Ii]nquest)\b"
    r"|\b(?:court|jury|jurors|tribunal|inquest|magistrates) (?:heard|was told|were told)\b"
    r"|\b[Pp]rosecutors? (?:said|say|says|alleged?|allege[sd])\b|\bprosecut(?:or|ing)\b[^.;]{0,40}\b(?:said|told)\b"
)
_UNSOURCED: Final = "no source in the sentence, nor one before or after that it could rest on"

Value = tuple[str, float | None, str]


def find(paragraph: Paragraph) -> tuple[SourceMention, ...]:
    """The data sources that a paragraph mentions."""
    return tuple(find_mentions(paragraph))


def join(analysis: Analysis) -> tuple[Statistic, ...]:
    """All statistics of the story with their sourcing."""
    story = Storyline(analysis)
    verdicts = _forward(story)
    known = _by_value(story, verdicts)
    for index, statistic in enumerate(story.statistics):
        if index not in verdicts:
            line = story.line_at(statistic.span.start)
            late = _twin(story, known, index) or _named_after(story, statistic, line) or _beside(story, verdicts, index)
            late = late or credited(story, line)
            if late:
                verdicts[index] = late
    return tuple(
        replace(statistic, sourcing=_finished(story, index, verdicts.get(index)))
        for index, statistic in enumerate(story.statistics)
    )


def _forward(story: Storyline) -> dict[int, Sourcing]:
    """Verdicts in reading order: what a reader knows when a number comes."""
    trails = Trails(story)
    verdicts: dict[int, Sourcing] = {}
    by_line: dict[int, list[int]] = defaultdict(list)
    for index, statistic in enumerate(story.statistics):
        by_line[story.line_at(statistic.span.start).index].append(index)
    for line in story.lines:
        trails.hear(line)
        for index in by_line.get(line.index, ()):
            number = story.statistics[index]
            verdict = (
                in_sentence(story, number, line)
                or linked(story, number, line)
                or told(story, number, line)
                or by_speaker(story, number, line)
                or in_table(story, line)
                or trails.before(number, line)
            )
            if verdict:
                verdicts[index] = verdict
                trails.rest(number, verdict, line)
    return verdicts


def _by_value(story: Storyline, verdicts: dict[int, Sourcing]) -> dict[Value, list[tuple[Statistic, Span]]]:
    """The sourced numbers by kind, value and unit, a few of each."""
    found: dict[Value, list[tuple[Statistic, Span]]] = defaultdict(list)
    for index, verdict in verdicts.items():
        statistic = story.statistics[index]
        equal = found[statistic.kind, statistic.value, statistic.unit]
        if verdict.source and len(equal) < _EQUALS:
            equal.append((statistic, verdict.source))
    return found


def _twin(story: Storyline, known: dict[Value, list[tuple[Statistic, Span]]], index: int) -> Sourcing | None:
    """The same number, sourced elsewhere."""
    statistic = story.statistics[index]
    if statistic.value is None or statistic.kind == "small count" or statistic.value == 0.5:
        return None
    for other, source in known.get((statistic.kind, statistic.value, statistic.unit), ()):
        if _alike(story, statistic, other):
            return Sourcing("context", True, source, "the same number is sourced elsewhere in the story", 0.75)
    return None


def _alike(story: Storyline, one: Statistic, other: Statistic) -> bool:
    """Whether two equal numbers are likely the same fact: a headline's, not round, or about the same."""
    line = story.line_at(one.span.start)
    digits = f"{one.value:.6g}".replace(".", "").strip("0")
    shared = line.topic & story.line_at(other.span.start).topic
    return line.role in {"headline", "dek"} or len(digits) >= _TELLING_DIGITS or bool(shared)


def _named_after(story: Storyline, statistic: Statistic, line: Line) -> Sourcing | None:
    """A source named in the next sentence; in those after the headline and the lead for these."""
    lead = line.index <= _LEAD or line.role in {"headline", "dek"}
    for later in story.lines[line.index + 1 : line.index + 1 + (_LEAD_REACH if lead else 1)]:
        if not lead and later.passage != line.passage:
            break
        if lead and (witness := _heard_in_court(story, later)):
            return Sourcing("context", True, witness, "the court heard it, the story says below", 0.6)
        if line.role in {"headline", "dek"} and line.topic & later.topic and (said := _confirmed(story, later)):
            return Sourcing("context", True, said, "the lead gives its source", 0.65)
        for mention in story.mentions.get(later.index, ()):
            shared = len(line.topic & later.topic)
            polled = mention.type == "poll" and statistic.kind in {"percent", "points", "ratio"}
            follows = mention.takes_up and later.passage == line.passage
            near = line.index <= 1 and later.index - line.index == 1 and mention.type == "data" and later.role == "body"
            if mention.evidence and (polled or follows or near or shared >= (1 if lead else 2)):
                return Sourcing("context", True, mention.span, "the source is named right after", 0.65)
    return None


def _confirmed(story: Storyline, line: Line) -> Span | None:
    """The body whose statement a line reports."""
    told = (item for item in story.attributions.get(line.index, ()) if states(story, item))
    return next((item.source for item in told if item.source and line.span.contains(item.source)), None)


def _heard_in_court(story: Storyline, line: Line) -> Span | None:
    """Who told a court; the lead of a court report sums up what was said there."""
    if not _IN_COURT.search(story.text(story.around(line, line.span))):
        return None
    sources = (attribution.source for attribution in story.attributions.get(line.index, ()))
    return next((source for source in sources if source and line.span.contains(source)), None)


def _beside(story: Storyline, verdicts: dict[int, Sourcing], index: int) -> Sourcing | None:
    """The source of the number just before: in the same sentence, or in the one that this sentence goes on from."""
    if not index or index - 1 not in verdicts:
        return None
    line = story.line_at(story.statistics[index].span.start)
    before = story.line_at(story.statistics[index - 1].span.start)
    goes_on = line.index - before.index == 1 and story.goes_on(line)
    left_out = any(mention.leaves_out for mention in story.mentions.get(line.index, ()))
    if before.passage != line.passage or left_out or not (before.index == line.index or goes_on):
        return None
    verdict = verdicts[index - 1]
    where: Literal["speaker", "context"] = "speaker" if verdict.where == "speaker" else "context"
    return Sourcing(where, True, verdict.source, "it goes on from the number before", 0.6)


def _finished(story: Storyline, index: int, verdict: Sourcing | None) -> Sourcing:
    statistic = story.statistics[index]
    line = story.line_at(statistic.span.start)
    noun = _noun(story, index, line)
    around = story.around(line, statistic.span)
    excuse = needs_no_source(statistic, story.text(around), around.start, story.first_person[line.passage], noun)
    if verdict:
        return replace(verdict, needed=not excuse)
    return Sourcing(
        "none", not excuse, None, excuse or _UNSOURCED, 0.8 if excuse else _sure_of_none(story, statistic, line)
    )


def _sure_of_none(story: Storyline, statistic: Statistic, line: Line) -> float:
    """How sure it is that no source is there: less for vague words, and where one was named not long before."""
    vague = statistic.value is None or (statistic.kind == "count" and story.text(statistic.span)[:1].isalpha())
    near = any(story.mentions.get(index) for index in range(line.index - _NEAR, line.index + 2))
    return round(0.85 - 0.2 * vague - 0.1 * near, 2)


def _noun(story: Storyline, index: int, line: Line) -> str:
    """Lemma of what is counted; for an elliptic count, of what was counted just before it."""
    statistic = story.statistics[index]
    span: Span | None = statistic.noun
    if span is None and statistic.kind in {"count", "small count"}:
        reach = story.analysis.story[max(line.passage - 1, 0)].start
        before = story.numbers_before(index, reach)
        span = next((other.noun for other in before if other.noun and other.kind.endswith("count")), None)
    tokens = story.analysis.passage_at(span.start).tokens(span) if span else []
    return tokens[-1].lemma if tokens else ""
