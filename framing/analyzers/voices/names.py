"""The proper names of a story, and which full name a surname stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from framing.analyzers.analysis import Passage
from framing.analyzers.attribution.speakers import is_proper
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table, words

SUFFIXES: Final = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of proper nouns at ``span`` of the document, without titles; ``titles`` are those left out.

    ``is_plural``  for "Democrats", "Canadians"
    """

    words: tuple[str, ...]
    span: Span
    titles: tuple[str, ...]
    is_organisation: bool
    is_plural: bool = False

    @property
    def key(self) -> str:
        return " ".join(self.words).casefold()

    @property
    def last(self) -> str:
        """The surname of a person, without "Jr."."""
        real = [word for word in self.words if word.casefold() not in SUFFIXES] or list(self.words)
        return real[-1].casefold()


def names_in(passage: Passage) -> list[Name]:
    """All proper names of a passage, in text order."""
    paragraph = passage.paragraph
    found: list[Name] = []
    run: list[Token] = []
    for token in paragraph.tokens:
        if is_proper(token) and not (run and run[-1].index != token.index - 1):
            run.append(token)
            continue
        if run:
            found.extend(_name(paragraph, run, passage.start))
        run = [token] if is_proper(token) else []
    if run:
        found.extend(_name(paragraph, run, passage.start))
    return found


def _name(paragraph: Paragraph, run: Sequence[Token], start: int) -> Iterator[Name]:
    cut = _after_titles(run)
    titles = [token.lower for token in run[:cut]]
    rest = run[cut:]
    if not titles and run[0].index > 0:
        before = paragraph.tokens[run[0].index - 1]
        if before.lower in table("titles") or (before.pos == "NOUN" and before.dep in {"compound", "nmod"}):
            titles.append(before.lower)
    texts = tuple(token.text for token in rest)
    if len(texts) == 1 and len(texts[0]) == 1:
        return
    organisation = (
        any(token.lower in words("organisation_words") for token in run)
        or (len(rest) == 1 and len(texts[0]) > 1 and texts[0].isupper())
        or _follows_article(paragraph, run[0])
    )
    yield Name(
        texts,
        Span(rest[0].start, rest[-1].end).moved(start),
        tuple(titles),
        organisation and not titles,
        rest[-1].tag == "NNPS",
    )


def _after_titles(run: Sequence[Token]) -> int:
    """How many tokens of a run are titles and what comes before them: "Ohio Gov." in "Ohio Gov. Ann Roe"."""
    last = next((at for at in range(len(run) - 2, -1, -1) if run[at].lower in table("titles")), -1)
    rest = run[last + 1 :]
    whole = any(token.lower in words("organisation_words") or token.tag == "NNPS" for token in rest)
    return 0 if whole else last + 1


def _follows_article(paragraph: Paragraph, token: Token) -> bool:
    return token.index > 0 and paragraph.tokens[token.index - 1].lower == "the"


class Directory:
    """Which full name a name stands for, over a whole story."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.full: dict[str, Name] = {}
        self.by_last: dict[str, list[str]] = {}
        for name in names:
            if len(name.words) > 1 and name.key not in self.full:
                self.full[name.key] = name
                if not name.is_organisation:
                    self.by_last.setdefault(name.last, []).append(name.key)

    def resolve(self, name: Name) -> str:
        """The key of the full name, or the name's own key when it is not a known one's surname or is ambiguous."""
        if name.key in self.full or name.is_organisation:
            return name.key
        if len(name.words) == 1:
            keys = self.by_last.get(name.last, [])
            return keys[0] if len(keys) == 1 else name.key
        return name.key

    def is_person(self, key: str) -> bool:
        """Whether a key is a person's: a full name that is no organisation's."""
        known = self.full.get(key)
        return known is not None and not known.is_organisation
