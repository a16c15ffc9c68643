"""Bare numerals that count something, and what they count; dates, times, ages and names are told apart here."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from framing.analyzers.statistics.numerals import Numeral
from framing.analyzers.statistics.quantities import LENGTHS
from framing.document import Span
from framing.language.parse import Paragraph, Token
from framing.lexicons.load import words

MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
TIME_UNITS: Final = words("time_units")
_TIME_AFTER: Final = re.compile(
    r"[- \u00a0](?:(?:more|full|consecutive|straight|long|additional|further|extra|calendar|working|business|"
    r"school|short|and a half|of|or so|"
    r"odd|to \d+|or \d+|-) ?){0,2}[- ]?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|"
    r"centur(?:y|ies)|nights?|semesters?|"
    r"terms?|quarters?|generations?|weekends?|fortnights?|yrs?|hrs?|mins?|o'clock|o’clock|a\.m|p\.m|am|pm|GMT|"
    r"ET|EST|BST|CET)\b",
    re.IGNORECASE,
)
_NOT_AFTER: Final = re.compile(
    r"(?:st|nd|rd|th|s|am|pm|D|G|x)\b|['’]s\b|[:/×]\d|-\d|\.\d|[a-zA-Z]\d|[-–](?:year|month|week|day|hour|"
    r"minute|second|inch|foot|yard|page|"
    r"piece|part|speed|bit|karat|caliber|gauge|pounder|storey|story|track|hole|ounce|pack|way|time|step|course|"
    r"round|game|set|match|word|line|letter|character|digit|dollar)s?\b"
    rf"|,? (?:{MONTHS})\b(?! (?:voters|deaths))|,? (?:and|or) (?:older|over|above|under|up|younger)\b|"
    rf"[- ]?plus-year|[- ]and[- ]older|-?year-olds?\b"
    r"|[- ]plus[- ](?:years?|minutes?|hours?|days?|months?)|- (?:to|and|or) |[°′″]|\(k\)",
)
_NOT_BEFORE: Final = re.compile(
    rf"(?:\b(?:{MONTHS}|[Ss]ection|[Ss]ec\.|[Aa]rticle|[Tt]itle|[Cc]hapter|[Rr]oute|[Ii]nterstate|[Hh]ighway|"
    rf"[Ff]reeway|[Rr]oad|Boeing|Airbus|"
    r"[Nn]os?\.|[Nn]umber|[Pp]ages?|Psalm|Prop(?:osition|\.)|[Aa]mendment|[Dd]istrict|Local|Room|room|Suite|"
    r"Apt\.|Box|[Ff]light|[Cc]hannel|"
    r"[Ll]evel|[Tt]op|Area|Studio|Group of|aged?|ages|H\.R\.|S\.|Bill|Resolution|Law|Form|[Pp]art|[Pp]hase|"
    r"[Vv]ersion|Windows|iPhone|Act|[Dd]ay|"
    r"[Ww]eek|[Ss]eason|[Ee]pisode|[Gg]ame|Super Bowl|Fortune|Catch|Pier|School|[Gg]rade|[Ll]ine|[Ff]ormula|"
    r"[Gg]roup|[Tt]able|[Ff]igure|"
    r"[Gg]ate|[Pp]latform|[Tt]errace|[Bb]lock|[Uu]nit|[Tt]ype|[Cc]lass|[Cc]ategory|[Zz]one|[Ss]tage|[Rr]ound|"
    r"[Ss]tep|[Bb]us|[Tt]rain|"
    r"[Mm]ark|[Mm]odel|Covid|COVID|Agenda|Area|Article 5|Title IX|mid|Under|U|G|M|A|B|I|late|early|turned|turns|"
    r"turning|at age|the age of) ?|[#@/–_=+]|=\"|[A-Za-z]-|\d[-–]|\d:|[.]\d|(?<![\w'’])['’])$"
)
_YEARISH_BEFORE: Final = re.compile(
    rf"(?:\b(?:in|since|by|of|the|his|her|their|its|from|during|until|before|after|through|to|and|early|late|"
    rf"mid|spring|summer|fall|autumn|winter|"
    rf"circa|for|{MONTHS})|\d,|\() ?$",
    re.IGNORECASE,
)
_YEARISH_AFTER: Final = re.compile(
    r" (?:levels|elections?|campaigns?|primaries|primary|season|terms?|presidential|general|midterms?|budget|"
    r"games|olympics)",
    re.IGNORECASE,
)
_KEY_BEFORE: Final = re.compile(
    r"(?:\b(?:sample (?:is|was|size|of|size of)|totall?(?:ed|ing|s)?|total of|numbers? (?:is|was|of|to|at|from)|"
    r"numbered|numbering|surveyed|polled|"
    r"interviewed|rather than|population (?:of|is|was)|compared (?:to|with)|up from|down from|(?:rose|fell|"
    r"risen|grown|grew|climbed|increased|decreased|"
    r"dropped|jumped|slipped|shrank|declined|swelled|up|down|rise|drop) (?:to|from|by)|toll (?:to|at|of|is|was|"
    r"reached)|killed|killing|killings?|injured|"
    r"injuring|wounded|wounding|arrested|detained|displaced|hospitali[sz]ed|average of|maximum of|minimum of|"
    r"record of|record|capacity of|crowd of|group of|"
    r"team of|staff of|workforce of|majority of|out of|at least|at most|more than|fewer than|no more than|up to|"
    r"as many as|nearly|almost|an estimated|"
    r"some|roughly|approximately|upwards of|about) )(?:about |only |just |more than |nearly |around |some |"
    r"at least |over )?$",
    re.IGNORECASE,
)
_LEVEL: Final = re.compile(
    r"\b(?:toll|number|total|count|tally|figure|headcount|membership|population|caseload|rose|risen|fell|fallen|"
    r"grew|grown|climbed|dropped|went|increased|decreased|up|down)\b[^.;:]{0,70}\b(?:to|at|from|was|is|by|reach(?:es|ed)|"
    r"hits?|passe[sd]|topp?(?:s|ed)|nears|exceed(?:s|ed)) $"
    r"|\d[^.;:]{0,60}, (?:against|compared with|compared to|up from|down from) (?:just |only )?$",
    re.IGNORECASE,
)
_PLACE_AFTER: Final = re.compile(r"[- ](?:[a-z]+[- ])?(?:in|on|street|ave)")
_PERIOD_AFTER: Final = re.compile(r" (?:in (?:19|20)\d\d|(?:in|on|by) (?:the )?[A-Z]\w+)\b")
_CLOCK_BEFORE: Final = re.compile(r"\b(?:at|by|until|before|after)(?: about| around)? $", re.IGNORECASE)
_AGE_AFTER: Final = re.compile(r"[,.;)]|\s?[-–—―]")
_LISTED: Final = frozenset(
    ["things", "ways", "reasons", "tips", "questions", "truths", "facts", "lessons", "takeaways"]
)
_IDLE_PLURALS: Final = words("idle_plurals")
_MEMBERS: Final = re.compile(
    r"-(?:member|nation|person|country|seat|vote|company|strong|justice|judge|delegate|woman|man|state|acre|bed|"
    r"room|unit|home|school|player|team|party|"
    r"store|employee|student|worker|plus)\b"
)
_PERSONS: Final = words("plain_plurals")
_WALK: Final = frozenset(["ADJ", "NOUN", "PROPN", "NUM", "CCONJ", "PART"])
_WALK_TAGS: Final = frozenset(["VBN", "VBG", "HYPH", "AFX", "POS", "``", "''", ","])
_DETERMINERS: Final = frozenset(["of", "the", "its", "their", "his", "her", "these", "those", "our", "all"])
_STEPS: Final = 7
_HARM_NOUNS: Final = words("harm_nouns")
_HARM_VERBS: Final = words("harm_verbs")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a numeral counts.  ``noun`` is relative to the paragraph; ``small``: it is below ten but matters."""

    noun: Span | None
    small: bool = False


class Counter:
    """Decides for the numerals of one paragraph."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self._starts = [token.start for token in paragraph.tokens]

    def counted(self, numeral: Numeral, only: bool) -> Counted | None:
        """What ``numeral`` counts, or None for a date, an age, a name …; ``only``: it is framed by only or just."""
        text, start, end, value = self.text, numeral.start, numeral.end, numeral.value
        before, after = text[max(0, start - 48) : start], text[end : end + 48]
        if _NOT_AFTER.match(after) or _TIME_AFTER.match(after):
            return None
        if numeral.digits and not numeral.scaled and _NOT_BEFORE.search(before):
            return None
        if value is not None and value < 10:
            return self._small(numeral, only)
        if not numeral.digits and re.match(r"one$", text[start:end], re.IGNORECASE):
            return None
        if numeral.digits and len(text[start:end]) > 9 and text[start:end].isdigit():
            return None
        noun = self.noun_after(end)
        if numeral.scaled:
            return None if self._idle(numeral, before, after) else Counted(noun)
        clock = (value or 0) <= 12 and noun is None and _CLOCK_BEFORE.search(before)
        if clock or self._year(numeral, before, after) or self._named(numeral, noun):
            return None
        if "," in text[start:end] and (value or 0) >= 1_000:
            return Counted(noun)
        if after.startswith("-"):
            return Counted(noun) if _MEMBERS.match(after) else None
        if noun and self._head(noun).lower in _LISTED:
            return None
        if noun or self._elliptic(numeral, before, after):
            return Counted(noun)
        return None

    def noun_after(self, end: int) -> Span | None:
        """The counted noun phrase after a numeral ("likely voters", "of the hostages"), or None."""
        tokens = self.paragraph.tokens
        index = bisect_left(self._starts, end)
        first = None
        head: Token | None = None
        for token in tokens[index : index + _STEPS]:
            if first is None and (token.pos == "NUM" or token.lower in _DETERMINERS):
                continue
            if token.tag in {"NNS", "NNPS"} or token.lower in _PERSONS:
                if head is None and (token.lower in TIME_UNITS or token.lower in LENGTHS):
                    return None
                head, first = token, first or token
                continue
            if head is not None and not (token.tag == "HYPH" or token.pos in {"NOUN", "PROPN"}):
                break
            if token.pos not in _WALK and token.tag not in _WALK_TAGS and not token.lower.endswith("ly"):
                break
            if token.tag == "TO":
                break
            first = first or token
        return Span(first.start, head.end) if first and head else None

    def _token(self, start: int) -> Token | None:
        index = bisect_left(self._starts, start)
        tokens = self.paragraph.tokens
        return tokens[index] if index < len(tokens) and tokens[index].start == start else None

    def _idle(self, numeral: Numeral, before: str, after: str) -> bool:
        """Scale words in phrases that count nothing."""
        words_ = self.text[numeral.start : numeral.end].lower()
        if words_ in {"a million", "a thousand"} and re.search(
            r"(?:one in|chance in|thanks|not in) $", before, re.IGNORECASE
        ):
            return True
        if words_ == "scores" and not after.startswith(" of"):
            return True
        if words_ == "millions" and re.match(r" (?:like|and millions)\b", after):
            return False
        if words_ in {"a million", "a thousand", "a hundred", "a dozen"} and re.match(r" (?:more )?times\b", after):
            return True
        return bool(re.search(r"\b(?:by the|cheaper by the) $", before))

    def _year(self, numeral: Numeral, before: str, after: str) -> bool:
        digits = self.text[numeral.start : numeral.end]
        if not numeral.digits or len(digits) != 4 or not digits.isdigit() or not 1500 <= (numeral.value or 0) <= 2100:
            return False
        following = self._token(numeral.end + 1)
        plural = following is not None and following.tag == "NNS" and after.startswith(" ")
        return not plural or bool(_YEARISH_AFTER.match(after) or _YEARISH_BEFORE.search(before))

    def _named(self, numeral: Numeral, noun: Span | None) -> bool:
        """Whether the numeral belongs to a name or stands as somebody's age."""
        index = bisect_left(self._starts, numeral.start)
        if not index or index >= len(self.paragraph.tokens):
            return False
        token, previous = self.paragraph.tokens[index], self.paragraph.tokens[index - 1]
        if previous.sentence != token.sentence:
            return False
        if previous.text == "," and index > 1 and self.paragraph.tokens[index - 2].pos in {"PROPN", "NOUN"}:
            return bool(_AGE_AFTER.match(self.text, numeral.end))
        adjacent = numeral.digits and previous.pos == "PROPN" and previous.end + 1 == numeral.start
        return adjacent and noun is None and previous.text[:1].isupper()

    def _elliptic(self, numeral: Numeral, before: str, after: str) -> bool:
        """The noun is left out but clear: "Of 500 asked, 300 agreed", "the toll rose to 45", "30 were hurt"."""
        if re.match(
            r" (?:of (?:the|its|their|those|these|them|his|her|our|whom|which)|were|have|had|are|more|others?|"
            r"dead|injured|wounded|missing|arrested|killed)\b",
            after,
        ):
            return True
        token = self._token(numeral.start)
        if token and token.dep == "dobj" and self.paragraph.tokens[token.head].lemma in {"have", "get", "count"}:
            return True
        if token and token.dep in {"nsubj", "nsubjpass"} and self.paragraph.tokens[token.head].pos in {"VERB", "AUX"}:
            return True
        level = _LEVEL.search(self.text, max(0, numeral.start - 90), numeral.start)
        if level and (_PERIOD_AFTER.match(after) or not _PLACE_AFTER.match(after)):
            return not re.search(r"\b(?:rank|place|table|chart|list)", self.text[level.start() : numeral.end + 40])
        keyed = bool(_KEY_BEFORE.search(before)) and not _PLACE_AFTER.match(after)
        return keyed and self._free_standing(after)

    @staticmethod
    def _free_standing(after: str) -> bool:
        return bool(re.match(r"(?:[.,;:)!?]|$|[”\"]| [a-z—–-])", after))

    def _small(self, numeral: Numeral, only: bool) -> Counted | None:
        """Counts below ten matter when people are harmed or held, in a part of a whole, or when called small."""
        text, end = self.text, numeral.end
        noun = self.noun_after(end)
        one = numeral.value == 1
        after = text[end : end + 40]
        if re.match(r" (?:dead|killed|injured|wounded|hurt|missing|arrested|detained)\b", after):
            return Counted(None, small=True)
        if (
            re.match(
                r" of (?:the |its |their |those |these |his |her )?(?:\d+|ten|eleven|twelve|fifteen|twenty|five|"
                r"six|seven|eight|nine|four|three)\b",
                after,
            )
            and not one
        ):
            return Counted(None, small=True)
        singular = self._singular(end) if one and not numeral.digits else None
        noun = singular if one else noun
        if noun is None:
            return None
        head = self._head(noun)
        if head.lemma in _HARM_NOUNS and (head.lemma != "case" or text.startswith(" of ", noun.end)):
            return Counted(noun, small=True)
        governor = self.paragraph.tokens[head.head]
        harmed = governor.lemma in _HARM_VERBS and head.dep in {"nsubj", "nsubjpass", "dobj"}
        if harmed and not (governor.lemma == "die" and head.dep == "dobj"):
            return Counted(noun, small=True)
        return Counted(noun, small=True) if only and not one and head.lower not in _IDLE_PLURALS else None

    def _singular(self, end: int) -> Span | None:
        token = self._token(end + 1)
        return (
            token.span
            if token
            and token.tag == "NN"
            and token.lower in {"person", "man", "woman", "child", "death", "soldier", "officer", "boy", "girl"}
            else None
        )

    def _head(self, noun: Span) -> Token:
        index = bisect_left(self._starts, noun.end) - 1
        return self.paragraph.tokens[index]
