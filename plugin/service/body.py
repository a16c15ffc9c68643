"""Request bodies: refused by size, coding and type before a byte is parsed; then JSON without its loopholes."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NoReturn

from flask import current_app
from webargs.flaskparser import FlaskParser

from plugin.service.limits import check_count
from plugin.service.problems import Problem
from plugin.service.state import State

if TYPE_CHECKING:
    from flask import Request

LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class BodyParser(FlaskParser):
    """Reads the body of a request for webargs."""

    def _raw_load_json(self, req: Request) -> Any:
        value = read_json(req)
        if isinstance(value, dict) and isinstance(value.get("blocks"), list):
            # Before each is looked at: telling what is wrong with ten thousand of them takes too long.
            check_count(value["blocks"], State.of(current_app).settings)
        return value


def read_json(request: Request) -> Any:
    """The JSON value of a request's body.  Raises Problem 400, 413 or 415."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != "application/json" or charset not in ("utf-8", "utf8"):
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8.")
    return parse_json(decode(read_body(request)))


def decode(raw: bytes) -> str:
    """Bytes as UTF-8.  Raises Problem 400."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise _bad(f"The body is not valid UTF-8 at byte {error.start}.") from None


def check_coding(request: Request) -> None:
    """Raise Problem 415 for a body that would have to be unpacked: a few bytes may hold gigabytes."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.")


def read_body(request: Request) -> bytes:
    """The body of a request as it was sent.  Raises Problem 413 or 415."""
    check_coding(request)
    raw = request.get_data(cache=False)
    if request.content_length is None and len(raw) >= (request.max_content_length or 0):
        # A chunked body is cut at the limit without a word.
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
    return raw


def parse_json(text: str) -> Any:
    """Strict JSON: no duplicate names, no NaN or Infinity, no half characters.  Raises Problem 400."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise _bad(f"Not JSON: {error.msg} at character {error.pos}.") from None
    except RecursionError:
        raise _bad("The JSON is nested too deeply.") from None
    if "\\u" in text and _half_character(value):
        raise _bad("The JSON holds half of a surrogate pair; replace it by U+FFFD.")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise _bad("A name stands twice in one object.")
    return names


def _constant(name: str) -> NoReturn:
    raise _bad(f"{name} is not JSON.")


def _integer(digits: str) -> int:
    if len(digits) > 20:
        raise _bad("A number has too many digits.")
    return int(digits)


def _half_character(value: Any) -> bool:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            if LONE_SURROGATE.search(item):
                return True
        elif isinstance(item, dict):
            todo += [*item, *item.values()]
        elif isinstance(item, list):
            todo += item
    return False


def _bad(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, detail)
