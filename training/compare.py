"""What each source of sentences is worth: wording alone, trained on BABE, on the written corpus, and on both.

    python training/compare.py BENCH [--steps N] [SOURCE …]

SOURCE is babe, corpus, both, all (with our marks on news) or topics (BABE divided by topic instead of by article).
Each time the published encoder is taught wording only, with the same seed and steps, and scored on BABE's dev split by
the scorer beside the gold.  ``framing/models/README.md`` quotes the figures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from encoder import Encoder, published, vocabulary
from examples import TWICE, Example, babe, corpus, divided, news, read
from train import HERE, SEED, train, wording_stream

from framing.language.encoder import END, START
from framing.language.pipeline import parse
from framing.language.wordpiece import pieces

WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
MARKED: Final = 0.5
STEPS: Final = 450


def teach(sentences: Sequence[Example], steps: int) -> Encoder:
    """The published encoder after ``steps`` batches of sentences."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    model = published()
    train(model, [wording_stream(sentences)], steps)
    return model.eval()


def predict(model: Encoder, row: dict[str, Any]) -> dict[str, Any]:
    """Sentence score and flags of one line of the gold."""
    tokens = [token for paragraph in parse([row["text"]]) for token in paragraph.tokens]
    ids, places = [vocabulary()[START]], [(0, 0)]
    for token in tokens:
        spelled = pieces(token.text, vocabulary())
        ids += spelled
        places += [(token.start, token.end)] * len(spelled)
    with torch.no_grad():
        _, loaded, _ = model(torch.tensor([[*ids, vocabulary()[END]]]), torch.ones(1, len(ids) + 1))
    chances = loaded[0].sigmoid()
    flags = []
    for word in WORD.finditer(row["text"]):
        here = [
            float(chances[at, 0]) for at, (begin, end) in enumerate(places) if begin < word.end() and word.start() < end
        ]
        if max(here, default=0.0) >= MARKED:
            flags.append([word.start(), word.end(), max(here)])
    return {"id": row["id"], "score": float(loaded[0, 1:-1, 1].mean().sigmoid()), "flags": flags}


def main() -> None:
    """Train, predict and score once for each source."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("sources", nargs="*", default=["babe", "corpus", "both", "all", "topics"])
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    gold = arguments.bench / "framing" / "babe.jsonl"
    real, written = list(babe(gold, "train")), list(corpus(HERE / "corpus"))
    by_topic = list(babe(gold, "train", "topic_split"))
    marked: list[Example] = []
    if "all" in arguments.sources:
        articles, _ = divided(read(arguments.bench / "attribution" / "train.jsonl"))
        marked = list(news(HERE / "marks" / "news.jsonl", articles))
    both = real * TWICE + written
    choices = {"babe": real, "corpus": written, "both": both, "all": both + marked, "topics": by_topic}
    for name in arguments.sources:
        field = "topic_split" if name == "topics" else "split"
        dev = [row for row in read(gold) if row[field] == "dev"]
        sentences = choices[name]
        model = teach(sentences, arguments.steps)
        with tempfile.TemporaryDirectory() as folder:
            predictions = Path(folder) / "predictions.jsonl"
            predictions.write_text("\n".join(json.dumps(predict(model, row)) for row in dev), encoding="utf-8")
            scorer = [sys.executable, str(gold.parent / "score_framing.py"), "--gold", str(gold)]
            choice = ["--pred", str(predictions), "--split", "dev", "--tune-split", "dev"]
            choice += ["--split-field", field]
            found = subprocess.run([*scorer, *choice], capture_output=True, text=True, check=True)
        print(f"{name} ({len(sentences)} sentences)\n{found.stdout}", flush=True)


if __name__ == "__main__":
    main()
