"""What one application holds between requests: its settings and its queue, never a story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.config import Config
from plugin.service.limits import Admission
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask import Flask


@dataclass(frozen=True, slots=True)
class State:
    """Settings of an app and its one queue."""

    config: Config
    settings: Settings
    admission: Admission = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "admission", Admission(self.settings.waiting))

    @staticmethod
    def of(app: Flask) -> State:
        """The state of an app made by ``create_app``."""
        state: State = app.extensions["framing"]
        return state
