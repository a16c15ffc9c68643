"""Analysis → scores.  Each with unit, parts and a caution; no single "bias score" (docs/method.md says why)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Final

from framing import readability
from framing.analyzers import Analysis
from framing.analyzers.counts import counts_as_word
from framing.analyzers.facts import Attribution, Counts
from framing.document import Cover
from framing.language.parse import Paragraph
from framing.remembered import remembered
from framing.report import Score

FORMULAS: Final[tuple[tuple[str, str, str, Callable[[Counts], float], str], ...]] = (
    ("words-per-sentence", "Words per sentence", "words", readability.sentence_length, "An average hides outliers."),
    ("flesch-reading-ease", "Flesch reading ease", "0–100, higher is easier", readability.flesch_reading_ease,
     "Counts syllables and sentence length only; it cannot see jargon that is short."),
    ("flesch-kincaid-grade", "Flesch–Kincaid grade", "US school grade", readability.flesch_kincaid_grade,
     "A grade is a rough guide: plus or minus one and a half is noise."),
    ("gunning-fog", "Gunning fog", "years of schooling", readability.gunning_fog,
     "Long words that everybody knows count as hard."),
    ("smog", "SMOG", "years of schooling", readability.smog, "Made for thirty sentences or more; unsteady below."),
    ("dale-chall", "Dale–Chall", "grade score", readability.dale_chall,
     "The list of familiar words is from US schools of the last century."),
)  # fmt: skip


def story_words(analysis: Analysis) -> int:
    """Words of headline, dek and body."""
    return sum(passage.local.counts.words for passage in analysis.story)


def build_scores(analysis: Analysis) -> tuple[Score, ...]:
    """All scores of a story, in the order an editor reads them."""
    cover = _attributed(analysis)
    attributed = word_count(analysis, cover)
    return (
        *_attribution(analysis, cover, attributed),
        *_voices(analysis),
        _statistics(analysis),
        _framing_density(analysis, attributed),
        *_readability(analysis),
    )


def word_count(analysis: Analysis, cover: Cover) -> int:
    """Words of the story on covered ground."""
    total = 0
    for passage in analysis.story:
        starts, ends = _words(passage.paragraph)
        for span in cover.within_reach(passage.block.span):
            here = span.moved(-passage.start)
            total += max(bisect_right(ends, here.end) - bisect_left(starts, here.start), 0)
    return total


@remembered
def _words(paragraph: Paragraph) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the words of a paragraph start and end."""
    words = [token for token in paragraph.tokens if counts_as_word(token)]
    return tuple(word.start for word in words), tuple(word.end for word in words)


def _attributed(analysis: Analysis) -> Cover:
    contents = [span for item in analysis.attributions for span in item.content]
    return Cover(contents + [quotation.span for quotation in analysis.quotations if quotation.speech])


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _attribution(analysis: Analysis, cover: Cover, attributed: int) -> Iterable[Score]:
    words = story_words(analysis)
    count = len(analysis.attributions)
    holding = sum(map(cover.overlaps, analysis.sentences))
    yield Score(
        "attribution-density", "Attribution density", None if not words else 100 * count / words,
        "attributions per 100 words", {"attributions": count, "words": words},
        "More is not better: it says how much of the story rests on what others say.",
    )  # fmt: skip
    yield Score(
        "attributed-words", "Words attributed to sources", _share(attributed, words), "share of words",
        {"attributed words": attributed, "words": words},
        "Half is usual in political news; a feature or an analysis has less.",
    )  # fmt: skip
    yield Score(
        "attributed-sentences", "Sentences with attribution", _share(holding, len(analysis.sentences)),
        "share of sentences", {"sentences with attribution": holding, "sentences": len(analysis.sentences)},
        "A sentence of plain fact that anyone can check needs none.",
    )  # fmt: skip


def _voices(analysis: Analysis) -> Iterable[Score]:
    voices = analysis.voices
    spoken = sum(voice.words for voice in voices)
    named = [voice for voice in voices if voice.kind != "unnamed"]
    unnamed = [item for item in analysis.attributions if _is_unnamed(item)]
    sourced = [item for item in analysis.attributions if item.source is not None]
    yield Score(
        "voices", "Distinct voices", float(len(voices)), "voices",
        {"named": len(named), "unnamed": len(voices) - len(named)},
        "Counts who is cited, not how good or how independent they are.",
    )  # fmt: skip
    heard = [voice for voice in voices if voice.words]
    shares: dict[str, float] = {}
    for voice in heard:
        shares[voice.name] = shares.get(voice.name, 0.0) + voice.words / spoken
    yield Score(
        "voice-evenness", "Evenness of voices",
        None if not heard else 1 - sum((voice.words / spoken) ** 2 for voice in heard),
        "0 one voice – 1 many even voices", shares,
        "One minus the Herfindahl index of words. Uneven can be right: a profile has one main voice.",
    )  # fmt: skip
    yield Score(
        "unnamed-share", "Attributions to unnamed sources", _share(len(unnamed), len(sourced)),
        "share of attributions with a source", {"unnamed": len(unnamed), "with a source": len(sourced)},
        "There are good reasons to withhold a name; the story should give them.",
    )  # fmt: skip


def _is_unnamed(item: Attribution) -> bool:
    return item.source_kind == "unnamed"


def _statistics(analysis: Analysis) -> Score:
    verdicts = {
        "in the sentence": 0,
        "from the context": 0,
        "asserted by a speaker": 0,
        "no source": 0,
        "needs none": 0,
    }
    names = {"sentence": "in the sentence", "context": "from the context", "speaker": "asserted by a speaker"}
    for statistic in analysis.statistics:
        sourcing = statistic.sourcing
        if sourcing is not None:
            unsourced = "no source" if sourcing.needed else "needs none"
            verdicts[names.get(sourcing.where, unsourced)] += 1
    needed = sum(verdicts.values()) - verdicts["needs none"]
    return Score(
        "sourced-statistics", "Statistics with a source", _share(needed - verdicts["no source"], needed),
        "share of statistics that need one", verdicts,
        "Says that a source is given, not that the number is right.",
    )  # fmt: skip


def _framing_density(analysis: Analysis, attributed: int) -> Score:
    own = story_words(analysis) - attributed
    markers = sum(marker.voice == "own" and marker.confidence >= 0.5 for marker in analysis.markers)
    return Score(
        "framing-density", "Framing density", None if not own else 1000 * markers / own,
        "markers per 1,000 words in the outlet's own voice", {"markers": markers, "own-voice words": own},
        "Compare with the outlet's own stories of the same kind, never an opinion piece with a wire story.",
    )  # fmt: skip


def _readability(analysis: Analysis) -> Iterable[Score]:
    counts = readability.total([passage.local.counts for passage in analysis.story])
    sentences = len(counts.sentence_words)
    parts = {"words": counts.words, "sentences": sentences, "syllables": counts.syllables}
    for name, label, unit, formula, caution in FORMULAS:
        yield Score(name, label, formula(counts) if counts.words else None, unit, parts, caution)
    long = sum(words > readability.LONG_SENTENCE for words in counts.sentence_words)
    yield Score(
        "long-sentences", "Long sentences", _share(long, sentences), f"share over {readability.LONG_SENTENCE} words",
        {"long": long, "sentences": sentences}, "A long sentence can be clear; read the marked ones aloud.",
    )  # fmt: skip
    yield Score(
        "reading-time", "Reading time", counts.words / readability.WORDS_A_MINUTE, "minutes", {"words": counts.words},
        f"At {readability.WORDS_A_MINUTE} words a minute, the average of adults reading silently.",
    )  # fmt: skip
