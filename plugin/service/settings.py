"""What an operator can set about the service itself.  How stories are judged is ``framing.Config``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from framing.errors import ConfigError
from plugin.service.settings_file import read_settings
from plugin.service.webhooks.settings import Webhook, read_webhook

KEY: Final = re.compile(r"sha256:([0-9a-f]{64})")
SWITCH: Final = {"1": True, "on": True, "true": True, "": False, "0": False, "off": False, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Access, limits and the doors that are shut unless opened.

    ``keys``          SHA-256 digests, in hex, of the keys that open ``/v1``; empty: no key is asked for
    ``max_bytes``     of a request body
    ``max_words``     of one story
    ``max_blocks``    of one story
    ``waiting``       analyses that may wait in one process while another runs; more are answered 503 at once
    ``max_seconds``   of one analysis; a process that takes longer is ended and replaced
    ``metrics``       whether ``/metrics`` answers Prometheus
    ``languagetool``  whether clients of LanguageTool are answered under ``/v2``
    ``webhooks``      by name, the CMSs that may send what they save
    """

    keys: tuple[str, ...] = ()
    max_bytes: int = 256 * 1024
    max_words: int = 25_000
    max_blocks: int = 2_000
    waiting: int = 3
    max_seconds: int = 60
    metrics: bool = False
    languagetool: bool = False
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, webhook in self.webhooks.items():
            if webhook.signature is None and not self.keys:
                raise ConfigError(f"webhooks.{name}: needs a signature, or keys in FRAMING_KEYS: else anybody may send")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, path: str | Path | None = None) -> Settings:
        """Read the settings file at ``path``, or at ``FRAMING_SETTINGS``, if any; then what the environment says.

        ``FRAMING_KEYS``          ``sha256:<hex>`` of each key, parted by blanks or commas
        ``FRAMING_LANGUAGETOOL``  1, on, true, or 0, off, false; wins over the file

        Raises ConfigError for anything else, so that a plain key in the environment is noticed.
        """
        keys = _keys(environment)
        path = path or environment.get("FRAMING_SETTINGS")
        if not path:
            return cls(keys=keys, languagetool=_switch(environment, False))
        data = read_settings(Path(path))
        tables = data.pop("webhooks", {})
        try:
            webhooks = {name: read_webhook(table, environment, name) for name, table in tables.items()}
            made = cls(keys=keys, webhooks=webhooks, **{key.replace("-", "_"): value for key, value in data.items()})
        except ConfigError as error:
            raise ConfigError(f"{path}: {error}") from None
        return replace(made, languagetool=_switch(environment, made.languagetool))


def _keys(environment: Mapping[str, str]) -> tuple[str, ...]:
    digests = []
    for number, entry in enumerate(re.split(r"[\s,]+", environment.get("FRAMING_KEYS", "").strip()), 1):
        found = KEY.fullmatch(entry)
        if found:
            digests.append(found[1])
        elif entry:
            raise ConfigError(f"FRAMING_KEYS: entry {number} is not sha256: followed by 64 hex digits")
    return tuple(digests)


def _switch(environment: Mapping[str, str], default: bool) -> bool:
    value = environment.get("FRAMING_LANGUAGETOOL")
    if value is None:
        return default
    if value.strip().lower() not in SWITCH:
        raise ConfigError("FRAMING_LANGUAGETOOL: expected 1, on, true, 0, off or false")
    return SWITCH[value.strip().lower()]
