"""What several attribution rules ask of an attribution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.attribution.cues import chance
from framing.analyzers.attribution.speakers import head_of, is_proper
from framing.analyzers.facts import Attribution, Voice
from framing.document import Span
from framing.language.parse import Token
from framing.remembered import remembered

FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
CLAIM: Final = 0.4
LIKELY: Final = 0.5
"""Confidence below which no rule rests on an attribution."""
ACTS: Final = frozenset(
    [
        "charge",
        "accuse",
        "praise",
        "call",
        "offer",
        "support",
        "oppose",
        "want",
        "endorse",
        "attack",
        "blame",
        "question",
        "demand",
        "propose",
    ]
)


def spoken(analysis: Analysis) -> Iterator[tuple[int, Attribution, Span]]:
    """Likely attributions of speech, belief or evidence that state a source: index, attribution, source."""
    for index, attribution in enumerate(analysis.attributions):
        if attribution.source is not None and attribution.cue_kind != "intention" and attribution.confidence >= LIKELY:
            yield index, attribution, attribution.source


def states(attribution: Attribution) -> bool:
    """Whether the cue puts forward a claim ("say", "believe", "show"), not only an act or an attitude."""
    return reports(attribution.cue_lemma)


def reports(lemma: str) -> bool:
    """The same of a cue by its lemma."""
    return lemma not in ACTS and (lemma == "according to" or chance(lemma, "clause") >= CLAIM)


def claims(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether something is asserted: a clause, and no "do not say"."""
    told = (token for span in attribution.content for token in source_tokens(analysis, span))
    return any(token.tag in FINITE for token in told) and not denied(analysis, attribution)


def denied(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether the cue says that nothing was said: "did not respond", "never accused"."""
    cue = source_tokens(analysis, attribution.cue) if attribution.cue else []
    return any(token.dep == "neg" for token in cue)


def source_tokens(analysis: Analysis, source: Span) -> list[Token]:
    """The tokens of a source phrase."""
    return analysis.passage_at(source.start).tokens(source)


def source_head(analysis: Analysis, source: Span) -> Token | None:
    """The noun or pronoun a source phrase turns on."""
    tokens = source_tokens(analysis, source)
    if not tokens:
        return None
    return head_of(analysis.passage_at(source.start).paragraph, [token.index for token in tokens])


def has_name(analysis: Analysis, source: Span) -> bool:
    """Whether a proper name stands in a source phrase."""
    return any(is_proper(token) for token in source_tokens(analysis, source))


def voice_at(analysis: Analysis, index: int) -> Voice | None:
    """The voice of an attribution, by its index in ``analysis.attributions``."""
    return analysis.voice_of.get(index)


@remembered
def first_of_each_voice(analysis: Analysis) -> tuple[tuple[Attribution, Span, Token], ...]:
    """Attributions outside quotations whose voice has no name, only the first for each voice.

    A headline has no room for names; where there is a body, that is asked for them.
    """
    return tuple(_firsts(analysis))


def _firsts(analysis: Analysis) -> Iterator[tuple[Attribution, Span, Token]]:
    seen: set[tuple[str, ...]] = set()
    for index, attribution, source in spoken(analysis):
        head = source_head(analysis, source)
        voice = voice_at(analysis, index)
        if (
            head is None
            or not states(attribution)
            or analysis.quoted(source)
            or attribution.source_kind in {"named", "pronoun"}
            or (analysis.body and analysis.passage_at(source.start).block.role == "headline")
        ):
            continue
        if voice is not None and any(
            _identified(analysis, analysis.attributions[other]) for other in voice.attributions
        ):
            continue
        key = (head.lemma,) if head.tag == "NNS" else (voice.name if voice else str(source.start),)
        if key not in seen:
            seen.add(key)
            yield attribution, source, head


def _identified(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether a source is named, or is a study or poll that the story names: the headline's "survey" is that one."""
    source = attribution.source
    published = attribution.source_kind in {"poll", "document"} and source is not None and has_name(analysis, source)
    return attribution.source_kind == "named" or published
