"""HTML source → tags, comments and stretches of text, each with its place.

Follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html) where it decides
what is text and what is not.  It never raises, and its time is linear whatever the markup: the standard
library's parser is neither on all input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from framing.document import Span

RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content holds no tags."""

OPEN: Final = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?]|/(?![A-Za-z>]))|(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+))")
ATTRIBUTE: Final = re.compile(
    r"[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
)
TAG_END: Final = re.compile(r"[\s/]*+>?")
COMMENT_END: Final = re.compile(r"--!?>")
ENTITY: Final = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,8})|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags; ``entities`` are decoded in it unless it is ``raw``."""

    span: Span


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its marks; ``closed`` is False if it runs to the end of the source."""

    span: Span
    body: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag or, if ``end``, an end tag; ``places`` says where each attribute stands."""

    span: Span
    name: str
    end: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)


def tokens(source: str, at: int, stop: int) -> Iterator[Text | Comment | Tag]:
    """The tokens of ``source[at:stop]``, in order.  The text of ``script`` and its like comes as one Text."""
    begun = at
    while at < stop:
        found = OPEN.search(source, at, stop)
        if not found:
            break
        if found.start() > begun:
            yield Text(Span(begun, found.start()))
        if found["comment"]:
            token: Comment | Tag | None = _comment(source, found.start(), stop)
        elif found["other"]:
            token = None
        else:
            token = _tag(source, found, stop)
        if token is None:
            close = source.find(">", found.end(), stop)
            at = begun = stop if close < 0 else close + 1
            continue
        yield token
        at = begun = token.span.end
        if isinstance(token, Tag) and token.name in RAW and not token.end:
            close_tag = _closing(token.name).search(source, at, stop)
            at = close_tag.start() if close_tag else stop
            yield Text(Span(begun, at))
            begun = at
    if begun < stop:
        yield Text(Span(begun, stop))


def decoded(source: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """The text of a span in runs: an entity is a run of its own, with its place."""
    at = span.start
    for found in ENTITY.finditer(source, span.start, span.end):
        text = unescape(found[0])
        if text == found[0]:
            continue
        if found.start() > at:
            yield source[at : found.start()], at, found.start()
        yield text, found.start(), found.end()
        at = found.end()
    if at < span.end:
        yield source[at : span.end], at, span.end


def _comment(source: str, start: int, stop: int) -> Comment:
    for short in ("<!-->", "<!--->"):
        if source.startswith(short, start, stop):
            return Comment(Span(start, start + len(short)), "", closed=True)
    found = COMMENT_END.search(source, start + 4, stop)
    if not found:
        return Comment(Span(start, stop), source[start + 4 : stop], closed=False)
    return Comment(Span(start, found.end()), source[start + 4 : found.start()], closed=True)


def _tag(source: str, found: re.Match[str], stop: int) -> Tag:
    attributes: dict[str, str] = {}
    places: dict[str, Span] = {}
    at = found.end()
    while attribute := ATTRIBUTE.match(source, at, stop):
        at = attribute.end()
        name = attribute["name"].lower()
        if name not in attributes:
            value = attribute["value"] or ""
            attributes[name] = unescape(value[1:-1] if value[:1] in {'"', "'"} else value) if len(value) < 4_000 else ""
            places[name] = Span(attribute.start("name"), at)
    closed = TAG_END.match(source, at, stop)
    at = closed.end() if closed else at
    return Tag(Span(found.start(), at), found["name"].lower(), bool(found["end"]), attributes, places)


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
