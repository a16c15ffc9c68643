"""Over a hundred texts that want to become script, in a real browser: they stay texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from editor_desk import Desk
from playwright.sync_api import Browser, Page, Route, expect
from xss_payloads import PAYLOADS

import framing
from framing import Config, wire

pytestmark = pytest.mark.browser

WATCH = """
window.seen = [];
window.owned = () => window.seen.push('owned');
addEventListener('securitypolicyviolation', (event) => window.seen.push(`${event.violatedDirective} ${event.sample}`));
"""
"""A violation is a failure too: where no text becomes markup, the policy has nothing to stop."""
CENSUS = """() => {
  const nodes = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      nodes.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  // Not svg: bars and signs of our own are drawn with it, one for each voice; its scripts and handlers count.
  const live = /^(script|style|iframe|frame|object|embed|link|meta|base|form|math|img|video|audio|template)$/;
  const tags = {};
  const handlers = [];
  for (const element of nodes) {
    const tag = element.localName;
    if (live.test(tag) || tag.includes('-')) tags[tag] = (tags[tag] ?? 0) + 1;
    for (const { name, value } of element.attributes) {
      const address = value.replace(/[^!-~]/g, '').toLowerCase();
      if (/^(on|style$|srcdoc$|formaction$)/.test(name)) handlers.push(`${tag} ${name}=${value}`);
      if (/href|src|action|data$/.test(name) && /^(javascript|data|vbscript):/.test(address) && tag !== 'link')
        handlers.push(`${tag} ${name}=${value}`);
    }
  }
  return { tags, handlers };
}"""
HOUSE = Config(
    prefer={"slammed": PAYLOADS[6], "tram": PAYLOADS[0], "harbour": PAYLOADS[60]},
    avoid=("quay <img src=x onerror=owned()>",),
    profile="news",
)


def story() -> list[dict[str, Any]]:
    """A story in which each payload is said, is called a source, and stands in the outlet's own voice."""
    lines = [
        f"The tram by the harbour slammed {text}, officials said. “It cost {number} million {text},” said {text} Roe."
        for number, text in enumerate(PAYLOADS, 2)
    ]
    blocks = [{"id": f"p{number}", "text": line} for number, line in enumerate(lines)]
    return [{"id": "h", "role": "headline", "text": f"Council slams {PAYLOADS[6]} {PAYLOADS[0]}"}, *blocks]


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page under watch: afterwards nothing of a text has run, asked, or been stopped by the policy."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(120_000)
    page = context.new_page()
    said: list[str] = []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: said.extend([request.url] if "owned" in request.url else []))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    yield page, said
    assert page.evaluate("() => window.seen") == []
    assert said == []
    context.close()


def test_there_are_more_than_a_hundred() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 100


def test_the_watch_sees_what_it_should(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p>{PAYLOADS[6]}{PAYLOADS[24]}<style></style>")
    censuses = []
    with pytest.raises(AssertionError, match="owned"), watched(browser, path.as_uri()) as (page, _):  # noqa: PT012
        page.wait_for_function("() => window.seen.includes('owned')")
        censuses.append(page.evaluate(CENSUS))
    assert censuses[0]["tags"] == {"img": 1, "style": 1}
    assert len(censuses[0]["handlers"]) == 2


def test_the_report_as_a_file_holds_texts(browser: Browser, tmp_path: Path) -> None:
    plain = framing.analyze("The plan is dead, officials said.", config=HOUSE)
    (tmp_path / "plain.html").write_text(framing.render([plain] * 3, "html"), encoding="utf-8")
    text = "\n\n".join(block["text"] for block in story()[:12])
    reports = [
        framing.analyze(story(), kind="blocks", name=" ".join(PAYLOADS[:40]), config=HOUSE),
        framing.analyze(f"# {PAYLOADS[6]}\n\n{text}", kind="markdown", name=PAYLOADS[0], config=HOUSE),
        framing.analyze(
            f"<h1>{PAYLOADS[6]}</h1><p>The plan is dead, officials said.</p>{text}", kind="html", config=HOUSE
        ),
    ]
    (tmp_path / "hostile.html").write_text(framing.render(reports, "html"), encoding="utf-8")
    with watched(browser, (tmp_path / "plain.html").as_uri()) as (page, _):
        usual = page.evaluate(CENSUS)
    with watched(browser, (tmp_path / "hostile.html").as_uri()) as (page, _):
        page.evaluate("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        census = page.evaluate(CENSUS)
        content = page.evaluate("() => document.body.textContent")
    assert census == usual
    assert all(text in content for text in (PAYLOADS[0], PAYLOADS[6], PAYLOADS[20]))


def hostile(value: Any, texts: Iterator[str], key: str = "") -> Any:
    """An answer in which every text that the panel may show is a payload."""
    if isinstance(value, dict):
        kept = (
            "quote",
            "id",
            "block_id",
            "family",
            "severity",
            "offset_unit",
            "unit",
            "role",
            "kind",
            "verdict",
            "parts",
        )
        return {name: item if name in kept else hostile(item, texts, name) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, texts, key) for item in value]
    if not isinstance(value, str):
        return value
    return f"javascript:owned()//{next(texts)}" if key == "url" else next(texts)


@pytest.mark.parametrize("everywhere", [False, True])
def test_the_panel_shows_texts(browser: Browser, service: str, everywhere: bool) -> None:
    def answer(route: Route) -> None:
        blocks = json.loads(route.request.post_data or "")["blocks"]
        report = wire.to_dict(framing.analyze(blocks, kind="blocks", config=HOUSE), "utf16")
        endless = (PAYLOADS[number % len(PAYLOADS)] for number in range(10**9))
        route.fulfill(
            content_type="application/json", body=json.dumps(hostile(report, endless) if everywhere else report)
        )

    blocks = story()[: 30 if everywhere else None]
    with watched(browser, service) as (page, _):
        page.route("**/v1/analyze", answer)
        desk = Desk(page)
        usual = page.evaluate(CENSUS)
        desk.write("\n\n".join(block["text"] for block in blocks[1:]), blocks[0]["text"])
        expect(desk.cards.first).to_be_visible(timeout=120_000)
        found = []
        for tab in ("Findings", "Voices", "Numbers", "Scores"):
            page.get_by_role("tab", name=tab).click()
            found.append(page.evaluate(CENSUS))
        page.get_by_role("tab", name="Findings").click()
        for place in range(3):
            desk.cards.nth(place).click()
        found.append(page.evaluate(CENSUS))
        assert PAYLOADS[6] in desk.text()
        shown = page.evaluate("() => document.querySelector('framing-panel').shadowRoot.textContent")
        assert PAYLOADS[6] in shown
    for census in found:
        assert census["handlers"] == usual["handlers"]
        assert {tag: count for tag, count in census["tags"].items() if count > usual["tags"].get(tag, 0)} == {}


def test_pasted_markup_becomes_text(browser: Browser, service: str) -> None:
    with watched(browser, service) as (page, _):
        usual = page.evaluate(CENSUS)
        Desk(page).story.focus()
        page.evaluate(
            """(html) => {
                const data = new DataTransfer();
                data.setData('text/html', html);
                data.setData('text/plain', html);
                const target = window.framing.fields[1].surface.element;
                const options = { clipboardData: data, bubbles: true, cancelable: true };
                target.dispatchEvent(new ClipboardEvent('paste', options));
            }""",
            "".join(PAYLOADS),
        )
        assert page.evaluate(CENSUS) == usual
