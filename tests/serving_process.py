"""The service in processes of its own, for tests that kill, stop and overload it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from conftest import ROOT, wait_for
from ports import free_port

CANARY = "zanzibarquokka"
PATIENCE = 120
"""Seconds until a condition that must come true is given up, on a machine that does much else."""


def paragraph(number: int) -> str:
    return f"The {CANARY} plan number {number} is dead, officials said on Monday, and about {number}% agreed."


def long_story(words: int, mark: int) -> str:
    return "\n\n".join(f"{paragraph(number)} That was {mark}." for number in range(words // 19))


@dataclass
class Running:
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def written(self) -> str:
        return self.log.read_text(errors="replace")

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.written().splitlines() if line.startswith("{")]

    def workers(self) -> set[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in children.read_text().split()}

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
            return json.load(answer)

    def metrics(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    @contextmanager
    def answered_by(self, worker: int) -> Iterator[None]:
        """Hold the other workers, so that this one answers."""
        others = self.workers() - {worker}
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)

    def post(self, text: str) -> int:
        """Status of an analysis; 0 when the connection was cut, -1 when none was taken."""
        return self.send("/v1/analyze", json.dumps({"text": text}).encode())

    def send(self, path: str, body: bytes, **headers: str) -> int:
        """Status of a request with JSON, as ``post`` tells it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.connect()
        except OSError:
            return -1
        try:
            connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()
        return answer.status

    def busy(self, than: dict[int, float]) -> int | None:
        """The worker that has used most CPU since, if it is more than half a second; None while there is none."""
        used = {pid: cpu_of(pid) - than.get(pid, 0.0) for pid in self.workers()}
        return max((pid for pid, seconds in used.items() if seconds > 0.5), key=used.__getitem__, default=None)

    def shut(self) -> bool:
        """Whether its door is closed."""
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            return True
        return False

    def raw(self, sent: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.sendall(sent)
        return connection


def cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(condition: Callable[[], Any]) -> Any:
    """Wait for something that must come true, and give what it is."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.02)
    return found


def started(folder: Path, workers: int, settings: str = "", cwd: Path = ROOT, **environment: str) -> Running:
    port = free_port()
    (folder / "service.toml").write_text(settings)
    command = [sys.executable, "-m", "framing", "serve", "--port", str(port), "--workers", str(workers)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--settings", str(folder / "service.toml"), "--config", str(ensured(folder / "framing.toml"))],
            cwd=cwd,
            env={**os.environ, "FRAMING_KEYS": "", "OMP_NUM_THREADS": "1", **environment},
            stdout=log,
            stderr=log,
        )
    wait_for(f"http://127.0.0.1:{port}/readyz", process, folder / "log")
    return Running(port, process, folder / "log")


def ensured(path: Path) -> Path:
    path.touch()
    return path


def stopped(running: Running) -> int:
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGTERM)
    return running.process.wait(PATIENCE)
