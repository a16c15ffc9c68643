"""Who is told is no part of what is told: "told [officers] he had meant …", "assured [the crew] of equal pay".

Where the parser takes the listener for the beginning of the content, tags say where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.language.parse import Paragraph

INFORMS: Final = frozenset({"tell", "assure", "remind", "inform", "notify", "reassure", "warn"})
"""Verbs whose listener PolNeAR (Newell et al. 2018) leaves out of the content; of "ask", "urge" it does both."""
BEFORE_NOUN: Final = frozenset({"DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "CD", "HYPH", "POS"})
NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
TOPIC: Final = frozenset({"of", "about", "against"})
CLAUSE: Final = frozenset({"that", "to", "not", "how", "why", "what", "whether", "where", "when", "who"})
NEW_SUBJECT: Final = frozenset({"PRP", "DT", "PRP$", "EX"})


def listener(paragraph: Paragraph, content: Sequence[int], cue: int) -> set[int]:
    """Those tokens at the start of a content, right after the cue, that name who is told; none where unsure."""
    tokens = paragraph.tokens
    if not content or content[0] != cue + 1:
        return set()
    at = 0
    while at < len(content) and tokens[content[at]].tag in BEFORE_NOUN:
        at += 1
    first = at
    while at < len(content) and tokens[content[at]].tag in NOUNS | {"HYPH", "POS"}:
        at += 1
    if at == first or at >= len(content) - 1:
        return set()
    after, rest = tokens[content[at]], content[at:]
    topic = after.lower in TOPIC and tokens[cue].lemma != "tell"
    finite = any(tokens[index].tag in FINITE for index in rest)
    clause = after.lower in CLAUSE and (finite or "to" in {tokens[index].lower for index in rest[:2]})
    return set(content[:at]) if topic or clause or (after.tag in NEW_SUBJECT and finite) else set()
