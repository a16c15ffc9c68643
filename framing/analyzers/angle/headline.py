"""Headline against body: loaded words that the body does not carry, and certainty that it does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.angle.facts import Gap
from framing.analyzers.facts import Marker
from framing.analyzers.wording.headlines import is_headline
from framing.document import Span, SpanIndex
from framing.language.parse import Token
from framing.lexicons.load import words

TERMS: Final = frozenset(
    [
        "loaded-word",
        "intensifier",
        "conflict-metaphor",
        "contentious-label",
        "slanted-report-verb",
        "sensational-headline",
    ]
)
SURE: Final = 0.5
FEWEST_SENTENCES: Final = 3
"""A shorter body may be a teaser."""
CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
SHARED: Final = 0.5
"""Share of the headline's content words that a sentence needs to tell the same."""
FEWEST_SHARED: Final = 3
LIGHT: Final = frozenset({"be", "have", "do", "get", "go", "make", "take", "give", "show", "see", "say", "want"})
"""Verbs that tell too little for two sentences with them to tell the same."""
NEAR: Final = 5
"""How many words before a verb its reserve stands."""


def find(analysis: Analysis) -> tuple[Gap, ...]:
    """The gaps of the first headline, in text order."""
    head = next((passage for passage in analysis.story if is_headline(passage)), None)
    body = [passage for passage in analysis.story if passage is not head]
    if head is None or sum(len(passage.paragraph.sentences) for passage in body) < FEWEST_SENTENCES:
        return ()
    return tuple(sorted([*_terms(analysis, head, body), *_certainty(analysis, head, body)], key=lambda gap: gap.span))


def _terms(analysis: Analysis, head: Passage, body: Sequence[Passage]) -> Iterator[Gap]:
    said = SpanIndex(
        [span for item in analysis.attributions for span in item.content]
        + [quotation.span for quotation in analysis.quotations]
    )
    for marker in analysis.markers:
        if not head.block.span.contains(marker.span) or not _stands_out(marker):
            continue
        key = _key(head.tokens(marker.span))
        places = [
            token.span.moved(passage.start)
            for passage in body
            for token in passage.paragraph.tokens
            if key and token.lemma.lower() == key
        ]
        if key and not places:
            yield Gap(marker.span, "term", None, "the body does not use the word")
        elif places and all(map(said.contains, places)):
            yield Gap(marker.span, "quoted", places[0], "in the body only a source uses the word")


def _stands_out(marker: Marker) -> bool:
    return marker.family in TERMS and marker.voice == "own" and marker.confidence >= SURE and not marker.learned


def _key(tokens: Sequence[Token]) -> str:
    """The lemma that a term turns on: its first verb, noun or adjective; "" for punctuation."""
    return next((token.lemma.lower() for token in tokens if token.pos in CONTENT), "")


def _certainty(analysis: Analysis, head: Passage, body: Sequence[Passage]) -> Iterator[Gap]:
    """A headline that states what each sentence of the body that tells it hedges."""
    tokens = head.paragraph.tokens
    root = next((token for token in tokens if token.dep == "ROOT" and token.pos == "VERB"), None)
    if root is not None and root.lemma.lower() in LIGHT:
        return
    if root is None or "?" in head.paragraph.text or _hedged(tokens) or _is_told(analysis, head):
        return
    wanted = {token.lemma.lower() for token in tokens if token.pos in CONTENT}
    hedged: list[Span] = []
    for passage in body:
        for number, reach in enumerate(passage.paragraph.sentence_tokens):
            sentence = passage.paragraph.tokens[reach.start : reach.stop]
            found = {token.lemma.lower() for token in sentence} & wanted
            if root.lemma.lower() not in found or len(found) < max(FEWEST_SHARED, SHARED * len(wanted)):
                continue
            at = next(index for index, token in enumerate(sentence) if token.lemma.lower() == root.lemma.lower())
            if not _hedged(sentence[max(0, at - NEAR) : at]):
                return
            hedged.append(passage.paragraph.sentences[number].moved(passage.start))
    if hedged:
        yield Gap(root.span.moved(head.start), "certainty", hedged[0], "the body says it with reserve")


def _hedged(tokens: Sequence[Token]) -> bool:
    return any(token.lower in words("reserve") or token.lemma.lower() in words("reserve") for token in tokens)


def _is_told(analysis: Analysis, head: Passage) -> bool:
    """Whether the headline gives it to somebody: "…, minister says", "… in quotation marks"."""
    told = [span for item in analysis.attributions for span in item.content]
    return SpanIndex([*told, *(item.span for item in analysis.quotations)]).overlaps(head.block.span)
