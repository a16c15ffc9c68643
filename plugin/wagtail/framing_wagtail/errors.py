"""What can go wrong between a page and its report.

Exception
├── RefusedError    the story itself cannot be checked: too long, malformed
├── UncheckedError  nobody could check it now: no service, no model
└── HeldError       (a PermissionDenied of Wagtail) a publication that the gate stops
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from wagtail.actions.publish_revision import PublishPermissionError

if TYPE_CHECKING:
    from framing_wagtail.gate import Verdict


class RefusedError(Exception):
    """The story cannot be checked as it is; the message may be shown, and quotes no draft."""

    def __init__(self, detail: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        super().__init__(detail)
        self.status = status


class UncheckedError(Exception):
    """The story could not be checked now; the message may be shown."""


class HeldError(PublishPermissionError):
    """A publication is stopped; ``verdict`` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.explanation())
        self.verdict = verdict
