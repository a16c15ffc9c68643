"""Words that take sides, and whose words they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.facts import Marker, Quotation
from framing.analyzers.wording import acts, headlines, patterns, scare_quotes, sides
from framing.analyzers.wording.criteria import TESTS
from framing.analyzers.wording.inflect import fitting, removable
from framing.analyzers.wording.lexicon import Entry, all_lists, lookup
from framing.analyzers.wording.senses import ascribed
from framing.document import Span
from framing.language.parse import Paragraph

REMOVABLE: Final = frozenset({"editorialising-adverb", "intensifier", "doubt-marker"})
"""Families whose words can often simply go."""
SPOKEN: Final = 0.5
"""Attributions less sure than this do not take words out of the outlet's voice."""
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
HEADLINE_TOKENS: Final = 16
WEIGHTS: Final = {
    "editorialising-adverb": 0.9,
    "doubt-marker": 0.8,
    "intensifier": 0.85,
    "loaded-word": 0.85,
    "slanted-report-verb": 0.7,
    "stance-verb": 0.5,
    "contentious-label": 0.8,
    "euphemism": 0.5,
    "scare-quotes": 0.6,
    "weasel-attribution": 0.4,
    "insinuating-hedge": 0.6,
    "generalisation": 0.7,
    "conflict-metaphor": 0.7,
    "sensational-headline": 0.7,
}
"""How far a marker of a family speaks for a sentence that takes sides."""


def find(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> tuple[Marker, ...]:
    """Markers of one paragraph with suggestions that fit; those inside quotation marks have voice "quoted"."""
    found = list(_listed(paragraph))
    for reach in paragraph.sentence_tokens:
        found.extend(patterns.find(paragraph, reach))
    quoted = [quotation.span for quotation in quotations]
    voiced = [_voiced(marker, (), (), quoted) for marker in found]
    return _settled([*voiced, *scare_quotes.find(paragraph, quotations)])


def join(analysis: Analysis) -> tuple[Marker, ...]:
    """The markers of the story, each with whose words it is in."""
    spoken, cues = _by_passage(analysis, _spoken(analysis)), _by_passage(analysis, _cues(analysis))
    quoted = _by_passage(analysis, (quotation.span for quotation in analysis.quotations))
    joined: list[Marker] = []
    for passage in analysis.story:
        at = passage.start
        found = passage.local.markers
        if _is_headline(passage):
            found = _settled([*found, *headlines.find(passage.paragraph)])
        here = (spoken.get(at, ()), cues.get(at, ()), quoted.get(at, ()))
        joined.extend(_voiced(marker.moved(at), *here) for marker in found)
    return tuple(sides.weigh(joined))


def sentence_score(markers: Iterable[Marker]) -> float:
    """How likely a sentence with these markers takes sides, 0 to 1: own-voice markers joined as independent hints."""
    silent = (1 - WEIGHTS.get(marker.family, 0.0) * marker.confidence for marker in markers if marker.voice == "own")
    return 1 - math.prod(silent)


def _is_headline(passage: Passage) -> bool:
    """By role, or a short line without a full stop at the top of a story."""
    text = passage.paragraph.text.rstrip()
    lone = passage.start == 0 and len(passage.paragraph.sentences) == 1 and text[-1:].isalnum()
    return passage.block.role == "headline" or (lone and len(passage.paragraph.tokens) <= HEADLINE_TOKENS)


def _defined(paragraph: Paragraph, covered: range) -> bool:
    """The word itself is explained: "What is a fiasco?", "A radical is an atom …"."""
    token = paragraph.tokens[covered[-1]]
    article = paragraph.child(token.index, "det")
    verb = paragraph.tokens[token.head]
    if article is None or article.lower not in ("a", "an") or verb.lemma != "be" or verb.tag != "VBZ":
        return False
    asked = any(paragraph.tokens[kid].lower in ("what", "who") for kid in paragraph.children[verb.index])
    return asked or (token.dep == "nsubj" and paragraph.child(verb.index, "attr") is not None)


def _listed(paragraph: Paragraph) -> Iterator[Marker]:
    lists = all_lists()
    for token in paragraph.tokens:
        for entry, covered in lookup(lists, paragraph, token.index):
            if not _defined(paragraph, covered) and all(TESTS[test](paragraph, covered) for test in entry.tests):
                yield Marker(
                    paragraph.cover(covered),
                    entry.family,
                    entry.term,
                    entry.note,
                    "attributed" if entry.pos != "VERB" and ascribed(paragraph, covered[-1]) else "own",
                    suggestions=_suggestions(paragraph, covered, entry),
                    confidence=entry.confidence,
                )


def _suggestions(paragraph: Paragraph, covered: range, entry: Entry) -> tuple[str, ...]:
    alternatives = entry.alternatives
    if "report" in entry.tests and not acts.clause(paragraph, covered):
        alternatives = ("talk",)
    if alternatives:
        return fitting(paragraph, covered, alternatives, entry.pos)
    return ("",) if entry.family in REMOVABLE and removable(paragraph, covered) else ()


def _spoken(analysis: Analysis) -> Iterator[Span]:
    """What is told in somebody's name: clauses.

    A noun ("issued a harsh opinion") is worded by the outlet, and a document that "shows" something is read by it.
    """
    for attribution in analysis.attributions:
        certain = attribution.source_kind != "document" and attribution.confidence >= SPOKEN
        if certain and any(_is_clause(analysis.passage_at(span.start), span) for span in attribution.content):
            yield from attribution.content


def _is_clause(passage: Passage, span: Span) -> bool:
    """Whether a content asserts: it has a finite verb, and not only in a relative clause ("a plan that works")."""
    tokens = passage.paragraph.tokens
    for token in passage.tokens(span):
        verb = tokens[token.head] if token.dep in ("aux", "auxpass") else token
        while verb.dep == "conj" and verb.head != verb.index:
            verb = tokens[verb.head]
        if token.tag in FINITE and verb.dep != "relcl":
            return True
    return False


def _cues(analysis: Analysis) -> Iterator[Span]:
    return (attribution.cue for attribution in analysis.attributions if attribution.cue)


def _by_passage(analysis: Analysis, spans: Iterable[Span]) -> dict[int, list[Span]]:
    """Spans by the start of the passage they stand in, so that each marker meets only its neighbours."""
    grouped: dict[int, list[Span]] = {}
    for span in spans:
        grouped.setdefault(analysis.passage_at(span.start).start, []).append(span)
    return grouped


def _voiced(marker: Marker, spoken: Iterable[Span], cues: Iterable[Span], quoted: Iterable[Span]) -> Marker:
    if marker.family == "scare-quotes":
        return marker
    if any(span.overlaps(marker.span) for span in quoted):
        return replace(marker, voice="quoted")
    if any(cue.overlaps(marker.span) for cue in cues):
        return marker
    if any(span.contains(marker.span) for span in spoken):
        return replace(marker, voice="attributed")
    return marker


def _settled(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """In text order; where two overlap, the surer one, then the earlier, then the longer."""
    kept: list[Marker] = []
    for marker in sorted(markers, key=lambda item: (-item.confidence, item.span.start, -item.span.end, item.family)):
        if not any(marker.span.overlaps(other.span) for other in kept):
            kept.append(marker)
    return tuple(sorted(kept, key=lambda item: item.span))
