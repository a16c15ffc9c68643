"""Rules of the attribution family: who stands behind what the story says."""

from framing.rules.attribution.balance import (
    long_passage_without_attribution,
    second_hand_attribution,
    single_source_story,
)
from framing.rules.attribution.crowds import vague_plural, weasel_attribution
from framing.rules.attribution.quotations import first_quotation_late, quotation_without_speaker
from framing.rules.attribution.sources import passive_attribution, unnamed_source, unnamed_spokesperson

__all__ = [
    "first_quotation_late",
    "long_passage_without_attribution",
    "passive_attribution",
    "quotation_without_speaker",
    "second_hand_attribution",
    "single_source_story",
    "unnamed_source",
    "unnamed_spokesperson",
    "vague_plural",
    "weasel_attribution",
]
