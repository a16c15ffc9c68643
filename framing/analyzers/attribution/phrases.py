"""Attributions without a reporting verb: "according to", "the claim that", "is sure that", "reportedly", "Roe: …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, cast

from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.labels import find_labels
from framing.analyzers.attribution.speakers import is_proper, noun_row
from framing.analyzers.attribution.subjects import bracketed, noun_phrase, without_connective
from framing.analyzers.facts import Connotation, CueKind
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

ANSWERS: Final = frozenset({"answer", "reply", "response", "retort"})


def find_phrases(paragraph: Paragraph, quoted: Sequence[int]) -> list[Draft]:
    """All drafts of one paragraph whose cue is not a verb."""
    found: list[Draft] = []
    for token in paragraph.tokens:
        if quoted[token.index] >= 0:
            continue
        if token.lower == "according":
            found.extend(_according(paragraph, token))
        elif token.lower == "per" and token.index and paragraph.tokens[token.index - 1].lower == "as":
            found.extend(_as_per(paragraph, token))
        elif token.lemma in ANSWERS and paragraph.tokens[token.head].lemma == "come":
            found.extend(_came(paragraph, token, quoted))
        elif token.pos == "NOUN" and token.lemma in table("cue_nouns"):
            found.extend(_noun(paragraph, token))
        elif token.dep == "acomp" and token.lemma in table("cue_adjectives"):
            found.extend(_adjective(paragraph, token))
        elif token.lower in {"clear", "plain", "known"} and paragraph.tokens[token.head].lemma == "make":
            found.extend(_made_clear(paragraph, token))
        elif token.lemma == "put" and token.pos == "VERB":
            found.extend(_put(paragraph, token))
        elif token.lower in {"reportedly", "allegedly"}:
            found.extend(_adverb(paragraph, token))
    found.extend(find_labels(paragraph, quoted))
    return found


def _adjective(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    """ "is confident that the plan works", "are wary of the plan"."""
    verb = paragraph.tokens[token.head]
    subject = paragraph.child(verb.index, "nsubj")
    if subject is None or subject.lower in {"it", "that", "this", "there"}:
        return
    clause = paragraph.child(token.index, "ccomp", "xcomp")
    preposition = paragraph.child(token.index, "prep")
    cue = [*(kid for kid in paragraph.children[verb.index] if paragraph.tokens[kid].dep in {"aux", "neg"}), verb.index]
    if clause is not None:
        content, sure = paragraph.subtree(clause.index), 0.6
    elif preposition is not None and (pobj := paragraph.child(preposition.index, "pobj", "pcomp")):
        content, sure = paragraph.subtree(pobj.index), 0.5
        cue.append(preposition.index)
    else:
        return
    kind = cast("CueKind", table("cue_adjectives")[token.lemma][0])
    tokens = tuple(sorted({*cue, token.index}))
    yield Draft(
        token.index,
        tokens,
        noun_phrase(paragraph, subject.index),
        content,
        token.lemma,
        kind,
        "neutral",
        "adjective",
        sure,
    )


def _made_clear(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    """ "Made clear that", "has made it plain that": the clause may hang on either word."""
    make = paragraph.tokens[token.head]
    subject = paragraph.child(make.index, "nsubj")
    clauses = (
        paragraph.tokens[kid]
        for kid in (*paragraph.children[make.index], *paragraph.children[token.index])
        if kid > token.index and paragraph.tokens[kid].dep == "ccomp"
    )
    clause = next(clauses, None)
    if clause is None or subject is None:
        return
    parts = [kid for kid in paragraph.children[make.index] if paragraph.tokens[kid].dep in {"aux", "neg"}]
    cue = tuple(sorted({*parts, *range(make.index, token.index + 1)}))
    source, content = noun_phrase(paragraph, subject.index), paragraph.subtree(clause.index)
    yield Draft(make.index, cue, source, content, "make clear", "speech", "neutral", "clause", 0.9)


def _put(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    """ "As the harbour master put it, …": the clause it hangs on is what was said."""
    tokens = paragraph.tokens
    subject = paragraph.child(token.index, "nsubj")
    after = token.index + 1
    if subject is None or token.dep != "advcl" or after >= len(tokens) or tokens[after].lower != "it":
        return
    own = paragraph.subtree(token.index)
    content = [index for index in paragraph.subtree(token.head, [token.index]) if index > own[-1] or index < own[0]]
    cue, source = (token.index, after), noun_phrase(paragraph, subject.index)
    yield Draft(token.index, cue, source, content, "put it", "speech", "neutral", "clause", 0.9)


def _according(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    preposition = paragraph.tokens[token.index + 1] if token.index + 1 < len(paragraph.tokens) else None
    if preposition is None or preposition.lower != "to":
        return
    cue = (token.index, preposition.index)
    sentence = paragraph.sentence_tokens[token.sentence]
    pobj = paragraph.child(preposition.index, "pobj", "pcomp")
    if pobj is None or token.index == sentence.start:
        yield from _leading(paragraph, cue, sentence)
        return
    source = noun_phrase(paragraph, pobj.index)
    own = {*cue, *paragraph.subtree(token.index), *source}
    top = _clause_top(paragraph, token)
    within = bracketed(paragraph, token.index) or sentence
    content = [index for index in paragraph.subtree(top) if index not in own and index in within]
    content = without_connective(paragraph, content)
    yield Draft(token.index, cue, source, content, "according to", "speech", "neutral", "clause", 0.95)


def _as_per(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    """ "As per the report, …"; not "as per the rules": whom or what one can quote."""
    pobj = paragraph.child(token.index, "pobj")
    if pobj is not None and (is_proper(pobj) or noun_row(pobj)):
        cue = (token.index - 1, token.index)
        sentence = paragraph.sentence_tokens[token.sentence]
        if cue[0] == sentence.start:
            yield from (replace(draft, lemma="as per", frame="phrase") for draft in _leading(paragraph, cue, sentence))
        else:
            source = noun_phrase(paragraph, pobj.index)
            own = {*cue, *source}
            content = [at for at in paragraph.subtree(_clause_top(paragraph, token)) if at not in own]
            yield Draft(cue[0], cue, source, content, "as per", "speech", "neutral", "phrase", 0.95)


def _came(paragraph: Paragraph, token: Token, quoted: Sequence[int]) -> Iterator[Draft]:
    """“Every day,” came the reply: whoever was asked, whom the phrase does not name."""
    verb = token.head
    if 0 < verb < token.index <= verb + 3 and quoted[verb - 1] >= 0:
        content = [at for at in range(verb) if quoted[at] == quoted[verb - 1]]
        cue = tuple(range(verb, token.index + 1))
        yield Draft(verb, cue, [], content, token.lemma, "speech", "neutral", "phrase", 0.95)


def _leading(paragraph: Paragraph, cue: tuple[int, int], sentence: range) -> Iterator[Draft]:
    """ "According to Roe, …": the source runs to the comma before the clause, or to where the parser ends it."""
    tokens = paragraph.tokens
    pobj = paragraph.child(cue[1], "pobj", "pcomp")
    end = noun_phrase(paragraph, pobj.index)[-1] if pobj else cue[1]
    comma = next((at for at in range(max(end, cue[1] + 1), sentence.stop) if tokens[at].text == ","), None)
    if comma is not None:
        source, content = list(range(cue[1] + 1, comma)), list(range(comma + 1, sentence.stop))
        yield Draft(cue[0], cue, source, content, "according to", "speech", "neutral", "clause", 0.95)


def _clause_top(paragraph: Paragraph, token: Token) -> int:
    """The clause an "according to" belongs to: the nearest verb above it that begins a clause of its own."""
    for above in paragraph.ancestors(token.index):
        if above.dep in {"ROOT", "conj", "ccomp", "parataxis"} and above.pos in {"VERB", "AUX"}:
            return above.index
        if above.head == above.index:
            return above.index
    return token.index


def _noun(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    kind, connotation = (
        cast("CueKind", table("cue_nouns")[token.lemma][0]),
        cast("Connotation", table("cue_nouns")[token.lemma][1]),
    )
    clause = next(
        (
            paragraph.tokens[kid]
            for kid in paragraph.children[token.index]
            if kid > token.index
            and paragraph.tokens[kid].dep in {"acl", "ccomp", "relcl"}
            and _complement(paragraph, kid)
        ),
        None,
    )
    if clause is None:
        return
    owner = paragraph.child(token.index, "poss") or _proper_before(paragraph, token)
    source = noun_phrase(paragraph, owner.index) if owner else []
    content = paragraph.subtree(clause.index)
    yield Draft(
        token.index, (token.index,), source, content, token.lemma, kind, connotation, "noun", 0.55 if source else 0.42
    )


def _proper_before(paragraph: Paragraph, noun: Token) -> Token | None:
    """The name in "a Reuters report that …"."""
    name = paragraph.child(noun.index, "compound")
    return name if name is not None and is_proper(name) else None


def _complement(paragraph: Paragraph, clause: int) -> bool:
    """A that-clause that completes the noun, not one that relates to it."""
    first = paragraph.tokens[paragraph.subtree(clause)[0]]
    return first.lower == "that" and first.dep == "mark"


def _adverb(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    verb = paragraph.tokens[token.head]
    if verb.pos not in {"VERB", "AUX"}:
        return
    content = [index for index in paragraph.subtree(verb.index) if index != token.index]
    connotation: Connotation = "doubt" if token.lower == "allegedly" else "neutral"
    yield Draft(token.index, (token.index,), [], content, token.lower, "speech", connotation, "adverb", 0.6)
