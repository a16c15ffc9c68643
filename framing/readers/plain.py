"""Plain text: a line is a paragraph, unless the text is wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from framing.document import Span
from framing.readers.draft import Builder

NARROWEST, WIDEST = 50, 100
"""Columns between which a text counts as wrapped."""
WRAPPED_SHARE: Final = 0.75
RUNNING_SHARE: Final = 0.5
SHORT: Final = 0.75
"""A line of a wrapped text that leaves more than a quarter of the width free ends its paragraph."""

LINE: Final = re.compile(r"[^\r\n]+")
BREAK: Final = re.compile(r"\r\n|\r|\n")
BULLET: Final = re.compile(r"(?:[-*•‣▪●]|\d{1,2}[.)])[ \t]+(?=\S)")
SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’»)\]]*$")
SEPARATOR: Final = re.compile(r"[\W_]*")


def read_plain(builder: Builder, origin: str, start: int = 0, end: int | None = None) -> None:
    """Read ``origin[start:end]`` as plain text into the builder."""
    end = len(origin) if end is None else end
    start += origin.startswith("\ufeff", start, end)
    lines = [Span(*found.span()) for found in LINE.finditer(origin, start, end)]
    lines = [line for line in lines if not SEPARATOR.fullmatch(origin, line.start, min(line.end, line.start + 200))]
    for paragraph in _paragraphs(origin, lines):
        _add(builder, origin, paragraph)
    builder.close()


def _paragraphs(origin: str, lines: Sequence[Span]) -> list[list[Span]]:
    width = _wrap_width(origin, lines)
    paragraphs: list[list[Span]] = []
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else None
        if before and width and _adjoin(origin, before, line) and _goes_on(origin, before, line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _wrap_width(origin: str, lines: Sequence[Span]) -> int:
    """The column at which the text was wrapped, or 0.

    In wrapped text the first word of a line would not have fitted on the line before, and few lines end with
    a full stop.
    """
    breaks = [(before, line) for before, line in pairwise(lines) if _adjoin(origin, before, line)]
    if not breaks:
        return 0
    width = max(len(line) for pair in breaks for line in pair)
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [pair for pair in breaks if len(pair[0]) + 1 + _first_word(origin, pair[1]) > width * 0.9]
    running = [pair for pair in full if not SENTENCE_END.search(origin[pair[0].start : pair[0].end].rstrip())]
    if len(full) < WRAPPED_SHARE * len(breaks) or len(running) <= RUNNING_SHARE * len(full):
        return 0
    return width


def _adjoin(origin: str, before: Span, line: Span) -> bool:
    """Whether one line break, and nothing else, lies between two lines."""
    return BREAK.fullmatch(origin, before.end, line.start) is not None


def _goes_on(origin: str, before: Span, line: Span, width: int) -> bool:
    if BULLET.match(origin, line.start) or origin.startswith(("  ", "\t"), line.start):
        return False
    return len(before) + 1 + _first_word(origin, line) > width * SHORT


def _first_word(origin: str, line: Span) -> int:
    words = origin[line.start : line.end].split(maxsplit=1)
    return len(words[0]) if words else 0


def _add(builder: Builder, origin: str, paragraph: Sequence[Span]) -> None:
    first = paragraph[0]
    text = origin[first.start : first.end]
    bullet = BULLET.match(text.lstrip())
    skipped = len(text) - len(text.lstrip()) + bullet.end() if bullet else 0
    builder.begin("item" if bullet else "paragraph")
    builder.add(text[skipped:], first.start + skipped, first.end)
    for before, line in pairwise(paragraph):
        builder.add(" ", before.end, line.start)
        builder.add(origin[line.start : line.end], line.start, line.end)
