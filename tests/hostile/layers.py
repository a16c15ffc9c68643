"""Each place where something from outside comes in, as a function of bytes that raises when a promise is broken.

A promise: nothing but the errors that are meant is raised, none quotes the draft, offsets point at the words.
The first byte of the input chooses among forms; the rest is what was sent.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from hostile.checks import check_document, check_record, check_rendered, check_report, check_units
from hostile.inputs import CANARY, leaked, sent
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

import framing
from framing.archive.chunks import chunks
from framing.archive.read import read_source
from framing.archive.records import Fields, Record
from framing.archive.sources import ENDINGS, Form, Source
from framing.baseline import read_baseline
from framing.config.file import load_project
from framing.document import Kind, Span
from framing.errors import ConfigError, InputError
from framing.ignores import read_ignores, unused
from framing.language.sentences import sentence_spans
from framing.norms import read_norms
from framing.readers import read_document
from framing.rules import RULES
from plugin.service.body import decode, parse_json
from plugin.service.languagetool.annotated import Annotated, plain, read_data
from plugin.service.languagetool.choice import choice_of, language_of
from plugin.service.languagetool.form import read_form
from plugin.service.problems import Problem, answer
from plugin.service.schemas import StorySchema
from plugin.service.settings import Settings
from plugin.service.webhooks.payload import story_of
from plugin.service.webhooks.settings import Webhook

KEYS: Final = ("title", "dek")
KINDS: Final[tuple[Kind, ...]] = ("text", "markdown", "html")
FORMS: Final = (
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=so",
)
HOOKS: Final = (
    Webhook(content="blocks", body="blocks", title="title"),
    Webhook(content="html", body="entry.html", title="title", dek="0"),
    Webhook(content="markdown", body="data.0.text"),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """``takes``: the family of inputs that come near; ``weight``: its share of a run, the cheap layers more."""

    run: Callable[[bytes], None]
    takes: str
    weight: int


@contextmanager
def refusals(*errors: type[Exception]) -> Iterator[None]:
    """Let pass what is meant to be raised, unless it quotes the draft."""
    try:
        yield
    except errors as error:
        said = answer(error).get_data(as_text=True) if isinstance(error, HTTPException) else str(error)
        assert not leaked(said), "an error quotes the draft"


def story(data: bytes) -> str:
    """A draft; what is not UTF-8 becomes lone surrogates."""
    return f"Lead {CANARY}.\n\n{data[1:].decode('utf-8', 'surrogateescape')}"


def _read(kind: Kind, data: bytes) -> None:
    with refusals(InputError):
        check_document(read_document(story(data), kind, front_matter=KEYS))


def _front_matter(data: bytes) -> None:
    mark = ("---", "+++")[data[0] % 2] if data else "---"
    with refusals(InputError):
        text = story(data[:1] + sent(data[1:])).partition("\n\n")[2]
        check_document(read_document(f"{mark}\n{text}\n{mark}\nso {CANARY}", "markdown", front_matter=KEYS))


def _blocks(data: bytes) -> None:
    texts = story(data).split("\n\n")
    keys = ("text", "markdown", "html")
    blocks = [{"id": f"b{index}", keys[(data[:1] or b"\0")[0] % 3]: text} for index, text in enumerate(texts)]
    with refusals(InputError):
        check_document(read_document(blocks, "blocks"))


def _json(data: bytes) -> None:
    with refusals(Problem, ValidationError):
        story = StorySchema().load(parse_json(decode(sent(data[1:]))))
        for kind in (*KINDS, "blocks"):
            if kind in story:
                with refusals(InputError):
                    check_document(read_document(story[kind], kind))


def _form(data: bytes) -> None:
    kind = FORMS[(data[:1] or b"\0")[0] % len(FORMS)]
    builder = EnvironBuilder(method="POST", input_stream=_stream(sent(data[1:])), content_type=kind)
    request = Request(builder.get_environ())
    request.max_content_length = 256 * 1024
    with refusals(HTTPException):
        form = read_form(request)  # type: ignore[arg-type]
        language_of(form)
        choice_of(form, alone=True)
        _check_annotated(read_data(form["data"]) if "data" in form else plain(form.get("text", "")))


def _annotated(data: bytes) -> None:
    with refusals(Problem):
        _check_annotated(read_data(sent(data[1:]).decode("utf-8", "replace")))


def _check_annotated(text: Annotated) -> None:
    check_units(text.sent)
    for start in range(0, len(text.read), max(1, len(text.read) // 8)):
        span = Span(start, min(len(text.read), start + 3))
        place = text.span(span)
        assert 0 <= place.start <= place.end <= len(text.sent), "a match lies outside of the text"
        if not any(stretch.markup for stretch in text.stretches):
            assert text.sent[place.start : place.end] == text.read[span.start : span.end], "a match has moved"


def _webhook(data: bytes) -> None:
    with refusals(Problem):
        blocks = story_of(parse_json(decode(sent(data[1:]))), HOOKS[(data[:1] or b"\0")[0] % len(HOOKS)])
        with refusals(InputError):
            check_document(read_document(blocks, "blocks"))


def _archive(data: bytes) -> None:
    endings = [ending for ending, form in ENDINGS.items() if form == "jsonl" or ending == ".md"]
    ending = endings[(data[:1] or b"\0")[0] % len(endings)]
    content = sent(data[1:])
    if data[:1] > b"\x40":  # else what is packed is not what the name says, or broken
        content = gzip.compress(content, 1) if ending.endswith(".gz") else content
        content = pa.compress(content, "zstd", asbytes=True) if ending.endswith(".zst") else content
    with _file(content, f"so{ending}") as path:
        form: Form = ENDINGS[ending]
        source = Source(path, path.name, form, len(content))
        for item, position in read_source(source, Fields()):
            assert 0 <= position <= max(len(content), source.size), "more was read than there is"
            check_record(item)
            if isinstance(item, Record) and item.text:
                with refusals(InputError):
                    check_document(read_document(item.content, "blocks" if item.title else item.kind))
        list(chunks([source], Fields(), 2))


def _settings(data: bytes) -> None:
    choice = (data[:1] or b"\0")[0] % 3
    with _file(data[1:], "so.toml") as path, refusals(ConfigError):
        if choice == 0:
            Settings.from_environment({"SO": "a secret of the desk's own"}, path)
        else:
            load_project(path)


def _kept(data: bytes) -> None:
    with _file(data[1:], "so.json") as path:
        for read in (read_baseline, read_norms):
            with refusals(ConfigError):
                read(path)


def _ignores(data: bytes) -> None:
    kind = KINDS[1 + (data[:1] or b"\0")[0] % 2]
    with refusals(InputError):
        document = read_document(story(data), kind)
        ignores, _ = read_ignores(document)
        unused((), ignores, RULES.keys())
        assert all(0 <= item.span.start <= item.span.end <= len(document.text) + 1 for item in ignores)


def _offsets(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    check_units(text)
    ends = 0
    for span in sentence_spans(text) if text.strip() else ():
        assert ends <= span.start < span.end <= len(text), "sentences overlap"
        assert not text[ends : span.start].strip(), "words between sentences"
        ends = span.end


@cache
def _sample() -> framing.Report:
    return framing.analyze(
        "# Council rejects plan\n\nThe disastrous plan is dead, officials said. About 40% of voters agreed. "
        "“It’s over,” said Ann Roe, 44.\n\nA poll of 1,012 adults found 52% against it. "
        "<!-- framing: ignore wording -- so -->",
        kind="markdown",
    )


def _renderers(data: bytes) -> None:
    check_rendered(_sample(), data.decode("utf-8", "surrogateescape") or "so")  # a finding always says something


def _analysis(data: bytes) -> None:
    kind = KINDS[(data[:1] or b"\0")[0] % len(KINDS)]
    with refusals(InputError):
        check_report(framing.analyze(story(data), kind=kind))


def _stream(content: bytes) -> Any:
    from io import BytesIO

    return BytesIO(content)


@contextmanager
def _file(content: bytes, name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hostile-", dir=_memory()) as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path


@cache
def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


LAYERS: Final[Mapping[str, Layer]] = {
    "text": Layer(partial(_read, "text"), "story", 150),
    "markdown": Layer(partial(_read, "markdown"), "story", 170),
    "html": Layer(partial(_read, "html"), "story", 170),
    "front matter": Layer(_front_matter, "story", 80),
    "blocks": Layer(_blocks, "story", 80),
    "json": Layer(_json, "json", 100),
    "form": Layer(_form, "form", 50),
    "annotated": Layer(_annotated, "json", 60),
    "webhook": Layer(_webhook, "json", 60),
    "ignores": Layer(_ignores, "story", 40),
    "offsets": Layer(_offsets, "words", 24),
    "archive": Layer(_archive, "json", 6),
    "settings": Layer(_settings, "toml", 4),
    "kept files": Layer(_kept, "json", 4),
    "renderers": Layer(_renderers, "words", 1),
    "analysis": Layer(_analysis, "story", 1),
}
"""The weights are thousandths of a run."""
