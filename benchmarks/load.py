"""The service in processes of its own, and clients that ask it: light ones, for they share its cores."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from ports import free_port

ROOT: Final = Path(__file__).parent.parent
NICER: Final = 1
"""By how much the service gives way to its clients, which would have cores of their own elsewhere."""


class Answer(NamedTuple):
    """What a client got.

    ``status``       0: no whole answer came
    ``refused``      nobody took the connection
    ``sent``         when it began, on the monotonic clock
    ``seconds``      until the last byte of the answer
    ``retry_after``  whether it was told when to come back
    """

    status: int
    sent: float
    seconds: float
    retry_after: bool = False
    refused: bool = False


@dataclass
class Service:
    """A running service."""

    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """Process ids of its workers."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in tasks.read_text().split()]

    def private(self) -> dict[int, float]:
        """MB that each worker, by its process id, shares with nobody."""
        return {pid: _private(pid) for pid in self.workers()}

    def peaks(self) -> dict[int, float]:
        """MB that each worker, by its process id, held at most since it was asked last."""
        return {pid: _peak(pid) for pid in self.workers()}

    def stop(self) -> float:
        """Ask it to stop, as an operating system does; seconds until it has."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        return time.monotonic() - started


def _private(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    (peak,) = (int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # proc(5): starts anew from what is held now
    return peak


@contextmanager
def service(
    workers: int, log: Path | None = None, arguments: Sequence[str] = (), **environment: str
) -> Iterator[Service]:
    """``framing serve`` on a free port, ready to answer; all that it writes goes to ``log``."""
    port = free_port()
    command = [sys.executable, "-m", "framing", "serve", "--port", str(port), "--workers", str(workers)]
    with (log or Path(os.devnull)).open("ab") as output:
        process = subprocess.Popen(
            ["nice", "-n", str(NICER), *command, *arguments],
            cwd=ROOT,
            env={**os.environ, "FRAMING_KEYS": "", "OMP_NUM_THREADS": "1", **environment},
            stdout=output,
            stderr=output if log else None,
        )
    try:
        _wait(port, process)
        yield Service(port, process)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service did not start")


def post(story: Sequence[str]) -> bytes:
    """The request to analyse a story."""
    body = json.dumps({"text": "\n\n".join(story)}).encode()
    head = "POST /v1/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


HEALTH: Final = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


async def ask(port: int, request: bytes) -> Answer:
    """Send a request on a connection of its own."""
    sent = time.monotonic()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return Answer(0, sent, time.monotonic() - sent, refused=True)
    try:
        writer.write(request)
        raw = await reader.read(-1)
    except OSError:
        raw = b""
    finally:
        writer.close()
    return _read(raw, sent)


def _read(raw: bytes, sent: float) -> Answer:
    seconds = time.monotonic() - sent
    head, _, body = raw.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    if not head or int(fields.get(b"content-length", b"-1")) != len(body):
        return Answer(0, sent, seconds)
    return Answer(int(head[9:12]), sent, seconds, b"retry-after" in fields)


async def in_turn(port: int, request: Callable[[], bytes], clients: int, seconds: float) -> list[Answer]:
    """So many clients that each ask again as soon as they are answered, or a second after they were refused."""
    end = time.monotonic() + seconds
    answers: list[Answer] = []

    async def client() -> None:
        while time.monotonic() < end:
            answers.append(await ask(port, request()))
            if answers[-1].status == 503:
                await asyncio.sleep(1)

    await asyncio.gather(*(client() for _ in range(clients)))
    return answers


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of all lies; not a number without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
