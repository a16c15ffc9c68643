"""A real Wagtail site in a temporary folder, its server, and a service that it may ask."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import stub_service
from conftest import wait_for
from ports import free_port

ROOT = Path(__file__).parents[1]
SITE = ROOT / "tests" / "wagtail_site"
KEY = "a-key-that-no-browser-may-see"
ERRORS = ("disastrous",)
"""Words that the stub calls errors, so that they hold a publication."""


def environment(folder: Path) -> dict[str, str]:
    """For processes that belong to the site in ``folder``."""
    paths = [str(ROOT / "plugin" / "wagtail"), str(SITE), str(ROOT)]
    if others := os.environ.get("PYTHONPATH"):
        # Such as another version of Wagtail.
        paths.insert(0, others)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONWARNINGS": "ignore",
        "FRAMING_TEST_SITE": str(folder),
        "FRAMING_KEY": KEY,
    }


def make_site(folder: Path) -> Path:
    """A site with users and stories, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run(
        [sys.executable, str(SITE / "fill.py")], env=environment(folder), capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return folder


def set_framing(folder: Path, **framing: Any) -> None:
    """Set Framing's settings; a running server follows at its next request."""
    (folder / "framing.json").write_text(json.dumps(framing))


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a management command of the site."""
    command = [sys.executable, "-m", "django", *arguments]
    return subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True)


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """The site's server in its own process group.  Yields its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    log = folder / "log"
    command = [sys.executable, "-m", "django", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(folder),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            wait_for(f"{base}/admin/login/", process, log, tries=1200, timeout=60)
            yield base
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


class StubService:
    """Stands for ``framing serve``: fixed words are found, so that no analyzer's tuning matters."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.broken = False
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                stub.keys.append(self.headers.get("Authorization", ""))
                posted = self.rfile.read(int(self.headers["Content-Length"])).decode()
                body = b"{}" if stub.broken else answer(posted).encode()
                self.send_response(500 if stub.broken else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def answer(posted: str) -> str:
    """The stub's report, with fingerprints as the analyzer has them: of rule, words and paragraph, not of the block."""
    texts = {block["id"]: block["text"] for block in json.loads(posted)["blocks"]}
    report = json.loads(stub_service.report(posted))
    for item in report["annotations"]:
        words = item["quote"]["exact"]
        key = f"{item['rule']}\0{words}\0{texts[item['block_id']]}".casefold()
        item["id"] = hashlib.sha256(key.encode()).hexdigest()[:16]
        if words in ERRORS:
            item["severity"] = "error"
    return json.dumps(report)
