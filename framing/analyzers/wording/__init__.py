"""Words that take sides, and whose words they are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from framing.analyzers.analysis import Analysis
from framing.analyzers.facts import Marker, Quotation
from framing.analyzers.statistics.numerals import Taken
from framing.analyzers.wording import acts, headlines, learned, patterns, scare_quotes, sides
from framing.analyzers.wording.criteria import TESTS
from framing.analyzers.wording.inflect import fitting, removable
from framing.analyzers.wording.lexicon import Entry, all_lists, lookup
from framing.analyzers.wording.senses import accused, ascribed, denied, verb_of
from framing.analyzers.wording.voice import Ground, grounds, quoted_spans, voiced
from framing.document import Span
from framing.language.parse import Paragraph

REMOVABLE: Final = frozenset({"editorialising-adverb", "intensifier", "doubt-marker"})
"""Families whose words can often simply go."""
ASSERTED: Final = frozenset({"loaded-word", "intensifier", "contentious-label", "conflict-metaphor"})
DENIED: Final = 0.45
"""Confidence of a word of these families where the sentence says that it is not so."""
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
HINTED: Final = 2.0
BALANCE: Final = 0.8
"""What certain hints add to the encoder's log odds, and where a sentence is as likely as not; chosen on BABE dev."""


def find(paragraph: Paragraph, quotations: tuple[Quotation, ...]) -> tuple[Marker, ...]:
    """Markers of one paragraph with suggestions that fit; those inside quotation marks have voice "quoted"."""
    found, cleared = _looked_up(paragraph)
    for reach in paragraph.sentence_tokens:
        found.extend(patterns.find(paragraph, reach))
    quoted = Ground(quoted=quoted_spans(paragraph, quotations))
    marks = scare_quotes.find(paragraph, quotations)
    settled = learned.weigh(paragraph, _settled([*(voiced(marker, quoted) for marker in found), *marks]))
    taken = [*(marker.span for marker in settled), *cleared]
    suggested = (voiced(marker, quoted) for marker in learned.find(paragraph, taken))
    own = [marker for marker in suggested if marker.voice == "own"]
    return tuple(sorted((*settled, *own), key=lambda marker: marker.span))


def join(analysis: Analysis) -> tuple[Marker, ...]:
    """The markers of the story, each with whose words it is in."""
    ground = grounds(analysis)
    joined: list[Marker] = []
    for passage in analysis.story:
        found = passage.local.markers
        if headlines.is_headline(passage):
            found = _settled([*found, *headlines.find(passage.paragraph)])
        joined.extend(voiced(marker.moved(passage.start), ground[passage.start]) for marker in found)
    return tuple(sides.weigh(analysis, joined))


def sentence_score(analysis: Analysis) -> float:
    """How likely readers would call the likeliest sentence of a text biased, 0 to 1.

    The encoder's odds, with own-voice markers of the lists as independent hints; without the encoder the hints alone.
    """
    own = (marker for marker in analysis.markers if marker.voice == "own" and not marker.learned)
    hints = 1 - math.prod(1 - WEIGHTS.get(marker.family, 0.0) * marker.confidence for marker in own)
    taggings = [passage.paragraph.tagging for passage in analysis.story]
    odds = [value for tagging in taggings if tagging for value in tagging.sentences]
    return 1 / (1 + math.exp(BALANCE - max(odds) - HINTED * hints)) if odds else hints


def _defined(paragraph: Paragraph, covered: range) -> bool:
    """The word itself is explained: "What is a fiasco?", "A radical is an atom …"."""
    token = paragraph.tokens[covered[-1]]
    article = paragraph.child(token.index, "det")
    verb = paragraph.tokens[token.head]
    if article is None or article.lower not in ("a", "an") or verb.lemma != "be" or verb.tag != "VBZ":
        return False
    asked = any(paragraph.tokens[kid].lower in ("what", "who") for kid in paragraph.children[verb.index])
    return asked or (token.dep == "nsubj" and paragraph.child(verb.index, "attr") is not None)


def _looked_up(paragraph: Paragraph) -> tuple[list[Marker], list[Span]]:
    """Markers for the words of the lists; and where such words stand in another sense, with what hangs on them.

    A driver who slams on the brakes is no marker, and nothing about the brakes is to be suggested.
    """
    listed: list[Marker] = []
    cleared: list[Span] = []
    lists = all_lists()
    for token in paragraph.tokens:
        for entry, covered in lookup(lists, paragraph, token.index):
            if not _defined(paragraph, covered) and all(TESTS[test](paragraph, covered) for test in entry.tests):
                listed.append(_listed(paragraph, entry, covered))
            else:
                for index in covered:
                    cleared.extend(paragraph.tokens[at].span for at in (index, *paragraph.children[index]))
    return listed, cleared


def _listed(paragraph: Paragraph, entry: Entry, covered: range) -> Marker:
    last = covered[-1] if entry.pos != "VERB" else verb_of(paragraph, covered).index
    named = entry.pos != "VERB" and ascribed(paragraph, last)
    return Marker(
        paragraph.cover(covered),
        entry.family,
        entry.term,
        entry.note,
        "attributed" if named or accused(paragraph, last) else "own",
        suggestions=_suggestions(paragraph, covered, entry),
        confidence=_confidence(paragraph, last, entry),
    )


def _confidence(paragraph: Paragraph, last: int, entry: Entry) -> float:
    """The entry's, or less where the sentence denies the word, or tells of an act that was not reported to happen."""
    unsaid = entry.family in ASSERTED and denied(paragraph, last)
    unheard = entry.family == "slanted-report-verb" and paragraph.tokens[last].tag == "VB"
    return min(entry.confidence, DENIED) if unsaid or unheard else entry.confidence


def _suggestions(paragraph: Paragraph, covered: range, entry: Entry) -> tuple[str, ...]:
    alternatives = entry.alternatives
    if "report" in entry.tests and not acts.clause(paragraph, covered):
        alternatives = ("talk",)
    if alternatives:
        return fitting(paragraph, covered, alternatives, entry.pos)
    return ("",) if entry.family in REMOVABLE and removable(paragraph, covered) else ()


def _settled(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """In text order; where two overlap, the surer one, then the earlier, then the longer."""
    kept: list[Marker] = []
    taken = Taken()
    for marker in sorted(markers, key=lambda item: (-item.confidence, item.span.start, -item.span.end, item.family)):
        if taken.free(marker.span):
            taken.take(marker.span)
            kept.append(marker)
    return tuple(sorted(kept, key=lambda item: item.span))
