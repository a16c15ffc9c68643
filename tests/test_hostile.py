"""The worst bodies that fit through each door: never an exception, never a 5xx, offsets right, little time and memory.

Each door runs in a process of its own that counts its CPU time and its memory (``tests/hostile/doors.py``).
``python -m hostile.doors DOOR WORDS`` does the same under any limit.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.bodies import BODIES
from hostile.cases import CASES
from hostile.doors import MEGABYTES, SECONDS
from hostile.inputs import CANARY
from machine import slowness

WORDS = 60
"""The service's limit in this short form."""
BUSY = 2
"""A machine with other work takes up to twice its processor time for the same."""


@pytest.mark.parametrize("door", ["rest", "languagetool", "webhook"])
def test_the_worst_bodies_cost_little_and_break_nothing(door: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hostile.doors", door, str(WORDS)],
        cwd=Path(__file__).parent,
        env={"PATH": "", "OMP_NUM_THREADS": "1", "TMPDIR": str(tmp_path), "FRAMING_CACHE": "0"},
        capture_output=True,
        text=True,
        timeout=1_800,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert {result["case"] for result in results} == {*CASES, *BODIES}
    assert [result for result in results if result["fault"]] == []
    limit = BUSY * slowness() * SECONDS
    assert [result for result in results if result["seconds"] > limit or result["megabytes"] > MEGABYTES] == []
    said = [done.stdout, done.stderr, *(path.read_text(errors="replace") for path in tmp_path.rglob("*"))]
    assert not any(CANARY in text for text in said), "a draft was logged or kept"
