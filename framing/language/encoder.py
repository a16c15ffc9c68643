"""The small encoder: one pass over a paragraph's words serves attribution and wording.

MiniLM-L6 (Wang et al. 2020) fine-tuned by ``training/``; what it was trained on and how well it does is in
``framing/models/README.md``.  It runs on onnxruntime, one paragraph at a time: a paragraph's figures depend on its own
text alone, so what is cached equals what is computed.  Without onnxruntime the rules work alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import os
import threading
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from framing.errors import ModelError
from framing.language.parse import Paragraph, Tagging
from framing.language.wordpiece import pieces

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

MODEL: Final = "encoder.onnx"
START: Final = "[CLS]"
END: Final = "[SEP]"
LONGEST: Final = 256
"""Word pieces of a stretch read at once, at most; paragraphs that are longer are cut at sentence ends."""
SLOW_HERE: Final = "SkipLayerNormFusion"
"""A fused step of onnxruntime that takes longer on a processor than its parts: 135 against 117 ms for 1,000 words."""
SILENCE: Final = "ORT_DISABLE_TELEMETRY"
"""Without this onnxruntime reports its use to its maker, from the moment it is imported."""
DIGITS: Final = 3
"""Decimals kept: machines differ further down."""
_ONE_AT_A_TIME: Final = threading.Lock()


def is_installed() -> bool:
    """Whether the encoder can run here: runtime and weights are there, and ``FRAMING_ENCODER`` is not 0."""
    return os.environ.get("FRAMING_ENCODER") != "0" and _is_there()


@cache
def _is_there() -> bool:
    weights = files("framing.models").joinpath(MODEL)
    return importlib.util.find_spec("onnxruntime") is not None and weights.is_file()


def fingerprint() -> str:
    """The first digits of the hash of the weights; "none" where the encoder cannot run."""
    return _digests()[MODEL][:16] if is_installed() else "none"


def tag(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs with their tagging, or as they are where the encoder is not installed.

    Raises ModelError if the weights are missing or altered.
    """
    if not is_installed():
        return list(paragraphs)
    return [replace(paragraph, tagging=_tagging(paragraph)) for paragraph in paragraphs]


@cache
def _digests() -> dict[str, str]:
    found: dict[str, str] = json.loads(files("framing.models").joinpath("manifest.json").read_text(encoding="utf-8"))
    return found


def verified() -> bytes:
    """The weights.  Raises ModelError if they are altered."""
    path = files("framing.models").joinpath(MODEL)
    weights = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(weights).hexdigest() != _digests()[MODEL]:
        raise ModelError(f"{path}: not the encoder that this version of Framing was published with; install it anew")
    return weights


def load_ahead() -> None:
    """Load the encoder beside what comes before it: its runtime works outside Python, on a core of its own."""
    if is_installed():
        threading.Thread(target=_load_quietly).start()


def _load_quietly() -> None:
    """What is wrong with it is told to who needs it."""
    with suppress(Exception):
        _session()


def _session() -> InferenceSession:
    with _ONE_AT_A_TIME:
        return _loaded()


@cache
def _loaded() -> InferenceSession:
    os.environ[SILENCE] = "1"
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(verified(), options, ["CPUExecutionProvider"], disabled_optimizers=[SLOW_HERE])


@cache
def _vocabulary() -> dict[str, int]:
    words = _session().get_modelmeta().custom_metadata_map["vocabulary"]
    return {word: number for number, word in enumerate(words.split("\n"))}


@cache
def _families() -> list[str]:
    names: str = _session().get_modelmeta().custom_metadata_map["families"]
    return names.split("\n")


def _tagging(paragraph: Paragraph) -> Tagging:
    roles: list[array[float]] = []
    loaded = array("d")
    families: list[str] = []
    hints: list[list[float]] = [[] for _ in paragraph.sentences]
    for stretch in _stretches(paragraph):
        read = _read([spelled for _, spelled in stretch])
        roles += read.roles
        loaded += read.loaded
        families += read.families
        for (token, _), biased in zip(stretch, read.biased, strict=True):
            hints[paragraph.tokens[token].sentence] += biased
    return Tagging(
        roles=tuple(roles),
        loaded=loaded,
        families=tuple(families),
        sentences=tuple(round(math.fsum(found) / len(found), DIGITS) if found else 0.0 for found in hints),
    )


class _Read(NamedTuple):
    """What one run of the encoder says of some words; ``biased`` holds a figure for each piece of a word."""

    roles: list[array[float]]
    loaded: array[float]
    families: list[str]
    biased: list[list[float]]


def _read(words: Sequence[list[int]]) -> _Read:
    """Run the encoder over words given as pieces; a word is as loaded as its most loaded piece."""
    import numpy

    vocabulary, names = _vocabulary(), _families()
    ids = [vocabulary[START], *chain.from_iterable(words), vocabulary[END]]
    outputs = _session().run(None, {"ids": numpy.array([ids], numpy.int64)})
    roles, wording, families = (array[0, 1:-1] for array in outputs)
    starts = [0, *accumulate(map(len, words[:-1]))]
    loaded = numpy.maximum.reduceat(wording[:, 0], starts)
    biased = wording[:, 1].tolist()
    return _Read(
        [array("d", row) for row in _rounded(roles[starts])],
        array("d", _rounded(loaded)),
        [names[number] for number in families[starts].argmax(axis=1).tolist()],
        [biased[start : start + len(word)] for start, word in zip(starts, words, strict=True)],
    )


def _rounded(figures: NDArray[float32]) -> list[Any]:
    """As doubles, in which a float times 1,000 is exact: the same on every machine."""
    rounded: list[Any] = figures.astype("float64").round(DIGITS).tolist()
    return rounded


def _stretches(paragraph: Paragraph) -> Iterator[list[tuple[int, list[int]]]]:
    """The tokens with their pieces, cut at sentence ends so that none is longer than the encoder reads."""
    vocabulary = _vocabulary()
    held: list[tuple[int, list[int]]] = []
    size = 0
    for sentence in paragraph.sentence_tokens:
        spelled = [(token, pieces(paragraph.tokens[token].text, vocabulary)[:LONGEST]) for token in sentence]
        length = sum(len(found) for _, found in spelled)
        if held and size + length > LONGEST:
            yield held
            held, size = [], 0
        for item in spelled:
            if held and size + len(item[1]) > LONGEST:
                yield held
                held, size = [], 0
            held.append(item)
            size += len(item[1])
    if held:
        yield held
