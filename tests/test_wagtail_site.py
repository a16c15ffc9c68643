"""Framing in a real Wagtail site: who may ask what, where the panel stands, settings and commands."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'newsroom-framing[wagtail]'")

import wagtail_server
from wagtail_desk import QUOTE, RIGHT, WRONG, browser_of, is_live, note, rolled_back, send, site_folder, waive  # noqa: F401

# Wagtail's and Django's own deprecations are not this project's business.
pytestmark = pytest.mark.filterwarnings("ignore")


def test_the_panel_stands_beside_every_page_type_and_only_where_it_is_wanted(django_site: Path) -> None:
    from desk.models import Story
    from wagtail.models import Page

    client = browser_of("chief")
    pages = [note(), Story.objects.get(), Page.objects.get(slug="home")]
    home = pages[-1].pk
    urls = [*(f"/admin/pages/{page.pk}/edit/" for page in pages), f"/admin/pages/add/desk/note/{home}/"]
    for url in urls:
        assert "data-framing" in client.get(url).content.decode()
    wagtail_server.set_framing(django_site, PAGE_TYPES=["desk.Story"])
    shown = ["data-framing" in client.get(url).content.decode() for url in urls]
    assert shown == [False, True, False, False]
    send(client, pages[0], "publish")
    assert is_live(pages[0])


def test_only_those_who_may_edit_a_page_may_ask_about_it() -> None:
    from django.test import Client

    page = note()
    body = json.dumps({"blocks": [{"id": "a", "text": WRONG}]})
    for path in (f"/admin/framing/{page.pk}/analyze/", f"/admin/framing/{page.pk}/waivers/"):
        ask = {"path": path, "data": body, "content_type": "application/json"}
        assert Client().post(**ask).status_code == 302
        assert Client(headers={"X-Requested-With": "XMLHttpRequest"}).post(**ask).status_code == 403
        assert browser_of("visitor").post(**ask).status_code == 403
        assert browser_of("editor", enforce_csrf_checks=True).post(**ask).status_code == 403
    [parent, missing] = [page.get_parent().pk, 99999]
    assert browser_of("visitor").get(f"/admin/framing/{page.pk}/waivers/").status_code == 403
    ask = {"data": body, "content_type": "application/json"}
    assert browser_of("editor").post(f"/admin/framing/{missing}/analyze/", **ask).status_code == 404
    new = f"/admin/framing/new/{parent}/desk/note/analyze/"
    assert browser_of("visitor").post(new, **ask).status_code == 403
    assert browser_of("editor").post(new, **ask).status_code == 200
    # The root is somebody else's.
    assert browser_of("editor").post("/admin/framing/1/analyze/", **ask).status_code == 403
    assert browser_of("editor").get(f"/admin/framing/{page.pk}/analyze/").status_code == 405


@pytest.mark.parametrize(
    "body, status",
    [
        ("[]", 400),
        ("{", 400),
        ('{"blocks": 3}', 400),
        ('{"blocks": [{"id": "a"}]}', 400),
        ('{"blocks": [{"id": "a", "text": "' + "word " * 25_001 + '"}]}', 413),
        ('{"blocks": [{"id": "a", "text": "Well.", "type": "of-its-own", "role": "none"}]}', 200),
    ],
)
def test_odd_requests_are_answered_in_words(body: str, status: int) -> None:
    url = f"/admin/framing/{note().pk}/analyze/"
    response = browser_of("editor").post(url, body, content_type="application/json")
    assert response.status_code == status
    assert status == 200 or response.json()["detail"]


def test_checks_are_rationed(django_site: Path) -> None:
    wagtail_server.set_framing(django_site, PER_MINUTE=2)
    client, url = browser_of("editor"), f"/admin/framing/{note().pk}/analyze/"
    body = json.dumps({"blocks": [{"id": "a", "text": "Well."}]})
    codes = [client.post(url, body, content_type="application/json").status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_the_browser_and_the_gate_read_the_same_words() -> None:
    from desk.models import Story
    from framing_wagtail import conf, prose

    texts = [block["text"] for block in prose.story(Story.objects.get(), conf.current())]
    assert texts[2:5] == [
        "😀 Critics say the plan “shames” the town, while the mayor & her deputy disagree.",
        WRONG,
        "What comes next",
    ]
    assert "One point, experts say." in texts
    assert "The town hall" in texts
    assert not any("raw" in text or "<b>" in text for text in texts)


@pytest.mark.parametrize(
    "settings, words",
    [
        ({"BLOCK": "error"}, "did you mean 'BLOCKS'"),
        ({"BLOCKS": "eror"}, "did you mean 'error'"),
        ({"DOWN": "shut"}, "DOWN"),
        ({"PROFILE": "opinions"}, "did you mean 'opinion'"),
        ({"SERVICE_URL": "ftp://host"}, "http://"),
        ({"CONFIG": "/nowhere/framing.toml"}, "no such file"),
        ({"PAGE_TYPES": ["desk.Storie"]}, "no model"),
    ],
)
def test_wrong_settings_are_named_by_the_system_check(django_site: Path, settings: Any, words: str) -> None:
    from framing_wagtail.checks import check_settings

    wagtail_server.set_framing(django_site, **settings)
    [problem] = check_settings(None)
    assert words in problem.msg


def test_the_command_checks_all_pages_with_the_exit_codes_of_the_command_line(
    capsys: pytest.CaptureFixture[str], django_site: Path
) -> None:
    from django.core.management import CommandError, call_command

    def status(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            call_command("framing_check", *arguments)
        return int(str(ended.value.code))

    held, clear = note(WRONG, "Held"), note(RIGHT, "Clear")
    assert status() == 1
    assert QUOTE in capsys.readouterr().out
    assert status(str(clear.pk)) == 0
    assert status("--live") == 0
    assert status(str(clear.pk), "99999") == 2
    capsys.readouterr()
    assert status("--format", "json", str(held.pk)) == 1
    assert held.url_path in capsys.readouterr().out
    waive(browser_of("moderator"), held)
    assert status(str(held.pk)) == 0
    wagtail_server.set_framing(django_site, BLOCKS="nothing")
    with pytest.raises(CommandError) as wrong:
        call_command("framing_check")
    assert wrong.value.returncode == 2


def test_the_migration_is_complete_and_static_files_are_found(django_site: Path) -> None:
    from django.contrib.staticfiles import finders

    os.environ["FRAMING_TEST_MIGRATIONS"] = "1"
    try:
        ran = wagtail_server.manage(django_site, "makemigrations", "--check", "--dry-run", "framing_wagtail")
    finally:
        del os.environ["FRAMING_TEST_MIGRATIONS"]
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for name in ("client/panel.js", "client/framing.css", "index.js"):
        assert finders.find(f"framing_wagtail/{name}")
    assert finders.find("framing_wagtail/client/../../conf.py") is None
