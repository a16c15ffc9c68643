"""What one sentence says of polls, whatever the story around it is."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from framing.analyzers.polls.disclosure import Element, find_elements
from framing.analyzers.polls.poll_names import Name, known_pollster, maker, name_acting, sponsor
from framing.language.parse import Paragraph
from framing.remembered import Words, remembered

MENTION: Final = re.compile(
    r"\b(?:(?:straw|snap|opinion|exit|tracking|readers?[’']?|online|Twitter|X|Facebook|web)\s+)?(?P<word>poll"
    r"|survey)\b(?!-)"
    r"|\b(?P<vote>(?:online|Twitter|Facebook|Instagram|readers?[’']?|viewers?[’']?|text-in|phone-in"
    r"|call-in)\s+(?:vote|votes|ballot))\b"
    r"|\b(?P<verb>polled|surveyed)\b|\b(?P<margin>margin of (?:sampling )?error)\b|\b(?P<again>respondents)\b",
    re.IGNORECASE,
)
INTERVIEWED: Final = re.compile(r"\b(?:interviewed|questioned|asked|found that \d|finds that \d)\b")
MANY: Final = re.compile(
    r"\b(?:polls|surveys|polling averages?|average of|RealClearPolitics|FiveThirtyEight)\b", re.IGNORECASE
)
NOT_A_POLL: Final = re.compile(
    r"^\s+(?:workers?|tax|station|place|watchers?|booths?|monitors?|numbers|team|crew|ship|vessel|site|map|date)\b",
    re.IGNORECASE,
)
NOT_ASKED: Final = re.compile(
    r"\b(?:geological|land|sky|aerial|site|exit|seismic|wildlife|damage|building|satellite|property"
    r"|health and safety|Community|Population|Force|Household|Expenditures?|Consumer|Interview|Crime"
    r"|Victimi[sz]ation|Panel|Employer)\s+$",
    re.IGNORECASE,
)
ANYONE_CAN_ANSWER: Final = re.compile(
    r"\b(?:straw poll|unscientific|self-selected|(?:Twitter|Facebook|Instagram|Telegram|LinkedIn|TikTok|reader"
    r"|readers[’']?|viewers?[’']?"
    r"|listeners?[’']?|text-in|call-in|phone-in|web|website|click|informal|online)\s+(?:polls?|votes?|ballot)"
    r"|(?:our|its|their)\s+(?:online|web)\s+(?:poll|survey)|of\s+(?:our\s+|its\s+)?(?:readers|viewers|listeners"
    r"|followers|subscribers|visitors)"
    r"|X poll)\b",
    re.IGNORECASE,
)
SAMPLED: Final = re.compile(
    r"\b(?:weighted|representative|panel|random|probability|margin of (?:sampling )?error|quota)", re.IGNORECASE
)


class Saying:
    """A sentence, and what it says: looked up when it is first asked for, and kept with the paragraph."""

    def __init__(self, text: Words) -> None:
        self.text = text

    @property
    def tells(self) -> bool:
        """Whether a poll could come up in it."""
        return any(map(self.text.has, (MENTION, INTERVIEWED, MANY)))

    @cached_property
    def mentions(self) -> tuple[re.Match[str], ...]:
        """Where it speaks of a poll, by that word or by what a known pollster does."""
        found = tuple(found for found in self.text.all(MENTION) if _counts(self.text, found))
        return found or (self.text.all(INTERVIEWED) if self.pollster else ())

    @cached_property
    def pollster(self) -> Name | None:
        """A research firm of the lexicon."""
        return known_pollster(self.text)

    @cached_property
    def acting(self) -> Name | None:
        """The maker as the subject."""
        return name_acting(self.text)

    @cached_property
    def maker(self) -> Name | None:
        """The maker, where the poll itself is not named."""
        return maker(self.text)

    @cached_property
    def sponsor(self) -> Name | None:
        """Who ordered, paid for or published it."""
        return sponsor(self.text)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """What it discloses of the poll spoken of before."""
        return tuple(find_elements(self.text, named=False))

    @cached_property
    def elements_of_named(self) -> tuple[Element, ...]:
        """What it discloses of the poll that it names."""
        return tuple(find_elements(self.text, named=True))


@remembered
def sayings(paragraph: Paragraph) -> tuple[Saying, ...]:
    """What each sentence of a paragraph says."""
    return tuple(map(Saying, paragraph.wordings))


def _counts(sentence: str, found: re.Match[str]) -> bool:
    if found["word"]:
        before = sentence[max(0, found.start("word") - 40) : found.start("word")]
        return not NOT_A_POLL.match(sentence[found.end() :]) and not NOT_ASKED.search(before)
    return True
