"""What the words of a source phrase, and those around a name, tell about who it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from framing.analyzers.analysis import Passage
from framing.analyzers.attribution.subjects import noun_phrase
from framing.analyzers.voices.names import Name
from framing.document import Span
from framing.language.parse import Token

HE: Final = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "duke"})
SHE: Final = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "queen", "princess", "duchess"})
PERCENT: Final = frozenset({"%", "percent", "cent"})
SHARES: Final = frozenset({"respondent", "interviewee", "interviewer", "share", "proportion"})


def sex_of(nouns: Iterable[str]) -> Literal["", "he", "she"]:
    """What titles and descriptions tell: "Mrs", "spokesman"; empty when they tell nothing."""
    for noun in nouns:
        if noun in SHE or noun.endswith("woman"):
            return "she"
        if noun in HE or noun.endswith("man"):
            return "he"
    return ""


def is_share(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a source is a part of those a poll asked: "most respondents", "61 percent of parents"."""
    return head.lemma in SHARES or any(token.lower in PERCENT for token in tokens)


def descriptions(passage: Passage, name: Name, tokens: Sequence[Token]) -> list[str]:
    """Nouns in a source phrase that describe the person named: "mayor" in "Ann Roe, the mayor of Ely"."""
    named = {token.index for token in tokens if name.span.contains(token.span.moved(passage.start))}
    around = {passage.paragraph.tokens[index].head for index in named}
    return [
        token.lemma
        for token in tokens
        if token.pos == "NOUN"
        and (token.index in around or (token.head in named and token.dep in {"appos", "compound"}))
    ]


def appositions(passage: Passage, name: Name) -> Iterator[str]:
    """Nouns set beside a name anywhere in the story: "think tank" in "the Ely Centre, a think tank"."""
    paragraph = passage.paragraph
    for token in passage.tokens(name.span):
        around = paragraph.tokens[token.head]
        if token.dep == "appos" and around.pos == "NOUN":
            yield around.lemma
        for kid in paragraph.children[token.index]:
            if paragraph.tokens[kid].dep == "appos" and paragraph.tokens[kid].pos == "NOUN":
                yield paragraph.tokens[kid].lemma


def antecedent_of(passage: Passage, relative: Token) -> Span | None:
    """The noun phrase that a relative clause hangs on."""
    paragraph = passage.paragraph
    clause = next((above for above in paragraph.ancestors(relative.index) if above.dep == "relcl"), None)
    if clause is None:
        return None
    phrase = [index for index in noun_phrase(paragraph, clause.head) if index < relative.index]
    return paragraph.cover(phrase).moved(passage.start) if phrase else None
