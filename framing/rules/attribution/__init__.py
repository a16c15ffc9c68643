"""Rules of the attribution family: who stands behind what the story says."""

from framing.rules.attribution.balance import (
    long_passage_without_attribution,
    single_source_story,
)
from framing.rules.attribution.crowds import vague_plural, weasel_attribution
from framing.rules.attribution.pronouns import pronoun_with_two_speakers
from framing.rules.attribution.quotations import first_quotation_late, quotation_without_speaker
from framing.rules.attribution.replies import accused_without_reply
from framing.rules.attribution.second_hand import second_hand_attribution
from framing.rules.attribution.sources import passive_attribution, unnamed_source, unnamed_spokesperson
from framing.rules.attribution.verbs import uneven_report_verbs

__all__ = [
    "accused_without_reply",
    "first_quotation_late",
    "long_passage_without_attribution",
    "passive_attribution",
    "pronoun_with_two_speakers",
    "quotation_without_speaker",
    "second_hand_attribution",
    "single_source_story",
    "uneven_report_verbs",
    "unnamed_source",
    "unnamed_spokesperson",
    "vague_plural",
    "weasel_attribution",
]
