"""Quotations that go on over paragraphs, and whose words they then are.

Newsroom convention (AP Stylebook, "quotation marks"): a quotation that goes on in the next paragraph has no
closing mark at the end of the first and an opening mark at the start of each that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.attribution.cues import find_cues
from framing.analyzers.attribution.quotations import outermost, quoted_tokens
from framing.analyzers.attribution.speakers import kind_of
from framing.analyzers.attribution.subjects import source_of
from framing.analyzers.facts import Attribution, Quotation
from framing.document import Span, SpanIndex

CARRIED: Final = 0.75
"""Confidence that a quotation alone in its paragraph belongs to the last speaker."""
LONGEST_INTRODUCTION: Final = 40
RECENT: Final = 50
"""How many attributions back the last speaker is looked for."""


def carry_on(analysis: Analysis) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """All quotations and attributions of the story, in text order."""
    quotations: list[Quotation] = []
    attributions: list[Attribution] = []
    before: Passage | None = None
    for passage in analysis.story:
        mine = [fact.moved(passage.start) for fact in passage.local.quotations]
        own = [fact.moved(passage.start) for fact in passage.local.attributions if not fact.reported]
        if before is not None and before.block.role == passage.block.role == "body":
            _join_to(before, passage, mine, own, quotations, attributions)
        quotations += mine
        attributions += own
        before = passage
    attributions.sort(key=lambda fact: (fact.content[0], fact.cue or fact.content[0]))
    contents = SpanIndex(span for fact in attributions for span in fact.content)
    return tuple(_spoken(analysis, quotation, contents) for quotation in quotations), tuple(attributions)


def _join_to(
    before: Passage,
    passage: Passage,
    mine: Sequence[Quotation],
    own: list[Attribution],
    quotations: Sequence[Quotation],
    attributions: list[Attribution],
) -> None:
    """Give what stands at the start of ``passage`` to a speaker in ``before``, where there is one."""
    opening = _opening_run(passage, mine, own)
    introduced = _introduction(before, bool(opening))
    if introduced is not None and (opening or not mine):
        if not opening:
            own.clear()
        attributions[-RECENT:] = [fact for fact in attributions[-RECENT:] if fact.cue != introduced.cue]
        own.append(replace(introduced, content=tuple(opening or [_whole(passage)])))
        return
    if not opening:
        return
    last = _last_speaker(before, quotations, attributions)
    if last is not None:
        fact = attributions[last]
        sure = fact.confidence if _runs_over(before, quotations) else min(fact.confidence, CARRIED)
        attributions[last] = replace(fact, content=(*fact.content, *opening), confidence=sure)


def _opening_run(passage: Passage, mine: Sequence[Quotation], own: Sequence[Attribution]) -> list[Span]:
    """The quotation that a paragraph starts with, and those right after it, if no one in the paragraph speaks it."""
    run: list[Span] = []
    for quotation in outermost(tuple(mine)):
        at = run[-1].end if run else passage.start
        between = passage.paragraph.text[at - passage.start : quotation.span.start - passage.start]
        taken = any(span.overlaps(quotation.span) for fact in own for span in fact.content)
        if between.strip() or taken or not (quotation.speech or run):
            break
        run.append(quotation.span)
    return run


def _introduction(before: Passage, quotes: bool) -> Attribution | None:
    """A paragraph that ends with a colon after a speech verb: "The governor added:".

    Before a quotation the main verb will do, whatever it is: "She made this comment:".
    """
    paragraph = before.paragraph
    if not paragraph.text.rstrip().endswith(":"):
        return None
    sentence = paragraph.sentence_tokens[-1]
    cues = find_cues(paragraph, quoted_tokens(paragraph, before.local.quotations))
    here = [cue for cue in cues if cue.head in sentence]
    spoken = [cue for cue in here if cue.kind == "speech" and cue.chance >= 0.2]
    main = [cue for cue in here if quotes and paragraph.tokens[cue.head].dep == "ROOT"]
    if not (spoken or main) or len(sentence) > LONGEST_INTRODUCTION:
        return None
    cue = (spoken or main)[-1]
    source = source_of(paragraph, cue)
    return Attribution(
        source=paragraph.cover(source).moved(before.start) if source else None,
        cue=paragraph.cover(cue.tokens).moved(before.start),
        content=(),
        mode="direct",
        cue_lemma=cue.lemma,
        cue_kind=cue.kind,
        connotation=cue.connotation,
        source_kind=kind_of(paragraph, source),
        confidence=0.8,
    )


def _whole(passage: Passage) -> Span:
    return Span(passage.start, passage.start + len(passage.paragraph.text.rstrip(" .")))


def _runs_over(before: Passage, quotations: Sequence[Quotation]) -> bool:
    """Whether the last quotation of a paragraph was left open at its end."""
    return bool(quotations) and not quotations[-1].closed and quotations[-1].span.start >= before.start


def _last_speaker(before: Passage, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> int | None:
    """Index of the attribution that a quotation without a speaker carries on: the last speech before it."""
    reach = [
        index
        for index, fact in enumerate(attributions[-RECENT:], max(0, len(attributions) - RECENT))
        if fact.cue_kind == "speech" and fact.content[-1].end > before.start and fact.source is not None
    ]
    direct = [index for index in reach if attributions[index].mode != "indirect"]
    chosen = direct or reach
    return max(chosen, key=lambda index: attributions[index].content[-1].end, default=None)


def _spoken(analysis: Analysis, quotation: Quotation, contents: SpanIndex) -> Quotation:
    """Short quoted words inside a content are the speaker's, unless they are a title."""
    if quotation.speech or _titled(analysis.text(quotation.inner)):
        return quotation
    return replace(quotation, speech=True) if contents.contains(quotation.span) else quotation


def _titled(words: str) -> bool:
    return " " in words.strip() and all(word[:1].isupper() for word in words.split() if len(word) > 3)
