"""The doors through which a story comes in; as a program, each case through one of them, with what it costs.

    python -m hostile.doors DOOR WORDS      (in tests/): a line of JSON for each case

On standard error comes all that is logged, and in the end what the service's metrics tell.  A file that is written
where none was asked for is a fault.

``WORDS`` is the limit on a story's words.  Where a door has none (command line, archive), a story that would be
analysed is cut to one and a half as many words and marks.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hostile.bodies import BODIES, TYPES
from hostile.cases import CASES
from hostile.inputs import CANARY, leaked
from hostile.writes import noted

import framing
from framing.config import Config
from framing.document import Kind
from framing.errors import InputError
from framing.guard import TOKEN
from framing.readers import read_document
from plugin.service.settings import Settings
from plugin.service.webhooks.settings import Signature, Webhook
from plugin.service.webhooks.signature import digest

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

SECONDS: Final = 2.0
MEGABYTES: Final = 150
BYTES: Final = 256 * 1024
ENDINGS: Final[dict[Kind, str]] = {"text": "txt", "markdown": "md", "html": "html"}
SIGNATURE: Final = Signature(secret="a secret of the desk's own")
JSON: Final = "application/json"
FEW: Final = 2_000
"""Bytes of a body that is checked as a file, where no limit on words would keep it short."""


def kind_of(text: str) -> Kind:
    """The kind of story that a case is worst as."""
    return "html" if "<" in text else "markdown" if set("`#[|*_>~") & set(text) else "text"


def story(name: str, size: int = BYTES) -> str:
    """A case of up to ``size`` bytes as JSON writes it, the canary among its first words."""
    text = CASES[name](size)
    text = f"---\nby: {CANARY}\n{text[4:]} {CANARY}" if text.startswith("---\n") else f"{CANARY} {text}"
    room = size - 100
    while len(sent := json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) > room:
        text = text[: min(len(text) - 1, len(text) * room // len(sent))]
    return text.encode("utf-8", "replace").decode()


def fitted(name: str, marks: int) -> str:
    """A case cut to so many words and marks, unless no more than that would be analysed of it."""
    text = story(name)
    try:
        document = read_document(text, kind_of(text))
    except InputError:
        return text
    counted = sum(len(TOKEN.findall(document.text, block.span.start, block.span.end)) for block in document.blocks)
    ends = [found.end() for found in TOKEN.finditer(text)]
    return text if counted <= marks else text[: ends[marks]]


@cache
def _client(words: int) -> Any:
    from plugin import create_app

    hook = Webhook(content="html", body="entry.html", title="title", signature=SIGNATURE)
    settings = Settings(max_words=words, languagetool=True, metrics=True, webhooks={"so": hook})
    return create_app(settings=settings).test_client()


def _sent(words: int, path: str, body: bytes, content_type: str, **headers: str) -> TestResponse:
    """The answer to a body whose address and headers quote the draft too."""
    headers |= dict.fromkeys(("User-Agent", "X-Request-ID", "Referer"), f"{CANARY} said")
    answer = _client(words).post(f"{path}?{CANARY}={CANARY}", data=body, content_type=content_type, headers=headers)
    assert not leaked(str(answer.headers)), "a header quotes the draft"
    return answer  # type: ignore[no-any-return]


def _answered(response: TestResponse, text: str = "", kind: Kind = "text") -> str:
    """What is wrong with an answer, if anything."""
    body = response.get_data(as_text=True)
    if response.status_code >= 500:
        return f"status {response.status_code}"
    if response.status_code >= 400:
        return "the problem quotes the draft" if leaked(body) else ""
    units = text.encode("utf-16-le")
    for item in json.loads(body, parse_constant=_refuse).get("annotations", ()):
        found = units[2 * item["start"] : 2 * item["end"]].decode("utf-16-le")
        if kind == "text" and _plain(found) != _plain(item["quote"]["exact"]):
            return "an annotation stands elsewhere"
    return ""


def _plain(words: str) -> str:
    return re.sub(r"[\s\0\ufffd]+", " ", words).strip()


def _refuse(name: str) -> Any:
    raise AssertionError(f"{name} is not JSON")


def _rest(name: str, words: int) -> str:
    if name in BODIES:
        coding = {"Content-Encoding": "gzip"} if name.startswith("a gzip") else {}
        return _answered(_sent(words, "/v1/analyze", BODIES[name], TYPES.get(name, JSON), **coding))
    text = story(name)
    kind = kind_of(text)
    body = json.dumps({kind: text}, ensure_ascii=False).encode()
    return _answered(_sent(words, "/v1/analyze", body, JSON), text, kind)


def _languagetool(name: str, words: int) -> str:
    if name in BODIES:
        return _answered(_sent(words, "/v2/check", BODIES[name], TYPES.get(name, "text/plain")))
    body = json.dumps({"annotation": [{"text": story(name)}, {"markup": "<b>"}]}, ensure_ascii=False).encode()
    return _answered(_sent(words, "/v2/check", b"language=en-GB&data=" + body, "text/plain"))


def _webhook(name: str, words: int) -> str:
    sent = {"title": "So it is", "entry": {"html": story(name)}} if name in CASES else None
    body = BODIES[name] if sent is None else json.dumps(sent, ensure_ascii=False).encode()
    signed = {SIGNATURE.header: f"{SIGNATURE.prefix}{digest(body, '', SIGNATURE)}"}
    return _answered(_sent(words, "/v1/webhooks/so", body, TYPES.get(name, JSON), **signed))


def _cli(name: str, words: int) -> str:
    from framing.cli import main

    text = fitted(name, words * 3 // 2) if name in CASES else ""
    said, shown = io.StringIO(), io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"so.{ENDINGS[kind_of(text)]}"
        path.write_bytes(text.encode() if name in CASES else BODIES[name][:FEW])
        with redirect_stdout(shown), redirect_stderr(said):
            code = main(["check", str(path), "--format", "json", "--output", f"html={folder}/so-report.html"])
    json.loads(shown.getvalue(), parse_constant=_refuse)
    if code not in (0, 1, 2) or "internal error" in said.getvalue():
        return f"exit {code}: {said.getvalue()[:200]}"
    return "a message quotes the draft" if leaked(said.getvalue()) else ""


def _archive(name: str, words: int) -> str:
    from framing.archive.chunks import chunks
    from framing.archive.records import Fields
    from framing.archive.sources import Source
    from framing.archive.work import Work, work_on

    marks = words * 3 // 2
    content = BODIES.get(name, b"")
    if name in CASES:
        text = story(name)
        content = json.dumps({"id": "a", kind_of(text): text}, ensure_ascii=False).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("so.jsonl.gz" if content[:2] == b"\x1f\x8b" else "so.jsonl")
        path.write_bytes(content)
        for chunk in chunks([Source(path, path.name, "jsonl", len(content))], Fields(), 10):
            part = work_on(chunk.records, Work(Config(max_marks=marks), "so"), guarded=False)
            for item in (*chunk.rejected, *part.rejected):
                if "internal error" in item.reason or leaked(item.reason):
                    return item.reason
    return ""


DOORS: Final[dict[str, Callable[[str, int], str]]] = {
    "cli": _cli,
    "rest": _rest,
    "languagetool": _languagetool,
    "webhook": _webhook,
    "archive": _archive,
}
FILES: Final = ("cli", "archive")
"""Those that read files, and write what they are told to."""


def memory(peak: bool) -> float:
    """Memory of this process in megabytes, now or at its highest since it was last asked for what it is now."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    if not peak:
        Path("/proc/self/clear_refs").write_text("5")
    found = re.search(rf"Vm{'HWM' if peak else 'RSS'}:\s+(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else 0.0


def measured(door: str, name: str, words: int, written: list[str]) -> dict[str, Any]:
    """One case through one door: CPU seconds, megabytes beyond what was there before, and what went wrong.

    ``written``: the paths that this process opens for writing, as ``noted`` tells them.
    """
    written.clear()
    before, begun = memory(peak=False), time.process_time()
    try:
        fault = DOORS[door](name, words)
    except Exception as error:
        fault = f"{type(error).__name__}: {str(error)[:100]}"
    seconds, megabytes = time.process_time() - begun, memory(peak=True) - before
    asked = tempfile.gettempdir() if door in FILES else ""
    if stray := [path for path in written if not asked or not path.startswith(asked)]:
        fault = fault or f"wrote {stray}"
    return {"case": name, "seconds": round(seconds, 3), "megabytes": round(megabytes, 1), "fault": fault}


def main() -> None:
    """A line of JSON for each case."""
    logging.basicConfig(level=logging.DEBUG)
    sys.dont_write_bytecode = True
    door, words = sys.argv[1], int(sys.argv[2])
    framing.analyze("The models are loaded now, he said.")
    if door not in FILES:
        _client(words)
    written = noted()
    for name in (*BODIES, *CASES):
        print(json.dumps(measured(door, name, words, written)), flush=True)
    if door not in FILES:
        for path in (f"/{CANARY}", "/metrics"):
            print(_client(words).get(path).get_data(as_text=True), file=sys.stderr)


if __name__ == "__main__":
    main()
