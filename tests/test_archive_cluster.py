"""A cluster of its own, over TLS: its scheduler dies, strangers are refused, another version is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from archive_driver import ENVIRONMENT, ended, start, until, waiting
from archive_stories import contents, lines, run, story
from ports import free_port

from framing.archive.tls import Certificates, check_address
from framing.cli import main
from framing.errors import ConfigError

OPENSSL = """
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=newsroom -keyout ca.key -out ca.pem
openssl req -newkey rsa:2048 -nodes -subj /CN=scan -keyout node.key -out node.csr
openssl x509 -req -in node.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out node.pem
"""
"""As in docs/archive.md."""


def certificates(folder: Path) -> tuple[str, str, str]:
    """Authority, certificate and key, made by openssl."""
    folder.mkdir()
    for command in OPENSSL.split("\n")[1:-1]:
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return str(folder / "ca.pem"), str(folder / "node.pem"), str(folder / "node.key")


@contextmanager
def cluster(port: int, files: tuple[str, str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Scheduler and two workers, as Dask's own commands start them; yields the scheduler."""
    tls = [item for pair in zip(("--tls-ca-file", "--tls-cert", "--tls-key"), files, strict=True) for item in pair]
    python = [sys.executable, "-m"]
    here = ["--host", "127.0.0.1", "--no-dashboard", *tls]
    workers = [f"tls://127.0.0.1:{port}", "--nworkers", "2", "--nthreads", "1"]
    with log.open("wb") as output:
        commands = (
            [*python, "distributed.cli.dask_scheduler", "--port", str(port), "--protocol", "tls", *here],
            [*python, "distributed.cli.dask_worker", *workers, *here],
        )
        running = [subprocess.Popen(command, env=ENVIRONMENT, stdout=output, stderr=output) for command in commands]
        try:
            yield running[0]
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(60)


def test_a_scheduler_that_is_killed_costs_only_what_was_not_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setenv("FRAMING_ENCODER", "0")
    rows = [story(number) for number in range(16)]
    rows[9] = {**story(9, "WAITING: rents rose 4%, Ann Roe said."), "desk": str(tmp_path / "9")}
    (tmp_path / "in.jsonl").write_bytes(lines(rows))
    own, strange = certificates(tmp_path / "own"), certificates(tmp_path / "strange")
    port = free_port()

    def begun(to: str, files: tuple[str, str, str], encoder: str = "0") -> subprocess.Popen[str]:
        there = ("--scheduler", f"tls://127.0.0.1:{port}")
        tls = ("--tls-ca", files[0], "--tls-cert", files[1], "--tls-key", files[2])
        return start(tmp_path / "in.jsonl", tmp_path / to, *there, *tls, environment={"FRAMING_ENCODER": encoder})

    with cluster(port, own, tmp_path / "log") as scheduler:
        stranger = begun("nothing", strange)
        first = begun("out", own)
        waiting(tmp_path / "9", first)
        until(lambda: len(list((tmp_path / "out" / "parts").glob("*.json"))) == 3, first)
        other_version = ended(begun("other", own, encoder="1"))
        refused = ended(stranger)
        scheduler.kill()
        status, said = ended(first)
    assert (status, "run the same command again to go on" in said) == (2, True), said
    assert (refused[0], "cannot be reached" in refused[1]) == (2, True), refused
    assert (other_version[0], "another version of Framing" in other_version[1]) == (2, True), other_version
    assert "Traceback" not in said + refused[1] + other_version[1]
    (tmp_path / "9").touch()
    status, said = ended(start(tmp_path / "in.jsonl", tmp_path / "out", "--engine", "inline"))
    assert status == 0, said
    assert "12 stories were there from an earlier run" in said
    (tmp_path / "calm").mkdir()
    run(tmp_path / "in.jsonl", tmp_path / "calm" / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "calm" / "out")


@pytest.mark.parametrize(
    "address, reason",
    [
        ("tcp://10.0.0.4:8786", "only tls://"),
        ("tcp://scheduler:8786", "only tls://"),
        ("tls://10.0.0.4:8786", "needs --tls-ca"),
        ("10.0.0.4:8786", "not an address"),
        ("ucx://10.0.0.4:8786", "not an address"),
    ],
)
def test_a_cluster_elsewhere_needs_tls(address: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=reason):
        check_address(address, None)
    (tmp_path / "in.jsonl").write_bytes(lines([story(1)]))
    command = ["archive", str(tmp_path / "in.jsonl"), "--to", str(tmp_path / "out"), "--scheduler", address]
    assert main(command) == 2


def test_addresses_that_are_safe() -> None:
    check_address("tcp://127.0.0.1:8786", None)
    check_address("tcp://[::1]:8786", None)
    check_address("tls://10.0.0.4:8786", Certificates(Path("ca"), Path("cert"), Path("key")))
