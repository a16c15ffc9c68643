"""Where the app meets Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wagtail
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from framing_wagtail import views, waivers
from framing_wagtail.gate import judge
from framing_wagtail.panels import stopped

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """What the panel asks."""
    return [
        path("framing/<int:page_id>/analyze/", views.analyze, name="framing_analyze"),
        path(
            "framing/new/<int:parent_id>/<slug:app_label>/<slug:model>/analyze/",
            views.analyze_new,
            name="framing_analyze_new",
        ),
        path("framing/<int:page_id>/waivers/", views.page_waivers, name="framing_waivers"),
    ]


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    """A line of text with a mark under it."""
    return [*known, "framing_wagtail/icons/framing.svg"]


@hooks.register("before_publish_page")
def gate(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Keep as a draft what would be published or scheduled from an editor that does not know of the gate."""
    verdict = judge(page)
    if not verdict.holds:
        return None
    if request.resolver_match and request.resolver_match.url_name == "add":
        # Wagtail has made a new page live before it asks.
        page.live, page.has_unpublished_changes = False, True
        page.save(update_fields=["live", "has_unpublished_changes"], clean=False)
    return stopped(request, page, verdict)


@hooks.register("before_bulk_action")
def bulk_gate(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Publish many pages at once, or, if one of them is held, none."""
    if action_type != "publish" or not all(isinstance(item, Page) for item in objects):
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for item in objects for below in item.get_descendants().not_live()]
    held = [(page, verdict) for page in pages if (verdict := judge(page.get_latest_revision_as_object())).holds]
    if not held:
        return None
    messages.error(request, _("Nothing was published."))
    for page, verdict in held:
        messages.error(request, f"{page.get_admin_display_title()}: {verdict.explanation()}")
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Lines in a page's history."""
    texts = {
        waivers.WAIVED: gettext_lazy("Dismiss a Framing finding"),
        waivers.RESTORED: gettext_lazy("Restore a Framing finding"),
        waivers.HELD: gettext_lazy("Hold a scheduled publication"),
        waivers.UNCHECKED: gettext_lazy("Publish without a Framing check"),
    }
    for action, label in texts.items():
        actions.register_action(action)(_formatter(label))


def _formatter(name: Any) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        """Who and when stand beside it."""

        label = name

        def format_message(self, log_entry: Any) -> str:
            parts = (log_entry.data.get(key) for key in ("rule", "reason", "note"))
            return ": ".join([str(name), " · ".join(part for part in parts if part)])

    return Formatter


if wagtail.VERSION >= (8, 0):
    from wagtail.admin.viewsets.pages import PageViewSet

    from framing_wagtail import panels

    class FramingPageViewSet(PageViewSet):
        """The views of all page types that have none of their own."""

        model = Page
        add_view_class = panels.FramingCreateView
        edit_view_class = panels.FramingEditView
        revisions_revert_view_class = panels.FramingRevertView
        workflow_action_view_class = panels.FramingWorkflowActionView

    @hooks.register("register_admin_viewset", order=1000)
    def viewset() -> FramingPageViewSet:
        """Put them in place of Wagtail's."""
        return FramingPageViewSet()
