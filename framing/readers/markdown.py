"""Markdown: the block structure.  ``inline`` reads what is inside a paragraph, ``html`` the HTML between them.

Follows CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) with the tables and footnotes of GitHub, as far as it
tells prose from what is not: lists and block quotes are read line by line, not as a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from framing.document import Role, Shape, Skip, Span
from framing.readers.draft import Builder
from framing.readers.frontmatter import read_front_matter
from framing.readers.hints import BLOCKS
from framing.readers.html import read_html
from framing.readers.inline import Inline, read_inline

LINE_END: Final = re.compile(r"\r\n|\r|\n")
QUOTE: Final = re.compile(r" {0,3}> ?")
INDENT: Final = re.compile(r"[ \t]*+")
FENCE: Final = re.compile(r"(?P<marks>`{3,}+(?=[^`]*$)|~{3,}+)")
SETEXT: Final = re.compile(r"(?:=+|-+)[ \t]*")
RULE: Final = re.compile(r"(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,}")
HEADING: Final = re.compile(r"(?P<level>#{1,6})(?:[ \t]+|$)")
HEADING_END: Final = re.compile(r"(?:(?<=[ \t])|^)#+$")
ITEM: Final = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])(?:[ \t]+|$)")
TASK: Final = re.compile(r"\[[ xX]\][ \t]+")
FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]{1,60}\]:[ \t]*")
REFERENCE: Final = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\r\n^][^\[\]\r\n]{0,199}+)\]:[ \t]*+<?(?P<url>[^\s<>]++)>?"
    r"(?:[ \t]++(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|\([^()\r\n]*+\)))?[ \t]*+$",
    re.MULTILINE,
)
DELIMITER_ROW: Final = re.compile(r"\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+")
BAR: Final = re.compile(r"(?<!\\)\|")
TAG: Final = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
ONE_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*+>[ \t]*")
RAW: Final = ("script", "style", "pre", "textarea")
CODE_INDENT: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its block quote marks; ``start`` is where its text begins."""

    depth: int
    indent: int
    start: int
    end: int


def read_markdown(
    builder: Builder, origin: str, start: int = 0, end: int | None = None, *, front_matter: Sequence[str] = ()
) -> None:
    """Read ``origin[start:end]`` as Markdown into the builder.  ``front_matter`` keys are read as prose."""
    end = len(origin) if end is None else end
    start += origin.startswith("\ufeff", start, end)
    lines = list(_lines(origin, start, end))
    skipped = read_front_matter(builder, origin, lines, front_matter)
    _Reader(builder, origin, lines[skipped:]).read()


def _lines(origin: str, start: int, end: int) -> Iterator[Span]:
    for found in LINE_END.finditer(origin, start, end):
        yield Span(start, found.start())
        start = found.end()
    if start < end:
        yield Span(start, end)


class _Reader:
    def __init__(self, builder: Builder, origin: str, lines: Sequence[Span]) -> None:
        self.builder = builder
        self.origin = origin
        self.lines = lines
        first, last = (lines[0].start, lines[-1].end) if lines else (0, 0)
        self.references = {
            " ".join(found["label"].casefold().split()): found["url"]
            for found in REFERENCE.finditer(origin, first, last)
        }
        self.paragraph: list[Span] = []
        self.shape: Shape = "paragraph"
        self.depth = 0
        self.item_indent: int | None = None
        self.fence = ""
        self.fence_depth = 0
        self.fence_start = 0
        self.table = False
        self.blank = False
        self.after_image = False

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self._line(index)
        self._flush()
        if self.fence:
            self.builder.skips.append(Skip(Span(self.fence_start, self.lines[-1].end), "a code block is never closed"))
        self.builder.close()

    def _line(self, index: int) -> int:
        """Read the line at ``index``; returns the index of the next one to read."""
        line = self._stripped(self.lines[index])
        if self.fence and not self._leaves_fence(line):
            return index + 1
        if line.start == line.end:
            self._flush()
            self.table = False
            self.blank = True
            return index + 1
        if line.depth > self.depth and self.paragraph:
            self._flush()
        if self.blank and not line.indent and not ITEM.match(self.origin, line.start, line.end):
            self.item_indent = None
        if not self.paragraph and line.indent >= CODE_INDENT + (self.item_indent or 0):
            return index + 1
        after = self._html(line, index)
        if after is None:
            self._structure(line)
            after = index + 1
        self.blank = False
        return after

    def _stripped(self, span: Span) -> Line:
        at, depth = span.start, 0
        while found := QUOTE.match(self.origin, at, span.end):
            at = found.end()
            depth += 1
        text = INDENT.match(self.origin, at, span.end)
        start = text.end() if text else at
        return Line(depth, len(self.origin[at:start].expandtabs(4)), start, span.end)

    def _leaves_fence(self, line: Line) -> bool:
        """Whether the code block ends before this line, because its block quote does."""
        if line.depth < self.fence_depth:
            self.fence = ""
            return True
        text = self.origin[line.start : line.end].rstrip()
        if text.startswith(self.fence) and not text.strip(self.fence[0]):
            self.fence = ""
        return False

    def _structure(self, line: Line) -> None:
        origin, start, end = self.origin, line.start, line.end
        if fence := FENCE.match(origin, start, end):
            self._flush()
            self.fence, self.fence_depth, self.fence_start = fence["marks"], line.depth, start
        elif self.paragraph and line.depth == self.depth and SETEXT.fullmatch(origin, start, end):
            self._flush("heading", "headline" if origin[start] == "=" else None)
        elif RULE.fullmatch(origin, start, end):
            self._flush()
        elif heading := HEADING.match(origin, start, end):
            self._flush()
            text = origin[heading.end() : end].rstrip()
            text = text[: found.start()].rstrip() if (found := HEADING_END.search(text)) else text
            self._write(
                [Span(heading.end(), heading.end() + len(text))], "heading",
                "headline" if heading["level"] == "#" else None,
            )  # fmt: skip
        elif self._item(line) or self._definition(line) or self._table(line):
            pass
        else:
            if not self.paragraph:
                self.depth = line.depth
                in_item = self.item_indent is not None
                self.shape = "item" if in_item else "quote" if line.depth else "paragraph"
            self._append(start, end)

    def _item(self, line: Line) -> bool:
        at, indent = line.start, line.indent
        while found := ITEM.match(self.origin, at, line.end):
            if self.paragraph and self.item_indent is None and (found["number"] or "1") != "1":
                break
            if self.paragraph and found.end() == line.end:
                break
            self._flush()
            indent += found.end() - at
            at = found.end()
            self.item_indent = indent
        if at == line.start:
            return False
        self.depth, self.shape = line.depth, "item"
        if task := TASK.match(self.origin, at, line.end):
            at = task.end()
        if at < line.end:
            if (heading := HEADING.match(self.origin, at, line.end)) or QUOTE.match(self.origin, at, line.end):
                at = heading.end() if heading else self._stripped(Span(at, line.end)).start
            self._append(at, line.end)
        return True

    def _definition(self, line: Line) -> bool:
        """A footnote, whose text is prose, or the target of links."""
        if found := FOOTNOTE.match(self.origin, line.start, line.end):
            self._flush()
            self.depth, self.shape, self.item_indent = line.depth, "paragraph", None
            self._append(found.end(), line.end)
            return True
        return not self.paragraph and REFERENCE.match(self.origin, line.start, line.end) is not None

    def _table(self, line: Line) -> bool:
        origin = self.origin
        has_bar = origin.find("|", line.start, line.end) >= 0
        if self.table and has_bar:
            self._cells(Span(line.start, line.end))
            return True
        self.table = False
        if not (has_bar and self.paragraph and DELIMITER_ROW.fullmatch(origin, line.start, line.end)):
            return False
        head = self.paragraph.pop()
        self._flush()
        self._cells(head)
        self.table = True
        return True

    def _cells(self, row: Span) -> None:
        at = row.start
        for stop in [*(found.start() for found in BAR.finditer(self.origin, row.start, row.end)), row.end]:
            text = self.origin[at:stop]
            start = at + len(text) - len(text.lstrip())
            self._write([Span(start, max(start, at + len(text.rstrip())))], "cell", None)
            at = stop + 1

    def _html(self, line: Line, index: int) -> int | None:
        """Read a block of HTML that starts at this line; None if none does."""
        origin = self.origin
        if line.depth or not origin.startswith("<", line.start):
            return None
        if origin.startswith("<!--", line.start):
            close = origin.find("-->", line.start, self.lines[-1].end)
            return self._html_until(line.start, self.lines[-1].end if close < 0 else close, index)
        found = TAG.match(origin, line.start, line.end)
        name = found["name"].lower() if found else ""
        if name in RAW:
            ended = re.compile(f"</{name}", re.IGNORECASE).search(origin, line.start, self.lines[-1].end)
            return self._html_until(line.start, ended.start() if ended else self.lines[-1].end, index)
        if name in BLOCKS or (not self.paragraph and name and ONE_TAG.fullmatch(origin, line.start, line.end)):
            last = index
            while last + 1 < len(self.lines) and origin[self.lines[last + 1].start : self.lines[last + 1].end].strip():
                last += 1
            return self._html_until(line.start, self.lines[last].end, index)
        return None

    def _html_until(self, start: int, stop: int, index: int) -> int:
        """Read the lines from ``index`` to the one that holds ``stop`` as HTML."""
        self._flush()
        last = index
        while self.lines[last].end < stop:
            last += 1
        read_html(self.builder, self.origin, start, self.lines[last].end)
        return last + 1

    def _append(self, start: int, end: int) -> None:
        text = self.origin[start:end].rstrip()
        if text.endswith("\\"):
            text = text[:-1].rstrip()
        if text:
            self.paragraph.append(Span(start, start + len(text)))

    def _flush(self, shape: Shape | None = None, role: Role | None = None) -> None:
        """Write the open paragraph, if there is one."""
        if self.paragraph:
            lines, self.paragraph = self.paragraph, []
            self._write(lines, shape or self.shape, role)

    def _write(self, lines: Sequence[Span], shape: Shape, role: Role | None) -> None:
        inline = read_inline(self.origin, lines, self.references)
        captioned = inline.emphasised and (bool(inline.alts) or self.after_image)
        self.after_image = bool(inline.alts) and not inline.has_text()
        if captioned or self.after_image:
            self._write_alts(inline)
        self.builder.begin(shape, "caption" if captioned else role)
        inline.write(self.builder)
        self.builder.close()

    def _write_alts(self, inline: Inline) -> None:
        """The alternative texts of images that stand alone."""
        for alt in inline.alts:
            self.builder.begin("paragraph", "caption")
            inline.write(self.builder, alt)
            self.builder.close()
