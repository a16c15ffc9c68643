"""Fills a fresh site: a root, a home page, groups, users, and the stories that the tests open."""

from __future__ import annotations

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from desk.models import Note, Story
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site, Workflow, WorkflowTask

PASSWORD = "a-long-password"
RICH = (
    '<p data-block-key="aaaa1">😀 <b>Critics</b> say the <a href="https://example.org/plan">plan</a> “shames” the '
    "town, while the mayor &amp; her deputy disagree.</p>"
    '<p data-block-key="aaaa2">Turnout rose from 40% to 50%, an increase of <i>20%</i>, the clerk said.</p>'
    '<h2 data-block-key="aaaa3">What comes next</h2>'
    '<ul><li data-block-key="aaaa4">«Nous verrons», said Ann Roe, a councillor.</li></ul>'
)
PARAGRAPH = (
    '<p data-block-key="bbbb1">The <b>disastrous</b> scheme cost 4 million 🏴‍☠️ euros &lt;so far&gt;, '
    "officials said.</p>"
    '<p data-block-key="bbbb2">„Das ist falsch“, said Jo Doe, the treasurer.</p>'
)
BODY = [
    {"type": "paragraph", "value": PARAGRAPH, "id": "00000000-0000-4000-8000-000000000001"},
    {"type": "heading", "value": "A heading in plain text", "id": "00000000-0000-4000-8000-000000000002"},
    {"type": "quote", "value": "We will see.", "id": "00000000-0000-4000-8000-000000000003"},
    {
        "type": "box",
        "value": {
            "text": '<p data-block-key="cccc1">Observers call it a fiasco.</p>',
            "caption": "The town hall",
            "link": "",
        },
        "id": "00000000-0000-4000-8000-000000000004",
    },
    {
        "type": "points",
        "value": [{"type": "item", "value": "One point, experts say.", "id": "00000000-0000-4000-8000-000000000005"}],
        "id": "00000000-0000-4000-8000-000000000006",
    },
    {"type": "html", "value": "<b>raw</b>", "id": "00000000-0000-4000-8000-000000000007"},
]


def story(home: Page, title: str, **fields: Any) -> Story:
    """A draft under the home page."""
    made = Story(title=title, live=False, **fields)
    home.add_child(instance=made)
    made.save_revision()
    return made


def main() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.create(language_code="en")
    Collection.add_root(name="Root")
    root = Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=Page(title="Home", slug="home"))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    access = Permission.objects.get(codename="access_admin")
    rights = {"Editors": ("add", "change"), "Moderators": ("add", "change", "publish")}
    for name, kinds in rights.items():
        group = Group.objects.create(name=name)
        group.permissions.add(access)
        for kind in kinds:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{kind}_page")
            GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    visitors = Group.objects.create(name="Visitors")
    visitors.permissions.add(access)
    users = get_user_model().objects
    users.create_superuser("chief", "chief@example.org", PASSWORD, first_name="Ida", last_name="Chief")
    for name, group in (("editor", "Editors"), ("moderator", "Moderators"), ("visitor", "Visitors")):
        users.create_user(name, f"{name}@example.org", PASSWORD).groups.add(Group.objects.get(name=group))
    plain = Workflow.objects.create(name="Newsroom")
    from framing_wagtail.models import FramingTask

    WorkflowTask.objects.create(workflow=plain, task=FramingTask.objects.create(name="Framing"), sort_order=0)
    story(home, "Council slams plan", standfirst="A disastrous week for the town", intro=RICH, body=BODY)
    home.add_child(instance=Note(title="A note", live=False, body="<p>The council met on Monday.</p>"))


if __name__ == "__main__":
    main()
