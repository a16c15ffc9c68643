"""The gate: whether a page may be published, and why not."""

from __future__ import annotations

import hashlib
import json
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framing.rules.base import SEVERITIES
from framing_wagtail import analysis, conf, prose
from framing_wagtail.errors import RefusedError, UncheckedError
from framing_wagtail.waivers import waived

Json = dict[str, Any]
NAMED: Final = 3
"""Findings that an explanation quotes; the panel has them all."""

_passed: ContextVar[str] = ContextVar("framing_passed", default="")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a page.

    ``findings``   that hold it, in the order of the story
    ``unchecked``  why it could not be checked, or ""
    ``closed``     whether that holds it
    """

    findings: tuple[Json, ...] = ()
    unchecked: str = ""
    closed: bool = False

    @property
    def holds(self) -> bool:
        """Whether the page may not be published."""
        return bool(self.findings) or self.closed

    def explanation(self) -> str:
        """Why, and what to do, for the editor."""
        if not self.findings:
            return _("Framing could not check this story, so it is held: %(reason)s") % {"reason": self.unchecked}
        words = ", ".join(f"“{_short(finding['quote']['exact'])}”" for finding in self.findings[:NAMED])
        more = " …" if len(self.findings) > NAMED else ""
        return ngettext(
            "Framing holds this story: %(count)d finding is open (%(words)s). Change the words, or dismiss the "
            "finding with a reason in the Framing panel.",
            "Framing holds this story: %(count)d findings are open (%(words)s). Change the words, or dismiss the "
            "findings with a reason in the Framing panel.",
            len(self.findings),
        ) % {"count": len(self.findings), "words": words + more}


def judge(page: Any, severity: str = "") -> Verdict:
    """Check a specific page as it stands in memory; ``severity`` in place of the settings' own.

    Editors come here twice, once to be told in time and once when it counts: what has just passed is not checked again.
    """
    settings = conf.current()
    least = severity or settings.blocks
    if least == conf.NEVER or not settings.checks(page):
        return Verdict()
    blocks = prose.story(page, settings)
    if not blocks:
        return Verdict()
    aside = set(waived(page.pk, publishers=True)) if page.pk else set()
    mark = _digest([page.pk, least, settings.profile, str(settings.config), sorted(aside), blocks])
    if _passed.get() == mark:
        return Verdict()
    try:
        report = analysis.check(blocks, settings)
    except (RefusedError, UncheckedError) as error:
        return Verdict(unchecked=str(error), closed=settings.down == conf.CLOSED)
    verdict = Verdict(holding(report, least, aside))
    if not verdict.holds:
        _passed.set(mark)
    return verdict


def holding(report: Json, severity: str, waived_ids: set[str]) -> tuple[Json, ...]:
    """Findings of a report that hold a publication."""
    least = SEVERITIES.index(next(level for level in SEVERITIES if level == severity))
    return tuple(
        item
        for item in report["annotations"]
        if SEVERITIES.index(item["severity"]) >= least and not item["suppressed"] and item["id"] not in waived_ids
    )


def _digest(what: list[Any]) -> str:
    text = json.dumps(what, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
