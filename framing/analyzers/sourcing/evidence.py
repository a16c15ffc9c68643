"""The source of a number in its own sentence, or the speaker whose words it is in."""

from __future__ import annotations

import re
from typing import Final, Literal

from framing.analyzers.facts import Attribution, SourceMention, Sourcing, Statistic
from framing.analyzers.sourcing.sources import is_body, names_data
from framing.analyzers.sourcing.storyline import Line, Storyline
from framing.document import Span
from framing.lexicons.load import words

_SAYINGS: Final = words("cue_nouns")
_CLAUSE_END: Final = re.compile(r"[;:“”\"—–]| - | -- |, (?:and|but|while|which|who) ")
_RELATIVES: Final = frozenset(["that", "which", "who", "some", "many", "this", "those", "these", "you"])
_SURE: Final = 0.7
_DESCRIBING: Final = frozenset(["relcl", "advcl", "acl"])
_BACK: Final = 12
_LINES_AROUND: Final = 6
_CUES: Final = 16
"""Attributions of one sentence that are looked at, the last ones: more stand in no sentence that somebody wrote."""
_STATING: Final = frozenset(
    [
        *(
            "say",
            "report",
            "announce",
            "state",
            "show",
            "find",
            "add",
            "estimate",
            "note",
            "confirm",
            "declare",
            "reveal",
        ),
        *("publish", "release", "calculate", "put", "disclose", "according to", "conclude", "write", "warn", "project"),
        *("forecast", "predict", "record", "suggest", "indicate"),
    ]
)
SAID: Final = "it is what the speaker says; no data is named"


def in_sentence(story: Storyline, statistic: Statistic, line: Line) -> Sourcing | None:
    """A source in the number's own sentence: an attribution or a data source."""
    attribution = attribution_of(story, statistic, line)
    mention = _mention(story, statistic, line)
    here = attribution is not None and attribution.source is not None and line.span.contains(attribution.source)
    if attribution and here and (mention is None or publishes(story, attribution)):
        return by(story, attribution, "sentence")
    if named := _named_before(story, statistic, line):
        return Sourcing("sentence", True, named, "the name before it is the source", 0.8)
    if mention:
        return Sourcing("sentence", True, mention.span, "its sentence names the data it is from", 0.85)
    return None


def told(story: Storyline, statistic: Statistic, line: Line) -> Sourcing | None:
    """Somebody in the sentence announced, pledged or claimed what the number is part of."""
    teller = _told(story, statistic, line)
    return Sourcing("speaker", True, teller, SAID, 0.7) if teller else None


def by_speaker(story: Storyline, statistic: Statistic, line: Line) -> Sourcing | None:
    """The speaker in a sentence nearby whose words hold the number."""
    attribution = attribution_of(story, statistic, line)
    if attribution:
        return by(story, attribution, "context")
    if not statistic.quoted:
        return None
    near = [
        other
        for index in range(line.index - _LINES_AROUND, line.index + _LINES_AROUND + 1)
        for other in story.attributions.get(index, ())
        if other.mode != "indirect" and abs(story.lines[index].passage - line.passage) <= 1
    ]
    if not near:
        return None
    closest = min(near, key=lambda other: abs(other.content[0].start - statistic.span.start))
    return by(story, closest, "context")


def by(story: Storyline, attribution: Attribution, where: Literal["sentence", "context"]) -> Sourcing:
    """The verdict for a number that an attribution holds; its source must be known."""
    if attribution.cue_kind == "evidence" or publishes(story, attribution):
        return Sourcing(where, True, attribution.source, "it is attributed to those who publish it", 0.9)
    return Sourcing("speaker", True, attribution.source, SAID, 0.85)


def attribution_of(story: Storyline, statistic: Statistic, line: Line) -> Attribution | None:
    """The attribution that holds a number: data before people, the innermost first; no source that is a number."""
    fitting = [
        attribution
        for attribution in story.attributions.get(line.index, ())
        if any(part.contains(statistic.span) for part in attribution.content) and serious(story, attribution)
    ]
    return min(
        fitting,
        key=lambda attribution: (not publishes(story, attribution), sum(len(part) for part in attribution.content)),
        default=None,
    )


def serious(story: Storyline, attribution: Attribution) -> bool:
    """Whether an attribution has a source that can stand behind a number."""
    if attribution.source is None or (attribution.cue is None and attribution.mode == "indirect"):
        return False
    if attribution.cue_kind not in {"speech", "evidence"} and attribution.confidence < _SURE:
        return False
    name = story.text(_before_cue(attribution)).lower()
    return name not in _RELATIVES and (names_data(name) or not story.holds_number(_before_cue(attribution)))


def _before_cue(attribution: Attribution) -> Span:
    """The source; without its clause where that was taken with it: "the office says it received"."""
    source, cue = attribution.source, attribution.cue
    assert source
    return Span(source.start, cue.start) if cue and source.contains(cue) and source.start < cue.start else source


def states(story: Storyline, attribution: Attribution) -> bool:
    """Whether somebody who publishes figures says something there: "the ministry announced"."""
    stating = attribution.cue_kind == "evidence" or attribution.cue_lemma in _STATING
    return stating and serious(story, attribution) and publishes(story, attribution)


def publishes(story: Storyline, attribution: Attribution) -> bool:
    """Whether a source is known for what it publishes: a document, a poll, an agency, a news organisation."""
    name = story.text(attribution.source) if attribution.source else ""
    return attribution.source_kind in {"document", "poll"} or is_body(name) or names_data(name)


def _mention(story: Storyline, statistic: Statistic, line: Line) -> SourceMention | None:
    """The data source a number rests on: one that speaks before one that is used, then the nearest before it."""
    return min(
        (
            mention
            for mention in story.mentions.get(line.index, ())
            if mention.evidence and (mention.scope is None or mention.scope.contains(statistic.span))
        ),
        key=lambda mention: (
            not mention.speaks,
            mention.span.start > statistic.span.start,
            abs(mention.span.start - statistic.span.start),
        ),
        default=None,
    )


def _named_before(story: Storyline, statistic: Statistic, line: Line) -> Span | None:
    """A body's name directly before a number in a list of poll leads: "HuffPollster 4.3 points"."""
    before = story.tokens(line, statistic.span.start) if statistic.kind == "points" else []
    start = story.passage(line).start
    if not before or before[-1].pos != "PROPN" or statistic.span.start - start - before[-1].end > 1:
        return None
    name = before[-1].text
    camel = any(letter.isupper() for letter in name[1:]) and not name.isupper()
    return before[-1].span.moved(start) if camel or is_body(name) else None


def _told(story: Storyline, statistic: Statistic, line: Line) -> Span | None:
    """Somebody announced, pledged, claimed … what holds the number, or a noun of saying does ("his claim that")."""
    for attribution in reversed(story.attributions.get(line.index, ())[-_CUES:]):
        source, cue = attribution.source, attribution.cue
        if source is None or cue is None or attribution.cue_kind != "speech" or attribution.confidence < 0.5:
            continue
        inside = line.span.contains(cue) and source.end <= cue.start and cue.end <= statistic.span.start
        if inside and story.text(source).lower() not in _RELATIVES and _governs(story, cue, statistic.span, line):
            return source
    return _saying(story, statistic, line)


def _governs(story: Storyline, cue: Span, number: Span, line: Line) -> bool:
    """Whether a number is part of what a word of saying governs, and not of a clause that only describes."""
    passage = story.passage(line)
    tokens = passage.tokens(number)
    if not tokens or _CLAUSE_END.search(story.analysis.document.text, cue.end, number.start):
        return False
    for token in (tokens[-1], *passage.paragraph.ancestors(tokens[-1].index)):
        if cue.contains(token.span.moved(passage.start)):
            return True
        if token.dep in _DESCRIBING and token.tag != "VB":
            return False
    return False


def _saying(story: Storyline, statistic: Statistic, line: Line) -> Span | None:
    passage = story.passage(line)
    paragraph = passage.paragraph
    for token in story.tokens(line, statistic.span.start)[: -_BACK - 1 : -1]:
        if token.pos != "NOUN" or token.lemma not in _SAYINGS:
            continue
        if _governs(story, token.span.moved(passage.start), statistic.span, line):
            first = min(paragraph.subtree(token.index))
            return Span(paragraph.tokens[first].start, token.end).moved(passage.start)
    return None
