"""Words, syllables and sentences of a paragraph: what readability formulas need."""

from __future__ import annotations

from framing.analyzers.facts import Counts
from framing.language.parse import Paragraph


def count(paragraph: Paragraph) -> Counts:
    """Count one paragraph."""
    return Counts(words=sum(token.is_word for token in paragraph.tokens))
