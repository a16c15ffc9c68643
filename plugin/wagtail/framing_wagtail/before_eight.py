"""Wagtail 7, whose page views no app can replace by a setting of its own."""

from __future__ import annotations

from wagtail.admin.views.pages import create, edit, revisions, workflow

from framing_wagtail import panels


def install() -> None:
    """Put our views in place of Wagtail's; its addresses are read later and find them."""
    create.CreateView = panels.FramingCreateView
    edit.EditView = panels.FramingEditView
    revisions.RevisionsRevertView = panels.FramingRevertView
    workflow.WorkflowAction = panels.FramingWorkflowActionView
