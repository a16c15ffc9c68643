"""The proper names of a passage: runs of proper nouns, told apart from the titles and parties beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from framing.analyzers.analysis import Passage
from framing.analyzers.attribution.speakers import is_proper
from framing.analyzers.voices.sides import Affiliation, affiliations, is_member, party_words
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table, words
from framing.remembered import remembered

Sort = Literal["person", "body", "people"]
"""A person, an organisation or place, a plural such as "Democrats"."""

SUFFIXES: Final = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
PARTICLES: Final = frozenset(
    {"al", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "van", "von"}
)
SMALL: Final = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "&"})
CAUSES: Final = frozenset({"against", "for", "without"})
LINKS: Final = frozenset({"for", "of", "on"})
BRAND: Final = re.compile(r"^(?!Mac|Mc|Du|De|Di|La|Le|Fitz|Van|O['’])\w+[a-z][A-Z]")
"""A capital inside a word: "BuzzFeed", not "McCoy"."""
HEADING_SHARE: Final = 0.6
"""Share of words with a capital from which a headline is set in capitals, where they tell nothing of names."""
LINE_SHARE: Final = 0.8
"""The same for a line that is not marked as a headline."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name without its titles.

    ``key``           its words in lower case, without full stops: "S.E.C." is "SEC"
    ``span``          in the document; ``first`` and ``last`` are its tokens in the paragraph
    ``titles``        lower case, those before it that are not part of it, with the words between ("press secretary")
    ``affiliation``   the party set beside it: "(D-Ohio)"
    """

    words: tuple[str, ...]
    key: tuple[str, ...]
    text: str
    span: Span
    first: int
    last: int
    titles: tuple[str, ...] = ()
    sort: Sort = "person"
    affiliation: Affiliation | None = None

    def moved(self, by: int) -> Name:
        """The same name, ``by`` code points further on."""
        first, last, titles = self.first, self.last, self.titles
        return Name(
            self.words, self.key, self.text, self.span.moved(by), first, last, titles, self.sort, self.affiliation
        )


def plain(word: str) -> str:
    """A word as names are compared by."""
    return word.casefold().replace(".", "").replace("’", "'")


def surname(key: Sequence[str]) -> str:
    """The last word of a person's name, without "Jr."."""
    real = [word for word in key if word not in SUFFIXES] or list(key)
    return real[-1]


def is_heading(passage: Passage) -> bool:
    """Whether a line is set in headline capitals ("Mayor Says Bridge Is Safe")."""
    least = HEADING_SHARE if passage.block.role in {"headline", "dek"} else LINE_SHARE
    return _capitals(passage.paragraph) >= least


@remembered
def _capitals(paragraph: Paragraph) -> float:
    """Share of a line's longer words that have a capital; 0 where there are few, and for what is longer than a line."""
    long = [token.text for token in paragraph.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    short_line = len(paragraph.tokens) <= 30 and len(long) > 2
    return sum(text[0].isupper() for text in long) / len(long) if short_line else 0.0


def names_in(passage: Passage) -> list[Name]:
    """All proper names of a passage, in text order; none of a line in headline capitals."""
    if is_heading(passage):
        return []
    return [name.moved(passage.start) for name in local_names(passage.paragraph)]


@remembered
def local_names(paragraph: Paragraph) -> tuple[Name, ...]:
    """The names of a paragraph, with spans relative to it."""
    parties = affiliations(paragraph)
    beside = {party.first: party for party in parties}
    taken = {index for party in parties for index in range(party.first, party.last + 1)}
    whole = spelled_out(paragraph)
    taken.update(index for run in whole for index in run)
    found: list[Name] = []
    for run in [*_linked(paragraph, _runs(paragraph, taken)), *whole]:
        name = _name(paragraph, run, beside.get(run[-1] + 2) or beside.get(run[-1] + 3))
        if name is not None:
            found.append(name)
    return tuple(sorted(found, key=lambda name: name.first))


def spelled_out(paragraph: Paragraph) -> list[list[int]]:
    """Names whose acronym follows in brackets: "Alliance to Save Our Harbour (ASOH)" (Schwartz, Hearst 2003)."""
    tokens = paragraph.tokens
    found: list[list[int]] = []
    for token in tokens[1:-2]:
        short = tokens[token.index + 1]
        letters = plain(short.text)
        if token.text != "(" or tokens[token.index + 2].text != ")" or len(letters) < 3 or not short.text[0].isupper():
            continue
        first = token.index
        left = len(letters)
        while left and first and token.index - first < 3 * len(letters):
            first -= 1
            if tokens[first].text[0].isupper():
                left = left - 1 if tokens[first].lower[0] == letters[left - 1] else -1
            elif tokens[first].lower not in SMALL:
                break
            if left < 0:
                break
        if left == 0 and token.index - first > 1:
            found.append(list(range(first, token.index)))
    return found


def _runs(paragraph: Paragraph, taken: set[int]) -> Iterator[list[int]]:
    """Unbroken runs of proper nouns, as token indexes; "de" and "van" between two of them belong to them."""
    tokens = paragraph.tokens
    run: list[int] = []
    for token in tokens:
        part = token.index not in taken and (
            is_proper(token)
            or _is_misread(paragraph, token)
            or (
                bool(run)
                and token.lower in PARTICLES
                and token.index + 1 < len(tokens)
                and is_proper(tokens[token.index + 1])
                and tokens[token.index + 1].text[0].isupper()
            )
        )
        if part and token.is_word:
            run.append(token.index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_misread(paragraph: Paragraph, token: Token) -> bool:
    """Whether a noun with a capital inside a sentence is the first part of the name after it."""
    starts = token.index == paragraph.sentence_tokens[token.sentence].start
    if starts or token.tag not in {"NN", "FW", "XX"} or not token.text[0].isupper():
        return False
    following = paragraph.tokens[token.index + 1 : token.index + 2]
    return bool(following) and is_proper(following[0]) and following[0].text[0].isupper()


def _linked(paragraph: Paragraph, runs: Iterator[list[int]]) -> Iterator[list[int]]:
    """Runs joined into one where a body's name goes on: "Department of Homeland Security"."""
    held: list[int] = []
    for run in runs:
        if held and _goes_on(paragraph, held, run):
            held = list(range(held[0], run[-1] + 1))
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _goes_on(paragraph: Paragraph, run: Sequence[int], following: Sequence[int]) -> bool:
    tokens = paragraph.tokens
    between = [token.lower for token in tokens[run[-1] + 1 : following[0]]]
    if not between or len(between) > 2:
        return False
    if between in (["'"], ["’"]):
        return tokens[run[-1]].lower[-1] == "s" and tokens[following[-1]].lower in words("organisation_words")
    listed = words("organisation_words")
    if between[0] in CAUSES and tokens[run[-1]].tag == "NNPS" and len(between) == 1:
        return not _is_first_name(tokens[following[0]])
    if between[0] in LINKS and between[1:] in ([], ["the"], ["a"], ["an"]):
        head = tokens[run[-1]].lower in listed or any(tokens[index].lower in listed for index in run[-2:])
        return head and not _is_first_name(tokens[following[0]]) and not tokens[following[0]].text.isupper()
    if between in (["and"], ["&"]):
        if between == ["&"]:
            return True
        whole = not any(tokens[index].lower in listed for index in run) and not _is_first_name(tokens[run[0]])
        return whole and len(run) <= 3 and tokens[following[-1]].lower in listed
    return False


def _name(paragraph: Paragraph, run: Sequence[int], party: Affiliation | None) -> Name | None:
    tokens = paragraph.tokens
    cut, first = _after_titles([tokens[index] for index in run]), run[0]
    if _serves(paragraph, run):
        cut, first = len(run) - 2, run[0] - 2
    rest = run[cut:]
    titles = [*_before(paragraph, first), *(tokens[index].lower for index in range(first, rest[0]))]
    texts = tuple(tokens[index].text for index in rest)
    if len(texts) == 1 and (len(plain(texts[0])) < 2 or not texts[0][0].isupper()):
        return None
    if is_member([tokens[index].lower for index in rest]) or (len(run) == 1 and texts[0].lower() in table("roles")):
        return None
    sort = _sort(paragraph, rest, bool(cut) or any(title in table("roles") for title in titles[-1:]))
    span = Span(tokens[rest[0]].start, tokens[rest[-1]].end)
    text = " ".join(paragraph.slice(span).split())
    key, party = tuple(map(plain, texts)), party if sort == "person" else None
    return Name(texts, key, text, span, rest[0], rest[-1], tuple(titles), sort, party)


def _serves(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether a run is an office with a name: "State Ann Roe" after "Secretary of"."""
    tokens = paragraph.tokens
    first = run[0]
    body = any(tokens[index].lower in words("organisation_words") for index in run[-2:])
    office = first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in table("titles")
    return office and len(run) > 2 and not body


def _after_titles(run: Sequence[Token]) -> int:
    """How many tokens of a run are titles, parties and what comes before them: "Ohio Gov." in "Ohio Gov. Ann Roe"."""
    last = next((at for at in range(len(run) - 2, -1, -1) if run[at].lower in table("titles")), -1)
    rest = run[last + 1 :]
    if any(token.lower in words("organisation_words") or token.tag == "NNPS" for token in rest):
        return 0
    if last < 0 and len(run) > 2 and len(run[0].text) > 2 and _is_first_name(run[1]) and not _is_first_name(run[0]):
        return int(run[0].dep == "compound" and run[0].text[-1] != ".")
    if last < 0 and len(run) > 1:
        party = party_words([token.lower for token in run])
        return party if party and len(run) > party else 0
    return last + 1


def _before(paragraph: Paragraph, first: int) -> list[str]:
    """Words before a name that describe who bears it: "press secretary" in "White House press secretary Ann Roe"."""
    tokens = paragraph.tokens
    found: list[str] = []
    index = first - 1
    while index >= 0 and tokens[index].pos in {"NOUN", "ADJ", "PROPN"} and tokens[index].dep in {
        "compound", "nmod", "amod", "appos",
    }:  # fmt: skip
        if not index < tokens[index].head:
            break
        found.append(tokens[index].lower)
        index -= 1
    single = tokens[first - 1] if first else None
    if not found and single is not None and single.lower in table("titles"):
        found.append(single.lower)
    return found[::-1]


def _sort(paragraph: Paragraph, run: Sequence[int], titled: bool) -> Sort:
    tokens = [paragraph.tokens[index] for index in run]
    listed = words("organisation_words")
    if any(token.lower in listed or plain(token.text) in listed for token in tokens):
        return "body"
    if any(token.lower in CAUSES for token in tokens):
        return "body"
    if titled:
        return "person"
    if _is_people(tokens):
        return "people"
    if tokens[-1].tag == "NNPS":
        return "body"
    if any(BRAND.search(token.text) for token in tokens) or party_words([token.lower for token in tokens]) == len(run):
        return "body"
    acronym = len(run) == 1 and len(plain(tokens[0].text)) > 1 and tokens[0].text.replace(".", "").isupper()
    before = paragraph.tokens[run[0] - 1].lower if run[0] else ""
    after = paragraph.tokens[run[-1] + 1] if run[-1] + 1 < len(paragraph.tokens) else None
    modifies = after is not None and after.pos == "NOUN" and tokens[-1].dep in {"compound", "nmod", "amod"}
    if acronym or (before == "the" and not modifies and not _is_first_name(tokens[0])):
        return "body"
    return "person"


def _is_people(tokens: Sequence[Token]) -> bool:
    """Whether a name is a plural of people: "Democrats", "House Republicans", "Canadians"."""
    last = tokens[-1]
    if party_words([last.lower]) and last.lower[-1] == "s":
        return True
    return last.tag == "NNPS" and (len(tokens) == 1 or last.lower.endswith("ans"))


def _is_first_name(token: Token) -> bool:
    return token.lower in table("first_names")
