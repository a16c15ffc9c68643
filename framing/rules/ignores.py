"""Inline ignores that do not do what they say.  How to write one: docs/cli.md, "Inline ignores"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from framing.analyzers import Analysis
from framing.document import Span
from framing.rules.base import Match, Reference, rule

SARIF: Final = Reference(
    "OASIS, SARIF 2.1.0, 3.35: a suppression has a justification",
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html",
)
UNUSED: Final = Reference("Ruff, rule unused-noqa (RUF100)", "https://docs.astral.sh/ruff/rules/unused-noqa/")


@rule(
    severity="error",
    references=[SARIF],
    bad=[
        "# Council votes\n\n[[<!-- framing: skip wording -->]]\n\nThe council met on Monday.",
        "# Council votes\n\n[[<!-- framing: ignore -->]]\n\nThe council met on Monday.",
    ],
    good=["# Council votes\n\n<!-- The lead was checked twice. -->\n\nThe council met on Monday."],
    limits=["# Council votes\n\n[[<!-- farming: ignore wording -->]]\n\nThe council met on Monday."],
)
def malformed_ignore(analysis: Analysis) -> Iterator[Match]:
    """A comment speaks to Framing, but not in words it knows.

    Whoever wrote it believes that a finding is silenced, or that it is not.  Both are worse than an error.
    """
    return _faults(analysis, "malformed", "What should this ignore do? Here {}")


@rule(
    severity="error",
    references=[SARIF],
    bad=["# Council votes\n\n[[<!-- framing: ignore malformed-ignroe -->]]\n\nThe council met on Monday."],
    good=["# Council votes\n\n<!-- framing: ignore malformed-ignore -- kept as an example -->\n\nThe council met."],
)
def unknown_ignore(analysis: Analysis) -> Iterator[Match]:
    """An inline ignore names a rule or family that does not exist.

    A name with a slip silences nothing, and nobody notices until the finding it was meant for blocks a story.
    """
    return _faults(analysis, "unknown", "Which rule does this ignore mean? There is no {}")


@rule(
    severity="info",
    references=[UNUSED],
    bad=[
        "# Council votes\n\n[[<!-- framing: ignore wording -- cleared by the desk -->]]\n\nThe council met.",
    ],
    good=["# Council votes\n\n<!-- The lead was checked twice. -->\n\nThe council met on Monday."],
    limits=[
        "# Council votes\n\n[[<!-- framing: ignore unused-ignore -->]]\n\nThe council met on Monday.",
    ],
)
def unused_ignore(analysis: Analysis) -> Iterator[Match]:
    """An inline ignore silences nothing.

    The words it was meant for have been rewritten, or it stands in the wrong place.  Left behind, it would hide
    the next finding that comes up there.
    """
    return _faults(analysis, "unused", "Can this ignore go? Nothing is left to silence: {}")


def _faults(analysis: Analysis, kind: Literal["malformed", "unknown", "unused"], message: str) -> Iterator[Match]:
    for fault in analysis.faults:
        if fault.kind == kind:
            at = fault.directive.at
            yield Match(Span(at, at), message.format(fault.detail), origin=fault.directive.origin)
