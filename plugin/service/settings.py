"""What an operator can set about the service itself.  How stories are judged is ``framing.Config``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from framing.errors import ConfigError
from plugin.service.keys.file import keys_of
from plugin.service.keys.key import Key
from plugin.service.settings_file import read_settings
from plugin.service.webhooks.settings import Webhook, read_webhook

SWITCH: Final = {"1": True, "on": True, "true": True, "": False, "0": False, "off": False, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Access, limits and the doors that are shut unless opened.

    ``keys``          that open the service beside those of ``keys_file``; neither: no key is asked for
    ``keys_file``     read again whenever it changes
    ``rate``          requests of one key in a minute; 0: no limit
    ``at_once``       requests of one key at the same time in one process; 0: no limit
    ``origins``       pages of other hosts that may call from a browser; empty: none
    ``max_bytes``     of a request body
    ``max_words``     of one story
    ``max_blocks``    of one story
    ``waiting``       analyses that may wait in one process while another runs; more are answered 503 at once
    ``max_seconds``   of processor time for one analysis; a process that takes more is ended and replaced
    ``metrics``       whether ``/metrics`` answers Prometheus
    ``tracing``       whether spans are sent to a collector of OpenTelemetry
    ``languagetool``  whether clients of LanguageTool are answered under ``/v2``
    ``webhooks``      by name, the CMSs that may send what they save
    """

    keys: tuple[Key, ...] = ()
    keys_file: Path | None = None
    rate: int = 0
    at_once: int = 0
    origins: tuple[str, ...] = ()
    max_bytes: int = 256 * 1024
    max_words: int = 25_000
    max_blocks: int = 2_000
    waiting: int = 3
    max_seconds: int = 30
    metrics: bool = False
    tracing: bool = False
    languagetool: bool = False
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for origin in self.origins:
            _check_origin(origin)
        owner: dict[str, str] = {}
        for name, webhook in self.webhooks.items():
            if webhook.signature is None and not (self.keys or self.keys_file):
                raise ConfigError(f"webhooks.{name}: needs a signature, or keys: else anybody may send")
            other = owner.setdefault(webhook.signature.secret, name) if webhook.signature else name
            if other != name:
                raise ConfigError(f"webhooks.{name}: has the secret of webhooks.{other}: a payload for one opens both")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, path: str | Path | None = None) -> Settings:
        """Read the settings file at ``path``, or at ``FRAMING_SETTINGS``, if any; then what the environment says.

        ``FRAMING_KEYS_FILE``     file of keys; wins over the settings file
        ``FRAMING_KEYS``          ``sha256:<hex>`` of keys that may do everything, parted by blanks or commas
        ``FRAMING_LANGUAGETOOL``  1, on, true, or 0, off, false; wins over the file

        Raises ConfigError for anything else, so that a plain key in the environment is noticed.
        """
        path = path or environment.get("FRAMING_SETTINGS")
        data = read_settings(Path(path)) if path else {}
        tables = data.pop("webhooks", {})
        in_file, given = data.pop("keys", None), environment.get("FRAMING_KEYS_FILE")
        keys_file = Path(given) if given else Path(path or "").parent / in_file if in_file else None
        keys = keys_of(re.findall(r"[^\s,]+", environment.get("FRAMING_KEYS", "")))
        options: dict[str, Any] = {
            key.replace("-", "_"): tuple(value) if key == "origins" else value for key, value in data.items()
        }
        try:
            webhooks = {name: read_webhook(table, environment, name) for name, table in tables.items()}
            made = cls(keys=keys, keys_file=keys_file, webhooks=webhooks, **options)
        except ConfigError as error:
            raise ConfigError(f"{path}: {error}") from None
        return replace(made, languagetool=_switch(environment, made.languagetool))


def _check_origin(origin: str) -> None:
    """Raise ConfigError for what no browser sends as ``Origin``, and so could never match, ``*`` and ``null`` too."""
    try:
        parts = urlsplit(origin)
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        fits = usual and parts.hostname and parts.port != usual and parts.username is None and "*" not in origin
    except ValueError:
        fits = False
    if not fits or not origin.isascii() or origin != f"{parts.scheme}://{parts.netloc}".lower():
        raise ConfigError(f"origins: expected a page's scheme and host, such as https://cms.example, not {origin!r}")


def _switch(environment: Mapping[str, str], default: bool) -> bool:
    value = environment.get("FRAMING_LANGUAGETOOL")
    if value is None:
        return default
    if value.strip().lower() not in SWITCH:
        raise ConfigError("FRAMING_LANGUAGETOOL: expected 1, on, true, 0, off or false")
    return SWITCH[value.strip().lower()]
