"""Is a word meant in the sense that takes sides?  One small test of the parse for each way to tell.

Each test gets the paragraph and the tokens of a term and says whether the loaded sense is likely.  Lists name the
tests an entry needs; when in doubt they say no.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from framing.language.parse import Paragraph, Token
from framing.lexicons.load import entries

OBJECTS: Final = ("dobj", "obj", "nsubjpass")
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
REACH: Final = 6
"""How many steps up the parse a test looks."""
BLAMING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "of": ("accuse", "convict", "suspect", "acquit"),
        "for": ("criticize", "criticise", "blame", "condemn", "fault", "denounce", "attack", "rebuke", "censure"),
        "over": ("outrage", "anger", "criticism", "backlash", "fury", "uproar", "outcry", "complaint", "protest"),
    }
)
"""Preposition → verbs and nouns after which it names a reproach."""
NEGATIONS: Final = frozenset({"not", "n't", "no", "never", "hardly", "neither", "nor"})
DETERMINERS: Final = frozenset({"det", "poss", "amod", "nummod", "compound", "nmod"})


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Noun → what it can name: person, body, policy, physical, crime, sport, war, health, nationality."""
    found: dict[str, set[str]] = {}
    for noun, kind in entries("word_classes"):
        found.setdefault(noun, set()).add(kind)
    return MappingProxyType({noun: frozenset(kinds) for noun, kinds in found.items()})


def names(token: Token, *kinds: str) -> bool:
    """Whether a word can name something of these kinds."""
    return not classes().get(token.lemma.lower(), classes().get(token.lower, frozenset())).isdisjoint(kinds)


def is_human(token: Token) -> bool:
    """A person, a group or a body: by class, by name, or by its ending."""
    if names(token, "physical"):
        return False
    return (
        token.pos == "PROPN"
        or names(token, "person", "body")
        or (token.pos == "NOUN" and token.lemma.endswith(("ist", "crat", "ician", "man", "woman", "maker")))
    )


def sentence(paragraph: Paragraph, at: int) -> tuple[Token, ...]:
    """The tokens of the sentence that holds a token."""
    reach = paragraph.sentence_tokens[paragraph.tokens[at].sentence]
    return paragraph.tokens[reach.start : reach.stop]


def about(paragraph: Paragraph, at: int, kind: str, least: int = 1) -> bool:
    """Whether the sentence has ``least`` words of a kind."""
    return sum(names(token, kind) for token in sentence(paragraph, at)) >= least


def verb_of(paragraph: Paragraph, covered: range) -> Token:
    """The verb of a term: its first verb, else its first token."""
    return next(
        (paragraph.tokens[i] for i in covered if paragraph.tokens[i].pos == "VERB"), paragraph.tokens[covered[0]]
    )


def subject(paragraph: Paragraph, verb: Token) -> Token | None:
    """Who acts: the subject, the agent of a passive, or the subject of the verb it is joined to."""
    agent = paragraph.child(verb.index, "agent")
    if agent is not None:
        return paragraph.child(agent.index, "pobj")
    for _ in range(4):
        found = paragraph.child(verb.index, "nsubj", "csubj")
        if found is not None:
            return _antecedent(paragraph, verb, found)
        if verb.dep == "acl" or verb.dep == "relcl":
            return paragraph.tokens[verb.head]
        if verb.dep not in ("conj", "xcomp", "advcl", "aux", "ccomp", "pcomp", "prep") or verb.head == verb.index:
            return None
        verb = paragraph.tokens[verb.head]
    return None


def _antecedent(paragraph: Paragraph, verb: Token, found: Token) -> Token:
    if found.lower in ("who", "that", "which") and verb.dep == "relcl":
        return paragraph.tokens[verb.head]
    return found


def object_of(paragraph: Paragraph, covered: range) -> Token | None:
    """What is acted on: object, passive subject, or the object of a preposition inside the term."""
    verb = verb_of(paragraph, covered)
    found = paragraph.child(verb.index, *OBJECTS)
    if found is not None:
        return found
    for i in (verb.index, *covered):
        for kid in paragraph.children[i]:
            if paragraph.tokens[kid].dep == "prep":
                return paragraph.child(kid, "pobj")
        if (direct := paragraph.child(i, "pobj")) is not None:
            return direct
    return None


def head_noun(paragraph: Paragraph, covered: range) -> Token | None:
    """The noun that a term modifies."""
    for i in reversed(covered):
        token = paragraph.tokens[i]
        head = paragraph.tokens[token.head]
        if head.index not in covered and token.dep in DETERMINERS and head.pos in ("NOUN", "PROPN"):
            return head
    after = covered[-1] + 1
    if after < len(paragraph.tokens) and paragraph.tokens[after].pos in ("NOUN", "PROPN", "ADJ"):
        return paragraph.tokens[after]
    return None


def token_at(paragraph: Paragraph, at: int, sentence_index: int) -> Token | None:
    """The token at an index, if it is in the same sentence."""
    if 0 <= at < len(paragraph.tokens) and paragraph.tokens[at].sentence == sentence_index:
        return paragraph.tokens[at]
    return None


def ascribed(paragraph: Paragraph, at: int) -> bool:
    """Whether somebody in the sentence gives the name: "she called it a farce", "he derides it as a farce"."""
    token = paragraph.tokens[at]
    for _ in range(4):
        head = paragraph.tokens[token.head]
        if token.dep == "oprd" or (
            token.dep in ("ccomp", "xcomp", "attr") and head.lemma in ("call", "deem", "consider")
        ):
            return head.pos == "VERB" and subject(paragraph, head) is not None
        if token.dep == "pobj" and head.lower == "as":
            return paragraph.tokens[head.head].pos == "VERB" and head.dep == "prep"
        if token.dep not in ("amod", "compound", "conj", "advmod", "nmod") or head.index == token.index:
            return False
        token = head
    return False


def accused(paragraph: Paragraph, at: int) -> bool:
    """Whether it is part of what somebody is accused of or blamed for: "accused them of caving in"."""
    token = paragraph.tokens[at]
    for _ in range(REACH):
        head = paragraph.tokens[token.head]
        if token.dep == "prep" and head.lemma in BLAMING.get(token.lower, ()):
            return True
        if head.index == token.index or token.dep in SUBJECTS or (token.tag in FINITE and token.dep != "relcl"):
            return False
        token = head
    return False


def denied(paragraph: Paragraph, at: int) -> bool:
    """Whether the sentence says that it is not so: "is not a circus", "made no outrageous claim"."""
    token = paragraph.tokens[at]
    for _ in range(REACH):
        for kid in paragraph.children[token.index]:
            after = paragraph.tokens[kid + 1 : kid + 2]
            if paragraph.tokens[kid].lower in NEGATIONS and not (after and after[0].lower in ("only", "just", "least")):
                return True
        if token.dep in SUBJECTS or token.pos in ("VERB", "AUX") or token.head == token.index:
            return False
        token = paragraph.tokens[token.head]
    return False
