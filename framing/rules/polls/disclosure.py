"""What a story must say about how a poll was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from framing.analyzers import Analysis
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.references import AAPOR, AP_POLLS, BBC_POLLS, ESOMAR_WAPOR

ASK: Final = {
    "pollster": "who did it",
    "population": "who was asked (adults? voters? where?)",
    "n": "how many were asked",
    "dates": "when they were asked",
    "mode": "how they were asked (telephone, online, face to face)",
    "moe": "the margin of error",
}


@rule(
    severity="info",
    references=[AAPOR, ESOMAR_WAPOR, AP_POLLS, BBC_POLLS],
    bad=[
        "Some 61 percent of tenants want a rent cap, according to a [[poll]] by Gallup. Another 30 percent do not.",
        "A new [[survey]] found that 48 percent of adults in Leeds walk to work. It had a margin of error of 3 points.",
    ],
    good=[
        "Some 61 percent want a rent cap, a Gallup poll found. It surveyed 1,003 adults in Ireland by telephone from "
        "May 3 to 9 and has a margin of error of plus or minus 3.1 percentage points.",
        "The premier trails in the polls.",
    ],
    limits=["Some 61 percent want a rent cap. Gallup [[asked]] the question in May."],
)
def poll_disclosure(analysis: Analysis) -> Iterator[Match]:
    """A story rests on a poll without saying how it was made.

    Who did it, who and how many were asked, when and how, and with what margin: with these readers can weigh the
    result.  One note a poll, at its first mention.  A margin that can be computed has a note of its own.
    """
    for poll in analysis.polls:
        computed = poll.sample_size is not None or poll.opt_in
        missing = [ASK[name] for name in poll.missing if not (name == "moe" and computed)]
        if missing and not poll.unscientific:
            yield Match(poll.mention, f"Not found for this poll: {'; '.join(missing)}. Can the story say?")


@rule(
    severity="warning",
    references=[AP_POLLS, AAPOR, BBC_POLLS],
    bad=["Some 61 percent want a rent cap, a Gallup poll of [[1,000]] adults found. Another 30 percent do not."],
    good=[
        "Some 61 percent want a rent cap, a Gallup poll of 1,000 adults found. It has a margin of error of 3.1 points.",
        "The survey of an opt-in panel of 1,000 adults found that 61 percent want a rent cap.",
    ],
    limits=["Some 61 percent want a rent cap, found the survey, which heard a [[thousand]] people."],
)
def poll_margin_missing(analysis: Analysis) -> Iterator[Match]:
    """The sample size is given, the margin of error is not.

    The margin for a simple random sample follows from the size: 98 divided by its square root, in percentage
    points, at 95 percent confidence.  Weighting and clustering make the real one larger: ask the pollster.
    """
    for poll in analysis.polls:
        if "moe" in poll.missing and poll.computed_margin is not None:
            yield Match(
                poll.elements["n"],
                f"No margin of error found. For n = {poll.sample_size:,} it is about ±{poll.computed_margin:.1f} "
                "points (simple random sample, 95% confidence). Can the story give the pollster’s?",
            )


MARGIN_IN_PERCENT: Final = re.compile(
    r"\b(?P<after>margin (?:of|for) (?:sampling |statistical )?error(?:[^.,;%\d]"
    r"|,(?=\s+plus)){0,60}?(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven)"
    r"(?:\s?%|\s+per\s?cent\b)(?!age|\s?points?))"
    r"|(?P<before>(?:\d+(?:\.\d+)?|two|three|four|five|six)(?:\s?%|[-\s]per\s?cent)\s+margin (?:of"
    r"|for) (?:sampling )?error)",
    re.IGNORECASE,
)
ELSEWHERE: Final = re.compile(r"\b(?:among|for|with|and|found|while|said)\b", re.IGNORECASE)


@rule(
    severity="warning",
    references=[AP_POLLS],
    bad=[
        "The poll has a [[margin of error of plus or minus 4 percent]].",
        "The survey has a [[3% margin of error]].",
    ],
    good=[
        "The margin of error is plus or minus 4 percentage points.",
        "It has a 2.2-point margin of error among 42 percent of the sample.",
    ],
    limits=["The poll is accurate to within [[3 percent]]."],
)
def margin_in_percent(analysis: Analysis) -> Iterator[Match]:
    """A margin of error is given in percent; it is in percentage points.

    Four points either way of 40 percent is 36 to 44; four percent of 40 is 1.6.
    """
    if "error" not in analysis.document.text.lower():
        return
    for sentence, words in analysis.wordings:
        for found in words.all(MARGIN_IN_PERCENT):
            span = Span(*found.span()).moved(sentence.start)
            if not ELSEWHERE.search(
                found[0][len("margin of error") :] if found["after"] else ""
            ) and not analysis.quoted(span):
                yield Match(span, "Percentage points?")


ASKING: Final = re.compile("poll|survey|vote|ballot|show of hands", re.IGNORECASE)
PROVES: Final = re.compile(
    r"\b(?P<poll>(?:polls?|surveys?)(?:\s+(?:results?|findings?|numbers))?|(?:online|Twitter|Facebook"
    r"|readers?[’']?|viewers?[’']?) (?:vote|ballot)|show of hands(?: (?:among|of|by|at) (?:the )?[a-z]+)?)"
    r"(?:\s+(?:clearly|now|also|thus|again|definitively|conclusively))?\s+"
    r"(?P<proves>prov(?:e[sd]?|en|ing)|confirm(?:s|ed|ing)?|demonstrate[sd]?|establish(?:es|ed))\b(?!\s+(?:to be"
    r"|wrong|right|popular|useful|the poll))",
    re.IGNORECASE,
)
PROOF: Final = re.compile(
    r"\b(?:is|was|are|as|gives?|gave|offers?|offered|provides?|provided)\s+(?:clear |further |yet more |final |the )?"
    r"(?P<proves>proof)\b[^.;]{0,40}\b(?:polls?|surveys?)\b"
    r"|\b(?:polls?|surveys?)\b[^.;:,]{0,30}\b(?:is|was|are|gives?|gave|offers?|offered|provides?|provided)\s+"
    r"(?:clear |further |yet more |final |the )?(?P<proof>proof)\b",
    re.IGNORECASE,
)
SHOWS: Final = re.compile(
    r"\b(?P<poll>(?:straw|unscientific|informal|Twitter|Facebook|Instagram|readers?[’']?|viewers?[’']?"
    r"|web(?:site)?|online) (?:polls?|votes?|ballot)|"
    r"our online (?:poll|survey))\s+(?P<proves>shows?|showed|reveals?|revealed|makes? clear)\b",
    re.IGNORECASE,
)


@rule(
    severity="info",
    references=[BBC_POLLS],
    bad=[
        "The survey [[proves]] that tenants want change.",
        "The online vote [[shows]] that 90 percent of the town backs him.",
    ],
    good=["The survey suggests that tenants want change.", "The poll found that 61 percent are unhappy."],
    limits=["That tenants want change is [[proved]] by the survey."],
)
def poll_proves(analysis: Analysis) -> Iterator[Match]:
    """A poll is said to prove or confirm something.

    A poll estimates, within a margin, what people answered on some days.  It suggests or indicates.
    """
    for sentence, words in analysis.wordings:
        if not words.has(ASKING):
            continue
        for pattern in (PROVES, PROOF, SHOWS):
            for found in words.all(pattern):
                group = found.lastgroup or "proves"
                span = Span(*found.span(group)).moved(sentence.start)
                if not analysis.quoted(span):
                    yield Match(span, "Does it prove that, or suggest it?", suggestions=_softer(found[group]))


def _softer(verb: str) -> tuple[str, ...]:
    word = verb.lower()
    if word.endswith("s"):
        return ("suggests", "indicates")
    return (
        ("suggested", "indicated")
        if word.endswith("d")
        else ("suggest", "indicate")
        if word in {"prove", "show"}
        else ()
    )


ANYONE: Final = re.compile(
    r"\b(?P<before>(?:[Ii]n|[Ff]rom|[Oo]n|[Bb]y)\s+(?:an?|the|our|its|their|his|her)\s+(?:[\w-]+\s+){0,2}?)?"
    r"(?P<poll>straw polls?|(?:Twitter|Facebook|Instagram|Telegram|LinkedIn|TikTok|YouTube|X|readers?[’']?"
    r"|viewers?[’']?|listeners?[’']?|text-in|call-in|phone-in"
    r"|web|website|click|informal|instant online|online|internet) (?:polls?|votes?|ballots?|surveys?)"
    r"|(?<=of )(?:our |its |the site[’']s )?(?:readers|viewers|listeners|followers|subscribers|visitors)"
    r"|(?:readers|viewers|listeners|followers) who (?:voted|called in|phoned in|texted|responded))\b"
)
SAMPLED: Final = re.compile(
    r"\b(?:panel|weighted|representative|random\w*|probability|margin of|sample|unscientific|not scientific"
    r"|non-?scientific|self-selected|not representative"
    r"|straw poll(?:s)? (?:is|are) not|conducted by|carried out by|commissioned|by (?:YouGov|Ipsos|Gallup"
    r"|Survation|Opinium|Kantar))\b",
    re.IGNORECASE,
)
POLL_WORD: Final = re.compile(
    r"\b(?:polls?|votes?|voted|survey|ballot|asked|phone-in|call-in|text-in)\b", re.IGNORECASE
)


@rule(
    severity="warning",
    references=[AP_POLLS, BBC_POLLS],
    bad=[
        "[[Eighty percent of readers]] said he won, in our online poll.",
        "[[In a straw poll at the meeting, 64 percent]] backed her.",
    ],
    good=[
        "An online panel survey by YouGov of 2,000 adults, weighted to the population, found 52 percent in favour.",
        "He posted the poll results on Twitter.",
        "In a straw poll, which is not scientific and not representative, 64 percent backed her.",
    ],
    limits=["[[Two in three callers]] to the show backed her."],
)
def unscientific_poll(analysis: Analysis) -> Iterator[Match]:
    """Figures from a vote that anyone could join are told like those of a poll.

    Those who answer choose themselves, so their share says nothing about any other people.  Say so, or leave the
    figure out.
    """
    firms = [poll for poll in analysis.polls if "pollster" in poll.elements and not poll.unscientific]
    shares = [figure.span for figure in analysis.statistics if figure.kind in {"percent", "ratio"}]
    for (sentence, words), following in zip_longest(analysis.wordings, analysis.sentences[1:]):
        found = words.first(ANYONE)
        if found is None or words.has(SAMPLED) or not words.has(POLL_WORD):
            continue
        if firms and not re.match(r"straw|Twitter|Facebook|Instagram|reader|viewer", found["poll"]):
            continue
        at = span = Span(*found.span()).moved(sentence.start)
        inside = [span for span in shares if sentence.contains(span)]
        if inside:
            share = next((span for span in inside if span.start > at.start), inside[0])
            span = Span(min(at.start, share.start), share.end if at.start < share.start else max(at.end, share.end))
        elif following is None or not any(following.contains(share) for share in shares):
            continue
        if not analysis.quoted(span):
            yield Match(span, "Could anyone take part? Then this says nothing about the public.")
