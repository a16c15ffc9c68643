"""All that may be an attribution in one paragraph, each with its chance: before anything is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.analyzers.attribution.contents import content_of
from framing.analyzers.attribution.cues import Cue, find_cues, set_off
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.nearby import source_left, source_near
from framing.analyzers.attribution.phrases import find_phrases
from framing.analyzers.attribution.quoting import link_quotations
from framing.analyzers.attribution.speakers import noun_row
from framing.analyzers.attribution.subjects import source_beside, source_of, with_name
from framing.language.parse import Paragraph
from framing.lexicons.load import table

SPEAKS: Final = 0.5
"""Chance from which a verb is taken to speak for the one after it."""


def find_drafts(paragraph: Paragraph, quoted: Sequence[int]) -> list[Draft]:
    """Every verb and phrase that may attribute, with source, content and quotations, however unlikely.

    ``quoted[i]`` is the number of the quotation around token i, or -1 (``quotations.quoted_tokens``).
    """
    drafts = [_draft(paragraph, cue, quoted) for cue in find_cues(paragraph, quoted)]
    drafts = _join_statements(paragraph, drafts)
    _share_sources(paragraph, drafts)
    _set_apart(paragraph, drafts)
    drafts += find_phrases(paragraph, quoted)
    return link_quotations(paragraph, drafts, quoted)


def _join_statements(paragraph: Paragraph, drafts: Sequence[Draft]) -> list[Draft]:
    """One cue of "issued a statement saying": whoever issued it speaks, and its words are the content."""
    tokens = paragraph.tokens
    by_head = {draft.head: draft for draft in drafts}
    joined: set[int] = set()
    for draft in drafts:
        noun = tokens[draft.head].head
        outer = by_head.get(tokens[noun].head)
        said = tokens[draft.head].dep == "acl" and tokens[draft.head].tag == "VBG" and tokens[noun].dep == "dobj"
        if outer is None or not said or draft.chance < SPEAKS or not outer.source or outer.head > noun:
            continue
        if tokens[noun].lemma in table("cue_nouns") or (noun_row(tokens[noun]) or ("",))[0] == "document":
            joined.add(outer.head)
            draft.source = outer.source
            draft.cue = tuple(sorted({*outer.cue, *range(outer.head, draft.head), *draft.cue}))
    return [draft for draft in drafts if draft.head not in joined]


def _share_sources(paragraph: Paragraph, drafts: Sequence[Draft]) -> None:
    """Give ", adding that …" the source of the report before it, where the parse hung it elsewhere."""
    tokens = paragraph.tokens
    last: Draft | None = None
    for draft in drafts:
        first = draft.cue[0]
        goes_on = tokens[draft.head].tag == "VBG" and first > 0 and tokens[first - 1].text in {",", "”", '"'}
        near = last is not None and tokens[last.head].sentence == tokens[draft.head].sentence
        if last is not None and near and goes_on and not draft.source:
            draft.source = list(last.source)
        if draft.source and draft.kind == "speech" and draft.chance >= SPEAKS:
            last = draft


def _set_apart(paragraph: Paragraph, drafts: Sequence[Draft]) -> None:
    """Takes "she said" out of what "had known" governs in "She had known, she said, that …": the outer report holds."""
    outer: dict[int, Draft] = {}
    for draft in drafts:
        aside = set_off(paragraph, draft.head)
        if aside is not None and draft.chance >= SPEAKS and draft.frame == "clause":
            outer.update(dict.fromkeys(range(aside[0], aside[1] + 1), draft))
    said = {draft.head: set(draft.content) for draft in outer.values()}
    for draft in drafts:
        draft.content = [at for at in draft.content if at not in outer or draft.head not in said[outer[at].head]]


def _draft(paragraph: Paragraph, cue: Cue, quoted: Sequence[int]) -> Draft:
    source = source_of(paragraph, cue)
    if any(quoted[index] >= 0 for index in source):
        source = source_beside(paragraph, cue, quoted)
    if not source:
        source = source_near(paragraph, cue, quoted) or source_left(paragraph, cue, quoted)
    source = with_name(paragraph, source, cue.head)
    content = content_of(paragraph, cue, source)
    return Draft(cue.head, cue.tokens, source, content, cue.lemma, cue.kind, cue.connotation, cue.frame, cue.chance)
