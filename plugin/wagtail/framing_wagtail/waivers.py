"""The record of disagreement.  A waiver is never deleted while its page stands; one taken back says by whom."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings as django_settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

PAGE: Final = getattr(django_settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")

WAIVED: Final = "framing.waive"
RESTORED: Final = "framing.restore"
HELD: Final = "framing.hold"
UNCHECKED: Final = "framing.unchecked"


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """Waivers, of one page or many."""

    def standing(self, page_id: int) -> WaiverQuerySet:
        """Those of a page that nobody has taken back, oldest first."""
        return self.filter(page_id=page_id, restored_at=None).order_by("pk")


class Waiver(models.Model):
    """One finding of a page, set aside by one person.

    ``fingerprint``  of the finding: the same in the panel, on the command line and in a baseline
    ``publisher``    whether the person could publish the page then; only those waivers open the gate
    """

    page = models.ForeignKey(PAGE, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    rule = models.CharField(_("rule"), max_length=100)
    quote = models.TextField(_("words"), blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    user = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    name = models.CharField(_("name"), max_length=200)
    publisher = models.BooleanField(_("could publish"))
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    restored_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    restored_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        indexes = (models.Index(fields=["page", "fingerprint"], name="framing_waiver_lookup"),)

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}, {self.created_at:%Y-%m-%d}"


def waive(page: Any, user: Any, finding: dict[str, str], reason: str, note: str) -> Waiver:
    """Set a finding ``{fingerprint, rule, quote}`` aside; an earlier waiver of it gives way to this one."""
    _end(page, user, finding["fingerprint"])
    made = Waiver.objects.create(
        page_id=page.pk,
        fingerprint=finding["fingerprint"],
        rule=finding["rule"],
        quote=finding["quote"],
        reason=reason,
        note=note,
        user=user,
        name=(user.get_full_name() or user.get_username())[:200],
        publisher=page.permissions_for_user(user).can_publish(),
    )
    record(page, WAIVED, user, rule=made.rule, fingerprint=made.fingerprint, reason=reason, note=note)
    return made


def restore(page: Any, user: Any, fingerprint: str) -> None:
    """Take a waiver back."""
    for waiver in _end(page, user, fingerprint):
        record(page, RESTORED, user, rule=waiver.rule, fingerprint=fingerprint)


def waived(page_id: int, *, publishers: bool = False) -> dict[str, Waiver]:
    """Fingerprint → waiver that stands; with ``publishers`` only those of people who could publish the page."""
    standing = Waiver.objects.standing(page_id)
    return {item.fingerprint: item for item in standing if item.publisher or not publishers}


def record(page: Any, action: str, user: Any, **data: Any) -> None:
    """Put a line into the page's history."""
    log(instance=page, action=action, user=user if getattr(user, "pk", None) else None, data=data)


def _end(page: Any, user: Any, fingerprint: str) -> list[Waiver]:
    standing = list(Waiver.objects.standing(page.pk).filter(fingerprint=fingerprint))
    for waiver in standing:
        waiver.restored_at, waiver.restored_by = timezone.now(), user
        waiver.save(update_fields=["restored_at", "restored_by"])
    return standing
