"""The worst that can be sent as a story: each case makes a text of about as many characters as it is asked for.

Every text opens with a line of ordinary prose, so that something is left to check when the guard skips the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, takewhile
from typing import Final

Case = Callable[[int], str]
PROSE: Final = "The bank raised its main rate on Monday, Ann Roe said."
SYLLABLES: Final = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "tu")


def _repeated(unit: str, closing: str = "") -> Case:
    """``unit`` over and over, then ``closing`` as often."""

    def make(size: int) -> str:
        times = max(1, size // len(unit + closing))
        return f"{PROSE}\n\n{unit * times}{closing * times}"

    return make


def _numbered(template: str) -> Case:
    """The template over and over, ``{}`` standing for a number and ``{name}`` for a name that come only once."""

    def make(size: int) -> str:
        made, length = [PROSE, "\n\n"], 0
        for number in count():
            made.append(template.format(number, name=_name(number)))
            length += len(made[-1])
            if length >= size:
                return "".join(made)
        raise AssertionError

    return make


def _name(number: int) -> str:
    """A given and a family name of their own for each number."""
    parts = [SYLLABLES[int(digit)] for digit in f"{number:06}"]
    return f"{''.join(parts[:3]).capitalize()} {''.join(parts[3:]).capitalize()}"


def _growing(unit: str, between: str) -> Case:
    """The unit once, twice, three times …"""

    def make(size: int) -> str:
        sizes = takewhile(lambda times: times * times * len(unit) < 2 * size, count(1))
        return f"{PROSE}\n\n" + "".join(unit * times + between for times in sizes)

    return make


def _nested_list(size: int) -> str:
    return f"{PROSE}\n\n" + "".join(f"{'  ' * level}- so\n" for level in range(int(size**0.5)))


def _headline(size: int) -> str:
    return f"# {'Council rejects harbour plan ' * (size // 29)}\n\n{PROSE}"


CASES: Final[dict[str, Case]] = {
    # size and shape of words
    "a token without end": _repeated("a"),
    "tokens of 399 letters": _repeated("a" * 399 + " "),
    "tokens of 40 letters": _repeated("pneumonoultramicroscopicsilicovolcanoco "),
    "single letters": _repeated("a "),
    "words without a full stop": _repeated("and so the bank went on "),
    "hyphens": _repeated("state-of-the-art-of-the-state " * 3),
    "capitals": _repeated("THE BANK ROSE "),
    "initials": _repeated("J. R. R. "),
    "abbreviations": _repeated("Mr. Dr. St. "),
    "links": _repeated("https://example.org/a?b=c&d=e#f "),
    "paragraphs of one word": _repeated("So.\n"),
    "carriage returns": _repeated("so\r"),
    "line separators": _repeated("so\u2028so\u2029so\x0bso\x0cso\x85"),
    "a headline without end": _headline,
    # characters
    "nul": _repeated("a\0b "),
    "lone surrogates": _repeated("so \ud800 \udfff "),
    "replacement characters": _repeated("\ufffd "),
    "bidi controls": _repeated("\u202eso\u2066 said\u2069 \u202dAnn\u202c "),
    "zero-width controls": _repeated("sa\u200bid\u200d so\u2060 A\ufeffnn "),
    "zalgo": _repeated("Z" + "\u0301\u0327" * 16 + " "),
    "emoji chains": _repeated("👩‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈 "),
    "right to left": _repeated("قال البنك "),
    "no spaces between words": _repeated("银行加息。"),
    "tags of flags": _repeated("🏴\U000e0067\U000e0062\U000e007f "),
    # symbols
    "brackets": _repeated("("),
    "dollars": _repeated("$"),
    "runs of 32 brackets": _repeated("(" * 32 + " "),
    "runs of 32 dollars": _repeated("$" * 32 + " "),
    "runs of 32 quotation marks": _repeated('"' * 32 + " "),
    "marks in a long word": _repeated(("!a" * 199) + " "),
    "marks apart": _repeated("! ? "),
    "ellipses": _repeated("so… so... "),
    "dashes": _repeated("so — so – so - "),
    "nested brackets": _repeated("(so ", ") "),
    # quotation marks
    "quotation marks": _repeated('"'),
    "quotation marks apart": _repeated('" '),
    "opening marks": _repeated("“so "),
    "closing marks": _repeated("so” "),
    "nested marks": _repeated("“he said ‘so ", "’” "),
    "apostrophes": _repeated("rock 'n' roll's '"),
    "quotation over paragraphs": _repeated("“It went on and on\n\n"),
    "speeches": _repeated("“Yes,” he said. “No,” said Ann Roe. "),
    "said": _repeated("said "),
    "said she said": _repeated("Ann Roe said she said he said that "),
    "according to": _repeated("according to the bank, "),
    "critics": _repeated("Critics say officials say sources said. "),
    # names
    "one name": _repeated("Ann Roe "),
    "one name that speaks": _repeated("Ann Roe said so. "),
    "names": _numbered("{name} said so. "),
    "names in paragraphs": _numbered("{name} said so.\n\n"),
    "names in a row": _numbered("{name}, "),
    "names with titles": _numbered("Mayor {name}, 4{}, a spokeswoman for the {name} Group (BG), said so.\n\n"),
    "one family": _numbered("Dr. B{} Roe said so.\n\n"),
    "pronouns": _repeated("She told him that he had told her. "),
    "acronyms": _repeated("The Bank of England (BOE) told the BOE. "),
    # numbers
    "statistics": _numbered("About {} of 900 voters agreed, up 4% from 2019. "),
    "statistics in paragraphs": _numbered("Crime rose {}% to 90,000.\n\n"),
    "digits without end": _repeated("9"),
    "numbers of 399 digits": _repeated("9" * 399 + " "),
    "numbers of 300 digits with units": _repeated(f"${'9' * 300} trillion, {'9' * 320}% of 1e999 million "),
    "ones": _repeated("1,1,1,1,1,1,1,1, "),
    "ranges": _repeated("$1 to $2 to $3-$4 million – 5 "),
    "fractions": _repeated("1/2/3 1:2:3 ½ ⅞ 3½ "),
    "number words": _repeated("twenty-one hundred thousand million and "),
    "ages and dates": _repeated("Roe, 44, on March 3, 2020, at 5.30 p.m., "),
    "changes": _repeated("rose from 10 to 20, up 50%, and fell 3 points to 10, "),
    "comparisons": _repeated("three times more than twice as many as half of "),
    "shares": _repeated("12% agreed, 34% did not, 60% had no view, "),
    "polls": _repeated("A poll of 1,012 adults by Example Research found 52% for it, with a margin of 3 points. "),
    "polls in paragraphs": _numbered("A survey of {} adults found 52% for the plan.\n\n"),
    # wording
    "loaded words": _repeated("the disastrous regime slammed the radical scheme "),
    "passives": _repeated("Mistakes were made and men were killed. "),
    "hedges": _repeated("so-called “experts” allegedly claimed, "),
    "labels": _repeated("far-right pro-life illegal aliens and "),
    # Markdown
    "emphasis": _repeated("*so **so _so __so "),
    "emphasis closed": _repeated("*so ", "so* "),
    "stars": _repeated("*"),
    "underscores in words": _repeated("so_so_so_so "),
    "links without end": _repeated("[so](so "),
    "nested links": _repeated("[so ", "](so) "),
    "images": _repeated("![so](so) ![](so "),
    "reference definitions": _numbered("[{}]: so\n"),
    "references": _repeated("[so][so] [so]: so "),
    "footnotes": _repeated("so[^1] [^1]: so\n"),
    "backticks": _growing("`", " so "),
    "escapes": _repeated("\\* \\_ \\"),
    "fences": _repeated("~~~\nso\n"),
    "nested quotes": _growing("> ", "so\n"),
    "nested lists": _nested_list,
    "lists in a line": _repeated("- "),
    "tables": _repeated("| so | so |\n|---|---|\n"),
    "bars": _repeated("| "),
    "headings": _repeated("# so\n"),
    "underlined headings": _repeated("so\n==\n"),
    "front matter": lambda size: "---\ntitle: so\n" + "dek: so\n  so\n" * (size // 13) + f"---\n\n{PROSE}",
    "front matter without end": lambda size: "---\n" + "dek: 'so\n" * (size // 9) + PROSE,
    # HTML
    "nested elements": _repeated("<div>", "</div>"),
    "nested inline elements": _repeated("<b>so ", "</b>"),
    "elements without end": _repeated("<p><b>so "),
    "end tags": _repeated("</p>so"),
    "tags without end": _repeated("<a so "),
    "attributes without end": _repeated('<a b="so '),
    "many attributes": lambda size: f"<p {'so=so ' * (size // 6)}>{PROSE}</p>",
    "class names": lambda size: f'<p class="{"so-ad " * (size // 6)}">{PROSE}</p>',
    "comments without end": _repeated("<!-- so "),
    "declarations": _repeated("<![CDATA[ so <!so <?so "),
    "scripts without end": _repeated("<script>so"),
    "entities": _repeated("&amp;&#x41;&lt;so &#0;&#x110000; "),
    "ampersands": _repeated("&so "),
    "line breaks": _repeated("so<br>so<br><br>"),
    "links in links": _repeated("<a href=so>so "),
    "table cells": _repeated("<tr><td>so<td>so"),
    # ignores
    "ignores": _repeated("<!-- framing: ignore wording -- so --> so\n\n"),
    "ignores of nothing": _numbered("<!-- framing: ignore rule-{} --> so "),
    "off and on": _repeated("<!-- framing: off wording --> so <!-- framing: on wording --> "),
    "off": _repeated("<!-- framing: off wording, numbers --> so "),
    "nested ignores": _repeated('<b data-framing-ignore="wording">so ', "</b>"),
    "ignores of many": lambda size: f"{PROSE}\n\n<!-- framing: ignore {'wording, ' * (size // 9)} -->so",
    # chrome
    "bylines": _repeated("By Ann Roe\nThe Harbour Times\n"),
    "labels of sites": _repeated("2 min read\nRead more\nShare\n"),
    "captions": _repeated("<figure><figcaption>Ann Roe said so</figcaption></figure>"),
}
