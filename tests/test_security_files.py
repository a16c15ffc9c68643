"""Files: nothing outside the folders that were named is read, and no name or text steers what reads the output."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from framing.archive.sources import find_sources
from framing.cli import main
from framing.errors import InputError

SECRET = "zanzibarquokka"
STORY = "The plan is dead, officials said.\n"
NAMES = [
    "plain.md",
    "::error file=x,line=1::owned.md",
    "a\n::error title=owned::b.md",
    "a\r\n::set-output name=owned::b.md",
    "a%0A::error::owned.md",
    "a%250A::owned.md",
    "a,line=99,title=owned::b.md",
    "##[error]owned.md",
    "=cmd|' -C calc'!A0.md",
    "+1+1.md",
    "-1+1.md",
    "@SUM(1).md",
    "\t=1+1.md",
    "<img src=x onerror=alert(1)>.md",
    "`$(touch owned)`.md",
    "$(touch owned).md",
    "javascript:alert(1).md",
    "\x1b[31mred\x1b]0;owned\x07.md",
    "a\u202egnp.md",
    "a\u2028b.md",
    "]]> <x>.md",
    '"quoted".md',
    "ünïcödé 😀.md",
]
COMMANDS = (
    "::error title=owned::a 40% rise",
    "a\u2028::error::owned",
    "::stop-commands::x",
    "##[error]owned",
    "::add-mask::officials",
    "%0A::error::owned",
    "::set-env name=PATH::x",
    "</script><script>alert(1)</script>",
)
ANNOTATION = re.compile(
    r"::(?:error|warning|notice) (?:file=[^,:\n]*,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,title=[a-z-]+|"
    r"title=Framing)::[^\n]*"
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows forbids")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stories beside a file that nobody named."""
    (tmp_path / "secret.md").write_text(f"The {SECRET} is dead, officials said.\n")
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def hostile(desk: Path) -> None:
    text = STORY + "".join(f"\nThe slammed plan, sources said, is “{words}”.\n" for words in COMMANDS)
    for name in NAMES:
        (desk / name).write_text(text, encoding="utf-8")


def test_a_link_out_of_a_folder_is_not_followed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "good.md").write_text(STORY)
    (desk / "inside.md").symlink_to("good.md")
    (desk / "out.md").symlink_to("../secret.md")
    (desk / "folder").symlink_to("..", target_is_directory=True)
    (desk / "gone.md").symlink_to("nothing.md")
    assert main(["check", ".", "--output", "json=-"]) == 2
    output = capsys.readouterr()
    assert SECRET not in output.out + output.err
    assert "out.md: a link that leads out of the folder" in output.err
    assert "gone.md: No such file" in output.err
    assert [report["name"] for report in json.loads(output.out)["reports"]] == ["good.md"]


def test_a_pipe_or_device_in_a_folder_is_not_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(desk / "pipe.md")
    (desk / "device.md").symlink_to("/dev/zero")
    assert main(["check", "."]) == 2
    told = capsys.readouterr().err
    assert "pipe.md: no regular file" in told
    assert "device.md: a link" in told


@pytest.mark.parametrize("target", ["../secret.md", "/etc/passwd", "/dev/zero", "../desk/../secret.md"])
def test_an_archive_s_folder_is_left_by_no_link(desk: Path, target: str) -> None:
    (desk / "good.md").write_text(STORY)
    (desk / "inside.md").symlink_to("good.md")
    assert [source.name for source in find_sources([desk], desk / "out")] == ["good.md", "inside.md"]
    (desk / "out.md").symlink_to(target)
    with pytest.raises(InputError, match="leads out of the folder"):
        find_sources([desk], desk / "out")


def test_an_archive_s_folder_may_hold_no_pipe(desk: Path) -> None:
    os.mkfifo(desk / "pipe.jsonl")
    with pytest.raises(InputError, match="no regular file"):
        find_sources([desk], desk / "out")


def run(desk: Path, *formats: str) -> dict[str, str]:
    hostile(desk)
    outputs = [f"{name}=../{name}.out" for name in formats]
    assert main(["check", ".", *(part for output in outputs for part in ("--output", output))]) in (0, 1)
    return {name: (desk.parent / f"{name}.out").read_bytes().decode() for name in formats}


def test_names_and_words_command_no_runner_and_no_spreadsheet(desk: Path) -> None:
    written = run(desk, "github", "csv", "sarif", "gitlab", "junit", "json", "text")
    commands = written["github"].splitlines()
    assert "\r" not in written["github"]
    assert commands == written["github"].removesuffix("\n").split("\n"), "no line ends but line feeds"
    for line in commands:
        assert ANNOTATION.fullmatch(line) or (line.startswith("- ") and "##[" not in line), line
    assert sum(line.startswith("::") for line in commands) <= 30
    rows = list(csv.reader(io.StringIO(written["csv"])))
    assert len({row[0] for row in rows}) > 20
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
        assert not cell.startswith("-") or cell.lstrip("-").replace(".", "").isdigit()
        assert "\n" not in cell
        assert "\x1b" not in cell
    locations = json.loads(written["sarif"])["runs"][0]["artifacts"]
    uris = [artifact["location"]["uri"] for artifact in locations]
    assert all(re.fullmatch(r"[A-Za-z0-9%._~/-]+", uri) for uri in uris), "nothing but a relative path"
    assert {"javascript:alert(1).md", "a\n::error title=owned::b.md"} <= {unquote(uri) for uri in uris}
    assert json.loads(written["gitlab"])
    assert json.loads(written["json"])
    cases = ElementTree.fromstring(written["junit"]).iter("testcase")
    assert {*cases} != set()
    assert not obeyed(written["text"])
    assert not (desk / "owned").exists()
    assert not (desk.parent / "owned").exists()


def obeyed(text: str) -> list[str]:
    """Lines that a runner or a terminal would take for a command."""
    steer = re.compile(r"^\s*::|##(vso)?\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
    return [line for line in text.split("\n") if steer.search(line)]


def test_what_a_person_is_told_steers_neither_terminal_nor_runner(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert obeyed("::error::x") and obeyed("a ##[error]x") and obeyed("\x1b[2J")  # noqa: PT018
    hostile(desk)
    for name in NAMES:
        (desk / f"bad {name}").write_bytes(b"\xff")
    (desk / "\n::error::bad.md").write_bytes(b"\xff")
    assert main(["check", "."]) == 2
    output = capsys.readouterr()
    assert len(output.err.splitlines()) > len(NAMES)
    assert obeyed(output.out) == []
    assert obeyed(output.err) == []
    assert main(["check", "\n::error::none\x1b[2J.md", "--output", "text=/no\n::error::where/a"]) == 2
    assert obeyed(capsys.readouterr().err) == []
