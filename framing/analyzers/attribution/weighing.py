"""What speaks for an attribution: evidence from grammar and encoder, and the chance it adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from framing.analyzers.attribution.boundaries import by_nobody, settled, settled_source, words_in
from framing.analyzers.attribution.contents import trimmed
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.judges import Judge, judge
from framing.analyzers.attribution.tags import Tags, mean_odds, odds
from framing.language.parse import Paragraph

Evidence = dict[str, float]
HOPELESS: Final = 0.03
UNSEEN: Final = 0.1
"""Chances, by the rules and by the encoder, below which a draft is not weighed at all."""
LONG: Final = 30


def weigh(paragraph: Paragraph, drafts: Sequence[Draft], quoted: Sequence[int], tags: Tags | None) -> list[Draft]:
    """The drafts that are likely enough, with the chance that they are right."""
    if tags is None:
        return likely(weighed(paragraph, drafts, quoted, None), judge("rules"))
    seen = [draft for draft in drafts if not _is_set(paragraph, draft)]
    kept = likely(weighed(paragraph, seen, quoted, tags), judge("tagged"))
    kept += _set(paragraph, [draft for draft in drafts if _is_set(paragraph, draft)], quoted, tags)
    return _as_parsed(drafts, kept) + _reported(paragraph, drafts, kept, quoted)


def _is_set(paragraph: Paragraph, draft: Draft) -> bool:
    """Whether fixed words make it plain: "according to", "it is believed that"."""
    impersonal = draft.frame == "clause" and paragraph.tokens[draft.head].tag == "VBN" and by_nobody(paragraph, draft)
    return draft.frame == "phrase" or impersonal


def _set(paragraph: Paragraph, drafts: Sequence[Draft], quoted: Sequence[int], tags: Tags) -> list[Draft]:
    """Set phrases: by the judge that is surer, the encoder has seen few of them."""
    both = {draft.head: draft for draft in likely(weighed(paragraph, drafts, quoted, None), judge("rules"))}
    for draft in likely(weighed(paragraph, drafts, quoted, tags), judge("tagged")):
        if draft.head not in both or draft.chance >= both[draft.head].chance:
            both[draft.head] = draft
    return list(both.values())


def likely(candidates: Iterable[tuple[Draft, Evidence]], judged: Judge) -> list[Draft]:
    """The candidates that a judge finds likely enough, each with its chance."""
    weighed = (replace(draft, chance=judged.chance(evidence)) for draft, evidence in candidates)
    return [draft for draft in weighed if draft.chance >= judged.least]


def _as_parsed(drafts: Sequence[Draft], kept: Sequence[Draft]) -> list[Draft]:
    """The same, those in what another says with the grammar's source and edges: the encoder sees only the outer one."""
    contents = {index for draft in kept for index in draft.content}
    parsed = {draft.head: draft for draft in drafts if draft.source and draft.content}
    return [
        replace(parsed[draft.head], chance=draft.chance)
        if draft.head in parsed and contents.issuperset(draft.cue)
        else draft
        for draft in kept
    ]


def _reported(
    paragraph: Paragraph, drafts: Sequence[Draft], kept: Sequence[Draft], quoted: Sequence[int]
) -> list[Draft]:
    """Those that stand in what another source says: by the rules alone, the encoder has learnt to pass over them."""
    contents = {index for draft in kept for index in draft.content}
    heads = {draft.head for draft in kept}
    inside = [draft for draft in drafts if draft.head in contents and draft.head not in heads]
    return likely(weighed(paragraph, inside, quoted, None), judge("rules"))


def weighed(
    paragraph: Paragraph, drafts: Sequence[Draft], quoted: Sequence[int], tags: Tags | None
) -> list[tuple[Draft, Evidence]]:
    """The drafts with content, their edges settled, and the evidence for each."""
    found: list[tuple[Draft, Evidence]] = []
    for draft in drafts:
        if tags is None:
            content = trimmed(paragraph, draft.content, quoted)
            if content:
                found.append((draft, _grammar(paragraph, draft, content, quoted)))
        elif draft.chance >= HOPELESS or max(tags.cue[index] for index in draft.cue) >= UNSEEN:
            content, seen = settled(paragraph, draft, quoted, tags)
            if content:
                source = settled_source(paragraph, draft, tags)
                content = [index for index in content if index not in source]
                here = replace(draft, content=content, source=source)
                found.append((here, _both(paragraph, here, seen, quoted, tags)))
    return found


def _grammar(paragraph: Paragraph, draft: Draft, content: Sequence[int], quoted: Sequence[int]) -> Evidence:
    return {
        "rules": odds(draft.chance),
        "sourced": float(bool(draft.source)),
        "by nobody": float(by_nobody(paragraph, draft)),
        "speech": float(draft.kind == "speech"),
        "length": min(len(words_in(paragraph, content)), LONG) / 10,
        "quoted": float(any(quoted[index] >= 0 for index in content)),
        f"frame {draft.frame}": 1.0,
    }


def _both(paragraph: Paragraph, draft: Draft, seen: Sequence[int], quoted: Sequence[int], tags: Tags) -> Evidence:
    words = sorted(words_in(paragraph, draft.content)) or draft.content
    other = words_in(paragraph, seen)
    return _grammar(paragraph, draft, draft.content, quoted) | {
        "cue": max(odds(tags.cue[index]) for index in draft.cue),
        "head": odds(tags.cue[draft.head]),
        "content": mean_odds(tags.content, words),
        "content share": sum(tags.content[index] > 0.5 for index in words) / len(words),
        "source": max((odds(tags.source[index]) for index in draft.source), default=0.0),
        "source mean": mean_odds(tags.source, draft.source),
        "reported": odds(tags.content[draft.head]),
        "agreement": len(other.intersection(words)) / len(other.union(words)),
        "seen": float(bool(seen)),
    }
