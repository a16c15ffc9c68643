"""Texts with their marks as the encoder is taught: pieces, and for each piece what should be found there."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from encoder import FAMILIES, vocabulary

from framing.language.encoder import END, LONGEST, START
from framing.language.parse import Paragraph
from framing.language.pipeline import parse
from framing.language.wordpiece import pieces

Json = dict[str, Any]
IGNORED: Final = -100
"""No target here, for the losses over classes."""
UNMARKED: Final = -1.0
"""No target here, for the loss over loaded words."""
HELD: Final = 14
"""One article in so many is kept from the encoder: the judges of attributions are fitted on them."""
TWICE: Final = 2
"""How often BABE's sentences and the vivid pairs of the corpus count: there are fewer of them than of others."""
VIVID: Final = "c-*.jsonl"
PLAIN: Final = "[!c]-*.jsonl"
"""Files of written sentences: of pairs in which both twins are vivid, and of all others."""
MILD: Final = frozenset({"agentless-passive", "number-framing"})
"""Families whose marks say nothing about single words."""
MARKS: Final[Sequence[dict[str, str]]] = (
    {"“": '"', "”": '"', "’": "'", "‘": "'"},
    {'"': "”"},
    {"“": "‘", "”": "’"},
)
"""Other newsrooms' quotation marks: straight, curly, single."""


@dataclass(frozen=True)
class Example:
    """One paragraph or sentence.  ``roles``, ``loaded`` and ``families`` run along ``ids``.

    ``roles``     label of the first piece of each token, else IGNORED
    ``loaded``    how many readers call it loaded, 0 to 1, else UNMARKED
    ``families``  family of a loaded word, else IGNORED
    ``biased``    how many readers call the sentence biased, 0 to 1, or UNMARKED
    """

    ids: list[int]
    roles: list[int]
    loaded: list[float]
    families: list[int]
    biased: float = UNMARKED


def read(path: Path) -> list[Json]:
    """Lines of JSON."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def divided(articles: Sequence[Json]) -> tuple[list[Json], list[Json]]:
    """Articles to train on, and those held back."""
    order = list(range(len(articles)))
    random.Random(3).shuffle(order)
    held = set(order[: len(articles) // HELD])
    return (
        [row for at, row in enumerate(articles) if at not in held],
        [row for at, row in enumerate(articles) if at in held],
    )


def blocks(row: Json) -> list[tuple[int, str]]:
    """Paragraphs of an article with their offsets."""
    return [(match.start(), match[0]) for match in re.finditer(r"[^\n]*\S[^\n]*", row["text"])]


def attribution_rows(articles: Iterable[Json]) -> Iterator[tuple[list[str], list[int]]]:
    """Words and role labels of each paragraph."""
    for row in articles:
        found = blocks(row)
        for (start, _), paragraph in zip(found, parse([text for _, text in found]), strict=True):
            yield [token.text for token in paragraph.tokens], _labels(paragraph, start, row)


def _labels(paragraph: Paragraph, start: int, row: Json) -> list[int]:
    labels = [0] * len(paragraph.tokens)
    for label, role in ((5, "content"), (3, "source"), (1, "cue")):
        for item in row["attributions"]:
            for begin, end in item[role]:
                inside = [at for at in paragraph.tokens if at.start < end - start and at.end > begin - start]
                for number, token in enumerate(inside):
                    labels[token.index] = label + (number > 0)
    return labels


def attribution_example(words: Sequence[str], labels: Sequence[int], style: int) -> Example:
    """``style`` 0 leaves quotation marks as they are, others give the paragraph another newsroom's."""
    marks = MARKS[style - 1] if style else {}
    ids, roles = [vocabulary()[START]], [IGNORED]
    for word, label in zip(words, labels, strict=True):
        spelled = _spelled("".join(marks.get(sign, sign) for sign in word))
        if len(ids) + len(spelled) > 2 * LONGEST - 2:
            break
        ids += spelled
        roles += [label, *[IGNORED] * (len(spelled) - 1)]
    ids.append(vocabulary()[END])
    roles.append(IGNORED)
    return Example(ids, roles, [UNMARKED] * len(ids), [IGNORED] * len(ids))


@cache
def _spelled(word: str) -> tuple[int, ...]:
    return tuple(pieces(word, vocabulary()))


def babe(path: Path, split: str, field: str = "split") -> Iterator[Example]:
    """Sentences of BABE with the share of annotators behind each mark; where a label was revised, without its marks.

    ``field`` names the division: "split" by article, "topic_split" by topic.
    """
    for row in read(path):
        if row[field] != split or row["label"] is None:
            continue
        readers = row["n_annotators"] or 5
        votes = {(begin, end): count for begin, end, count in row["span_votes"] or ()}
        marks = None
        if row["spans"] is not None and (row["label"] or not row["spans"]):
            marks = [
                (begin, end, min(1.0, 0.7 + 0.3 * votes.get((begin, end), 2) / readers), "")
                for begin, end in row["spans"]
            ]
        share = row["biased_votes"] / readers if row["biased_votes"] is not None else row["label"]
        yield _wording(row["text"], marks, 0.8 * row["label"] + 0.2 * share)


def corpus(folder: Path, files: str = "*.jsonl") -> Iterator[Example]:
    """The project's own sentences."""
    for path in sorted(folder.glob(files)):
        for row in read(path):
            family = row["family"]
            marks = None if family in MILD else [(begin, end, 0.95, family) for begin, end in row["spans"]]
            yield _wording(row["text"], marks, 0.95 if row["spans"] else 0.05)


def news(path: Path, articles: Iterable[Json]) -> Iterator[Example]:
    """Sentences of the articles that we marked: the file holds their places and our marks, none of their words."""
    texts = {article["id"]: article["text"] for article in articles}
    for row in read(path):
        start, text = row["start"], texts.get(row["article"], "")[row["start"] : row["end"]]
        if text:
            marks = [(begin - start, end - start, share, "") for begin, end, share in row["marks"]]
            yield _wording(text, marks, row["biased"])


def _wording(text: str, marks: Sequence[tuple[int, int, float, str]] | None, biased: float) -> Example:
    ids, loaded, families = [vocabulary()[START]], [UNMARKED], [IGNORED]
    for paragraph in parse([text]):
        for token in paragraph.tokens:
            spelled = _spelled(token.text)
            if len(ids) + len(spelled) > LONGEST:
                break
            here = [mark for mark in marks or () if mark[0] < token.end and token.start < mark[1]]
            family = next((FAMILIES.index(mark[3]) for mark in here if mark[3] in FAMILIES), IGNORED)
            share = UNMARKED if marks is None else max((mark[2] for mark in here), default=0.0)
            ids += spelled
            loaded += [share] * len(spelled)
            families += [family] * len(spelled)
    ids.append(vocabulary()[END])
    loaded.append(UNMARKED)
    families.append(IGNORED)
    return Example(ids, [IGNORED] * len(ids), loaded, families, biased)
