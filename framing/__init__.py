"""Framing reads a news story and tells an editor who says what in it, where each number comes from, where the
outlet's own voice takes sides, and how hard it is to read.

    report = framing.analyze("Taxes will rise, officials said.")
    print(framing.render([report], "text"))
"""

from typing import TYPE_CHECKING, Any

from framing.config import Choice, Config
from framing.document import Span
from framing.errors import ConfigError, FramingError, InputError, ModelError, RuleError
from framing.render import render
from framing.report import Finding, Report, Score
from framing.rules import RULES

if TYPE_CHECKING:
    from framing.engine import analyze

__all__ = [
    "RULES",
    "Choice",
    "Config",
    "ConfigError",
    "Finding",
    "FramingError",
    "InputError",
    "ModelError",
    "Report",
    "RuleError",
    "Score",
    "Span",
    "analyze",
    "render",
]


def __getattr__(name: str) -> Any:
    """Import ``analyze`` when it is first asked for: the engine brings the analyzers, and rules must not wait."""
    if name == "analyze":
        from framing.engine import analyze

        return analyze
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
