"""A real server on a free port, and a real browser, for the tests that need them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from debian import program
from ports import free_port

from framing.language import encoder

if TYPE_CHECKING:
    from editor_desk import Desk
    from playwright.sync_api import Browser, Page

pytest_plugins = ["wordpress_newsroom", "archive_newsroom"]

# The same examples in each run, however slow the machine; --hypothesis-profile=default looks for new ones.
hypothesis.settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("steady")

ROOT = Path(__file__).parents[1]
LONGEST = ("test_wordpress.py", "test_archive_faults.py", "test_serving_faults.py", "test_wordpress_access.py")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--pictures`` renews the screenshots in the documentation, ``--update-golden`` the reports of the samples."""
    parser.addoption("--pictures", action="store_true", help="renew docs/images")
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take minutes first, so that two processes end at about the same time."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@contextmanager
def running_service(
    log: Path, arguments: str = "", **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The service in its own process; its output goes to ``log``.  Yields its address."""
    port = free_port()
    code = f"from plugin.service.server import serve; serve(port={port}, workers=1, {arguments})"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/readyz", process, log)
            yield base, process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)


def wait_for(
    url: str, process: subprocess.Popen[bytes], log: Path | None = None, tries: int = 2400, timeout: float = 10
) -> None:
    """Wait until a server answers at ``url``; fail when its process ends, or after so many ``tries``."""
    # Loading the language model takes seconds; on a machine that does much else, minutes.
    for _ in range(tries):
        try:
            urllib.request.urlopen(url, timeout=timeout).close()
        except OSError:
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        else:
            return
    pytest.fail(f"no server at {url}:\n{log.read_text(errors='replace') if log else ''}")


@pytest.fixture(scope="session")
def needs_encoder() -> None:
    if not encoder.is_installed():
        pytest.skip("the encoder is not installed: pip install onnxruntime")


@pytest.fixture(scope="session")
def service_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that the session's service writes."""
    return tmp_path_factory.mktemp("service") / "log"


@pytest.fixture(scope="session")
def service(service_log: Path) -> Iterator[str]:
    """Address of a service that runs for the whole session."""
    with running_service(service_log) as (base, _):
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, Debian's own."""
    from playwright.sync_api import expect, sync_playwright

    path = program("chromium", "chromium", needed="CI" in os.environ)
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[Page]:
    """The editor page with the real service; afterwards: no error, and no other host asked."""
    from editor_desk import opened

    page, asked, errors = opened(browser, service, viewport={"width": 1280, "height": 860})
    yield page
    page.context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((service, "data:"))] == []


@pytest.fixture
def desk(page: Page) -> Desk:
    """The page with fixed findings, so that no analyzer's tuning matters."""
    from editor_desk import Desk, answer

    page.route("**/v1/analyze", answer)
    return Desk(page)
