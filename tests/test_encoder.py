"""The encoder: verified, optional, the same for the same paragraph, and aligned with the tokens."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.analyzers.cache import CACHE
from framing.engine import WITHOUT_ENCODER
from framing.errors import ModelError
from framing.language import encoder
from framing.language.parse import ROLES
from framing.language.pipeline import parse
from framing.language.wordpiece import pieces

STORY = "The ministry said exports fell by a tenth. “We are worried,” Ann Roe told reporters in Lagos on Friday."
VOCABULARY = {"[UNK]": 0, "play": 1, "##ing": 2, "##s": 3, "don": 4, "'": 5, "t": 6, "cafe": 7}


@pytest.mark.parametrize(
    "word, numbers",
    [
        ("Playing", [1, 2]),
        ("plays", [1, 3]),
        ("don't", [4, 5, 6]),
        ("café", [7]),
        ("zzz", [0]),
        ("x" * 500, [0]),
        ("\u200b", [0]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(word: str, numbers: list[int]) -> None:
    assert pieces(word, VOCABULARY) == numbers


@pytest.mark.usefixtures("needs_encoder")
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120))
def test_every_token_and_sentence_has_its_figures(text: str) -> None:
    (paragraph,) = encoder.tag(parse([text]))
    assert paragraph.tagging is not None
    assert len(paragraph.tagging.roles) == len(paragraph.tokens)
    assert len(paragraph.tagging.loaded) == len(paragraph.tagging.families) == len(paragraph.tokens)
    assert len(paragraph.tagging.sentences) == len(paragraph.sentences)
    assert all(len(row) == len(ROLES) for row in paragraph.tagging.roles)


@pytest.mark.usefixtures("needs_encoder")
def test_long_paragraphs_are_read_in_stretches() -> None:
    text = " ".join([STORY] * 40)
    (paragraph,) = encoder.tag(parse([text]))
    assert paragraph.tagging is not None
    assert len(paragraph.tagging.roles) == len(paragraph.tokens)


@pytest.mark.usefixtures("needs_encoder")
def test_figures_do_not_depend_on_the_paragraphs_beside() -> None:
    alone = encoder.tag(parse([STORY]))[0]
    beside = encoder.tag(parse(["Rain fell in Ohio.", STORY, "The vote is on May 3."]))[1]
    assert alone.tagging == beside.tagging


def test_without_the_encoder_the_rules_work_alone_and_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_ENCODER", "0")
    CACHE.clear()
    report = framing.analyze(STORY)
    CACHE.clear()
    assert [report.analysis.text(item.source) for item in report.analysis.attributions if item.source] == [
        "The ministry",
        "Ann Roe",
    ]
    assert report.limits == (WITHOUT_ENCODER,)
    assert report.version.endswith(".none")
    assert WITHOUT_ENCODER in framing.render([report], "text")


@pytest.mark.usefixtures("needs_encoder")
def test_altered_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    weights = bytearray(files("framing.models").joinpath(encoder.MODEL).read_bytes())
    weights[len(weights) // 2] ^= 1
    (tmp_path / encoder.MODEL).write_bytes(weights)
    (tmp_path / "manifest.json").write_bytes(files("framing.models").joinpath("manifest.json").read_bytes())
    monkeypatch.setattr(encoder, "files", lambda _: tmp_path)
    encoder._loaded.cache_clear()
    with pytest.raises(ModelError, match="not the encoder"):
        encoder._session()
    encoder._loaded.cache_clear()


def test_the_runtime_reports_to_nobody_and_leaves_no_file(tmp_path: Path) -> None:
    program = "import framing; framing.analyze('She spoke.')"
    kept = {name: value for name, value in os.environ.items() if name != encoder.SILENCE}
    places = dict.fromkeys(("TMPDIR", "HOME", "XDG_CACHE_HOME"), str(tmp_path))
    subprocess.run([sys.executable, "-c", program], env={**kept, **places}, check=True, timeout=120)
    assert list(tmp_path.iterdir()) == []
