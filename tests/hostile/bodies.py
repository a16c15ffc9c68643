"""The worst that can be sent in place of a story's JSON, form or file, up to 256 KB each.

The canary stands in each that has room for a word.
"""

from __future__ import annotations

import gzip
import json
from typing import Final

from hostile.inputs import CANARY

SIZE: Final = 250_000
WORD: Final = CANARY.encode()
PART: Final = b'--so\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s'
SAID: Final = f"The plan is dead, {CANARY} said. " * 9
WORDLESS: Final = ("nothing", "null", "a number")


def _names(count: int) -> bytes:
    return json.dumps({CANARY: CANARY, **{f"k{number}": number for number in range(count)}}).encode()


def _blocks(count: int) -> bytes:
    return json.dumps({"blocks": [{"id": str(number), "text": CANARY} for number in range(count)]}).encode()


def _story(**fields: object) -> bytes:
    return json.dumps({"text": f"So it is, {CANARY} said.", **fields}).encode()


def _bomb(opening: bytes, unit: bytes) -> bytes:
    """About 100 MB in one line, packed."""
    return gzip.compress(opening) + gzip.compress(unit * (1_000_000 // len(unit)), 9) * 100


BODIES: Final[dict[str, bytes]] = {
    "nothing": b"",
    "null": b"null",
    "a number": b"1e999",
    "not a number": b'{"text": "%s", "title": NaN}' % WORD,
    "lists in lists": b'["%s", ' % WORD + b"[" * SIZE,
    "objects in objects": b'{"%s":' % WORD + b'{"a":' * (SIZE // 5),
    "lists in a text's place": b'{"text": ' + b"[" * 900 + b'"%s"' % WORD + b"]" * 900 + b"}",
    "lists in a title's place": b'{"id": "a", "text": "%s", "title": ' % WORD
    + b"[" * 900
    + b'"so"'
    + b"]" * 900
    + b"}",
    "a number without end": b'{"title": "%s", "text": ' % WORD + b"9" * SIZE + b"}",
    "a string without end": b'{"text": "%s ' % WORD + b"so " * (SIZE // 3),
    "escapes": b'{"text": "%s ' % WORD + b"\\u0041" * (SIZE // 6) + b'"}',
    "a half character": b'{"text": "%s \\ud800"}' % WORD,
    "a nul": b'{"text": "%s \\u0000 so."}' % WORD,
    "one name twice": b'{"%s": "%s", "%s": "so"}' % (WORD, WORD, WORD),
    "many names": _names(15_000),
    "many blocks": _blocks(5_000),
    "a block's id without end": json.dumps({"blocks": [{"id": "a" * SIZE, "text": CANARY}]}).encode(),
    "a type without end": json.dumps({"blocks": [{"id": "a", "text": CANARY, "type": "a" * SIZE}]}).encode(),
    "words in a type's place": json.dumps({"blocks": [{"id": "a", "text": "so", "type": SAID}]}).encode(),
    "one id twice": json.dumps({"blocks": [{"id": SAID, "text": "so"}] * 2}).encode(),
    "words in a profile's place": _story(profile=SAID),
    "words in a list's place": json.dumps({"blocks": CANARY, "entry": CANARY, "annotation": CANARY}).encode(),
    "rules without end": _story(select=["wordin"] * 20_000),
    "a rule without end": _story(select=[CANARY + "wording" * 30_000]),
    "a gzip bomb": _bomb(WORD, b" "),
    "a gzip bomb of one line": _bomb(b'{"id": "a", "text": "%s ' % WORD, b"so "),
    "UTF-16": _story().decode().encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + _story(),
    "Latin-1": f'{{"text": "{CANARY} déjà"}}'.encode("latin-1"),
    "half of a character's bytes": b'{"text": "%s \xf0\x9f\x98' % WORD,
    "bytes": WORD + bytes(range(256)) * 970,
    "a form of ampersands": WORD + b"&" * SIZE,
    "a form of percents": b"text=%s" % WORD + b"%" * SIZE,
    "a form of fields": b"%s=%s&" % (WORD, WORD) + b"a=b&" * (SIZE // 4),
    "a form with a file": PART % (b'text"; filename="%s.md' % WORD, WORD) + b"\r\n--so--\r\n",
    "a form cut off": PART % (WORD, WORD),
    "pieces of markup": b"data=" + json.dumps({"annotation": [{"markup": f"<{CANARY}"}] * 5_000}).encode(),
}
TYPES: Final = dict.fromkeys(("a form with a file", "a form cut off"), "multipart/form-data; boundary=so")
"""Types of those that are not sent as the door asks."""
