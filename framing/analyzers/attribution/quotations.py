"""Which words stand inside quotation marks.

Marks are paired by their shape and by what stands beside them, one paragraph at a time.  An opening mark that
is never closed runs to the end of its paragraph: the newsroom convention for a quotation that goes on in the
next one (AP Stylebook, "quotation marks").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from framing.analyzers.facts import Quotation, QuoteStyle
from framing.document import Span
from framing.language.parse import Paragraph, Token

MARKS: Final = frozenset("\"“”„«»'‘’") | {"''", "``"}
MARK: Final = re.compile(r"[\"“”„‟«»\uff02]|``|''|['‘’‛]")
OPENING: Final = frozenset("“„‟«") | {"``"}
CLOSING: Final = frozenset("”»")
SINGLE: Final = frozenset("'‘’‛")
SENTENCE_EDGE: Final = frozenset(".!?:’”") | {""}
ELISION: Final = re.compile(r"['’‘](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|round\b|n['’]|bout\b)", re.IGNORECASE)
BEFORE_OPENING: Final = frozenset("([{—–―-/…") | {""}
AFTER_CLOSING: Final = frozenset(".,;:!?)]}—–―-…") | {""}
SPEECH_END: Final = re.compile(r"[.,!?…—-][\"“”»']*$")
ENDS_INSIDE: Final = re.compile(r"\w{3}[.!?] ")
TAG: Final = re.compile(r" (?:[\w’'.-]+ ){0,3}(?:said|says|asked|asks|replied|told|added|wrote|tweeted)\b")
"""What follows the comma and the closing mark of speech: " the Rev. Roe said", " he told"."""
FEW_WORDS: Final = 4
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
SMALL_WORDS: Final = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"]
)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    side: Literal["open", "close", "either"]
    style: QuoteStyle


def find_quotations(paragraph: Paragraph) -> tuple[Quotation, ...]:
    """Pair the quotation marks of one paragraph, in text order; a nested quotation follows the one around it."""
    text = paragraph.text
    marks = list(_marks(text))
    doubles = list(_pair([mark for mark in marks if mark.style == "double"], text))
    singles = list(_pair_singles([mark for mark in marks if mark.style == "single"], doubles, text))
    found = sorted(doubles + singles, key=lambda quotation: (quotation.span.start, -quotation.span.end))
    return tuple(replace(quotation, speech=_is_speech(paragraph, quotation)) for quotation in found)


def outermost(quotations: tuple[Quotation, ...]) -> list[Quotation]:
    """Quotations that do not lie inside another."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept


def quoted_tokens(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> list[int]:
    """For each token the number of the outermost speech quotation around it, marks included, or -1."""
    numbers = [-1] * len(paragraph.tokens)
    spoken = [quotation for quotation in outermost(quotations) if quotation.speech]
    number = 0
    for token in paragraph.tokens:
        while number < len(spoken) and spoken[number].span.end <= token.start:
            number += 1
        if number < len(spoken) and spoken[number].span.start <= token.start:
            numbers[token.index] = number
    return numbers


def _marks(text: str) -> Iterator[_Mark]:
    for found in MARK.finditer(text):
        mark = found[0]
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        opens = (before.isspace() or before in BEFORE_OPENING or before in OPENING) and after.strip() != ""
        closes = before.strip() != "" and (after.isspace() or after in AFTER_CLOSING or MARK.match(after) is not None)
        if mark in SINGLE:
            if ELISION.match(text, found.start()) and before.strip() not in CLOSING | SINGLE | {"—"} and mark != "‘":
                continue
            if before.isalnum() and after.isalnum():
                continue
            if mark == "‘" or (mark == "'" and (opens or before in OPENING or before == '"') and after.isalnum()):
                yield _Mark(found.start(), found.end(), "open", "single")
            elif closes or before.strip():
                yield _Mark(found.start(), found.end(), "close", "single")
        elif mark in OPENING:
            yield _Mark(found.start(), found.end(), "close" if closes and not opens else "open", "double")
        elif mark in CLOSING:
            # A closing mark typed where only an opening one can stand is an editor's smart-quote slip.
            yield _Mark(found.start(), found.end(), "either" if opens and not closes else "close", "double")
        elif not (before.isdigit() and not closes):
            side: Literal["open", "close", "either"] = "open" if opens and not closes else "either"
            yield _Mark(found.start(), found.end(), "close" if closes and not opens else side, "double")


def _pair(marks: list[_Mark], text: str) -> Iterator[Quotation]:
    opened: _Mark | None = None
    depth = 0
    surplus = _surplus_of_closers(marks)
    for index, mark in enumerate(marks):
        if opened is None:
            if mark.side != "close":
                opened = mark
        elif mark.side == "open" and text[mark.start : mark.end] in OPENING and surplus[index] >= depth + 1:
            depth += 1
        elif depth and mark.side == "close":
            depth -= 1
        elif mark.side == "open":
            if text[opened.start : opened.end] in OPENING or _starts_anew(text, opened, mark):
                yield _quotation(text, opened, None, mark.start)
                opened = mark
        else:
            yield _quotation(text, opened, mark, mark.end)
            opened = None
    if opened is not None:
        yield _quotation(text, opened, None, len(text))


def _surplus_of_closers(marks: list[_Mark]) -> list[int]:
    """For each mark, how many closing marks more than opening ones stand from there to the end."""
    surplus = [0] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        surplus[index] = surplus[index + 1] + {"open": -1, "close": 1, "either": 0}[marks[index].side]
    return surplus


def _starts_anew(text: str, opened: _Mark, mark: _Mark) -> bool:
    """Whether a straight mark that looks like an opening one begins a new quotation: the last was never closed."""
    return text[opened.end : mark.start].rstrip()[-1:] in {".", "!", "?", ":"}


def _pair_singles(marks: list[_Mark], doubles: list[Quotation], text: str) -> Iterator[Quotation]:
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if mark.side != "open":
            continue
        around = bisect_right(doubles, mark.start, key=lambda double: double.span.start) - 1
        limit = doubles[around].span.end if around >= 0 and doubles[around].span.end > mark.start else None
        closers: list[int] = []
        at = index
        while at < len(marks) and marks[at].side == "close" and (limit is None or marks[at].end <= limit):
            closers.append(at)
            at += 1
        if not closers:
            if (
                limit is None
                and (text[mark.start] == "‘" or text[mark.end : mark.end + 1].isupper())
                and text[max(0, mark.start - 4) : mark.start].rstrip()[-1:] in SENTENCE_EDGE
            ):
                yield _quotation(text, mark, None, len(text))
            continue
        chosen = next((item for item in closers if not _may_be_possessive(text, marks[item])), closers[-1])
        yield _quotation(text, mark, marks[chosen], marks[chosen].end)
        index = chosen + 1


def _may_be_possessive(text: str, mark: _Mark) -> bool:
    """ "the voters' choice": an s before, a lower-case word after."""
    return (
        text[mark.start - 1 : mark.start].lower() == "s"
        and re.match(r"\s+[a-z]", text[mark.end : mark.end + 4]) is not None
    )


def _quotation(text: str, opened: _Mark, closed: _Mark | None, end: int) -> Quotation:
    stop = closed.start if closed else opened.end + len(text[opened.end : end].rstrip())
    return Quotation(
        span=Span(opened.start, closed.end if closed else stop),
        inner=Span(opened.end, stop),
        style=opened.style,
        closed=closed is not None,
    )


def _is_speech(paragraph: Paragraph, quotation: Quotation) -> bool:
    words = [token for token in paragraph.within(quotation.inner) if token.is_word]
    if not words:
        return False
    finite = any(token.tag in FINITE for token in words)
    if _is_title(words, quotation, paragraph.text):
        return False
    if len(words) > FEW_WORDS or not quotation.closed:
        return True
    return finite or SPEECH_END.search(paragraph.slice(quotation.inner)) is not None


def _tagged(text: str, quotation: Quotation) -> bool:
    return text[quotation.inner.end - 1 : quotation.inner.end] == "," and bool(TAG.match(text, quotation.span.end))


def _is_title(words: list[Token], quotation: Quotation, text: str) -> bool:
    """Title case throughout, and no mark of speech: a question, an exclamation, a sentence that ends inside."""
    inner = text[quotation.inner.start : quotation.inner.end]
    if len(words) < 2 or inner[-1:] in {"!", "?"} or ENDS_INSIDE.search(inner) or _tagged(text, quotation):
        return False
    rest = [token for token in words[1:] if token.lower not in SMALL_WORDS]
    titled = words[0].text[:1].isupper() and rest and all(not token.text[:1].islower() for token in rest)
    return bool(titled) and len(words) <= 12
