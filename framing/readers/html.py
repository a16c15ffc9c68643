"""HTML: fragments, whole pages, and the HTML inside Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from framing.document import Role, Shape, Skip, Span
from framing.readers import hints
from framing.readers.draft import Builder, Mark
from framing.readers.tags import RAW, Comment, Tag, decoded, tokens

DIRECTIVE: Final = re.compile(r"\s*+framing:\s*+(?P<body>\S(?:.*\S)?)\s*+", re.DOTALL)
ATTRIBUTE: Final = "data-framing-ignore"
SPACES: Final = re.compile(r" {2,}")
ONE_SPACE: Final = str.maketrans("\t\n\r\f", "    ")
CLOSES_ITSELF: Final = {
    **{name: frozenset((name,)) for name in ("li", "tr", "option")},
    **dict.fromkeys(("td", "th"), frozenset(("td", "th"))),
    **dict.fromkeys(("dd", "dt"), frozenset(("dd", "dt"))),
}
"""Elements that end where another of their kind starts, as paragraphs end where any block starts."""


@dataclass(frozen=True, slots=True)
class Element:
    """An open element, with what it hands down to its content."""

    name: str
    block: bool = True
    shape: Shape = "paragraph"
    role: Role | None = None
    sure: bool = True
    region: tuple[int, ...] = ()
    silent: bool = False
    href: str | None = None
    ignore: tuple[str, Span, Mark] | None = None


def read_html(builder: Builder, origin: str, start: int = 0, end: int | None = None) -> None:
    """Read ``origin[start:end]`` as HTML into the builder.  Malformed markup never raises."""
    end = len(origin) if end is None else end
    start += origin.startswith("\ufeff", start, end)
    _Reader(builder, origin).read(start, end)


class _Reader:
    def __init__(self, builder: Builder, origin: str) -> None:
        self.builder = builder
        self.origin = origin
        self.stack = [Element("#root")]
        self.open = Counter[str]()
        self.blocks = [0]
        self.regions = 0
        self.broken = False

    def read(self, start: int, end: int) -> None:
        self._begin()
        for token in tokens(self.origin, start, end):
            if isinstance(token, Comment):
                self._comment(token)
            elif not isinstance(token, Tag):
                self._text(token.span)
            elif token.end:
                self._end(token)
            elif token.name in hints.VOID:
                self._void(token)
            else:
                self._start(token)
        if self.stack[-1].name in RAW:
            self.builder.skips.append(Skip(Span(end, end), f"<{self.stack[-1].name}> is never closed"))
        self._pop_to(1)
        self.builder.close()

    def _text(self, span: Span) -> None:
        if self.stack[-1].silent:
            return
        for text, start, end in decoded(self.origin, span):
            self._add(text.translate(ONE_SPACE), start, end)

    def _add(self, text: str, start: int, end: int) -> None:
        if len(text) != end - start:
            self.builder.add(text, start, end)
            return
        if text[0] == " " and self.builder.ends_with_space():
            text = text.lstrip(" ")
            start = end - len(text)
        if not text:
            return
        self.broken = self.broken and text.isspace()
        at = 0
        for found in SPACES.finditer(text):
            if found.start() > at:
                self.builder.add(text[at : found.start()], start + at, start + found.start())
            self.builder.add(" ", start + found.start(), start + found.end())
            at = found.end()
        if at < len(text):
            self.builder.add(text[at:], start + at, end)

    def _comment(self, comment: Comment) -> None:
        if not comment.closed:
            self.builder.skips.append(Skip(comment.span, "a comment is never closed"))
        found = DIRECTIVE.fullmatch(comment.body)
        if found and not self.stack[-1].silent:
            self.builder.direct(found["body"], comment.span, self.builder.mark())

    def _void(self, tag: Tag) -> None:
        if tag.name == "br" and not self.stack[-1].silent:
            if self.broken:
                self._begin()
            elif not self.builder.ends_with_space():
                self.builder.add(" ", tag.span.start, tag.span.end)
            self.broken = not self.broken
        elif tag.name == "hr":
            self._begin()

    def _start(self, tag: Tag) -> None:
        block = tag.name in hints.BLOCKS
        if block:
            self._close_implied(tag.name)
        elif tag.name == "a":
            self._close_link()
        element = self._element(tag, block)
        self.stack.append(element)
        self.open[tag.name] += 1
        if block:
            self.blocks.append(len(self.stack) - 1)
            self._begin()
        self.builder.href = element.href
        if ATTRIBUTE in tag.attributes and not element.silent:
            ignore = (tag.attributes[ATTRIBUTE], tag.places[ATTRIBUTE], self.builder.mark())
            self.stack[-1] = replace(element, ignore=ignore)

    def _element(self, tag: Tag, block: bool) -> Element:
        parent = self.stack[-1]
        name, attributes = tag.name, tag.attributes
        silent = parent.silent or name in hints.SILENT or (not block and hints.hidden(attributes))
        href = attributes.get("href") if name == "a" else parent.href
        if not block:
            return replace(parent, name=name, block=False, silent=silent, href=href, ignore=None)
        region = parent.region
        if hints.is_region(name, attributes):
            self.regions += 1
            region = (*region, self.regions) if len(region) < 8 else region
        role, sure = self._role(name, attributes, parent)
        shape: Shape = hints.SHAPES.get(name, parent.shape if parent.shape in {"item", "cell"} else "paragraph")
        if parent.shape == "quote" and shape == "paragraph":
            shape = "quote"
        return Element(name, True, shape, role, sure, region, silent, href)

    def _role(self, name: str, attributes: Mapping[str, str], parent: Element) -> tuple[Role | None, bool]:
        """The role of a block and whether its tag, not only a name, says so.  Inner elements refine outer hints."""
        if name == "title":
            return "headline", False
        if parent.role and parent.sure:
            return parent.role, True
        role = hints.tag_role(name, attributes)
        if role:
            return role, True
        hinted = hints.hinted_role(name, attributes)
        if name == "header" and not parent.region:
            hinted = "chrome"
        if parent.role and (hinted is None or (hinted == "dek" and not self.open["header"])):
            return parent.role, False
        return hinted, hinted is None

    def _close_implied(self, name: str) -> None:
        """End the paragraph or list item that the start of another block ends."""
        if self.stack[self.blocks[-1]].name == "p":
            self._pop_to(self.blocks[-1])
        if self.stack[self.blocks[-1]].name in CLOSES_ITSELF.get(name, ()):
            self._pop_to(self.blocks[-1])

    def _close_link(self) -> None:
        if self.stack[-1].href is not None and self.open["a"]:
            self._end_named("a")

    def _end(self, tag: Tag) -> None:
        if self.open[tag.name]:
            self._end_named(tag.name)
        elif tag.name in hints.BLOCKS:
            self._begin()

    def _end_named(self, name: str) -> None:
        index = len(self.stack) - 1
        while self.stack[index].name != name:
            index -= 1
        self._pop_to(index)

    def _pop_to(self, index: int) -> None:
        """Close the elements from ``index`` of the stack on."""
        begins = False
        while len(self.stack) > index:
            element = self.stack.pop()
            self.open[element.name] -= 1
            if element.block:
                self.blocks.pop()
                self.builder.close()
                begins = True
            if element.ignore:
                names, place, mark = element.ignore
                self.builder.direct(f"ignore {names}", place, mark, self.builder.mark())
        if begins:
            self._begin()
        self.builder.href = self.stack[-1].href

    def _begin(self) -> None:
        top = self.stack[-1]
        self.builder.begin(top.shape, top.role, sure=top.sure, region=top.region)
        self.broken = False
