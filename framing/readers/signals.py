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

MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
CLOCK: Final = r"(?:\d{1,2}(?::\d\d){0,2} ?(?:[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}\)?)?)"
DATE: Final = rf"(?:{DAY}(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}))"
STAMP: Final = re.compile(
    rf"(?:(?:last |first |originally )?(?:updated?|published|posted|modified|created|edited)(?: on| at)?:? ?)?"
    rf"(?:{DATE}(?:,? (?:at )?| ?[-–—|·•@,] ?)?{CLOCK}?|{CLOCK},? {DATE}|\d{{1,2}} (?:minute|hour|day|week|month)s? ago)"
    rf"(?: ?[-–—|·•/,]? ?\d{{1,2}} min(?:ute)?s? read)?",
    re.IGNORECASE,
)
COUNTER: Final = re.compile(
    r"[\d.,]+[km]? (?:out )?of [\d.,]+[km]?(?: \w+)?"
    r"|[\d.,]+[km]? (?:comments?|shares?|likes?|views?|replies|reactions|followers|retweets|photos)"
    r"|\d{1,3} ?/ ?\d{1,3}",
    re.IGNORECASE,
)
READ_TIME: Final = re.compile(
    r"(?:(?:estimated )?(?:reading|read|listening) time:? )?(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"[- ]?min(?:ute)?s?\.?(?: (?:to )?(?:read|listen|watch))?",
    re.IGNORECASE,
)
LABELLED: Final = re.compile(
    r"(?:read(?: more| next| also| this)?|also read|see also|related(?: stor(?:y|ies)| articles?| coverage| reading)?|recommended|"
    r"more (?:on this|stories)|watch(?: (?:live|now|the video))?|listen(?: now)?|don['’]t miss|must[- ]read|tags|filed under|topics|"
    r"share this|editor['’]s pick)(?: ?[:|»>]|: ).{0,250}|read more (?:about|on|from|at)\b.{0,120}",
    re.IGNORECASE,
)
APPEAL: Final = re.compile(
    r"\bsign up (?:here|now|today|for (?:our|free|the)\b.{0,80}\b(?:newsletter|email|alerts?|briefing|updates|digest)|to (?:our|receive|get)\b)"
    r"|\bsubscribe (?:to (?:our|the .{0,40}newsletter)|for (?:free|full|unlimited)|now|today|here)"
    r"|\b(?:to|in|into) your (?:inbox|email)\b"
    r"|\b(?:become|becoming) a (?:paid |paying |sustaining )?(?:member|subscriber|supporter|patron)\b.{0,60}$"
    r"|\bhelp us (?:reach|keep|continue|fund|grow|stay|raise)\b"
    r"|\b(?:support|fund|donate to|contribute to|power)s? (?:our|independent|quality|local|free|public[- ]interest) (?:journalism|reporting|newsroom|work)\b"
    r"|\b(?:quality|independent|good|local|investigative|our) journalism (?:takes|costs|needs|depends|relies|is (?:free|funded|made possible))\b"
    r"|\b(?:make|consider making|give) a (?:tax[- ]deductible |one-time |monthly )?(?:donation|contribution) (?:to (?:us|our)|today|now|here)\b"
    r"|\bwe use (?:\w+ )?cookies\b|\bour (?:use of cookies|cookie policy|privacy policy|terms of (?:use|service))\b"
    r"|\bad[- ]?blocker\b.{0,80}\b(?:disable|turn|whitelist)|\b(?:disable|turn off) your ad[- ]?block"
    r"|\balready (?:a (?:subscriber|member)|have an account)\?|\bthis (?:article|content|story) is (?:for|available to) (?:our )?(?:subscribers|members)\b"
    r"|\b(?:download|get) (?:our|the) (?:free )?(?:\w+ ){0,2}app\b|\bclick here to\b|\bfollow us on\b|\blike us on facebook\b"
    r"|^(?:©|\(c\)|copyright\b).{0,160}$|\ball rights reserved\b"
    r"|^(?:this (?:article|story|post|piece)|a version of this (?:article|story)) (?:was )?(?:originally |first )?(?:appeared|published|ran)\b",
    re.IGNORECASE,
)
NAME: Final = (
    r"(?:[A-Z][\w.'’-]*(?: (?:de|da|del|di|la|le|van|von|der|den|bin|al|el|ben|st\.))?(?: [A-Z][\w.'’-]*){1,3})"
)
BYLINE: Final = re.compile(
    rf"(?:(?:Written |Reported |Story |Words |Analysis |Opinion |Photos? |Text )?[Bb]y:?|BY:?) (?:[A-Z][\w.'’-]*,? )?{NAME}"
    rf"(?:(?:,| and| &|, and) {NAME}){{0,5}}(?:(?: ?[,|•·/–—-] ?|, | in | for )[^.!?]{{1,80}})?"
)
JOB: Final = re.compile(
    r"(?:(?:senior|staff|chief|deputy|associate|assistant|contributing|managing|executive|special|foreign|national|political|politics|"
    r"diplomatic|economics?|business|health|science|climate|environment|education|crime|investigative|data|digital|freelance|breaking|"
    r"news|world|white house|washington|europe|sports?|culture|technology|tech|opinion|multimedia|photo|video|regional|local|city) ){0,4}"
    r"(?:reporter|correspondent|editor|editor-in-chief|writer|journalist|columnist|producer|photographer|commentator|contributor|bureau chief|author)"
    r"(?:,? (?:at|for|of) [^.!?]{1,60}|, [A-Z][^.!?]{1,60})?",
    re.IGNORECASE,
)
WIRE_CREDIT: Final = re.compile(
    r"[(\[—–-]{0,3} ?(?:additional |with )?(?:reporting|writing|editing|compiled|files from|graphics?) (?:and \w+ )?by [A-Z].{0,300}"
    r"|[(\[—–-]{0,3} ?with (?:files|reporting|material|additional reporting) (?:from|by) .{1,200}"
    r"|.{3,200} contributed(?: reporting)?(?: to this (?:report|story|article|piece|post)| from [A-Z][\w ,.]{1,40}| reporting)\.?[)\]]{0,2}",
)
FOLLOW: Final = re.compile(
    r"(?:you can )?(?:follow|find|reach|email|contact|e-mail|tweet)(?: \S+){1,8} (?:(?:on|at|via) )?"
    r"(?:twitter|facebook|x|instagram|bluesky|mastodon|linkedin|\S*@\S+)\b.{0,120}",
    re.IGNORECASE,
)
BIO: Final = re.compile(
    rf"(?:{NAME}|(?:The|About the) (?:author|writer)) (?:is|are|works as|writes|covers|reports) (?:.{{0,120}}\b)?"
    r"(?:reporter|correspondent|editor|columnist|journalist|contributor|freelancer|writer|author|producer|fellow|"
    r"columns?|anchor|commentator|blogger|photographer)\b.{0,2000}",
    re.DOTALL,
)
AGENCY: Final = r"(?:AP|Associated Press|AFP|Reuters|REUTERS|EPA|Getty|Shutterstock|Bloomberg|Alamy|PA|dpa|Xinhua|TASS)"
CREDIT: Final = re.compile(
    rf"\((?:[^()]{{0,80}}(?:/|\bvia ){AGENCY}\b[^().]{{0,60}}|{AGENCY} ?(?:Photo|photo|/)[^().]{{0,60}}"
    r"|(?:Photo|Image|Picture|Illustration|Handout|Courtesy|Credit|Screenshot)\b[^().]{0,80}"
    r"|[A-Z][\w.'’ -]{2,40}/[A-Z][\w.'’ /-]{1,60})\.?\)$"
    r"|(?:^|[.!?”\"] ?|\s)(?:Photo(?:graph)?s?|Image|Picture|Illustration|(?:Photo |Image )?[Cc]redit)(?: by|:) ?[A-Z][^.!?]{1,100}$"
    r"|(?:^|[.!?”\"] )(?:REUTERS|AP Photo|AFP|Getty Images|EPA)/[A-Z][\w.'’ /-]{1,60}$"
)


def chrome(text: str) -> bool:
    """Whether a block is unmistakably part of the site: a button, a counter, a date stamp, an appeal."""
    if len(text) > LONGEST:
        return False
    line = text.strip(" \t\u00a0.:…>»→›|•·").casefold().replace("’", "'")
    if line in words("site_labels") or not any(map(str.isalnum, line)):
        return True
    if any(pattern.fullmatch(line) for pattern in (STAMP, COUNTER, READ_TIME)):
        return True
    if '"' in text or "“" in text:
        return False
    return LABELLED.fullmatch(text) is not None or APPEAL.search(text) is not None


def credit(text: str) -> Role | None:
    """Caption or byline, if a block is unmistakably one."""
    if len(text) > LONGEST:
        return None
    if CREDIT.search(text) and not WIRE_CREDIT.fullmatch(text):
        return "caption"
    if WIRE_CREDIT.fullmatch(text) or (BYLINE.fullmatch(text) and len(text.split()) <= 25):
        return "byline"
    return None


def job(text: str) -> bool:
    """Whether a block is a job title in a newsroom and nothing else."""
    return len(text) <= 120 and JOB.fullmatch(text) is not None


def name(text: str) -> bool:
    """Whether a block looks like a person's name and nothing else."""
    return len(text) <= 60 and re.fullmatch(NAME, text) is not None


def bio(text: str) -> bool:
    """Whether a block may be about its author; only its place, after the story, can tell."""
    return (FOLLOW.fullmatch(text) or BIO.fullmatch(text)) is not None
