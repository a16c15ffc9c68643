"""A workflow step without a person: it passes a clean story on and sends others back with what was found."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Task, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy

AGAIN = "check"


class FramingTask(Task):
    """Checks the story when the workflow reaches this step.

    ``severity``  lowest severity that sends a story back
    """

    severity = models.CharField(
        gettext_lazy("send back for"),
        max_length=10,
        default="error",
        choices=[
            ("error", gettext_lazy("things to fix: contradictions that can be proved")),
            ("warning", gettext_lazy("things to fix and places to look at")),
            ("info", gettext_lazy("every finding")),
        ],
    )

    admin_form_fields = [*Task.admin_form_fields, "severity"]

    class Meta:
        verbose_name = gettext_lazy("Framing check")
        verbose_name_plural = gettext_lazy("Framing checks")

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Begin the step, and end it at once unless it has to wait."""
        state = super().start(workflow_state, user=user)
        return self._decide(state, user, update=False)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Besides Wagtail's own: check again."""
        if action_name != AGAIN:
            return super().on_action(task_state, user, action_name, **kwargs)
        with transaction.atomic():
            self._decide(task_state, user, update=True)
        return None

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """What is offered while the step waits, to those whose going on may publish the page."""
        if obj.permissions_for_user(user).can_publish():
            return [(AGAIN, _("Check and go on"), False), ("reject", _("Request changes"), True)]
        return []

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Nobody gets into the editor by this step who could not before."""
        return False

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Steps that wait, for those who may publish something; the page itself decides who may go on."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting if PagePermissionPolicy().user_has_permission(user, "publish") else waiting.none()

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return _("Checks who says what and where numbers come from; sends the story back if something stands out")

    def _decide(self, state: Any, user: Any, *, update: bool) -> Any:
        """``update`` tells the workflow to go on; while it starts a task it does so by itself."""
        # The gate needs all models, and this is one of them.
        from framing_wagtail.gate import Verdict, judge

        page = state.revision.as_object()
        verdict = judge(page, self.severity) if isinstance(page, Page) else Verdict()
        if verdict.findings:
            comment = "\n".join(f"“{item['quote']['exact']}”: {item['message']}" for item in verdict.findings)
            return state.reject(user=user, update=update, comment=comment)
        if verdict.closed or (self._is_last(state) and not self._may_publish(page, user)):
            # It waits: for the service, or for somebody who may publish what the end of the workflow publishes.
            return state
        note = _("Unchecked: %(reason)s") % {"reason": verdict.unchecked} if verdict.unchecked else ""
        return state.approve(user=user, update=update, comment=note)

    def _is_last(self, state: Any) -> bool:
        tasks = state.workflow_state.workflow.workflow_tasks.order_by("sort_order")
        return bool(tasks.last().task_id == self.pk)

    @staticmethod
    def _may_publish(page: Any, user: Any) -> bool:
        """Without a user it is the site itself that goes on."""
        return user is None or bool(page.permissions_for_user(user).can_publish())
