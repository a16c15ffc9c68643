"""Gives each quotation of a paragraph to the cue that speaks it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from framing.analyzers.attribution.drafts import Draft
from framing.language.parse import Paragraph

HOLDS: Final = 0.3
SPEAKS: Final = 0.2
SURE: Final = 0.6
QUOTES: Final = 0.7
"""Chances that a draft keeps a quotation in its content, may speak one, speaks at all, and speaks once it quotes."""
LONGEST_TAG: Final = 12


def link_quotations(paragraph: Paragraph, drafts: list[Draft], quoted: Sequence[int]) -> list[Draft]:
    """Contents that touch a quotation get the whole of it; quotations nobody has go to the nearest speaker."""
    regions: dict[int, list[int]] = {}
    for index, number in enumerate(quoted):
        if number >= 0:
            regions.setdefault(number, []).append(index)
    drafts.sort(key=lambda draft: draft.head)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(paragraph.tokens[draft.head].sentence, []).append(draft)
    holders: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.chance >= HOLDS:
            for number in sorted({quoted[index] for index in draft.content} - {-1}):
                holders.setdefault(number, []).append(draft)
    owner: dict[int, Draft] = {}
    for number, region in regions.items():
        if number in holders:
            owner[number] = min(holders[number], key=lambda draft: _distance(draft, region))
        else:
            speaker = _speaker(paragraph, by_sentence, region)
            if speaker is not None:
                owner[number] = speaker
    last: Draft | None = None
    spoken = deque(draft for draft in drafts if draft.kind == "speech" and draft.chance >= SURE)
    for number in sorted(regions):
        region = regions[number]
        while spoken and spoken[0].head < region[0]:
            speaker = spoken.popleft()
            last = max(last, speaker, key=_end) if last else speaker
        if number not in owner and last is not None and _follows_on(paragraph, region, last):
            owner[number] = last
        if number in owner:
            last = owner[number]
            last.content = sorted({*last.content, *region} - {*last.cue, *last.source})
            if last.frame != "noun":
                last.chance = max(last.chance, QUOTES)
    return drafts


def _speaker(paragraph: Paragraph, by_sentence: dict[int, list[Draft]], region: list[int]) -> Draft | None:
    """The speech cue in the quotation's first or last sentence, the nearer one, or the tag right after it."""
    first, last = paragraph.tokens[region[0]].sentence, paragraph.tokens[region[-1]].sentence
    near = [draft for sentence in sorted({first, last}) for draft in by_sentence.get(sentence, [])]
    near += [draft for draft in by_sentence.get(last + 1, []) if _tag(paragraph, draft, region[-1])]
    near = [draft for draft in near if draft.kind == "speech" and draft.chance >= SPEAKS]
    return min(near, key=lambda draft: (_distance(draft, region), draft.head), default=None)


def _distance(draft: Draft, region: list[int]) -> int:
    return min(abs(draft.head - region[0]), abs(draft.head - region[-1]))


def _end(draft: Draft) -> int:
    return draft.content[-1] if draft.content else -1


def _tag(paragraph: Paragraph, draft: Draft, end: int) -> bool:
    """“Is it dead?” Roe asked.: a sentence of its own to the splitter, with nothing but speaker and verb."""
    sentence = paragraph.sentence_tokens[paragraph.tokens[draft.head].sentence]
    return sentence.start == end + 1 and not draft.content and draft.head - end <= LONGEST_TAG


def _follows_on(paragraph: Paragraph, region: list[int], last: Draft) -> bool:
    tokens = paragraph.tokens
    if not last.content:
        return False
    start = paragraph.sentence_tokens[tokens[region[0]].sentence].start
    return start == region[0] and tokens[region[0]].sentence - tokens[last.content[-1]].sentence <= 1
