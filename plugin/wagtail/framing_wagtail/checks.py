"""``manage.py check`` says what is wrong with the settings, before an editor meets it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core import checks

from framing.errors import FramingError
from framing_wagtail import conf


def register() -> None:
    """Add the check to Django's own."""
    checks.register(check_settings, "framing")


def check_settings(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    """Settings that are unknown or out of range, and page types that do not exist."""
    try:
        settings = conf.current()
        if not settings.service_url:
            from framing_wagtail.analysis import house_config

            house_config(settings).choices()
    except (FramingError, TypeError) as error:
        return [checks.Error(str(error), id="framing_wagtail.E001")]
    return [missing for label in settings.page_types if (missing := _missing(label))]


def _missing(label: str) -> checks.CheckMessage | None:
    try:
        apps.get_model(label)
    except (LookupError, ValueError):
        return checks.Error(f"FRAMING: PAGE_TYPES: there is no model {label!r}", id="framing_wagtail.E002")
    return None
