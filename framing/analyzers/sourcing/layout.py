"""Sources that stand beside the prose: links, source lines, the heading, caption or lead-in of a table or list."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final
from urllib.parse import urlsplit

from framing.analyzers.analysis import Passage
from framing.analyzers.facts import Sourcing, Statistic
from framing.analyzers.sourcing.evidence import states
from framing.analyzers.sourcing.storyline import Line, Storyline
from framing.document import Link, Span

_NEXT_TO: Final = 60
_SENTENCE_END: Final = re.compile(r"[.;!?]\s")
_CREDIT_REACH: Final = 3
_CREDITS: Final = 3
_BESIDE: Final = 2
_CREDIT: Final = re.compile(r"(?:^|[.;(|]\s*)(?:sources?|data|figures)\s?:\s*([^\n.;)]{2,120})", re.IGNORECASE)


def linked(story: Storyline, statistic: Statistic, line: Line) -> Sourcing | None:
    """A hyperlink on the number or next to it cites where it is from."""
    near = [link for link in story.links.get(line.index, ()) if _next_to(story, link, statistic.span)]
    if not near:
        return None
    link = min(near, key=lambda other: _gap(other.span, statistic.span))
    host = urlsplit(link.href).hostname if link.href.startswith(("http://", "https://", "//")) else ""
    host = (host or "").removeprefix("www.")
    reason = f"linked to {host}" if host else "linked to another page of this site"
    return Sourcing("sentence", True, link.span, reason, 0.8 if host else 0.6)


def _next_to(story: Storyline, link: Link, number: Span) -> bool:
    if not link.href.startswith(("http://", "https://", "/")):
        return False
    if link.span.overlaps(number):
        return True
    first, second = sorted((link.span, number))
    between = story.text(Span(first.end, max(first.end, second.start)))
    return len(between) <= _NEXT_TO and not _SENTENCE_END.search(between)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def credited(story: Storyline, line: Line) -> Sourcing | None:
    """A line "Source: …" not far below, or one that names what the sentence is about."""
    first = bisect_right(story.credits, line.index, key=lambda credit: credit.sentence)
    for credit in story.credits[first : first + _CREDITS]:
        below = story.lines[credit.sentence]
        near = 0 < below.passage - line.passage <= _CREDIT_REACH
        if near or (below.passage > line.passage and below.topic & line.topic):
            return Sourcing("context", True, credit.span, "a source line below names it", 0.6)
    return None


def in_table(story: Storyline, line: Line) -> Sourcing | None:
    """The source of a table or a list: a source line or a caption below, a heading, caption or sentence above."""
    run = story.runs.get(line.passage)
    if run is None:
        return None
    what = "table" if story.passage(line).block.shape == "cell" else "list"
    passages, (first, last) = story.analysis.passages, run
    for passage in passages[last + 1 : last + 1 + _BESIDE]:
        if found := _CREDIT.search(passage.paragraph.text):
            return Sourcing(
                "context", True, Span(*found.span(1)).moved(passage.start), f"the source of the {what}", 0.85
            )
    for passage in reversed(passages[max(first - _BESIDE, 0) : first]):
        if source := _introduces(story, passage):
            return Sourcing("context", True, source, f"it introduces the {what}", 0.75)
    return None


def _introduces(story: Storyline, passage: Passage) -> Span | None:
    """The source that a heading, a caption or the last sentence before a table or list names."""
    if found := _CREDIT.search(passage.paragraph.text):
        return Span(*found.span(1)).moved(passage.start)
    if passage.local.sources:
        return passage.local.sources[-1].span.moved(passage.start)
    last = story.line_at(max(passage.block.span.end - 1, 0))
    if not passage.block.span.contains(last.span):
        return None
    attributions = story.attributions.get(last.index, ())
    return next((item.source for item in attributions if item.source and states(story, item)), None)
