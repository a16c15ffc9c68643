"""Inputs that are nearly right more often than random bytes are: pieces of each format, joined and bent."""

from __future__ import annotations

import json
from random import Random
from typing import Final

CANARY: Final = "zanzibarquokka"
"""A word that stands in every fuzzed draft and may stand in no error, log, metric or file."""
HALVES: Final = ("zanzibar", "quokka")


def leaked(text: str) -> bool:
    """Whether something quotes a draft, be it one half of the canary."""
    return any(half in text.lower() for half in HALVES)


PROSE: Final = (
    "The plan is dead, officials said. ",
    "“It’s over,” said Ann Roe, 44. ",
    "About 40% of 1,012 voters agreed, up from 4.5 million in 2019. ",
    "By Ann Roe\n",
    "2 min read\n",
    "Mr. ",
    "$9",
    "½",
    "9" * 320 + " million ",
    "hundred " * 30,
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u2028",
    "\x0b\x0c\x85",
    " ",
)
SIGNS: Final = (
    *("\0", "\ufeff", "\ufffd", "\ufffc", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\u0301" * 9),
    *("👩‍👩‍👧", "😀", "🏴\U000e0067\U000e007f", "\U0010ffff", "ß", "İ", "ﬁ", "ǆ", "Ω", "ا", "中", "é", "𝕬", "٣", "①"),
    *("(" * 33, "'" * 32, '"', "“", "”", "‘", "’", "«", "…", "—", "`", "``", "~~~\n", "*", "**", "_", "\\", "|", "!"),
)
MARKUP: Final = (
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b",
        "<div class='ad bio",
        "<a href='",
        "<br>",
        "<hr/>",
        "<title>",
        "<script>",
        "</script",
    ),
    *("<!--", "-->", "--!>", "<!-->", "<![CDATA[", "<!", "<?", "</", "<", ">", "/>", "=", "'", '"', "&", "&amp;", "&#"),
    *("&#x", "&#0;", "&#xd800;", "&#1114112;", "&ngE;", "&notin", "<table><tr><td>", "<li>", "<h1>", "<article>"),
    *("<figure><figcaption>", "<header>", "<span hidden>", "<p data-framing-ignore='wording'>", "<img alt='so'>"),
    *("[", "]", "](", ")", "![", "[^1]", "[^1]: ", "[so]: so\n", "<https://so", "# ", "### ", "> ", ">", "- ", "1. "),
    *(
        "    ",
        "---\n",
        "+++\n",
        "title: ",
        "dek: >-\n  so\n",
        "title = ",
        "\n==\n",
        "\n--\n",
        "|---|\n",
        "- [ ] ",
        "***\n",
    ),
)
IGNORES: Final = (
    *("<!-- framing: ", "framing: ignore ", "ignore-file ", "off ", "on ", "wording", "numbers, ", "unnamed-source"),
    *("<!-- framing: off wording -->", "<!-- framing: on wording -->", " -- so -->", "rule-of-nobody", ",,"),
)
JSON: Final = (
    *("{", "}", "[", "]", ":", ",", '"', "\\", "\\ud800", "\\udc00", "\\u0000", "null", "true", "NaN", "-Infinity"),
    *(
        "1e999",
        "-0",
        "9" * 30,
        "9" * 5_000,
        "0.1e-9",
        '{"a":',
        "[" * 40,
        '"text"',
        '"html"',
        '"markdown"',
        '"blocks"',
        '"id"',
        '"type"',
    ),
    *('"role"', '"annotation"', '"markup"', '"interpretAs"', '"data"', '"children"', '"items"', '"title"', '"entry"'),
    *('{"text": "so', '{"id": "a", "text": "so"}', '"offset_unit": "utf16"', '"date": "2026-01-01"', '{"format": 1, '),
    *('"findings": [', '"norms": {"news": {', '"fingerprint": "so"', '"profile": "wire"', "\n", "\ufeff"),
)
FORM: Final = ("text=", "data=", "language=", "en-GB", "&", "%", "%ff", "%F0%9F", "+", "enabledRules=", "apiKey=", ";")
TOML: Final = (
    *(
        "[per-file]\n",
        "[[per-file]]\n",
        "paths = ",
        "select = ",
        "ignore = ",
        "severity",
        "terms.",
        "prefer",
        "allow",
        "9" * 5_000,
    ),
    *(
        '"wording"',
        "'so'",
        '"""',
        "'''",
        "= ",
        "[",
        "]",
        "{",
        "}",
        ".",
        ",",
        "#",
        "\n",
        "true",
        "inf",
        "nan",
        "0x",
        "1_0",
    ),
    *("1979-05-27T07:32:00Z", "[limits]\nmax-characters = ", "min-confidence = ", "[webhooks.so]\n", "html = 'so'\n"),
    *("[webhooks.so.signature]\n", "secret-env = 'SO'\n", "max-bytes = ", "norms = ", "profile = ", "[" * 40),
)
FORMULAS: Final = (
    "=1+1",
    "@so",
    "+1",
    "-1",
    "::error::",
    "%0A",
    "##[",
    "<img src=x onerror=so()>",
    "javascript:",
    "\x1b[2J",
)
PIECES: Final[dict[str, tuple[str, ...]]] = {
    "story": PROSE + SIGNS + MARKUP + IGNORES,
    "json": JSON + SIGNS + PROSE[:3] + MARKUP[:4],
    "form": FORM + JSON + SIGNS + PROSE[:3],
    "toml": TOML + SIGNS + IGNORES[6:9],
    "words": PROSE + SIGNS + FORMULAS,
}


def pieces_of(family: str) -> list[bytes]:
    """The pieces of a family, as bytes."""
    return [piece.encode() for piece in PIECES[family]]


def made(random: Random, family: str) -> bytes:
    """One input: pieces of the family, a few of them cut, doubled or swapped for random bytes."""
    parts = [piece.encode() for piece in random.choices(PIECES[family], k=random.randint(1, 14))]
    for _ in range(random.choice((0, 0, 1, 2))):
        at = random.randrange(len(parts))
        part = parts[at]
        parts[at] = random.choice(
            (part[: len(part) // 2], part * random.randint(2, 40), random.randbytes(random.randint(1, 6)), part[::-1])
        )
    return bytes([random.randrange(256)]) + b"".join(parts)


def sent(data: bytes) -> bytes:
    """An input with the canary in it: for each ``so``, else at its end."""
    canary = CANARY.encode()
    if canary in data:
        return data
    return data.replace(b"so", canary) if b"so" in data else data + canary


def sound(random: Random) -> bytes:
    """A story as JSON that is well formed, whatever its words: what comes after the parser sees it."""
    text = made(random, "story").decode("utf-8", "replace") + CANARY
    kind = random.choice(("text", "html", "markdown"))
    block = {"id": text[:9] or "a", kind: text, "type": random.choice(("paragraph", "heading", "list", text[:4]))}
    value = random.choice(
        (
            {kind: text},
            {"blocks": [block, {"id": "b", "text": text}]},
            {"annotation": [{"text": text}, {"markup": text}]},
        )
    )
    return bytes([random.randrange(256)]) + json.dumps({**value, **random.choice(({}, {"profile": "wire"}))}).encode()
