"""Gives each quotation of a paragraph to the cue that speaks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.analyzers.drafts import Draft
from framing.language.parse import Paragraph

SURE: Final = 0.6
LONGEST_TAG: Final = 12


def link_quotations(paragraph: Paragraph, drafts: list[Draft], quoted: Sequence[int]) -> list[Draft]:
    """Contents that touch a quotation get the whole of it; quotations nobody has go to the nearest speaker."""
    regions: dict[int, list[int]] = {}
    for index, number in enumerate(quoted):
        if number >= 0:
            regions.setdefault(number, []).append(index)
    drafts.sort(key=lambda draft: draft.head)
    owner: dict[int, Draft] = {}
    for number, region in regions.items():
        holders = [draft for draft in drafts if draft.chance >= 0.3 and set(draft.content) & set(region)]
        if holders:
            owner[number] = min(
                holders, key=lambda draft: min(abs(draft.head - region[0]), abs(draft.head - region[-1]))
            )
        else:
            speaker = _speaker(paragraph, drafts, region)
            if speaker is not None:
                owner[number] = speaker
    last: Draft | None = None
    for number in sorted(regions):
        region = regions[number]
        last = _latest(drafts, region[0], last)
        if number not in owner and last is not None and _follows_on(paragraph, region, last):
            owner[number] = last
        if number in owner:
            last = owner[number]
            last.content = sorted({*last.content, *region} - {*last.cue, *last.source})
            if last.frame != "noun":
                last.chance = max(last.chance, 0.7)
    return drafts


def _latest(drafts: list[Draft], start: int, last: Draft | None) -> Draft | None:
    """The last one to speak before a token, in quotation marks or not."""
    spoken = [draft for draft in drafts if draft.kind == "speech" and draft.chance >= SURE and draft.head < start]
    return max(
        [draft for draft in [last, *spoken] if draft], key=lambda draft: max(draft.content, default=-1), default=None
    )


def _speaker(paragraph: Paragraph, drafts: list[Draft], region: list[int]) -> Draft | None:
    """The speech cue in the quotation's first or last sentence, the nearer one."""
    tokens = paragraph.tokens
    first, last = tokens[region[0]].sentence, tokens[region[-1]].sentence
    near = [
        draft
        for draft in drafts
        if draft.kind == "speech"
        and draft.chance >= 0.2
        and (tokens[draft.head].sentence in {first, last} or _tag(paragraph, draft, region[-1]))
    ]
    if not near:
        return None
    return min(near, key=lambda draft: (min(abs(draft.head - region[0]), abs(draft.head - region[-1])), draft.head))


def _tag(paragraph: Paragraph, draft: Draft, end: int) -> bool:
    """“Is it dead?” Roe asked.: a sentence of its own to the splitter, with nothing but speaker and verb."""
    sentence = paragraph.sentence_tokens[paragraph.tokens[draft.head].sentence]
    return sentence.start == end + 1 and not draft.content and draft.head - end <= LONGEST_TAG


def _follows_on(paragraph: Paragraph, region: list[int], last: Draft) -> bool:
    tokens = paragraph.tokens
    if not last.content:
        return False
    start = paragraph.sentence_tokens[tokens[region[0]].sentence].start
    return start == region[0] and tokens[region[0]].sentence - tokens[max(last.content)].sentence <= 1
