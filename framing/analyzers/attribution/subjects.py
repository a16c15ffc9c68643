"""Who a reporting verb gives its words to: the source, from the parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from framing.analyzers.attribution.cues import ADDRESSED, FINITE, Cue
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

GOING_ON: Final = frozenset(
    [
        "accuse",
        "add",
        "argue",
        "blame",
        "call",
        "cite",
        "claim",
        "describe",
        "explain",
        "insist",
        "note",
        "point",
        "say",
        "stress",
        "suggest",
        "urge",
        "warn",
    ]
)
IMPRESSIONS: Final = frozenset({"seem", "appear"})
"""Verbs whose subject is what something looks like, not who says so."""
CONNECTIVES: Final = frozenset(
    [
        "also",
        "however",
        "in addition",
        "in all",
        "in fact",
        "indeed",
        "instead",
        "meanwhile",
        "moreover",
        "nevertheless",
        "nonetheless",
        "overall",
        "still",
    ]
)
INHERITS: Final = frozenset({"conj", "advcl", "xcomp", "pcomp"})
LONGEST_NAME: Final = 6
LONGEST_SOURCE: Final = 16
EDGE: Final = frozenset(",.;:—–-―…") | {"--", "...", "- -"}


def source_of(paragraph: Paragraph, cue: Cue) -> list[int]:
    """Tokens of the source of a verb: its subject, its agent, or the subject it shares with the verb above it."""
    tokens = paragraph.tokens
    verb = cue.head
    if cue.lemma in IMPRESSIONS:
        return []
    passive = paragraph.child(verb, "auxpass", "nsubjpass") is not None or is_asked(paragraph, tokens[verb])
    if passive:
        agent = paragraph.child(verb, "agent")
        return _phrase_below(paragraph, agent) if agent else []
    if goes_on(paragraph, tokens[verb]) and tokens[tokens[verb].head].dep == "ccomp":
        verb = tokens[tokens[verb].head].head
    for _ in range(4):
        beside = reports_beside(paragraph, tokens[verb])
        if beside is not None and paragraph.child(verb, "nsubj") is None:
            verb = beside
        subject = paragraph.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return _beside(noun_phrase(paragraph, subject.index), subject.index, cue.head)
        if tokens[verb].dep == "acl" and tokens[verb].tag in {"VBG", "VB"}:
            return noun_phrase(paragraph, tokens[verb].head, without=[verb])
        if tokens[verb].dep not in INHERITS or tokens[verb].head == verb:
            break
        if tokens[verb].dep == "conj" and tokens[tokens[verb].head].pos not in {"VERB", "AUX"}:
            break
        verb = tokens[verb].head
        while tokens[verb].pos in {"ADP", "ADJ"} and tokens[verb].head != verb:
            verb = tokens[verb].head
    agent = paragraph.child(cue.head, "agent")
    return _phrase_below(paragraph, agent) if agent else []


def reports_beside(paragraph: Paragraph, verb: Token) -> int | None:
    """The reporting verb that another one stands beside, where the parser joined it to the content of the first.

    "Said that it was late and warned of rain": "warned" is joined to "was", and is the speaker's own.
    """
    tokens = paragraph.tokens
    clause = tokens[verb.head]
    report = clause.head
    if verb.dep != "conj" or clause.dep not in {"ccomp", "xcomp"}:
        return None
    kids = {kid.dep for kid in map(tokens.__getitem__, paragraph.children[verb.index])}
    if not kids & {"nsubj", "nsubjpass"}:
        bare = not _is_finite(paragraph, clause) and _is_finite(paragraph, verb)
        if bare or ("aux" not in kids and verb.tag == _tense(tokens, report) != clause.tag):
            return report
    row = table("cues").get(verb.lemma)
    speech = row is not None and row[0] == "speech" and "ccomp" in kids
    return report if speech and verb.tag == _tense(tokens, report) else None


def _is_finite(paragraph: Paragraph, verb: Token) -> bool:
    tags = (paragraph.tokens[kid].tag for kid in paragraph.children[verb.index] if paragraph.tokens[kid].dep == "aux")
    return verb.tag in FINITE or any(tag in FINITE for tag in tags)


def _tense(tokens: Sequence[Token], verb: int) -> str:
    """The tag of a past or present verb, or of the one that it completes: "continues to insist"."""
    while tokens[verb].tag == "VB" and tokens[verb].dep == "xcomp":
        verb = tokens[verb].head
    return tokens[verb].tag if tokens[verb].tag in {"VBD", "VBZ"} else ""


def with_name(paragraph: Paragraph, source: list[int], cue: int) -> list[int]:
    """A source after its verb with the name set beside it, where the parse lost that: "said its chair, Ann Roe"."""
    tokens = paragraph.tokens
    if not source or source[0] < cue or tokens[source[-1]].tag not in {"NN", "NNS"}:
        return source
    comma = source[-1] + 1
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return source
    stop = min(paragraph.sentence_tokens[tokens[cue].sentence].stop, comma + LONGEST_NAME)
    name = list(takewhile(lambda index: tokens[index].tag in {"NNP", "NNPS"}, range(comma + 1, stop)))
    after = tokens[name[-1] + 1] if name and name[-1] + 1 < len(tokens) else None
    ends = after is not None and after.text in EDGE
    return [*source, comma, *name] if len(name) > 1 and ends else source


def goes_on(paragraph: Paragraph, verb: Token) -> bool:
    """A report set apart after another by the same speaker: "said it was late, adding that …"."""
    after = verb.dep == "advcl" and verb.tag == "VBG" and verb.head < verb.index
    return after and verb.lemma in GOING_ON and paragraph.tokens[verb.index - 1].text == ","


def is_asked(paragraph: Paragraph, verb: Token) -> bool:
    """A participle of somebody spoken to: "Asked about the bridge, Roe said …", "said when asked"."""
    if verb.lemma not in ADDRESSED or verb.tag not in {"VBN", "VBD"}:
        return False
    if paragraph.child(verb.index, "nsubj") is not None:
        return False
    start = paragraph.sentence_tokens[verb.sentence].start
    before = paragraph.tokens[verb.index - 1].lower if verb.index > start else ""
    return before in {"when", "if", "after", "once"} or (verb.tag == "VBN" and verb.dep in {"advcl", "acl"})


def source_beside(paragraph: Paragraph, cue: Cue, quoted: Sequence[int]) -> list[int]:
    """The words between a quotation and its verb, or after a verb that follows one: where the parse went astray."""
    tokens = paragraph.tokens
    first, last = cue.tokens[0], cue.tokens[-1]
    found: list[int] = []
    if first and quoted[first - 1] >= 0:
        stop = paragraph.sentence_tokens[tokens[cue.head].sentence].stop
        for index in range(last + 1, min(stop, last + LONGEST_SOURCE)):
            if tokens[index].text in {",", ".", ";"} or tokens[index].pos in {"VERB", "AUX"} or quoted[index] >= 0:
                break
            found.append(index)
        return found
    for index in range(first - 1, max(-1, first - LONGEST_SOURCE), -1):
        if quoted[index] >= 0:
            return found[::-1]
        found.append(index)
    return []


def without_connective(paragraph: Paragraph, content: list[int]) -> list[int]:
    """A content without the outlet's own link to what came before: "However, …", "In fact, …", "And …"."""
    tokens = paragraph.tokens
    comma = next((place for place, index in enumerate(content[:4]) if tokens[index].text == ","), None)
    if comma and " ".join(tokens[index].lower for index in content[:comma]) in CONNECTIVES:
        return content[comma + 1 :]
    return content[1:] if content and tokens[content[0]].tag == "CC" else content


def bracketed(paragraph: Paragraph, index: int) -> range | None:
    """The tokens inside the round brackets of its sentence that a token stands in, or None."""
    tokens = paragraph.tokens
    sentence = paragraph.sentence_tokens[tokens[index].sentence]
    edge = next((at for at in range(index, sentence.start - 1, -1) if tokens[at].text in {"(", ")"}), None)
    if edge is None or tokens[edge].text == ")":
        return None
    return range(edge + 1, next((at for at in range(index, sentence.stop) if tokens[at].text == ")"), sentence.stop))


def noun_phrase(paragraph: Paragraph, head: int, without: Iterable[int] = ()) -> list[int]:
    """A noun with what belongs to it."""
    skip = set(without)
    for kid in paragraph.children[head]:
        token = paragraph.tokens[kid]
        if token.dep in {"advcl", "parataxis", "ccomp"} or (token.dep == "punct" and token.text in {"--", "—", "–"}):
            skip.add(kid)
    found = paragraph.subtree(head, skip)
    while len(found) > 1 and (paragraph.tokens[found[-1]].text in EDGE or paragraph.tokens[found[-1]].tag == "POS"):
        found.pop()
    return found


def _beside(phrase: list[int], head: int, verb: int) -> list[int]:
    """The part of a misread noun phrase on its head's side of the verb."""
    astray = bool(phrase) and phrase[0] <= verb <= phrase[-1]
    return [index for index in phrase if index != verb and (index < verb) == (head < verb)] if astray else phrase


def _phrase_below(paragraph: Paragraph, preposition: Token) -> list[int]:
    pobj = paragraph.child(preposition.index, "pobj")
    return noun_phrase(paragraph, pobj.index) if pobj else []
