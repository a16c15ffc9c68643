"""The editor page and Wagtail find what the service finds, at the same words, in all sample stories.

For WordPress, ``test_wordpress.py`` holds the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sample_stories import SEEDS, Story, asked, places

if TYPE_CHECKING:
    from playwright.sync_api import Page

EDITOR_BLOCKS = "() => window.framing.session.blocks"
REPORT = "() => document.querySelector('framing-panel').report"


@pytest.mark.browser
def test_the_editor_page_finds_the_same_in_the_sample_stories(page: Page, service: str) -> None:
    from editor_desk import Desk

    for story in map(Story.read, SEEDS):
        page.reload()
        Desk(page).write("\n\n".join(text for _, text in story.blocks), story.title)
        found = places(page.evaluate(REPORT)["annotations"], page.evaluate(EDITOR_BLOCKS))
        blocks = story.plain()
        assert found == places(asked(service, blocks), blocks), story.name


@pytest.mark.filterwarnings("ignore")
def test_wagtail_finds_the_same_in_the_sample_stories(service: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'newsroom-framing[wagtail]'")
    from wagtail_desk import set_up
    from wagtail_server import set_framing

    set_framing(set_up(tmp_path_factory.getbasetemp()))
    from desk.models import Note
    from framing_wagtail import analysis, conf, prose

    for story in map(Story.read, SEEDS):
        settings = conf.current()
        blocks = prose.story(Note(title=story.title, body=story.wagtail()), settings)
        found = places(analysis.check(blocks, settings)["annotations"], blocks)
        plain = story.plain()
        assert [block["text"] for block in blocks] == [block["text"] for block in plain]
        assert found == places(asked(service, plain), plain), story.name
