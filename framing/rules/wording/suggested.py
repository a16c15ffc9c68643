"""Words that no list has and a trained reader might mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Marker
from framing.rules.base import Match, rule
from framing.rules.wording.own import BABE, RECASENS, SPJ

LIKENESS: Final = {
    "conflict-metaphor": "a metaphor of war or disaster",
    "contentious-label": "a contentious label",
    "doubt-marker": "a word that doubts",
    "editorialising-adverb": "an aside of the writer's",
    "euphemism": "a euphemism",
    "generalisation": "a generalisation",
    "insinuating-hedge": "a hint",
    "intensifier": "an intensifier",
    "loaded-word": "a word that judges what it names",
    "scare-quotes": "a word kept at arm's length",
    "sensational-headline": "a headline that shouts",
    "slanted-report-verb": "a reporting verb that judges",
    "stance-verb": "a verb that takes a stance",
    "weasel-attribution": "a crowd without a name",
}
"""What a suggestion resembles, by family."""


@rule(
    severity="info",
    references=[BABE, RECASENS, SPJ],
    bad=[
        "The radical left's shameful assault on our sacred freedoms continued as power-hungry [[bureaucrats]] "
        "gleefully crushed small businesses."
    ],
    good=[
        "The senator spoke to a crowd of about 300 people on Friday.",
        "“It was drivel,” Ann Roe said of the speech.",
    ],
)
def suggested_wording(analysis: Analysis) -> Iterator[Match]:
    """A word reads like the writer's own judgement, to a model of what readers mark.

    The lists of this project cannot know every word.  A small model, trained on sentences in which readers marked
    what takes sides and on sentences written for this project, suggests others, with how sure it is and the words
    that moved it.  It sees a resemblance and knows no reasons: that the word is fair here is a good answer.
    """
    for marker in analysis.markers:
        if marker.learned and marker.voice == "own":
            yield Match(marker.span, _question(analysis, marker), marker.confidence)


def _question(analysis: Analysis, marker: Marker) -> str:
    likeness = LIKENESS.get(marker.family, "a word that takes sides")
    message = f"Would a reader take “{analysis.text(marker.span)}” for your own judgement? It resembles {likeness}"
    beside = ", ".join(f"“{analysis.text(span)}”" for span in marker.telling)
    if beside:
        message += f", beside {beside}"
    return f"{message} ({marker.confidence:.0%} sure; suggested by a model trained on sentences that readers marked)."
