"""Rules on loaded wording in the outlet's own voice.  Words inside quotation marks belong to their speaker."""

from framing.rules.wording.commentary import (
    editorialising_adverb,
    generalisation,
    insinuating_hedge,
    intensifier,
    sensational_headline,
)
from framing.rules.wording.headline import headline_beyond_body
from framing.rules.wording.house import house_term
from framing.rules.wording.naming import contentious_label, doubt_marker, euphemism, scare_quotes
from framing.rules.wording.reporting import agentless_passive, slanted_report_verb, stance_verb
from framing.rules.wording.suggested import suggested_wording
from framing.rules.wording.words import conflict_metaphor, loaded_word

__all__ = [
    "agentless_passive",
    "conflict_metaphor",
    "contentious_label",
    "doubt_marker",
    "editorialising_adverb",
    "euphemism",
    "generalisation",
    "headline_beyond_body",
    "house_term",
    "insinuating_hedge",
    "intensifier",
    "loaded_word",
    "scare_quotes",
    "sensational_headline",
    "slanted_report_verb",
    "stance_verb",
    "suggested_wording",
]
