"""The editor page in a real browser: marks on the exact words, and text that nobody changes."""

from __future__ import annotations

import pytest
from editor_desk import STORY, Desk
from playwright.sync_api import expect
from typing_cost import LIMIT, milliseconds_a_key

pytestmark = pytest.mark.browser


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
    desk.page.evaluate("() => { window.framing.checker.delay = 600000; }")
    desk.select("officials", 3, 5)
    desk.page.keyboard.press("Delete")
    assert desk.marks()["attribution"] == ["Critics"]
    expect(desk.card("officials")).to_contain_text("changed here")
    desk.page.keyboard.press("Control+z")
    assert desk.marks()["attribution"] == ["officials", "Critics"]
    desk.page.keyboard.press("Delete")
    desk.page.evaluate("() => window.framing.session.check()")
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


def test_long_stories_stay_fast_to_type_in(desk: Desk) -> None:
    desk.write("\n".join(f"Paragraph {n}: Critics say it was a disastrous plan, officials said." for n in range(150)))
    assert sum(map(len, desk.marks().values())) == 451
    desk.page.evaluate("() => { framing.checker.delay = 600000; framing.fields[1].surface.select(40, 40); }")
    assert milliseconds_a_key(desk.page, "The tide came in on time, they say") < LIMIT
