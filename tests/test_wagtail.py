"""Framing in a real Wagtail site, without a browser: the gate on every way to publish, the record, and who may ask."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'newsroom-framing[wagtail]'")

import wagtail_server
from conftest import free_port
from wagtail_server import KEY, StubService

# Wagtail's and Django's own deprecations are not this project's business.
pytestmark = pytest.mark.filterwarnings("ignore")

WRONG = "Turnout rose from 40% to 50%, an increase of 20%, the clerk said."
RIGHT = "Turnout rose from 40% to 50%, an increase of 10 points, the clerk said."
QUOTE = "an increase of 20%"


@pytest.fixture(scope="session")
def django_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A filled site, with Django set up for it in this process."""
    folder = wagtail_server.make_site(tmp_path_factory.mktemp("wagtail"))
    settings = wagtail_server.environment(folder)
    os.environ.update({key: settings[key] for key in ("DJANGO_SETTINGS_MODULE", "FRAMING_TEST_SITE")})
    sys.path[:0] = settings["PYTHONPATH"].split(os.pathsep)
    import django
    from django.test.utils import setup_test_environment, teardown_test_environment

    django.setup()
    setup_test_environment()
    yield folder
    teardown_test_environment()


@pytest.fixture(autouse=True)
def rolled_back(django_site: Path) -> Iterator[None]:
    """Every test starts from the same site."""
    from django.core.cache import cache
    from django.db import transaction

    wagtail_server.set_framing(django_site)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def user(name: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=name)


def browser_of(name: str, **options: Any) -> Any:
    """A client that is logged in."""
    from django.test import Client

    client = Client(**options)
    client.force_login(user(name))
    return client


def note(text: str = WRONG, title: str = "Turnout", **fields: Any) -> Any:
    """A draft."""
    from desk.models import Note
    from wagtail.models import Page

    made = Note(title=title, body=f'<p data-block-key="kkkk1">{text}</p>', live=False, **fields)
    Page.objects.get(slug="home").add_child(instance=made)
    made.save_revision()
    return made


def send(client: Any, page: Any, action: str, text: str = WRONG, **more: str) -> Any:
    """Send the editor's form."""
    from wagtail.test.utils.form_data import nested_form_data, rich_text

    comments = {"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}}
    form = nested_form_data({"title": page.title, "slug": page.slug, **comments, **more})
    form |= {"body": rich_text(f'<p data-block-key="kkkk1">{text}</p>'), f"action-{action}": "1"}
    return client.post(f"/admin/pages/{page.pk}/edit/", form)


def told(response: Any) -> str:
    """What the editor reads above the form, or "" """
    from django.contrib.messages import get_messages

    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def is_live(page: Any) -> bool:
    page.refresh_from_db()
    return bool(page.live)


def finding(page: Any) -> dict[str, str]:
    """The one that holds a page, as the browser sends it."""
    from framing_wagtail.gate import judge

    [item] = judge(page.get_latest_revision_as_object()).findings
    return {"fingerprint": item["id"], "rule": item["rule"], "quote": item["quote"]["exact"]}


def waive(client: Any, page: Any, **changes: Any) -> Any:
    body = {"findings": [finding(page)], "reason": "Known and meant", "note": "As the clerk put it", **changes}
    return client.post(f"/admin/framing/{page.pk}/waivers/", json.dumps(body), content_type="application/json")


def history(page: Any) -> list[str]:
    from wagtail.models import PageLogEntry

    return list(PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list("action", flat=True))


def test_publishing_is_stopped_explained_and_the_text_kept() -> None:
    page = note("The clerk spoke.")
    response = send(browser_of("moderator"), page, "publish")
    assert response["Location"].endswith(f"/pages/{page.pk}/edit/?framing=held")
    assert QUOTE in told(response)
    assert "dismiss the finding with a reason" in told(response)
    assert not is_live(page)
    assert WRONG in page.get_latest_revision_as_object().body


def test_a_story_without_blocking_findings_goes_out() -> None:
    page = note()
    send(browser_of("moderator"), page, "publish", RIGHT)
    assert is_live(page)


def test_a_live_page_keeps_what_readers_see() -> None:
    page = note(RIGHT)
    page.get_latest_revision().publish()
    send(browser_of("moderator"), page, "publish", WRONG)
    assert is_live(page)
    assert RIGHT in page.body
    assert WRONG in page.get_latest_revision_as_object().body


def test_a_new_page_is_never_live_before_it_is_checked() -> None:
    from desk.models import Note
    from wagtail.models import Page
    from wagtail.test.utils.form_data import nested_form_data, rich_text

    home = Page.objects.get(slug="home")
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    form = nested_form_data({"title": "New", "slug": "new", "comments": comments, "action-publish": "1"})
    form["body"] = rich_text(f"<p>{WRONG}</p>")
    response = browser_of("moderator").post(f"/admin/pages/add/desk/note/{home.pk}/", form)
    made = Note.objects.get(slug="new")
    assert not made.live
    assert QUOTE in told(response)
    assert response["Location"].endswith(f"/pages/{made.pk}/edit/?framing=held")


def test_scheduling_is_stopped() -> None:
    page = note("The clerk spoke.")
    response = send(browser_of("moderator"), page, "publish", go_live_at="2030-01-01 10:00")
    assert QUOTE in told(response)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_scheduler_leaves_a_held_page_a_draft_and_publishes_the_others() -> None:
    from django.core.management import call_command
    from django.utils import timezone

    held, clear = note(WRONG, "Held"), note(RIGHT, "Clear")
    for page in (held, clear):
        page.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not is_live(held)
    assert is_live(clear)
    assert "framing.hold" in history(held)
    assert not held.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_scripts_and_bulk_actions_are_stopped_too() -> None:
    from framing_wagtail.errors import HeldError

    held, clear = note(WRONG, "Held"), note(RIGHT, "Clear")
    with pytest.raises(HeldError, match=QUOTE):
        held.get_latest_revision().publish(user=user("chief"))
    url = f"/admin/bulk/wagtailcore/page/publish/?id={held.pk}&id={clear.pk}"
    response = browser_of("moderator").post(url)
    assert QUOTE in told(response)
    assert not is_live(held)
    assert not is_live(clear)


def test_a_waiver_opens_the_gate_and_is_kept_with_who_when_and_why() -> None:
    from framing_wagtail.models import Waiver

    page, client = note(), browser_of("moderator")
    fingerprint = finding(page)["fingerprint"]
    answer = waive(client, page).json()
    assert answer["waived"][fingerprint]["reason"] == "Known and meant"
    send(client, page, "publish")
    assert is_live(page)
    [kept] = Waiver.objects.filter(page=page)
    assert (kept.user, kept.note, kept.quote, kept.fingerprint) == (
        user("moderator"),
        "As the clerk put it",
        QUOTE,
        fingerprint,
    )
    assert kept.created_at
    assert "framing.waive" in history(page)
    assert "As the clerk put it" in browser_of("chief").get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_a_waiver_taken_back_holds_again_and_stays_in_the_record() -> None:
    from framing_wagtail.models import Waiver

    page, client = note(), browser_of("moderator")
    waive(client, page)
    body = json.dumps({"restore": Waiver.objects.get().fingerprint})
    client.post(f"/admin/framing/{page.pk}/waivers/", body, content_type="application/json")
    send(client, page, "publish")
    assert not is_live(page)
    assert Waiver.objects.get().restored_by == user("moderator")
    assert history(page).count("framing.restore") == 1


def test_the_word_of_somebody_who_may_not_publish_does_not_open_the_gate() -> None:
    page = note()
    assert not next(iter(waive(browser_of("editor"), page).json()["waived"].values()))["counts"]
    send(browser_of("moderator"), page, "publish")
    assert not is_live(page)


def test_a_waiver_is_a_baseline_entry(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from django.core.management import call_command

    from framing.cli import main

    page = note()
    waive(browser_of("moderator"), page)
    call_command("framing_waivers")
    baseline = tmp_path / "baseline.json"
    baseline.write_text(capsys.readouterr().out)
    story = tmp_path / "story.txt"
    story.write_text(f"{WRONG}\n")
    assert main(["check", str(story)]) == 1
    assert main(["check", str(story), "--baseline", str(baseline)]) == 0


def moderated(page: Any, *tasks: Any, by: str = "editor") -> Any:
    """Send a page into a workflow of these tasks."""
    from wagtail.models import Workflow, WorkflowTask

    flow = Workflow.objects.create(name="Desk")
    for order, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=order)
    return flow.start(page, user(by))


def action_url(page: Any, action: str, state: Any) -> str:
    from django.urls import reverse

    return str(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.current_task_state.pk]))


def test_an_approval_that_would_publish_a_held_story_is_stopped_and_the_task_stays_open() -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask

    task = GroupApprovalTask.objects.create(name="Second pair of eyes")
    task.groups.add(Group.objects.get(name="Moderators"))
    page = note()
    state = moderated(page, task)
    client = browser_of("moderator")
    more = {"workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    responses = [
        send(client, page, "workflow-action", WRONG, **more),
        client.post(action_url(page, "approve", state), {"comment": ""}),
    ]
    for response in responses:
        assert QUOTE in told(response)
        assert response["Location"].endswith("?framing=held")
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert not is_live(page)
    waive(client, page)
    send(client, page, "workflow-action", WRONG, **more)
    assert is_live(page)


@pytest.mark.parametrize("text, live", [(WRONG, False), (RIGHT, True)])
def test_the_workflow_task_decides_by_itself(text: str, live: bool) -> None:
    from framing_wagtail.models import FramingTask

    page = note(text)
    state = moderated(page, FramingTask.objects.create(name="Check"), by="moderator")
    state.refresh_from_db()
    assert state.status == (state.STATUS_APPROVED if live else state.STATUS_NEEDS_CHANGES)
    assert is_live(page) is live
    assert (QUOTE in state.task_states.get().comment) is not live


def test_an_editor_cannot_publish_through_a_workflow_that_only_checks() -> None:
    from framing_wagtail.models import FramingTask

    page = note(RIGHT)
    state = moderated(page, FramingTask.objects.create(name="Check"))
    assert not is_live(page)
    assert browser_of("editor").post(action_url(page, "check", state), {"comment": ""}).status_code in (302, 403)
    assert not is_live(page)
    browser_of("moderator").post(action_url(page, "check", state), {"comment": ""})
    assert is_live(page)


@pytest.fixture
def service(django_site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StubService]:
    """A service that the site is set to ask."""
    monkeypatch.setenv("FRAMING_KEY", KEY)
    stub = StubService()
    wagtail_server.set_framing(django_site, SERVICE_URL=stub.url)
    yield stub
    stub.close()


def test_a_service_may_do_the_analysis(service: StubService) -> None:
    page = note("A disastrous week.")
    response = send(browser_of("moderator"), page, "publish", "A disastrous week.")
    assert "disastrous" in told(response)
    assert set(service.keys) == {f"Bearer {KEY}"}
    assert KEY not in browser_of("moderator").get(f"/admin/pages/{page.pk}/edit/").content.decode()


@pytest.mark.parametrize("down, live", [("open", True), ("closed", False)])
def test_a_service_that_is_down_holds_or_lets_pass_as_set(django_site: Path, down: str, live: bool) -> None:
    wagtail_server.set_framing(django_site, SERVICE_URL=f"http://127.0.0.1:{free_port()}", DOWN=down)
    page = note()
    response = send(browser_of("moderator"), page, "publish")
    assert is_live(page) is live
    assert ("does not answer" in told(response)) is not live
    assert ("framing.unchecked" in history(page)) is live
    body = json.dumps({"blocks": [{"id": "a", "text": WRONG}]})
    asked = browser_of("editor").post(f"/admin/framing/{page.pk}/analyze/", body, content_type="application/json")
    assert (asked.status_code, asked.json()["detail"]) == (502, "The analysis service does not answer.")


def test_a_workflow_task_waits_for_a_service_that_is_down(service: StubService, django_site: Path) -> None:
    from framing_wagtail.models import FramingTask

    service.broken = True
    wagtail_server.set_framing(django_site, SERVICE_URL=service.url, DOWN="closed")
    page = note("The clerk spoke.")
    state = moderated(page, FramingTask.objects.create(name="Check"))
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    service.broken = False
    browser_of("moderator").post(action_url(page, "check", state), {"comment": ""})
    assert is_live(page)


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
