"""All that may be an attribution in one paragraph, each with its chance: before anything is left out."""

from __future__ import annotations

from collections.abc import Sequence

from framing.analyzers.attribution.contents import content_of
from framing.analyzers.attribution.cues import Cue, find_cues
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.nearby import source_near
from framing.analyzers.attribution.phrases import find_phrases
from framing.analyzers.attribution.quoting import link_quotations
from framing.analyzers.attribution.subjects import source_beside, source_of, with_name
from framing.language.parse import Paragraph


def find_drafts(paragraph: Paragraph, quoted: Sequence[int]) -> list[Draft]:
    """Every verb and phrase that may attribute, with source, content and quotations, however unlikely.

    ``quoted[i]`` is the number of the quotation around token i, or -1 (``quotations.quoted_tokens``).
    """
    drafts = [_draft(paragraph, cue, quoted) for cue in find_cues(paragraph, quoted)]
    drafts += find_phrases(paragraph, quoted)
    return link_quotations(paragraph, drafts, quoted)


def _draft(paragraph: Paragraph, cue: Cue, quoted: Sequence[int]) -> Draft:
    source = source_of(paragraph, cue)
    if any(quoted[index] >= 0 for index in source):
        source = source_beside(paragraph, cue, quoted)
    if not source:
        source = source_near(paragraph, cue, quoted)
    source = with_name(paragraph, source, cue.head)
    content = content_of(paragraph, cue, source)
    return Draft(cue.head, cue.tokens, source, content, cue.lemma, cue.kind, cue.connotation, cue.frame, cue.chance)
