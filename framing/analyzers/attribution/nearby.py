"""Who stands beside a reporting verb, word by word: for quotations whose sentence the parser got wrong.

Quotations break up sentences, and the parser is at its worst there.  What stands right before or after the verb is
then the better witness: "…," said the clerk, who had …; "…," the clerk, a former judge, said on Monday.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.analyzers.attribution.cues import Cue
from framing.analyzers.attribution.subjects import is_asked, noun_phrase
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
NOMINAL: Final = NOUNS | {"DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "POS", "HYPH", "VBN", "VBG", "AFX"}
"""Tags of the words a noun phrase is made of, left of its postmodifiers."""
LINKING: Final = frozenset({"of", "for", "at", "from", "in", "with", "and", "&"})
NOT_FINITE: Final = frozenset({"VBG", "VB"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
FARTHEST: Final = 40
"""How many words back the start of the clause is looked for."""


def source_near(paragraph: Paragraph, cue: Cue, quoted: Sequence[int]) -> list[int]:
    """The noun phrase beside an active verb with a quotation next to it, or no tokens."""
    tokens = paragraph.tokens
    verb = tokens[cue.head]
    sentence = paragraph.sentence_tokens[verb.sentence]
    if cue.kind != "speech" or all(quoted[index] < 0 for index in range(max(sentence.start - 1, 0), sentence.stop)):
        return []
    if verb.tag in NOT_FINITE or is_asked(paragraph, verb) or paragraph.child(verb.index, "auxpass") is not None:
        return []
    first, last = cue.tokens[0], cue.tokens[-1]
    if (first and quoted[first - 1] >= 0) or first == sentence.start:
        return noun_phrase_after(paragraph, last + 1, quoted)
    start = _clause_start(paragraph, first, sentence, quoted)
    if start is None:
        return []
    found = noun_phrase_after(paragraph, start, quoted)
    return found if found and found[-1] < first else []


def source_left(paragraph: Paragraph, cue: Cue, quoted: Sequence[int]) -> list[int]:
    """The noun phrase that ends right before a finite verb of speech whose subject the parser lost."""
    tokens = paragraph.tokens
    verb = tokens[cue.head]
    if cue.kind != "speech" or verb.tag not in FINITE or is_asked(paragraph, verb) or cue.lemma not in table("cues"):
        return []
    start = paragraph.sentence_tokens[verb.sentence].start
    at = cue.tokens[0] - 1
    while at > start and (tokens[at].pos == "ADV" or tokens[at].text == ","):
        at -= 1
    if at < start or quoted[at] >= 0 or tokens[at].pos not in {"NOUN", "PROPN", "PRON"}:
        return []
    top = at
    while tokens[top].head < top and tokens[tokens[top].head].pos in {"NOUN", "PROPN", "PRON", "ADP"}:
        if tokens[top].dep in {"conj", "relcl"}:
            break
        top = tokens[top].head
    if tokens[top].pos == "ADP":
        return []
    return [index for index in noun_phrase(paragraph, top) if index <= at]


def noun_phrase_after(paragraph: Paragraph, start: int, quoted: Sequence[int]) -> list[int]:
    """The noun phrase that begins at a token, by tags alone."""
    tokens = paragraph.tokens
    stop = len(tokens)
    found: list[int] = []
    at = start
    while at < stop and quoted[at] < 0 and _belongs(tokens, at, found):
        found.append(at)
        at += 1
    while found and tokens[found[-1]].tag not in NOUNS | {"DT", "JJ"}:
        found.pop()
    return found if any(tokens[index].tag in NOUNS or tokens[index].lower == "another" for index in found) else []


def _belongs(tokens: Sequence[Token], at: int, found: Sequence[int]) -> bool:
    token = tokens[at]
    if token.tag in NOMINAL:
        return not (found and token.tag == "PRP")
    return bool(found) and token.lower in LINKING and at + 1 < len(tokens) and tokens[at + 1].tag in NOMINAL


def _clause_start(paragraph: Paragraph, verb: int, sentence: range, quoted: Sequence[int]) -> int | None:
    """Where the words before a verb begin: after the quotation before it, or at the start of its sentence."""
    tokens = paragraph.tokens
    before = range(verb - 1, max(sentence.start, verb - FARTHEST) - 1, -1)
    edge = next((at for at in before if quoted[at] >= 0), None)
    if edge is not None:
        return edge + 1
    return sentence.start if verb - sentence.start < FARTHEST and tokens[sentence.start].tag in NOMINAL else None
