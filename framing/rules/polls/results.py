"""What the results of a poll can bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from framing.analyzers import Analysis
from framing.analyzers.facts import Poll, Statistic
from framing.analyzers.polls.margin import margin_for
from framing.document import Span
from framing.rules.base import Match, rule
from framing.rules.numbers.reading import FIG, Line, lines, show, steps, value
from framing.rules.references import AAPOR, AP_POLLS, BBC_POLLS

NUMBER: Final = r"\d{1,2}(?:\.\d+)?"
PERCENT: Final = r"(?:\s?%|\s+per\s?cent)?"
LEADS: Final = (
    r"(?:lead|leads|leading|led|ahead|edges?|edged|edging|tops?|topped|topping|beats?|beat|beating"
    r"|bests?|bested|trails?|trailed|trailing|defeats?|defeated)"
)
GAP: Final = re.compile(
    rf"\b{LEADS}\b[^.;:%\d]{{0,60}}?(?:(?P<a>{NUMBER}){PERCENT}\s?(?:to|-|–|versus"
    rf"|vs\.?)\s?(?:[A-Z][\w.]*[’']s\s)?(?P<b>{NUMBER})\b{PERCENT}"
    rf"|\bby\s+(?:about\s+|just\s+|only\s+)?(?P<by>{NUMBER})\s+(?:percentage\s+)?points?)"
    rf"|(?P<c>{NUMBER}){PERCENT},?\s+(?:ahead of|against|followed by)\s+(?:[A-Z][\w.’'-]*\s+){{1,3}}(?:at|with"
    rf"|on)\s+(?P<d>{NUMBER})\b{PERCENT}"
    rf"|\b(?P<lead>{NUMBER})(?:-|\s)(?:percentage[- ])?points?\s+(?:lead|edge|advantage)\b"
)
RACE: Final = re.compile(
    r"%|\b(?:percent|per cent|polls?|surveys?|voters|points?|candidates?|nominee|race)\b", re.IGNORECASE
)
EVEN: Final = re.compile(
    r"\b(?:tie[ds]?|tying|even|dead heat|neck[- ]and[- ]neck|within the|statistical\w*|too close|toss-?up"
    r"|margin of error of the|roughly level|level)\b",
    re.IGNORECASE,
)
ELSEWHERE: Final = re.compile(
    r"\b(?:average|averages|aggregat\w+|primary results|won|delegates|votes counted|returns|polls)\b", re.IGNORECASE
)
OPINION: Final = re.compile(
    r"\b(?:polls?|surveys?|polled|surveyed|respondents?|voters?|adults|those who|support\w*|back\w*|oppos\w+|approv\w+"
    r"|disapprov\w+|ratings?|favou?r\w*|popular\w*|prefer\w*|trust\w*|confidence|satisf\w+|opinions?|lead|leads"
    r"|say|said|think|believe|agree\w*|want|intend)\b",
    re.IGNORECASE,
)
"""Without such a word a change of shares is one of the world, not of answers."""


@rule(
    severity="warning",
    references=[AP_POLLS, BBC_POLLS],
    bad=[
        "Roe [[leads Poe 43 percent to 41 percent]]. The poll has a margin of error of 3 percentage points.",
        "Support [[rose from 41 percent in May to 43 percent]] in June; the poll’s margin of error is 3.1 points.",
        "In a Gallup poll of 1,000 adults Roe [[leads Poe 43 percent to 41 percent]].",
    ],
    good=[
        "Roe leads Poe 52 percent to 38 percent. The poll has a margin of error of 3 percentage points.",
        "Roe and Poe are virtually tied, 46 percent to 44 percent, in a poll with a margin of error of 4 points.",
        "A Gallup poll, margin of error 3 points, has Roe on 52 percent. Joblessness fell from 5.1 to 4.8 percent.",
    ],
    limits=["Roe has 43 percent in the poll and [[Poe trails]] with 41. The margin of error is 3 points."],
)
def lead_within_margin(analysis: Analysis) -> Iterator[Match]:
    """A lead or a change lies within the poll's margin of error.

    The margin holds for each share; a gap no larger than it is about even.  Between two polls of one size the
    margin of the change is about 1.4 times that of one.
    """
    for gap in differences(analysis):
        if gap.points > gap.allowed or analysis.quoted(gap.span):
            continue
        margin = f"a margin of ±{show(gap.margin)} points"
        if gap.poll.margin is None:
            margin = f"about ±{show(gap.margin)} points for n = {gap.poll.sample_size:,} (simple random sample)"
        if gap.change:
            yield Match(
                gap.span,
                f"A change of {gap.size}, with {margin} for each poll "
                f"(±{show(gap.allowed)} for the change): has anything changed?",
            )
        else:
            yield Match(gap.span, f"A gap of {gap.size}, with {margin}: about even?")


@dataclass(frozen=True, slots=True)
class Difference:
    """A lead, or a change between two waves, that a story states.

    ``points``   percentage points
    ``margin``   of the poll as given, else computed from its size
    ``allowed``  what chance alone may do: the margin for a lead, 1.4 times it for a change
    """

    poll: Poll
    span: Span
    points: float
    margin: float
    change: bool

    @property
    def size(self) -> str:
        """The points in words: "1 point", "2.5 points"."""
        return f"{show(self.points)} point{'' if self.points == 1 else 's'}"

    @property
    def allowed(self) -> float:
        return 1.4 * self.margin if self.change else self.margin


def differences(analysis: Analysis) -> Iterator[Difference]:
    """Leads and changes in sentences on a poll with a margin, those told as even left out."""
    for line in lines(analysis) if analysis.polls else ():
        poll = _poll_at(analysis, line)
        margin = (poll.margin or poll.computed_margin) if poll else None
        if poll is None or margin is None or line.headline or line.text.has(EVEN) or line.text.has(ELSEWHERE):
            continue
        for found in line.text.all(GAP) if line.text.has(RACE) else ():
            single = found["by"] or found["lead"]
            first, second = found["a"] or found["c"], found["b"] or found["d"]
            gap = float(single) if single else abs(float(first) - float(second))
            if gap > 0:
                yield Difference(poll, line.span(*found.span()), gap, margin, change=False)
        for step in steps(line):
            change = abs(value(step.before) - value(step.after))
            if step.before.unit == "%" and change > 0 and line.text.has(OPINION):
                yield Difference(poll, step.span, change, margin, change=True)


def _poll_at(analysis: Analysis, line: Line) -> Poll | None:
    """The poll a sentence speaks of: the one mentioned last, else the story's first."""
    earlier = [poll for poll in analysis.polls if poll.mention.start < line.start + len(line.text)]
    return earlier[-1] if earlier else next(iter(analysis.polls), None)


def _is_of(poll: Poll, figure: Statistic, line: Line) -> bool:
    """Whether a figure may be the poll's: the poll was mentioned by then, or is where the figure comes from."""
    source = figure.sourcing.source if figure.sourcing else None
    return poll.mention.start < line.start + len(line.text) or (source is not None and source.overlaps(poll.mention))


GROUP: Final = re.compile(
    r"\b(?:[Aa]mong|[Oo]f|[Ff]or|[Aa]ll)\s+(?:the\s+|its\s+)?(?P<n>\d{1,2})\s+(?!per\s?cent)(?:[\w’'-]+\s+){0,4}?"
    r"(?:respondents|voters|participants|interviewees|(?:[a-z]+s|people|men|women|children)\s+(?:who\s+(?:were"
    r"|had been)\s+)?"
    r"(?:surveyed|polled|asked|questioned|interviewed|in the (?:poll|survey|sample)))\b"
)
NUMBERED: Final = re.compile(
    r"(?<![\d,.$])(?P<n>\d{1,2})\s+(?!per\s?cent)(?:[\w’'-]+\s+){0,4}?[^.;]{0,60}?[;,.]\s*(?:and\s+)?"
    r"(?:[^.;,\d]{0,20}\d+(?:\.\d+)?(?:\s?%|\s+per\s?cent)\s+of|(?:among|of))\s+(?:them|these|those|that group)\b",
    re.IGNORECASE,
)
SURVEY: Final = re.compile(
    r"\b(?:poll|survey|respondents|surveyed|polled|interviewed|asked|sample)\w*\b", re.IGNORECASE
)


@rule(
    severity="warning",
    references=[AAPOR, AP_POLLS],
    bad=[
        "Of the 600 tenants surveyed, 42 were under 30; among them [[71 percent]] back the cap.",
        "Among the 61 student respondents, [[38 percent]] agreed.",
    ],
    good=[
        "Among the 578 likely voters surveyed, 39 percent chose Roe.",
        "Of 12,000 people surveyed, 1,400 were under 30; 71 percent of them back the cap.",
    ],
    limits=["The poll asked 600 tenants; [[71 percent]] of those under 30 with children back the cap."],
)
def small_subgroup(analysis: Analysis) -> Iterator[Match]:
    """A share is given of a group of fewer than a hundred people.

    With 42 people the margin of error is about 15 points either way: one household more or less moves the result.
    """
    for line in lines(analysis):
        if not line.text.has(SURVEY):
            continue
        for found in (*line.text.all(GROUP), *line.text.all(NUMBERED)):
            size = int(found["n"])
            after = [figure for figure in line.figures if figure.span.start >= line.start + found.end("n")]
            share = next((figure for figure in after if figure.kind == "percent"), None)
            if size >= 10 and share and share.span.start - line.start - found.end() < 80 and not share.quoted:
                yield Match(
                    share.span,
                    f"{line.quote(share)} of {size} people: about ±{margin_for(size):.0f} points. Is it worth giving?",
                )
                break


LARGE_SAMPLE: Final = 2_000
CROWD: Final = re.compile(
    rf"(?P<n>{FIG})\s+(?:people|persons|protesters|demonstrators|marchers|supporters|fans|visitors)?\s*"
    r"(?:(?:had\s+)?(?:attended|turned out|turned up|marched|protested|demonstrated|gathered|showed up|came)"
    r"|(?:were )?(?:in attendance|at the rally|in the crowd))\b"
    rf"|\b(?:put|puts|estimated?s?|reckoned) the (?:crowd|turnout|numbers?|attendance|gathering) (?:at"
    rf"|as) (?P<put>{FIG})"
)
ESTIMATED: Final = re.compile(r"\b(?:estimat\w+|organi[sz]ers?|police|officials|crowd)\b", re.IGNORECASE)
COUNTED: Final = re.compile(
    r"\b(?:of the vote|votes?\b(?! for)|turnstile|tickets?|counted|paid|registered|election|census|official)\b",
    re.IGNORECASE,
)


@rule(
    severity="info",
    references=[AP_POLLS],
    bad=[
        "The poll of 600 people found that [[47.83 percent]] approve.",
        "Organisers said [[10,347]] people attended, by their estimate.",
    ],
    good=[
        "The poll of 600 people found that 48 percent approve.",
        "She won 51.4 percent of the vote.",
        "The euro stood at $1.1175.",
        "Some 10,347 tickets were sold, organisers said.",
        "Output grew 0.4 percent, the office said.\n\nA poll of 410 firms found that 58 percent expect more orders.",
    ],
    limits=["The poll of six hundred people found that [[47.83 percent]] approve."],
)
def false_precision(analysis: Analysis) -> Iterator[Match]:
    """A number is more exact than the way it was found allows.

    Decimals in a poll whose margin is a point or more, or a crowd estimated to the last person.  Noted once a poll.
    """
    noted: set[Span] = set()
    for line in lines(analysis):
        poll = _poll_at(analysis, line) if analysis.polls and not line.headline else None
        coarse = poll is not None and (
            (poll.margin or 0) >= 1 or (poll.margin is None and 0 < (poll.sample_size or 0) < LARGE_SAMPLE)
        )
        if (
            poll
            and coarse
            and poll.mention not in noted
            and not line.text.has(COUNTED)
            and not line.text.has(ELSEWHERE)
        ):
            for figure in line.figures:
                own_margin = "moe" in poll.elements and poll.elements["moe"].overlaps(figure.span)
                decimal = figure.kind == "percent" and re.search(r"\d\.\d", line.quote(figure))
                if decimal and not own_margin and not figure.quoted and _is_of(poll, figure, line):
                    margin = poll.margin or margin_for(poll.sample_size or 1)
                    yield Match(
                        figure.span,
                        f"{line.quote(figure)} with about ±{show(margin)} points: round to {value(figure):.0f}%?",
                    )
                    noted.add(poll.mention)
                    break
        for found in line.masked.all(CROWD):
            figure = line.figure(found, "n" if found["n"] else "put")
            exact = figure.value is not None and figure.value >= 1_000 and figure.value % 10 != 0
            if exact and line.text.has(ESTIMATED) and not line.text.has(COUNTED) and not figure.quoted:
                yield Match(figure.span, "Estimated to the last person? Round it.")
