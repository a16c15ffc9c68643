"""The worst that can be sent in place of a story's JSON, form or file, up to 256 KB each."""

from __future__ import annotations

import gzip
import json
from typing import Final

SIZE: Final = 250_000


def _names(count: int) -> bytes:
    return json.dumps({f"k{number}": number for number in range(count)}).encode()


def _blocks(count: int) -> bytes:
    return json.dumps({"blocks": [{"id": str(number), "text": "so"} for number in range(count)]}).encode()


BODIES: Final[dict[str, bytes]] = {
    "nothing": b"",
    "null": b"null",
    "a number": b"1e999",
    "not a number": b'{"text": NaN}',
    "lists in lists": b"[" * SIZE,
    "objects in objects": b'{"a":' * (SIZE // 5),
    "lists in a text's place": b'{"text": ' + b"[" * 900 + b"]" * 900 + b"}",
    "lists in a title's place": b'{"id": "a", "text": "so", "title": ' + b"[" * 900 + b'"so"' + b"]" * 900 + b"}",
    "a number without end": b'{"text": ' + b"9" * SIZE + b"}",
    "a string without end": b'{"text": "' + b"so " * (SIZE // 3),
    "escapes": b'{"text": "' + b"\\u0041" * (SIZE // 6) + b'"}',
    "a half character": b'{"text": "so \\ud800"}',
    "a nul": b'{"text": "so \\u0000 so."}',
    "one name twice": b'{"text": "so", "text": "so"}',
    "many names": _names(15_000),
    "many blocks": _blocks(6_000),
    "a block's id without end": json.dumps({"blocks": [{"id": "a" * SIZE, "text": "so"}]}).encode(),
    "a type without end": json.dumps({"blocks": [{"id": "a", "text": "so", "type": "a" * SIZE}]}).encode(),
    "rules without end": json.dumps({"text": "So it is.", "select": ["wordin"] * 25_000}).encode(),
    "a rule without end": json.dumps({"text": "So it is.", "select": ["wording" * 30_000]}).encode(),
    "a gzip bomb": gzip.compress(b" " * 100_000_000, 9),
    "a gzip bomb of one line": gzip.compress(b'{"id": "a", "text": "' + b"so " * 30_000_000, 9),
    "UTF-16": '{"text": "so"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"text": "so"}',
    "Latin-1": '{"text": "déjà"}'.encode("latin-1"),
    "half of a character's bytes": b'{"text": "so \xf0\x9f\x98',
    "bytes": bytes(range(256)) * 1_000,
    "a form of ampersands": b"&" * SIZE,
    "a form of percents": b"text=" + b"%" * SIZE,
    "a form of fields": b"a=b&" * (SIZE // 4),
    "pieces of markup": b"data=" + json.dumps({"annotation": [{"markup": "<"}] * 12_000}).encode(),
}
