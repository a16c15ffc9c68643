"""What must hold of everything that was read, found and written, however it was asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from typing import Any, Final, get_args
from xml.etree import ElementTree

from hostile.inputs import leaked

import framing
from framing import wire
from framing.archive.read import Item
from framing.archive.records import Record
from framing.document import Document, Span
from framing.guard import fit
from framing.readers.tags import Tag, tokens
from framing.render import FORMATS
from framing.render.csv import FORMULA
from framing.report import Report, Suppression, Unchecked


def check_document(document: Document) -> None:
    """Pieces cover the prose in order, lie inside the origin, and say the same where they map one to one."""
    text, origin = document.text, document.origin
    ends = at = 0
    for piece in document.pieces:
        assert piece.text.start == ends < piece.text.end, "pieces do not cover the prose"
        assert at <= piece.origin.start <= piece.origin.end <= len(origin), "pieces are out of order"
        ends, at = piece.text.end, piece.origin.end
        if len(piece.text) == len(piece.origin):
            here = origin[piece.origin.start : piece.origin.end]
            same = zip(text[piece.text.start : piece.text.end], here, strict=True)
            assert all(_equal(one, other) for one, other in same), "the prose is not what stands in the origin"
    assert ends == len(text), "pieces end before the prose does"
    assert all(one.span.end <= other.span.start for one, other in pairwise(document.blocks)), "blocks overlap"
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= len(text), "a block lies outside of the prose"
        place = document.origin_span(block.span)
        assert 0 <= place.start <= place.end <= len(origin), "a block lies outside of the origin"
    for link in document.links:
        assert 0 <= link.span.start <= link.span.end <= len(text), "a link lies outside of the prose"
    for place in (*(item.origin for item in document.directives), *(item.origin for item in document.skips)):
        assert 0 <= place.start <= place.end <= len(origin), "an instruction lies outside of the origin"


def _equal(read: str, sent: str) -> bool:
    return read in (sent, fit(sent)) or read.isspace()


def check_units(text: str) -> None:
    """Offsets in UTF-16 are those that encoding would count."""
    document = Document(text, text, "text", (), ())
    units = wire.Offsets(document, "utf16")
    for offset in {0, len(text), len(text) // 2, len(text) // 3}:
        counted = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        place = units.place(Span(offset, offset))
        assert place["start"] == place["end"] == counted, "an offset is not what UTF-16 counts"


def check_report(report: Report) -> None:
    """Findings stand where they say, and the report can be sent as strict JSON."""
    document = report.analysis.document
    check_document(document)
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(document.origin), "a finding lies outside"
        if finding.text_span.start < finding.text_span.end:
            assert document.origin_span(finding.text_span) == finding.span, "a finding has moved"
            assert report.analysis.text(finding.text_span) == finding.quote, "a finding quotes other words"
    for unit in get_args(wire.OffsetUnit):
        json.dumps(wire.to_dict(report, unit), allow_nan=False)


def check_record(item: Item) -> None:
    """A record can be written to Parquet, its text aside, and a rejected one quotes none."""
    words = (item.place, item.id) + ((item.desk, item.author) if isinstance(item, Record) else (item.reason,))
    for word in words:
        word.encode()
    assert isinstance(item, Record) or not leaked(item.reason), "a reason quotes the draft"


def check_rendered(sample: Report, words: str) -> None:
    """No format lets words of a draft or a file's name become a command, a formula or an element."""
    for name in FORMATS:
        made = _rendered(sample, words, name)
        made.encode()
        if name == "html":
            _check_html(made, _rendered(sample, "so", name))
        elif name in CHECKS:
            CHECKS[name](made)


def _rendered(sample: Report, words: str, name: str) -> str:
    findings = tuple(
        replace(finding, message=words, quote=words, suggestions=(words,), prefix=words, suffix=words)
        if index % 2
        else replace(finding, suppressed=Suppression("inline", words))
        for index, finding in enumerate(sample.findings)
    )
    report = replace(sample, name=words, findings=findings)
    return framing.render([report], name, unchecked=[Unchecked(words, words)])


def _check_csv(made: str) -> None:
    for row in csv.reader(StringIO(made)):
        assert not any(cell.startswith(FORMULA) for cell in row if not _number(cell)), "a formula"


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _check_github(made: str) -> None:
    for line in made.split("\n"):
        assert not line or line.startswith(("::error ", "::warning ", "::notice ", "- ")), "a line of its own"
        assert "##[" not in line or line.startswith("::"), "a command inside a line"
    assert "\r" not in made, "a line of its own"


def _check_html(made: str, plain: str) -> None:
    """The elements and the names of their attributes are those of a report with plain words."""
    assert _elements(made) == _elements(plain), "an element of its own"


def _elements(made: str) -> list[tuple[str, bool, tuple[str, ...]]]:
    found = (token for token in tokens(made, 0, len(made)) if isinstance(token, Tag))
    return [(token.name, token.end, tuple(token.attributes)) for token in found]


def _check_json(made: str) -> None:
    json.loads(made, parse_constant=_refuse)


def _refuse(name: str) -> Any:
    raise AssertionError(f"{name} is not JSON")


CHECKS: Final[dict[str, Callable[[str], object]]] = {
    "csv": _check_csv,
    "github": _check_github,
    "json": _check_json,
    "sarif": _check_json,
    "gitlab": _check_json,
    "junit": ElementTree.fromstring,
}
