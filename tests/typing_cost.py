"""What typing costs a page, in time on the processor: other work on the machine is not counted."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT: Final = 50
"""Milliseconds from a key to the frame that shows it, in the median, where ``REFERENCE`` was measured."""

REFERENCE: Final = 6.0
"""Milliseconds that ``WORK`` took there.  Processors share caches: beside other work all is dearer."""

FRAME: Final = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
WORK: Final = """() => {
    const words = Array.from({ length: 12000 }, (_, index) => ({ index, word: String((index * 7919) % 12007) }));
    words.sort((a, b) => (a.word < b.word ? -1 : 1));
    return words[0].index;
}"""


def milliseconds_a_key(page: Page, text: str) -> float:
    """Type ``text`` where the caret is: the median time that the page's main thread is at work for a letter.

    What other work on the machine adds is taken off, as told by ``WORK`` after each letter.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(metric["value"]) for metric in metrics if metric["name"] == "ThreadTime")

    def cost(letter: str) -> float:
        begun = worked()
        page.keyboard.type(letter)
        page.evaluate(FRAME)
        typed = worked()
        page.evaluate(WORK)
        work = worked() - typed
        return (typed - begun) / max(1.0, work / REFERENCE)

    for _ in range(5):
        page.evaluate(WORK)
    made = median(map(cost, text))
    session.detach()
    return made
