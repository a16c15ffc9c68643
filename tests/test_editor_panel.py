"""The panel in a real browser: everything an editor can do, by mouse, by keyboard and with a screen reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from editor_desk import STORY, Desk, answer, opened
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

AXE = next(Path(__file__).parents[1].glob("node_modules/axe-core/axe.min.js"), None)
FAMILIES = ("attribution", "statistics", "polls", "wording")


def test_the_list_holds_every_mark(desk: Desk) -> None:
    desk.write()
    quotes = [text.strip("“”") for text in desk.page.locator("framing-panel .quote").all_inner_texts()]
    assert sorted(quotes) == sorted(words for found in desk.marks().values() for words in found)
    expect(desk.summary).to_have_text("6 places to look at, 1 note")


def test_why_shows_the_reason_and_its_reference(desk: Desk) -> None:
    desk.write()
    card = desk.card("officials")
    expect(card.get_by_text("Readers weigh a claim")).to_be_hidden()
    card.get_by_text("Why?").click()
    expect(card.get_by_text("Readers weigh a claim")).to_be_visible()
    expect(card.get_by_role("link", name="A style guide")).to_have_attribute("rel", "noopener noreferrer")


def dismiss(desk: Desk, words: str, reason: str, note: str = "") -> None:
    card = desk.card(words)
    card.get_by_text("Dismiss", exact=True).click()
    card.get_by_label("Reason for dismissing").select_option(reason)
    card.get_by_label("Note").fill(note)
    card.get_by_role("button", name="Dismiss finding").click()


def test_a_dismissed_finding_is_gone_with_its_mark_until_restored(desk: Desk) -> None:
    desk.write()
    dismiss(desk, "officials", "Known and meant", "agreed with legal")
    expect(desk.card("officials")).to_have_count(0)
    assert desk.marks()["attribution"] == ["Critics"]
    expect(desk.summary).to_have_text("5 places to look at, 1 note")
    expect(desk.card("Critics")).to_be_focused()
    desk.page.get_by_text("Dismissed (1)").click()
    expect(desk.page.locator("framing-panel .dismissed")).to_contain_text("Known and meant · agreed with legal")
    desk.page.get_by_role("button", name="Restore “officials”").click()
    assert sorted(desk.marks()["attribution"]) == ["Critics", "officials"]
    expect(desk.card("officials")).to_be_focused()


def test_a_dismissal_lasts_as_long_as_the_tab(desk: Desk) -> None:
    desk.write()
    dismiss(desk, "slams", "House style allows it")
    desk.page.reload()
    desk.write()
    expect(desk.card("slams")).to_have_count(0)
    expect(desk.page.get_by_text("Dismissed (1)")).to_be_visible()


def test_the_host_is_told_what_an_editor_wants(desk: Desk) -> None:
    desk.write()
    desk.page.evaluate(
        """() => {
            window.told = [];
            for (const name of ['jump', 'apply', 'dismiss', 'filter']) {
                const tell = ({ type, detail }) => window.told.push([type, Object.keys(detail)]);
                addEventListener(`framing-${name}`, tell);
            }
        }"""
    )
    desk.card("slams").get_by_role("button", name="“slams”", exact=True).click()
    desk.card("slams").get_by_role("button", name="Replace").click()
    dismiss(desk, "officials", "Other", "x")
    desk.page.get_by_role("button", name="Attribution 1").click()
    assert desk.page.evaluate("() => window.told") == [
        ["framing-jump", ["id", "item"]],
        ["framing-apply", ["id", "item", "text"]],
        ["framing-dismiss", ["id", "item", "reason", "note"]],
        ["framing-filter", ["families", "least", "words"]],
    ]


def test_what_is_open_stays_open_over_a_new_check(desk: Desk) -> None:
    desk.write()
    desk.card("slams").get_by_text("Why?").click()
    desk.story.focus()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.insert_text(" More.")
    desk.settle()
    expect(desk.card("slams").get_by_text("Readers weigh a claim")).to_be_visible()
    desk.card("slams").get_by_role("button", name="Why?").focus()
    desk.page.keyboard.press("Escape")
    expect(desk.card("slams").get_by_text("Readers weigh a claim")).to_be_hidden()
    expect(desk.card("slams").get_by_role("button", name="Why?")).to_be_focused()


def test_a_long_list_is_searched_and_narrowed_by_severity(desk: Desk) -> None:
    desk.write("\n".join([STORY, STORY]))
    expect(desk.cards).to_have_count(13)
    desk.page.get_by_label("How urgent").select_option("Look and fix")
    expect(desk.cards).to_have_count(11)
    assert "Critics" not in desk.marks()["attribution"]
    search = desk.page.get_by_label("Search findings")
    search.fill("disast")
    expect(search).to_be_focused()
    expect(desk.cards).to_have_count(6)
    assert set(desk.marks()) == {"wording"}
    search.fill("nowhere")
    expect(desk.page.get_by_text("Nothing in this view.")).to_be_visible()
    expect(desk.page.locator("framing-panel .away")).to_have_text("0 of 13 findings shown")


def test_a_reader_without_rights_can_look_but_not_change(desk: Desk) -> None:
    desk.write()
    desk.page.evaluate("() => window.framing.session.panel.toggleAttribute('readonly', true)")
    expect(desk.card("slams").get_by_role("button", name="Why?")).to_be_visible()
    expect(desk.card("slams").get_by_role("button", name="Dismiss")).to_be_hidden()
    expect(desk.card("slams").get_by_role("button", name="Replace")).to_be_hidden()


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
    assert desk.marks()["active"] == ["disastrous"]
    desk.page.keyboard.press("Enter")
    assert desk.selected() == "disastrous"
    desk.page.get_by_role("tab", name="Findings").focus()
    desk.page.keyboard.press("ArrowRight")
    expect(desk.page.get_by_role("tab", name="Voices")).to_be_focused()
    expect(desk.page.get_by_role("tab", name="Voices")).to_have_attribute("aria-selected", "true")


def test_a_selection_left_behind_in_the_text_is_no_caret(desk: Desk) -> None:
    desk.write()
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("Alt+Enter")
    expect(desk.card("slams")).to_be_focused()
    desk.page.keyboard.press("ArrowDown")
    # A browser that is busy tells of the last selection only now.
    desk.page.evaluate("() => document.dispatchEvent(new Event('selectionchange'))")
    assert desk.marks()["active"] == ["disastrous"]


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
    expect(page.get_by_text("This browser cannot mark words")).to_be_visible()
    desk.card("officials").get_by_role("button", name="“officials”", exact=True).click()
    assert desk.selected() == "officials"
    page.context.close()
    assert errors == []


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
    page.get_by_role("button", name="Try a sample").click()
    Desk(page).settle()
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert page.get_by_role("tabpanel").evaluate("(view) => view.scrollWidth - view.clientWidth") <= 0
    page.context.close()


def test_a_narrow_side_bar_holds_the_panel(desk: Desk) -> None:
    desk.write()
    panel = desk.page.locator("framing-panel")
    panel.evaluate("(panel) => { panel.setAttribute('embedded', ''); panel.style.width = '260px'; }")
    for tab in desk.page.get_by_role("tab").all():
        tab.click()
        assert panel.evaluate("(panel) => panel.scrollWidth") <= 260


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed (tests/run installs it through npm)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found_in_any_state(browser: Browser, service: str, scheme: Any) -> None:
    assert AXE is not None
    page, _, errors = opened(browser, service, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))

    def barriers() -> list[str]:
        found: list[str] = page.evaluate(
            """async () => (await axe.run()).violations.flatMap(({ id, nodes }) =>
                nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`))"""
        )
        return found

    assert barriers() == []
    page.get_by_role("button", name="Try a sample").click()
    desk = Desk(page)
    desk.settle()
    desk.cards.nth(0).get_by_text("Why?").click()
    desk.cards.nth(1).get_by_text("Dismiss", exact=True).click()
    assert barriers() == []
    desk.cards.nth(1).get_by_role("button", name="Dismiss finding").click()
    page.get_by_text("Dismissed (1)").click()
    page.keyboard.press("F8")
    assert barriers() == []
    for tab in ("Voices", "Numbers", "Scores"):
        page.get_by_role("tab", name=tab).click()
        assert barriers() == []
    page.route("**/v1/analyze", lambda route: route.fulfill(status=401, body="{}"))
    page.get_by_role("button", name="Try a sample").click()
    expect(page.get_by_label("Access key")).to_be_visible()
    assert barriers() == []
    page.context.close()
    assert [error for error in errors if "401" not in error] == []
