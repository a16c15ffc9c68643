"""Words that take sides, and whose words they are."""

from __future__ import annotations

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Marker, Quotation
from framing.language.parse import Paragraph


def find(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> tuple[Marker, ...]:
    """Candidate markers of one paragraph."""
    return ()


def join(analysis: Analysis) -> tuple[Marker, ...]:
    """The markers of the story, each with whose words it is in."""
    return ()
