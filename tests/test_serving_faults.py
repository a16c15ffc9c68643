"""The service as processes, when something goes wrong: killed, stopped, reloaded, out of time, lied to."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, wait_for
from ports import free_port
from serving_process import CANARY, PATIENCE, Running, cpu_of, long_story, paragraph, started, stopped, until

from framing.language.pipeline import _locate
from plugin.service.server import GRACE

SECRET = "a secret of the desk's own"
SETTINGS = """
metrics = true
waiting = 8

[webhooks.cms]
text = "body"

[webhooks.cms.signature]
secret-env       = "CMS_SECRET"
signed           = "{timestamp}.{body}"
timestamp-prefix = "t="
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers with metrics and a webhook; whoever kills one leaves another in its place."""
    made = started(tmp_path_factory.mktemp("serving"), 2, SETTINGS, CMS_SECRET=SECRET)
    yield made
    assert stopped(made) == 0
    assert CANARY not in made.written().lower()


def test_a_worker_killed_at_work_is_replaced_and_the_others_answer(running: Running) -> None:
    before, ended = running.workers(), ended_workers(running)
    used = {pid: cpu_of(pid) for pid in before}
    with ThreadPoolExecutor(8) as pool:
        slow = pool.submit(running.post, long_story(20_000, time.time_ns()))
        victim = until(lambda: running.busy(used))
        os.kill(victim, signal.SIGKILL)
        assert slow.result() == 0
        answers = list(pool.map(running.post, [f"{paragraph(number)} Again." for number in range(6)]))
    assert answers == [200] * 6
    replaced = until(lambda: len(now := running.workers() - {victim}) == 2 and now)
    assert replaced > before - {victim}
    assert ended_workers(running) == ended + 1
    assert CANARY not in running.metrics()


def ended_workers(running: Running) -> float:
    found = re.search(r"^framing_workers_ended_total (.+)$", running.metrics(), re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_a_signature_counts_once_in_all_processes_after_a_reload_and_after_a_kill(running: Running) -> None:
    body = json.dumps({"body": paragraph(1)}).encode()

    def sent(worker: int, headers: dict[str, str]) -> int:
        with running.answered_by(worker):
            return running.send("/v1/webhooks/cms", body, **headers)

    headers = signed(body, time.time())
    first, second = running.workers()
    assert [sent(first, headers), sent(second, headers), sent(first, headers)] == [200, 401, 401]
    running.process.send_signal(signal.SIGHUP)
    third, fourth = until(lambda: len(now := running.workers()) == 2 and now.isdisjoint((first, second)) and now)
    assert [sent(third, headers), sent(fourth, headers)] == [401, 401]
    os.kill(third, signal.SIGKILL)
    (fifth,) = until(lambda: running.workers() - {third, fourth})
    assert [sent(fifth, headers), sent(fifth, signed(body, time.time() + 1))] == [401, 200]


def signed(body: bytes, at: float) -> dict[str, str]:
    made = hmac.new(SECRET.encode(), f"{at:.0f}.".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Framing-Signature": f"sha256={made},t={at:.0f}"}


def test_the_metrics_of_all_workers_are_added_up(running: Running) -> None:
    def counted() -> float:
        found = re.findall(r'requests_total\{route="/v1/rules",status="200"\} (.+)', running.metrics())
        return sum(map(float, found))

    before = counted()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: running.get("/v1/rules"), range(24)))
    assert counted() - before == 24


@pytest.mark.parametrize(
    "sent",
    [
        f"GET /{CANARY} HTTP/1.1 {CANARY}\r\n\r\n",
        f"{CANARY}, officials said.\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: a\r\n{CANARY} said so: yes\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: a\r\nX: {CANARY * 2000}\r\n\r\n",
        f"GET /{CANARY * 2000} HTTP/1.1\r\nHost: a\r\n\r\n",
        f"POST /v1/analyze HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
    ],
)
def test_what_is_no_http_is_refused_and_never_repeated(running: Running, sent: str) -> None:
    with running.raw(sent.encode()) as connection:
        answer = b"".join(iter(lambda: connection.recv(65_536), b"")).decode()
    assert re.match(r"HTTP/1.1 4\d\d ", answer)
    assert "application/problem+json" in answer
    assert CANARY not in answer
    assert CANARY not in running.written()


def test_clients_slow_to_hang_up_keep_nobody_waiting(running: Running) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    held = [running.raw(asked) for _ in range(20)]
    for connection in held:
        assert connection.recv(1)
    began = time.monotonic()
    for _ in range(5):
        running.get("/healthz")
    # gunicorn alone would let each keep the door for two seconds.
    assert time.monotonic() - began < 20
    for connection in held:
        connection.close()


def test_told_to_stop_under_load_it_answers_what_it_accepted_and_ends_well(tmp_path: Path) -> None:
    running = started(tmp_path, 2)
    used = {pid: cpu_of(pid) for pid in running.workers()}
    over = threading.Event()

    def client(name: int) -> list[int]:
        statuses = []
        for number in range(10_000):
            statuses.append(running.post(f"{paragraph(number)} From {name}."))
            if over.is_set():
                break
        return statuses

    with ThreadPoolExecutor(9) as pool:
        clients = [pool.submit(client, name) for name in range(6)]
        slow = [pool.submit(running.post, long_story(3_000, name)) for name in range(2)]
        until(lambda: running.busy(used))
        running.process.send_signal(signal.SIGTERM)
        code = running.process.wait(PATIENCE)
        over.set()
        statuses = [status for client in clients for status in client.result()]
    assert code == 0
    assert {future.result() for future in slow} <= {200, 503}
    assert set(statuses) <= {200, 503, -1, 0}
    assert statuses.count(0) <= 2, "who connects as the last process closes its door is cut off unread, and only they"
    assert 200 in statuses
    assert not re.search("SIG|Traceback|terminate", running.written())
    assert CANARY not in running.written()


def test_a_process_told_to_stop_is_not_ready(tmp_path: Path) -> None:
    running = started(tmp_path, 1)
    used = {pid: cpu_of(pid) for pid in running.workers()}
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(running.post, long_story(6_000, 1))
        until(lambda: running.busy(used))
        half = running.raw(b"GET /readyz HTTP/1.1\r\n")
        running.get("/healthz")
        running.process.send_signal(signal.SIGTERM)
        until(running.shut)
        half.sendall(b"Host: a\r\n\r\n")
        answer = b"".join(iter(lambda: half.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"told to stop" in answer
        half.close()
        assert slow.result() == 200
    assert stopped(running) == 0


def test_a_hangup_signal_reloads_what_can_be_read_and_keeps_the_rest(tmp_path: Path) -> None:
    running = started(tmp_path, 1)
    first = running.get("/version")["config"]
    (tmp_path / "framing.toml").write_text('profile = "no-such-profile"')
    running.process.send_signal(signal.SIGHUP)
    until(lambda: "not reloaded" in running.written())
    assert running.get("/version")["config"] == first
    (tmp_path / "framing.toml").write_text('profile = "wire"')
    (tmp_path / "service.toml").write_text("max-seconds = 1")
    running.process.send_signal(signal.SIGHUP)
    until(lambda: running.get("/version")["config"] != first)
    workers = until(running.workers)

    # The new limit of time ends a process that reads for too long, and says where it was, not what it read.
    assert running.post(long_story(24_000, 1)) == 0
    until(lambda: running.workers() - workers)
    assert running.post("Officials said so.") == 200
    assert "SIGPROF" in running.written()
    assert "Current thread" in running.written()
    assert stopped(running) == 0
    assert CANARY not in running.written()


@pytest.mark.parametrize("model", ["encoder.onnx", "parser/model"])
def test_a_model_that_was_tampered_with_stops_the_start_and_is_named(tmp_path: Path, model: str) -> None:
    if model == "encoder.onnx":
        for package in ("framing", "plugin"):
            shutil.copytree(ROOT / package, tmp_path / package)
        touched = tmp_path / "framing/models" / model
    else:
        shutil.copytree(_locate(), tmp_path / "en_core_web_sm/en_core_web_sm-3.8.0")
        (tmp_path / "en_core_web_sm/__init__.py").touch()
        touched = tmp_path / "en_core_web_sm/en_core_web_sm-3.8.0" / model
    content = bytearray(touched.read_bytes())
    content[len(content) // 2] ^= 1
    touched.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "framing", "serve", "--port", str(free_port())],
        cwd=tmp_path if model == "encoder.onnx" else ROOT,
        env={**os.environ, "FRAMING_KEYS": "", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert model in done.stderr
    assert "Traceback" not in done.stderr


def test_waitress_serves_the_same_where_there_is_no_gunicorn(tmp_path: Path) -> None:
    port = free_port()
    code = (
        "from plugin.service import server; from framing.config import Config; "
        "from plugin.service.settings import Settings; "
        f"server._waitress(server._ready(lambda: (Config(), Settings())), '127.0.0.1', {port})"
    )
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=output, stderr=output)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
        assert Running(port, process, log).post(paragraph(1)) == 200
    finally:
        process.kill()
        process.wait(PATIENCE)


def test_a_signal_to_stop_reaches_a_process_that_has_only_begun(tmp_path: Path) -> None:
    code = f"""
import os, signal, time
from plugin.service.server import GRACE, serve
from plugin.service.worker import Worker

class Slow(Worker):
    def init_process(self):
        os.kill(os.getppid(), signal.SIGTERM)
        end = time.monotonic() + GRACE / 2
        while signal.SIGTERM not in signal.sigpending() and time.monotonic() < end:
            time.sleep(0.01)
        super().init_process()

import plugin.service.worker
plugin.service.worker.Worker = Slow
serve(port={free_port()}, workers=1)
"""
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=log, stderr=log)
        until(lambda: b"listens" in (tmp_path / "log").read_bytes())
        began = time.monotonic()
        assert process.wait(PATIENCE) == 0
        assert time.monotonic() - began < GRACE
