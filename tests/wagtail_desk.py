"""A newsroom's site in the tests' own process: its users, a draft, and the ways to send it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import wagtail_server

WRONG = "Turnout rose from 40% to 50%, an increase of 20%, the clerk said."
RIGHT = "Turnout rose from 40% to 50%, an increase of 10 points, the clerk said."
QUOTE = "an increase of 20%"


@cache
def set_up(base: Path) -> Path:
    """Fill a site and set Django up for it: once, since a process can have only one."""
    folder = wagtail_server.make_site(base / "wagtail-in-process")
    settings = wagtail_server.environment(folder)
    os.environ.update({key: settings[key] for key in ("DJANGO_SETTINGS_MODULE", "FRAMING_TEST_SITE")})
    sys.path[:0] = settings["PYTHONPATH"].split(os.pathsep)
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    return folder


@pytest.fixture(name="django_site")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled site, with Django set up for it in this process."""
    return set_up(tmp_path_factory.getbasetemp())


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
