"""Framing reads a news story and tells an editor who says what in it, where each number comes from, where the
outlet's own voice takes sides, and how hard it is to read.

    report = framing.analyze("Taxes will rise, officials said.")
    print(framing.render([report], "text"))
"""

from framing.config import Config
from framing.document import Span
from framing.engine import analyze
from framing.errors import ConfigError, FramingError, InputError, ModelError, RuleError
from framing.render import render
from framing.report import Finding, Report, Score
from framing.rules import RULES

__all__ = [
    "RULES",
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
