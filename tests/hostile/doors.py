"""The doors through which a story comes in; as a program, each case through one of them, with what it costs.

    python -m hostile.doors DOOR WORDS      (in tests/): a line of JSON for each case

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

from hostile.bodies import BODIES
from hostile.cases import CASES
from hostile.inputs import CANARY

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


def story(name: str) -> str:
    """A case of up to 256 KB as JSON writes it."""
    text = f"{CANARY} {CASES[name](BYTES)}" if "front matter" not in name else CASES[name](BYTES)
    room = BYTES - 100
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
    settings = Settings(max_words=words, languagetool=True, webhooks={"so": hook})
    return create_app(settings=settings).test_client()


def _answered(response: TestResponse, text: str = "", kind: Kind = "text") -> str:
    """What is wrong with an answer, if anything."""
    body = response.get_data(as_text=True)
    if response.status_code >= 500:
        return f"status {response.status_code}"
    if response.status_code >= 400:
        return "the problem quotes the draft" if CANARY in body else ""
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
        return _answered(_client(words).post("/v1/analyze", data=BODIES[name], content_type=JSON, headers=coding))
    text = story(name)
    kind = kind_of(text)
    body = json.dumps({kind: text}, ensure_ascii=False).encode()
    return _answered(_client(words).post("/v1/analyze", data=body, content_type=JSON), text, kind)


def _languagetool(name: str, words: int) -> str:
    if name in BODIES:
        return _answered(_client(words).post("/v2/check", data=BODIES[name], content_type="text/plain"))
    body = json.dumps({"annotation": [{"text": story(name)}, {"markup": "<b>"}]}, ensure_ascii=False).encode()
    return _answered(_client(words).post("/v2/check", data=b"language=en-GB&data=" + body, content_type="text/plain"))


def _webhook(name: str, words: int) -> str:
    sent = {"title": "So it is", "entry": {"html": story(name)}} if name in CASES else None
    body = BODIES[name] if sent is None else json.dumps(sent, ensure_ascii=False).encode()
    signed = {SIGNATURE.header: f"{SIGNATURE.prefix}{digest(body, '', SIGNATURE)}"}
    return _answered(_client(words).post("/v1/webhooks/so", data=body, content_type=JSON, headers=signed))


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
    return "a message quotes the draft" if CANARY in said.getvalue() else ""


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
                if "internal error" in item.reason or CANARY in item.reason:
                    return item.reason
    return ""


DOORS: Final[dict[str, Callable[[str, int], str]]] = {
    "cli": _cli,
    "rest": _rest,
    "languagetool": _languagetool,
    "webhook": _webhook,
    "archive": _archive,
}


def memory(peak: bool) -> float:
    """Memory of this process in megabytes, now or at its highest since it was last asked for what it is now."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    if not peak:
        Path("/proc/self/clear_refs").write_text("5")
    found = re.search(rf"Vm{'HWM' if peak else 'RSS'}:\s+(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else 0.0


def measured(door: str, name: str, words: int) -> dict[str, Any]:
    """One case through one door: CPU seconds, megabytes beyond what was there before, and what went wrong."""
    before, begun = memory(peak=False), time.process_time()
    try:
        fault = DOORS[door](name, words)
    except Exception as error:
        fault = f"{type(error).__name__}: {str(error)[:100]}"
    seconds, megabytes = time.process_time() - begun, memory(peak=True) - before
    return {"case": name, "seconds": round(seconds, 3), "megabytes": round(megabytes, 1), "fault": fault}


def main() -> None:
    """A line of JSON for each case."""
    logging.basicConfig()
    door, words = sys.argv[1], int(sys.argv[2])
    framing.analyze("The models are loaded now, he said.")
    for name in (*BODIES, *CASES):
        print(json.dumps(measured(door, name, words)), flush=True)


if __name__ == "__main__":
    main()
