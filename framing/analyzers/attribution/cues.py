"""Which words may attribute: reporting verbs with the grammar they stand in.

How likely a verb is a cue depends on its lemma and on its frame ("wants to leave" is one, "wants a coffee" is not).
The odds in ``lexicons/cue_odds.txt`` were counted by ``training/count_cues.py``; kinds and connotations in
``lexicons/cues.txt`` are compiled.  A learned tagger can replace ``find_cues`` behind the same return type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from framing.analyzers.attribution.speakers import is_proper, noun_row
from framing.analyzers.facts import Connotation, CueKind
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table

Frame = Literal["clause", "infinitive", "object", "preposition", "bare"]
FRAMES: Final[tuple[Frame, ...]] = ("clause", "infinitive", "object", "preposition", "bare")
PRIOR: Final[dict[Frame, float]] = {
    "clause": 0.3,
    "infinitive": 0.25,
    "object": 0.15,
    "preposition": 0.13,
    "bare": 0.07,
}
LISTED_PRIOR: Final[dict[Frame, float]] = {
    "clause": 0.9,
    "infinitive": 0.64,
    "object": 0.66,
    "preposition": 0.54,
    "bare": 0.3,
}
"""Share of rare verbs that are cues, by frame: those outside the lexicon, those in it (counted with the odds)."""
SUBJECT: Final = {"source": 1.6, "pronoun": 0.85, "other": 0.75, "none": 0.75}
CLAUSE: Final = {"that": 2.0, "finite": 1.3, "question": 0.5, "small": 0.3}
"""Odds for a cue by what its subject is and by what clause it governs (counted on PolNeAR train)."""
QUESTIONS: Final = frozenset({"WRB", "WP", "WDT", "WP$"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
PRIOR_WEIGHT: Final = 3.0
FRAME_KIND: Final[dict[Frame, CueKind]] = {
    "clause": "speech",
    "infinitive": "intention",
    "object": "speech",
    "preposition": "speech",
    "bare": "speech",
}
ADDRESSED: Final = frozenset(["tell", "ask", "remind", "assure", "inform", "warn", "advise", "notify", "reassure"])
"""Verbs whose object is who was told, not what."""
CONTENT_PREPOSITIONS: Final = frozenset(
    {"about", "against", "as", "for", "from", "into", "of", "on", "over", "to", "toward", "towards", "with"}
)
"""Prepositions that can lead to what is said, wanted or attacked; "in", "at", "during" lead to place and time."""
TAIL: Final = frozenset({"nsubj", "dobj", "dative", "prep", "npadvmod", "agent", "advcl", "appos", "acl"})
"""What may follow the verb inside a set-off clause: ", said the mayor on Friday."."""
ADJUNCTS: Final = frozenset({"prep", "advmod", "advcl", "npadvmod", "punct", "cc", "mark"})
IMPERSONAL: Final = 0.8
"""Chance for "it is believed that", with verbs of the lexicon."""
NAMING: Final = 0.1
WISHES: Final = frozenset(["care", "dread", "expect", "fear", "hate", "hope", "like", "love", "prefer"])
"""Beliefs that are plans with an infinitive: "hopes to win", but not "is thought to win"."""
ASPECT: Final = frozenset(
    ["attempt", "begin", "continue", "go", "hesitate", "keep", "start", "stop", "struggle", "tend", "try", "use"]
)
PARTS: Final = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that may attribute, with the chance that it does.

    ``tokens``  the verb with its auxiliaries, negation, particle, and the preposition right after it
    ``phrase``  the lemma, with that preposition where there is one
    """

    head: int
    tokens: tuple[int, ...]
    frame: Frame
    chance: float
    lemma: str
    kind: CueKind
    connotation: Connotation
    phrase: str


def governed_preposition(paragraph: Paragraph, verb: Token) -> Token | None:
    """The preposition that takes the content of "call for", "speak about": the first one that can."""
    kids = (paragraph.tokens[kid] for kid in paragraph.children[verb.index] if kid > verb.index)
    return next((kid for kid in kids if kid.dep == "prep" and kid.lower in CONTENT_PREPOSITIONS), None)


def find_cues(paragraph: Paragraph, quoted: Sequence[int]) -> list[Cue]:
    """All verbs outside speech quotations.  ``quoted[i]`` is the number of the quotation around token i, or -1."""
    return [
        _cue(paragraph, token, quoted) for token in paragraph.tokens if _is_candidate(token) and quoted[token.index] < 0
    ]


def frame_of(paragraph: Paragraph, verb: Token) -> Frame:
    """What the verb governs."""
    kids = [paragraph.tokens[kid] for kid in paragraph.children[verb.index]]
    deps = {kid.dep for kid in kids}
    if "ccomp" in deps or verb.dep == "parataxis" or set_off(paragraph, verb.index) is not None:
        return "clause"
    if "xcomp" in deps or "oprd" in deps:
        return "infinitive"
    if "dobj" in deps or "nsubjpass" in deps:
        return "object"
    return "preposition" if "prep" in deps else "bare"


def set_off(paragraph: Paragraph, verb: int) -> tuple[int, int] | None:
    """First and last token of a clause set apart by marks (", she said," or ", said the mayor."), or None."""
    subject = paragraph.child(verb, "nsubj")
    tokens = paragraph.tokens
    if subject is None or subject.tag in {"WP", "WDT", "EX"} or tokens[verb].lemma not in table("cues"):
        return None
    if tokens[verb].lemma not in ADDRESSED and paragraph.child(verb, "dobj") is not None:
        return None
    sentence = paragraph.sentence_tokens[tokens[verb].sentence]
    low = min(_leftmost(paragraph, subject.index), verb)
    high = verb
    for kid in paragraph.children[verb]:
        token = tokens[kid]
        if token.dep in PARTS or (token.dep == "advmod" and abs(kid - verb) <= 2):
            low, high = min(low, kid), max(high, kid)
        elif kid > verb and token.dep in TAIL:
            high = max(high, paragraph.subtree(kid)[-1])
        elif kid > verb and token.dep in {"ccomp", "xcomp"}:
            return None
    if low == sentence.start:
        return None
    before = tokens[low - 1]
    if before.is_word or before.text in {"(", ":", ";", "[", "$"}:
        return None
    after = high + 1
    if after < sentence.stop and tokens[after].is_word and not _quote_after(tokens, high):
        return None
    ends = after >= sentence.stop - 1
    return None if ends and _only_adjuncts(paragraph, verb, range(sentence.start, low)) else (low, high)


def _only_adjuncts(paragraph: Paragraph, verb: int, before: range) -> bool:
    """Nothing before the clause but when, where and how: "In both cases, she spoke of the road."."""
    tokens = paragraph.tokens
    tops = [tokens[at] for at in before if tokens[at].head not in before]
    return all(top.head == verb and top.dep in ADJUNCTS for top in tops) and not any(
        tokens[at].tag in {"``", "''"} for at in before
    )


def _quote_after(tokens: Sequence[Token], high: int) -> bool:
    return tokens[high].text in {'"', "”", "''"}


def _leftmost(paragraph: Paragraph, index: int) -> int:
    return paragraph.subtree(index)[0]


def _is_candidate(token: Token) -> bool:
    if token.pos == "AUX":
        return token.dep not in {"aux", "auxpass"} and token.lemma not in {"be", "do", "'s", "'re", "'m"}
    return token.pos == "VERB" and token.is_word and token.lower != "according"


def _cue(paragraph: Paragraph, verb: Token, quoted: Sequence[int]) -> Cue:
    frame = frame_of(paragraph, verb)
    kind, connotation = meaning(verb.lemma, frame)
    governed = governed_preposition(paragraph, verb) if frame == "preposition" else None
    phrase = f"{verb.lemma} {governed.lower}" if governed else verb.lemma
    kids = paragraph.children[verb.index]
    tokens = {verb.index, *(kid for kid in kids if quoted[kid] < 0 and _is_part(paragraph, kid, verb.index))}
    if governed is not None and governed.index == verb.index + 1:
        tokens.add(governed.index)
    tokens |= _aspect(paragraph, verb)
    likely = _weighed(chance(verb.lemma, frame, phrase), _setting(paragraph, verb, frame))
    if _names(paragraph, verb):
        likely = min(likely, NAMING)
    if _is_impersonal(paragraph, verb):
        likely = max(likely, IMPERSONAL)
    return Cue(verb.index, tuple(sorted(tokens)), frame, likely, verb.lemma, kind, connotation, phrase)


def _aspect(paragraph: Paragraph, verb: Token) -> set[int]:
    """The verb before a reporting verb that says only how it goes on: "continued to insist", "used to say"."""
    above = paragraph.tokens[verb.head]
    if verb.dep != "xcomp" or above.lemma not in ASPECT or not verb.index - 4 < above.index < verb.index:
        return set()
    parts = (kid for kid in paragraph.children[above.index] if paragraph.tokens[kid].dep in PARTS and kid < verb.index)
    return {*range(above.index, verb.index), *parts}


def _weighed(share: float, odds: float) -> float:
    """A chance after evidence that makes it ``odds`` times as likely."""
    return share * odds / (share * odds + 1 - share)


def _setting(paragraph: Paragraph, verb: Token, frame: Frame) -> float:
    """How much the subject and the kind of clause speak for a cue, as odds."""
    subject = paragraph.child(verb.index, "nsubj", "nsubjpass")
    if subject is None:
        odds = SUBJECT["none"]
    elif is_proper(subject) or noun_row(subject):
        odds = SUBJECT["source"]
    else:
        odds = SUBJECT["pronoun" if subject.pos == "PRON" else "other"]
    clause = paragraph.child(verb.index, "ccomp")
    if frame != "clause" or clause is None or clause.index < verb.index:
        return odds
    first = paragraph.tokens[paragraph.subtree(clause.index)[0]]
    if first.dep == "mark" and first.lower == "that":
        return odds * CLAUSE["that"]
    if first.tag in QUESTIONS or first.lower in {"whether", "if"}:
        return odds * CLAUSE["question"]
    finite = any(paragraph.tokens[at].tag in FINITE for at in (clause.index, *paragraph.children[clause.index]))
    return odds * CLAUSE["finite" if finite else "small"]


def _names(paragraph: Paragraph, verb: Token) -> bool:
    """ "A group called Clean Water", "the so-called gap": a name is given, nothing is said."""
    if verb.lemma not in {"call", "name", "title", "entitle", "dub"} or verb.tag not in {"VBN", "VBD"}:
        return False
    before = paragraph.tokens[verb.index - 1].lower if verb.index else ""
    bare = paragraph.child(verb.index, "nsubj", "nsubjpass", "agent", "aux", "auxpass") is None
    return before == "-" or (verb.dep in {"acl", "amod"} and bare)


def _is_impersonal(paragraph: Paragraph, verb: Token) -> bool:
    """ "It is believed that": a passive with an empty subject and a clause."""
    subject = paragraph.child(verb.index, "nsubjpass")
    clause = paragraph.child(verb.index, "ccomp")
    return subject is not None and subject.lower == "it" and clause is not None and verb.lemma in table("cues")


def _is_part(paragraph: Paragraph, kid: int, verb: int) -> bool:
    token = paragraph.tokens[kid]
    return (token.dep in PARTS and kid <= verb + 2) or (token.dep == "advmod" and kid == verb - 1)


@cache
def chance(lemma: str, frame: Frame, phrase: str = "") -> float:
    """How likely a verb in this frame is a cue: counts smoothed towards its lemma, and that towards its frame.

    ``phrase`` is the verb with the preposition it governs, where it governs one.
    """
    counts = _counts(lemma)
    seen, cues = (sum(pair[0] for pair in counts.values()), sum(pair[1] for pair in counts.values()))
    prior = (LISTED_PRIOR if lemma in table("cues") else PRIOR)[frame]
    overall = (cues + PRIOR_WEIGHT * prior) / (seen + PRIOR_WEIGHT)
    here_seen, here_cues = counts.get(frame, (0, 0))
    share = (here_cues + PRIOR_WEIGHT * overall) / (here_seen + PRIOR_WEIGHT)
    if not phrase or phrase == lemma:
        return share
    with_seen, with_cues = _counts(phrase).get("preposition", (0, 0))
    return (with_cues + PRIOR_WEIGHT * share) / (with_seen + PRIOR_WEIGHT)


@cache
def _counts(lemma: str) -> dict[Frame, tuple[int, int]]:
    row = table("cue_odds").get(lemma, ())
    pairs = (column.split("/") for column in row)
    return {frame: (int(total), int(cues)) for frame, (cues, total) in zip(FRAMES, pairs, strict=False)}


def meaning(lemma: str, frame: Frame = "clause") -> tuple[CueKind, Connotation]:
    """Kind and connotation of a cue; a verb outside the lexicon goes by its frame, one of liking may be a wish."""
    row = table("cues").get(lemma)
    if row is None:
        return FRAME_KIND[frame], "neutral"
    kind = cast("CueKind", row[0])
    return ("intention" if frame == "infinitive" and lemma in WISHES else kind), cast("Connotation", row[1])
