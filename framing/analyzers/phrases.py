"""Attributions without a reporting verb: "according to", nouns such as "the claim that", adverbs such as "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.analyzers.arguments import noun_phrase
from framing.analyzers.drafts import Draft
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table


def find_phrases(paragraph: Paragraph, quoted: Sequence[int]) -> list[Draft]:
    """All drafts of one paragraph whose cue is not a verb."""
    found: list[Draft] = []
    for token in paragraph.tokens:
        if quoted[token.index] >= 0:
            continue
        if token.lower == "according":
            found.extend(_according(paragraph, token))
        elif token.pos == "NOUN" and token.lemma in table("cue_nouns"):
            found.extend(_noun(paragraph, token))
        elif token.lower in {"reportedly", "allegedly"}:
            found.extend(_adverb(paragraph, token))
    return found


def _according(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    preposition = paragraph.tokens[token.index + 1] if token.index + 1 < len(paragraph.tokens) else None
    if preposition is None or preposition.lower != "to":
        return
    pobj = paragraph.child(preposition.index, "pobj") or paragraph.child(preposition.index, "pcomp")
    if pobj is None:
        return
    source = noun_phrase(paragraph, pobj.index)
    cue = (token.index, preposition.index)
    sentence = paragraph.sentence_tokens[token.sentence]
    own = {*cue, *paragraph.subtree(token.index), *source}
    top = _clause_top(paragraph, token)
    content = [index for index in paragraph.subtree(top) if index not in own and index in sentence]
    yield Draft(token.index, cue, source, content, "according to", "speech", "neutral", "clause", 0.95)


def _clause_top(paragraph: Paragraph, token: Token) -> int:
    """The clause an "according to" belongs to: the nearest verb above it that begins a clause of its own."""
    for above in paragraph.ancestors(token.index):
        if above.dep in {"ROOT", "conj", "ccomp", "parataxis"} and above.pos in {"VERB", "AUX"}:
            return above.index
        if above.head == above.index:
            return above.index
    return token.index


def _noun(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    kind, connotation = table("cue_nouns")[token.lemma][:2]
    clause = next(
        (
            paragraph.tokens[kid]
            for kid in paragraph.children[token.index]
            if kid > token.index and paragraph.tokens[kid].dep in {"acl", "ccomp", "relcl"} and _complement(paragraph, kid)
        ),
        None,
    )
    if clause is None:
        return
    owner = paragraph.child(token.index, "poss")
    source = noun_phrase(paragraph, owner.index) if owner else []
    content = paragraph.subtree(clause.index)
    yield Draft(token.index, (token.index,), source, content, token.lemma, kind, connotation, "noun", 0.55 if source else 0.42)  # type: ignore[arg-type]


def _complement(paragraph: Paragraph, clause: int) -> bool:
    """A that-clause that completes the noun, not one that relates to it."""
    first = paragraph.tokens[paragraph.subtree(clause)[0]]
    return first.lower == "that" and first.dep == "mark"


def _adverb(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    verb = paragraph.tokens[token.head]
    if verb.pos not in {"VERB", "AUX"}:
        return
    content = [index for index in paragraph.subtree(verb.index) if index != token.index]
    connotation = "doubt" if token.lower == "allegedly" else "neutral"
    yield Draft(token.index, (token.index,), [], content, token.lower, "speech", connotation, "adverb", 0.6)  # type: ignore[arg-type]
