"""Which blocks are the story, and which only stand around it.

Nothing is deleted: what a pasted page brings with it gets the role chrome, caption, byline or bio, and scores
leave it out.  Three kinds of evidence, from sure to weak: what markup or the CMS says; what a line says about
itself (``signals``); and, only on a page that shows at least two signs of chrome, where a line stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from framing.readers import signals
from framing.readers.draft import Draft

SENTENCE_END: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
STORY_SHARE: Final = 0.7
"""Share of a page's prose that an ``<article>`` must hold to be taken for the story."""
PROSE_WORDS: Final = 12
HEADLINE_WORDS: Final = 30
LABEL_WORDS: Final = 3
SIGNS: Final = 2
FAR: Final = 12
"""A headline stands among the first blocks, unless site chrome comes before it."""


def assign_roles(drafts: Sequence[Draft]) -> None:
    """Give a role to every draft that has none.  Linear in the number of drafts and their length."""
    _trust_hints(drafts)
    _keep_region(drafts)
    signs = _mark_lines(drafts)
    _choose_headline(drafts)
    prose = [index for index, draft in enumerate(drafts) if draft.role is None and _is_prose(draft)]
    if prose:
        page = signs >= SIGNS
        _mark_end(drafts, page)
        _mark_start(drafts, prose[0], page)
    for draft in drafts:
        if draft.role is None:
            draft.role = "body"
    if not any(draft.role in {"headline", "dek", "body"} for draft in drafts):
        for draft in drafts:
            if draft.role == "chrome" and not draft.sure:
                draft.role = "body"


def _is_prose(draft: Draft) -> bool:
    """Whether a block reads like a paragraph of a story."""
    return SENTENCE_END.search(draft.text[-8:]) is not None and draft.text.count(" ") >= PROSE_WORDS - 1


def _trust_hints(drafts: Sequence[Draft]) -> None:
    """Forget what class names say if it would take most of the prose away."""
    hinted = [draft for draft in drafts if not draft.sure and draft.role not in {"headline", "dek", None}]
    lost = sum(draft.length for draft in hinted if _is_prose(draft))
    left = sum(draft.length for draft in drafts if draft.role in {None, "body"} and _is_prose(draft))
    if lost > left:
        for draft in hinted:
            draft.role = None


def _keep_region(drafts: Sequence[Draft]) -> None:
    """Where one ``<article>`` or ``<main>`` holds the prose, what stands outside it is chrome."""
    prose: Counter[tuple[int, ...]] = Counter()
    total = 0
    for draft in drafts:
        if draft.role is None and _is_prose(draft):
            total += draft.length
            for depth in range(1, len(draft.region) + 1):
                prose[draft.region[:depth]] += draft.length
    regions = [region for region, length in prose.items() if length >= STORY_SHARE * total]
    if not regions:
        return
    story = max(regions, key=len)
    for draft in drafts:
        inside = draft.region[: len(story)] == story
        if draft.role is None and not inside:
            draft.role, draft.sure = "chrome", False
        elif draft.role == "headline" and not inside and draft.region != story[: len(draft.region)]:
            draft.sure = False


def _mark_lines(drafts: Sequence[Draft]) -> int:
    """Mark what lines say about themselves; returns how many say that they are chrome."""
    signs = 0
    for index, draft in enumerate(drafts):
        if draft.role is not None or draft.shape == "cell":
            continue
        if signals.chrome(draft.text):
            draft.role, draft.sure = "chrome", False
            signs += 1
        elif credit := signals.credit(draft.text):
            draft.role = credit
        elif index and signals.job(draft.text) and drafts[index - 1].role in {None, "byline"}:
            before = drafts[index - 1]
            if before.role == "byline" or signals.name(before.text):
                draft.role = before.role = "byline"
                signs += 1
    return signs


def _choose_headline(drafts: Sequence[Draft]) -> None:
    """Keep one headline: the surest, and of these the first.  Others that repeat it are chrome, else headings."""
    found = [draft for draft in drafts if draft.role == "headline"]
    if not found:
        return
    chosen = next((draft for draft in found if draft.sure), found[0])
    for draft in found:
        if draft is not chosen:
            draft.role = "body" if draft.sure and _same(draft) != _same(chosen) else "chrome"
    _drop_repeats(drafts, chosen)


def _drop_repeats(drafts: Sequence[Draft], headline: Draft) -> None:
    for draft in drafts:
        if draft is not headline and draft.role is None and _same(draft) == _same(headline):
            draft.role, draft.sure = "chrome", False


def _mark_end(drafts: Sequence[Draft], page: bool) -> None:
    """From the end back to the last paragraph of the story: bios, teasers, labels."""
    for index in range(len(drafts) - 1, 0, -1):
        draft = drafts[index]
        if draft.role is not None:
            continue
        if signals.bio(draft.text):
            draft.role = "bio"
        elif page and not SENTENCE_END.search(draft.text) and draft.shape != "cell":
            draft.role, draft.sure = "chrome", False
        else:
            return


def _mark_start(drafts: Sequence[Draft], first: int, page: bool) -> None:
    """Headline, dek, labels and repeats before ``first``, the first paragraph of prose."""
    lines = [index for index in range(first) if drafts[index].role is None]
    headline = next((index for index in range(first) if drafts[index].role == "headline"), None)
    if headline is None and not any(draft.role == "headline" for draft in drafts):
        headline = _headline(drafts, lines)
        if headline is not None:
            drafts[headline].role, drafts[headline].shape = "headline", "heading"
            _drop_repeats(drafts, drafts[headline])
    for index in lines:
        draft = drafts[index]
        if draft.role is not None:
            continue
        words = draft.text.count(" ") + 1
        if page and (headline is not None and index < headline or words <= LABEL_WORDS):
            draft.role, draft.sure = "chrome", False
        elif (
            headline is not None
            and index > headline
            and draft.shape == "paragraph"
            and _follows(drafts, headline, index)
        ):
            draft.role = "dek" if not SENTENCE_END.search(draft.text) else None


def _headline(drafts: Sequence[Draft], lines: Sequence[int]) -> int | None:
    """The line before the first paragraph that is the headline: one that is repeated, else the first long one."""
    candidates = [
        index
        for index in lines
        if not SENTENCE_END.search(drafts[index].text.rstrip("?!")) or drafts[index].text.endswith(("?", "!"))
        if drafts[index].text.count(" ") < HEADLINE_WORDS and drafts[index].shape in {"paragraph", "heading"}
    ]
    counts = Counter(_same(drafts[index]) for index in candidates)
    repeated = next((index for index in candidates if counts[_same(drafts[index])] > 1), None)
    long = next((index for index in candidates if drafts[index].text.count(" ") >= LABEL_WORDS), None)
    return repeated if repeated is not None else long if long is not None else next(iter(candidates), None)


def _follows(drafts: Sequence[Draft], headline: int, index: int) -> bool:
    """Whether nothing but chrome and credits stands between the headline and a line."""
    return all(drafts[between].role in {"chrome", "byline", "caption"} for between in range(headline + 1, index))


def _same(draft: Draft) -> str:
    return " ".join(draft.text.casefold().split())
