"""``manage.py framing_waivers``: what publishers have set aside, as a baseline for ``framing check --baseline``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from framing.baseline import Entry, baseline_text
from framing_wagtail.waivers import Waiver


class Command(BaseCommand):
    """A waiver in the CMS is a waiver in CI."""

    help = "Write the standing waivers of all pages as a baseline, to standard output."

    def handle(self, **_: Any) -> None:
        """Run."""
        standing = Waiver.objects.filter(restored_at=None, publisher=True)
        entries = [
            Entry("", item.rule, item.quote, item.fingerprint, item.reason, item.name, _utc(item.created_at))
            for item in standing
        ]
        self.stdout.write(baseline_text(entries), ending="")


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
