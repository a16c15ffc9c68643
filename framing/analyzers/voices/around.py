"""What the words around a name, and those of a source phrase, tell about who it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from framing.analyzers.analysis import Passage
from framing.analyzers.attribution.subjects import noun_phrase
from framing.analyzers.voices.names import Name, plain
from framing.analyzers.voices.sides import is_member, side_in
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table, words

Sex = Literal["", "he", "she"]

HE: Final = frozenset(["mr", "mr.", "sir", "lord", "king", "prince", "duke", "father", "husband", "son", "brother",
                       "grandfather", "uncle", "dad"])  # fmt: skip
SHE: Final = frozenset(["mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "queen", "princess", "duchess", "mother",
                        "wife", "daughter", "sister", "grandmother", "aunt", "mum", "mom", "actress"])  # fmt: skip
PERCENT: Final = frozenset({"%", "percent", "cent"})
SHARES: Final = frozenset({"respondent", "interviewee", "interviewer", "share", "proportion"})
SPEAKS_FOR: Final = frozenset(["attorney", "barrister", "counsel", "lawyer", "publicist", "solicitor", "spokesman",
                               "spokesperson", "spokeswoman"])  # fmt: skip
PRESS: Final = frozenset({"press", "communication", "communications", "media"})
PRESS_OFFICES: Final = frozenset({"secretary", "officer", "director", "chief", "manager", "aide"})
SERVES: Final = frozenset({"at", "for", "from", "in", "of", "with"})
OFFICES: Final = frozenset(row[0] for row in table("titles").values() if row) - {"", "acting", "former"}
LOWER_RANKS: Final = frozenset({"assistant", "deputy", "shadow", "vice"})
BEARERS: Final = frozenset({"poss", "compound", "nmod"})
ARTICLES: Final = frozenset({"DT", "PRP$"})
NOMINAL: Final = frozenset({"NOUN", "PROPN"})


@dataclass(slots=True)
class Clues:
    """``nouns`` are what somebody is called, each with the kind of voice that makes; ``speaks_for`` a body's name."""

    nouns: dict[str, str] = field(default_factory=dict)
    side: str = ""
    speaks_for: str = ""
    modifiers: set[str] = field(default_factory=set)


def clues_of(paragraph: Paragraph, name: Name) -> Clues:
    """What stands beside a name: titles, words in apposition, what it "is", its party."""
    clues = Clues(side=name.affiliation.side if name.affiliation else "")
    first = name.first - len(name.titles)
    clues.side = clues.side or side_in(paragraph, range(max(first, 0), name.first)) or _party_before(paragraph, first)
    for at, title in enumerate(name.titles):
        token = paragraph.tokens[first + at]
        noun = (table("titles").get(title) or ("",))[0] or (token.lemma if token.pos == "NOUN" else title)
        last = at == len(name.titles) - 1
        listed = noun in table("roles") or (noun in OFFICES and not is_member([noun]))
        if last and (listed or token.pos == "NOUN"):
            _add(clues, paragraph, noun, token, name.titles[:at], range(first, first + at), name)
    clues.side = clues.side or next(
        (side_in(paragraph, [token.index - 1, token.index]) for token in _members(paragraph, name)), ""
    )
    for token in _beside(paragraph, name):
        before = [
            kid for kid in paragraph.children[token.index] if paragraph.tokens[kid].dep in {"amod", "compound", "nmod"}
        ]
        clues.side = clues.side or side_in(paragraph, before)
        _add(clues, paragraph, token.lemma, token, name=name)
    return clues


def clues_of_noun(paragraph: Paragraph, noun: Token, name: Name) -> Clues:
    """What a noun tells about the name after it: "An attorney for Roe, Tom Poe"."""
    clues = Clues()
    _add(clues, paragraph, noun.lemma.lower(), noun, name=name)
    return clues


def _members(paragraph: Paragraph, name: Name) -> Iterator[Token]:
    """ "Democrat" in "Ann Roe, the panel's senior Democrat"."""
    for index in range(name.first, name.last + 1):
        kids = (paragraph.tokens[kid] for kid in paragraph.children[index])
        yield from (kid for kid in kids if kid.dep == "appos" and is_member([kid.lower]))


def _add(
    clues: Clues,
    paragraph: Paragraph,
    noun: str,
    token: Token,
    before: Sequence[str] = (),
    indexes: Sequence[int] = (),
    name: Name | None = None,
) -> None:
    kids = paragraph.children[token.index]
    noun = rank(noun, [*before, *(paragraph.tokens[kid].lower for kid in kids if kid < token.index)])
    body = body_of(paragraph, token)
    if name is not None:
        body = [word for word in body if word.index < name.first or word.index > name.last]
    if not body and indexes:
        body = [paragraph.tokens[index] for index in indexes if paragraph.tokens[index].pos == "PROPN"]
    clues.nouns.setdefault(noun, role_kind(noun, body))
    last = {*before[-1:], *(paragraph.tokens[kid].lower for kid in paragraph.children[token.index])}
    clues.modifiers |= last
    if body and (noun in SPEAKS_FOR or (noun in PRESS_OFFICES and last & PRESS)):
        clues.speaks_for = clues.speaks_for or body_name(paragraph, body)


def rank(noun: str, before: Sequence[str]) -> str:
    """A noun with what makes another office of it: the prime minister is no minister, the deputy mayor no mayor."""
    if noun == "minister" and "prime" in before[-1:]:
        return "premier"
    return f"{before[-1]}-{noun}" if before and before[-1] in LOWER_RANKS else noun


def _beside(paragraph: Paragraph, name: Name) -> Iterator[Token]:
    """Nouns in apposition to a name on either side, those joined to them by "and", and what it "is"."""
    tokens = paragraph.tokens
    found: list[Token] = []
    for index in range(name.first, name.last + 1):
        token = tokens[index]
        above = tokens[token.head]
        if token.dep == "appos" and above.pos in NOMINAL and not name.first <= above.index <= name.last:
            found.append(above)
        found += [tokens[kid] for kid in paragraph.children[index] if tokens[kid].dep == "appos"]
        if token.dep == "nsubj" and above.lemma == "be":
            found += [tokens[kid] for kid in paragraph.children[above.index] if tokens[kid].dep == "attr"]
    for token in found:
        if token.pos == "NOUN" or token.lower in table("titles") or token.lemma.lower() in table("roles"):
            yield token
            kids = (tokens[kid] for kid in paragraph.children[token.index])
            yield from (kid for kid in kids if kid.dep == "conj" and kid.pos == "NOUN")


def _party_before(paragraph: Paragraph, first: int) -> str:
    """The party in "Labour's Ann Roe"."""
    return side_in(paragraph, [first - 2]) if first > 1 and paragraph.tokens[first - 1].tag == "POS" else ""


def body_of(paragraph: Paragraph, noun: Token) -> list[Token]:
    """Whom somebody serves: "the union" in "president of the union", "Acme" in "the Acme spokesman"."""
    tokens = paragraph.tokens
    after = [kid for kid in paragraph.children[noun.index] if tokens[kid].dep == "prep" and tokens[kid].lower in SERVES]
    served = [pobj for kid in after if (pobj := paragraph.child(kid, "pobj")) is not None]
    served += [pobj for item in served if (pobj := _further(paragraph, item)) is not None]
    bodies = [[tokens[index] for index in noun_phrase(paragraph, pobj.index)] for pobj in served]
    if bodies:
        return next((body for body in bodies if body_kind(body)), bodies[0])
    before = [tokens[kid] for kid in paragraph.children[noun.index] if kid < noun.index]
    bearers = [kid for kid in before if kid.dep in BEARERS and kid.pos in NOMINAL and kid.lower not in PRESS]
    bearers.sort(key=lambda kid: (kid.dep != "poss", -kid.index))
    bearer = bearers[0] if bearers else None
    if bearer is None:
        return []
    found = [tokens[index] for index in paragraph.subtree(bearer.index) if tokens[index].tag != "POS"]
    while found[0].index and (left := tokens[found[0].index - 1]).pos == "PROPN" and left.dep in BEARERS:
        found.insert(0, left)
    return found


def _further(paragraph: Paragraph, noun: Token) -> Token | None:
    """ "The union" in "president for policy for the union"."""
    prep = paragraph.child(noun.index, "prep")
    return paragraph.child(prep.index, "pobj") if prep is not None and prep.lower in SERVES else None


def body_name(paragraph: Paragraph, body: Sequence[Token]) -> str:
    """A body as it is called, without its article."""
    kept = list(body)
    while kept and kept[0].tag in ARTICLES:
        kept.pop(0)
    while kept and not kept[-1].is_word:
        kept.pop()
    return paragraph.slice(Span(kept[0].start, kept[-1].end)) if kept else ""


def role_kind(noun: str, body: Sequence[Token] = ()) -> str:
    """The kind of voice that a noun makes of whoever it names, at a body; empty when it tells nothing."""
    row = table("roles").get(noun) or table("roles").get(noun.partition("-")[2])
    if row is None:
        return "party" if noun in words("trades") else ""
    if row[1:] != ("of",) or not body:
        return row[0]
    kind = body_kind(body)
    if kind in {"official", "media", "expert"}:
        return kind
    return "party" if kind else row[0]


def body_kind(body: Iterable[Token]) -> str:
    """Public body, news outlet, place of experts, another organisation; empty for what is none."""
    found = ""
    for token in body:
        row = table("organisation_words").get(token.lower) or table("organisation_words").get(plain(token.text))
        if row is not None and (token.text[0].isupper() or row[:1] == ("official",)):
            found = row[0] if row else found or "organisation"
        elif token.pos == "NOUN" and (listed := table("source_nouns").get(token.lemma)) is not None:
            found = found or (listed[1] if listed[1] in {"official", "media", "organisation"} else "")
        elif token.pos == "NOUN" and token.lemma in words("trades"):
            found = found or "organisation"
        elif token.lower in table("metonyms"):
            found = found or "official"
    return found


def sex_of(nouns: Iterable[str]) -> Sex:
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


def antecedent_of(passage: Passage, relative: Token) -> Span | None:
    """The noun phrase that a relative clause hangs on."""
    paragraph = passage.paragraph
    clause = next((above for above in paragraph.ancestors(relative.index) if above.dep == "relcl"), None)
    if clause is None:
        return None
    phrase = [index for index in noun_phrase(paragraph, clause.head) if index < relative.index]
    return paragraph.cover(phrase).moved(passage.start) if phrase else None
