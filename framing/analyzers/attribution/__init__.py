"""Who says what: the attributions of one paragraph, and what joins them over the story."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from framing.analyzers.analysis import Analysis
from framing.analyzers.attribution.added import add
from framing.analyzers.attribution.contents import trimmed
from framing.analyzers.attribution.continuation import carry_on
from framing.analyzers.attribution.drafting import find_drafts
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.quotations import find_quotations, quoted_tokens
from framing.analyzers.attribution.speakers import kind_of
from framing.analyzers.attribution.tags import Tags
from framing.analyzers.attribution.weighing import weigh
from framing.analyzers.facts import Attribution, Mode, Quotation
from framing.document import SpanIndex
from framing.language.parse import Paragraph

__all__ = ["find_attributions", "find_quotations", "join"]

DIRECT_SHARE: Final = 0.9
SHOWS: Final = frozenset({"confirm", "imply", "put", "reveal", "signal", "suggest"})
"""Verbs by which people speak, and studies and polls show."""


def find_attributions(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
    """Attributions that one paragraph shows on its own, in the order of their contents."""
    quoted = quoted_tokens(paragraph, quotations)
    tags = Tags.of(paragraph)
    drafts = weigh(paragraph, find_drafts(paragraph, quoted), quoted, tags)
    if tags:
        drafts += add(paragraph, drafts, quoted, tags)
    facts = (_fact(paragraph, draft, quoted) for draft in drafts)
    return _nested(sorted((fact for fact in facts if fact), key=lambda fact: fact.content[0]))


def join(analysis: Analysis) -> dict[str, Any]:
    """Place paragraph facts in the document; join what goes over paragraphs: quotations, attributions, reported.

    Words have one source, the one that the outlet has them from, as annotated by Newell et al. 2018 (LREC).
    """
    quotations, attributions = carry_on(analysis)
    reported = tuple(
        fact.moved(passage.start) for passage in analysis.story for fact in passage.local.attributions if fact.reported
    )
    return {
        "quotations": quotations,
        "attributions": attributions,
        "reported": _placed(analysis, reported, attributions),
    }


def _placed(
    analysis: Analysis, reported: Sequence[Attribution], attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Each with the report it stands in: of those whose content holds its cue, the one that begins nearest."""
    contents = sorted((span, index) for index, fact in enumerate(attributions) for span in fact.content)
    placed = []
    for fact in reported:
        cue = fact.cue or fact.content[0]
        first = bisect_left(contents, analysis.passage_at(cue.start).start, key=lambda item: item[0].start)
        last = bisect_right(contents, cue.start, key=lambda item: item[0].start)
        outer = (contents[at][1] for at in range(last - 1, first - 1, -1) if contents[at][0].contains(cue))
        placed.append(replace(fact, within=next(outer, None)))
    return tuple(placed)


def _nested(facts: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Marks those that another one reports: what the mayor wants in "Roe said that the mayor wants a park"."""
    contents = SpanIndex(span for fact in facts for span in fact.content)
    return tuple(
        replace(fact, reported=True) if fact.cue is not None and contents.contains(fact.cue) else fact for fact in facts
    )


def _fact(paragraph: Paragraph, draft: Draft, quoted: list[int]) -> Attribution | None:
    content = trimmed(paragraph, draft.content, quoted)
    if not content:
        return None
    words = [index for index in content if paragraph.tokens[index].is_word]
    inside = sum(quoted[index] >= 0 for index in words)
    mode: Mode = "direct" if inside >= DIRECT_SHARE * len(words) else "mixed" if inside else "indirect"
    spoken_by = kind_of(paragraph, draft.source)
    return Attribution(
        source=paragraph.cover(draft.source) if draft.source else None,
        cue=paragraph.cover(draft.cue) if draft.cue else None,
        content=paragraph.spans(content),
        mode=mode,
        cue_lemma=draft.lemma,
        cue_kind="evidence" if spoken_by in {"document", "poll"} and draft.lemma in SHOWS else draft.kind,
        connotation=draft.connotation,
        source_kind=spoken_by,
        confidence=round(draft.chance, 3),
    )
