"""What is kept: who set which finding aside, when and why; and a workflow step that checks by itself."""

from __future__ import annotations

from framing_wagtail.task import FramingTask
from framing_wagtail.waivers import Waiver

__all__ = ["FramingTask", "Waiver"]
