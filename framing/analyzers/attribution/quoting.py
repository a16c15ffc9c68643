"""Gives each quotation of a paragraph to the cue that speaks it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from framing.analyzers.attribution.cues import ADDRESSED
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.labels import label_before
from framing.analyzers.attribution.subjects import is_asked
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
        label = _introduced(paragraph, by_sentence, region, quoted)
        if label is not None:
            owner[number] = label
        elif number in holders:
            owner[number] = min(holders[number], key=lambda draft: _distance(draft, region))
        else:
            speaker = _speaker(paragraph, by_sentence, region)
            if speaker is not None:
                owner[number] = speaker
    drafts += [draft for draft in owner.values() if draft.frame == "colon"]
    last: Draft | None = None
    spoken = deque(draft for draft in drafts if draft.kind == "speech" and draft.chance >= SURE)
    for number in sorted(regions):
        region = regions[number]
        while spoken and spoken[0].head < region[0]:
            speaker = spoken.popleft()
            if last is None or not _aside(paragraph, speaker, last, quoted):
                last = max(last, speaker, key=_end) if last else speaker
        if number not in owner and last is not None and _follows_on(paragraph, region, last):
            owner[number] = last
        if number in owner:
            last = owner[number]
            told = last.frame in {"preposition", "bare"} or (last.frame == "object" and last.lemma in ADDRESSED)
            led = paragraph.tokens[region[0] - 1].text == ":" and region[0] - 1 in last.content
            if told and _beside(paragraph, last, region) and (led or not _quotes(last, quoted)):
                last.content = []
            last.content = sorted({*last.content, *region} - {*last.cue, *last.source})
            for outer in by_sentence.get(paragraph.tokens[last.head].sentence, []):
                if outer is not last and last.head in outer.content:
                    outer.content = sorted({*outer.content, *region} - {*outer.cue, *outer.source})
            if last.frame != "noun":
                last.chance = max(last.chance, QUOTES)
    return drafts


def _speaker(paragraph: Paragraph, by_sentence: dict[int, list[Draft]], region: list[int]) -> Draft | None:
    """The speech cue in the quotation's first or last sentence, the nearer one, or the tag right after it."""
    first, last = paragraph.tokens[region[0]].sentence, paragraph.tokens[region[-1]].sentence
    near = [draft for sentence in sorted({first, last}) for draft in by_sentence.get(sentence, [])]
    near += [draft for draft in by_sentence.get(last + 1, []) if _tag(paragraph, draft, region[-1])]
    near = [draft for draft in near if draft.kind == "speech" and draft.chance >= SPEAKS and _speaks(paragraph, draft)]
    return min(near, key=lambda draft: (_distance(draft, region), draft.head), default=None)


def _speaks(paragraph: Paragraph, draft: Draft) -> bool:
    """Not "when asked about it": the words beside that are the answer, another's."""
    return bool(draft.source) or not is_asked(paragraph, paragraph.tokens[draft.head])


def _beside(paragraph: Paragraph, draft: Draft, region: list[int]) -> bool:
    """Whether a verb stands in the sentence of its first quotation: "told", "spoke to" then govern listeners only."""
    tokens = paragraph.tokens
    sentences = {tokens[region[0]].sentence, tokens[region[-1]].sentence}
    return tokens[draft.head].sentence in sentences or _tag(paragraph, draft, region[-1])


def _aside(paragraph: Paragraph, draft: Draft, last: Draft, quoted: Sequence[int]) -> bool:
    """What is said about a speaker who has just been quoted: "“…,” said the clerk, who blames the weather."."""
    tokens = paragraph.tokens
    same = tokens[draft.head].sentence == tokens[last.head].sentence
    return same and _quotes(last, quoted) and tokens[draft.head].dep not in {"ROOT", "conj"}


def _introduced(
    paragraph: Paragraph, by_sentence: dict[int, list[Draft]], region: list[int], quoted: Sequence[int]
) -> Draft | None:
    """Who a colon right before a quotation gives it to: the verb before it that speaks, else a name, else any verb."""
    tokens = paragraph.tokens
    colon = region[0] - 1
    if colon < 1 or tokens[colon].text != ":" or quoted[colon] >= 0:
        return None
    before = [draft for draft in by_sentence.get(tokens[colon].sentence, []) if draft.head < colon]
    spoken = [
        draft for draft in before if draft.kind == "speech" and draft.chance >= SURE and _speaks(paragraph, draft)
    ]
    if spoken:
        return None
    label = label_before(paragraph, colon, region)
    if label is not None:
        return label
    active = [draft for draft in before if draft.source and _speaks(paragraph, draft)]
    return active[-1] if active else None


def _distance(draft: Draft, region: list[int]) -> int:
    return min(abs(draft.head - region[0]), abs(draft.head - region[-1]))


def _quotes(draft: Draft, quoted: Sequence[int]) -> bool:
    return any(quoted[index] >= 0 for index in draft.content)


def _end(draft: Draft) -> int:
    return draft.content[-1] if draft.content else -1


def _tag(paragraph: Paragraph, draft: Draft, end: int) -> bool:
    """“Is it dead?” Roe asked.: a sentence of its own to the splitter, with nothing but speaker and verb."""
    sentence = paragraph.sentence_tokens[paragraph.tokens[draft.head].sentence]
    if sentence.start != end + 1 or draft.head - end > LONGEST_TAG:
        return False
    governs = draft.content and draft.frame in {"clause", "infinitive"}
    return not governs and all(paragraph.tokens[index].pos != "VERB" for index in range(end + 1, draft.cue[0]))


def _follows_on(paragraph: Paragraph, region: list[int], last: Draft) -> bool:
    tokens = paragraph.tokens
    if not last.content:
        return False
    sentence = tokens[region[0]].sentence
    before = max(tokens[last.content[-1]].sentence, tokens[last.head].sentence)
    return paragraph.sentence_tokens[sentence].start == region[0] and sentence - before <= 1
