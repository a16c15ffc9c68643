"""Polls and what the story discloses about them.

A story's poll is opened by a mention ("a Fox News poll") and taken up by later ones ("the survey"); sentences in
between belong to the poll named last.  A mention of an earlier wave ("the previous poll") lends no elements.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.facts import Poll, Statistic
from framing.analyzers.polls.disclosure import FIELDWORK, Element
from framing.analyzers.polls.margin import SELF_SELECTED, margin_for
from framing.analyzers.polls.poll_names import Name, key, name_after, name_before
from framing.analyzers.polls.saying import ANYONE_CAN_ANSWER, MANY, MENTION, SAMPLED, Saying, sayings
from framing.document import Span

CORE: Final = ("pollster", "population", "n", "dates", "mode", "moe")
EARLY: Final = 5
EARLIER: Final = re.compile(
    r"\b(?:previous|last|earlier|past|prior|older|(?:early|mid|late)-?\w*|January|February|March|April|June|July|August"
    r"|September|October|November|December)(?:[’']s)?\s+(?:[\w/’'.-]+\s+){0,5}$"
)
OTHER: Final = re.compile(
    r"\b(?:another|other|separate|second|different|third|rival)\s+(?:[\w/’'.-]+\s+){0,4}$", re.IGNORECASE
)
A_POLL: Final = re.compile(r"\b(?:a|an|one)\s+(?:(?!the\b|of\b|and\b|in\b)[\w/’'.-]+\s+){0,4}$", re.IGNORECASE)


@dataclass
class _Draft:
    """A poll while the story is read.  All spans are in the document."""

    mention: Span
    keys: frozenset[str] = frozenset()
    elements: dict[str, tuple[int, Span]] = field(default_factory=dict)
    size: float | None = None
    margin: float | None = None
    statistics: int = 0
    sentences: int = 0
    early: bool = False
    self_selected: bool = False
    sampled: bool = False

    def add(self, element: Element, by: int, penalty: int = 0) -> None:
        """Keep the best-ranked element of each name; the first among equals."""
        rank = element.rank + penalty
        if element.name not in self.elements or rank < self.elements[element.name][0]:
            self.elements[element.name] = (rank, element.span.moved(by))
            if element.name == "n":
                self.size = element.value
            elif element.name == "moe":
                self.margin = element.value


@dataclass(frozen=True)
class _Sentence:
    span: Span
    says: Saying
    number: int
    statistics: int


def join(analysis: Analysis) -> tuple[Poll, ...]:
    """The polls a story reports on, those it only touches in passing left out."""
    drafts: list[_Draft] = []
    current: _Draft | None = None
    for sentence in _sentences(analysis):
        if current is not None or sentence.says.tells:
            current = _read(sentence, drafts, current)
    if not drafts and (headline := _headline_poll(analysis)):
        drafts.append(headline)
    polls = (_poll(draft, analysis) for index, draft in enumerate(drafts) if _reported(draft, first=index == 0))
    return tuple(sorted(polls, key=lambda poll: poll.mention))


def _sentences(analysis: Analysis) -> Iterator[_Sentence]:
    shares = [item.span.start for item in analysis.statistics if _is_share(item)]
    number = 0
    for passage in analysis.story:
        if passage.block.role == "headline":
            continue
        for span, says in zip(passage.sentences(), sayings(passage.paragraph), strict=True):
            inside = bisect_left(shares, span.end) - bisect_left(shares, span.start)
            yield _Sentence(span, says, number, inside)
            number += 1


def _is_share(item: Statistic) -> bool:
    return item.kind in {"percent", "points", "ratio"}


def _read(sentence: _Sentence, drafts: list[_Draft], current: _Draft | None) -> _Draft | None:
    """Assign one sentence to a poll, opening one if need be, and take its elements."""
    says = sentence.says
    nouns = [found for found in says.mentions if found.re is MENTION and (found["word"] or found["vote"])]
    if not says.mentions:
        if says.text.has(MANY):
            return _open(sentence, Span(0, 0), says.acting, drafts) if says.acting else None
        if current is not None:
            if says.text.has(FIELDWORK):
                if not current.keys and says.maker:
                    _call(current, says.maker, sentence)
                if says.sponsor:
                    current.add(Element("sponsor", says.sponsor.span), sentence.span.start)
            _take(sentence, current, named=False)
        return current
    first = (nouns or says.mentions)[0]
    at = Span(*first.span())
    named = [name for found in nouns if (name := name_before(says.text, found.start()))]
    made = [name for found in nouns if (name := name_after(says.text, found.end()))]
    name = next(iter(made or named), None) or says.acting or says.pollster
    poll = _resolve(sentence, first, at, name, drafts, current)
    if named and made and key(named[0]) != key(made[0]):
        poll.add(Element("sponsor", named[0].span), sentence.span.start)
        poll.keys |= key(named[0])
    if says.sponsor and (name is None or not name.span.overlaps(says.sponsor.span)):
        poll.add(Element("sponsor", says.sponsor.span), sentence.span.start)
    earlier = bool(nouns) and all(EARLIER.search(says.text[: found.start()][-80:]) for found in nouns)
    _take(sentence, poll, named=True, elements=not earlier)
    return poll


def _resolve(
    sentence: _Sentence, first: re.Match[str], at: Span, name: Name | None, drafts: list[_Draft], current: _Draft | None
) -> _Draft:
    """The poll that a mention means: one of that name, the one spoken of, or a new one."""
    before = sentence.says.text[: first.start()][-80:]
    introduced = first.re is MENTION and (first["word"] or first["vote"])
    if name:
        for draft in reversed(drafts):
            if draft.keys & key(name):
                return draft
        if drafts and not drafts[-1].keys and not (introduced and OTHER.search(before)):
            _call(drafts[-1], name, sentence)
            return drafts[-1]
        return _open(sentence, at, name, drafts)
    fresh = introduced and (
        OTHER.search(before) or (A_POLL.search(before) and current is not None and current.sentences > 2)
    )
    known = current or (drafts[-1] if drafts else None)
    if known and not fresh:
        return known
    return _open(sentence, at, None, drafts)


def _open(sentence: _Sentence, at: Span, name: Name | None, drafts: list[_Draft]) -> _Draft:
    mention = (name.span if name and not len(at) else at).moved(sentence.span.start)
    draft = _Draft(mention)
    drafts.append(draft)
    if name:
        _call(draft, name, sentence)
    return draft


def _call(draft: _Draft, name: Name, sentence: _Sentence) -> None:
    draft.keys |= key(name)
    draft.add(Element("pollster", name.span), sentence.span.start)


def _take(sentence: _Sentence, poll: _Draft, *, named: bool, elements: bool = True) -> None:
    poll.statistics += sentence.statistics
    poll.sentences += 1
    poll.early = poll.early or (sentence.number < EARLY and sentence.statistics > 0 and (named or poll.sentences == 2))
    poll.sampled = poll.sampled or sentence.says.text.has(SAMPLED)
    if named:
        poll.self_selected = poll.self_selected or sentence.says.text.has(ANYONE_CAN_ANSWER)
    for element in sentence.says.elements_of_named if named else sentence.says.elements:
        if elements or element.name == "trend":
            poll.add(element, sentence.span.start)


def _headline_poll(analysis: Analysis) -> _Draft | None:
    """A poll that only the headline calls one."""
    passages: Iterator[Passage] = (passage for passage in analysis.story if passage.block.role == "headline")
    for passage in passages:
        for span in passage.sentences():
            found = MENTION.search(analysis.text(span))
            if found and found["word"]:
                count = sum(1 for item in analysis.statistics if _is_share(item))
                return _Draft(Span(*found.span("word")).moved(span.start), statistics=count)
    return None


def _reported(draft: _Draft, *, first: bool) -> bool:
    """Whether the story rests on it: a first poll with a figure early or two anywhere; others with a paragraph."""
    if first:
        return draft.early or draft.statistics >= 2
    return draft.statistics >= 2 and draft.sentences >= 2


def _poll(draft: _Draft, analysis: Analysis) -> Poll:
    found = {name: span for name, (_, span) in sorted(draft.elements.items())}
    unscientific = draft.self_selected and not draft.sampled and ("pollster" not in found or "n" not in found)
    chosen = analysis.text(found["selection"]) if "selection" in found else ""
    opt_in = unscientific or SELF_SELECTED.search(chosen) is not None
    return Poll(
        mention=draft.mention,
        elements=found,
        missing=tuple(name for name in CORE if name not in found),
        sample_size=int(draft.size) if draft.size else None,
        margin=draft.margin,
        computed_margin=round(margin_for(int(draft.size)), 2) if draft.size and not opt_in else None,
        opt_in=opt_in,
        unscientific=unscientific,
    )
