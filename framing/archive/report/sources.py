"""Who is heard over the whole archive: sources joined by their names, as far as names can join.

A voice is known within one story.  Over stories only its name is left, so only names join: two capitalised words or
more, with nothing but small words of names between them ("Dana Kessler", "Bank of Norvale"), an acronym ("NASA"), or
one word for a medium or a pollster ("Gallup").  Case, accents, full stops and "the" make no difference.  A description
("the ministry", "a judge") or a surname alone may be somebody else in each story, and joins nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from framing.archive.query import Archive, Row
from framing.archive.report.intervals import Figure, Sums, figure

TOP: Final = 25
"""Sources shown."""

_SMALL: Final = "a|al|and|bin|da|de|del|der|di|dos|du|el|for|in|la|le|of|on|the|to|van|von|y|&"
_WORD: Final = r"[\p{Lu}\d]\S*"
_MACROS: Final = (
    r"create temp macro bare(name) as regexp_replace(trim(name), '^(the|a|an)\s+', '', 'i')",
    r"create temp macro key_of(name) as "
    r"regexp_replace(replace(lower(strip_accents(bare(name))), '.', ''), '\s+', ' ', 'g')",
    "create temp macro joins(name, kind) as kind <> 'unnamed' and ("
    rf"regexp_full_match(bare(name), '\p{{Lu}}\S*(\s+({_SMALL}|{_WORD}))*\s+{_WORD}') "
    r"or regexp_full_match(bare(name), '(\p{Lu}\.?){2,}') "
    r"or kind in ('media', 'poll') and regexp_full_match(bare(name), '\p{Lu}\S+'))",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A name in the archive: its most frequent spelling and kind, and its share of all words by sources.

    ``stories``  that quote it; ``last`` those that give it the last word, ``headline`` those whose headline names it
    """

    name: str
    kind: str
    words: int
    stories: int
    last: int
    headline: int
    share: Figure


@dataclass(frozen=True, slots=True)
class Heard:
    """``words`` of all voices: ``joined`` ones are said by names that join, ``unnamed`` ones by nobody named."""

    words: int
    joined: int
    unnamed: int
    sources: tuple[Source, ...]

    @property
    def described(self) -> int:
        """Words of sources that are told by a description or one word of a name."""
        return self.words - self.joined - self.unnamed


def heard(archive: Archive) -> Heard:
    """The sources with most words, and how much of the archive names can tell."""
    for macro in _MACROS:
        archive.rows(macro)
    words, joined, unnamed = archive.row(
        "select coalesce(sum(words), 0), coalesce(sum(words) filter (joins(name, kind)), 0), "
        "coalesce(sum(words) filter (kind = 'unnamed'), 0) from voices"
    )
    stories, squares = archive.row(
        "select count(*) filter (voice_words > 0), coalesce(sum(voice_words::bigint * voice_words), 0) from stories"
    )
    rows = archive.rows(_TOP, TOP)
    whole = (int(stories), int(words), int(squares))
    return Heard(int(words), int(joined), int(unnamed), tuple(_source(row, whole) for row in rows))


_TOP: Final = """
with top as (
    select key_of(name) as key, sum(words) as words from voices where joins(name, kind)
    group by 1 having sum(words) > 0 order by words desc, key limit ?
),
mentions as (select top.key, voices.* from voices join top on top.key = key_of(name) where joins(name, kind)),
spelt as (select key, name, count(*) as times from mentions group by all),
meant as (select key, kind, count(*) as times from mentions group by all),
told as (
    select key, story, sum(words) as words, bool_or(last) as last, bool_or(headline) as headline
    from mentions group by all
)
select
    (select name from spelt where spelt.key = told.key order by times desc, name limit 1),
    (select kind from meant where meant.key = told.key order by times desc, kind limit 1),
    sum(told.words), count(*), count(*) filter (last), count(*) filter (headline),
    sum(told.words * told.words), sum(told.words * voice_words::bigint)
from told join stories using (story)
group by told.key order by sum(told.words) desc, told.key
"""
"""One pass finds the names with most words, the second what they say in each story."""


def _source(row: Row, whole: tuple[int, int, int]) -> Source:
    name, kind, words, stories, last, headline, squares, products = row
    telling, all_words, all_squares = whole
    share = figure(Sums(telling, int(words), all_words, int(squares), int(products), all_squares), "share")
    return Source(name, kind, int(words), stories, last, headline, share)
