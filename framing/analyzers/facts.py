"""What analyzers find: neutral facts, no opinions.  Every ``Span`` counts code points, half-open.

A fact found inside one paragraph is made with spans relative to it, cached with it, and then ``moved`` to its
place in ``Document.text``; the facts in an ``Analysis`` are always in ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Self

from framing.document import Directive, Span

QuoteStyle = Literal["double", "single", "block"]
Mode = Literal["direct", "indirect", "mixed"]
CueKind = Literal["speech", "belief", "intention", "evidence"]
Connotation = Literal["neutral", "doubt", "vouch", "guilt", "mockery", "heat"]
SourceKind = Literal["named", "unnamed", "collective", "document", "poll", "pronoun", "none"]
StatisticKind = Literal[
    "percent", "points", "money", "count", "ratio", "multiple", "rank", "measure", "tally", "index", "small count"
]
Where = Literal["sentence", "context", "speaker", "none"]
SourceType = Literal["poll", "data", "speaker"]
VoiceOf = Literal["own", "attributed", "quoted"]
VoiceKind = Literal[
    "person", "official", "party", "expert", "witness", "organisation", "document", "poll", "media", "unnamed"
]

PLAIN: Final = frozenset({str, int, float, bool, type(None)})
"""Types of what stays as it is where a fact is moved."""


class Fact:
    """Base of all facts: it can be moved to another place in the text."""

    __slots__ = ()

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of its fields."""
        names: tuple[str, ...] = type(self).__match_args__  # type: ignore[attr-defined]
        return names

    def moved(self, by: int) -> Self:
        """The same fact with every span ``by`` code points further on."""
        return type(self)(*[_moved(getattr(self, name), by) for name in self.field_names])


def _moved(value: Any, by: int) -> Any:
    if type(value) in PLAIN:
        return value
    if isinstance(value, (Span, Fact)):
        return value.moved(by)
    if isinstance(value, tuple):
        return tuple(_moved(item, by) for item in value)
    if isinstance(value, Mapping):
        return {key: _moved(item, by) for key, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Quotation(Fact):
    """Words inside quotation marks.

    ``span``    with its marks; ``inner`` without them
    ``closed``  False when the closing mark is missing (the quotation goes on in the next paragraph, or an error)
    ``speech``  False for scare quotes, titles and single terms: marks that no speaker stands behind
    """

    span: Span
    inner: Span
    style: QuoteStyle = "double"
    closed: bool = True
    speech: bool = True


@dataclass(frozen=True, slots=True)
class Attribution(Fact):
    """Source + cue + content: "the ministry" + "said" + "exports fell".

    ``source``      None when none is stated ("it is believed that")
    ``cue``         None when only layout attributes the words (a colon, a quotation that goes on)
    ``content``     one span or several; never empty
    ``cue_lemma``   lower case, e.g. "say", "according to"; "" without a cue
    ``reported``    it stands in what another source says: "the mayor wants" in "Roe said the mayor wants a park"
    ``within``      of a reported one: index in ``Analysis.attributions`` of the report it stands in; else None
    ``confidence``  0 to 1
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    cue_lemma: str = ""
    cue_kind: CueKind = "speech"
    connotation: Connotation = "neutral"
    source_kind: SourceKind = "none"
    reported: bool = False
    within: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Voice(Fact):
    """All mentions of one source in a story.

    ``attributions``  indexes into ``Analysis.attributions``, in text order
    ``words``         words of content attributed to it
    ``side``          its party, where the story states it: "Democratic", "Labour"; never guessed
    ``speaks_for``    the body or person it is a spokesperson or lawyer of, as named; "" for who speaks for themselves
    ``share``         of the words of all voices, 0 to 1
    ``first``         it has the first attribution of the body
    ``last``          it has the last attribution of the body
    ``headline``      it is mentioned in the headline
    ``verbs``         cue lemmas used for it, with how often
    """

    name: str
    kind: VoiceKind
    mentions: tuple[Span, ...]
    attributions: tuple[int, ...]
    words: int
    side: str = ""
    speaks_for: str = ""
    share: float = 0.0
    first: bool = False
    last: bool = False
    headline: bool = False
    verbs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceMention(Fact):
    """One mention of a data source.

    ``sentence``   index of its sentence in the paragraph; in the story, once it is placed
    ``evidence``   it stands where it can carry the sentence's numbers, not as a thing talked about
    ``takes_up``   "the survey", "this report": it points back to a source named before
    ``names``      the proper names in it, in lower case
    ``speaks``     it is what says so ("the report found", "according to the survey"), not only used or referred to
    ``credit``     a line of its own, "Source: …"
    ``scope``      the clause whose numbers it can carry, when that is not the whole sentence
    ``leaves_out`` the sentence says what it does not hold: "the count does not include"
    ``general``    it points back to whatever source came last: "the figures", "respondents", "the team"
    """

    span: Span
    sentence: int
    type: SourceType
    evidence: bool = True
    takes_up: bool = False
    names: frozenset[str] = frozenset()
    speaks: bool = True
    credit: bool = False
    general: bool = False
    scope: Span | None = None
    leaves_out: bool = False


@dataclass(frozen=True, slots=True)
class Sourcing(Fact):
    """Where a statistic comes from.

    ``where``   sentence; context (carried over from ``source``); speaker (asserted by an interested party); none
    ``needed``  False for tallies, election results, routine market data, own observation, common knowledge
    ``source``  the words that name the source, if any
    ``reason``  one clause for an editor: why this verdict
    """

    where: Where
    needed: bool
    source: Span | None
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statistic(Fact):
    """A number that quantifies the world (definition: docs/method.md, "What counts as a statistic").

    ``span``          the number with sign, scale and unit; no approximator, no noun
    ``value``         the number with its scale applied; for a range the lower bound; None if not parsed
    ``upper``         the upper bound of a range
    ``unit``          "%", "points", "USD", "tons" …; "" for counts
    ``noun``          what is counted ("residents"), if stated
    ``approximator``  "about", "more than" …
    ``frame``         a word that makes it look small or large: "only", "a whopping" …
    ``sourcing``      filled in when the whole story is read
    """

    span: Span
    kind: StatisticKind
    value: float | None = None
    upper: float | None = None
    unit: str = ""
    noun: Span | None = None
    approximator: Span | None = None
    frame: Span | None = None
    quoted: bool = False
    sourcing: Sourcing | None = None


@dataclass(frozen=True, slots=True)
class Poll(Fact):
    """One poll a story reports on, with the disclosure elements found.

    ``elements``         pollster, sponsor, population, n, dates, mode, moe, selection, wording, trend: their words
    ``missing``          those of pollster, population, n, dates, mode, moe that the story does not give
    ``margin``           margin of error as given, in percentage points
    ``computed_margin``  the same for a simple random sample of this size, 95 percent confidence
    ``opt_in``           those asked chose themselves, or sit on an opt-in panel: no margin of error is defined
    ``unscientific``     a vote that anyone could join
    """

    mention: Span
    elements: Mapping[str, Span]
    missing: tuple[str, ...]
    sample_size: int | None = None
    margin: float | None = None
    computed_margin: float | None = None
    opt_in: bool = False
    unscientific: bool = False


@dataclass(frozen=True, slots=True)
class Marker(Fact):
    """A word or phrase of a framing family, with whose words it is in.

    ``family``       one of the sixteen, e.g. "editorialising-adverb" (docs/method.md)
    ``term``         the lexicon entry, lower case
    ``voice``        own (the outlet's), attributed (indirect speech), quoted
    ``suggestions``  neutral alternatives that fit in place, best first; "" means: delete
    ``speaker``      who says it, as the story names them, where it is not the outlet's own; "" if unknown
    ``learned``      suggested by the encoder, not found by a list or a test; ``family`` is the one it most resembles
    ``telling``      of a suggestion: the other words of the sentence that speak most for it
    """

    span: Span
    family: str
    term: str
    reason: str
    voice: VoiceOf = "own"
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    speaker: str = ""
    learned: bool = False
    telling: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """An inline ignore that does not do what it says.

    ``detail``  for a malformed one what is wrong; for an unknown or unused one the name, with a hint
    """

    kind: Literal["malformed", "unknown", "unused"]
    directive: Directive
    detail: str


@dataclass(frozen=True, slots=True)
class Counts(Fact):
    """What readability formulas need, for one paragraph.

    ``letters``       letters and digits
    ``polysyllables`` words of three syllables or more
    ``complex``       those that Gunning counts: not names, not compounds, not by -es, -ed, -ing alone
    ``unfamiliar``    words outside the list of familiar ones (Dale–Chall)
    ``sentence_words`` words of each sentence, in order
    """

    words: int = 0
    letters: int = 0
    syllables: int = 0
    polysyllables: int = 0
    complex: int = 0
    unfamiliar: int = 0
    sentence_words: tuple[int, ...] = field(default=())
