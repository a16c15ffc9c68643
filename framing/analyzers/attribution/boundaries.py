"""Where a content begins and ends, and who its source is, when grammar and encoder differ.

The grammar's edges are exact where the parse is right, the encoder's where it is not; each pair of edges is judged by
the chances of the tokens it takes in and leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from framing.analyzers.attribution.contents import trimmed
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.subjects import IMPRESSIONS
from framing.analyzers.attribution.tags import Tags, mean_odds, odds
from framing.language.parse import Paragraph

PREFERENCE: Final = 4.0
"""Log odds by which the encoder's edges must be likelier than the grammar's; chosen on PolNeAR train."""
MIXED: Final = 0.3
"""What edges of both, one each, must be likelier still than the encoder's own."""
SHARE: Final = 0.5
UNLIKELY: Final = -2.0
LIKELY: Final = 0.0
TOLD: Final = 0.9
"""Chance of being content from which a cue is taken to be somebody's own word."""


def words_in(paragraph: Paragraph, indexes: Iterable[int]) -> set[int]:
    """Those of the tokens that are words."""
    return {index for index in indexes if paragraph.tokens[index].is_word}


def seen_content(paragraph: Paragraph, draft: Draft, content: Sequence[int], tags: Tags) -> list[int]:
    """The encoder's runs of content that lie in a draft's content for the most part, or hold it."""
    own, taken = set(content), {*draft.cue, *draft.source}
    words = words_in(paragraph, own)
    found: list[int] = []
    for run in tags.contents:
        here = words_in(paragraph, set(run) - taken)
        shared = len(here & own)
        if here and (shared >= SHARE * len(here) or (words and shared >= SHARE * len(words))):
            found += [index for index in run if index not in taken]
    return found


def settled(paragraph: Paragraph, draft: Draft, quoted: Sequence[int], tags: Tags) -> tuple[list[int], list[int]]:
    """The likeliest content of a draft, and what the encoder alone would have it be (empty: nothing)."""
    grammar = trimmed(paragraph, draft.content, quoted)
    seen = trimmed(paragraph, seen_content(paragraph, draft, grammar, tags), quoted) if grammar else []
    if not seen or told(draft, tags) or words_in(paragraph, grammar) == words_in(paragraph, seen):
        return grammar, seen
    taken = {*draft.cue, *draft.source}
    early = sorted(({at for at in seen if at >= grammar[0]} | {at for at in grammar if at < seen[0]}) - taken)
    late = sorted(({at for at in grammar if at >= seen[0]} | {at for at in seen if at < grammar[0]}) - taken)
    choices = [
        (_likelihood(grammar, tags) + PREFERENCE, grammar),
        (_likelihood(seen, tags), seen),
        (_likelihood(early, tags) - MIXED, early),
        (_likelihood(late, tags) - MIXED, late),
    ]
    _, best = max(choices, key=lambda choice: choice[0])
    return trimmed(paragraph, best, quoted) or grammar, seen


def _likelihood(chosen: Sequence[int], tags: Tags) -> float:
    """Log odds of the tokens taken in: what they add to the likelihood of taking in none."""
    return sum(odds(tags.content[index]) for index in chosen)


def settled_source(paragraph: Paragraph, draft: Draft, tags: Tags) -> list[int]:
    """The grammar's source, or the nearest that the encoder sees in the sentence where it does not see that one."""
    if by_nobody(paragraph, draft) or told(draft, tags):
        return draft.source
    if draft.source and mean_odds(tags.source, draft.source) > UNLIKELY:
        return draft.source
    tokens = paragraph.tokens
    near = [
        run
        for run in tags.sources
        if tokens[run[0]].sentence == tokens[draft.head].sentence and mean_odds(tags.source, run) > LIKELY
    ]
    taken = {*draft.cue, *draft.content}
    free = [run for run in near if not taken.intersection(run)]
    return min(free, key=lambda run: gap(run, (draft.head,)), default=draft.source)


def told(draft: Draft, tags: Tags) -> bool:
    """Whether the cue itself is part of what somebody says: the encoder's edges are then those of the outer report."""
    return tags.content[draft.head] > TOLD


def by_nobody(paragraph: Paragraph, draft: Draft) -> bool:
    """Whether grammar leaves no room for a source: "it is believed", "asked whether", "the bridge seems safe"."""
    head = paragraph.tokens[draft.head]
    passive = head.tag == "VBN" and paragraph.child(draft.head, "agent", "nsubj") is None
    return not draft.source and (passive or draft.lemma in IMPRESSIONS)


def gap(one: Sequence[int], other: Sequence[int]) -> int:
    """Tokens between two runs, and one more; 0 or less when they touch or overlap."""
    return max(one[0] - other[-1], other[0] - one[-1])
