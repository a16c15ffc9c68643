"""The editor page in a real browser: marks on the exact words, a complete list, and text that nobody changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stub_service
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[1] / "docs" / "images"
HEADLINE = "Council slams harbour plan"
STORY = (
    "😀 The “disastrous” plan — a disastrous one 🏴‍☠️ — is dead, officials said.\n\nCritics  disagree. "
    "“It’s not a disastrous idea,” said Ann Roe. About 40% of residents agreed."
)
SEVERITIES = ("error", "warning", "info")
FAMILIES = ("attribution", "statistics", "polls", "wording")


class Desk:
    """The page as an editor uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.headline = page.get_by_role("textbox", name="Headline")
        self.story = page.get_by_role("textbox", name="Story")
        self.cards = page.locator("framing-panel .card")
        self.summary = page.locator("framing-panel .headline")

    def write(self, story: str = STORY, headline: str = HEADLINE) -> None:
        """Paste a story and wait for its check."""
        for field, text in ((self.headline, headline), (self.story, story)):
            field.focus()
            self.page.keyboard.insert_text(text)
        self.settle()

    def settle(self) -> None:
        """Wait until the text as it stands has been checked."""
        expect(self.page.locator("framing-panel[stale]")).to_have_count(0)

    def marks(self) -> dict[str, list[str]]:
        """The words marked on the screen, by family."""
        found: dict[str, list[str]] = self.page.evaluate(
            """() => Object.fromEntries([...CSS.highlights].filter(([, marks]) => marks.size)
                .map(([name, marks]) => [name.slice(8), [...marks].map(String)]))"""
        )
        return {name: words for name, words in found.items() if name not in SEVERITIES}

    def text(self) -> str:
        content: str = self.page.evaluate("() => window.framing.fields[1].surface.text()")
        return content

    def select(self, word: str, start: int, end: int) -> None:
        """Select letters of a word's first occurrence in the story."""
        at = len(self.text().split(word)[0].encode("utf-16-le")) // 2
        self.page.evaluate("([from, to]) => window.framing.fields[1].surface.select(from, to)", [at + start, at + end])

    def selected(self) -> str:
        words: str = self.page.evaluate("() => String(document.getSelection())")
        return words

    def card(self, words: str) -> Locator:
        return self.cards.filter(has_text=f"“{words}”").first


def opened(browser: Browser, base: str, **options: Any) -> tuple[Page, list[str], list[str]]:
    context = browser.new_context(locale="en-GB", **options)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(base)
    page.evaluate("() => { if (window.framing) window.framing.checker.delay = 60; }")
    return page, asked, errors


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[Page]:
    """The editor page with the real service; afterwards: no error, and no other host asked."""
    page, asked, errors = opened(browser, service, viewport={"width": 1280, "height": 860})
    yield page
    page.context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((service, "data:"))] == []


def answer(route: Route) -> None:
    route.fulfill(content_type="application/json", body=stub_service.report(route.request.post_data or ""))


@pytest.fixture
def desk(page: Page) -> Desk:
    """The page with fixed findings, so that no analyzer's tuning matters."""
    page.route("**/v1/analyze", answer)
    return Desk(page)


def test_marks_sit_on_the_exact_words(desk: Desk) -> None:
    desk.write()
    marks = desk.marks()
    assert marks["wording"] == ["slams", "disastrous", "disastrous", "disastrous"]
    assert sorted(marks["attribution"]) == ["Critics", "officials"]
    assert marks["statistics"] == ["About 40%"]


def test_the_text_stays_as_it_was_typed(desk: Desk) -> None:
    desk.write()
    assert desk.text() == STORY
    desk.card("officials").get_by_role("button", name="officials").click()
    desk.page.keyboard.press("F8")
    assert desk.text() == STORY


def test_the_list_holds_every_mark(desk: Desk) -> None:
    desk.write()
    quotes = [text.strip("“”") for text in desk.page.locator("framing-panel .quote").all_inner_texts()]
    assert sorted(quotes) == sorted(words for found in desk.marks().values() for words in found)
    expect(desk.summary).to_have_text("6 places to look at, 1 note")


def test_typing_moves_marks_and_keeps_them_on_their_words(desk: Desk) -> None:
    desk.write()
    desk.page.evaluate("() => window.framing.fields[1].surface.select(0, 0)")
    desk.page.keyboard.type("Late on Tuesday, 😀 ")
    assert desk.marks()["attribution"] == ["officials", "Critics"]
    desk.page.keyboard.press("Enter")
    assert desk.marks()["statistics"] == ["About 40%"]
    desk.settle()
    assert desk.marks()["statistics"] == ["About 40%"]


def test_a_mark_goes_when_its_words_change(desk: Desk) -> None:
    desk.write()
    desk.select("officials", 3, 5)
    desk.page.keyboard.press("Delete")
    assert desk.marks()["attribution"] == ["Critics"]
    expect(desk.card("officials")).to_contain_text("changed here")
    desk.settle()
    expect(desk.card("officials")).to_have_count(0)


def test_only_changed_paragraphs_get_new_ids(desk: Desk) -> None:
    ids = "() => window.framing.fields[1].blocks().map((block) => block.id)"
    desk.write("One, officials said.\nTwo.\nThree.")
    first, second, third = desk.page.evaluate(ids)
    desk.page.evaluate("() => window.framing.fields[1].surface.select(20, 20)")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("New.")
    now = desk.page.evaluate(ids)
    assert now[0] == first
    assert now[2:] == [second, third]
    assert now[1] not in (first, second, third)


def test_from_the_list_to_the_text_and_back(desk: Desk) -> None:
    desk.write()
    desk.card("About 40%").get_by_role("button", name="About 40%").click()
    assert desk.selected() == "About 40%"
    assert desk.marks()["active"] == ["About 40%"]
    expect(desk.card("About 40%")).to_have_attribute("aria-current", "true")
    desk.select("Critics", 2, 2)
    expect(desk.card("Critics")).to_have_attribute("aria-current", "true")


def test_places_are_found_again_by_their_words_and_context(page: Page) -> None:
    found = page.evaluate(
        """async (base) => {
            const { anchor } = await import(`${base}client/anchor.js`);
            const item = { start: 4, end: 8, quote: { exact: 'plan', prefix: 'the ', suffix: ' failed' } };
            return [
                anchor('the plan failed', item),
                anchor('a plan, 😀 but the plan failed', item),
                anchor('the plan worked', { ...item, start: 90, end: 94 }),
                anchor('nothing here', item),
            ];
        }""",
        page.url,
    )
    assert found == [{"start": 4, "end": 8}, {"start": 19, "end": 23}, None, None]


def test_why_shows_the_reason_and_its_reference(desk: Desk) -> None:
    desk.write()
    card = desk.card("officials")
    expect(card.get_by_text("Readers weigh a claim")).to_be_hidden()
    card.get_by_text("Why?").click()
    expect(card.get_by_text("Readers weigh a claim")).to_be_visible()
    expect(card.get_by_role("link", name="A style guide")).to_have_attribute("rel", "noopener noreferrer")


def test_a_dismissed_finding_is_gone_with_its_mark_until_restored(desk: Desk) -> None:
    desk.write()
    card = desk.card("officials")
    card.get_by_text("Dismiss", exact=True).click()
    card.get_by_label("Reason for dismissing").select_option("Known and meant")
    card.get_by_role("button", name="Dismiss finding").click()
    expect(desk.card("officials")).to_have_count(0)
    assert desk.marks()["attribution"] == ["Critics"]
    expect(desk.summary).to_have_text("5 places to look at, 1 note")
    desk.page.get_by_text("Dismissed (1)").click()
    expect(desk.page.locator("framing-panel .dismissed")).to_contain_text("Known and meant")
    desk.page.get_by_role("button", name="Restore").click()
    assert sorted(desk.marks()["attribution"]) == ["Critics", "officials"]


def test_the_filter_shows_one_family_in_list_and_text(desk: Desk) -> None:
    desk.write()
    chip = desk.page.get_by_role("button", name="Wording 4")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(desk.cards).to_have_count(4)
    assert set(desk.marks()) == {"wording"}
    desk.page.get_by_role("button", name="All 7").click()
    expect(desk.cards).to_have_count(7)


def test_a_suggestion_is_applied_and_undone(desk: Desk) -> None:
    desk.write(STORY.replace("“disastrous”", "new"))
    before = desk.text()
    desk.card("disastrous").get_by_role("button", name="Replace by “costly”").click()
    assert desk.text() == before.replace("disastrous", "costly", 1)
    desk.page.get_by_role("button", name="Undo").click()
    assert desk.text() == before
    desk.settle()
    desk.card("disastrous").get_by_role("button", name="Delete").click()
    assert desk.text() == before.replace("disastrous ", "", 1)
    desk.story.focus()
    desk.page.keyboard.press("Control+z")
    assert desk.text() == before


def test_everything_works_without_a_mouse(desk: Desk) -> None:
    desk.write()
    desk.page.evaluate("() => window.framing.fields[0].surface.select(0, 0)")
    desk.page.keyboard.press("F8")
    assert desk.selected() == "slams"
    desk.page.keyboard.press("F8")
    assert desk.selected() == "disastrous"
    desk.page.keyboard.press("Shift+F8")
    assert desk.selected() == "slams"
    desk.page.keyboard.press("Alt+Enter")
    expect(desk.card("slams")).to_be_focused()
    desk.page.keyboard.press("ArrowDown")
    expect(desk.cards.filter(has_text="“disastrous”").first).to_be_focused()
    desk.page.keyboard.press("Enter")
    assert desk.selected() == "disastrous"
    desk.page.get_by_role("tab", name="Findings").focus()
    desk.page.keyboard.press("ArrowRight")
    expect(desk.page.get_by_role("tab", name="Voices")).to_be_focused()
    expect(desk.page.get_by_role("tab", name="Voices")).to_have_attribute("aria-selected", "true")


def test_a_screen_reader_hears_the_summary(desk: Desk) -> None:
    desk.write()
    expect(desk.page.locator("framing-panel [role=status]").first).to_have_text("6 places to look at, 1 note")
    assert desk.page.get_by_role("tabpanel").get_by_role("listitem").count() >= 7


def test_without_marks_the_list_is_complete(browser: Browser, service: str) -> None:
    page, _, errors = opened(browser, "about:blank")
    page.add_init_script("delete window.Highlight; Object.defineProperty(CSS, 'highlights', { value: undefined });")
    page.route("**/v1/analyze", answer)
    page.goto(service)
    desk = Desk(page)
    desk.write()
    expect(desk.cards).to_have_count(7)
    page.context.close()
    assert errors == []


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


@pytest.mark.parametrize(
    "lines",
    [
        "one<div><br></div><div>officials</div>",
        "one<br><br>officials",
        "<div>one</div><div><br></div><div>officials</div>",
        "one\n\nofficials",
        "<p>one</p><br>officials",
    ],
)
def test_lines_are_read_alike_however_the_browser_keeps_them(desk: Desk, lines: str) -> None:
    desk.page.evaluate(
        """(lines) => {
            const { surface } = window.framing.fields[1];
            surface.element.innerHTML = lines;
            surface.element.dispatchEvent(new Event('input'));
        }""",
        lines,
    )
    desk.settle()
    assert desk.text() == "one\n\nofficials"
    assert desk.marks() == {"attribution": ["officials"]}
    desk.page.keyboard.press("F8")
    assert desk.selected() == "officials"
    assert desk.page.evaluate("() => window.framing.fields[1].surface.caret()") == len("one\n\nofficials")


def test_hostile_text_is_only_text(desk: Desk) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script> officials said “<b>disastrous</b>”."
    desk.write(attack, "<svg onload=alert(3)> slams")
    assert desk.text() == attack
    assert desk.marks() == {"attribution": ["officials"], "wording": ["slams", "disastrous"]}
    assert desk.page.locator("img, script:not([src])").count() == 0


def test_clearing_the_page_forgets_the_story(desk: Desk) -> None:
    desk.write()
    desk.page.get_by_role("button", name="Clear").click()
    assert desk.text() == ""
    assert desk.marks() == {}
    expect(desk.cards).to_have_count(0)
    kept: str = desk.page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "officials said" not in kept


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
def test_family_colours_have_enough_contrast(browser: Browser, service: str, scheme: Any) -> None:
    page, _, _ = opened(browser, service, color_scheme=scheme)
    colours: dict[str, list[float]] = page.evaluate(
        """(families) => {
            const probe = document.body.appendChild(document.createElement('i'));
            const rgb = (name) => {
                probe.style.color = `var(--framing-${name})`;
                return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
            };
            return Object.fromEntries(families.map((name) => [name, rgb(name)]));
        }""",
        [*FAMILIES, "structure", "numbers", "soft", "ink", "card", "paper"],
    )
    page.context.close()
    for ground in ("card", "paper"):
        for name in colours.keys() - {"card", "paper"}:
            assert contrast(colours[name], colours[ground]) >= 4.5, f"{name} on {ground}"


def contrast(one: list[float], other: list[float]) -> float:
    """Contrast ratio of WCAG 2.2."""

    def luminance(colour: list[float]) -> float:
        parts = [value / 255 for value in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_cut_off(browser: Browser, service: str, width: int) -> None:
    page, _, _ = opened(browser, service, viewport={"width": width, "height": 800})
    page.route("**/v1/analyze", answer)
    Desk(page).write()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.context.close()


def test_long_stories_stay_fast_to_type_in(desk: Desk) -> None:
    desk.write("\n".join(f"Paragraph {n}: Critics say it was a disastrous plan, officials said." for n in range(150)))
    assert sum(map(len, desk.marks().values())) == 451
    milliseconds: list[float] = desk.page.evaluate(
        """() => {
            const { surface } = window.framing.fields[1];
            surface.select(0, 0);
            const times = [];
            for (let n = 0; n < 20; n += 1) {
                const start = performance.now();
                document.execCommand('insertText', false, 'x');
                times.push(performance.now() - start);
            }
            return times.sort((a, b) => a - b);
        }"""
    )
    assert milliseconds[10] < 50


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
