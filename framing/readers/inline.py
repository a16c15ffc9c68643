"""Markdown inside a paragraph: emphasis, links, images, code, entities, escapes, inline HTML.

Follows CommonMark 0.31 (https://spec.commonmark.org/0.31.2/#inlines), in linear time; marks are left out of the
prose, and every character keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from framing.document import Span
from framing.readers.draft import Builder
from framing.readers.html import DIRECTIVE
from framing.readers.tags import ENTITY

SPECIAL: Final = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|~{2,}|!\[|\[\^[^\]\s]{1,60}\]|[\[\]<&\n]",
)
DESTINATION: Final = re.compile(
    r"\(\s*+(?:<(?P<angled>[^<>\n]*+)>|(?P<bare>[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+))"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)"
)
LABEL: Final = re.compile(r"\[(?P<label>[^\[\]]{0,200}+)\]")
AUTOLINK: Final = re.compile(r"<(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>@]++)>")
TAG: Final = re.compile(r"</?[A-Za-z][^<>]*+>")
LINE_BREAK: Final = re.compile(r"<br\b", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """A stretch of the paragraph, or an instruction between two; offsets are in ``Source.raw``."""

    text: str
    start: int
    end: int
    href: str | None = None
    directive: str = ""


@dataclass(slots=True)
class Delimiter:
    """A run of ``*``, ``_`` or ``~`` that may open or close emphasis."""

    node: Node
    mark: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class Inline:
    """A paragraph read: its prose, and the alternative texts of its images.

    ``emphasised`` says whether one pair of marks holds all of the prose.
    """

    source: Source
    nodes: list[Node] = field(default_factory=list)
    alts: list[list[Node]] = field(default_factory=list)
    emphasised: bool = False

    def has_text(self) -> bool:
        return any(node.text.strip() for node in self.nodes)

    def write(self, builder: Builder, nodes: Sequence[Node] | None = None) -> None:
        """Add the prose, or the given nodes, to the open block."""
        for node in self.nodes if nodes is None else nodes:
            start, end = self.source.place(node.start, node.end)
            if node.directive:
                builder.direct(node.directive, Span(start, end), builder.mark())
            elif node.text:
                text = node.text
                if text[0] == " " and len(text) == end - start and builder.ends_with_space():
                    text = text.lstrip(" ")
                    start = end - len(text)
                builder.href = node.href
                builder.add(text, start, end)
        builder.href = None


class Source:
    """The lines of a paragraph joined by line feeds, without what their containers put before them."""

    def __init__(self, origin: str, lines: Sequence[Span]) -> None:
        self.raw = "\n".join(origin[line.start : line.end] for line in lines)
        self._lines = lines
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line) + 1

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch within one line, or a line feed, stands in the origin."""
        index = bisect_right(self._starts, start) - 1
        line = self._lines[index]
        begin = line.start + start - self._starts[index]
        if begin == line.end and end > start and index + 1 < len(self._lines):
            return begin, self._lines[index + 1].start
        if end > self._starts[index] + len(line):
            return begin, self.place(end - 1, end)[1]
        return begin, begin + end - start


def read_inline(origin: str, lines: Sequence[Span], references: Mapping[str, str]) -> Inline:
    """Read the lines of one paragraph; ``references`` are link targets by casefolded label."""
    source = Source(origin, lines)
    return _Scanner(source, references).scan()


class _Scanner:
    def __init__(self, source: Source, references: Mapping[str, str]) -> None:
        self.source = source
        self.raw = source.raw
        self.references = references
        self.inline = Inline(source)
        self.nodes = self.inline.nodes
        self.brackets: list[int] = []
        self.delimiters: list[Delimiter] = []
        self.ticks = _ticks(self.raw)
        self.last_comment_end = self.raw.rfind("-->")

    def scan(self) -> Inline:
        raw, at, begun = self.raw, 0, 0
        while found := SPECIAL.search(raw, at):
            start = found.start()
            if start > begun:
                self.nodes.append(Node(raw[begun:start], begun, start))
            at = begun = self._special(found[0], start, found.end())
        if begun < len(raw):
            self.nodes.append(Node(raw[begun:], begun, len(raw)))
        self.inline.emphasised = self._emphasis()
        return self.inline

    def _special(self, mark: str, start: int, end: int) -> int:
        """Read what starts with ``mark``; returns where reading goes on."""
        first = mark[0]
        if first == "\\":
            self._add(mark[1], start + 1, end)
        elif first == "\n":
            self._add(" ", start, end)
        elif first == "`":
            return self._code(start, end)
        elif first in "*_~":
            self._delimiter(mark, start, end)
        elif first == "&":
            return self._entity(start)
        elif first == "<":
            return self._angle(start)
        elif mark in {"[", "!["}:
            self.brackets.append(len(self.nodes))
            self._add(mark, start, end)
        elif mark == "]":
            return self._close_bracket(start, end)
        return end

    def _add(self, text: str, start: int, end: int) -> None:
        self.nodes.append(Node(text, start, end))

    def _code(self, start: int, end: int) -> int:
        closers = self.ticks[end - start]
        index = bisect_right(closers, start)
        if index < len(closers):
            return closers[index] + end - start
        self._add(self.raw[start:end], start, end)
        return end

    def _entity(self, start: int) -> int:
        found = ENTITY.match(self.raw, start)
        if found and found[0].endswith(";") and (text := unescape(found[0])) != found[0]:
            self._add(text, start, found.end())
            return found.end()
        self._add("&", start, start + 1)
        return start + 1

    def _angle(self, start: int) -> int:
        raw = self.raw
        if raw.startswith("<!--", start) and start + 4 <= self.last_comment_end:
            close = raw.find("-->", start + 4)
            if directive := DIRECTIVE.fullmatch(raw, start + 4, close):
                self.nodes.append(Node("", start, close + 3, directive=directive["body"]))
            return close + 3
        if link := AUTOLINK.match(raw, start):
            self.nodes.append(Node(link["url"], link.start("url"), link.end("url"), href=link["url"]))
            return link.end()
        if tag := TAG.match(raw, start):
            if LINE_BREAK.match(tag[0]):
                self._add(" ", start, tag.end())
            return tag.end()
        self._add("<", start, start + 1)
        return start + 1

    def _close_bracket(self, start: int, end: int) -> int:
        if not self.brackets:
            self._add("]", start, end)
            return end
        index = self.brackets.pop()
        opener = self.nodes[index]
        href, after = self._target(opener.end, start, end)
        if href is None:
            self._add("]", start, end)
            return end
        inner = self.nodes[index + 1 :]
        del self.nodes[index:]
        if opener.text == "![":
            self.inline.alts.append(inner)
            return after
        for node in inner:
            node.href = href
        self.nodes.extend(inner)
        self.brackets.clear()
        return after

    def _target(self, label_start: int, start: int, end: int) -> tuple[str | None, int]:
        """The target of a link whose text ends at ``start``, and where the link ends."""
        if found := DESTINATION.match(self.raw, end):
            return found["angled"] or found["bare"] or "", found.end()
        if not self.references:
            return None, end
        named = LABEL.match(self.raw, end)
        label = named["label"] if named and named["label"] else self.raw[label_start : min(start, label_start + 200)]
        href = self.references.get(" ".join(label.casefold().split()))
        return href, named.end() if named and href is not None else end

    def _delimiter(self, mark: str, start: int, end: int) -> None:
        before = self.raw[start - 1] if start else " "
        after = self.raw[end] if end < len(self.raw) else " "
        left = not after.isspace() and (after.isalnum() or not before.isalnum())
        right = not before.isspace() and (before.isalnum() or not after.isalnum())
        node = Node(mark, start, end)
        self.nodes.append(node)
        if mark[0] == "_":
            opens, closes = left and (not right or not before.isalnum()), right and (not left or not after.isalnum())
        else:
            opens, closes = left, right
        self.delimiters.append(Delimiter(node, mark[0], opens, closes))

    def _emphasis(self) -> bool:
        """Take matched marks out of the prose; says whether one pair holds all of it."""
        open_: list[Delimiter] = []
        waiting = Counter[str]()
        kept = [node for node in self.nodes if node.text.strip()]
        outermost = False
        for closer in self.delimiters:
            while closer.closes and closer.node.text and waiting[closer.mark]:
                while open_[-1].mark != closer.mark:
                    waiting[open_.pop().mark] -= 1
                opener = open_[-1]
                both = min(len(opener.node.text), len(closer.node.text))
                size = both if closer.mark == "~" else min(both, 2)
                outermost = opener.node is kept[0] and closer.node is kept[-1] if kept else False
                opener.node.text = opener.node.text[size:]
                opener.node.end -= size
                closer.node.text = closer.node.text[size:]
                closer.node.start += size
                if not opener.node.text:
                    open_.pop()
                    waiting[opener.mark] -= 1
            if closer.opens and closer.node.text:
                open_.append(closer)
                waiting[closer.mark] += 1
        return outermost


def _ticks(raw: str) -> Mapping[int, list[int]]:
    """Where runs of backticks start, by their length."""
    starts: defaultdict[int, list[int]] = defaultdict(list)
    if "`" in raw:
        for found in re.finditer("`+", raw):
            starts[found.end() - found.start()].append(found.start())
    return starts
