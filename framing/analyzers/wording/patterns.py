"""Families that are seen in the structure of a sentence rather than in a single word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers.facts import Marker
from framing.analyzers.wording.senses import names, sentence, subject
from framing.language.parse import Paragraph, Token

ALL: Final = frozenset({"everyone", "everybody", "nobody", "anyone", "anybody"})
PEOPLES: Final = frozenset({"americans", "britons", "voters", "taxpayers", "canadians", "australians", "europeans"})
SWEEPING: Final = frozenset({"always", "never", "invariably"})
GENERIC: Final = (["young"], ["old"], ["older"], ["ordinary"], ["working"], ["decent"], ["normal"], ["real"])
"""What makes "people" a class that is spoken for."""
POLLS: Final = frozenset({"%", "poll", "polls", "survey"})
BLAME: Final = frozenset({"mistake", "error", "decision", "blunder"})
JUDGED: Final = frozenset({"mere", "whopping", "paltry", "measly", "eye-watering", "jaw-dropping"})
SMALL: Final = 0.05
"""A change below this share is small for a verb such as "plummet"."""
TOLD: Final = frozenset(
    [
        "accident",
        "crash",
        "storm",
        "fire",
        "by",
        "attack",
        "attacks",
        "bombing",
        "bombings",
        "explosion",
        "gunman",
        "shooting",
        "shootings",
        "suspect",
        "suspects",
        "protest",
        "protests",
        "clash",
        "clashes",
    ]
)
"""What tells in a passive how the harm came about, or who is thought to have done it."""
FRAMES: Final = frozenset({"only", "just", "barely", "mere", "merely", "whopping", "staggering", "scarcely"})


def find(paragraph: Paragraph, reach: range) -> Iterator[Marker]:
    """Markers of one sentence, given the range of its tokens."""
    tokens = paragraph.tokens[reach.start : reach.stop]
    following = paragraph.tokens[reach.stop : reach.stop + 1]
    stop = paragraph.sentence_tokens[following[0].sentence].stop if following else reach.stop
    near = paragraph.tokens[reach.start : stop]
    polled = any(token.pos == "NUM" for token in tokens) or any(token.lemma.lower() in POLLS for token in near)
    for token in tokens:
        if token.pos in ("VERB", "AUX"):
            if not polled:
                yield from _generalisation(paragraph, token)
            yield from _weasel(paragraph, token)
            yield from _agentless(paragraph, token)
        yield from _overstated(paragraph, token)
        yield from _number_frame(paragraph, token)


def _generalisation(paragraph: Paragraph, verb: Token) -> Iterator[Marker]:
    """ "Everyone knows", "nobody believes", "Americans want": a crowd is said to be of one mind."""
    who = paragraph.child(verb.index, "nsubj")
    if verb.tag not in ("VBP", "VBZ") or who is None or who.index > verb.index or verb.index - who.index > 3:
        return
    between = {token.lower for token in paragraph.tokens[who.index + 1 : verb.index]}
    broad = names(who, "generation") and who.tag in ("NNS", "NNPS")
    mood = paragraph.child(verb.index, "acomp") if verb.lemma == "be" else None
    if not (names(verb, "mind") or (mood and names(mood, "mood")) or (broad and between & SWEEPING)):
        return
    if who.index and paragraph.tokens[who.index - 1].lower == "not":
        return
    start = who.index
    kids = [paragraph.tokens[kid] for kid in paragraph.children[who.index]]
    if who.lower in ALL:
        confidence = 0.75
    elif who.lower == "one" and any(kid.lower == "no" for kid in kids):
        confidence, start = 0.75, who.index - 1
    elif (broad or who.lower in PEOPLES) and not kids:
        confidence = 0.65
    elif who.lower == "people" and [kid.lower for kid in kids if kid.index < who.index] in GENERIC:
        confidence, start = 0.65, kids[0].index
    elif (any(kid.lower in ("all", "every", "no") for kid in kids) and names(who, "person", "nationality")) or (
        who.lower in ("people", "public", "country", "nation")
        and any(kid.lower in ("american", "british") for kid in kids)
    ):
        confidence, start = 0.65, min(kid.index for kid in kids)
    else:
        return
    yield Marker(
        paragraph.cover((start, mood.index if mood else verb.index)),
        "generalisation",
        f"{who.lower} {verb.lemma}",
        "speaks for a whole group without a count",
        confidence=confidence,
    )


def _weasel(paragraph: Paragraph, verb: Token) -> Iterator[Marker]:
    """ "Critics say", "it is widely believed": a claim from nobody in particular."""
    who = paragraph.child(verb.index, "nsubj", "nsubjpass")
    if who is None or who.index > verb.index:
        return
    if who.lower == "it" and verb.tag == "VBN" and names(verb, "hearsay"):
        if paragraph.child(verb.index, "auxpass") is None or paragraph.child(verb.index, "ccomp") is None:
            return
    elif not (
        names(who, "vague")
        and names(verb, "saying")
        and not any(paragraph.tokens[kid].dep not in ("det", "amod") for kid in paragraph.children[who.index])
        and paragraph.child(verb.index, "ccomp") is not None
    ):
        return
    yield Marker(
        paragraph.cover((who.index, verb.index)),
        "weasel-attribution",
        f"{who.lower} {verb.lemma}",
        "names nobody who could be asked",
        confidence=0.6,
    )


def _agentless(paragraph: Paragraph, verb: Token) -> Iterator[Marker]:
    """ "A teenager was killed": harm or blame in the passive, with nobody who did it in the sentence."""
    helper = paragraph.child(verb.index, "auxpass")
    victim = paragraph.child(verb.index, "nsubjpass")
    if helper is None or victim is None or paragraph.child(verb.index, "agent") is not None:
        return
    if not (names(verb, "harm") or (verb.lemma == "make" and victim.lemma in BLAME)):
        return
    around = sentence(paragraph, verb.index)
    if any(token.lower in TOLD or names(token, "war") for token in around):
        return
    yield Marker(
        paragraph.cover((helper.index, verb.index)),
        "agentless-passive",
        verb.lemma,
        "leaves out who did it",
        confidence=0.55,
    )


def _overstated(paragraph: Paragraph, token: Token) -> Iterator[Marker]:
    """ "A mere 4 percent", "plummeted from 5.1 to 5.0": a judgement on a number, a strong verb for a small change."""
    after = paragraph.tokens[token.index + 1 : token.index + 2]
    if token.lower in JUDGED and after and after[0].pos == "NUM":
        before = paragraph.tokens[token.index - 1] if token.index else token
        start = before.index if before.lower == "a" else token.index
        yield Marker(
            paragraph.cover((start, token.index)), "intensifier", token.lower, "judges the number", confidence=0.7
        )
    elif names(token, "extreme") and token.pos == "VERB" and _small_change(paragraph, token):
        yield Marker(token.span, "intensifier", token.lemma, "a strong verb for a small change", confidence=0.7)


def _small_change(paragraph: Paragraph, verb: Token) -> bool:
    """Whether "from X to Y" after a verb is a change of a few percent."""
    reach = paragraph.sentence_tokens[verb.sentence]
    after = paragraph.tokens[verb.index + 1 : min(verb.index + 9, reach.stop)]
    found = {token.lower: after[at + 1] for at, token in enumerate(after[:-1]) if token.lower in ("from", "to")}
    try:
        first, second = (float(found[word].text.strip("$£€%").replace(",", "")) for word in ("from", "to"))
    except (KeyError, ValueError):
        return False
    return first > 0 and abs(first - second) / first < SMALL


def _number_frame(paragraph: Paragraph, token: Token) -> Iterator[Marker]:
    """ "Only 19%", "plummeted from 5.1": a word that says whether a number is large or small."""
    if names(token, "extreme") and token.pos == "VERB":
        owner = subject(paragraph, token)
        if owner is None or not any(item.pos == "NUM" for item in paragraph.tokens[token.index : token.index + 5]):
            return
        span = token.span
    elif token.lower == "as" and paragraph.text[token.start : token.start + 7].lower() in ("as many", "as much"):
        after = paragraph.tokens[token.index + 3 : token.index + 4]
        if not after or after[0].pos != "NUM":
            return
        span = paragraph.cover((token.index, token.index + 2))
    elif token.lower in FRAMES:
        after = paragraph.tokens[token.index + 1 : token.index + 2]
        if not after or not ((after[0].pos == "NUM" and after[0].lower != "one") or after[0].lower == "half"):
            return
        before = paragraph.tokens[token.index - 1] if token.index else token
        span = paragraph.cover((before.index if before.lower == "a" else token.index, token.index))
    else:
        return
    yield Marker(span, "number-framing", token.lemma, "says what to think of the number", confidence=0.55)
