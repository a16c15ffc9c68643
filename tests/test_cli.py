"""The command line as a newsroom uses it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import framing
from framing.cli import main

CLEAN = "The council met on Monday."
WARNED = "Officials said the plan is dead."
WRONG = "# Votes\n\n<!-- framing: nonsense -->\n\nThe council met on Monday.\n"
HEAVY = ("spacy", "nltk", "textstat", "flask", "marshmallow", "rich", "gunicorn")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, without a config above it that counts."""
    (tmp_path / "framing.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_clean_story(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.txt").write_text(CLEAN)
    assert main(["check", "a.txt"]) == 0
    assert "a.txt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("level", "status"), [(None, 0), ("error", 0), ("warning", 1), ("info", 1)], ids=["default", "e", "w", "i"]
)
def test_fail_on(desk: Path, level: str | None, status: int) -> None:
    (desk / "a.txt").write_text(WARNED)
    assert main(["check", "a.txt", *(["--fail-on", level] if level else [])]) == status


def test_the_command_line_wins_over_the_config(desk: Path) -> None:
    (desk / "framing.toml").write_text('fail-on = "warning"\nselect = ["unnamed-source"]')
    (desk / "a.txt").write_text(WARNED)
    assert main(["check", "a.txt"]) == 1
    assert main(["check", "a.txt", "--fail-on", "error"]) == 0
    assert main(["check", "a.txt", "--ignore", "unnamed-source", "--select", "wording"]) == 0
    assert main(["check", "a.txt", "--exit-zero"]) == 0


def test_sections_of_the_config_are_for_their_paths(desk: Path) -> None:
    (desk / "framing.toml").write_text(
        'fail-on = "warning"\n[[per-file]]\npaths = ["opinion"]\nignore = ["attribution"]'
    )
    (desk / "opinion").mkdir()
    (desk / "opinion" / "a.txt").write_text(WARNED)
    assert main(["check", "opinion"]) == 0
    (desk / "b.txt").write_text(WARNED)
    assert main(["check", "."]) == 1


def test_a_folder_is_walked_in_order_without_hidden_or_excluded_files(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "framing.toml").write_text('exclude = ["drafts"]')
    for name in ("b.md", "a.TXT", "c/d.html", "drafts/e.md", ".git/f.md", "g.docx"):
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / name).write_text(CLEAN)
    assert main(["check", ".", "b.md", "--format", "json"]) == 0
    assert named(json.loads(capsys.readouterr().out)) == ["a.TXT", "b.md", "c/d.html"]
    assert main(["check", "drafts/e.md", "--format", "json"]) == 0, "what is named is checked"


def named(data: Any) -> list[str]:
    return [report["name"] for report in data["reports"]]


def test_several_outputs_in_one_run(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.md").write_text(WRONG)
    assert main(["check", "a.md", "--output", "sarif=r.sarif", "--output", "github=-", "--output", "junit=r.xml"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("::error file=a.md,line=3")
    assert json.loads((desk / "r.sarif").read_text())["version"] == "2.1.0"
    assert "malformed-ignore" in (desk / "r.xml").read_text()


def test_people_get_text_when_files_get_the_rest(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.md").write_text(WRONG)
    main(["check", "a.md", "--output", "json=r.json"])
    assert "a.md:3:1" in capsys.readouterr().out


def test_machine_output_stands_alone(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.md").write_text(WRONG)
    assert main(["check", "a.md", "missing.md", "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert named(json.loads(captured.out)) == ["a.md"]
    assert captured.err == "framing: missing.md: no such file or folder\n"


def test_the_step_summary_is_written_for_github(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk / "summary.md"))
    (desk / "a.md").write_text(WRONG)
    main(["check", "a.md", "--format", "github"])
    assert "malformed-ignore" in (desk / "summary.md").read_text().replace("&#45;", "-")


def test_standard_input_takes_its_kind_from_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, WRONG)
    assert main(["check", "-", "--stdin-name", "desk/a.md"]) == 1
    assert "desk/a.md:3:1" in capsys.readouterr().out
    type_in(monkeypatch, WRONG)
    assert main(["check", "-"]) == 0, "plain text has no comments"
    type_in(monkeypatch, WRONG)
    assert main(["check", "-", "--kind", "markdown"]) == 1


def test_blocks_of_a_cms(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    type_in(monkeypatch, json.dumps([{"id": "p1", "text": WARNED}]))
    assert main(["check", "-", "--kind", "blocks", "--fail-on", "warning"]) == 1
    type_in(monkeypatch, "{")
    assert main(["check", "-", "--kind", "blocks"]) == 2
    assert "not valid JSON" in capsys.readouterr().err


class Screen(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_colour_is_for_terminals(desk: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, colored: bool) -> None:
    (desk / "a.md").write_text(WRONG)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", screen)
    main(["check", "a.md"])
    screen.seek(0)
    assert ("\x1b[" in screen.read()) is colored


def test_a_progress_bar_is_for_terminals_and_many_files(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        (desk / f"{number}.txt").write_text(CLEAN)
    screen = Screen(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["check", "."]) == 0
    screen.seek(0)
    assert "Checking" in screen.read()


def test_no_progress_bar_elsewhere(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        (desk / f"{number}.txt").write_text(CLEAN)
    assert main(["check", "."]) == 0
    assert capsys.readouterr().err == ""


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(framing.RULES)
    assert main(["rule", "unnamed-source"]) == 0
    assert framing.RULES["unnamed-source"].references[0].url in capsys.readouterr().out
    assert main(["rule", "unnamed-source", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "unnamed-source"
    assert main(["rule", "--all", "--format", "json"]) == 0
    assert [item["name"] for item in json.loads(capsys.readouterr().out)] == list(framing.RULES)
    assert main(["rule", "--all", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.count("\n## Rests on\n") == len(framing.RULES)


def test_an_unknown_rule_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "unnamed-sorce"]) == 2
    assert "did you mean 'unnamed-source'" in capsys.readouterr().err


def test_explaining_a_rule_loads_nothing_heavy() -> None:
    code = f"""
import sys
from framing.cli import main
main(["rule", "unnamed-source"])
print(sorted(set({HEAVY}) & set(sys.modules)))
print(len(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heavy, modules = done.stdout.splitlines()[-2:]
    assert heavy == "[]"
    assert int(modules) < 320, "250 modules load in a sixth of a second"


def test_the_public_face_is_what_it_says() -> None:
    public = {name for name, value in vars(framing).items() if name[0] != "_" and not isinstance(value, ModuleType)}
    assert public - {"TYPE_CHECKING", "Any"} <= set(framing.__all__)
    assert callable(framing.render)


def test_an_unknown_public_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'analyse'"):
        framing.analyse  # noqa: B018


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("framing 0.")


def test_serve_passes_what_is_said(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Any, ...]] = []
    server = pytest.importorskip("plugin.service.server")
    monkeypatch.setattr(server, "serve", lambda *args, load: calls.append((*args, load()[0].profile)))
    assert main(["serve", "--port", "9000", "--workers", "2", "--profile", "opinion"]) == 0
    assert calls == [("127.0.0.1", 9000, 2, "opinion")]


def test_the_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "framing", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: framing check" in done.stderr
