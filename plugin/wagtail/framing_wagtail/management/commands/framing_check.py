"""``manage.py framing_check``: report on all pages, in this process, with the exit codes of ``framing check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from framing.baseline import Entry, waive
from framing.errors import ConfigError, FramingError
from framing.render import FORMATS, render
from framing.report import Report, Unchecked
from framing.rules.base import SEVERITIES
from framing_wagtail import analysis, conf, prose
from framing_wagtail.errors import RefusedError, UncheckedError
from framing_wagtail.waivers import waived


class Command(BaseCommand):
    """Exit status: 0 clean, 1 findings at or above ``--fail-on``, 2 something was not checked."""

    help = "Check all pages. Exits 0 when clean, 1 with findings from --fail-on upward, 2 if a page was not checked."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which pages, and how to tell."""
        parser.add_argument("pages", nargs="*", type=int, metavar="ID", help="only these pages")
        parser.add_argument("--live", action="store_true", help="what readers see; default: the latest draft")
        parser.add_argument("--format", default="text", choices=sorted(FORMATS))
        parser.add_argument("--fail-on", default="error", choices=SEVERITIES)

    def handle(self, **options: Any) -> None:
        """Run."""
        try:
            settings = conf.current()
            reports, unchecked = self._check(settings, options)
        except (ConfigError, FramingError) as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(
            render(reports, options["format"], fail_on=options["fail_on"], unchecked=unchecked), ending=""
        )
        sys.exit(_status(reports, unchecked, options["fail_on"]))

    def _check(self, settings: conf.Settings, options: dict[str, Any]) -> tuple[list[Report], list[Unchecked]]:
        reports: list[Report] = []
        unchecked: list[Unchecked] = []
        wanted = options["pages"]
        for page in _pages(wanted, live=options["live"]):
            if not settings.checks(page):
                continue
            name = page.url_path or f"page {page.pk}"
            if not (blocks := prose.story(page, settings)):
                continue
            try:
                report = analysis.report_on(blocks, settings, name)
            except (RefusedError, UncheckedError) as error:
                unchecked.append(Unchecked(name, str(error)))
                self.stderr.write(f"{name}: {error}")
            else:
                reports.append(waive(report, _entries(page, name)))
        found = set(Page.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        unchecked += [Unchecked(f"page {pk}", "there is no such page") for pk in wanted if pk not in found]
        return reports, unchecked


def _pages(wanted: list[int], *, live: bool) -> Iterator[Any]:
    pages = Page.objects.filter(depth__gt=1).order_by("path")
    if wanted:
        pages = pages.filter(pk__in=wanted)
    if live:
        pages = pages.live()
    for page in pages.iterator():
        yield page.specific if live else page.get_latest_revision_as_object()


def _entries(page: Any, name: str) -> dict[str, Entry]:
    """What publishers have set aside."""
    standing = waived(page.pk, publishers=True).values()
    return {item.fingerprint: Entry(name, item.rule, item.quote, item.fingerprint, item.reason) for item in standing}


def _status(reports: list[Report], unchecked: list[Unchecked], fail_on: str) -> int:
    if unchecked:
        return 2
    counting = SEVERITIES[list(SEVERITIES).index(fail_on) :]  # type: ignore[arg-type]
    return int(any(finding.severity in counting for report in reports for finding in report.open_findings))
