"""What a sentence says about how a poll was made: who was asked, how many, when, how, and with what margin.

The elements are those of the AAPOR Code of Professional Ethics and Practices (III.A, 2021) and of the
ESOMAR/WAPOR guideline on opinion polls (2014).  Each pattern reads one sentence; offsets are within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from framing.document import Span

WORD_NUMBERS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TO: Final = r"\s*(?:-|–|—|to|and|through|until|till)\s*"
DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:between|from)\s+)?{MONTH}\s+{DAY}(?:,\s+\d{{4}}\b,?)?{TO}(?:{MONTH}\s+{DAY}|{DAY}\b|{WEEKDAY})",
        rf"(?:(?:between|from)\s+)?\b{DAY}(?:\s+{MONTH})?{TO}{DAY}\s+{MONTH}",
        rf"(?:(?:between|from)\s+){WEEKDAY}{TO}{WEEKDAY}",
        rf"(?:(?:on|since|from|between)\s+)?(?:{MONTH}\s+{DAY}\b|\b{DAY}\s+(?:of\s+)?{MONTH})",
        rf"(?:between|from|in|during)\s+(?:early\s+|late\s+|mid-?\s?)?{MONTH}{TO}(?:early\s+|late\s+|mid-?\s?)?{MONTH}",
        rf"(?:in|during|over|throughout)\s+(?:early\s+|late\s+|mid-?\s?"
        rf"|the\s+\w+\s+week\s+of\s+)?{MONTH}(?:\s+\d{{4}})?",
        r"(?:in|during)\s+(?:the\s+)?(?:spring|summer|autumn|fall|winter)(?:\s+of)?\s+\d{4}",
        rf"(?:last|this|earlier this)\s+(?:week|weekend|month)|over the (?:past |last )?(?:week|weekend)"
        rf"|(?:on|last)\s+{WEEKDAY}|(?<=conducted ){WEEKDAY}",
    )
)
FIELDWORK: Final = re.compile(
    r"\b(?:conduct(?:ed|ing|s)|carried out|carr(?:y|ies|ying) out|taken|fielded|in the field|fieldwork|interview\w*"
    r"|survey(?:ed|ing)|poll(?:ed|ing)|questioned|questioning|canvassed|sampled|responses|respondents"
    r"|sample|asked|questionnaires?|(?:sent|posted|filled) (?:out |in )?(?:the )?forms"
    r"|(?:called|phoned|contacted|reached)\s+\d[\d,]+)\b",
    re.IGNORECASE,
)
RELEASED: Final = re.compile(
    r"\b(?:(?:released|published|unveiled|issued|posted|announced|presented|reported)\b[^.;,]{0,60}|(?:poll"
    r"|survey)s? out (?:on )?)$",
    re.IGNORECASE,
)

NUMBER: Final = r"(?<![\d$€£.,/-])(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})(?![\d%]|[.,]\d|-(?!person|respondent))"
PEOPLE: Final = (
    r"(?:adults|voters|respondents|people|persons|residents|citizens|nationals|participants|households|women|men"
    r"|students|workers|employees|consumers|parents|teenagers|teens|users|drivers|homeowners|pensioners|readers"
    r"|executives|managers|employers|businesses|companies|firms|economists|doctors|physicians|nurses|teachers"
    r"|scientists|members|immigrants|refugees|soldiers|veterans|patients|farmers|shoppers|taxpayers|households"
    r"|caucus-?goers|Democrats|Republicans|independents|interviews|individuals|undergraduates|graduates"
    r"|[A-Z][a-z]+(?:ans|ons|is|ders)(?!\s+(?:adults|voters|residents|citizens)))"
)
WHERE: Final = (
    r"(?:\s+(?:(?:in|across|throughout|of)\s+(?:the\s+)?(?:[A-Z][\w’'.-]*|state|country|county|city|nation|region)"
    r"(?:\s+[A-Z][\w’'.-]*){0,3}"
    r"|nationwide|nationally|statewide|between the ages of \d+ and \d+|(?:aged|ages)\s+\d+(?:\s*(?:-|–|to|and)\s*\w+)?"
    r"|over the age of \d+|over \d+|(?:living|residing) in [^,.;]{2,60}))?"
)
SAMPLE: Final = re.compile(rf"{NUMBER}\s+(?P<who>(?:(?!and\b|or\b|percent|per\b)[\w’'-]+\s+){{0,5}}?{PEOPLE}\b{WHERE})")
SAMPLE_SIZE: Final = re.compile(
    rf"\b(?:sample(?:\s+size)?(?:\s+(?:of|was|is|totall?ed))|n\s?=|(?:poll|survey)(?:ed|\s+of)|interview(?:ed|s with)"
    rf"|questioned)\s*(?:about |around |some |more than |nearly |over |just over |a total of )?{NUMBER}"
    rf"|{NUMBER.replace('<n>', '<m>')}-(?:person|respondent)",
    re.IGNORECASE,
)
RETURNED: Final = re.compile(
    rf"\b(?:got|received|had)\s+(?:about |around |some |nearly |just over )?{NUMBER}\s+(?:back|replies"
    rf"|responses|answers"
    r"|completed (?:forms|questionnaires))\b"
)
NEAR: Final = 40
PART: Final = re.compile(
    r"(?:\b(?:including|out of|of which|subsample of|consisted of)|(?<![^.;“\"] )\bAmong)\s+(?:the\s+|some\s+)?$"
)
ANYBODY: Final = frozenset({"respondents", "people", "participants", "interviews", "persons", "individuals"})
UNIVERSE: Final = re.compile(
    r"(?:percent|per cent|%|\bamong|\bby|\bof|\bfrom|\bwith|\bthat)\s+(?P<who>(?:(?!of\b|among\b|by\b"
    r"|that\b)[\w’'-]+\s+){0,2}?"
    r"(?:(?:likely|registered|eligible|adult|prospective|Republican|Democratic|Conservative|Labou?r|GOP|primary|caucus)"
    r"\s+){1,3}(?:[\w’'-]+\s+){0,2}?(?:voters|adults|residents|citizens|caucus-?goers|population)\b" + WHERE + r")"
    r"|(?:percent|per cent|%)\s+of\s+(?P<whole>(?:adults|residents|citizens|voters)\b"
    + WHERE
    + r"|[A-Z][a-z]+(?:ans|ians|ons|ish|ese)\b)"
    r"|\b(?:survey|poll|questionnaire)\s+of\s+(?P<of>(?:[A-Za-z][\w’'-]*\s+){0,3}?"
    + PEOPLE
    + r"\b"
    + WHERE
    + r"(?:\s+within\s+[^,.;]{3,40})?)"
    r"|\b(?P<living>(?:[A-Z][a-z]+s|adults|people|residents)\s+(?:living|residing|aged|earning)\s(?:[^,.;]"
    r"|[,.](?=\d)){3,60}?)"
    r"(?=\s+(?:have|has|are|were|say|said|would|do|did|support|oppose|want|believe|think)\b|[,.;](?!\d))"
)
MODE: Final = re.compile(
    r"\b(?P<how>(?:by|via|through|over|on|using)\s+(?:the\s+|live\s+|a\s+mix(?:ture)?\s+of\s+|both\s+)?"
    r"(?:telephones?|phones?|land-?lines?|cell-?\s?phones?|mobiles?(?:\s+phones?)?|internet|web|text|e-?mail|mail|post"
    r"|online interviews|telephone interviews|phone interviews)"
    r"(?:\s+(?:and|or)\s+(?:by\s+|on\s+)?(?:telephones?|phones?|land-?lines?|cell-?\s?phones?"
    r"|mobiles?(?:\s+phones?)?|online|internet"
    r"|text|e-?mail))?"
    r"|face[- ]to[- ]face|in[- ]person|in person|robocalls?|automated (?:telephone |phone )?calls?"
    r"|live (?:interviewers|callers|operators)"
    r"|computer-assisted \w+ interview\w*|C[AP][TW]I|landlines? and cell\s?phones?)\b"
    r"|\b(?P<kind>telephone|phone|internet|web|online|postal|mail)(?=(?:\s+[\w/&’'.-]+){0,7}?\s+(?:poll|survey"
    r"|panel|interviews?|questionnaire)\b)"
    r"|(?:conducted|carried out|taken|done|polled|surveyed|interviewed|questioned|fielded"
    r"|completed)\b[^.;]{0,80}?\b(?P<online>online)\b",
    re.IGNORECASE,
)
SIZE: Final = r"(?P<{0}>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
SIGN: Final = r"(?:plus[- ]or[- ]minus|plus/minus|\+\s?/\s?[-–−]|±)\s*"
UNIT: Final = r"(?:[\s-]*(?:percentage[\s-]+)?points?|\s*percent|\s*per\s+cent|\s*%|\s*pts?\b)"
MARGIN: Final = re.compile(
    rf"\b(?:margins? of (?:sampling |statistical )?error|(?:sampling |statistical )error|error margin"
    rf"|margin for error)\b"
    rf"[^.;%\d]{{0,70}}?(?P<after>(?:{SIGN})?\b{SIZE.format('a')}(?P<unit>{UNIT})|{SIGN}\d+(?:\.\d+)?\b)"
    rf"|(?P<before>(?:{SIGN})?\b{SIZE.format('b')}(?P<unit2>{UNIT}))\s+(?:margin of (?:sampling "
    rf"|statistical )?error|error margin)"
    rf"|\b(?:accurate|correct)\s+to\s+within\s+(?P<within>(?:{SIGN})?{SIZE.format('c')}(?P<unit3>{UNIT}))"
    rf"|(?P<bare>{SIGN}{SIZE.format('d')}(?P<unit4>{UNIT}))",
    re.IGNORECASE,
)
WORDING: Final = re.compile(
    r"\b(?:[Aa]sked|[Aa]sking|[Tt]he question(?: was| read| asked)?)\b:?\s+(?P<words>[“\"][^”\"]{8,300}[”\"]"
    r"|(?:whether|if|which|what|who|whom|how|why|when|to (?:name|choose|pick|say|rank|rate))\b[^,.;:?]{3,160})"
)
SELECTION: Final = re.compile(
    r"\b(?:opt-in(?: (?:online )?panel)?|online panel|volunteers?\b[^.;]{0,20}|self-selected|unscientific"
    r"|non-?scientific|informal"
    r"|straw poll|random(?:ly)?[- ](?:sample|selected|digit)\w*|probability(?:-based)? (?:sample|panel)"
    r"|(?:nationally )?representative"
    r"(?: sample)?|weighted\b[^,.;]{0,50}|quota sample)",
    re.IGNORECASE,
)


SHARE: Final = re.compile(r"\d\s?%|\bper\s?cent\b|\bpoints?\b", re.IGNORECASE)
TREND: Final = re.compile(
    r"\b(?:(?:up|down|higher|lower|unchanged|changed|compared|compares|rose|risen|rising|fell|fallen|falling|dropped"
    r"|slipped|climbed|grew|gained|lost|a (?:rise|fall|drop|gain|jump|decline|decrease|swing)|an increase)\b"
    r"[^.;:“”\"]{0,20}?\b(?:from|since|than|with|to|on)\b)[^.;:“”\"]{0,40}?"
    rf"(?:\b(?:polls?|surveys?|waves?|{MONTH}|(?:19|20)\d\d|(?:weeks?|months?|years?) (?:ago|earlier|before)"
    r"|(?:last|previous) (?:week|month|quarter|spring|summer|autumn|fall|winter|year|time))(?!\w))"
)


class Element(NamedTuple):
    """One element: ``span`` in the sentence; ``value`` where it is a number; a lower ``rank`` is a better find."""

    name: str
    span: Span
    value: float | None = None
    rank: int = 0


def find_elements(sentence: str, *, named: bool) -> Iterator[Element]:
    """The elements in one sentence on a poll; ``named``: the sentence speaks of the poll by that word."""
    fieldwork = FIELDWORK.search(sentence) is not None
    if fieldwork or named:
        yield from _sample(sentence, fieldwork)
        yield from _mode(sentence)
        if found := SELECTION.search(sentence):
            yield Element("selection", Span(*found.span()))
    if fieldwork:
        yield from _dates(sentence)
    if named and (found := UNIVERSE.search(sentence)):
        group = found.lastgroup or "who"
        yield Element("population", Span(*found.span(group)), rank=2 if group == "whole" else 1)
    yield from _margin(sentence)
    if SHARE.search(sentence) and (found := TREND.search(sentence)):
        yield Element("trend", Span(*found.span()))
    if found := WORDING.search(sentence):
        yield Element("wording", Span(*found.span("words")))


def _sample(sentence: str, fieldwork: bool) -> Iterator[Element]:
    for found in SAMPLE.finditer(sentence):
        value = _integer(found["n"])
        before = sentence[max(0, found.start("n") - NEAR) : found.start("n")]
        asked = fieldwork or re.search(r"\b(?:poll|survey|sample),?\s+of\s+\S*\s*$", before)
        if not asked or value < 30 or _is_year(found["n"], before):
            continue
        part = PART.search(before) is not None
        yield Element("n", Span(*found.span("n")), value, rank=2 if part else 0)
        if found["who"].split()[-1].lower() not in ANYBODY:
            yield Element("population", Span(*found.span("who")), rank=3 if part else 0)
    if returned := RETURNED.search(sentence):
        yield Element("n", Span(*returned.span("n")), _integer(returned["n"]), rank=0)
    if stated := SAMPLE_SIZE.search(sentence):
        group = stated.lastgroup or "n"
        value = _integer(stated[group])
        if value >= 30:
            yield Element("n", Span(*stated.span(group)), value, rank=1)


def _mode(sentence: str) -> Iterator[Element]:
    if found := MODE.search(sentence):
        yield Element("mode", Span(*found.span(found.lastgroup or 0)))


def _dates(sentence: str) -> Iterator[Element]:
    for rank, pattern in enumerate(DATES):
        for found in pattern.finditer(sentence):
            if not RELEASED.search(sentence[: found.start()]):
                yield Element("dates", Span(*found.span()), rank=rank)
                return


def _margin(sentence: str) -> Iterator[Element]:
    for found in MARGIN.finditer(sentence):
        for group, size in (("after", "a"), ("before", "b"), ("within", "c"), ("bare", "d")):
            if found[group]:
                value = WORD_NUMBERS.get((found[size] or "").lower()) or float(
                    re.sub(r"[^\d.]", "", found[size] or found[group])
                )
                yield Element("moe", Span(*found.span(group)), value)


def _integer(digits: str) -> int:
    return int(digits.replace(",", ""))


def _is_year(digits: str, before: str) -> bool:
    """``2024`` in "In 2024 voters"; not in "a survey of 2000 adults"."""
    asked = re.search(r"\b(?:of|surveyed|polled|interviewed|questioned|among|with)\s+$", before)
    return "," not in digits and 1900 <= int(digits) <= 2040 and asked is None
