"""What a newsroom can set: ``FRAMING`` in Django's settings.  The service's key may also come from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import urlsplit

from django.conf import settings as django_settings

from framing.document import Role
from framing.errors import ConfigError, nearest
from framing.rules.base import SEVERITIES

NEVER: Final = "never"
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as they hold; the names in ``FRAMING`` are these in capitals.

    ``profile``      kind of copy: news, opinion, wire, or one of the house
    ``config``       a ``framing.toml`` or ``pyproject.toml`` with the house's rules; for analysis in this process
    ``blocks``       lowest severity that holds a publication, or "never"
    ``page_types``   labels such as "news.ArticlePage" that are checked; empty: all
    ``roles``        what a field or block holds, by its name: {"intro": "dek"}
    ``service_url``  address of a service; empty: analysis in this process
    ``service_key``  its key; without it the environment's FRAMING_KEY.  Never sent to a browser
    ``down``         a publication while the service does not answer: "open" lets it pass, "closed" holds it
    ``timeout``      seconds to wait for the service
    ``per_minute``   checks a user may ask for in a minute
    """

    profile: str = ""
    config: str | os.PathLike[str] = ""
    blocks: str = "error"
    page_types: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    service_url: str = ""
    service_key: str = field(default="", repr=False)
    down: str = OPEN
    timeout: float = 10
    per_minute: int = 90

    def checks(self, page: Any) -> bool:
        """Whether pages of this one's type are checked."""
        return not self.page_types or page._meta.label.lower() in {label.lower() for label in self.page_types}


def current() -> Settings:
    """The settings of this moment.  Raises ConfigError for one that is unknown or out of range."""
    given = getattr(django_settings, "FRAMING", None) or {}
    known = {item.name for item in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key.lower() not in known or key != key.upper():
            raise ConfigError(f"FRAMING: unknown key {key!r}{nearest(key.upper(), [name.upper() for name in known])}")
        values[key.lower()] = tuple(value) if key == "PAGE_TYPES" else value
    values.setdefault("service_key", os.environ.get("FRAMING_KEY", ""))
    made = Settings(**values)
    _one_of("BLOCKS", made.blocks, (*SEVERITIES, NEVER))
    _one_of("DOWN", made.down, (OPEN, CLOSED))
    for role in made.roles.values():
        _one_of("ROLES", role, get_args(Role))
    if made.service_url and urlsplit(made.service_url).scheme not in ("http", "https"):
        raise ConfigError("FRAMING: SERVICE_URL must start with http:// or https://")
    if made.config and not Path(made.config).is_file():
        raise ConfigError(f"FRAMING: CONFIG: no such file: {made.config}")
    return made


def _one_of(key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ConfigError(f"FRAMING: {key}: {value!r}{nearest(str(value), allowed)}")
