"""The editor page and the service behind it: down, busy, guarded, real."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from editor_desk import STORY, Desk, answer, opened
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[1] / "docs" / "images"


def test_a_service_that_is_down_is_said_and_tried_again(browser: Browser, service: str) -> None:
    page, _, _ = opened(browser, service)
    page.evaluate("() => { window.framing.checker.retry = 50; }")
    down = [True]

    def flaky(route: Route) -> None:
        if down[0]:
            route.abort("connectionrefused")
        else:
            answer(route)

    page.route("**/v1/analyze", flaky)
    desk = Desk(page)
    desk.story.focus()
    page.keyboard.insert_text(STORY)
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    assert desk.text() == STORY
    down[0] = False
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(desk.cards).to_have_count(6)
    page.context.close()


def test_a_busy_service_is_waited_for_in_silence(browser: Browser, service: str) -> None:
    page, _, _ = opened(browser, service)
    tries: list[int] = []

    def busy(route: Route) -> None:
        tries.append(1)
        if len(tries) == 1:
            route.fulfill(
                status=503, headers={"Retry-After": "0.05"}, content_type="application/problem+json", body="{}"
            )
        else:
            answer(route)

    page.route("**/v1/analyze", busy)
    desk = Desk(page)
    desk.story.focus()
    page.keyboard.insert_text(STORY)
    expect(desk.cards).to_have_count(6)
    assert len(tries) == 2
    expect(page.locator("framing-panel .banner")).to_be_hidden()
    page.context.close()


def test_a_stale_answer_never_wins(desk: Desk) -> None:
    asked: list[Route] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            answer(route)

    desk.page.unroute("**/v1/analyze")
    desk.page.route("**/v1/analyze", hold_the_first)
    desk.story.focus()
    with desk.page.expect_request("**/v1/analyze"):
        desk.page.keyboard.insert_text("Critics disagree.")
    desk.page.keyboard.insert_text(" It is disastrous.")
    expect(desk.cards).to_have_count(2)
    assert desk.marks() == {"attribution": ["Critics"], "wording": ["disastrous"]}


def test_a_key_is_asked_for_where_the_service_wants_one(browser: Browser, service: str) -> None:
    page, _, _ = opened(browser, service)

    def guarded(route: Route) -> None:
        if route.request.headers.get("authorization") == "Bearer desk":
            answer(route)
        else:
            route.fulfill(status=401, content_type="application/problem+json", body='{"detail": "Send a valid key."}')

    page.route("**/v1/analyze", guarded)
    desk = Desk(page)
    desk.story.focus()
    page.keyboard.insert_text(STORY)
    page.get_by_label("Access key").fill("desk")
    page.get_by_role("button", name="Use key").click()
    expect(desk.cards).to_have_count(6)
    expect(page.locator("framing-panel .banner")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sample_is_checked_by_the_real_service(
    browser: Browser, service: str, scheme: Any, request: pytest.FixtureRequest
) -> None:
    page, asked, errors = opened(browser, service, viewport={"width": 1280, "height": 860}, color_scheme=scheme)
    desk = Desk(page)
    with page.expect_response("**/v1/analyze") as caught:
        page.get_by_role("button", name="Try a sample").click()
    annotations = caught.value.json()["annotations"]
    assert annotations
    expect(desk.cards).to_have_count(len(annotations))
    exact = sorted(item["quote"]["exact"] for item in annotations)
    assert sorted(words for found in desk.marks().values() for words in found) == exact
    picture(page, f"editor-{scheme}.png", request)
    page.get_by_role("tab", name="Voices").click()
    expect(page.get_by_role("button", name="Maria Lindqvist")).to_be_visible()
    page.get_by_role("tab", name="Numbers").click()
    page.get_by_role("button", name="40%").first.click()
    assert desk.selected() == "40%"
    page.get_by_role("tab", name="Scores").click()
    expect(page.get_by_text("Flesch reading ease")).to_be_visible()
    page.context.close()
    assert errors == []
    assert all(url.startswith((service, "data:")) for url in asked)


def test_a_poll_s_card_leads_to_what_is_given_and_tells_what_is_not(browser: Browser, service: str) -> None:
    page, _, errors = opened(browser, service)
    desk = Desk(page)
    desk.write("A Gallup poll of 1,000 adults, done by telephone, found that only about 52% back the tram.", "Trams")
    page.get_by_role("tab", name="Numbers").click()
    card = page.locator("framing-panel .poll")
    expect(card).to_contain_text("±3.1 points for 1,000 people")
    expect(card.locator(".missing")).to_contain_text("when, margin of error")
    card.get_by_role("button", name="by telephone").click()
    assert desk.selected() == "by telephone"
    expect(page.get_by_role("row", name="52%")).to_contain_text("only about")
    page.context.close()
    assert errors == []


def picture(page: Page, name: str, request: pytest.FixtureRequest) -> None:
    """Renew a picture of the documentation, when pytest is asked to by ``--pictures``."""
    if request.config.getoption("--pictures"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURES / name, animations="disabled")


def test_the_interface_s_page_asks_no_other_host(browser: Browser, service: str) -> None:
    page, asked, errors = opened(browser, f"{service}/docs")
    expect(page.get_by_text("/v1/analyze").first).to_be_visible()
    page.context.close()
    assert errors == []
    assert all(url.startswith((service, "data:")) for url in asked)
