"""What one application holds between requests: its settings, keys and queue, never a story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.config import Config
from plugin.service.keys.marks import Marks
from plugin.service.keys.quota import Quota
from plugin.service.keys.ring import Keyring
from plugin.service.limits import Admission
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask import Flask


@dataclass(frozen=True, slots=True)
class State:
    """Settings of an app, its one queue, and what its processes share."""

    config: Config
    settings: Settings
    admission: Admission = field(init=False)
    keyring: Keyring = field(init=False)
    marks: Marks
    quota: Quota = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keyring", Keyring(self.settings.keys, self.settings.keys_file))
        object.__setattr__(self, "quota", Quota(self.marks, self.settings.rate, self.settings.at_once))
        object.__setattr__(self, "admission", Admission(self.settings.waiting))

    @staticmethod
    def of(app: Flask) -> State:
        """The state of an app made by ``create_app``."""
        state: State = app.extensions["framing"]
        return state
