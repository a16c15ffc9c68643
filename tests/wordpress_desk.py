"""The block editor as an editor uses it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from conftest import ROOT
from playwright.sync_api import Browser, Error, FrameLocator, Locator, Page, Request, Route, expect
from wordpress_site import PASSWORD, Site

SCREENS: Final = ROOT / "build" / "wordpress" / "screens"
PATIENCE: Final = 180_000
"""Milliseconds; continuous integration may be slow."""

FOLLOW: Final = 200
"""Milliseconds after which the plugin has noticed an edit."""

CANVAS: Final = """document.querySelector('iframe[name="editor-canvas"]').contentDocument"""
MARKS: Final = (
    f"() => {{ const canvas = {CANVAS};"
    + """
    const found = {};
    for (const mark of canvas.querySelectorAll('mark[id^="annotation-text-framing-"]')) {
        const id = mark.id.slice('annotation-text-framing-'.length);
        found[id] = (found[id] ?? '') + mark.textContent;
    }
    const families = /-(attribution|statistics|numbers|polls|wording|structure|ignores|angle)$/;
    const highlights = [...canvas.defaultView.CSS.highlights ?? []].filter(([name]) => families.test(name));
    const painted = highlights.flatMap(([, ranges]) => [...ranges].map(String));
    return { annotated: found, painted };
}"""
)
REPORT: Final = "() => document.querySelector('framing-panel')?.report"
SETTLED: Final = """() => {
    const panel = document.querySelector('framing-panel');
    return Boolean(panel?.report) && !panel.hasAttribute('busy') && !panel.hasAttribute('stale');
}"""


class Desk:
    """One post in the block editor, and what the browser asked for and got."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    @property
    def canvas(self) -> FrameLocator:
        """The frame that holds the text."""
        return self.page.frame_locator('iframe[name="editor-canvas"]')

    @property
    def cards(self) -> Locator:
        """Findings in the panel."""
        return self.page.locator("framing-panel .card")

    def card(self, words: str) -> Locator:
        """The first finding about these words."""
        return self.cards.filter(has_text=f"“{words}”").first

    def open(self, post: int, query: str = "", *, panel: bool = True) -> None:
        """Open a post, and the panel; wait for its first report."""
        self.page.goto(f"{self.site.base}/wp-admin/post.php?post={post}&action=edit{query}", wait_until="commit")
        self.page.wait_for_function("() => window.wp?.data?.select('core/block-editor')?.getBlockCount() > 0")
        self.page.wait_for_function("() => wp.plugins.getPlugin('framing')")
        expect(self.canvas.locator("[data-block]").first).to_be_visible(timeout=PATIENCE)
        if panel:
            self.page.evaluate("() => wp.data.dispatch('core/edit-post').openGeneralSidebar('framing/framing')")
            self.settle()

    def settle(self) -> None:
        """Wait until the story as it stands has been checked and marked."""
        self.page.evaluate("(pause) => new Promise((done) => setTimeout(done, pause))", FOLLOW)
        self.page.wait_for_function(SETTLED)
        self.frames(3)

    def picture(self, name: str) -> None:
        """Keep what is on the screen, for those who look at a run and for the documentation."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENS / f"{name}-{self.site.version}.png")

    def hold_checks(self) -> list[Route]:
        """Let no check through until its route is continued or aborted."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route("**/analyze*", hold)
        return held

    def give_up(self, held: list[Route]) -> None:
        """Abort held checks, and let later ones through."""
        self.page.unroute("**/analyze*")
        for route in held:
            with suppress(Error):  # the page itself gives up a check that a later one replaces
                route.abort()

    def frames(self, count: int = 2) -> None:
        """Let the editor draw."""
        for _ in range(count):
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def replace(self, title: str, content: str) -> None:
        """Put another story in place of the one that is open."""
        change = """([title, content]) => {
            wp.data.dispatch('core/editor').editPost({ title });
            wp.data.dispatch('core/block-editor').resetBlocks(wp.blocks.parse(content));
        }"""
        self.page.evaluate(change, [title, content])
        self.settle()

    def report(self) -> dict[str, Any]:
        """The report that the panel shows."""
        report: dict[str, Any] = self.page.evaluate(REPORT)
        return report

    def marks(self) -> list[str]:
        """The words marked on the screen, sorted; by annotations, and by highlights where those cannot be."""
        found = self.page.evaluate(MARKS)
        return sorted([*found["annotated"].values(), *found["painted"]])

    def expect_marks(self, words: list[str]) -> None:
        """Fail unless these words come to be marked."""
        for _ in range(300):
            if self.marks() == sorted(words):
                return
            self.frames(6)
        assert self.marks() == sorted(words), (self.marks(), sorted(words))

    def quotes(self) -> list[str]:
        """The words of all findings that the text can show, sorted."""
        found = [item["quote"]["exact"] for item in self.report()["annotations"] if item["block_id"] != "excerpt"]
        return sorted(found)

    def content(self) -> str:
        """What would be saved."""
        content: str = self.page.evaluate("() => wp.data.select('core/editor').getEditedPostContent()")
        return content

    def expect_unlocked(self) -> None:
        """Fail unless saving comes to be possible."""
        self.page.wait_for_function("() => !wp.data.select('core/editor').isPostSavingLocked()")

    def save(self) -> None:
        """Save as a draft."""
        self.page.evaluate("() => wp.data.dispatch('core/editor').savePost()")
        saving = "wp.data.select('core/editor')"
        self.page.wait_for_function(f"() => !{saving}.isSavingPost() && !{saving}.isEditedPostDirty()")

    def to_publish(self) -> Locator:
        """Open the panel before publishing."""
        self.page.locator(".editor-post-publish-panel__toggle").first.click()
        return self.page.locator(".editor-post-publish-panel")


SIGN_IN: Final = """([user, password]) => {
    const form = document.getElementById("loginform");
    [form.log.value, form.pwd.value] = [user, password];
    form.submit();
}"""
"""At once: the page takes the focus back to the name a moment after it has loaded, whoever is typing."""


@contextmanager
def signed_in(browser: Browser, site: Site, user: str = "editor", **options: Any) -> Iterator[Desk]:
    """A desk in a browser of its own; afterwards: nothing failed, and no other host was asked."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}, **options)
    desk = Desk(context.new_page(), site)
    desk.page.goto(f"{site.base}/wp-login.php")
    with desk.page.expect_navigation(url="**/wp-admin/**", wait_until="commit"):
        desk.page.evaluate(SIGN_IN, [user, PASSWORD])
    yield desk
    context.close()
    strangers = [url for url in desk.asked if not url.startswith((site.base, "data:", "blob:", "about:"))]
    assert not desk.errors, desk.errors
    assert not strangers, strangers
