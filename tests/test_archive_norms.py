"""What is usual, taken from a scan: the same as from the stories, and shown beside a story at the desk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from archive_stories import scan_of
from archive_stories import story as record
from editor_desk import Desk, opened
from made_archive import made_archive, story
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from framing.cli import main
from framing.config import Config
from framing.norms import Norms, read_norms
from plugin import create_app
from plugin.service.settings import Settings

DESKS = ["--desk", "Opinion=opinion", "--desk", "Agency=wire"]


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six stories a desk; the density of opinion pieces is 50 to 55, of all others 1 to 6."""
    monkeypatch.chdir(tmp_path)
    made = [
        story(number, desk=desk, framing_density=number % 6 + (50.0 if desk == "Opinion" else 1.0))
        for number, desk in enumerate(desk for desk in ("Opinion", "Agency", "City", "Sport") for _ in range(6))
    ]
    return made_archive(tmp_path / "scan", made)


def written(*options: str) -> Norms:
    assert main(["baseline", "--norms", "norms.json", "--from-archive", "scan", *options]) == 0
    return read_norms(Path("norms.json"))


def test_each_desk_counts_under_its_profile(scan: Path) -> None:
    norms = written(*DESKS)
    assert {profile: scores["framing-density"].stories for profile, scores in norms.items()} == {
        "news": 12, "opinion": 6, "wire": 6,
    }  # fmt: skip
    assert norms["opinion"]["framing-density"].mean == pytest.approx(52.5)
    assert norms["news"]["framing-density"].mean == pytest.approx(3.5)
    assert norms["opinion"]["framing-density"].sd == pytest.approx(1.8708)
    assert written("--profile", "wire")["wire"]["framing-density"].stories == 24


def test_a_scan_gives_the_norms_that_its_stories_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("stories").mkdir()
    for number in range(6):
        Path(f"stories/{number}.txt").write_text(record(number)["text"] + " Critics slammed it." * number)
    scan_of([Path("stories")], Path("scan"))
    assert main(["baseline", "--norms", "plain.json", "stories"]) == 0
    assert written() == read_norms(Path("plain.json"))


@pytest.mark.parametrize(
    "options, reason",
    [
        (["--from-archive", "scan", "--desk", "Opnion=opinion"], "did you mean 'Opinion'?"),
        (["--from-archive", "scan", "--desk", "Opinion=opinio"], "unknown profile 'opinio'; did you mean 'opinion'?"),
        (["--from-archive", "scan", "a.txt"], "takes no PATH"),
        (["--from-archive", "."], "not the folder of a scan"),
        (["--desk", "Opinion=opinion", "a.txt"], "--desk goes with the latter"),
        ([], "needs a PATH"),
    ],
)
def test_options_that_do_not_fit(
    options: list[str], reason: str, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "--norms", "norms.json", *options]) == 2
    assert reason in capsys.readouterr().err
    assert not Path("norms.json").exists()


def test_a_baseline_is_of_stories(scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "--from-archive", "scan"]) == 2
    assert "--from-archive goes with --norms" in capsys.readouterr().err


@pytest.fixture
def service(scan: Path) -> Iterator[str]:
    """A service whose newsroom has measured its archive."""
    app = create_app(replace(Config(), norms=written(*DESKS)), Settings())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_service_tells_what_is_usual_of_the_same_kind_of_copy(scan: Path) -> None:
    client = create_app(replace(Config(), norms=written(*DESKS)), Settings()).test_client()

    def density(**more: str) -> Any:
        answer = client.post("/v1/analyze", json={"text": "The shameful vote was close. It fell 9 to 8.", **more})
        (found,) = [score for score in (answer.json or {})["scores"] if score["name"] == "framing-density"]
        return found["usual"]

    assert density() == {"mean": 3.5, "sd": pytest.approx(1.7838), "stories": 12}
    assert density(profile="opinion") == {"mean": 52.5, "sd": pytest.approx(1.8708), "stories": 6}


@pytest.mark.browser
def test_the_panel_shows_a_story_beside_the_archive(browser: Browser, service: str) -> None:
    page, _, errors = opened(browser, service)
    desk = Desk(page)
    desk.write("The shameful vote was close. It fell 9 to 8, Ann Roe said.", "Board votes")
    page.get_by_role("tab", name="Scores").click()
    shown = page.locator("framing-panel .score[data-score=framing-density]")
    expect(shown.locator(".usual")).to_contain_text("3.5")
    expect(shown.locator(".usual")).to_contain_text("12")
    page.context.close()
    assert errors == []
