"""Sources that still speak after their sentence: what makes a reader carry one over to the next numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from framing.analyzers.facts import SourceMention, Sourcing, Statistic
from framing.analyzers.sourcing.evidence import states
from framing.analyzers.sourcing.sources import names_data
from framing.analyzers.sourcing.storyline import Line, Storyline
from framing.document import Span

_POLLISH: Final = re.compile(
    r"\b(?:voters?|respondents?|support|supports|supported|lead|leads|led|leading|trail|trails|trailed|trailing|ahead|"
    r"behind|(?:un)?favou?rabl[ey]|approv\w+|disapprov\w+|two-way|four-way|three-way|head-to-head|match-?up|undecided|"
    r"margin of error|sample|surveyed|polled|polls?|survey|advantage|backed|backs?|back|Republicans|Democrats|"
    r"independents|Americans|Britons|adults|say|said|agreed?|agrees|believe[ds]?|think|thinks|prefer\w*|among|"
    r"percentage|"
    r"answer\w*|consider\w*|oppose[ds]?|trust|view\w*|rating|asked|worr\w+|women|men|residents|people|"
    r"participants|unsure|"
    r"(?:share|proportion|number|percentage) (?:of those )?who|opinion)\b",
    re.IGNORECASE,
)
_NOT_ASKED: Final = re.compile(
    r"[^.;]{0,20}\bof (?:[\w’']+ ){0,2}(?:population|gross domestic product|GDP|output|revenue|spending)\b"
)
_METHOD: Final = re.compile(r"\b(?:respondents|sample|surveyed|interview\w*|margin)\b", re.IGNORECASE)
_SPEAKS_ON: Final = re.compile(r"(?:He|She|They|It)\b")
_TURNS: Final = re.compile(r"(?:In (?:19|20)\d\d|At [A-Z]|In [A-Z]|There (?:is|are|was|were)\b|Elsewhere\b)")
_SURE: Final = 0.8
_LEAD: Final = 2
_SHARES: Final = frozenset(["percent", "points", "ratio", "multiple"])
_IN_PARAGRAPH: Final = 6
_NEAR: Final = 3
_FAR: Final = 5
_CHAIN: Final = 1
_POLL_NEAR: Final = 4
_POLL_REACH: Final = 14
_AFTER: Final = 60
_KEPT: Final = 12


@dataclass
class Trail:
    """One source and where the story last named it or rested on it, about what.

    ``resting``  the last line that has a number of this source
    ``firm``     a survey, a report, figures: what a story goes on reporting; not just somebody who said one thing
    ``announced``  a body or its figures said it in the lead; the next sentence gives the particulars
    ``measures`` kind and unit of its numbers so far
    """

    mention: SourceMention
    last: int
    passage: int
    topic: set[str] = field(default_factory=set)
    resting: int = -9
    firm: bool = True
    announced: bool = False
    measures: set[tuple[str, str]] = field(default_factory=set)


class Trails:
    """The sources a story has named so far, latest last."""

    def __init__(self, story: Storyline) -> None:
        self.story = story
        self._trails: list[Trail] = []
        self._heard = 0
        self._speaking: tuple[Span, Line] | None = None
        poll_mentions = sum(mention.type == "poll" for here in story.mentions.values() for mention in here)
        self._about_polls = poll_mentions >= 3

    def hear(self, line: Line) -> None:
        """Take note of the sources that a sentence names."""
        for mention in self.story.mentions.get(line.index, ()):
            if mention.evidence:
                trail = self._taken_up(mention)
                if trail is None:
                    if mention.general:
                        continue
                    self._heard += 1
                    lead = mention.type == "data" and line.role == "body" and line.index <= _LEAD
                    trail = Trail(mention, line.index, line.passage, firm=self._firm(mention), announced=lead)
                elif mention.names and not mention.takes_up:
                    trail.mention = mention
                self._move_on(trail, line)
        for attribution in self.story.attributions.get(line.index, ()):
            cue, source = attribution.cue, attribution.source
            if source and attribution.cue_kind == "speech" and attribution.confidence >= _SURE:
                self._speaking = (source, line)
            if not (cue and source and line.span.contains(cue) and line.span.contains(source)):
                continue
            if states(self.story, attribution):
                self._begin(source, line)

    def _firm(self, mention: SourceMention) -> bool:
        return mention.type == "poll" or names_data(self.story.text(mention.span))

    def _begin(self, source: Span, line: Line) -> None:
        """Somebody who publishes what it says is a source for the sentences that follow."""
        known = next((trail for trail in self._trails if trail.mention.span.overlaps(source)), None)
        name = self.story.text(source)
        firm = names_data(name)
        mention = SourceMention(source, line.index, "data")
        if known is None:
            lead = line.role == "body" and line.index <= _LEAD
            self._move_on(Trail(mention, line.index, line.passage, firm=firm, announced=lead), line)

    def rest(self, number: Statistic, verdict: Sourcing, line: Line) -> None:
        """A number of this sentence has got its source: the trail goes on, or a new one begins."""
        source = verdict.source
        if source is None:
            return
        known = next((trail for trail in self._trails if trail.mention.span.overlaps(source)), None)
        if known:
            known.last, known.passage = line.index, line.passage
            known.topic |= line.topic
            known.resting = line.index
            known.measures.add((number.kind, number.unit))
        elif verdict.where != "context":
            speaks_for_all = verdict.where == "sentence" or self.story.text(source).lower() == "it"
            kind: Literal["data", "speaker"] = "data" if speaks_for_all else "speaker"
            mention = SourceMention(source, line.index, kind)
            trail = Trail(mention, line.index, line.passage, resting=line.index, firm=False)
            trail.measures.add((number.kind, number.unit))
            self._move_on(trail, line)

    def before(self, statistic: Statistic, line: Line) -> Sourcing | None:
        """A source named before that the number can rest on, the latest first."""
        if any(mention.leaves_out for mention in self.story.mentions.get(line.index, ())):
            return None
        for trail in reversed(self._trails):
            if reason := self._carries(trail, statistic, line):
                where: Literal["speaker", "context"] = "speaker" if trail.mention.type == "speaker" else "context"
                sure = 0.8 if trail.passage == line.passage else 0.65
                return Sourcing(where, True, trail.mention.span, reason, sure)
        return self._of_speaker(line)

    def _of_speaker(self, line: Line) -> Sourcing | None:
        """What a sentence with "he" or "she" for its subject tells of the speaker of the sentence before."""
        if self._speaking is None:
            return None
        speaker, before = self._speaking
        opening = self.story.text(Span(line.span.start, min(line.span.start + 5, line.span.end)))
        about = _SPEAKS_ON.match(opening)
        if about is None or line.index - before.index != 1:
            return None
        if before.passage != line.passage and about[0] not in {"He", "She"}:
            return None
        return Sourcing("speaker", True, speaker, "it is about the speaker of the sentence before", 0.6)

    def _move_on(self, trail: Trail, line: Line) -> None:
        if trail in self._trails:
            self._trails.remove(trail)
        trail.last, trail.passage = line.index, line.passage
        trail.topic |= line.topic
        self._trails = [*self._trails[1 - _KEPT :], trail]

    def _taken_up(self, mention: SourceMention) -> Trail | None:
        """The trail of the source that a mention points back to: "the survey", "the ministry's report"."""
        for trail in reversed(self._trails):
            same_name = mention.names and mention.names <= trail.mention.names
            alike = mention.type == trail.mention.type or (mention.general and trail.mention.type != "speaker")
            if same_name or (mention.takes_up and alike and not mention.names):
                return trail
        return None

    def _carries(self, trail: Trail, statistic: Statistic, line: Line) -> str:
        """Why a source still speaks here; "" when it does not."""
        distance = line.index - trail.last
        same = trail.passage == line.passage
        text = self.story.text(self.story.around(line, statistic.span))
        shared = len(trail.topic & line.topic)
        goes_on = self.story.goes_on(line)
        share = statistic.kind in _SHARES
        if trail.mention.type == "speaker":
            follows = same and distance == 1 and (goes_on or (share and shared))
            return "the speaker of the sentence before goes on" if follows else ""
        poll = trail.mention.type == "poll"
        after = self.story.text(Span(statistic.span.end, min(statistic.span.end + _AFTER, line.span.end)))
        if poll and _NOT_ASKED.match(after):
            return ""
        alike = shared >= 1 or goes_on or share or (statistic.kind, statistic.unit) in trail.measures
        if same and distance <= _IN_PARAGRAPH and alike and not (poll and statistic.kind in {"money", "measure"}):
            return "the paragraph reports this source"
        if poll:
            fits = share and _POLLISH.search(text)
            counted = statistic.kind in {"count", "index"} and _METHOD.search(text)
            near = distance <= _POLL_NEAR or self._heard == 1 or (self._about_polls and distance <= _POLL_REACH)
            return "the story is still reporting this poll" if near and (fits or counted) else ""
        if trail.announced and distance == 1 and line.index <= _LEAD + 1:
            return "the lead announces it"
        measured = statistic.unit and statistic.kind != "money"
        like = measured and (statistic.kind, statistic.unit) in trail.measures and not _TURNS.match(text)
        if line.index - trail.resting <= _CHAIN and (shared >= 1 or goes_on or like) and trail.firm:
            return "the numbers of this source go on"
        if trail.firm and ((shared >= 2 and distance <= _FAR) or (shared >= 1 and distance <= _NEAR)):
            return "the numbers go on about what this source was named for"
        return ""
