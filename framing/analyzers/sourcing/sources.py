"""What numbers are taken from: polls, studies, reports, records, official figures, and who asserts them.

Found in one paragraph at a time from the parse; ``sourcing`` decides which numbers rest on which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from framing.analyzers.facts import SourceMention, SourceType
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table, words

_NOUNS: Final = table("data_sources")
_BODIES: Final = words("bodies")
_MEASURING: Final = table("measuring_verbs")
_MEASURERS: Final = words("measurers")
_GENERAL: Final = frozenset(["figure", "number", "result", "data", "finding", "statistic"])
_ASKED: Final = frozenset(["respondent", "participant", "interviewee"])
_LEFT: Final = frozenset(
    ["DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "VERB", "PART", "PUNCT", "SYM", "ADV", "X", "ADP"]
)
_DEFINITE: Final = frozenset(["the", "this", "that", "these", "those", "its", "their", "his", "her", "same", "both"])
_POINTING: Final = frozenset(["this", "that", "these", "those", "the", "same"])
_EVIDENCE_PREPS: Final = frozenset(
    ["to", "in", "from", "by", "per", "on", "via", "with", "of", "under", "among", "across"]
)
_CITING: Final = frozenset(
    [
        "cite",
        "quote",
        "use",
        "analyze",
        "analyse",
        "compile",
        "examine",
        "review",
        "release",
        "publish",
        "conduct",
        "revise",
        "update",
    ]
)
_MAKERS: Final = frozenset(["by", "from", "of", "for"])
_PARTICIPLES: Final = frozenset(
    ["release", "conduct", "publish", "commission", "compile", "produce", "carry", "issue", "do", "sponsor"]
)
_MODIFIERS: Final = frozenset(["compound", "nmod", "amod", "poss"])
_TELLING: Final = frozenset(
    [
        *("shows", "finds", "says", "suggests", "indicates", "reveals", "estimates", "found"),
        *("show", "find", "say", "suggest", "indicate", "reveal"),
    ]
)
_SHOWING: Final = frozenset(
    ["show", "find", "say", "suggest", "indicate", "reveal", "estimate", "list", "put", "point", "state", "give"]
)
_TAKING_IN: Final = frozenset(["include", "cover", "count", "capture", "reflect", "contain"])
_SOURCE_LINE: Final = re.compile(r"^\s*\(?(?:sources?|data|figures|credit)\s?:\s*(.{2,160}?)\)?\s*$", re.IGNORECASE)


def find_mentions(paragraph: Paragraph) -> Iterator[SourceMention]:
    """The data sources that a paragraph mentions, in text order."""
    line = _SOURCE_LINE.match(paragraph.text)
    if line:
        yield SourceMention(Span(*line.span(1)), 0, "data", credit=True)
        return
    for token in paragraph.tokens:
        sentence = token.sentence
        if token.pos == "VERB" and token.lemma in {"survey", "poll"} and (asker := _asker(paragraph, token)):
            yield SourceMention(asker, sentence, "poll")
            continue
        if token.pos == "VERB" and (measurer := _measurer(paragraph, token)):
            names = _names(measurer)
            span = Span(measurer[0].start, measurer[-1].end)
            takes_up = measurer[0].lower in _POINTING and not names
            scope = _clause(paragraph, token)
            yield SourceMention(span, sentence, "data", takes_up=takes_up, names=names, scope=scope)
            continue
        if token.lemma in _ASKED and token.tag == "NNS" and token.dep in {"nsubj", "nsubjpass", "pobj"}:
            yield SourceMention(token.span, sentence, "poll", takes_up=True, speaks=False, general=True)
            continue
        kind = _NOUNS.get("data" if token.lower == "data" else token.lemma)
        if kind is None or token.pos not in {"NOUN", "PROPN"} or not _heads(paragraph, token):
            continue
        phrase = _phrase(paragraph, token)
        names = _names(phrase)
        if not _counts_as_source(paragraph, token, phrase, kind[0], names):
            continue
        span = Span(phrase[0].start, _right_edge(paragraph, token))
        poll = kind[0] == "poll" or any(part.lemma in {"poll", "survey", "polling"} for part in phrase)
        takes_up = phrase[0].lower in _POINTING and not names
        type_: SourceType = "poll" if poll else "data"
        evident, speaks = _evident(paragraph, token), _speaks(paragraph, token)
        general = takes_up and (token.lemma in _GENERAL or token.lower == "data")
        out = _leaves_out(paragraph, token)
        yield SourceMention(span, sentence, type_, evident, takes_up, names, speaks, general=general, leaves_out=out)


def is_body(name: str) -> bool:
    """Whether a source's name is that of an agency, an institute or a news organisation, not of a person."""
    parts = [part.strip(".,'’").lower() for part in name.split()]
    return any(part in _BODIES or part.removesuffix("s") in _BODIES for part in parts)


def names_data(name: str) -> bool:
    """Whether the words of a source are a data source: "a report by the ministry"."""
    parts = [part.strip(".,'’").lower() for part in name.split()]
    return any(
        form in _NOUNS and _NOUNS[form][0] != "named" for part in parts for form in (part, part.removesuffix("s"))
    )


def _heads(paragraph: Paragraph, token: Token) -> bool:
    """Whether the noun is the head of its phrase; "poll shows" is often parsed as a compound and is one too."""
    return token.dep not in _MODIFIERS or paragraph.tokens[token.head].lower in _TELLING


def _names(phrase: list[Token]) -> frozenset[str]:
    return frozenset(part.lower for part in phrase if part.pos == "PROPN" and part.text[:1].isupper())


def _measurer(paragraph: Paragraph, verb: Token) -> list[Token]:
    """Who counts or measures: "the traffic office measured", "researchers fitted"; empty when nobody does."""
    subject = paragraph.child(verb.index, "nsubj")
    if subject is None or subject.index > verb.index or subject.pos not in {"NOUN", "PROPN"}:
        return []
    kind = _MEASURING.get(verb.lemma)
    phrase = _phrase(paragraph, subject)
    if subject.lemma.lower() in _MEASURERS:
        return phrase if kind or (verb.tag in {"VBD", "VBN"} and verb.dep in {"ROOT", "conj", "advcl"}) else []
    known = subject.pos == "PROPN" or is_body(" ".join(part.text for part in phrase))
    return phrase if kind and (known or kind[0] == "any") else []


def _clause(paragraph: Paragraph, verb: Token) -> Span:
    under = [paragraph.tokens[index] for index in paragraph.subtree(verb.index)]
    return Span(min(token.start for token in under), max(token.end for token in under))


def _asker(paragraph: Paragraph, verb: Token) -> Span | None:
    """Who surveyed: "Researchers surveyed 1,200 commuters", "1,200 commuters were polled by the institute"."""
    agent = paragraph.child(verb.index, "agent")
    asker = paragraph.child(agent.index, "pobj") if agent else paragraph.child(verb.index, "nsubj")
    if asker is None or asker.pos not in {"NOUN", "PROPN"}:
        return None
    phrase = _phrase(paragraph, asker)
    return Span(phrase[0].start, phrase[-1].end)


def _phrase(paragraph: Paragraph, head: Token) -> list[Token]:
    """The tokens of the noun phrase up to its head, without clauses."""
    under = set(paragraph.subtree(head.index))
    start = head.index
    while start and start - 1 in under and paragraph.tokens[start - 1].pos in _LEFT:
        start -= 1
    return list(paragraph.tokens[start : head.index + 1])


def _right_edge(paragraph: Paragraph, head: Token) -> int:
    """Where the phrase ends with its maker: "by Info Sapiens", "of 1,000 adults", "released by the ministry"."""
    end = head
    for child in paragraph.children[head.index]:
        token = paragraph.tokens[child]
        if token.index < head.index:
            continue
        maker = token
        if token.dep == "acl" and token.lemma in _PARTICIPLES:
            agent = paragraph.child(token.index, "agent", "prep")
            maker = agent or token
        if (
            maker.lower in _MAKERS
            and (object_ := paragraph.child(maker.index, "pobj"))
            and maker.index - end.index <= 3
        ):
            end = object_
    return end.end


def _counts_as_source(paragraph: Paragraph, head: Token, phrase: list[Token], kind: str, names: frozenset[str]) -> bool:
    first = phrase[0].lower
    if _mistaken_verb(paragraph, head, phrase) or _of_happenings(paragraph, head, phrase):
        return False
    if head.lemma in _GENERAL and head.tag == "NN" and head.lower != "data":
        return False
    if kind == "named":
        published = any(
            paragraph.tokens[child].dep == "acl" and paragraph.tokens[child].lemma in _PARTICIPLES
            for child in paragraph.children[head.index]
        )
        return bool(names) or published or any(part.lemma in _NOUNS and part is not head for part in phrase)
    if kind == "spoken":
        return head.tag in {"NNS", "NNPS"} and not _numbered(paragraph, head) and _says(paragraph, head)
    return bool(names) or head.tag in {"NNS", "NNPS"} or len(phrase) > 1 or first == head.lower


def _mistaken_verb(paragraph: Paragraph, head: Token, phrase: list[Token]) -> bool:
    """Whether the noun is a verb at the end of a sentence: ", the paper reports."."""
    tokens = paragraph.tokens
    ends = head.index + 1 < len(tokens) and tokens[head.index + 1].text in {".", "!", "”"}
    return len(phrase) == 1 and head.tag == "NNS" and head.index > 0 and ends and tokens[head.index - 1].text == ","


def _of_happenings(paragraph: Paragraph, head: Token, phrase: list[Token]) -> bool:
    """Whether "reports" are what was reported: "Reports of theft are rising"."""
    followed = head.index + 1 < len(paragraph.tokens) and paragraph.tokens[head.index + 1].lower in {"of", "that"}
    return head.lower == "reports" and len(phrase) == 1 and followed


def _numbered(paragraph: Paragraph, head: Token) -> bool:
    return paragraph.child(head.index, "nummod") is not None


def _says(paragraph: Paragraph, head: Token) -> bool:
    """Whether the noun is what shows or what is gone by: "the records show", "according to their accounts"."""
    governor = paragraph.tokens[head.head]
    telling = governor.lemma in _SHOWING and head.dep in {"nsubj", "compound", "nsubjpass"}
    return telling or (head.dep == "pobj" and governor.lower in {"to", "per", "from", "by", "in"})


def _leaves_out(paragraph: Paragraph, token: Token) -> bool:
    governor = paragraph.tokens[token.head]
    return governor.lemma in _TAKING_IN and paragraph.child(governor.index, "neg") is not None


def _evident(paragraph: Paragraph, token: Token) -> bool:
    """Whether the numbers of the sentence can rest on this mention."""
    governor = paragraph.tokens[token.head]
    if _leaves_out(paragraph, token):
        return False
    if governor.lower in _TELLING or token.dep in {
        "nsubj",
        "nsubjpass",
        "ROOT",
        "appos",
        "npadvmod",
        "conj",
        "dep",
        "attr",
    }:
        return True
    if token.dep == "pobj":
        return governor.lower in _EVIDENCE_PREPS or governor.tag == "VBG"
    return token.dep in {"dobj", "pcomp"} and governor.lemma in _CITING


def _speaks(paragraph: Paragraph, token: Token) -> bool:
    governor = paragraph.tokens[token.head]
    according = token.dep == "pobj" and governor.lower in {"to", "in", "from", "by", "per"}
    return according or governor.lower in _TELLING or token.dep in {"nsubj", "nsubjpass", "ROOT"}
