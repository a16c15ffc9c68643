"""The parse of one paragraph as plain data: what leaves spaCy, and all that analyzers see of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from framing.document import Span
from framing.remembered import Words

ROLES: Final = ("none", "cue", "cue goes on", "source", "source goes on", "content", "content goes on")
SHARED: Final = 10_000
"""Words held once, with those of the remembered paragraphs among them."""


@lru_cache(maxsize=SHARED)
def shared(word: str) -> str:
    """The copy of a word that all tokens hold, while it is one of the last so many.

    Not ``sys.intern``: its table grows by up to 4 MB, and Python 3.12 before 3.12.7 never forgets a word in it.
    """
    return word


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark.  Offsets count from the start of its paragraph.

    ``pos``, ``tag``, ``dep``  Universal POS, Penn tag and ClearNLP dependency label, as spaCy names them
    ``head``, ``sentence``     indexes into the paragraph's tokens and sentences; a root heads itself
    ``is_word``                whether it holds a letter or digit
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    is_word: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the encoder makes of one paragraph.  All figures are log odds or log chances, natural logarithm.

    Arrays hold a figure in 8 bytes, not 32; nobody changes them.

    ``roles``      for each token the log chances of no role, then of beginning and going on with a cue, a source,
                   a content (``ROLES``)
    ``loaded``     for each token the log odds that a reader would call it loaded
    ``families``   for each token the family of loaded wording it would most likely be of
    ``sentences``  for each sentence the log odds that a reader would call it biased
    """

    roles: tuple[array[float], ...]
    loaded: array[float]
    families: tuple[str, ...]
    sentences: tuple[float, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text with its tokens and sentences (both without white space).

    ``sentences`` are spans in ``text``; ``sentence_tokens[i]`` is the range of token indexes of sentence i.
    ``tagging`` is None where the encoder is not installed.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    sentence_tokens: tuple[range, ...] = field(repr=False)
    tagging: Tagging | None = field(default=None, repr=False)

    @cached_property
    def wordings(self) -> tuple[Words, ...]:
        """The words of each sentence."""
        return tuple(Words(self.slice(sentence)) for sentence in self.sentences)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Indexes of the syntactic children of each token, in text order."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                kids[token.head].append(token.index)
        return tuple(map(tuple, kids))

    def subtree(self, index: int, without: Iterable[int] = ()) -> list[int]:
        """Sorted indexes of a token and all below it, leaving out the branches at ``without``."""
        skip = set(without)
        found, todo = [], [index]
        while todo:
            here = todo.pop()
            if here not in skip:
                found.append(here)
                todo.extend(self.children[here])
        return sorted(found)

    def child(self, index: int, *deps: str) -> Token | None:
        """The first child of a token with one of the dependency labels."""
        return next((self.tokens[kid] for kid in self.children[index] if self.tokens[kid].dep in deps), None)

    def ancestors(self, index: int) -> Iterator[Token]:
        """The tokens above one, nearest first."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield self.tokens[index]

    def cover(self, indexes: Iterable[int]) -> Span:
        """The smallest span over the tokens at ``indexes`` (at least one)."""
        chosen = list(indexes)
        return Span(self.tokens[min(chosen)].start, self.tokens[max(chosen)].end)

    def spans(self, indexes: Iterable[int]) -> tuple[Span, ...]:
        """The tokens at ``indexes`` as contiguous spans, one for each unbroken run."""
        runs: list[list[int]] = []
        for index in sorted(set(indexes)):
            if runs and index == runs[-1][-1] + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return tuple(self.cover(run) for run in runs)

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def within(self, span: Span) -> list[Token]:
        """The tokens that lie wholly inside ``span``."""
        first, last = self._range(span)
        return list(self.tokens[first:last])

    def words_in(self, span: Span) -> int:
        """How many words lie wholly inside ``span``."""
        first, last = self._range(span)
        return max(self._words_before[last] - self._words_before[first], 0)

    def _range(self, span: Span) -> tuple[int, int]:
        """The first token inside ``span`` and the first one beyond it."""
        starts, ends = self._edges
        return bisect_left(starts, span.start), bisect_right(ends, span.end)

    @cached_property
    def _edges(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return tuple(token.start for token in self.tokens), tuple(token.end for token in self.tokens)

    @cached_property
    def _words_before(self) -> tuple[int, ...]:
        return tuple(accumulate((token.is_word for token in self.tokens), initial=0))

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``, or of the last one that starts before it."""
        return max(bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1, 0)
