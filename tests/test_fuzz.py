"""Every layer that takes something from outside keeps its promises, whatever comes in.

``benchmarks/fuzz.py`` runs longer.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from hostile.inputs import made, sound
from hostile.layers import LAYERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CORPUS = sorted((Path(__file__).parent / "hostile" / "corpus").iterdir())
EXAMPLES = int(os.environ.get("FRAMING_FUZZ", "40"))
"""Inputs a layer of each sort; more in a run that has the time."""
SLOW = ("renderers", "analysis", "archive")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_broke_a_promise_once_breaks_none_now(path: Path) -> None:
    layer = path.name.partition(".")[0].replace("-", " ")
    LAYERS[layer].run(path.read_bytes())


@pytest.mark.parametrize("name", LAYERS)
def test_pieces_of_the_formats_in_any_order_break_no_promise(name: str) -> None:
    layer, random = LAYERS[name], Random(EXAMPLES)
    for number in range(EXAMPLES // 8 if name in SLOW else EXAMPLES):
        layer.run(sound(random) if layer.takes == "json" and number % 2 else made(random, layer.takes))


@pytest.mark.parametrize("name", [name for name in LAYERS if name not in SLOW])
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: b"\x7f" + text.encode())))
def test_any_bytes_break_no_promise(name: str, data: bytes) -> None:
    LAYERS[name].run(data)
