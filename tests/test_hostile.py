"""The worst bodies that fit through each door: never an exception, never a 5xx, offsets right, little time and memory.

Each door of the service is tried in a process that counts its CPU time and its memory (``tests/hostile/doors.py``);
``python -m hostile.doors DOOR WORDS`` does the same under any limit, for files too.  Drafts hold a canary that no log,
metric, error or file may hold, but reports that were asked for.
"""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hostile.bodies import BODIES, WORDLESS
from hostile.cases import CASES
from hostile.doors import ENDINGS, FEW, MEGABYTES, SECONDS, kind_of, story
from hostile.inputs import CANARY, leaked
from machine import slowness

from framing.cli import main

WORDS = 60
"""The service's limit in this short form."""
BYTES = 250
"""Of a story in a file, where no limit on words would keep it short."""
GZIP = b"\x1f\x8b"
BUSY = 2
"""A machine with other work takes up to twice its processor time for the same."""


def test_the_canary_is_in_every_body_that_has_room_for_a_word() -> None:
    said = {name: gzip.decompress(body) if body.startswith(GZIP) else body for name, body in BODIES.items()}
    words = (CANARY.encode(), CANARY.encode("utf-16-le"))
    assert {name for name, body in said.items() if not any(word in body for word in words)} == {*WORDLESS}
    assert {name for name in CASES if CANARY not in story(name, 1_000)} == set()


@pytest.mark.parametrize("door", ["rest", "languagetool", "webhook"])
def test_the_worst_bodies_cost_little_and_break_nothing(door: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-m", "hostile.doors", door, str(WORDS)],
        cwd=Path(__file__).parent,
        env={"PATH": "", "OMP_NUM_THREADS": "1", "TMPDIR": str(tmp_path), "HOME": str(tmp_path), "FRAMING_CACHE": "0"},
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
    logged = [line for line in done.stderr.splitlines() if line.startswith("INFO:framing.requests:")]
    assert len(logged) == len(results) + 1, "a request is missing in the log"
    assert 'framing_requests_total{route="none",status="404"} 1.0' in done.stderr, "the metrics were not told"
    assert not leaked(done.stdout + done.stderr), "a draft was logged or counted"
    assert [*tmp_path.rglob("*")] == [], "something was kept"


@pytest.fixture
def said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Callable[[], tuple[str, str]]:
    """A function that tells what a command has shown, and what it has said and logged.

    Commands run in a folder of their own, which is also home and the place of temporary files.
    """
    caplog.set_level(logging.DEBUG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def tell() -> tuple[str, str]:
        output = capsys.readouterr()
        return output.out, output.err + caplog.text

    return tell


def files(folder: Path) -> list[Path]:
    """Cases and bodies as files that ``framing check`` reads."""
    folder.mkdir()
    stories = {f"{name}.{ENDINGS[kind_of(story(name, BYTES))]}": story(name, BYTES).encode() for name in CASES}
    bodies = {f"{name}.md": body[:FEW] for name, body in BODIES.items()}
    for name, content in {**stories, **bodies}.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def test_each_file_ends_in_a_report_or_a_reason(tmp_path: Path, said: Callable[[], tuple[str, str]]) -> None:
    made = files(tmp_path / "desk")
    outputs = [tmp_path / f"out.{name}" for name in ("html", "csv", "sarif")]
    asked = [part for path in outputs for part in ("--output", str(path))]
    assert main(["check", "desk", "--format", "json", *asked]) == 2, "some could be checked, some not"
    shown, told = said()
    reports = [report["name"] for report in json.loads(shown)["reports"]]
    unchecked = {item["name"]: item["reason"] for item in json.loads(shown)["unchecked"]}
    assert sorted([*reports, *unchecked]) == [f"desk/{path.name}" for path in made]
    assert not leaked(told + json.dumps(unchecked)), "a message quotes a draft"
    assert "Traceback" not in told
    assert "internal error" not in told
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {*made, *outputs}, "something else was written"


def test_each_record_of_an_archive_ends_in_a_row_or_a_reason(
    tmp_path: Path, said: Callable[[], tuple[str, str]]
) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    texts = {name: story(name, BYTES) for name in CASES}
    stories = [
        json.dumps({"id": name, "title": f"{CANARY} said", kind_of(text): text}).encode()
        for name, text in texts.items()
    ]
    packed = [body for body in BODIES.values() if body.startswith(GZIP)]
    for number, body in enumerate(packed):
        (archive / f"{number}.jsonl.gz").write_bytes(body)
    plain = b"\n".join((*stories, *(body for body in BODIES.values() if not body.startswith(GZIP))))
    (archive / "all.jsonl").write_bytes(plain)
    records = sum(not line.isspace() for line in plain.split(b"\n") if line) + len(packed)
    assert main(["archive", "archive", "--to", "out", "--engine", "inline"]) == 1, "some could be read, some not"
    analysed = [row["place"] for path in (out / "stories").iterdir() for row in pq.read_table(path).to_pylist()]
    rejected = {row["place"]: row["reason"] for row in pq.read_table(out / "rejected.parquet").to_pylist()}
    assert len({*analysed, *rejected}) == len(analysed) + len(rejected) == records
    assert not [reason for reason in rejected.values() if leaked(reason) or "internal error" in reason]
    told = "".join(said())
    assert not leaked(told), "a message quotes a draft"
    assert "Traceback" not in told
    assert {path.name for path in tmp_path.iterdir()} == {"archive", "out"}, "something was kept"
    others = [path for path in out.rglob("*") if path.is_file() and path.suffix != ".parquet"]
    assert others
    assert not [path for path in others if leaked(path.read_text())], "a draft stands beside the results"
