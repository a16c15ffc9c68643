"""A newsroom for tests: the real service with a key, and a WordPress into which the plugin was uploaded."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from conftest import ROOT, running_service
from wordpress_site import Site, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from wordpress_desk import Desk

KEY: Final = "only-the-servers-know-this"
REQUIRED: Final = "trixie"
"""Debian release with a fixed WordPress; all tests run on it."""

NEWEST: Final = "sid"
"""Debian release with the newest WordPress; the tests run on it whose subject is WordPress's own interfaces."""

STORY: Final = """<!-- wp:heading -->
<h2 class="wp-block-heading">Harbour &amp; town</h2>
<!-- /wp:heading -->

<!-- wp:paragraph -->
<p>🏴‍☠️ The <strong>“costly” plan</strong> is dead 😀: the mayor <a href="/minutes">slammed</a> it on Monday.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>« Non », said Ann Roe &amp; her <em>so-</em>called friends. The board bla<strong>sted</strong> the&nbsp;mayor.</p>
<!-- /wp:paragraph -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>Nobody told us anything about the plan.</p>
<!-- /wp:paragraph --><cite>Ann Roe</cite></blockquote>
<!-- /wp:quote -->

<!-- wp:paragraph -->
<p>Turnout fell from 60% to 45%, a drop of 15%.</p>
<!-- /wp:paragraph -->"""
"""Emoji, entities, links, bold inside a word, quotation marks of two languages, and one thing provably wrong."""

HEADLINE: Final = "Council slams harbour plan"
WRONG: Final = "a drop of 15%"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "every_wordpress: run on the newest WordPress too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _runs_on(item) == NEWEST and not item.get_closest_marker("every_wordpress")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _runs_on(item: pytest.Item) -> str | None:
    call = getattr(item, "callspec", None)
    return call.params.get("site") if call else None


@pytest.fixture(scope="session")
def news_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real service; it opens for one key."""
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    with running_service(tmp_path_factory.mktemp("news") / "log", FRAMING_KEYS=f"sha256:{digest}") as (base, _):
        yield base


@pytest.fixture(scope="session", params=(REQUIRED, NEWEST))
def site(
    request: pytest.FixtureRequest, browser: Browser, news_service: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """WordPress with the plugin uploaded, activated and set up through its own pages."""
    from wordpress_desk import SCREENS, signed_in

    from plugin.wordpress import build_zip

    folder = tmp_path_factory.mktemp("wordpress")
    with running_site(folder / "site", request.param, FRAMING_KEY=KEY) as running:
        build_zip(folder / "framing.zip")
        with signed_in(browser, running, "admin") as desk:
            _install(desk, folder / "framing.zip")
            _set_up(desk, news_service)
        yield running
        if request.config.getoption("--pictures"):
            for picture in SCREENS.glob(f"*-{running.version}.png"):
                shutil.copy(picture, ROOT / "docs/images" / f"wordpress-{picture.stem.rpartition('-')[0]}.png")
        assert running.warnings() == []


@pytest.fixture
def setting(site: Site) -> Iterator[Callable[..., None]]:
    """Changes settings of the plugin, until the test is over."""
    before = site.settings()
    yield site.set
    site.set(**before)


def _install(desk: Desk, zip_: Path) -> None:
    page = desk.page
    page.goto(f"{desk.site.base}/wp-admin/plugin-install.php?tab=upload", wait_until="commit")
    page.set_input_files("#pluginzip", zip_)
    page.click("#install-plugin-submit")
    page.get_by_role("link", name="Activate Plugin").click()
    page.wait_for_url("**/plugins.php?**", wait_until="commit")


def _set_up(desk: Desk, service: str) -> None:
    page = desk.page
    page.goto(f"{desk.site.base}/wp-admin/options-general.php?page=framing", wait_until="commit")
    page.get_by_label("Address of the service").fill(service)
    page.get_by_role("button", name="Save Changes").click()
    page.locator("#framing-probe", has_text="The service answers").wait_for()
    desk.picture("settings")
