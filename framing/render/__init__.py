"""Reports → text, a file a format.  Every renderer is a pure function: no clock, no files, no environment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from framing.errors import ConfigError, nearest

if TYPE_CHECKING:
    from framing.report import Report, Unchecked
    from framing.rules.base import Severity

FORMATS: Final = ("text", "json", "sarif", "github", "gitlab", "junit", "html", "csv")
"""The names that ``render`` knows."""
SUFFIXES: Final = {
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".json": "json",
    ".xml": "junit",
    ".html": "html",
    ".csv": "csv",
    ".txt": "text",
}
"""The format of a file by the end of its name; the longest end that fits counts."""


def format_of(name: str) -> str | None:
    """The format that the end of a file name tells, if any."""
    fitting = [suffix for suffix in SUFFIXES if name.lower().endswith(suffix)]
    return SUFFIXES[max(fitting, key=len)] if fitting else None


def render(
    reports: Sequence[Report],
    fmt: str,
    *,
    color: bool = False,
    fail_on: Severity | None = "error",
    unchecked: Sequence[Unchecked] = (),
) -> str:
    """The reports in one of ``FORMATS``; the text can always be encoded and ends with a line feed.

    ``color``      ANSI colours, for ``text`` on a terminal
    ``fail_on``    the level from which ``junit`` counts a file as failed; None: never
    ``unchecked``  what could not be checked: told by all but ``gitlab``, ``html`` and ``csv``

    Raises ConfigError for a format that does not exist.
    """
    match fmt:
        case "text":
            from framing.render.text import render_text

            made = render_text(reports, unchecked, color=color)
        case "json":
            from framing.render.json import render_json

            made = render_json(reports, unchecked)
        case "sarif":
            from framing.render.sarif import render_sarif

            made = render_sarif(reports, unchecked)
        case "github":
            from framing.render.github import render_github

            made = render_github(reports, unchecked)
        case "gitlab":
            from framing.render.gitlab import render_gitlab

            made = render_gitlab(reports)
        case "junit":
            from framing.render.junit import render_junit

            made = render_junit(reports, unchecked, fail_on=fail_on)
        case "html":
            from framing.render.html import render_html

            made = render_html(reports)
        case "csv":
            from framing.render.csv import render_csv

            made = render_csv(reports)
        case _:
            raise ConfigError(f"unknown format {fmt!r}{nearest(fmt, FORMATS)}")
    return made.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
