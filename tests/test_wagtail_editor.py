"""Framing in Wagtail's page editor, in a real browser: marks on the exact words, a gate that explains."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'newsroom-framing[wagtail]'")

import wagtail_server
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect
from wagtail_server import KEY, StubService

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[1] / "docs" / "images"
RAW = """() => [...document.querySelectorAll('input[type=hidden]')].filter((input) => input.draftailEditor)
    .map((input) => JSON.parse(input.value))"""
IN_THE_FORM = (
    """(words) => [...document.querySelectorAll('input[type=hidden]')].some((input) => input.value.includes(words))"""
)
"""Draftail writes what was typed into the form a quarter of a second later."""
MARKS = """(families) => Object.fromEntries(families.map((name) =>
    [name, [...CSS.highlights.get(`framing-${name}`) ?? []].map(String)]))"""
WRONG = "an increase of 20%"
MARKED = {"attribution": ["Critics", "officials"], "wording": ["disastrous"]}
CHECKED = """() => {
    const { host, panel, session } = window.framingDesk;
    const words = (blocks) => JSON.stringify(blocks.map(({ id, text }) => [id, text]));
    return words(host.blocks()) === words(session.blocks) && !panel.hasAttribute('stale');
}"""
STORY = 3
"""Id of the story that ``fill.py`` writes."""


@pytest.fixture(scope="module")
def service() -> Iterator[StubService]:
    stub = StubService()
    yield stub
    stub.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wagtail_server.make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with wagtail_server.running_site(folder) as base:
        yield base


@pytest.fixture(scope="module")
def seen() -> dict[str, list[str]]:
    """Everything that the browser asked and was answered, and every error."""
    return {"urls": [], "errors": [], "answers": []}


@pytest.fixture(scope="module")
def chief(browser: Browser, site: str, seen: dict[str, list[str]]) -> Iterator[BrowserContext]:
    """Somebody who may publish, logged in; afterwards: no other host was asked, no error, no key in the browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(180_000)
    context.on("request", lambda request: seen["urls"].append(request.url))
    context.on("weberror", lambda error: seen["errors"].append(str(error.error)))
    log_in(context.new_page(), site, "chief")
    yield context
    context.close()
    hosts = {urlsplit(url).netloc for url in seen["urls"] if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(site).netloc}
    assert seen["errors"] == []


def log_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", "a-long-password")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.close()


@pytest.fixture
def desk(chief: BrowserContext, site: str, folder: Path, service: StubService) -> Iterator[Page]:
    """The story in the editor, checked."""
    service.broken = False
    wagtail_server.set_framing(folder, SERVICE_URL=service.url)
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, closing(sqlite3.connect(":memory:")) as before:
        database.backup(before)
        page = chief.new_page()
        opened(page, site)
        yield page
        page.close()
        before.backup(database)


def opened(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/pages/{STORY}/edit/")
    page.wait_for_function("() => window.framingDesk?.panel.report")
    page.evaluate("() => { framingDesk.session.checker.delay = 60; }")
    expect(page.locator("[data-side-panel-toggle=framing] [data-side-panel-toggle-counter]")).to_be_visible()


def show_panel(page: Page) -> Locator:
    toggle = page.locator("[data-side-panel-toggle=framing]")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    panel = page.locator("framing-panel")
    expect(panel).to_be_visible()
    return panel


def expect_marks(page: Page, words: dict[str, list[str]]) -> None:
    """Fail unless these words come to be marked on the screen, by family: marks follow the text at the next frame."""
    same = f"(words) => JSON.stringify(({MARKS})(Object.keys(words))) === JSON.stringify(words)"
    with suppress(TimeoutError):
        page.wait_for_function(same, arg=words)
    assert page.evaluate(MARKS, [*words]) == words


def settle(page: Page) -> None:
    """Wait until the text as it stands has been checked."""
    page.wait_for_function(CHECKED)


def raw(page: Page) -> list[Any]:
    """What the form would send of its rich texts."""
    found: list[Any] = page.evaluate(RAW)
    return found


def bodies(folder: Path) -> tuple[str, str]:
    """Both bodies of the latest revision."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        query = "select content from wagtailcore_revision where object_id = ? order by id desc limit 1"
        [content] = database.execute(query, (str(STORY),)).fetchone()
    data = json.loads(content)
    return data["intro"], data["body"]


def picture(page: Page, name: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--pictures"):
        page.screenshot(path=PICTURES / f"wagtail-{name}.png")


def test_marks_sit_on_the_exact_words_in_rich_text_and_streams(desk: Page) -> None:
    panel = show_panel(desk)
    expect_marks(desk, MARKED)
    quotes = [words.strip("“”") for words in panel.locator(".quote").all_inner_texts()]
    assert sorted(quotes) == ["Critics", "disastrous", "disastrous", "officials", "slams"]


def test_plain_fields_are_listed_and_jumped_to(desk: Page) -> None:
    panel = show_panel(desk)
    expect(panel.locator(".card", has_text="“slams”")).to_contain_text("Title")
    panel.locator(".card", has_text="“slams”").locator("button", has_text="slams").click()
    desk.wait_for_function(
        """() => {
            const { name, value, selectionStart, selectionEnd } = document.activeElement;
            return name === 'title' && value.slice(selectionStart, selectionEnd) === 'slams';
        }"""
    )
    panel.locator(".card", has_text="“officials”").locator("button", has_text="officials").click()
    desk.wait_for_function("() => String(document.getSelection()) === 'officials'")


def test_typing_before_a_mark_moves_it(desk: Page) -> None:
    desk.locator("[data-block=true]", has_text="disastrous").click()
    desk.keyboard.press("Home")
    desk.keyboard.type("On Tuesday 😀 ")
    expect_marks(desk, MARKED)
    desk.keyboard.press("Enter")
    desk.wait_for_function("() => framingDesk.host.blocks().some(({ text }) => text.startsWith('The disastrous'))")
    settle(desk)
    expect_marks(desk, MARKED)


def test_a_fix_is_applied_and_undone_and_formats_stay(desk: Page) -> None:
    panel = show_panel(desk)
    before = raw(desk)
    card = panel.locator(".card", has_text="“disastrous”").last
    card.get_by_role("button", name="costly").click()
    expect(desk.locator("[data-block=true]", has_text="The costly scheme")).to_be_visible()
    expect(desk.locator("[data-block=true] [style*=bold]", has_text="costly")).to_have_count(1)
    panel.get_by_role("button", name="Undo").click()
    expect(desk.locator("[data-block=true]", has_text="The disastrous scheme")).to_be_visible()
    # Draftail writes its value a moment after the edit.
    desk.wait_for_function(f"(before) => JSON.stringify(before) === JSON.stringify(({RAW})())", arg=before)


def test_saved_content_is_the_same_to_the_byte_and_holds_no_mark(desk: Page, folder: Path) -> None:
    before = bodies(folder)
    show_panel(desk)
    desk.keyboard.press("F8")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save draft").first.click()
    assert bodies(folder) == before
    assert not any("framing" in body or "highlight" in body for body in before)


def publish(page: Page) -> None:
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").last.click()


def waive(page: Page, note: str) -> None:
    """Let the findings that hold the story stand."""
    gate = page.locator("[data-framing-gate]")
    gate.get_by_role("combobox", name="They may stand, because").select_option("Known and meant")
    gate.get_by_label("Note").fill(note)
    gate.get_by_role("button", name="Dismiss and unlock").click()
    expect(gate).to_contain_text("Nothing holds this story any more")


def waivers(folder: Path) -> list[tuple[str, str, str, str]]:
    """Who let what stand, and why."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return database.execute("select name, reason, note, quote from framing_wagtail_waiver").fetchall()


def test_the_gate_blocks_explains_jumps_waives_and_records(desk: Page, folder: Path) -> None:
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Framing holds this story: 2 findings are open")
    gate = desk.locator("[data-framing-gate]")
    expect(gate.locator("li")).to_have_count(2)
    gate.locator("button", has_text="disastrous").last.click()
    desk.wait_for_function("() => String(document.getSelection()) === 'disastrous'")
    waive(desk, "The council's own word")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("has been published")
    assert waivers(folder) == [("Ida Chief", "Known and meant", "The council's own word", "disastrous")] * 2


@pytest.mark.parametrize("down, words", [("open", "You can publish"), ("closed", "Publishing is held")])
def test_a_service_that_is_down_is_said_so(
    desk: Page, site: str, folder: Path, service: StubService, down: str, words: str
) -> None:
    service.broken = True
    wagtail_server.set_framing(folder, SERVICE_URL=service.url, DOWN=down)
    desk.goto(f"{site}/admin/pages/{STORY}/edit/?framing=held")
    expect(desk.locator("[data-framing-gate]")).to_contain_text(words)
    expect(desk.locator("framing-panel [role=alert]")).to_contain_text("cannot be reached")


def test_a_story_goes_its_whole_way_with_the_analysis_in_the_site_itself(
    desk: Page, site: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    wagtail_server.set_framing(folder)
    opened(desk, site)
    expect_marks(desk, {"numbers": [WRONG]})
    panel = show_panel(desk)
    picture(desk, "panel", request)
    desk.locator("[data-block=true]", has_text="Observers call it a fiasco.").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" The mayor slammed the plan.")
    card = panel.locator(".card", has_text="“slammed”")
    card.get_by_role("button", name="Replace by “criticized”").click()
    expect(desk.locator("[data-block=true]", has_text="The mayor criticized the plan.")).to_be_visible()
    expect(card).to_have_count(0)
    desk.wait_for_function(IN_THE_FORM, arg="criticized the plan")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Framing holds this story: 1 finding is open")
    picture(desk, "gate", request)
    waive(desk, "As the clerk put it")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("has been published")
    assert waivers(folder) == [("Ida Chief", "Known and meant", "As the clerk put it", WRONG)]
    assert "The mayor criticized the plan." in bodies(folder)[1]


def test_the_key_reaches_no_browser(desk: Page, service: StubService) -> None:
    assert f"Bearer {KEY}" in service.keys
    assert KEY not in desk.content()
    assert desk.evaluate("(key) => performance.getEntries().some(({ name }) => name.includes(key))", KEY) is False
