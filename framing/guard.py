"""Limits that come before any parse.

A tokenizer may need quadratic time on a run of symbols and cannot be interrupted, so no timer helps: what would
take too long must not reach it.  Every check here is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from framing.document import STORY_ROLES, Block, Document, Skip, Span
from framing.errors import InputError

MAX_TOKENS: Final = 120_000
"""Words and marks of one story; about 100,000 words."""
MAX_BLOCK: Final = 5_000
"""Code points parsed at once; a longer paragraph is read in parts, so that memory stays bounded."""
MAX_BLOCKS: Final = 20_000
MAX_LINES: Final = 100_000

TOKEN: Final = re.compile(r"\w+|[^\w\s]")
RUN: Final = re.compile(r"(?P<symbols>[^\w\s]{33})|(?P<unbroken>\S{400})")
UNFIT: Final = re.compile("[\x00\ud800-\udfff]")
SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)]?\s")


def check_length(content: str, max_characters: int) -> None:
    """Raise InputError if a story is empty, longer than ``max_characters``, or has too many lines."""
    if len(content) > max_characters:
        raise InputError(f"the story has {len(content):,} characters; the limit is {max_characters:,}")
    if not content or content.isspace() or content == "\ufeff":
        raise InputError("the story is empty")
    if content.count("\n") > MAX_LINES:
        raise InputError(f"the story has more than {MAX_LINES:,} lines")


def check_marks(content: str) -> None:
    """Raise InputError if plain text or Markdown has twice as many words and marks as a story may have.

    Half of them may turn out to be markup; what is left is counted again.
    """
    if len(content) > 2 * MAX_TOKENS:  # no text has more of them than characters
        _refuse_over(len(TOKEN.findall(content)), 2 * MAX_TOKENS)


def check_blocks(count: int) -> None:
    """Raise InputError if a story has too many paragraphs, list items and cells."""
    if count > MAX_BLOCKS:
        raise InputError(f"the story has more than {MAX_BLOCKS:,} paragraphs, list items and table cells")


def fit(text: str) -> str:
    """Replace NUL and lone surrogates by U+FFFD, one for one, so that offsets hold."""
    return UNFIT.sub("\ufffd", text) if UNFIT.search(text) else text


def guard(document: Document, max_marks: int = MAX_TOKENS) -> Document:
    """Leave out blocks that no tokenizer should see, and part those that are too long.

    What is left out is listed in ``skips``.  Raises InputError if nothing is left to check, or more than ``max_marks``
    words and marks.
    """
    kept: list[Block] = []
    skips: list[Skip] = []
    for block in document.blocks:
        reason = _unfit(document.text, block.span)
        if reason:
            skips.append(Skip(document.origin_span(block.span), reason))
        else:
            kept += _parted(document.text, block)
    if not any(block.role in STORY_ROLES for block in kept):
        why = f" ({skips[0].reason})" if skips else ""
        raise InputError(f"nothing left to check: the story has no headline and no paragraph{why}")
    if len(document.text) > max_marks:
        marks = sum(len(TOKEN.findall(document.text, block.span.start, block.span.end)) for block in kept)
        _refuse_over(marks, max_marks)
    return replace(
        document,
        text=fit(document.text),
        blocks=tuple(kept),
        skips=tuple(sorted((*document.skips, *skips), key=lambda skip: skip.origin)),
    )


def _unfit(text: str, span: Span) -> str:
    found = RUN.search(text, span.start, span.end)
    if not found:
        return ""
    if found["symbols"]:
        return "a run of more than 32 symbols"
    return "400 or more characters without a space"


def _parted(text: str, block: Block) -> list[Block]:
    """The block, or its parts: each ends with a sentence where one ends, else with a word."""
    start, end = block.span.start, block.span.end
    parts = []
    while end - start > MAX_BLOCK:
        window = Span(start + MAX_BLOCK // 2, start + MAX_BLOCK)
        ends = [found.end() for found in SENTENCE_END.finditer(text, window.start, window.end)]
        cut = ends[-1] if ends else text.rfind(" ", window.start, window.end) + 1 or window.end
        parts.append(replace(block, span=Span(start, start + len(text[start:cut].rstrip()))))
        start = cut + len(text[cut : cut + MAX_BLOCK]) - len(text[cut : cut + MAX_BLOCK].lstrip())
    return [*parts, replace(block, span=Span(start, end))]


def _refuse_over(count: int, limit: int) -> None:
    if count > limit:
        raise InputError(f"the story has about {count:,} words and marks; the limit is {limit:,}")
