"""What the editor's browser asks.  Login and CSRF are Wagtail's and Django's; each page is asked who may edit it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final, get_args

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from framing.document import Role
from framing_wagtail import analysis, conf, waivers
from framing_wagtail.errors import RefusedError, UncheckedError
from framing_wagtail.outline import block_type

MAX_BYTES: Final = 1024 * 1024
MAX_AT_ONCE: Final = 200
FINGERPRINT: Final = re.compile(r"[0-9a-f]{16,64}")
NAME: Final = re.compile(r"[a-z0-9-]{1,100}")

View = Callable[..., HttpResponse]


class ProblemError(Exception):
    """An answer other than the asked one; the detail may be shown."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def _answers(view: View) -> View:
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (ProblemError, RefusedError) as problem:
            return JsonResponse({"detail": str(problem)}, status=problem.status)
        except UncheckedError as problem:
            return JsonResponse({"detail": str(problem)}, status=HTTPStatus.BAD_GATEWAY)

    return never_cache(answering)


@require_POST
@_answers
def analyze(request: HttpRequest, page_id: int) -> HttpResponse:
    """The report on a page as it stands in somebody's editor."""
    return _report(request, _editable(request, page_id))


@require_POST
@_answers
def analyze_new(request: HttpRequest, parent_id: int, app_label: str, model: str) -> HttpResponse:
    """The same before the page is first saved."""
    parent = get_object_or_404(Page, pk=parent_id).specific
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise ProblemError(HTTPStatus.FORBIDDEN, "You may not write here.")
    page_class = get_object_or_404(ContentType, app_label=app_label, model=model).model_class()
    if page_class is None or not issubclass(page_class, Page):
        raise ProblemError(HTTPStatus.NOT_FOUND, "There is no such page type.")
    return _report(request, page_class)


@require_http_methods(["GET", "POST"])
@_answers
def page_waivers(request: HttpRequest, page_id: int) -> HttpResponse:
    """The findings that are set aside; by POST set some aside, or take that back.

    ``{"findings": [{fingerprint, rule, quote}], "reason", "note"}``, or ``{"restore": fingerprint}``.
    """
    page = _editable(request, page_id)
    if request.method == "POST":
        _change(page, request)
    return JsonResponse(
        {
            "waived": {
                item.fingerprint: {
                    "reason": item.reason,
                    "note": item.note,
                    "by": item.name,
                    "at": item.created_at.isoformat(),
                    "counts": item.publisher,
                }
                for item in waivers.waived(page.pk).values()
            }
        }
    )


def _report(request: HttpRequest, page: Any) -> HttpResponse:
    settings = conf.current()
    if not settings.checks(page):
        raise ProblemError(HTTPStatus.NOT_FOUND, "Pages of this type are not checked.")
    _ration(request.user, settings.per_minute)
    return JsonResponse(analysis.check(_blocks(_body(request)), settings))


def _editable(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise ProblemError(HTTPStatus.FORBIDDEN, "You may not edit this page.")
    return page


def _ration(user: Any, per_minute: int) -> None:
    key = f"framing-checks-{user.pk}"
    cache.add(key, 0, 60)
    try:
        count = cache.incr(key)
    except ValueError:
        # It has run out between the two lines.
        return
    if count > per_minute:
        raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, "Many checks at once; please wait a minute.")


def _body(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This story is too long for the checker.")
    try:
        value = json.loads(request.read(MAX_BYTES + 1))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "The body is not a JSON object.")
    return value


def _blocks(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The story's blocks, and of each only what the analyzer knows."""
    blocks = body.get("blocks")
    if not isinstance(blocks, list):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "blocks must be a list.")
    return [_block(block) for block in blocks]


def _block(block: Any) -> dict[str, Any]:
    if not isinstance(block, dict) or not all(isinstance(block.get(key), str) for key in ("id", "text")):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "A block must have an id and a text.")
    made = {"id": block["id"][:200], "text": block["text"]}
    if block.get("role") in get_args(Role):
        made["role"] = block["role"]
    if isinstance(block.get("type"), str) and block_type(block["type"]):
        made["type"] = block["type"]
    return made


def _change(page: Any, request: HttpRequest) -> None:
    body = _body(request)
    if "restore" in body:
        return waivers.restore(page, request.user, _matching(body["restore"], FINGERPRINT))
    findings, reason, note = body.get("findings"), body.get("reason"), body.get("note", "")
    if not isinstance(reason, str) or not reason.strip() or not isinstance(note, str):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "Say why, in reason.")
    if not isinstance(findings, list) or not 0 < len(findings) <= MAX_AT_ONCE:
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"findings must be a list of 1 to {MAX_AT_ONCE}.")
    for finding in [_finding(item) for item in findings]:
        waivers.waive(page, request.user, finding, reason.strip()[:200], note.strip()[:1000])
    return None


def _finding(item: Any) -> dict[str, str]:
    if not isinstance(item, dict) or not isinstance(item.get("quote", ""), str):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "A finding must have a fingerprint, a rule and a quote.")
    return {
        "fingerprint": _matching(item.get("fingerprint"), FINGERPRINT),
        "rule": _matching(item.get("rule"), NAME),
        "quote": item.get("quote", "")[:1000],
    }


def _matching(value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "A fingerprint or the name of a rule is malformed.")
    return value
