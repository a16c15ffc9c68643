"""What typing costs a page, in time on the processor: other work on the machine is not counted."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT: Final = 50
"""Milliseconds from a key to the frame that shows it, in the median."""

FRAME: Final = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"


def milliseconds_a_key(page: Page, text: str, tries: int = 4) -> float:
    """Type ``text`` where the caret is: the median time that the page's main thread is at work for a letter.

    Processors share caches, so what is too slow is asked again: only what is slow each time is slow.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(metric["value"]) for metric in metrics if metric["name"] == "ThreadTime")

    def cost(letter: str) -> float:
        before = worked()
        page.keyboard.type(letter)
        page.evaluate(FRAME)
        return worked() - before

    medians: list[float] = []
    while len(medians) < tries and min(medians, default=LIMIT) >= LIMIT:
        medians.append(median(map(cost, text)))
    session.detach()
    return min(medians)
