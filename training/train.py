"""Trains the encoder and the judges: all that lies in ``framing/models/``.

    python training/train.py BENCH [--corpus FOLDER] [--steps N] [--layers N] [--to FOLDER]

BENCH is the folder of the gold data (``attribution/train.jsonl``, ``framing/babe.jsonl``); the project's own sentences
come from ``training/corpus/``, its marks on sentences of the gold's articles from ``training/marks/``.  The encoder
learns in rounds, and what is written is the mean of its weights after each (Wortsman et al. 2022, "Model soups").  On
two cores that takes an hour.  Seeds are fixed: the same machine, libraries and number of threads give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import torch
from encoder import Encoder, published
from examples import (
    IGNORED,
    PLAIN,
    TWICE,
    UNMARKED,
    VIVID,
    Example,
    attribution_example,
    attribution_rows,
    babe,
    corpus,
    divided,
    news,
    read,
)
from export import export
from linker import fit_judges
from torch import Tensor, nn
from torch.nn import functional as F

HERE: Final = Path(__file__).parent
MODELS: Final = HERE.parent / "framing" / "models"
SEED: Final = 7
Row = tuple[list[str], list[int]]


ROUNDS: Final = ((1_800, 1.0), (600, 0.5))
"""Steps of each round, and its share of the full rate."""
WARM: Final = 60
PIECES: Final = 2_560
"""Pieces of a batch of paragraphs, padding included."""
SENTENCES: Final = 32
RATE: Final = 3e-4
HEAD_RATE: Final = 1e-3
LOWER: Final = 0.85
"""Each layer learns this much slower than the one above."""
STYLES: Final = (0.55, 0.15, 0.15, 0.15)


def batches(examples: Sequence[Example], size: int, pieces: int) -> Iterator[list[Example]]:
    """The examples in random order, those of like length together: ``size`` of them, or as many as ``pieces`` allow."""
    order = random.sample(range(len(examples)), len(examples))
    found: list[list[Example]] = []
    for start in range(0, len(order), 1_024):
        held: list[Example] = []
        for index in sorted(order[start : start + 1_024], key=lambda at: len(examples[at].ids)):
            if held and (len(held) == size or len(examples[index].ids) * (len(held) + 1) > pieces):
                found.append(held)
                held = []
            held.append(examples[index])
        found.append(held)
    random.shuffle(found)
    yield from found


def attribution_stream(rows: Sequence[Row]) -> Iterator[list[Example]]:
    """Batches without end; each time round, quotation marks are dealt anew."""
    while True:
        styles = random.choices(range(len(STYLES)), STYLES, k=len(rows))
        examples = [attribution_example(*row, style) for row, style in zip(rows, styles, strict=True)]
        yield from batches(examples, len(examples), PIECES)


def wording_stream(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Batches without end."""
    while True:
        yield from batches(examples, SENTENCES, PIECES)


def loss_of(model: Encoder, batch: Sequence[Example]) -> Tensor:
    """Cross entropy over all targets that the batch has."""
    width = max(len(example.ids) for example in batch)

    def padded(rows: Sequence[Sequence[float]], fill: float) -> Tensor:
        return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])

    ids = padded([example.ids for example in batch], 0)
    mask = padded([[1.0] * len(example.ids) for example in batch], 0.0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        roles, loaded, families = (scores.float() for scores in model(ids, mask))
    total = torch.zeros(())
    wanted = padded([example.roles for example in batch], IGNORED)
    if bool((wanted != IGNORED).any()):
        total = total + 2 * F.cross_entropy(
            roles.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, label_smoothing=0.02
        )
    biased = torch.tensor([example.biased for example in batch])
    judged = biased != UNMARKED
    if bool(judged.any()):
        inner = mask.clone()
        inner[:, 0] = 0
        mean = (loaded[..., 1] * inner).sum(1) / inner.sum(1)
        total = total + F.binary_cross_entropy_with_logits(mean[judged], biased[judged])
    marked = padded([example.loaded for example in batch], UNMARKED)
    known = marked != UNMARKED
    if bool(known.any()):
        rare = torch.tensor(3.0)
        total = total + 2 * F.binary_cross_entropy_with_logits(loaded[..., 0][known], marked[known], pos_weight=rare)
    kinds = padded([example.families for example in batch], IGNORED)
    if bool((kinds != IGNORED).any()):
        total = total + 0.2 * F.cross_entropy(families.flatten(0, 1), kinds.flatten(), ignore_index=IGNORED)
    return total


def optimizer_of(model: Encoder) -> torch.optim.Optimizer:
    """Lower layers learn slower; the vocabulary stays as published."""
    model.words.weight.requires_grad = False
    heads = [*model.roles.parameters(), *model.loaded.parameters(), *model.families.parameters()]
    groups = [{"params": heads, "peak": HEAD_RATE}]
    depth = len(model.layers)
    for number, layer in enumerate(model.layers):
        groups.append({"params": list(layer.parameters()), "peak": RATE * LOWER ** (depth - 1 - number)})
    groups.append({"params": [model.places.weight, *model.norm.parameters()], "peak": RATE * LOWER**depth})
    return torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)


def train(model: Encoder, streams: Sequence[Iterator[list[Example]]], steps: int, rate: float = 1.0) -> None:
    """Teach the encoder a batch of each stream a step; the rate rises shortly and falls to nothing."""
    optimizer = optimizer_of(model)
    started = time.monotonic()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * group["peak"] * min((step + 1) / WARM, 1.0) * max(1 - step / steps, 0.02)
        model.train()
        optimizer.zero_grad()
        losses = []
        for stream in streams:
            loss = loss_of(model, next(stream))
            loss.backward()
            losses.append(f"{loss.item():.3f}")
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 0:
            print(
                f"step {step} of {steps}, loss {' and '.join(losses)}, {time.monotonic() - started:.0f} s", flush=True
            )


def learn(model: Encoder, rows: Sequence[Row], sentences: Sequence[Example], most: int) -> None:
    """All rounds, none with more than ``most`` steps; the encoder ends with the mean of its weights after each."""
    after: list[dict[str, Tensor]] = []
    for steps, rate in ROUNDS:
        train(model, [attribution_stream(rows), wording_stream(sentences)], min(steps, most), rate)
        after.append({name: weight.clone() for name, weight in model.state_dict().items()})
    model.load_state_dict({name: sum(weights[name] for weights in after) / len(after) for name in after[0]})


def main() -> None:
    """Train, export, fit the judges, write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus", help="written sentences")
    parser.add_argument("--steps", type=int, default=max(steps for steps, _ in ROUNDS), help="of a round, at most")
    parser.add_argument("--layers", type=int, default=6, help="of the published six, the lowest")
    parser.add_argument("--to", type=Path, default=MODELS, help="elsewhere: the encoder only")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    articles, held = divided(read(arguments.bench / "attribution" / "train.jsonl"))
    real = list(babe(arguments.bench / "framing" / "babe.jsonl", "train"))
    marked = list(news(HERE / "marks" / "news.jsonl", articles))
    plain, vivid = (list(corpus(arguments.corpus, files)) for files in (PLAIN, VIVID))
    print(
        f"{len(articles)} articles, sentences: {len(real)} of BABE, {len(marked)} marked, {len(plain + vivid)} written",
        flush=True,
    )
    torch.manual_seed(SEED)
    random.seed(SEED)
    model = published(arguments.layers)
    sentences = [*real * TWICE, *marked, *plain, *vivid * TWICE]
    learn(model, list(attribution_rows(articles)), sentences, arguments.steps)
    export(model, arguments.to / "encoder.onnx")
    digest = hashlib.sha256((arguments.to / "encoder.onnx").read_bytes()).hexdigest()
    (arguments.to / "manifest.json").write_text(json.dumps({"encoder.onnx": digest}, indent=2) + "\n", encoding="utf-8")
    if arguments.to == MODELS:
        fit_judges(held, arguments.to)


if __name__ == "__main__":
    main()
