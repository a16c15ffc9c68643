"""Who says what."""

from __future__ import annotations

from typing import Any

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Attribution, Quotation
from framing.language.parse import Paragraph


def find_quotations(paragraph: Paragraph) -> tuple[Quotation, ...]:
    """Pair the quotation marks of one paragraph."""
    return ()


def find_attributions(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
    """Attributions that one paragraph shows on its own."""
    return ()


def join(analysis: Analysis) -> dict[str, Any]:
    """Place paragraph facts in the document; join what goes over paragraphs: {"quotations": …, "attributions": …}."""
    return {"quotations": (), "attributions": ()}
