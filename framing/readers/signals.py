"""What a line says about itself: buttons, counters, bylines, credits and appeals of news sites.

Every pattern is anchored or bounded and looks at one short block; none is meant to match what a reporter writes
as a sentence of a story.
"""

from __future__ import annotations

import re
from typing import Final

from framing.document import Role
from framing.lexicons.load import words

LONGEST: Final = 400
"""Code points; longer blocks are prose, whatever they say."""


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK: Final = r"\d{1,2}(?::\d\d){0,2} ?(?:[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}\)?)?"
_DATE: Final = _DAY + _any(
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?",
    rf"\d{{1,2}} {_MONTH}(?: \d{{4}})?",
    r"\d{4}-\d\d-\d\d",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
)
STAMP: Final = re.compile(
    r"(?:(?:(?:last|first|originally) )?(?:updated?|published|posted|modified|created|edited)(?: on| at)?:? ?)?"
    + _any(
        rf"{_DATE}(?:,? (?:at )?| ?[-–—|·•@,] ?)?(?:{_CLOCK})?",
        rf"{_CLOCK},? {_DATE}",
        r"\d{1,2} (?:minute|hour|day|week|month)s? ago",
    )
    + r"(?: ?[-–—|·•/,]? ?\d{1,2} min(?:ute)?s? read)?"
)
COUNTER: Final = re.compile(
    r"[\d.,]+[km]? (?:out )?of [\d.,]+[km]?(?: \w+)?"
    r"|[\d.,]+[km]? (?:comments?|shares?|likes?|views?|replies|reactions|followers|retweets|photos)"
    r"|\d{1,3} ?/ ?\d{1,3}"
)
READ_TIME: Final = re.compile(
    r"(?:(?:estimated )?(?:reading|read|listening) time:? )?"
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[- ]?min(?:ute)?s?\.?"
    r"(?: (?:to )?(?:read|listen|watch))?"
)
LABELLED: Final = re.compile(
    _any(
        r"read(?: more| next| also| this)?",
        r"also read|see also|recommended|must[- ]read|don['’]t miss|editor['’]s pick",
        r"related(?: stor(?:y|ies)| articles?| coverage| reading)?|more (?:on this|stories)",
        r"watch(?: live| now| the video)?|listen(?: now)?|tags|filed under|topics|share this",
    )
    + r" ?[:|»>].{0,250}|read more (?:about|on|from|at)\b.{0,120}",
    re.IGNORECASE,
)
APPEAL: Final = re.compile(
    _any(
        r"\bsign up (?:here|now|today|to (?:our|receive|get)\b)",
        r"\bsign up for (?:our|free|the)\b.{0,80}\b(?:newsletter|email|alerts?|briefing|updates|digest)",
        r"\bsubscribe (?:to (?:our|the .{0,40}newsletter)|for (?:free|full|unlimited)|now|today|here)",
        r"\b(?:to|in|into) your (?:inbox|email)\b",
        r"\b(?:become|becoming) a (?:paid |paying |sustaining )?(?:member|subscriber|supporter|patron)\b.{0,60}$",
        r"\bhelp us (?:reach|keep|continue|fund|grow|stay|raise)\b",
        r"\b(?:support|fund|donate to|contribute to|power)s? (?:our|independent|quality|local|free|public[- ]interest)"
        r" (?:journalism|reporting|newsroom|work)\b",
        r"\b(?:quality|independent|good|local|investigative|our) journalism "
        r"(?:takes|costs|needs|depends|relies|is (?:free|funded|made possible))\b",
        r"\b(?:make|give) a (?:tax[- ]deductible |one-time |monthly )?(?:donation|contribution) "
        r"(?:to (?:us|our)|today|now|here)\b",
        r"\bwe use (?:\w+ )?cookies\b",
        r"\bour (?:use of cookies|cookie policy|privacy policy|terms of (?:use|service))\b",
        r"\b(?:disable|turn off|pause) your ad[- ]?block",
        r"\balready (?:a (?:subscriber|member)|have an account)\?",
        r"\bthis (?:article|content|story) is (?:for|available to) (?:our )?(?:subscribers|members)\b",
        r"\b(?:download|get) (?:our|the) (?:free )?(?:\w+ ){0,2}app\b",
        r"\bclick here to\b|\bfollow us on\b|\blike us on facebook\b|\ball rights reserved\b",
        r"^(?:©|\(c\)|copyright\b).{0,160}$",
        r"^(?:this (?:article|story|post|piece)|a version of this (?:article|story)) (?:was )?(?:originally |first )?"
        r"(?:appeared|published|ran)\b",
    ),
    re.IGNORECASE,
)

WORD: Final = re.compile(r"\w+")
APPEALING: Final = frozenset(
    [
        "sign",
        "subscribe",
        "inbox",
        "email",
        "member",
        "members",
        "subscriber",
        "subscribers",
        "supporter",
        "patron",
        "help",
        "journalism",
        "reporting",
        "newsroom",
        "work",
        "donation",
        "contribution",
        "cookies",
        "cookie",
        "privacy",
        "terms",
        "ad",
        "adblock",
        "adblocker",
        "adblockers",
        "account",
        "app",
        "click",
        "follow",
        "facebook",
        "rights",
        "c",
        "copyright",
        "appeared",
        "published",
        "ran",
    ]
)
"""Each alternative of ``APPEAL`` holds one of these words: most paragraphs need no closer look."""

_PART: Final = r"[A-Z][\w.'’-]*"
_PARTICLE: Final = r"(?:de|da|del|di|la|le|van|von|der|den|bin|al|el|ben)"
_NAME: Final = rf"{_PART}(?: {_PARTICLE}){{0,2}}(?: {_PART}){{1,3}}"
NAME: Final = re.compile(_NAME)
BYLINE: Final = re.compile(
    r"(?:(?:Written|Reported|Story|Words|Analysis|Opinion|Photos?|Text) )?(?:[Bb]y|BY):? "
    rf"{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,5}}"
    r"(?:(?: ?[,|•·/–—-] ?| in | for )[^.!?]{1,80})?"
)
_DESK: Final = _any(
    "senior|staff|chief|deputy|associate|assistant|contributing|managing|executive|special|freelance",
    "foreign|national|international|political|politics|diplomatic|economics?|business|health|science|climate",
    "environment|education|crime|investigative|data|digital|breaking|news|world|white house|washington|europe",
    "sports?|culture|technology|tech|opinion|multimedia|photo|video|regional|local|city",
)
_JOB: Final = _any(
    "reporter|correspondent|editor|editor-in-chief|writer|journalist|columnist|producer|photographer",
    "commentator|contributor|bureau chief|author",
)
JOB: Final = re.compile(rf"(?:{_DESK} ){{0,4}}{_JOB}(?:(?:,| at| for| of) [^.!?]{{1,60}})?", re.IGNORECASE)
WIRE_CREDIT: Final = re.compile(
    r"[(\[—–-]{0,3} ?"
    r"(?:(?:[Aa]dditional |[Ww]ith )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Gg]raphics?)"
    r" (?:and \w+ )?by [A-Z].{0,300}"
    r"|[Ww]ith (?:files|reporting|material|additional reporting) (?:from|by) .{1,200})"
    r"|.{3,200} contributed(?: reporting)?"
    r"(?: to this (?:report|story|article|piece|post)| from [A-Z][\w ,.]{1,40}| reporting)\.?[)\]]{0,2}"
)
FOLLOW: Final = re.compile(
    r"(?:you can )?(?:follow|find|reach|email|contact|e-mail|tweet)(?: \S{1,60}){1,8} (?:(?:on|at|via) )?"
    r"(?:twitter|facebook|x|instagram|bluesky|mastodon|linkedin|\S{0,80}@\S{1,80})(?!\w).{0,120}",
    re.IGNORECASE,
)
BIO: Final = re.compile(
    rf"(?:{_NAME}|The (?:author|writer)) "
    + _any(
        r"(?:is|are|works as) (?:an?|the|our|now) (?:[^.,;]{0,90} )?"
        r"(?:(?:co-)?author|reporter|correspondent|editor|writer|journalist|columnist|photographer|commentator|"
        r"contributor|bureau chief|freelancer|blogger)s?\b",
        r"(?:is|are|works as) [^.,;]{0,60}\b(?:editor|correspondent|reporter|columnist)s?\b",
        r"(?:covers|writes about|reports on|writes) [^.;]{1,90} (?:for|at) (?:the |The )?[A-Z]",
    )
    + ".{0,2000}",
    re.DOTALL,
)
_AGENCY: Final = (
    r"(?:AP|Associated Press|AFP|Reuters|REUTERS|EPA|Getty|Shutterstock|Bloomberg|Alamy|PA|dpa|Xinhua|TASS)"
)
CREDIT: Final = re.compile(
    _any(
        rf"\([^()]{{0,80}}(?:/|\bvia ){_AGENCY}\b[^().]{{0,60}}\.?\)$",
        rf"\({_AGENCY} ?(?:Photo|photo|/)[^().]{{0,60}}\.?\)$",
        r"\((?:Photo|Image|Picture|Illustration|Handout|Courtesy|Credit|Screenshot)\b[^().]{0,80}\.?\)$",
        r"\([A-Z][\w.'’ -]{2,40}/[A-Z][\w.'’ /-]{1,60}\)$",
        r"(?:^|\s)(?:Photo(?:graph)?s?|Image|Picture|Illustration|(?:Photo |Image )?[Cc]redit)(?: by|:) ?"
        r"[A-Z][^.!?]{1,100}$",
        r"(?:^|[.!?”\"] )(?:REUTERS|AP Photo|AFP|Getty Images|EPA)/[A-Z][\w.'’ /-]{1,60}$",
    )
)


def chrome(text: str) -> bool:
    """Whether a block is unmistakably part of the site: a button, a counter, a date stamp, an appeal."""
    if len(text) > LONGEST:
        return False
    line = text.strip(" \t\u00a0.:…>»→›|•·").casefold().replace("’", "'")
    if line in words("site_labels") or not any(map(str.isalnum, line)):
        return True
    if STAMP.fullmatch(line) or COUNTER.fullmatch(line) or READ_TIME.fullmatch(line):
        return True
    if '"' in text or "“" in text:
        return False
    if LABELLED.fullmatch(text):
        return True
    may_appeal = line[:1] in "©(" or not APPEALING.isdisjoint(WORD.findall(line))
    return may_appeal and APPEAL.search(text) is not None


def credit(text: str) -> Role | None:
    """Caption or byline, if a block is unmistakably one."""
    if len(text) > LONGEST:
        return None
    if WIRE_CREDIT.fullmatch(text) or BYLINE.fullmatch(text):
        return "byline"
    return "caption" if CREDIT.search(text) else None


def job(text: str) -> bool:
    """Whether a block is a job title in a newsroom and nothing else."""
    return len(text) <= 120 and JOB.fullmatch(text) is not None


def name(text: str) -> bool:
    """Whether a block looks like a person's name and nothing else."""
    return len(text) <= 60 and NAME.fullmatch(text) is not None


def bio(text: str) -> bool:
    """Whether a block may be about its author; only its place, after the story, can tell."""
    return (FOLLOW.fullmatch(text) or BIO.fullmatch(text)) is not None
