"""The app."""

from __future__ import annotations

import wagtail
from django.apps import AppConfig
from django.conf import settings

FINDER = "framing_wagtail.finders.ClientFinder"


class FramingConfig(AppConfig):
    """Framing for Wagtail."""

    name = "framing_wagtail"
    verbose_name = "Framing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the settings, find the client's files, and stand before every publication."""
        from framing_wagtail import checks, publishing

        checks.register()
        if FINDER not in settings.STATICFILES_FINDERS:
            # Django finds static files in apps and in folders that a site lists; the client's lie in neither.
            settings.STATICFILES_FINDERS = [*settings.STATICFILES_FINDERS, FINDER]
        publishing.install()
        if wagtail.VERSION < (8, 0):
            from framing_wagtail import before_eight

            before_eight.install()
