"""The editor page as an editor uses it, for the tests that drive it in a real browser."""

from __future__ import annotations

from typing import Any

import stub_service
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

HEADLINE = "Council slams harbour plan"
STORY = (
    "😀 The “disastrous” plan — a disastrous one 🏴‍☠️ — is dead, officials said.\n\nCritics  disagree. "
    "“It’s not a disastrous idea,” said Ann Roe. About 40% of residents agreed."
)
SEVERITIES = ("error", "warning", "info")


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
    context.set_default_timeout(180_000)
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


def answer(route: Route) -> None:
    route.fulfill(content_type="application/json", body=stub_service.report(route.request.post_data or ""))
