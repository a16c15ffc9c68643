"""The side panel in the page editor, for all page types, and editor views that say why a story is held.

Sites with views of their own put the mixins before them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.forms import Media
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages import workflow as workflow_views
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from framing_wagtail import conf
from framing_wagtail.errors import HeldError
from framing_wagtail.gate import Verdict, judge
from framing_wagtail.outline import outline

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString


# Wagtail 8 gave it another name.
WorkflowActionView: Any = getattr(workflow_views, "WorkflowActionView", None) or workflow_views.WorkflowAction


class Module:
    """An ES module among a form's scripts."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __html__(self) -> SafeString:
        return format_html('<script type="module" src="{}"></script>', static(self.path))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Module) and other.path == self.path

    def __hash__(self) -> int:
        return hash(self.path)


class FramingSidePanel(BaseSidePanel):
    """Findings, voices, numbers and scores of the page in the editor."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle Framing")
        icon_name = "framing"
        counter_classname = "w-bg-critical-200"

    name = "framing"
    title = _("Framing")
    template_name = "framing_wagtail/side_panel.html"
    order = 350

    def __init__(self, page: Any, request: HttpRequest, parent: Any = None) -> None:
        super().__init__(page, request)
        self.parent = parent

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What the browser needs: where to ask, and where the prose is.  No key."""
        settings = conf.current()
        permissions = self.object.permissions_for_user(self.request.user) if self.object.pk else None
        publisher = permissions.can_publish() if permissions else False
        return {
            **super().get_context_data(parent_context),
            "outline": json.dumps(outline(self.model, settings.roles)),
            "analyze_url": self._analyze_url(),
            "waivers_url": reverse("framing_waivers", args=[0]),
            "page_id": self.object.pk or "",
            "blocks": settings.blocks,
            "down": settings.down,
            "publisher": publisher,
        }

    @property
    def media(self) -> Media:
        """Modules, and the style of marks on the page's words."""
        styles = ["framing_wagtail/client/framing.css", "framing_wagtail/editor.css"]
        return Media(js=[Module("framing_wagtail/index.js")], css={"all": styles})

    def _analyze_url(self) -> str:
        if self.object.pk:
            return reverse("framing_analyze", args=[self.object.pk])
        kind = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        return reverse("framing_analyze_new", args=[self.parent.pk, kind.app_label, kind.model])


class FramingEditMixin:
    """For edit views of pages."""

    page: Any
    request: HttpRequest

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's own and ours; ours stays as it is while the page saves itself."""
        panels: MediaContainer = super().get_side_panels()  # type: ignore[misc]
        partial = getattr(self, "expects_json_response", False) or getattr(self, "hydrate_create_view", False)
        if partial or not conf.current().checks(self.page):
            return panels
        return MediaContainer([*panels, FramingSidePanel(self.page, self.request)])

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, publish, submit, approve …; what the gate stops stays a draft."""
        try:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except HeldError as held:
            return stopped(self.request, self.page, held.verdict)
        return response


class FramingCreateMixin:
    """For create views of pages."""

    page: Any
    parent_page: Any
    request: HttpRequest
    form: Any

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's own and ours."""
        panels: MediaContainer = super().get_side_panels()  # type: ignore[misc]
        if getattr(self, "expects_json_response", False) or not conf.current().checks(self.page):
            return panels
        return MediaContainer([*panels, FramingSidePanel(self.page, self.request, self.parent_page)])

    def form_valid(self, form: Any) -> HttpResponse:
        """As in the edit view."""
        try:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except HeldError as held:
            return stopped(self.request, self.page, held.verdict)
        return response

    def publish_action(self) -> HttpResponse:
        """Check before the page exists: Wagtail makes it live first and asks its hooks afterwards."""
        page = self.form.save(commit=False)
        verdict = judge(page)
        if not verdict.holds:
            published: HttpResponse = super().publish_action()  # type: ignore[misc]
            return published
        self.save_action()  # type: ignore[attr-defined]
        return stopped(self.request, self.page, verdict)


class FramingEditView(FramingEditMixin, EditView):
    """Wagtail's edit view with the panel."""


class FramingRevertView(FramingEditMixin, RevisionsRevertView):
    """Wagtail's view of an old version with the panel."""


class FramingCreateView(FramingCreateMixin, CreateView):
    """Wagtail's create view with the panel."""


class FramingWorkflowActionView(WorkflowActionView):
    """Approvals from outside the editor."""

    object: Model

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve or reject; an approval that the gate stops leaves the task open."""
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except HeldError as held:
            response = stopped(request, self.object, held.verdict)
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                response = self.render_modal_json(request, {"step": "success", "redirect": response["Location"]})
        return response


def stopped(request: HttpRequest, page: Any, verdict: Verdict) -> HttpResponse:
    """Back to the editor, with the reason above and the panel open at the findings."""
    messages.error(request, verdict.explanation())
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]) + "?framing=held")
