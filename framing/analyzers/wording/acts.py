"""Tests on verbs: who does it, to what, and does the verb report speech?"""

from __future__ import annotations

from typing import Final

from framing.analyzers.wording import senses
from framing.analyzers.wording.senses import about, head_noun, is_human, names, object_of, subject, token_at, verb_of
from framing.language.parse import Paragraph

RULED: Final = frozenset({"falsely", "wrongly", "wrongfully", "incorrectly", "erroneously", "baselessly", "rightly"})
QUOTES: Final = frozenset("\"“”‘’'`") | {"``", "''"}


def human_subject(paragraph: Paragraph, covered: range) -> bool:
    """Somebody acts: a person, group or body, or nobody is named."""
    found = subject(paragraph, verb_of(paragraph, covered))
    return found is None or is_human(found) or found.pos == "PRON"


def human_object(paragraph: Paragraph, covered: range) -> bool:
    """It is done to people."""
    found = object_of(paragraph, covered)
    return found is not None and (names(found, "person") or found.lower in ("him", "her", "them"))


def policy_object(paragraph: Paragraph, covered: range) -> bool:
    """It is done to a decision, a policy or an institution."""
    found = object_of(paragraph, covered)
    return found is not None and names(found, "policy") and not names(found, "physical")


def target(paragraph: Paragraph, covered: range) -> bool:
    """It strikes at people, a body, a policy or what somebody said; no dress is meant, nor "hammer out a deal"."""
    found = object_of(paragraph, covered)
    if found is None or about(paragraph, covered[0], "sport", 2):
        return False
    particle = paragraph.child(verb_of(paragraph, covered).index, "prt")
    if particle is not None and particle.index not in covered:
        return False
    return is_human(found) or found.pos == "PRON" or names(found, "policy", "target")


def human_flow(paragraph: Paragraph, covered: range) -> bool:
    """People are the subject of a verb for water or insects."""
    found = subject(paragraph, verb_of(paragraph, covered))
    return found is not None and found.pos == "NOUN" and found.tag == "NNS" and names(found, "person")


def not_physical(paragraph: Paragraph, covered: range) -> bool:
    """Neither a force, a thing nor a game is meant."""
    verb = verb_of(paragraph, covered)
    around = (subject(paragraph, verb), object_of(paragraph, covered), head_noun(paragraph, covered))
    if any(token is not None and names(token, "physical", "health") for token in around):
        return False
    return not about(paragraph, covered[0], "sport", 2)


def not_war(paragraph: Paragraph, covered: range) -> bool:
    """No troops, no game, no illness and no weather around: the combat is a figure of speech."""
    return not (
        about(paragraph, covered[0], "war")
        or about(paragraph, covered[0], "athlete")
        or about(paragraph, covered[0], "sport", 2)
        or about(paragraph, covered[0], "health", 2)
        or about(paragraph, covered[0], "physical", 3)
    )


def clause(paragraph: Paragraph, covered: range) -> bool:
    """The verb reports: it governs a clause or stands beside quoted words."""
    verb = verb_of(paragraph, covered)
    kids = [paragraph.tokens[kid] for kid in paragraph.children[verb.index]]
    if any(kid.dep in ("ccomp", "parataxis") for kid in kids) or verb.dep == "parataxis":
        return True
    return _beside_quote(paragraph, covered)


def _beside_quote(paragraph: Paragraph, covered: range) -> bool:
    here = paragraph.tokens[covered[0]].sentence
    after = [token_at(paragraph, covered[-1] + step, here) for step in (1, 2, 3)]
    return any(token is not None and token.text in QUOTES for token in after) and any(
        token is not None and token.text in (",", ":") for token in after[:2]
    )


def that_clause(paragraph: Paragraph, covered: range) -> bool:
    """The verb governs a finite clause."""
    verb = verb_of(paragraph, covered)
    return any(
        paragraph.tokens[kid].dep == "ccomp"
        and paragraph.child(kid, "nsubj", "nsubjpass", "expl") is not None
        and paragraph.child(kid, "advmod") is None
        for kid in paragraph.children[verb.index]
    )


def judgement(paragraph: Paragraph, covered: range) -> bool:
    """What is reported is a judgement or a forecast, not an event."""
    verb = verb_of(paragraph, covered)
    for kid in paragraph.children[verb.index]:
        if paragraph.tokens[kid].dep == "ccomp":
            below = [paragraph.tokens[i] for i in paragraph.children[kid]]
            return any(item.dep == "acomp" or (item.dep == "aux" and item.tag == "MD") for item in below)
    return False


def report(paragraph: Paragraph, covered: range) -> bool:
    """The verb reports speech: a clause, quoted words, or "about", "against", "over" something."""
    if clause(paragraph, covered):
        return True
    verb = verb_of(paragraph, covered)
    return any(
        paragraph.tokens[kid].lower in ("about", "against", "over", "of", "that")
        for kid in paragraph.children[verb.index]
    )


def not_court(paragraph: Paragraph, covered: range) -> bool:
    """Not an admission before a court or to the police."""
    return not any(names(token, "court") for token in senses.sentence(paragraph, covered[0]))


def unjudged(paragraph: Paragraph, covered: range) -> bool:
    """Nobody has ruled on the claim in the sentence ("falsely claimed"), and it is no lawsuit, which can only claim."""
    verb = verb_of(paragraph, covered)
    if any(paragraph.tokens[kid].lower in RULED for kid in paragraph.children[verb.index]):
        return False
    found = subject(paragraph, verb)
    return found is None or not names(found, "pleading")


def not_record(paragraph: Paragraph, covered: range) -> bool:
    """Not a document or a count that shows a number."""
    verb = verb_of(paragraph, covered)
    found = subject(paragraph, verb)
    if found is None or not names(found, "record"):
        return True
    return not any(token.pos == "NUM" for token in senses.sentence(paragraph, covered[0]))


def motive(paragraph: Paragraph, covered: range) -> bool:
    """Says what a person or body has in mind."""
    verb = next((paragraph.tokens[i] for i in covered if paragraph.tokens[i].pos == "VERB"), None)
    if verb is None:
        verb = paragraph.tokens[paragraph.tokens[covered[0]].head]
        if not names(verb, "motive"):
            return False
    found = subject(paragraph, verb)
    return found is not None and is_human(found)
