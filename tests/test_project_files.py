"""What other tools read of this project says what is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from framing.cli import build_parser
from framing.config.file import parse_project
from framing.config.schema import config_schema
from framing.norms import norms_text

ROOT = Path(__file__).parents[1]


def test_the_config_of_the_documentation_is_one_and_shows_every_key(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    data = tomllib.loads(example[1])
    (tmp_path / data["norms"]).write_text(norms_text({}), encoding="utf-8")
    parse_project(data, tmp_path)
    assert set(data) == set(config_schema()["properties"])


def test_every_option_of_check_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["check", "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    explained = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert {option for option in options if option not in explained} == set()


def test_the_hook_names_a_command_that_exists() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"^  entry: framing (.*)$", hook, re.MULTILINE)
    assert entry is not None
    assert build_parser().parse_args([*entry[1].split(), "a.md"]).command == "check"


@pytest.mark.skipif(os.name == "nt", reason="runs bash")
def test_the_check_of_the_action_runs(tmp_path: Path) -> None:
    script = (ROOT / "action.yml").read_text(encoding="utf-8").rpartition("      run: |\n")[2]
    (tmp_path / "a b.md").write_text("<!-- framing: nonsense -->\n\nThe council met on Monday.\n")
    (tmp_path / "framing").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m framing "$@"\n')
    (tmp_path / "framing").chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATHS": "a b.md\n",
            "FAIL_ON": "error",
            "BASELINE": "",
            "SARIF": "out.sarif",
            "FRAMING_BIN": str(tmp_path),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=a b.md,line=1")
    assert (tmp_path / "output").read_text() == "sarif=out.sarif\n"
    assert (tmp_path / "out.sarif").exists()
    assert (tmp_path / "summary").exists()
