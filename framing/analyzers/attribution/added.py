"""Attributions that only the encoder sees: contents no draft has, linked to the nearest cue and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.analyzers.attribution.boundaries import gap, words_in
from framing.analyzers.attribution.contents import trimmed
from framing.analyzers.attribution.cues import meaning
from framing.analyzers.attribution.drafts import Draft
from framing.analyzers.attribution.judges import judge
from framing.analyzers.attribution.tags import Tags, mean_odds, odds
from framing.analyzers.attribution.weighing import LONG, Evidence, likely
from framing.language.parse import Paragraph

COVERED: Final = 0.3
"""Share of a run's words that others may have before it counts as theirs."""
FAR: Final = 15
HEADS: Final = frozenset({"VERB", "NOUN", "ADJ"})


def add(paragraph: Paragraph, kept: Sequence[Draft], quoted: Sequence[int], tags: Tags) -> list[Draft]:
    """Drafts for contents that none of ``kept`` has, where they are likely enough."""
    return likely(candidates(paragraph, kept, quoted, tags), judge("added"))


def candidates(
    paragraph: Paragraph, kept: Sequence[Draft], quoted: Sequence[int], tags: Tags
) -> list[tuple[Draft, Evidence]]:
    """All such drafts, each with the evidence for it."""
    taken = {index for draft in kept for index in draft.content}
    used = {index for draft in kept for index in draft.cue}
    cues = [run for run in tags.cues if not used.intersection(run)]
    by_cue: dict[int, list[list[int]]] = {}
    for run in tags.contents:
        words = words_in(paragraph, run)
        if words and len(words & taken) < COVERED * len(words):
            number = _nearest_cue(paragraph, run, cues)
            if number is not None:
                by_cue.setdefault(number, []).append(run)
    found = []
    for number, runs in sorted(by_cue.items()):
        draft = _draft(paragraph, cues[number], runs, quoted, tags)
        if draft.content:
            found.append((draft, _evidence(paragraph, draft, runs, quoted, tags)))
    return found


def _nearest_cue(paragraph: Paragraph, run: Sequence[int], cues: Sequence[Sequence[int]]) -> int | None:
    tokens = paragraph.tokens
    first, last = tokens[run[0]].sentence, tokens[run[-1]].sentence
    near = [
        number
        for number, cue in enumerate(cues)
        if first <= tokens[cue[0]].sentence <= last and not run[0] <= cue[0] <= run[-1]
    ]
    return min(near, key=lambda number: gap(cues[number], run), default=None)


def _draft(
    paragraph: Paragraph, cue: Sequence[int], runs: Sequence[Sequence[int]], quoted: Sequence[int], tags: Tags
) -> Draft:
    tokens = paragraph.tokens
    head = max(cue, key=lambda index: (tokens[index].pos in HEADS, tags.cue[index]))
    sources = [run for run in tags.sources if tokens[run[0]].sentence == tokens[head].sentence]
    source = min(sources, key=lambda run: gap(run, cue), default=[])
    own = {*cue, *source}
    content = trimmed(paragraph, [index for run in runs for index in run if index not in own], quoted)
    kind, connotation = meaning(tokens[head].lemma)
    return Draft(head, tuple(cue), list(source), content, tokens[head].lemma, kind, connotation, "tagged", 0.0)


def _evidence(
    paragraph: Paragraph, draft: Draft, runs: Sequence[Sequence[int]], quoted: Sequence[int], tags: Tags
) -> Evidence:
    words = sorted(words_in(paragraph, draft.content)) or draft.content
    return {
        "content": mean_odds(tags.content, words),
        "length": min(len(words), LONG) / 10,
        "cue": max(odds(tags.cue[index]) for index in draft.cue),
        "distance": min(min(gap(draft.cue, run) for run in runs), FAR) / 5,
        "sourced": float(bool(draft.source)),
        "source mean": mean_odds(tags.source, draft.source),
        "source distance": min(gap(draft.source, draft.cue), FAR) / 5 if draft.source else 0.0,
        "verb": float(paragraph.tokens[draft.head].pos == "VERB"),
        "noun": float(paragraph.tokens[draft.head].pos == "NOUN"),
        "cue first": float(draft.content[0] > draft.head),
        "in pieces": float(len(runs) > 1),
        "quoted": float(quoted[draft.head] >= 0),
    }
