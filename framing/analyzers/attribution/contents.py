"""What a reporting verb reports: the content, from the parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from framing.analyzers.attribution.cues import ADDRESSED, CONTENT_PREPOSITIONS, Cue, set_off
from framing.analyzers.attribution.listeners import INFORMS, listener
from framing.analyzers.attribution.quotations import MARKS
from framing.analyzers.attribution.speakers import DAYS
from framing.analyzers.attribution.subjects import EDGE, IMPRESSIONS, bracketed, goes_on, noun_phrase, reports_beside
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import table, words

RELATIVES: Final = frozenset({"WDT", "WP", "WP$", "WRB"})
JOINT: Final = 4
"""Most words between two clauses of one content that the parser hung elsewhere: ", and", ", but even"."""
COMPLEMENTS: Final = frozenset({"dobj", "xcomp", "oprd", "acomp"})
WITH_OBJECT: Final = frozenset({"before", "between", "by", "from", "under", "until", "within", "without"})
"""Prepositions that go with the object before them ("wants a vote by Friday"), not with the reporting."""
RUNS_ON: Final = frozenset(
    {
        "if",
        "because",
        "since",
        "when",
        "while",
        "although",
        "though",
        "unless",
        "until",
        "so",
        "as",
        "whether",
        "after",
        "before",
    }
)


def content_of(paragraph: Paragraph, cue: Cue, source: Sequence[int]) -> list[int]:
    """Tokens of the content of a verb as the grammar has it; empty when it governs none."""
    found = _governed(paragraph, cue)
    found = sorted({*found} - _other_reports(paragraph, found, cue.head))
    taken = {*cue.tokens, *source, *_asides(paragraph, found)}
    if cue.lemma in INFORMS and cue.tokens[-1] == cue.head:
        taken |= listener(paragraph, [index for index in found if index not in taken], cue.tokens[-1])
    return [index for index in found if index not in taken]


def _asides(paragraph: Paragraph, found: Sequence[int]) -> set[int]:
    """Relative clauses set off at the end of a content: what the outlet adds by itself."""
    tokens = paragraph.tokens
    inside = set(found)
    cut: set[int] = set()
    for index in found:
        if tokens[index].dep == "relcl" and tokens[index].head in inside:
            below = paragraph.subtree(index)
            apart = tokens[below[0] - 1].text == "," and tokens[below[0]].tag in RELATIVES
            if apart and below[-1] >= found[-1] - 1:
                cut.update(range(below[0], below[-1] + 1))
    return cut


def trimmed(paragraph: Paragraph, indexes: Iterable[int], quoted: Sequence[int]) -> list[int]:
    """Content tokens without stops, commas and dashes at the edges of each run; runs without a word are dropped.

    Those inside quotation marks stay: they belong to the quotation.
    """
    tokens = paragraph.tokens
    kept: list[int] = []
    run: list[int] = []
    for index in [*sorted(set(indexes)), -1]:
        if run and index != run[-1] + 1:
            while run and tokens[run[-1]].text in EDGE and quoted[run[-1]] < 0:
                run.pop()
            while run and tokens[run[0]].text in EDGE and quoted[run[0]] < 0:
                run.pop(0)
            if any(tokens[item].is_word for item in run):
                kept.extend(_closed(tokens, run))
            run = []
        run.append(index)
    return kept


def _closed(tokens: Sequence[Token], run: Sequence[int]) -> list[int]:
    """A run with the closing mark after it, where it holds the opening one: the parser may hang that elsewhere."""
    after = run[-1] + 1
    marks = [tokens[item].tag for item in run if tokens[item].tag in {"``", "''"}]
    opened = marks.count("``") > marks.count("''")
    return [*run, after] if opened and after < len(tokens) and tokens[after].tag == "''" else list(run)


def _governed(paragraph: Paragraph, cue: Cue) -> list[int]:
    verb = cue.head
    if cue.lemma in IMPRESSIONS:
        return _impression(paragraph, verb)
    aside = set_off(paragraph, verb)
    if cue.frame == "clause":
        if aside is not None:
            return _around(paragraph, verb, aside)
        clauses = [paragraph.tokens[kid] for kid in paragraph.children[verb] if paragraph.tokens[kid].dep == "ccomp"]
        low = min((kid for kid in paragraph.children[verb] if paragraph.tokens[kid].dep == "nsubj"), default=verb)
        quotes = any(paragraph.tokens[at].tag == "''" for at in range(max(low - JOINT, 0), low))
        after = [] if quotes else [clause for clause in clauses if clause.index > verb]
        return _clause(paragraph, verb, (after or clauses)[0]) if clauses else []
    if paragraph.child(verb, "auxpass") is not None:
        return _passive(paragraph, verb)
    return _objects(paragraph, verb)


def _clause(paragraph: Paragraph, verb: int, clause: Token) -> list[int]:
    """A complement clause, with the adverbial clause after it that the parser hung on the reporting verb."""
    further = [kid for kid in paragraph.children[clause.index] if goes_on(paragraph, paragraph.tokens[kid])]
    found = set(paragraph.subtree(clause.index, further))
    if clause.index < verb:
        return sorted(index for index in found if index < verb) if min(found) < verb else sorted(found)
    for kid in paragraph.children[verb]:
        token = paragraph.tokens[kid]
        runs_on = token.dep == "ccomp" or (token.dep == "advcl" and _marker(paragraph, kid) in RUNS_ON)
        if kid > clause.index and runs_on:
            below = paragraph.subtree(kid)
            between = range(max(found) + 1, below[0])
            found |= {*below, *(between if len(between) <= JOINT else ())}
    return sorted(found)


def _other_reports(paragraph: Paragraph, found: Sequence[int], verb: int) -> set[int]:
    """What the parser joined to the content though it reports too: "and warned of rain"."""
    tokens = paragraph.tokens
    cut: set[int] = set()
    for index in found:
        if index > verb and tokens[index].dep == "conj" and reports_beside(paragraph, tokens[index]) == verb:
            conjunctions = (kid for kid in paragraph.children[tokens[index].head] if tokens[kid].dep == "cc")
            cut.update(paragraph.subtree(index), conjunctions)
    return cut


def _marker(paragraph: Paragraph, clause: int) -> str:
    mark = paragraph.child(clause, "mark", "advmod")
    return mark.lower if mark else ""


def _around(paragraph: Paragraph, verb: int, aside: tuple[int, int]) -> list[int]:
    """What a set-off reporting clause interrupts or ends: its sentence, from the last clause edge before it."""
    tokens = paragraph.tokens
    low, high = aside
    sentence = paragraph.sentence_tokens[tokens[verb].sentence]
    clause = _interrupted(paragraph, verb, low, sentence)
    before = list(range(clause.start, low))
    after: list[int] = []
    apart = _quotes_anew(tokens, high + 1) or _leads_in(paragraph, before, high + 1)
    if apart and tokens[low - 1].text not in MARKS:
        return list(range(high + 2, clause.stop))
    if high + 1 < clause.stop and tokens[high + 1].text == ",":
        after = list(range(high + 2, clause.stop))
        reports = after and tokens[after[0]].tag == "VBG" and tokens[after[0]].lemma in table("cues")
        if after and (reports or tokens[low - 1].text in MARKS):
            after = []
    return before + after


def _interrupted(paragraph: Paragraph, verb: int, low: int, sentence: range) -> range:
    """The clause that "she said" stands in: a relative clause, what follows a semicolon or a colon before a quotation,
    what stands in brackets.
    """
    tokens = paragraph.tokens
    around = tokens[tokens[verb].head]
    if tokens[verb].dep == "parataxis" and around.dep == "relcl":
        inside = paragraph.subtree(around.index)
        if inside[0] < low:
            return range(inside[0], inside[-1] + 1)
    brackets = bracketed(paragraph, verb)
    if brackets is not None:
        return brackets
    edges = (at + 1 for at in range(low - 1, sentence.start, -1) if _parts(tokens, at))
    start = next(edges, sentence.start)
    return range(start, sentence.stop)


def _quotes_anew(tokens: Sequence[Token], comma: int) -> bool:
    """A comma, an opening mark and a capital: what stands before the reporting clause is no part of what is said."""
    if comma + 2 >= len(tokens) or tokens[comma].text != "," or tokens[comma + 1].tag != "``":
        return False
    first = tokens[comma + 2]
    return first.text[:1].isupper() and first.tag not in {"NNP", "NNPS"} and first.text != "I"


def _leads_in(paragraph: Paragraph, before: Sequence[int], comma: int) -> bool:
    """When and where before a quotation: "In an interview, she said, “I …”"."""
    tokens = paragraph.tokens
    quotes = comma + 1 < len(tokens) and tokens[comma + 1].tag == "``"
    return quotes and tokens[before[0]].pos in {"ADP", "ADV"} and all(tokens[at].pos != "VERB" for at in before)


def _parts(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == ";" or (tokens[at].text == ":" and tokens[at + 1].tag == "``")


def _impression(paragraph: Paragraph, verb: int) -> list[int]:
    """Subject and complement of "seems to work"; the complement alone of "it seems that it works"."""
    complement = paragraph.child(verb, "xcomp", "ccomp", "oprd", "acomp", "advcl")
    if complement is None or complement.index < verb:
        return []
    subject = paragraph.child(verb, "nsubj")
    empty = subject is None or (subject.lower == "it" and complement.dep in {"ccomp", "advcl"})
    found = [] if empty or subject is None else noun_phrase(paragraph, subject.index)
    return sorted({*found, *paragraph.subtree(complement.index)})


def _objects(paragraph: Paragraph, verb: int) -> list[int]:
    found: set[int] = set()
    for kid in paragraph.children[verb]:
        token = paragraph.tokens[kid]
        if kid > verb and token.dep == "dative" and token.pos == "ADP" and found:
            found |= set(paragraph.subtree(kid))
        elif token.dep == "dobj" and kid > verb and (topic := _topic(paragraph, verb, token)):
            found |= set(topic)
        elif (token.dep in COMPLEMENTS and (kid > verb or token.tag in {"WDT", "WP"})) or (
            token.dep == "prep"
            and kid > verb
            and found
            and token.lower in WITH_OBJECT
            and paragraph.child(kid, "pcomp") is None
        ):
            found |= set(paragraph.subtree(kid))
        elif token.dep == "prep" and kid > verb and token.lower in CONTENT_PREPOSITIONS and not _dated(paragraph, kid):
            bare = not found and paragraph.child(verb, "dobj", "xcomp", "oprd") is None
            found |= set(paragraph.subtree(kid)) - ({kid} if bare else set())
        elif token.dep == "advcl" and kid > verb and found and _completes(paragraph, token):
            found |= set(paragraph.subtree(kid))
    return sorted(found)


def _completes(paragraph: Paragraph, clause: Token) -> bool:
    """A condition, a reason or a purpose of what is wanted: "wants the road closed to protect frogs"."""
    return _marker(paragraph, clause.index) in {"if", "because", "for", "as"} or clause.tag == "VB"


def _dated(paragraph: Paragraph, preposition: int) -> bool:
    pobj = paragraph.child(preposition, "pobj")
    return pobj is not None and pobj.lower in DAYS


def _topic(paragraph: Paragraph, verb: int, noun: Token) -> list[int]:
    """What "concern" in "voiced concern about the plan" is about: the noun is then part of the cue."""
    if noun.lemma not in words("cue_nouns") or paragraph.tokens[verb].lemma not in words("light_verbs"):
        return []
    preposition = paragraph.child(noun.index, "prep")
    pobj = paragraph.child(preposition.index, "pobj", "pcomp") if preposition else None
    return paragraph.subtree(pobj.index) if pobj else []


def _passive(paragraph: Paragraph, verb: int) -> list[int]:
    found: set[int] = set()
    if paragraph.tokens[verb].lemma in ADDRESSED and (asked := _asked(paragraph, verb)):
        return asked
    for kid in paragraph.children[verb]:
        token = paragraph.tokens[kid]
        if token.dep == "nsubjpass" and (token.lower != "it" or paragraph.child(verb, "ccomp") is None):
            found |= set(noun_phrase(paragraph, kid))
        elif token.dep in {"xcomp", "oprd", "ccomp"}:
            found |= set(paragraph.subtree(kid))
        elif token.dep == "prep" and token.lower in {"as", "for", "of", "with"}:
            found |= set(paragraph.subtree(kid)) - {kid}
    return sorted(found)


def _asked(paragraph: Paragraph, verb: int) -> list[int]:
    """What somebody was asked or told: "was asked about the road", "were told that it was closed"."""
    found: set[int] = set()
    for kid in paragraph.children[verb]:
        token = paragraph.tokens[kid]
        if kid > verb and token.dep in {"ccomp", "xcomp", "dobj", "oprd"}:
            found |= set(paragraph.subtree(kid))
        elif kid > verb and token.dep == "prep" and token.lower in {"about", "of", "on"} and not _dated(paragraph, kid):
            found |= set(paragraph.subtree(kid)) - {kid}
    return sorted(found)
