"""One story of an archive, as it was kept, and what makes one unfit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from framing.document import Kind

KINDS: Final[tuple[Kind, ...]] = ("html", "markdown", "text")
"""Fields that may hold the story, the richest first."""


@dataclass(frozen=True, slots=True)
class Record:
    """A story: ``place`` is where it was found ("2019.jsonl:12"), ``day`` None if no date is given.

    Neither text nor title shows in its representation, so that no log of an engine can quote a story.
    """

    place: str
    id: str
    kind: Kind
    text: str = field(repr=False)
    title: str = field(default="", repr=False)
    day: date | None = None
    desk: str = ""
    author: str = field(default="", repr=False)

    @property
    def content(self) -> str | Sequence[Mapping[str, Any]]:
        """What the engine reads; a title kept apart from the text becomes the headline."""
        if not self.title:
            return self.text
        return [
            {"id": "title", "type": "headline", "text": self.title},
            {"id": "body", "type": "freeform", self.kind: self.text},
        ]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be analysed, and why; the reason quotes no story."""

    place: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Under which names an archive keeps what a scan needs."""

    id: str = "id"
    text: str = "text"
    html: str = "html"
    markdown: str = "markdown"
    date: str = "date"
    desk: str = "desk"
    author: str = "author"
    title: str = "title"

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (self.id, self.text, self.html, self.markdown, self.date, self.desk, self.author, self.title)


def record_of(row: Mapping[str, Any], place: str, fields: Fields) -> Record | Rejected:
    """Make a record of one row of an archive.  A date that is none is left out; other faults reject the row."""
    given = row.get(fields.id)
    if not isinstance(given, (str, int)) or isinstance(given, bool) or given == "":
        return Rejected(place, "", f"no id: field {fields.id!r} must hold a string or a whole number")
    name = printable(str(given))
    kind = next((kind for kind in KINDS if row.get(getattr(fields, kind)) is not None), None)
    if kind is None:
        return Rejected(place, name, f"no story in {fields.text!r}, {fields.html!r} or {fields.markdown!r}")
    text = row[getattr(fields, kind)]
    if not isinstance(text, str):
        return Rejected(place, name, f"field {getattr(fields, kind)!r} must hold a string, not {type(text).__name__}")
    return Record(
        place=place,
        id=name,
        kind=kind,
        text=text,
        title=_said(row.get(fields.title)).strip(),
        day=day_of(row.get(fields.date)),
        desk=_said(row.get(fields.desk)),
        author=_said(row.get(fields.author)),
    )


def day_of(value: object) -> date | None:
    """The day of a date, a time, or text that starts with one as 2026-11-24; else None."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def printable(text: str) -> str:
    """Text without what Parquet cannot hold: lone surrogates become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _said(value: object) -> str:
    """A string as it is, several joined, anything else as nothing."""
    several = value if isinstance(value, list) else [value]
    return ", ".join(printable(item) for item in several if isinstance(item, str) and item)
