"""Document → Analysis: the only place that knows the order of the analyzers.

First what each paragraph says on its own (cached by its text), then what only the whole story tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.analyzers import attribution, counts, polls, sourcing, statistics, voices, wording
from framing.analyzers.analysis import Analysis, Local, Passage
from framing.analyzers.angle import emphasis, headline, usage
from framing.analyzers.cache import CACHE
from framing.document import STORY_ROLES, Document
from framing.language.parse import Paragraph
from framing.steps import step


@step("facts")
def read(document: Document) -> Analysis:
    """Find all facts of a story.  Raises ModelError when the language model cannot be used."""
    blocks = [block for block in document.blocks if block.role in STORY_ROLES or block.role == "caption"]
    texts = [document.text[block.span.start : block.span.end] for block in blocks]
    locals_ = CACHE.get_all(texts, _read_all)
    analysis = Analysis(document, tuple(map(Passage, blocks, locals_)))
    analysis = replace(analysis, **attribution.join(analysis))
    analysis = replace(analysis, voices=voices.join(analysis))
    analysis = replace(analysis, statistics=sourcing.join(analysis))
    analysis = replace(analysis, polls=polls.join(analysis))
    analysis = replace(analysis, markers=wording.join(analysis))
    return replace(
        analysis, usages=usage.find(analysis), gaps=headline.find(analysis), emphasis=emphasis.find(analysis)
    )


def read_paragraph(paragraph: Paragraph) -> Local:
    """What one paragraph says on its own."""
    quotations = attribution.find_quotations(paragraph)
    return Local(
        paragraph,
        quotations=quotations,
        attributions=attribution.find_attributions(paragraph, quotations),
        statistics=statistics.find(paragraph, quotations),
        sources=sourcing.find(paragraph),
        markers=wording.find(paragraph, quotations),
        counts=counts.count(paragraph),
    )


def _read_all(texts: Sequence[str]) -> list[Local]:
    from framing.language.encoder import tag
    from framing.language.pipeline import parse

    with step("parse"):
        parsed = parse(texts)
    with step("encoder"):
        tagged = tag(parsed)
    return [read_paragraph(paragraph) for paragraph in tagged]
