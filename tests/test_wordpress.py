"""The plugin in a real WordPress, in a real browser: marks, fixes, the check before publishing, failures, speed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stub_service
from playwright.sync_api import Browser, Route, expect
from ports import free_port
from sample_stories import SEEDS, Story, asked
from typing_cost import milliseconds_a_key
from wordpress_desk import CANVAS, PATIENCE, Desk, signed_in
from wordpress_newsroom import HEADLINE, KEY, STORY, WRONG
from wordpress_site import Site, Visitor

pytestmark = pytest.mark.browser

WITHOUT_US = """() => {
    const { __experimentalGetAnnotations: annotations } = wp.data.select('core/annotations');
    const { __experimentalRemoveAnnotation: remove } = wp.data.dispatch('core/annotations');
    wp.plugins.unregisterPlugin('framing');
    for (const { id } of annotations()) remove(id);
}"""


@pytest.fixture(scope="module")
def editor(site: Site) -> Visitor:
    return Visitor(site, "editor")


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    """An editor who has signed in."""
    with signed_in(browser, site) as desk:
        yield desk


@pytest.fixture
def post(editor: Visitor) -> int:
    return editor.write(STORY, title=HEADLINE)


def answer(route: Route) -> None:
    route.fulfill(content_type="application/json", body=stub_service.report(route.request.post_data or ""))


def saved(editor: Visitor, post: int) -> str:
    content: str = editor.ask("GET", f"/wp/v2/posts/{post}?context=edit")[1]["content"]["raw"]
    return content


@pytest.mark.every_wordpress
def test_marks_sit_on_the_exact_words(desk: Desk, post: int) -> None:
    desk.open(post)
    desk.expect_marks(desk.quotes())
    assert {"slams", "slammed", "blasted", "so-called", WRONG} <= set(desk.marks())
    assert "costly" not in desk.marks()
    assert desk.cards.count() == len(desk.quotes())
    desk.picture("editor")


@pytest.mark.every_wordpress
def test_highlights_do_as_well_where_there_are_no_annotations(desk: Desk, post: int) -> None:
    desk.open(post, "&without-annotations")
    desk.expect_marks(desk.quotes())
    assert desk.canvas.locator("mark").count() == 0


@pytest.mark.every_wordpress
def test_typing_before_a_mark_moves_it(desk: Desk, post: int) -> None:
    for query in ("", "&without-annotations"):
        desk.open(post, query)
        words = desk.quotes()
        waiting = desk.hold_checks()
        desk.canvas.locator("p[data-type='core/paragraph']").first.click(position={"x": 2, "y": 8})
        desk.page.keyboard.press("Home")
        desk.page.keyboard.type("Yesterday 🎉, ")
        desk.expect_marks(words)
        desk.give_up(waiting)


@pytest.mark.every_wordpress
def test_a_fix_is_applied_and_undone(desk: Desk, post: int) -> None:
    desk.open(post)
    before = desk.content()
    desk.card("blasted").locator(".suggestion").first.click()
    desk.settle()
    assert "<strong>sted</strong>" not in desk.content()
    assert "The board criti" in desk.content()
    desk.expect_marks(desk.quotes())
    desk.canvas.locator("p[data-type='core/paragraph']").first.click(position={"x": 2, "y": 8})
    desk.page.keyboard.press("Control+z")
    desk.settle()
    assert desk.content() == before
    desk.expect_marks(desk.quotes())
    assert "blasted" in desk.marks()
    desk.card("slams").locator(".suggestion").first.click()
    expect(desk.canvas.locator(".editor-post-title__input")).to_contain_text("Council criti")
    desk.page.get_by_role("button", name="Undo").last.click()
    expect(desk.canvas.locator(".editor-post-title__input")).to_have_text(HEADLINE)


@pytest.mark.every_wordpress
def test_what_is_saved_is_what_was_written(desk: Desk, editor: Visitor, post: int) -> None:
    desk.open(post)
    desk.expect_marks(desk.quotes())
    assert desk.content() == STORY
    desk.canvas.locator("p[data-type='core/paragraph']").first.click(position={"x": 2, "y": 8})
    desk.page.keyboard.press("End")
    desk.page.keyboard.type("x")
    desk.page.keyboard.press("Backspace")
    desk.settle()
    desk.save()
    assert saved(editor, post) == STORY


def test_a_card_leads_to_the_words_and_the_caret_to_the_card(desk: Desk, post: int) -> None:
    desk.open(post)
    desk.card("slammed").locator(".quote").click()
    desk.page.wait_for_function(f"() => {CANVAS}.getSelection().toString() === 'slammed'")
    desk.canvas.get_by_text(WRONG, exact=True).click()
    current = desk.page.locator("framing-panel .card[aria-current]")
    expect(current).to_contain_text(WRONG)


@pytest.mark.every_wordpress
def test_the_gate_explains_leads_there_and_lets_pass_with_a_record(desk: Desk, editor: Visitor, post: int) -> None:
    desk.open(post, panel=False)
    desk.expect_unlocked()
    panel = desk.to_publish()
    listed = panel.locator(".framing-held-item")
    expect(listed).to_have_count(1, timeout=PATIENCE)
    expect(listed).to_contain_text(WRONG)
    button = panel.get_by_role("button", name="Publish", exact=True)
    expect(button).to_be_disabled()
    desk.picture("before-publishing")
    listed.get_by_role("button").click()
    expect(desk.page.locator("framing-panel .card[aria-current]")).to_contain_text(WRONG)
    desk.expect_unlocked()

    panel = desk.to_publish()
    panel.get_by_label("They may stand, because").select_option("Known and meant")
    panel.get_by_label("Note (optional)").fill("The agency’s own words, asked twice.")
    panel.get_by_role("button", name="Dismiss and unlock").click()
    expect(panel).to_contain_text("Nothing holds this story.")
    panel.get_by_role("button", name="Publish", exact=True).click()
    desk.page.wait_for_function("() => wp.data.select('core/editor').isCurrentPostPublished()")

    (event,) = editor.ask("GET", f"/framing/v1/posts/{post}/waivers")[1]["events"]
    assert (event["name"], event["quote"], event["reason"]) == ("editor", WRONG, "Known and meant")
    assert event["note"] == "The agency’s own words, asked twice."
    assert event["fingerprint"] in {item["id"] for item in desk.report()["annotations"]}


def test_a_dismissal_in_the_panel_is_a_waiver(desk: Desk, editor: Visitor, post: int) -> None:
    desk.open(post)
    card = desk.card("slammed")
    card.get_by_text("Dismiss", exact=True).click()
    card.get_by_role("button", name="Dismiss finding").click()
    expect(desk.card("slammed")).to_have_count(0)
    expect(desk.canvas.locator("mark", has_text="slammed")).to_have_count(0)
    desk.open(post)
    desk.expect_marks([words for words in desk.quotes() if words != "slammed"])
    (event,) = editor.ask("GET", f"/framing/v1/posts/{post}/waivers")[1]["events"]
    assert (event["action"], event["quote"]) == ("waived", "slammed")


def test_without_the_service_writing_goes_on(
    desk: Desk, setting: Callable[..., None], editor: Visitor, post: int
) -> None:
    setting(url=f"http://127.0.0.1:{free_port()}", down="closed")
    desk.open(post, panel=False)
    panel = desk.to_publish()
    expect(panel).to_contain_text("Publishing is held until it answers.", timeout=PATIENCE)
    expect(panel.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
    desk.picture("service-down")
    panel.get_by_role("button", name="Cancel").click()
    desk.expect_unlocked()
    desk.page.evaluate("() => wp.data.dispatch('core/editor').editPost({ title: 'Saved all the same' })")
    desk.save()

    setting(down="open")
    desk.open(post, panel=False)
    panel = desk.to_publish()
    expect(panel).to_contain_text("the record will say that it was unchecked", timeout=PATIENCE)
    panel.get_by_role("button", name="Publish", exact=True).click()
    desk.page.wait_for_function("() => wp.data.select('core/editor').isCurrentPostPublished()")


def test_editor_gate_and_service_find_the_same_in_the_sample_stories(
    desk: Desk, site: Site, news_service: str, editor: Visitor, tmp_path: Path
) -> None:
    """The editor sends plain text, the gate the HTML that is stored; the service is asked directly for comparison."""
    stories = [Story.read(path) for path in SEEDS]
    (tmp_path / "stories.json").write_text(json.dumps([(story.title, story.wordpress()) for story in stories]))
    read = f"$stories = json_decode(file_get_contents('{tmp_path}/stories.json'), true);"
    gate = json.loads(
        site.php(f"{read} echo json_encode(array_map(fn($s) => Framing\\story($s[0], '', $s[1]), $stories));")
    )
    desk.open(editor.write(STORY, title=HEADLINE))
    key = {"Authorization": f"Bearer {KEY}"}
    for story, stored in zip(stories, gate, strict=True):
        desk.replace(story.title, story.wordpress())
        expected = [item["id"] for item in asked(news_service, story.plain(), **key)]
        assert [item["id"] for item in desk.report()["annotations"]] == expected, story.name
        assert [item["id"] for item in asked(news_service, stored, **key)] == expected, story.name
        desk.expect_marks(desk.quotes())


def test_the_key_is_nowhere_in_the_browser(browser: Browser, site: Site, news_service: str, post: int) -> None:
    bodies: list[str] = []

    def keep(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        bodies.append(f"{route.request.headers} {answer.headers} {answer.text()}")
        route.fulfill(response=answer)

    with signed_in(browser, site) as desk:
        desk.page.route(lambda url: not url.endswith((".png", ".gif", ".woff2", ".svg")), keep)
        desk.open(post)
    assert any('"annotations"' in body for body in bodies)
    assert [body[:200] for body in bodies if KEY in body or news_service in body] == []


@pytest.mark.every_wordpress
def test_typing_stays_quick_in_a_long_story(desk: Desk, editor: Visitor) -> None:
    """With three marks in each of 150 paragraphs: not twice what it costs without us.

    The marks are made up, so that their number hangs on no rule.
    """
    words = "The mayor slams a disastrous idea, officials said of block {}, where the ships turn and the pilots wait."
    paragraphs = [
        f"<!-- wp:paragraph -->\n<p>{words.format(number)}</p>\n<!-- /wp:paragraph -->" for number in range(150)
    ]
    desk.page.route("**/analyze*", answer)
    desk.open(editor.write("\n\n".join(paragraphs), title="Harbour"))
    desk.expect_marks(["slams", "disastrous", "officials"] * 150)
    paragraph = desk.canvas.locator("p[data-type='core/paragraph']").nth(3)
    paragraph.click()
    desk.page.keyboard.press("End")
    desk.frames(20)
    waiting = desk.hold_checks()
    cost = milliseconds_a_key(desk.page, "The tide came in on time, they say")
    desk.give_up(waiting)
    desk.page.evaluate(WITHOUT_US)
    desk.frames(20)
    bare = milliseconds_a_key(desk.page, "The tide came in on time, they say")
    print(f"WordPress {desk.site.version}: {cost:.0f} ms of processor time a key, {bare:.0f} without us")
    assert cost < 2 * bare
