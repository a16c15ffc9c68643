"""Text with markup, as LanguageTool's ``data`` describes it, and the way back from what was read to what was sent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple

from framing.document import Span
from plugin.service.body import parse_json
from plugin.service.problems import Problem


class Stretch(NamedTuple):
    """A part of the text: where it is read, where it was sent, and how long it was there; markup stays whole."""

    read: int
    sent: int
    length: int
    markup: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """``sent`` with markup; ``read``: what to analyse, markup replaced by what it stands for.  In code points."""

    sent: str
    read: str
    stretches: tuple[Stretch, ...]

    def span(self, read: Span) -> Span:
        """A span of ``read`` in ``sent``; markup that it touches belongs to it whole."""
        first, last = self._at(read.start), self._at(max(read.start, read.end - 1))
        start = first.sent + (0 if first.markup else read.start - first.read)
        end = last.sent + (last.length if last.markup else read.end - last.read)
        return Span(start, max(start, end))

    def _at(self, offset: int) -> Stretch:
        return self.stretches[max(0, bisect_right(self.stretches, offset, key=lambda item: item.read) - 1)]


def plain(text: str) -> Annotated:
    """Text without markup."""
    return Annotated(text, text, (Stretch(0, 0, len(text), False),))


def read_data(data: str) -> Annotated:
    """The value of ``data``: ``{"text": …}`` or ``{"annotation": [{"text": …} | {"markup": …, "interpretAs": …}]}``.

    Raises Problem 400 for what is not JSON, 422 for anything else.
    """
    value = parse_json(data)
    if isinstance(value, dict) and isinstance(value.get("text"), str) and "annotation" not in value:
        return plain(value["text"])
    if not isinstance(value, dict) or not isinstance(value.get("annotation"), list):
        raise _malformed("an object with either text or annotation")
    return _joined(value["annotation"])


def _joined(parts: Sequence[Any]) -> Annotated:
    sent: list[str] = []
    read: list[str] = []
    stretches: list[Stretch] = []
    sent_at = read_at = 0
    for part in parts:
        written, meant, markup = _part(part)
        if meant or not stretches:
            stretches.append(Stretch(read_at, sent_at, len(written), markup))
        sent.append(written)
        read.append(meant)
        sent_at += len(written)
        read_at += len(meant)
    return Annotated("".join(sent), "".join(read), tuple(stretches) or (Stretch(0, 0, 0, False),))


def _part(part: Any) -> tuple[str, str, bool]:
    """What was written, what it means, and whether it is markup."""
    if isinstance(part, dict) and isinstance(part.get("text"), str) and "markup" not in part:
        return part["text"], part["text"], False
    meant = part.get("interpretAs", "") if isinstance(part, dict) else None
    if isinstance(part, dict) and isinstance(part.get("markup"), str) and "text" not in part and isinstance(meant, str):
        return part["markup"], meant, True
    raise _malformed("in annotation: objects with either text or markup, the latter with or without interpretAs")


def _malformed(wanted: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"data must hold {wanted}.")
