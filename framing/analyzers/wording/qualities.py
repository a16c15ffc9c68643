"""Tests on adverbs, adjectives and nouns: what do they modify, and is a thing, a name or a number meant?"""

from __future__ import annotations

from typing import Final

from framing.analyzers.wording import senses
from framing.analyzers.wording.acts import human_subject
from framing.analyzers.wording.senses import about, head_noun, is_human, names, subject, token_at
from framing.language.parse import Paragraph, Token

QUOTES: Final = frozenset("\"“”‘’'`") | {"``", "''"}
EVIDENT: Final = frozenset({"clearly", "evidently", "obviously", "plainly"})
FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
MEASURES: Final = frozenset({"percent", "%", "million", "billion", "trillion", "points"})
ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
STRUCK: Final = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB"})
GOVERNS: Final = frozenset({"tax", "customs", "visa", "sanction", "sanctions", "trade", "exercise", "training", "drug"})


def stance(paragraph: Paragraph, covered: range) -> bool:
    """A comment on the sentence: set apart by commas, first, or before the verb; not the manner of an act."""
    if bounded(paragraph, covered):
        return True
    token = paragraph.tokens[covered[0]]
    if covered[0] and paragraph.tokens[covered[0] - 1].lower in ("almost", "not", "as"):
        return False
    if _beside_be(paragraph, covered):
        return True
    head = paragraph.tokens[token.head]
    if token.dep != "advmod" or head.pos not in ("VERB", "AUX") or head.index < token.index:
        return False
    if token.lower in EVIDENT and names(head, "shown"):
        return False
    return head.tag not in ("VBN", "VBG", "VB") or paragraph.child(head.index, "aux", "auxpass") is not None


def _beside_be(paragraph: Paragraph, covered: range) -> bool:
    """ "Is obviously too late", but not "is clearly visible", which tells how it is seen."""
    here = paragraph.tokens[covered[0]].sentence
    before = token_at(paragraph, covered[0] - 1, here)
    after = token_at(paragraph, covered[-1] + 1, here)
    if before is None or after is None or before.lemma != "be" or before.tag not in FINITE:
        return False
    if paragraph.tokens[covered[0]].lower not in EVIDENT:
        return False
    return after.pos in ("ADJ", "ADV", "DET") and not names(after, "perceived")


def bounded(paragraph: Paragraph, covered: range) -> bool:
    """Set apart by commas, or first in its sentence and followed by one."""
    here = paragraph.tokens[covered[0]].sentence
    before = token_at(paragraph, covered[0] - 1, here)
    after = token_at(paragraph, covered[-1] + 1, here)
    opened = before is None or before.text in {",", ";", "—", "–", "("} | QUOTES
    return opened and after is not None and after.text in (",", "—", "–", ")", ":")


def before_verb(paragraph: Paragraph, covered: range) -> bool:
    """Modifies a finite verb with somebody as its subject."""
    token = paragraph.tokens[covered[0]]
    head = paragraph.tokens[token.head]
    return (
        token.dep == "advmod"
        and token.index < head.index
        and head.pos == "VERB"
        and human_subject(paragraph, range(head.index, head.index + 1))
    )


def before_quality(paragraph: Paragraph, covered: range) -> bool:
    """Heightens an adjective, an adverb or a failing; not a share that was counted."""
    token = paragraph.tokens[covered[-1]]
    head = paragraph.tokens[token.head]
    if head.index < token.index or token.dep != "advmod":
        return False
    if head.pos in ("ADJ", "ADV") or head.tag in ("VBN", "VBG"):
        return not names(head, "counted") and not names(head, "physical")
    return head.pos == "VERB" and names(head, "failing")


def quality(paragraph: Paragraph, covered: range) -> bool:
    """Judges something that is not a thing, a force, an illness or a game."""
    token = paragraph.tokens[covered[-1]]
    if token.dep in ARGUMENTS or about(paragraph, covered[0], "force"):
        return False
    judged = head_noun(paragraph, covered)
    if judged is None:
        verb = paragraph.tokens[token.head]
        judged = subject(paragraph, verb) if verb.pos in ("VERB", "AUX") else None
        if judged is None:
            return token.dep in ("acomp", "conj", "oprd", "ROOT") and not about(paragraph, covered[0], "sport", 2)
    if names(judged, "physical", "health", "sport", "violence"):
        return False
    if token.text[0].isupper() and judged.pos == "PROPN":
        return False
    return not about(paragraph, covered[0], "sport", 2) and not about(paragraph, covered[0], "health", 2)


def negative(paragraph: Paragraph, covered: range) -> bool:
    """Heightens a failing: "truly unprepared"."""
    head = paragraph.tokens[paragraph.tokens[covered[-1]].head]
    return head.pos == "ADJ" and head.lower.startswith(("un", "in", "im", "ir", "dis")) and len(head.text) > 6


def unmeasured(paragraph: Paragraph, covered: range) -> bool:
    """No number in the sentence bears out the extreme."""
    return not any(token.pos == "NUM" or token.lower in MEASURES for token in senses.sentence(paragraph, covered[0]))


def doubted_name(paragraph: Paragraph, covered: range) -> bool:
    """Stands before the name or noun it doubts; quoted terms and terms of art are being introduced, not doubted."""
    here = paragraph.tokens[covered[0]].sentence
    after = token_at(paragraph, covered[-1] + 1, here)
    if after is None or after.text in QUOTES or after.lower in ("to", "islamic") or after.text == "-":
        return False
    if paragraph.tokens[covered[0]].tag == "VBG":
        return False
    judged = head_noun(paragraph, covered)
    return (
        after.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and judged is not None and not names(judged, "termofart")
    )


def bare_name(paragraph: Paragraph, covered: range) -> bool:
    """Before a noun or a name alone; a term of several words ("so-called carried interest") is being introduced."""
    judged = head_noun(paragraph, covered)
    return judged is not None and (judged.index == covered[-1] + 1 or judged.pos == "PROPN")


def not_crime(paragraph: Paragraph, covered: range) -> bool:
    """What is called alleged is not an offence or somebody's part in one."""
    judged = head_noun(paragraph, covered)
    charged = paragraph.tokens[covered[0]].lower == "alleged" and judged is not None and judged.lower.endswith("ing")
    if judged is None or charged:
        return False
    if any(names(paragraph.tokens[kid], "crime") for kid in paragraph.children[judged.index]):
        return False
    return not names(judged, "crime") and not about(paragraph, covered[0], "crime", 2)


def not_violent(paragraph: Paragraph, covered: range) -> bool:
    """Not said of those who killed or stood trial: the sentence names no violence, harm or crime."""
    return not any(about(paragraph, covered[0], kind) for kind in ("violence", "harm", "crime"))


def not_number(paragraph: Paragraph, covered: range) -> bool:
    """Not an estimate: "perhaps 300 people"."""
    here = paragraph.tokens[covered[0]].sentence
    after = [token_at(paragraph, covered[-1] + step, here) for step in (1, 2, 3)]
    return not any(token is not None and token.pos == "NUM" for token in after)


def assertion(paragraph: Paragraph, covered: range) -> bool:
    """Softens a judgement: beside a form of "be" or a superlative."""
    before = token_at(paragraph, covered[0] - 1, paragraph.tokens[covered[0]].sentence)
    if before is not None and before.lemma == "be":
        after = token_at(paragraph, covered[-1] + 1, before.sentence)
        return after is not None and after.tag not in ("VBN", "VBG")
    nearby = paragraph.tokens[covered[-1] + 1 : covered[-1] + 5]
    return any(token.tag in ("JJS", "RBS") for token in nearby)


def not_name(paragraph: Paragraph, covered: range) -> bool:
    """Not part of a proper name ("the Radical Party") and not a term of science."""
    token = paragraph.tokens[covered[-1]]
    judged = head_noun(paragraph, covered)
    if judged is not None and judged.pos == "PROPN" and judged.text[0].isupper() and token.text[0].isupper():
        return False
    after = token_at(paragraph, covered[-1] + 1, token.sentence)
    return not (token.pos == "PROPN" and after is not None and after.pos == "PROPN")


def of_government(paragraph: Paragraph, covered: range) -> bool:
    """Names who rules, not rules: no "sanctions regime"."""
    before = paragraph.tokens[covered[0] - 1] if covered[0] else None
    return before is None or (before.lemma.lower() not in GOVERNS and not names(before, "policy", "health"))


def _of(paragraph: Paragraph, covered: range) -> Token | None:
    for kid in paragraph.children[covered[-1]]:
        if paragraph.tokens[kid].lower == "of":
            return paragraph.child(kid, "pobj")
    return None


def of_people(paragraph: Paragraph, covered: range) -> bool:
    """ "A wave of migrants": people named as a force of nature."""
    found = _of(paragraph, covered)
    return found is not None and found.tag in ("NNS", "NN") and names(found, "person") and found.pos == "NOUN"


def of_somebody(paragraph: Paragraph, covered: range) -> bool:
    """Stands before a person or group: "a fringe politician", not "a fringe of silk"."""
    judged = head_noun(paragraph, covered)
    return judged is not None and judged.pos == "NOUN" and is_human(judged)


def of_abstract(paragraph: Paragraph, covered: range) -> bool:
    """ "A tsunami of lawsuits": no water, no measure, no people."""
    found = _of(paragraph, covered)
    return (
        found is not None
        and found.pos == "NOUN"
        and not names(found, "physical", "person", "health")
        and not any(paragraph.tokens[kid].pos == "NUM" for kid in paragraph.children[found.index])
    )


def leads(paragraph: Paragraph, covered: range) -> bool:
    """First in the headline, before "as", "over", "at", "after", "in" or a colon."""
    after = token_at(paragraph, covered[-1] + 1, 0)
    return (
        covered[0] == 0
        and after is not None
        and (after.lower in ("as", "over", "at", "after", "in", "for") or after.text in (":", "!"))
    )


def modifies(paragraph: Paragraph, covered: range) -> bool:
    """First in the headline and before what it paints: "Horror crash", not "Horror film"."""
    after = token_at(paragraph, covered[-1] + 1, 0)
    return covered[0] == 0 and after is not None and after.pos in ("NOUN", "PROPN") and not names(after, "heading")


def struck(paragraph: Paragraph, covered: range) -> bool:
    """Before whom somebody hits: "Mayor blasts rail chiefs", not "Quarry blasts to stop" or "Fire destroys barn"."""
    after = paragraph.tokens[covered[-1] + 1 : covered[-1] + 2]
    who = subject(paragraph, senses.verb_of(paragraph, covered))
    if who is not None and names(who, "physical", "force"):
        return False
    return bool(after) and (after[0].pos in STRUCK or after[0].text in QUOTES)


def scheme(paragraph: Paragraph, covered: range) -> bool:
    """A plan somebody has, not a programme or a crime."""
    token = paragraph.tokens[covered[0]]
    kids = [paragraph.tokens[kid] for kid in paragraph.children[token.index]]
    if any(kid.dep in ("compound", "amod") and (names(kid, "programme") or names(kid, "crime")) for kid in kids):
        return False
    return any(kid.dep == "poss" and is_human(kid) for kid in kids) and not about(paragraph, covered[0], "crime", 2)
