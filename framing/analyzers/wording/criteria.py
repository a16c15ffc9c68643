"""The tests that word lists name: is the term used in the sense that takes sides?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from framing.analyzers.wording import acts, qualities
from framing.language.parse import Paragraph

TESTS: Final[Mapping[str, Callable[[Paragraph, range], bool]]] = {
    "human-subject": acts.human_subject,
    "human-object": acts.human_object,
    "policy-object": acts.policy_object,
    "target": acts.target,
    "notphysical": acts.not_physical,
    "clause": acts.clause,
    "thatclause": acts.that_clause,
    "report": acts.report,
    "notcourt": acts.not_court,
    "notrecord": acts.not_record,
    "unjudged": acts.unjudged,
    "notviolent": qualities.not_violent,
    "stance": qualities.stance,
    "bounded": qualities.bounded,
    "beforeverb": qualities.before_verb,
    "beforequality": qualities.before_quality,
    "quality": qualities.quality,
    "negative": qualities.negative,
    "judgement": acts.judgement,
    "unmeasured": qualities.unmeasured,
    "names": qualities.doubted_name,
    "barename": qualities.bare_name,
    "notcrime": qualities.not_crime,
    "notnumber": qualities.not_number,
    "assertion": qualities.assertion,
    "motive": acts.motive,
    "notname": qualities.not_name,
    "ofgovernment": qualities.of_government,
    "ofpeople": qualities.of_people,
    "ofsomebody": qualities.of_somebody,
    "ofabstract": qualities.of_abstract,
    "humanflow": acts.human_flow,
    "notwar": acts.not_war,
    "leads": qualities.leads,
    "modifies": qualities.modifies,
    "struck": qualities.struck,
    "scheme": qualities.scheme,
}
"""Name in the lists → test."""
