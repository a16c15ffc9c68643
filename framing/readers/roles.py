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

from framing.document import STORY_ROLES
from framing.readers import signals
from framing.readers.draft import Draft

SENTENCE_END: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
Region = tuple[int, ...]

STORY_SHARE: Final = 0.7
"""Share of a page's prose that an ``<article>`` must hold to be taken for the story."""
PROSE_WORDS: Final = 12
HEADLINE_WORDS: Final = 30
LABEL_WORDS: Final = 3
SIGNS: Final = 2
SUBHEAD_WORDS: Final = 10


def assign_roles(drafts: Sequence[Draft]) -> None:
    """Give a role to every draft that has none.  Linear in the number of drafts and their length."""
    _trust_hints(drafts)
    region = _keep_region(drafts)
    signs = _mark_lines(drafts)
    _choose_headline(drafts, region)
    first = _first_prose(drafts)
    if first is not None:
        page = signs >= SIGNS
        _mark_end(drafts, page)
        _mark_start(drafts, first, page)
    _mark_subheads(drafts)
    for draft in drafts:
        draft.role = draft.role or "body"
    if not any(draft.role in STORY_ROLES for draft in drafts):
        for draft in drafts:
            if not draft.sure:
                draft.role = "body"


def _first_prose(drafts: Sequence[Draft]) -> int | None:
    """Index of the first paragraph of the story, or of the first sentence if no paragraph is long enough."""
    open_ = [index for index, draft in enumerate(drafts) if draft.role is None and _ends(draft)]
    return next((index for index in open_ if _is_prose(drafts[index])), next(iter(open_), None))


def _ends(draft: Draft) -> bool:
    """Whether a block ends as a sentence does."""
    return SENTENCE_END.search(draft.text[-8:]) is not None


def _is_prose(draft: Draft) -> bool:
    """Whether a block reads like a paragraph of a story."""
    return _ends(draft) and draft.text.count(" ") >= PROSE_WORDS - 1


def _trust_hints(drafts: Sequence[Draft]) -> None:
    """Forget what class names say if it would take most of the prose away."""
    hinted = [draft for draft in drafts if not draft.sure and draft.role not in {"headline", "dek", None}]
    lost = sum(draft.length for draft in hinted if _is_prose(draft))
    left = sum(draft.length for draft in drafts if draft.role in {None, "body"} and _is_prose(draft))
    if lost > left:
        for draft in hinted:
            if draft.role == "chrome" or _is_prose(draft):
                draft.role, draft.sure = None, True


def _keep_region(drafts: Sequence[Draft]) -> Region:
    """The ``<article>`` or ``<main>`` that holds the prose, if one does; what stands outside it is chrome."""
    prose: Counter[Region] = Counter()
    total = 0
    for draft in drafts:
        if draft.role is None and _is_prose(draft):
            total += draft.length
            for depth in range(1, len(draft.region) + 1):
                prose[draft.region[:depth]] += draft.length
    story = max((region for region, length in prose.items() if length >= STORY_SHARE * total), key=len, default=())
    for draft in drafts:
        if draft.role is None and draft.region[: len(story)] != story:
            draft.role, draft.sure = "chrome", False
    return story


def _mark_lines(drafts: Sequence[Draft]) -> int:
    """Mark what lines say about themselves; returns how many say that they are chrome."""
    signs = 0
    for index, draft in enumerate(drafts):
        if draft.role is not None or draft.shape == "cell":
            continue
        if signals.chrome(draft.text) or _is_teaser(draft):
            draft.role, draft.sure = "chrome", False
            signs += 1
        elif credit := signals.credit(draft.text):
            draft.role, draft.sure = credit, False
        elif index and signals.job(draft.text) and drafts[index - 1].role in {None, "byline"}:
            before = drafts[index - 1]
            if before.role == "byline" or signals.name(before.text):
                draft.role = before.role = "byline"
                signs += 1
    return signs


def _is_teaser(draft: Draft) -> bool:
    """Whether a block is one link to another page and no sentence."""
    linked = sum(len(link.span) for link in draft.links)
    return draft.shape != "heading" and linked >= draft.length and not _ends(draft)


def _choose_headline(drafts: Sequence[Draft], region: Region) -> None:
    """Keep one headline: that of the story's region or next to it, else the surest, else the first.

    Others become chrome if they repeat it or stand outside, else headings of the story.
    """
    found = [draft for draft in drafts if draft.role == "headline"]
    if not found:
        return
    chosen = max(found, key=lambda draft: (draft.sure, _shared(draft.region, region)))
    for draft in found:
        if draft is not chosen:
            inside = draft.region[: len(region)] == region
            draft.role = "body" if draft.sure and inside and _same(draft) != _same(chosen) else "chrome"
    _drop_repeats(drafts, chosen)


def _shared(one: Region, other: Region) -> int:
    """How many regions two places have in common."""
    return sum(1 for left, right in zip(one, other, strict=False) if left == right)


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
        elif page and not _ends(draft) and draft.shape in {"paragraph", "heading"}:
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
        if page and ((headline is not None and index < headline) or words <= LABEL_WORDS):
            draft.role, draft.sure = "chrome", False
        elif (
            headline is not None
            and index > headline
            and draft.shape == "paragraph"
            and _follows(drafts, headline, index)
        ):
            draft.role = None if _ends(draft) else "dek"


def _mark_subheads(drafts: Sequence[Draft]) -> None:
    """A short line that is no sentence, between two paragraphs, is a heading inside the story."""
    for before, draft, after in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if draft.role is None and draft.shape == "paragraph" and not _ends(draft):
            short = draft.text.count(" ") < SUBHEAD_WORDS
            if short and before.role is None and after.role is None and _is_prose(after):
                draft.shape = "heading"


def _headline(drafts: Sequence[Draft], lines: Sequence[int]) -> int | None:
    """The line before the first paragraph that is the headline: one that is repeated, else the first long one."""
    candidates = [
        index
        for index in lines
        if not _ends(drafts[index]) or drafts[index].text.endswith(("?", "!"))
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
