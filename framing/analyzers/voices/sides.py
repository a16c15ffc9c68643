"""Which party a story says somebody belongs to.  Nothing is ever guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

LETTERS: Final = frozenset({"d", "r", "i", "lab", "con"})
AMBIGUOUS: Final = frozenset(["conservative", "conservatives", "green", "greens", "independent", "labor", "labour",
                              "libertarian", "plaid"])  # fmt: skip
"""Words of other uses: parties only with a capital inside a sentence."""
MEMBERS: Final = frozenset(["christian democrat", "conservative", "democrat", "democratic", "green", "independent",
                            "lib dem", "liberal democrat", "libertarian", "new democrat", "republican",
                            "social democrat", "tory"])  # fmt: skip
LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A party set beside a name, with its tokens: "(D-Ohio)", "Republican of Iowa", "a Democrat"."""

    side: str
    first: int
    last: int


def affiliations(paragraph: Paragraph) -> list[Affiliation]:
    """All affiliations that follow a name after a comma or in brackets."""
    tokens = paragraph.tokens
    return [
        found
        for token in tokens
        if token.index and token.text[0].isupper() and tokens[token.index - 1].text in {"(", ",", "a", "an"}
        if (found := _affiliation(paragraph, token)) is not None
    ]


def _affiliation(paragraph: Paragraph, token: Token) -> Affiliation | None:
    tokens, word = paragraph.tokens, token.lower.rstrip(".")
    rest = [other.text for other in tokens[token.index + 1 : token.index + LONGEST]]
    before = tokens[token.index - 1].text
    pair = " ".join([word, *(item.lower() for item in rest[:1])])
    if pair in table("parties"):
        return Affiliation(table("parties")[pair][0], token.index, token.index + 1)
    side = table("parties").get(word, ("",))[0]
    if not side:
        return None
    if word in LETTERS:
        joined = rest[:1] in (["-"], ["–"], [","], ["/"]) or token.text.endswith(".")
        if before not in {"(", ","} or not joined:
            return None
        stop = token.index + 1
        while stop + 1 < len(tokens) and (tokens[stop + 1].tag in {"NNP", "NNPS"} or tokens[stop + 1].text in "-–."):
            stop += 1
        return Affiliation(side, token.index, stop)
    if before == "(" or (rest[:1] and rest[0] in {"of", "from", "for", "who", ",", "and", ")"}):
        whole = before != "," or rest[:1] != [","] or token.text[-1] != "s"
        return Affiliation(side, token.index, token.index) if whole and token.tag != "NNPS" else None
    return None


def party_words(lowers: Sequence[str]) -> int:
    """How many words a party's name takes at the start of some words in lower case; 0 when they start with none."""
    parties = table("parties")
    if len(lowers) > 1 and " ".join(lowers[:2]) in parties:
        return 2
    return int(bool(lowers) and lowers[0] in parties and lowers[0] not in LETTERS)


def is_member(lowers: Sequence[str]) -> bool:
    """Whether some words call one member of a party: "Republican", not "Labour"."""
    return " ".join(lowers) in MEMBERS


def side_in(paragraph: Paragraph, indexes: Sequence[int]) -> str:
    """The party that words such as "Democratic nominee" name; empty when they name none."""
    tokens = paragraph.tokens
    for at, index in enumerate(indexes):
        token = tokens[index]
        if not token.text[0].isupper():
            continue
        lowers = [tokens[other].lower for other in indexes[at : at + 2]]
        count = party_words(lowers)
        starts = index == paragraph.sentence_tokens[token.sentence].start
        if count and not (count == 1 and starts and lowers[0] in AMBIGUOUS and not _is_political(lowers[1:])):
            return table("parties")[" ".join(lowers[:count])][0]
    return ""


def _is_political(lowers: Sequence[str]) -> bool:
    row = table("roles").get(lowers[0]) if lowers else None
    return bool(lowers) and (
        (row is not None and row[0] == "official") or lowers[0] in {"party", "candidate", "leader"}
    )
