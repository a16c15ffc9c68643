"""Who made a poll, and for whom: the names around the word "poll"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from framing.document import Span
from framing.lexicons.load import words

CAP: Final = r"(?:[A-Z][\w&’']*(?:\.(?=\s+[A-Z&]))?|\d+[A-Z]\w*)"
NAME: Final = (
    rf"{CAP}(?:(?:\s*[/–-]\s*|\s+(?:&\s+|of\s+|for\s+|on\s+)?(?:the\s+)?"
    rf"|\s*\([DRI]\)\s+and\s+){CAP}){{0,8}}(?:\s*\([DRI]\))?"
)
KINDS: Final = r"(?:poll|survey)s?"
LEFT: Final = re.compile(rf"(?P<name>{NAME})(?:[’']s?)?\s+(?:(?!the\b|an?\b|in\b|of\b|to\b)[a-z][\w-]*\s+){{0,4}}$")
MADE_BY: Final = re.compile(
    r"^[,\s]*(?:(?!poll|survey|for\b|said|says|finds|found|shows?)[\w,-]+\s+){0,6}?"
    r"(?:conducted|carried out|done|taken|run|fielded|made|undertaken)\s+(?:\w+\s+){0,4}?(?:with|by)\s+(?:the\s+)?"
    rf"(?:(?:polling|research|market research)\s+(?:firm|company|agency|group|institute)\s+"
    rf"|pollsters?\s+)?(?P<name>{NAME})"
)
BY: Final = re.compile(
    rf"^(?:\s+for\s+(?:the\s+)?{NAME})?,?\s+(?:by|from)\s+(?:the\s+)?(?:(?:polling|research"
    rf"|market research)\s+(?:firm|company|agency|group)\s+"
    rf"|pollsters?\s+)?(?P<name>{NAME})"
)
RELEASED_BY: Final = re.compile(
    rf"^[^.;:]{{0,90}}?\b(?:released|published|issued|unveiled)\s+(?:[\w.]+\s+){{0,3}}?by\s+(?:the\s+)?(?P<name>{NAME})"
)
FOR: Final = re.compile(
    r"\b(?:commissioned|sponsored|published|paid for|ordered|funded|financed)\s+by\s+(?:(?:the"
    r"|an?)\s+(?:[a-z][\w-]*\s+){0,3})?(?P<name>" + NAME + r")"
    r"|\b(?:on behalf of|(?:conducted|carried out|done|taken|run) (?:\w+ )?for|poll for"
    r"|survey for)\s+(?:(?:the|an?)\s+(?:[a-z][\w-]*\s+){0,3})?(?P<for>" + NAME + r")"
    rf"|\bby\s+(?:the\s+)?{NAME}\s+for\s+(?:the\s+)?(?P<client>{NAME})"
)
ACTED: Final = re.compile(
    rf"(?P<name>{NAME})\s+(?:has\s+)?(?:conducted|carried out|ran|polled|surveyed|interviewed|questioned)\s+"
    r"(?:the\s+|its\s+|a\s+|about\s+|more than\s+|some\s+|nearly\s+)?(?:[\w-]+\s+){0,2}?(?:polls?\b|surveys?\b|\d)"
)
CARRIED_OUT_BY: Final = re.compile(
    rf"\b(?:conducted|carried out|done|run|fielded)\s+(?:\w+\s+){{0,3}}?by\s+(?:the\s+)?(?P<name>{NAME})"
)
RESEARCHES: Final = (
    r"(?:Institute?|Research|Opinion|Polling|Insights?|Statistics|Surveys?|Monitor|Pulse|Cent(?:er|re)|University"
    r"|College)"
)
FOUND: Final = re.compile(rf"(?P<name>(?:{CAP}\s+){{0,4}}?{RESEARCHES}(?:\s+{CAP}){{0,3}})\s+(?:found|finds)\b")
ONE_OF: Final = re.compile(rf"\bone\s+(?:by|from)\s+(?:the\s+)?(?P<name>{NAME})")
EDGES: Final = re.compile(
    r"^(?:The|A|An|In|On|According|One|This|That|And|But|Latest"
    r"|Recent|Another|For|Our|Its|Their|His|Her|No|Each|Every|Some|Any|Also|When|While|Since|By|Until|After|Before"
    r"|If|As|It|He|She|They|We|I|You|Who|Which)(?:\s+|$)"
)
TOO_GENERAL: Final = frozenset(
    {"news", "university", "poll", "polling", "research", "institute", "center", "centre", "the", "of", "and", "&"}
    | {"college", "national", "opinion", "post", "times", "group", "company", "school", "public", "daily", "media"}
)


CLIENT: Final = re.compile(r"(?<!Center)(?<!Centre)(?<!Institute)(?<!Council)(?<!Foundation)(?<!Data)\s+for\s")


class Name(NamedTuple):
    """A name and its place in the sentence."""

    text: str
    span: Span


def name_before(sentence: str, at: int) -> Name | None:
    """The name that the word "poll" at ``at`` carries: "a Fox News national poll"."""
    start = max(0, at - 120)
    found = LEFT.search(sentence[start:at])
    return _name(sentence, start + found.start("name"), start + found.end("name")) if found else None


def name_after(sentence: str, end: int) -> Name | None:
    """The maker named after the word "poll" that ends at ``end``: "a poll conducted by Ipsos"."""
    rest = sentence[end : end + 200]
    for pattern in (BY, MADE_BY, RELEASED_BY):
        if (found := pattern.search(rest)) and (
            name := _name(sentence, end + found.start("name"), end + found.end("name"))
        ):
            return name
    return None


def maker(sentence: str) -> Name | None:
    """The maker in a sentence that does not name the poll: "It was carried out by Ipsos in April"."""
    found = CARRIED_OUT_BY.search(sentence)
    return (_name(sentence, *found.span("name")) if found else None) or known_pollster(sentence)


def name_acting(sentence: str) -> Name | None:
    """The maker as the subject: "Monmouth conducted its poll"; or "one from Monmouth University"."""
    for pattern in (ACTED, ONE_OF, FOUND):
        if (found := pattern.search(sentence)) and (name := _name(sentence, *found.span("name"))):
            return name
    return None


def sponsor(sentence: str) -> Name | None:
    """Who ordered, paid for or published it."""
    for found in FOR.finditer(sentence):
        if name := _name(sentence, *found.span(found.lastgroup or "name")):
            return name
    return None


def known_pollster(sentence: str) -> Name | None:
    """A research firm of the lexicon, anywhere in the sentence; the longest name at the earliest place."""
    found = _known().search(sentence)
    return Name(found[0], Span(*found.span())) if found else None


def key(name: Name | None) -> frozenset[str]:
    """The telling words of a name, by which two mentions are one pollster."""
    if name is None:
        return frozenset()
    parts = {part.lower() for part in re.findall(r"[\w’'.]+", name.text)}
    return frozenset(parts - TOO_GENERAL) or frozenset(parts)


def _name(sentence: str, start: int, end: int) -> Name | None:
    """Cut articles, months and places off the ends; None when nothing that names a maker is left."""
    while start < end and (cut := EDGES.match(sentence[start:end])):
        start += cut.end()
    unnamed = words("not_pollsters")
    parts = sentence[start:end].split()
    if client := CLIENT.search(sentence[start:end]):
        end = start + client.start()
        parts = sentence[start:end].split()
    while len(parts) > 1 and (parts[-1].strip(".") in _times() or parts[-1] in {"on", "of", "for", "the", "&"}):
        end -= len(parts.pop()) + 1
    end = start + len(sentence[start:end].rstrip(" ,"))
    plain = [part.removesuffix("’s").removesuffix("'s") for part in re.split(r"[\s/–-]+", sentence[start:end])]
    if not sentence[start:end].strip() or all(part in unnamed or part.islower() or not part for part in plain):
        return None
    end = start + len(re.sub(r"[’']s?$", "", sentence[start:end]))
    return Name(sentence[start:end], Span(start, end))


@cache
def _times() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in words("not_pollsters") if word.endswith("day") or word in MONTHS)


MONTHS: Final = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"}
    | {"December", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}
)


@cache
def _known() -> re.Pattern[str]:
    names = sorted(words("pollsters"), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)")
