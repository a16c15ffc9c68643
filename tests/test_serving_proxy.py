"""The proxy configuration that is shipped, with the real nginx in front of the real service."""

from __future__ import annotations

import json
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from debian import program
from ports import free_port
from serving_process import CANARY, PATIENCE, Running, cpu_of, long_story, paragraph, started, stopped, until

STALLED = 90
MAIN = """
daemon off;
master_process off;
user root;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/none;
    uwsgi_temp_path {folder}/none;
    scgi_temp_path {folder}/none;
    include {folder}/framing.conf;
}}
"""


@dataclass
class Proxy:
    port: int
    folder: Path

    def ask(self, path: str, body: bytes | None = None) -> tuple[int, dict[str, str], Any]:
        headers = {"Content-Type": "application/json"} if body else {}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            answer = urllib.request.urlopen(asked, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, dict(answer.headers), json.loads(answer.read() or b"null")


def open_at(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    except ConnectionRefusedError:
        return False
    return True


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = started(tmp_path_factory.mktemp("service"), 1, "metrics = true")
    yield made
    assert stopped(made) == 0


@contextmanager
def proxy_to(port: int, folder: Path) -> Iterator[Proxy]:
    own = free_port()
    shipped = (ROOT / "deploy/nginx.conf").read_text()
    changes = {
        "127.0.0.1:8000": f"127.0.0.1:{port}",
        "listen 8080": f"listen 127.0.0.1:{own}",
        "error_log stderr crit": "error_log stderr warn",
    }
    for ours, here in changes.items():
        assert ours in shipped
        shipped = shipped.replace(ours, here)
    (folder / "framing.conf").write_text(shipped)
    (folder / "main.conf").write_text(MAIN.format(folder=folder))
    with (folder / "log").open("wb") as log:
        command = [program("nginx", "nginx-light"), "-p", str(folder), "-c", str(folder / "main.conf")]
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        while process.poll() is None and not open_at(own):
            pass
        yield Proxy(own, folder)
    finally:
        process.terminate()
        process.wait(PATIENCE)
    assert CANARY not in (folder / "log").read_text().lower()


@pytest.fixture(scope="module")
def proxy(service: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxy_to(service.port, tmp_path_factory.mktemp("nginx")) as made:
        yield made


def test_ninety_stalled_uploads_leave_it_answering(service: Running, proxy: Proxy) -> None:
    head = b"POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n"
    stalled = []
    for _ in range(STALLED):
        connection = socket.create_connection(("127.0.0.1", proxy.port), timeout=PATIENCE)
        connection.sendall(head + b'{"text": "' + paragraph(1).encode())
        stalled.append(connection)
    assert proxy.ask("/healthz")[0] == 200
    status, _, report = proxy.ask("/v1/analyze", json.dumps({"text": paragraph(2)}).encode())
    assert (status, report["annotations"] != []) == (200, True)
    assert service.get("/healthz") == {"status": "ok"}
    assert "framing_requests_in_flight 1.0" in service.metrics()
    for connection in stalled:
        connection.close()


def test_a_story_is_left_unread_when_its_editor_has_written_on(service: Running, proxy: Proxy) -> None:
    used = {pid: cpu_of(pid) for pid in service.workers()}
    body = json.dumps({"text": paragraph(3)}).encode()
    head = f"POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(service.post, long_story(4_000, 1))
        until(lambda: service.busy(used))
        stale = socket.create_connection(("127.0.0.1", proxy.port), timeout=PATIENCE)
        stale.sendall(f"{head}X-Request-ID: stale-revision\r\n\r\n".encode() + body)
        until(lambda: "framing_requests_in_flight 3.0" in service.metrics())
        assert not slow.done()
        stale.close()
        assert slow.result() == 200
    told = until(lambda: [line for line in service.lines() if line["request_id"] == "stale-revision"])
    assert told[0]["gone"]
    assert told[0]["words"] is None


def test_a_draft_is_held_in_memory_alone(proxy: Proxy) -> None:
    story = {"text": "\n\n".join(paragraph(number) for number in range(200)) + " " * 220_000}
    status, _, report = proxy.ask("/v1/analyze", json.dumps(story).encode())
    assert status == 200
    assert len(json.dumps(report)) > 200_000
    # nginx warns when it puts a body or an answer into a file.
    assert "temporary file" not in (proxy.folder / "log").read_text()


def test_failures_of_the_proxy_are_problems_too(proxy: Proxy) -> None:
    status, headers, problem = proxy.ask("/v1/analyze", b"x" * 400_000)
    assert (status, problem["status"], headers["Content-Type"]) == (413, 413, "application/problem+json")
    assert proxy.ask("/v1/nothing")[2]["status"] == 404


def test_metrics_stay_inside(proxy: Proxy) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{proxy.port}/metrics", timeout=PATIENCE)


def test_while_the_service_is_down_clients_are_told_when_to_come_back(tmp_path: Path) -> None:
    with proxy_to(free_port(), tmp_path) as proxy:
        status, headers, problem = proxy.ask("/v1/analyze", b"{}")
    assert (status, problem["status"], headers["Content-Type"]) == (503, 503, "application/problem+json")
    assert int(headers["Retry-After"]) >= 1
