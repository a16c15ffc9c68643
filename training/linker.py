"""Fits how sure an attribution is: the judges in ``framing/models/attribution.json``.

    python training/linker.py TRAIN.jsonl

The last step of ``train.py``; alone, it fits the judges anew after a change of the rules.  They are fitted on those
articles of TRAIN that the encoder was not trained on.  Logistic regression (scikit-learn, fixed settings): the same
data give the same figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from examples import blocks, divided, read
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from framing.analyzers.attribution.added import candidates
from framing.analyzers.attribution.boundaries import words_in
from framing.analyzers.attribution.drafting import find_drafts
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.quotations import find_quotations, quoted_tokens
from framing.analyzers.attribution.tags import Tags
from framing.analyzers.attribution.weighing import Evidence, weigh, weighed
from framing.language.encoder import tag
from framing.language.parse import Paragraph
from framing.language.pipeline import parse

MODELS = Path(__file__).parent.parent / "framing" / "models"
LEAST = {"rules": 0.35, "tagged": 0.35, "added": 0.25}
Json = dict[str, Any]
Sample = tuple[Evidence, bool]


def paragraphs(articles: Iterable[Json]) -> Iterator[tuple[Json, int, Paragraph]]:
    """Each paragraph of the articles with its offset, tagged."""
    for row in articles:
        found = blocks(row)
        tagged = tag(parse([text for _, text in found]))
        yield from ((row, start, paragraph) for (start, _), paragraph in zip(found, tagged, strict=True))


def is_right(row: Json, start: int, paragraph: Paragraph, draft: Draft) -> bool:
    """Whether some attribution of the gold shares half its words with the draft's content, and its source with it."""
    content, source = words_in(paragraph, draft.content), words_in(paragraph, draft.source)
    for item in row["attributions"]:
        gold = _inside(paragraph, start, item["content"])
        if content and len(content & gold) >= 0.5 * len(content | gold):
            named = _inside(paragraph, start, item["source"])
            if named & source or (not item["source"] and not source):
                return True
    return False


def _inside(paragraph: Paragraph, start: int, spans: Sequence[Sequence[int]]) -> set[int]:
    return {
        token.index
        for token in paragraph.tokens
        if token.is_word and any(begin < start + token.end and end > start + token.start for begin, end in spans)
    }


def samples(held: Sequence[tuple[Json, int, Paragraph]], way: str) -> list[Sample]:
    """Evidence and truth for each candidate of one way of finding."""
    found: list[Sample] = []
    for row, start, paragraph in held:
        quoted = quoted_tokens(paragraph, find_quotations(paragraph))
        drafts = find_drafts(paragraph, quoted)
        tags = Tags.of(paragraph) if way != "rules" else None
        if way == "added" and tags:
            pairs = candidates(paragraph, weigh(paragraph, drafts, quoted, tags), quoted, tags)
        else:
            pairs = weighed(paragraph, drafts, quoted, tags)
        reported = _inside(paragraph, start, [span for item in row["attributions"] for span in item["content"]])
        found += [
            (evidence, is_right(row, start, paragraph, draft))
            for draft, evidence in pairs
            if tags or draft.head not in reported
        ]
    return found


def fit(found: Sequence[Sample], least: float) -> Json:
    """One judge."""
    vectorizer = DictVectorizer()
    evidence = vectorizer.fit_transform([evidence for evidence, _ in found])
    model = LogisticRegression(max_iter=5_000, tol=1e-8).fit(evidence, [right for _, right in found])
    names = vectorizer.get_feature_names_out()
    weights = {str(name): round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), "least": least, "weights": weights}


def fit_judges(held: Sequence[Json], folder: Path) -> None:
    """Write the judges, fitted on articles that the encoder was not trained on.

    The least chances were chosen on dev for the best F1 of triples, and are kept from one training to the next.
    """
    articles = list(paragraphs(held))
    judges: dict[str, Json] = {}
    for way, least in LEAST.items():
        judges[way] = fit(samples(articles, way), least)
        (folder / "attribution.json").write_text(json.dumps(judges, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _, held_back = divided(read(Path(sys.argv[1])))
    fit_judges(held_back, MODELS)
