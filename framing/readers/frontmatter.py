"""Front matter of Markdown: the few keys that readers see, as headline and dek.

Reads what publishing systems write: ``key: value`` between ``---`` lines (YAML) or ``key = "value"`` between
``+++`` lines (TOML), values plain, quoted, or as an indented block.  Everything else in it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from framing.document import Role, Span
from framing.readers.draft import Builder, Run

KEY: Final = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*[:=](?:[ \t]+(?P<value>\S.*))?")
FOLDED: Final = re.compile(r"[|>][-+0-9]*[ \t]*")
COMMENT: Final = re.compile(r"[ \t]#")
ESCAPE: Final = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\"\\/ntr ])")
NAMED: Final = {"n": " ", "t": " ", "r": " "}
HEADLINE_KEYS: Final = ("title", "headline")
FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}


def read_front_matter(builder: Builder, origin: str, lines: Sequence[Span], keys: Sequence[str]) -> int:
    """Read front matter, if the first line opens it; returns the number of lines it takes.

    ``keys`` are read as prose: the first of them, ``title`` or ``headline`` as headline, others as dek.
    """
    fences = FENCES.get(_line(origin, lines[0]).rstrip(), ()) if lines else ()
    size = next((index for index, line in enumerate(lines[1:], 1) if _line(origin, line).rstrip() in fences), 0)
    headlines = {*keys[:1], *HEADLINE_KEYS}
    for key, value in _values(origin, lines[1:size]):
        if key in keys:
            role: Role = "headline" if key in headlines else "dek"
            builder.begin("heading" if role == "headline" else "paragraph", role)
            for text, start, end in value:
                builder.add(text, start, end)
            builder.close()
            if role == "headline" and builder.drafts:
                headlines = set()
    return size + 1 if size else 0


def _values(origin: str, lines: Sequence[Span]) -> Iterator[tuple[str, list[Run]]]:
    """Keys in lower case, with the runs of their values."""
    for index, line in enumerate(lines):
        found = KEY.fullmatch(origin, line.start, line.end)
        if not found:
            continue
        more = _indented(origin, lines, index + 1)
        at = found.start("value") if found["value"] else line.end
        if FOLDED.fullmatch(origin, at, line.end) or at == line.end:
            parts = more
        else:
            parts = [Span(at, at + len(found["value"].rstrip())), *more]
        yield found["key"].lower(), list(_scalar(origin, parts))


def _indented(origin: str, lines: Sequence[Span], index: int) -> list[Span]:
    """The indented lines from ``index`` on, without their indentation."""
    found = []
    while index < len(lines) and origin.startswith((" ", "\t"), lines[index].start):
        text = _line(origin, lines[index])
        start = lines[index].start + len(text) - len(text.lstrip())
        if text.strip():
            found.append(Span(start, start + len(text.strip())))
        index += 1
    return found


def _scalar(origin: str, parts: Sequence[Span]) -> Iterator[Run]:
    """A value without its quotation marks, lines joined by a space."""
    if not parts:
        return
    quote = origin[parts[0].start]
    quoted = quote in "\"'"
    inner = [Span(parts[0].start + 1, parts[0].end), *parts[1:]] if quoted else list(parts)
    ended = False
    for before, part in pairwise([inner[0], *inner]):
        if part is not inner[0] and not ended:
            yield " ", before.end, part.start
        if ended:
            return
        stop = part.end
        if quoted:
            close = _closing(origin, part, quote)
            stop, ended = (close, True) if close >= 0 else (stop, False)
        elif comment := COMMENT.search(origin, part.start, part.end):
            stop, ended = comment.start(), True
        yield from _unescaped(origin, Span(part.start, stop), quote if quoted else "")


def _closing(origin: str, part: Span, quote: str) -> int:
    """Where the quotation mark that ends a value stands, or -1."""
    at = part.start
    while at < part.end:
        escaped = origin[at] == "\\" if quote == '"' else origin.startswith("''", at, part.end)
        if origin[at] == quote and not escaped:
            return at
        at += 2 if escaped else 1
    return -1


def _unescaped(origin: str, span: Span, quote: str) -> Iterator[Run]:
    at = span.start
    pattern = ESCAPE if quote == '"' else re.compile("''")
    for found in pattern.finditer(origin, span.start, span.end) if quote else ():
        if found.start() > at:
            yield origin[at : found.start()], at, found.start()
        yield _character(found[0]), found.start(), found.end()
        at = found.end()
    if at < span.end:
        yield origin[at : span.end], at, span.end


def _character(escape: str) -> str:
    body = escape[1:]
    if body[0] in "ux" and len(body) > 1:
        return chr(int(body[1:], 16))
    return NAMED.get(body, body)


def _line(origin: str, line: Span) -> str:
    return origin[line.start : line.end]
