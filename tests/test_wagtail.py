"""Framing's gate in a real Wagtail site: on every way to publish, with a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'newsroom-framing[wagtail]'")

import wagtail_server
from ports import free_port
from wagtail_desk import (  # noqa: F401
    QUOTE,
    RIGHT,
    WRONG,
    action_url,
    browser_of,
    finding,
    history,
    is_live,
    moderated,
    note,
    rolled_back,
    send,
    site_folder,
    told,
    user,
    waive,
)
from wagtail_server import KEY, StubService

# Wagtail's and Django's own deprecations are not this project's business.
pytestmark = pytest.mark.filterwarnings("ignore")


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
    response = send(browser_of("moderator"), page, "publish", go_live_at="2099-01-01 10:00")
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
    [entry] = json.loads(baseline.read_text())["findings"]
    assert (entry["reason"], entry["who"], entry["when"][-6:]) == ("Known and meant", "moderator", "+00:00")
    story = tmp_path / "story.txt"
    story.write_text(f"{WRONG}\n")
    assert main(["check", str(story)]) == 1
    assert main(["check", str(story), "--baseline", str(baseline)]) == 0


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
