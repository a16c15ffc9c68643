"""Speakers set apart by a mark: "Ann Roe: “…”", "More from Roe: “…”", transcripts, "… – police" in headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.nearby import NOMINAL
from framing.analyzers.attribution.quotations import MARKS
from framing.analyzers.attribution.speakers import is_proper, noun_row
from framing.language.parse import Paragraph, Token

LABEL: Final = 0.75
LONGEST: Final = 12
LONGEST_LABEL: Final = 8
SHORT: Final = 3
ENDS: Final = frozenset({".", "!", "?", "…", "”", "’", '"', "''"})
DASHES: Final = frozenset({"—", "–", "―", "--", "-"})


def label_before(paragraph: Paragraph, colon: int, content: list[int]) -> Draft | None:
    """The name or the kind of speaker that stands right before a colon, with what follows as its words."""
    tokens = paragraph.tokens
    start = paragraph.sentence_tokens[tokens[colon].sentence].start
    first = colon
    while first > max(start, colon - LONGEST) and (tokens[first - 1].tag in NOMINAL or tokens[first - 1].lower == "of"):
        first -= 1
    while first < colon and tokens[first].tag not in {"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "PRP$"}:
        first += 1
    name = list(range(first, colon))
    if not name or not (is_proper(tokens[name[-1]]) or noun_row(tokens[name[-1]])):
        return None
    return Draft(colon, (colon,), name, list(content), ":", "speech", "neutral", "colon", LABEL)


def find_labels(paragraph: Paragraph, quoted: Sequence[int]) -> Iterator[Draft]:
    """Speakers set before a colon at the start of a paragraph, or after a dash at its end."""
    yield from _label(paragraph)
    yield from _byline(paragraph, quoted)
    yield from _headline(paragraph, quoted)


def _label(paragraph: Paragraph) -> Iterator[Draft]:
    """ "Ann Roe: The plan is dead", "ROE: I was …", "Ann Roe (@annroe): …", "Council: stay at home"."""
    tokens = paragraph.tokens
    first = 1 if tokens and tokens[0].text in MARKS else 0
    colon = next((token.index for token in tokens[first + 1 : LONGEST_LABEL] if token.text in {":", "):"}), None)
    if colon is None or colon + 2 >= len(tokens):
        return
    label = [token for token in tokens[first:colon] if token.is_word and not token.text.startswith("@")]
    after = tokens[colon + 1]
    sentences = tokens[-1].text in ENDS
    named = bool(label) and all(
        token.tag in {"NNP", "NNPS"} or token.text in {"’s", "'s"} or (sentences and _in_capitals(token))
        for token in label
    )
    speaks = len(label) == 1 and noun_row(label[0]) is not None
    if (named and (after.text[:1].isupper() or not after.is_word)) or speaks:
        last = colon + 1 if tokens[colon].text == "):" else colon
        content = list(range(colon + 1, len(tokens)))
        yield Draft(colon, (colon,), list(range(first, last)), content, ":", "speech", "neutral", "label", 0.7)


def _in_capitals(token: Token) -> bool:
    """A name as transcripts write it; "BOOM" before a headline has no sentence after it."""
    return len(token.text) > SHORT and token.text.isupper()


def _byline(paragraph: Paragraph, quoted: Sequence[int]) -> Iterator[Draft]:
    """A paragraph of quotation, a dash and a name."""
    tokens = paragraph.tokens
    dash = next((token.index for token in tokens if token.text in DASHES and quoted[token.index] < 0), None)
    if dash is None or dash == 0 or quoted[0] < 0 or quoted[dash - 1] < 0 or dash + 1 >= len(tokens):
        return
    if tokens[dash + 1].tag in {"NNP", "NNPS"} and len(tokens) - dash <= LONGEST_LABEL:
        source = [index for index in range(dash + 1, len(tokens)) if tokens[index].text != "."]
        yield Draft(dash, (dash,), source, list(range(dash)), "—", "speech", "neutral", "label", 0.8)


def _headline(paragraph: Paragraph, quoted: Sequence[int]) -> Iterator[Draft]:
    """A line without a stop that ends in a dash and a kind of speaker: "Bridge unsafe – engineers"."""
    tokens = paragraph.tokens
    last = range(len(tokens) - 2, max(SHORT, len(tokens) - 5), -1)
    dash = next((at for at in last if tokens[at].text in DASHES), None)
    if dash is None or quoted[dash - 1] >= 0 or not tokens[-1].is_word or noun_row(tokens[-1]) is None:
        return
    spaced = tokens[dash - 1].end < tokens[dash].start and tokens[dash].end < tokens[dash + 1].start
    if spaced and all(tokens[at].tag in NOMINAL for at in range(dash + 1, len(tokens))):
        source = list(range(dash + 1, len(tokens)))
        yield Draft(dash, (dash,), source, list(range(dash)), "—", "speech", "neutral", "label", 0.8)
