"""What was accepted stays accepted while a story is edited, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing.cli import main

FIRST = "Officials said the plan is dead."
RULES = ["--select", "unnamed-source,unknown-ignore,malformed-ignore"]
CHECK = ["check", "a.md", "--fail-on", "warning", *RULES]
BASE = [*CHECK, "--baseline", ".framing-baseline.json"]
SLIP = "<!-- framing: ignore nobody-knows -->"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one story that has one finding."""
    (tmp_path / "framing.toml").write_text("")
    (tmp_path / "a.md").write_text(FIRST)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accept(*arguments: str) -> int:
    return main(["baseline", *(arguments or ("a.md",)), *RULES])


def entries(desk: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((desk / ".framing-baseline.json").read_text())["findings"]
    return found


def test_accepted_findings_do_not_count_and_keep_their_place_in_the_report(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(CHECK) == 1
    assert accept() == 0
    capsys.readouterr()
    assert main([*BASE, "--format", "json"]) == 0
    annotation = json.loads(capsys.readouterr().out)["reports"][0]["annotations"][0]
    assert annotation["suppressed"] == {"by": "baseline", "reason": ""}


def test_the_config_may_name_it(desk: Path) -> None:
    (desk / "framing.toml").write_text('baseline = "accepted.json"')
    assert main(CHECK) == 2, "named, but not there"
    assert accept() == 0
    assert (desk / "accepted.json").exists()
    assert main(CHECK) == 0


def test_it_holds_words_for_people_and_no_line_numbers(desk: Path) -> None:
    accept()
    (entry,) = entries(desk)
    assert set(entry) == {"file", "rule", "quote", "fingerprint"}
    assert (entry["file"], entry["rule"], entry["quote"]) == ("a.md", "unnamed-source", "Officials")


def test_it_survives_edits_elsewhere_and_a_new_name(desk: Path) -> None:
    accept()
    (desk / "a.md").write_text(f"# A new headline\n\nThe council met on Monday.\n\n{FIRST}\n\nThe bridge is open.")
    assert main(BASE) == 0
    (desk / "a.md").rename(desk / "b.md")
    assert main([word.replace("a.md", "b.md") for word in BASE]) == 0


def test_new_findings_count(desk: Path) -> None:
    accept()
    (desk / "a.md").write_text(f"{FIRST}\n\n{SLIP}\n\nThe bridge is open.")
    assert main(BASE) == 1


def test_an_edited_sentence_counts_again(desk: Path) -> None:
    accept()
    (desk / "a.md").write_text("Officials said the plan is alive.")
    assert main(BASE) == 1


def test_a_waiver_from_elsewhere_needs_only_its_fingerprint(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept()
    waiver = {"fingerprint": entries(desk)[0]["fingerprint"], "reason": "cleared by the night desk"}
    (desk / ".framing-baseline.json").write_text(json.dumps({"format": 1, "findings": [waiver]}))
    capsys.readouterr()
    assert main([*BASE, "--format", "json"]) == 0
    annotation = json.loads(capsys.readouterr().out)["reports"][0]["annotations"][0]
    assert annotation["suppressed"]["reason"] == "cleared by the night desk"
    accept("a.md", "--prune")
    assert entries(desk) == [waiver]


def test_writing_twice_gives_equal_bytes_and_keeps_reasons(desk: Path) -> None:
    (desk / "a.md").write_text(f"{SLIP}\n\n{FIRST}")
    accept()
    path = desk / ".framing-baseline.json"
    path.write_text(path.read_text().replace('"quote": "Officials"', '"quote": "Officials", "reason": "agreed"'))
    accept()
    once = path.read_bytes()
    accept()
    assert path.read_bytes() == once
    assert sorted(entry.get("reason", "") for entry in entries(desk)) == ["", "agreed"]


def test_stories_that_are_not_named_keep_their_entries(desk: Path) -> None:
    (desk / "b.md").write_text(f"{SLIP}\n\nThe bridge is open.")
    accept("a.md", "b.md")
    accept("a.md")
    assert [entry["file"] for entry in entries(desk)] == ["a.md", "b.md"]
    (desk / "b.md").unlink()
    accept("a.md")
    assert [entry["file"] for entry in entries(desk)] == ["a.md"]


def test_what_cannot_be_read_keeps_its_entries_and_is_never_accepted(desk: Path) -> None:
    accept()
    (desk / "a.md").write_bytes(b"\xff")
    assert accept() == 2
    assert [entry["file"] for entry in entries(desk)] == ["a.md"]
    assert main(BASE) == 2


def test_check_tells_what_is_stale_and_prune_only_shrinks(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept()
    assert accept("a.md", "--check") == 0
    (desk / "a.md").write_text(f"{SLIP}\n\nThe bridge is open.")
    assert accept("a.md", "--check") == 1
    assert "a.md: no longer there: unnamed-source" in capsys.readouterr().err
    assert len(entries(desk)) == 1, "a check writes nothing"
    assert accept("a.md", "--prune") == 0
    assert entries(desk) == []
    assert main(BASE) == 1


def test_what_an_inline_ignore_silences_needs_no_entry(desk: Path) -> None:
    (desk / "a.md").write_text(f"<!-- framing: ignore unnamed-source -- known -->\n\n{FIRST}")
    accept()
    assert entries(desk) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not a baseline"),
        ("[]", "not a baseline of format 1"),
        ('{"format": 2, "findings": []}', "not a baseline of format 1"),
        ('{"format": 1, "findings": [{}]}', "an entry has no fingerprint"),
        ('{"format": 1, "findings": [{"fingerprnt": "x"}]}', "unknown key 'fingerprnt'; did you mean 'fingerprint'?"),
        ('{"format": 1, "findings": [{"fingerprint": 1}]}', "expected a table of strings"),
    ],
)
def test_a_damaged_baseline_is_told(desk: Path, capsys: pytest.CaptureFixture[str], content: str, message: str) -> None:
    (desk / ".framing-baseline.json").write_text(content)
    assert main(BASE) == 2
    said = capsys.readouterr().err
    assert message in said
    assert ".framing-baseline.json" in said
