"""Puts a neutral alternative into the number and tense of the word it would replace."""

from __future__ import annotations

from typing import Final

from framing.language.parse import Paragraph, Token

IRREGULAR: Final = {
    "say": ("said", "said"),
    "cut": ("cut", "cut"),
    "shut": ("shut", "shut"),
    "put": ("put", "put"),
    "shrink": ("shrank", "shrunk"),
    "shoot": ("shot", "shot"),
}
"""Base form → past, past participle."""
DOUBLING: Final = frozenset({"drop", "stop", "ban", "admit", "cut", "put", "shut"})
INVARIANT: Final = frozenset({"torture", "news media", "civilian deaths", "job cuts"})
VOWELS: Final = "aeiou"


def inflect(alternative: str, token: Token, pos: str) -> str:
    """The alternative in the form of ``token``, by its Penn tag; phrases (``pos`` X) are only put in the plural."""
    head, _, rest = alternative.partition(" ")
    if token.tag == "NNS" and token.pos == "NOUN":
        before, _, last = alternative.rpartition(" ")
        return f"{before} {plural(last)}".strip() if alternative not in INVARIANT else alternative
    if pos != "VERB" or token.pos != "VERB":
        return alternative
    forms = {"VBD": past, "VBN": participle, "VBG": gerund, "VBZ": third_person}
    made = forms[token.tag](head) if token.tag in forms else head
    return f"{made} {rest}".strip()


def plural(noun: str) -> str:
    """The regular plural."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return third_person(noun)


def third_person(word: str) -> str:
    """The -s form of a verb, or the plural of a noun."""
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def past(verb: str) -> str:
    """The simple past."""
    if verb in IRREGULAR:
        return IRREGULAR[verb][0]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in DOUBLING else "") + "ed"


def participle(verb: str) -> str:
    """The past participle."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else past(verb)


def gerund(verb: str) -> str:
    """The -ing form."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in DOUBLING else "") + "ing"


def fitting(paragraph: Paragraph, covered: range, alternatives: tuple[str, ...], pos: str) -> tuple[str, ...]:
    """The alternatives that can stand in the place of the tokens as they are: form, capital, "a" or "an"."""
    first = paragraph.tokens[covered[0]]
    head = first if pos == "VERB" else paragraph.tokens[covered[-1]]
    before = paragraph.tokens[covered[0] - 1].lower if covered[0] else ""
    made = []
    for alternative in alternatives:
        text = inflect(alternative, head, pos)
        if before in ("a", "an") and (text[0] in VOWELS) != (before == "an"):
            continue
        capital = first.text[0].isupper() and first.pos != "PROPN"
        made.append(text[0].upper() + text[1:] if capital else text)
    return tuple(made)


def removable(paragraph: Paragraph, covered: range) -> bool:
    """Whether the sentence still reads when the words are taken out: they modify, and no comma or article hangs."""
    first, last = paragraph.tokens[covered[0]], paragraph.tokens[covered[-1]]
    after = paragraph.tokens[last.index + 1 : last.index + 2]
    before = paragraph.tokens[first.index - 1 : first.index] if first.index else ()
    if not after or not before or last.dep not in ("amod", "advmod") or before[0].sentence != first.sentence:
        return False
    if not after[0].is_word or not before[0].is_word or (before[0].pos == "AUX" and last.dep == "amod"):
        return False
    return before[0].lower not in ("a", "an") or (after[0].lower[0] in VOWELS) == (before[0].lower == "an")
