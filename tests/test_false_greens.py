"""A gate that says "clean" when it looked at nothing is worse than no gate: anything not checked is status 2."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

import framing.engine
from framing.cli import main

CLEAN = "The council met on Monday."


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good story."""
    (tmp_path / "framing.toml").write_text("")
    (tmp_path / "good.md").write_text(CLEAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said about a run that must not be green."""
    assert main(["check", *arguments]) == 2
    assert main(["check", *arguments, "--exit-zero"]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_missing_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert "missing.md: no such file or folder" in refused(capsys, "missing.md")


def test_one_good_and_one_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "missing.md", "good.md", "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert [report["name"] for report in json.loads(captured.out)["reports"]] == ["good.md"]
    assert "missing.md" in captured.err


@pytest.mark.parametrize("name", ["story.docx", "story"])
def test_a_kind_without_a_reader(desk: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (desk / name).write_text(CLEAN)
    assert "no reader for" in refused(capsys, name)
    assert main(["check", name, "--kind", "text"]) == 0


def test_unknown_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown kind 'markdwn'; did you mean 'markdown'?" in refused(capsys, "good.md", "--kind", "markdwn")


def test_a_folder_without_stories(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "empty").mkdir()
    (desk / "empty" / "notes.docx").write_text("x")
    assert "empty: no story in this folder" in refused(capsys, "empty")
    assert "empty: no story in this folder" in refused(capsys, "empty", "good.md")


def test_everything_excluded(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "framing.toml").write_text('exclude = ["*.md"]')
    assert "no story in this folder" in refused(capsys, ".")


def test_no_rule_switched_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no rule is switched on" in refused(capsys, "good.md", "--select", "wording", "--ignore", "wording")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"A good line.\nA bad \xff one.", "not valid UTF-8: byte 0xff at offset 19, line 2"),
        ("A story.".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00", "binary"),
        (b"---\ntitle: \n---\n", "bad.md: "),
        (b"<!-- only a comment -->", "bad.md: "),
    ],
    ids=["empty", "blank", "bom", "utf8", "utf16", "png", "front-matter", "comment"],
)
def test_a_file_that_cannot_be_read(
    desk: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    (desk / "bad.md").write_bytes(content)
    said = refused(capsys, "bad.md", "good.md")
    assert message in said
    assert said.count("bad.md") == 2, "named once a run"


def test_a_file_that_is_too_long(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "framing.toml").write_text("limits.max-characters = 100")
    (desk / "long.md").write_text("word " * 50)
    (desk / "longer.md").write_text("word " * 500)
    said = refused(capsys, "long.md", "longer.md")
    assert "long.md: " in said
    assert "longer.md: the story is longer than 100 characters" in said


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_an_unreadable_file_or_folder(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "locked").mkdir()
    (desk / "broken.md").symlink_to("nowhere.md")
    assert "broken.md: No such file or directory" in refused(capsys, ".")
    (desk / "broken.md").unlink()
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert "locked: Permission denied" in refused(capsys, ".")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "unnamed-sorce"], "did you mean 'unnamed-source'?"),
        (["--profile", "opinoin"], "did you mean 'opinion'?"),
        (["--fail-on", "eror"], "did you mean 'error'?"),
        (["--format", "sarff"], "did you mean 'sarif'?"),
        (["--output", "sarff=x"], "did you mean 'sarif'?"),
        (["--output", "sarif"], "name a file"),
        (["--output", "report.pdf"], "ends in one of .sarif (sarif)"),
        (["--output", "sarif=x", "--output", "json=x"], "named twice"),
        (["--output", "sarif=x.json", "--output", "x.json"], "named twice"),
        (["--output", "sarif=no/such/folder/x"], "cannot be written"),
        (["--config", "missing.toml"], "missing.toml: No such file"),
        (["--baseline", "missing.json"], "missing.json: no such baseline"),
        (["--stdin-name", "a.md"], "--stdin-name needs -"),
    ],
)
def test_bad_options(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert message in refused(capsys, "good.md", *arguments)


@pytest.mark.parametrize("text", ['selct = ["wording"]', 'profile = "opinoin"', "select = ["])
def test_bad_config(desk: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (desk / "framing.toml").write_text(text)
    assert "framing.toml: " in refused(capsys, "good.md")


def test_nothing_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check"])
    assert caught.value.code == 2


def test_an_error_of_ours_names_its_class_but_no_word_of_the_draft(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = framing.engine.analyze

    def fragile(content: str, **settings: object) -> object:
        if "secret" in content:
            raise ValueError(content)
        return real(content, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr("framing.cli.run.analyze", fragile)
    (desk / "a.md").write_text("A secret plan.")
    said = refused(capsys, "a.md", "good.md")
    assert "a.md: internal error: ValueError at test_false_greens.py" in said
    assert "secret" not in said


def test_the_number_of_findings_never_becomes_the_status(desk: Path) -> None:
    (desk / "many.md").write_text("The council met.\n\n" + "<!-- framing: nope -->\n\n" * 256)
    assert main(["check", "many.md", "--format", "json"]) == 1


def test_what_was_not_checked_wins_over_findings(desk: Path) -> None:
    (desk / "many.md").write_text("<!-- framing: nope -->\n\nThe council met.\n")
    assert main(["check", "many.md"]) == 1
    assert main(["check", "many.md", "missing.md"]) == 2


def test_a_closed_pipe_is_no_crash(desk: Path) -> None:
    import subprocess

    command = f"'{sys.executable}' -m framing rule --all --format json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_reports_for_machines_tell_what_was_not_checked(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = [word for fmt in ("json", "sarif", "junit", "github") for word in ("--output", f"{fmt}={fmt}.out")]
    assert main(["check", "missing.md", "good.md", *outputs]) == 2
    made = {fmt: (desk / f"{fmt}.out").read_text() for fmt in ("json", "sarif", "junit", "github")}
    assert json.loads(made["json"])["unchecked"] == [{"name": "missing.md", "reason": "no such file or folder"}]
    (invocation,) = json.loads(made["sarif"])["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "missing.md" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert 'errors="1"' in made["junit"]
    assert made["github"].startswith("::error title=Framing::1 not checked:%0Amissing.md")


def test_people_are_not_told_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "missing.md"])
    assert capsys.readouterr().out == "0 stories: 1 not checked\n"


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("emoji.md", "A vote 😀👩‍👩‍👧 and a song. Officials said the plan is dead.", 1),
        ("entity.md", "Tom &amp; Ann left, it&rsquo;s said. Officials said the plan is dead.", 1),
        ("entity.html", "<p>Tom &amp; Ann left. <b title='x'>Officials</b> said the plan is dead.</p>", 1),
        ("front.md", "---\ntitle: A vote\n---\n\nOfficials said the plan is dead.", 5),
        ("crlf.txt", "A vote.\r\n\r\nOfficials said the plan is dead.", 3),
        ("bom.txt", "\ufeffOfficials said the plan is dead.", 1),
    ],
)
def test_places_are_those_that_an_editor_sees(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, line: int
) -> None:
    (desk / name).write_bytes(content.encode())
    assert main(["check", name, "--select", "unnamed-source", "--format", "json"]) == 0
    (annotation,) = json.loads(capsys.readouterr().out)["reports"][0]["annotations"]
    shown = content.removeprefix("\ufeff").split("\n")[line - 1]
    assert (annotation["line"], annotation["column"]) == (line, shown.index("Officials") + 1)
    assert annotation["quote"]["exact"] == "Officials"


@pytest.mark.parametrize(
    "content",
    ["`Officials said the plan is dead.`", "```\nOfficials said the plan is dead.\n```", "<!-- Officials said it. -->"],
)
def test_code_and_comments_are_not_prose(desk: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (desk / "code.md").write_text(f"The council met on Monday.\n\n{content}\n")
    assert main(["check", "code.md", "--select", "unnamed-source", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["annotations"] == []
