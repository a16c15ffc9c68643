"""The client's modules without a browser, in Node's own test runner; their words against what the service sends."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from framing.engine import analyze
from framing.rules import FAMILIES

ROOT = Path(__file__).parents[1]
CLIENT = ROOT / "plugin" / "client"
TESTS = sorted((ROOT / "tests" / "client").glob("*.test.mjs"))


@pytest.fixture(scope="module")
def node() -> str:
    """Node.js, 20 or newer."""
    path = shutil.which("node")
    if path is None:
        pytest.skip("Node.js is not installed: the client's unit tests need node 20 or newer")
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").split(".")[0]) < 20:
        pytest.skip(f"the client's unit tests need node 20 or newer, this is {version.strip()}")
    return path


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name.split(".")[0])
def test_unit(node: str, file: Path) -> None:
    done = subprocess.run([node, "--test", str(file)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", sorted(CLIENT.glob("*.js")), ids=lambda file: file.name)
def test_every_module_is_valid(node: str, file: Path) -> None:
    subprocess.run([node, "--check", str(file)], check=True, timeout=60)


def test_words_for_all_that_the_service_sends(node: str) -> None:
    code = (
        f"import * as strings from {json.dumps((CLIENT / 'strings.js').as_uri())};"
        "const { FAMILIES, SCORE_GROUPS, KEY_SCORES } = strings;"
        "const told = [Object.keys(FAMILIES), Object.values(SCORE_GROUPS).flat(), Object.keys(KEY_SCORES)];"
        "console.log(JSON.stringify(told));"
    )
    command = [node, "--input-type=module", "--eval", code]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    families, listed, key = json.loads(told)
    scores = {score.name for score in analyze("The plan is dead, officials said. It cost $3 million.").scores}
    assert families == list(FAMILIES)
    assert scores <= set(listed), "a score without a group"
    assert set(listed) | set(key) <= scores, "a group for a score that is not sent"
