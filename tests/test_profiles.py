"""One house, one set of rules: desks choose a profile, and a waiver given in the CMS is a waiver in CI."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from framing import Config
from framing.cli import main
from framing.config import Choice
from framing.config.file import load_project
from plugin import create_app
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HOUSE = """
select = ["attribution", "wording"]
ignore = ["vague-plural"]

[severity]
unnamed-source = "error"

[terms]
avoid = ["illegal alien"]

[profiles.sport]
ignore = ["conflict-metaphor"]

[profiles.sport.terms]
prefer = { soccer = "football" }
allow  = ["sudden death"]
"""
BLOCKS = [
    {"id": "title", "role": "headline", "text": "Council rejects harbour plan"},
    {"id": "p1", "html": "<p>The plan is <em>dead</em>, officials said on Tuesday.</p>"},
    {"id": "p2", "text": "😀 The bridge stays open."},
]
FILE = """# Council rejects harbour plan

The plan is *dead*, officials said on Tuesday.

😀 The bridge stays open.
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("house") / "framing.toml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def client(house: Path) -> FlaskClient:
    return create_app(load_project(house).config, Settings()).test_client()


def profiles(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in client.get("/v1/profiles").get_json()["profiles"]}


def test_built_in_and_house_profiles_are_listed(client: FlaskClient) -> None:
    found = profiles(client)
    assert list(found) == ["news", "opinion", "sport", "wire"]
    assert [name for name, item in found.items() if item["default"]] == ["news"]
    assert [name for name, item in found.items() if item["house"]] == ["sport"]


def test_a_profile_says_what_runs_and_how_much_it_counts(client: FlaskClient) -> None:
    found = profiles(client)
    assert found["news"]["rules"]["unnamed-source"] == "error"
    assert "vague-plural" not in found["news"]["rules"]
    assert "number-without-source" not in found["news"]["rules"]
    plain = profiles(create_app(settings=Settings()).test_client())
    assert "loaded-word" in plain["news"]["rules"]
    assert "loaded-word" not in plain["opinion"]["rules"]
    assert "first-quotation-late" not in plain["wire"]["rules"]


def test_a_profile_shows_the_terms_of_house_and_desk(client: FlaskClient) -> None:
    found = profiles(client)
    assert found["news"]["terms"] == {"avoid": ["illegal alien"], "prefer": {}, "allow": []}
    assert found["sport"]["terms"] == {
        "avoid": ["illegal alien"],
        "prefer": {"soccer": "football"},
        "allow": ["sudden death"],
    }


def test_a_story_is_judged_by_the_profile_it_names(client: FlaskClient) -> None:
    def rules(**fields: str) -> set[str]:
        story = {"text": "The club said on Monday that soccer pays.\n\nIt rained, the club said.", **fields}
        answer = client.post("/v1/analyze", json=story).get_json()
        return {item["rule"] for item in answer["annotations"]}

    assert "house-term" not in rules()
    assert "house-term" in rules(profile="sport")


def test_the_listed_rules_are_those_that_run() -> None:
    config = Config(profiles={"desk": Choice(select=("unnamed-source",), severity={"unnamed-source": "info"})})
    client = create_app(config, Settings()).test_client()
    assert profiles(client)["desk"]["rules"] == {"unnamed-source": "info"}
    answer = client.post("/v1/analyze", json={"blocks": BLOCKS, "profile": "desk"}).get_json()
    assert [(item["rule"], item["severity"]) for item in answer["annotations"]] == [("unnamed-source", "info")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the story that the CMS has exported."""
    (tmp_path / "framing.toml").write_text('select = ["unnamed-source"]\nfail-on = "warning"\n')
    (tmp_path / "story.md").write_text(FILE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def waive_all(desk: Path) -> Path:
    """What a CMS exports once an editor has dismissed all that the report shows."""
    client = create_app(load_project(desk / "framing.toml").config, Settings()).test_client()
    answer = client.post("/v1/analyze", json={"blocks": BLOCKS}).get_json()
    assert answer["annotations"]
    waivers = [
        {
            "fingerprint": item["id"],
            "rule": item["rule"],
            "quote": item["quote"]["exact"],
            "reason": "named further down",
            "who": "Ann Editor",
            "when": "2026-11-24T10:00:00Z",
        }
        for item in answer["annotations"]
    ]
    path = desk / "waivers.json"
    path.write_text(json.dumps({"format": 1, "findings": waivers}), encoding="utf-8")
    return path


def test_what_was_dismissed_in_the_cms_does_not_count_in_ci(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "story.md"]) == 1
    waive_all(desk)
    capsys.readouterr()
    assert main(["check", "story.md", "--baseline", "waivers.json", "--format", "json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)["reports"][0]["annotations"]
    assert item["suppressed"] == {
        "by": "baseline",
        "reason": "named further down (Ann Editor, 2026-11-24T10:00:00Z)",
    }


def test_a_waiver_is_for_those_words_in_that_sentence_alone(desk: Path) -> None:
    waive_all(desk)
    (desk / "story.md").write_text(FILE.replace("Tuesday", "Wednesday"), encoding="utf-8")
    assert main(["check", "story.md", "--baseline", "waivers.json"]) == 1


def test_waivers_count_beside_a_baseline(desk: Path) -> None:
    other = "Sources said the mayor will go.\n"
    (desk / "other.md").write_text(other, encoding="utf-8")
    assert main(["baseline", "other.md"]) == 0
    waive_all(desk)
    both = ["--baseline", ".framing-baseline.json", "--baseline", "waivers.json"]
    assert main(["check", "story.md", "other.md", "--baseline", "waivers.json"]) == 1
    assert main(["check", "story.md", "other.md", *both]) == 0


def test_a_baseline_keeps_who_waived_and_when(desk: Path) -> None:
    waive_all(desk).rename(desk / ".framing-baseline.json")
    assert main(["baseline", "story.md"]) == 0
    findings = json.loads((desk / ".framing-baseline.json").read_text(encoding="utf-8"))["findings"]
    assert {(item.get("file", ""), item["who"], item["when"]) for item in findings} == {
        ("", "Ann Editor", "2026-11-24T10:00:00Z"),
        ("story.md", "Ann Editor", "2026-11-24T10:00:00Z"),
    }
