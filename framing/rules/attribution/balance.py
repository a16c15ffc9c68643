"""Rules on how the voices of a story are spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from framing.analyzers import Analysis, Passage
from framing.analyzers.facts import Voice
from framing.document import Span, SpanIndex
from framing.rules.attribution.guidance import BBC_ACCURACY, REUTERS, SPJ
from framing.rules.attribution.speech import spoken, voice_at
from framing.rules.base import Match, rule

STORY_WORDS: Final = 300
FEWEST_ATTRIBUTIONS: Final = 4
PASSAGE_WORDS: Final = 150
FEWEST_STATISTICS: Final = 3
FILLER: Final = (
    "The council met on Monday to vote on the new bus lane. The plan would close two streets to cars. It would also "
    "add forty trees along the river. The work would start in the spring and end before winter. "
)
CLAIMS: Final = (
    "Traffic fell by 12 percent last year. The lane cost 3.4 million dollars to build, and 40 percent of that came "
    "from the state. "
)


@rule(
    severity="info",
    references=[SPJ, REUTERS],
    bad=[
        '[[Ann Roe, the mayor]], said the plan would work. "It is ready," Roe said.\n\n'
        + FILLER * 8
        + '\n\n"We will start in May," she said. Roe added that the cost was known.',
    ],
    good=[
        'Ann Roe, the mayor, said the plan would work. "It is ready," Roe said.\n\n'
        + FILLER * 8
        + '\n\n"We will start in May," Roe said. Tom Poe, a baker, said the cost was too high.',
        'Ann Roe said the plan would work. "It is ready," Roe said. She said it was cheap. Roe added that it was fair.',
    ],
    limits=[
        "[[Ann Roe, the mayor]], said the plan would work. Her office said it was ready.\n\n"
        + FILLER * 8
        + "\n\nRoe said it was fair. Her office said the cost was known."
    ],
)
def single_source_story(analysis: Analysis) -> Iterator[Match]:
    """A story of some length lets one voice speak and no other.

    One source has one point of view. Guidance asks for a second one, and for a reply from those a story criticises.
    """
    if sum(analysis.words_in(passage.block.span) for passage in analysis.body) < STORY_WORDS:
        return
    said = [
        (index, source)
        for index, attribution, source in spoken(analysis)
        if attribution.cue_kind != "belief" and attribution.source_kind != "none"
    ]
    speakers: list[Voice] = []
    for index, _ in said:
        voice = voice_at(analysis, index)
        if voice is not None and voice not in speakers:
            speakers.append(voice)
    if len(said) >= FEWEST_ATTRIBUTIONS and len(speakers) == 1:
        yield Match(said[0][1], f"Only {speakers[0].name} speaks here. Is there a second source, or a reply?", 0.7)


@rule(
    severity="info",
    references=[BBC_ACCURACY, SPJ],
    bad=["[[The council met on Monday.]] " + FILLER * 4 + CLAIMS],
    good=[
        FILLER * 2 + CLAIMS,
        FILLER * 2 + "\n\nTom Poe, a baker, said the lane was a mistake.\n\n" + FILLER * 2 + CLAIMS,
    ],
    limits=[FILLER * 4 + "By the state's own count traffic fell by 12 percent and costs by 40 percent."],
)
def long_passage_without_attribution(analysis: Analysis) -> Iterator[Match]:
    """A long stretch with figures in it names no source.

    What the reporter saw needs no source. Figures and claims do, and a reader who meets none for many lines cannot
    tell reporting from assertion.
    """
    run: list[Passage] = []
    sourced = SpanIndex(span for _, fact, _ in spoken(analysis) for span in fact.content)
    quoted = SpanIndex(quotation.span for quotation in analysis.quotations)
    for passage in [*analysis.body, None]:
        if passage is not None and not (sourced.overlaps(passage.block.span) or quoted.overlaps(passage.block.span)):
            run.append(passage)
            continue
        if run and _is_long(analysis, run) and run[0].paragraph.sentences:
            words = sum(analysis.words_in(item.block.span) for item in run)
            first = next(run[0].sentences())
            yield Match(
                first, f"From here {words} words give figures and name no source. Where do they come from?", 0.6
            )
        run = []


def _is_long(analysis: Analysis, run: Sequence[Passage]) -> bool:
    span = Span(run[0].block.span.start, run[-1].block.span.end)
    words = sum(analysis.words_in(item.block.span) for item in run)
    figures = sum(
        span.contains(statistic.span)
        and (statistic.sourcing is None or (statistic.sourcing.needed and statistic.sourcing.where == "none"))
        for statistic in analysis.statistics
    )
    return words > PASSAGE_WORDS and figures >= FEWEST_STATISTICS
