"""Every publication of a page passes here: editor, workflow, bulk action, schedule, API and scripts.

Wagtail's hook ``before_publish_page`` knows only the editor's button, so the one action that all ways share is
wrapped.  The views and hooks explain in better words and in time; this decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from framing_wagtail import waivers
from framing_wagtail.errors import HeldError
from framing_wagtail.gate import Verdict, judge

SCHEDULED: Final = "wagtail.publish.scheduled"
"""What Wagtail's scheduler gives as ``log_action``."""

logger = logging.getLogger("framing_wagtail")


def install() -> None:
    """Stand before the action, once."""
    execute = PublishPageRevisionAction.execute
    if not hasattr(execute, "__wrapped__"):
        PublishPageRevisionAction.execute = _guarded(execute)


def _guarded(execute: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(execute)
    def guarded(self: Any, skip_permission_checks: bool = False) -> Any:
        self.check(skip_permission_checks=skip_permission_checks)
        verdict = judge(self.object)
        if verdict.holds and self.log_action == SCHEDULED:
            return _hold_back(self.object, self.revision, verdict)
        if verdict.holds:
            raise HeldError(verdict)
        result = execute(self, skip_permission_checks=skip_permission_checks)
        if verdict.unchecked:
            waivers.record(self.object, waivers.UNCHECKED, self.user, reason=verdict.unchecked)
        return result

    return guarded


def _hold_back(page: Any, revision: Any, verdict: Verdict) -> None:
    """Let a scheduled page stay a draft.  An exception here would keep all others from going live."""
    logger.warning("page %s was not published as scheduled", page.pk)
    if not verdict.findings:
        # The next run of the scheduler tries again: the service may be back.
        return
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    waivers.record(page, waivers.HELD, None, reason=verdict.explanation())
