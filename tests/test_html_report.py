"""The page: complete and safe without a script, handy with it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sample_reports import full_report, made_report
from test_render import nasty_report

import framing
from framing import Report
from framing.document import Kind

VOID = {"meta", "img", "br", "input", "link", "hr"}


class Tree(HTMLParser):
    """Tags with their attributes, the text of each block of the story, ids and balance."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.blocks: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert not self.stack, "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = (tag, {key: value or "" for key, value in attrs})
        self.tags.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag, f"{tag} closes what it opened"

    def handle_data(self, data: str) -> None:
        if any("role" in attrs.get("class", "").split() for _, attrs in self.stack):
            return
        for _, attrs in self.stack:
            if "block" in attrs.get("class", "").split():
                self.blocks[attrs["id"]] = self.blocks.get(attrs["id"], "") + data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def classed(self, name: str) -> list[dict[str, str]]:
        return [attrs for _, attrs in self.tags if name in attrs.get("class", "").split()]


def tree(*reports: Report) -> Tree:
    return Tree(framing.render(reports, "html"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Critics\nspoke & left.\n\nThe rest  stayed.", "text"),
        ("---\ntitle: A & B\n---\n\nCritics *spoke* &amp; left.\n\n- one\n- two\n\n> quoted", "markdown"),
        ("<h1>A &lt;b&gt;</h1><p>Critics <i>spoke</i> &amp; left.</p><ul><li>one<li>two</ul>", "html"),
        ([{"id": "x", "html": "<p>Critics <b>spoke</b> &amp; left.</p>"}], "blocks"),
    ],
)
def test_the_page_shows_the_prose_of_every_kind_of_origin(content: Any, kind: Kind) -> None:
    report = made_report(content, ("structure", "Critics", "info"), kind=kind)
    document = report.analysis.document
    shown = [text.strip() for text in tree(report).blocks.values()]
    assert shown == [document.text[block.span.start : block.span.end].strip() for block in document.blocks]


def test_overlapping_findings_are_all_marked_on_their_exact_words() -> None:
    report = made_report(
        "The bad old plan died.",
        ("structure", "bad old plan", "info"),
        ("structure", "old plan died", "warning"),
        ("structure", "old", "error"),
    )
    page = framing.render([report], "html")
    marks = re.findall(r'<a class="mark"[^>]*data-f="([\d ]+)"[^>]*>([^<]*)</a>', page)
    for number, words in (("1", "bad old plan"), ("3", "old plan died"), ("2", "old")):
        assert "".join(text for numbers, text in marks if number in numbers.split()) in {words, "old", "old plan died"}
        assert f'id="r1-m{number}"' in page
    assert Tree(page).blocks["r1-b1"] == "The bad old plan died."


def test_every_jump_has_a_target_and_ids_are_unique() -> None:
    page = tree(full_report(), full_report(), nasty_report())
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    jumps = {attrs["href"][1:] for attrs in page.named("a") if attrs.get("href", "").startswith("#")}
    jumps |= {attrs[key] for _, attrs in page.tags for key in ("aria-labelledby", "aria-describedby") if key in attrs}
    assert jumps <= set(ids)


def test_every_finding_has_a_card_with_its_words() -> None:
    report = full_report()
    page = framing.render([report], "html")
    assert len(tree(report).classed("card")) == len(report.open_findings)
    assert all(finding.quote in page for finding in report.open_findings)
    assert "the desk knows -- &amp; agrees" in page


def test_facts_are_told() -> None:
    page = framing.render([full_report()], "html")
    for words in (
        "Ada Holm",
        "speaks for Harbour Board",
        "no source",
        "margin of error",
        "too many symbols in a row",
        "More is not better.",
    ):
        assert words in page


def test_a_poll_s_card_tells_the_margin_and_what_it_means_for_the_differences() -> None:
    text = (
        "A Gallup poll of 1,000 adults has Roe on 52%. Roe leads Poe 43 percent to 41 percent; Ann leads Bo 60% to 30%."
    )
    page = framing.render([framing.analyze(text)], "html")
    assert "±3.1 points for 1,000 people" in page
    assert "2 points, within the ±3.1 for a lead" in page
    assert "30 points, beyond the ±3.1 for a lead" in page
    opted = framing.render(
        [framing.analyze("An Ipsos survey of an opt-in panel of 1,000 adults found 52% and 41%.")], "html"
    )
    assert "No margin of error is defined" in opted


def test_a_number_leads_to_its_source() -> None:
    page = framing.render([full_report()], "html")
    row = page[page.index("1.2 billion crowns</th>") :].partition("</tr>")[0]
    source = re.search(r"the transport ministry <a class=\"place\" href=\"#(r1-b\d+)\"", row)
    assert source
    assert "the transport ministry" in Tree(page).blocks[source[1]]


def test_page_loads_nothing_and_allows_only_its_own_style_and_script() -> None:
    page = framing.render([full_report()], "html")
    parsed = Tree(page)
    assert not [attrs for _, attrs in parsed.tags if "src" in attrs or "style" in attrs]
    assert not parsed.named("link")
    (policy,) = [attrs["content"] for attrs in parsed.named("meta") if "http-equiv" in attrs]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_story_and_file_name_cannot_add_markup() -> None:
    parsed = tree(nasty_report())
    assert len(parsed.named("script")) == 1
    assert not parsed.named("img")
    assert not [key for _, attrs in parsed.tags for key in attrs if key.startswith("on")]
    assert len(parsed.named("svg")) == len(tree(made_report("Fine.")).named("svg"))


def test_several_stories_have_an_index_and_one_has_none() -> None:
    assert not tree(full_report()).classed("index")
    links = [attrs["href"] for attrs in tree(full_report(), nasty_report()).named("a")]
    assert {"#r1", "#r2"} <= set(links)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    wide = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(wide[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_contrast_by_wcag_aa_in_light_and_dark() -> None:
    style = Path(framing.render.__code__.co_filename).with_name("templates").joinpath("base.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    for theme in (light, dark):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", theme))
        for name in colours.keys() - {"paper", "card", "line"}:
            for ground in ("paper", "card"):
                one, two = sorted((luminance(colours[name]), luminance(colours[ground])))
                assert (two + 0.05) / (one + 0.05) >= 4.5, (name, ground)


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "report.html"
    file.write_text(framing.render([full_report(), nasty_report()], "html"), "utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append("dialog"))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert not complaints


@pytest.mark.browser
class TestInABrowser:
    def test_mark_leads_to_its_card_and_back(self, page: Any) -> None:
        page.locator("#r1 .mark", has_text="slammed").click()
        card = page.locator("#r1 .card[aria-current]")
        assert "slammed" in card.inner_text()
        assert card.evaluate("card => card === document.activeElement")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == "slammed"

    def test_second_click_on_overlapping_marks_shows_the_other_finding(self, page: Any) -> None:
        mark = page.locator("#r1 .mark", has_text="40%").first
        quotes = []
        for _ in range(2):
            mark.click()
            quotes.append(page.locator("#r1 .card[aria-current] .quote").inner_text())
        assert quotes == ["40%", "40% of commuters"]

    def test_arrow_keys_walk_the_cards(self, page: Any) -> None:
        page.locator("#r1 .card").first.focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement === document.querySelectorAll('#r1 .card')[1]")

    def test_jumping_to_a_card_leaves_the_story_where_it_is(self, page: Any) -> None:
        page.set_viewport_size({"width": 1280, "height": 500})
        mark = page.locator("#r1 .mark", has_text="slammed")
        mark.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        mark.click()
        assert page.evaluate("scrollY") == before
        assert page.locator("#r1 .card[aria-current]").evaluate(
            "card => card.getBoundingClientRect().bottom <= innerHeight"
        )

    def test_filter_hides_cards_and_marks(self, page: Any) -> None:
        page.locator("#r1 .filters input[value=wording]").uncheck()
        assert not page.locator("#r1 .card[data-family=wording]").first.is_visible()
        assert page.locator("#r1 .mark", has_text="slammed").get_attribute("data-off") is not None
        assert "findings shown" in page.locator("#r1 .status").inner_text()
        page.locator("#r1 .filters input[value=wording]").check()
        assert page.locator("#r1 .card[data-family=wording]").first.is_visible()

    def test_narrow_phone_does_not_scroll_sideways(self, page: Any) -> None:
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    def test_page_is_complete_without_the_script(self, browser: Any, page: Any) -> None:
        context = browser.new_context(java_script_enabled=False)
        still = context.new_page()
        still.goto(page.url)
        assert not still.locator("#r1 .filters").is_visible()
        assert still.locator("#r1 .card").count() == len(full_report().open_findings)
        still.locator("#r1 .mark", has_text="slammed").click()
        assert still.url.partition("#")[2].startswith("r1-f")
        context.close()
