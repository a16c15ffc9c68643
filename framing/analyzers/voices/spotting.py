"""Names that only the rest of the story lets one see: in headline capitals, or misread by the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from framing.analyzers.analysis import Passage
from framing.analyzers.voices.entities import Directory
from framing.analyzers.voices.names import Name, is_heading, plain
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.remembered import remembered


def acronyms_in(paragraph: Paragraph, names: Sequence[Name]) -> Iterator[tuple[Name, str]]:
    """Names with the acronym that stands after them in brackets."""
    for before, after in pairwise(names):
        alone = after.first == after.last == before.last + 2
        if alone and paragraph.tokens[after.first - 1].text == "(" and after.words[0].replace(".", "").isupper():
            yield before, after.words[0]


def spotted(passage: Passage, names: Sequence[Name], directory: Directory) -> list[Name]:
    """The names of a passage with those added that the story knows from elsewhere."""
    known = directory.known()
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    heading = is_heading(passage)
    found = list(names)
    for token, word in _capitals(passage.paragraph):
        if word in known and token.index not in taken and (heading or not token.tag.startswith("NNP")):
            found.append(_name(passage, token, directory))
    return found if len(found) == len(names) else sorted(found, key=lambda name: name.first)


@remembered
def _capitals(paragraph: Paragraph) -> tuple[tuple[Token, str], ...]:
    """The words of a paragraph with a capital, each as names are compared by."""
    return tuple((token, plain(token.text)) for token in paragraph.tokens if token.text[0].isupper())


def _name(passage: Passage, token: Token, directory: Directory) -> Name:
    """The surname at a token, with the first name before it."""
    before = passage.paragraph.tokens[token.index - 1] if token.index else None
    with_first = before is not None and directory.has_first(plain(before.text), plain(token.text))
    words = [before, token] if before is not None and with_first else [token]
    span = Span(words[0].start, token.end)
    texts = tuple(word.text for word in words)
    key, text = tuple(map(plain, texts)), passage.paragraph.slice(span)
    return Name(texts, key, text, span.moved(passage.start), words[0].index, token.index)
