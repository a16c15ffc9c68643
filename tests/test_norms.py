"""What is usual for an outlet: measured over an archive by kind of copy, shown beside each score."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import framing
from framing.cli import main
from framing.config.file import load_project
from framing.norms import read_norms
from framing.render import render

PLAIN = "The council met on Monday. It approved the budget. The vote was {} to 9."
LOADED = "The council met on Monday. It approved the shameful budget. The vote was {} to 9."
CONFIG = 'norms = "norms.json"\n[[per-file]]\npaths = ["opinion/**"]\nprofile = "opinion"\n'


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder, text in (("news", PLAIN), ("opinion", LOADED)):
        (tmp_path / folder).mkdir()
        for number in range(10, 15):
            (tmp_path / folder / f"{number}.txt").write_text(text.format(number))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measure(archive: Path) -> int:
    (archive / "framing.toml").write_text(CONFIG.partition("\n")[2])
    status = main(["baseline", "--norms", "norms.json", "news", "opinion"])
    (archive / "framing.toml").write_text(CONFIG)
    return status


def test_an_archive_gives_the_usual_of_each_kind_of_copy(archive: Path) -> None:
    assert measure(archive) == 0
    norms = read_norms(archive / "norms.json")
    assert (norms["news"]["framing-density"].mean, norms["news"]["framing-density"].stories) == (0, 5)
    assert norms["opinion"]["framing-density"].mean > 50


def test_a_score_stands_beside_the_usual_of_its_kind(archive: Path) -> None:
    measure(archive)
    project = load_project()
    for folder, usual in (("news", 0.0), ("opinion", 76.9231)):
        path = archive / folder / "10.txt"
        report = framing.analyze(path.read_text(), config=project.config_for(path))
        density = next(score for score in report.scores if score.name == "framing-density")
        assert density.usual is not None
        assert density.usual.mean == pytest.approx(usual, abs=1)
        assert "(5 stories)" in render([report], "html")
        assert "usual here" in render([report], "text")


def test_fewer_stories_give_no_usual(archive: Path) -> None:
    (archive / "framing.toml").write_text("")
    assert main(["baseline", "--norms", "norms.json", "news/10.txt", "news/11.txt"]) == 0
    assert json.loads((archive / "norms.json").read_text())["norms"] == {"news": {}}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": 2}', '{"format": 1, "norms": {"news": {"voices": {"mean": 1}}}}']
)
def test_a_file_that_holds_no_norms_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "norms.json").write_text(text)
    with pytest.raises(framing.ConfigError, match="not norms"):
        read_norms(tmp_path / "norms.json")


def test_a_missing_file_says_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(framing.ConfigError, match="framing baseline --norms"):
        read_norms(tmp_path / "norms.json")
