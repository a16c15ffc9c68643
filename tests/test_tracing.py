"""Traces: what a collector gets from a real service, what it never gets, and that nobody waits for it."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from serving_process import CANARY, PATIENCE, Running, paragraph, started, stopped, until

from framing.errors import ConfigError
from plugin import create_app
from plugin.service.observe import tracing
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.proto.common.v1.common_pb2 import KeyValue

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
DRAIN = 20
"""Seconds within which a service without a collector has ended; the library alone would take thirty."""


class Collector:
    """A collector on a port of the loopback interface that was free; it keeps what it gets."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.received: list[ExportTraceServiceRequest] = []
        self.paths: set[str] = set()
        self.port = 0
        self.open()

    def open(self) -> None:
        collector = self

        class Taker(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                collector.bodies.append(body)
                collector.received.append(ExportTraceServiceRequest.FromString(body))
                collector.paths.add(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Taker)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def spans(self) -> list[Span]:
        resources = (resource for request in self.received for resource in request.resource_spans)
        return [span for resource in resources for scope in resource.scope_spans for span in scope.spans]

    def requests(self) -> dict[str, Span]:
        """Spans of requests by request id."""
        return {str(told(span)["framing.request_id"]): span for span in self.spans() if span.attributes}

    def trace_of(self, request_id: str) -> tuple[Span, list[Span]]:
        """The span of a request, and those below it."""
        root = until(lambda: self.requests().get(request_id))
        return root, [span for span in self.spans() if span.trace_id == root.trace_id and not span.attributes]


@pytest.fixture(scope="module")
def collector() -> Collector:
    return Collector()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Running]:
    """A service whose parent has loaded all before its worker was forked; it ends well though the collector is away."""
    environment = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.port}",
        "OTEL_BSP_SCHEDULE_DELAY": "50",
        "OTEL_EXPORTER_OTLP_TIMEOUT": "1000",
        "OTEL_RESOURCE_ATTRIBUTES": "host.name=newsdesk",
        "OTEL_EXPERIMENTAL_RESOURCE_DETECTORS": "*",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "NO_PROXY": "",
    }
    made = started(tmp_path_factory.mktemp("tracing"), 1, "tracing = true", ROOT, **environment)
    yield made
    collector.close()
    assert made.post(paragraph(20)) == 200
    began = time.monotonic()
    assert stopped(made) == 0
    assert tracing.LAST < time.monotonic() - began < DRAIN, "it tries to send what is left, and gives up"
    assert not re.search("SIG|Traceback", made.written())
    assert len(complaints(made)) <= 1
    assert CANARY not in made.written().lower()


def asked(running: Running, path: str, body: object = None, method: str | None = None, **headers: str) -> int:
    """Status of a request; ``_`` stands for ``-`` in the names of headers."""
    data = None if body is None else json.dumps(body).encode()
    fields = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{running.port}{path}", data, fields, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def complaints(running: Running) -> list[str]:
    return [line for line in running.written().splitlines() if line.startswith("traces:")]


def line_of(running: Running, request_id: str) -> dict[str, Any]:
    """What the log says of a request."""
    return next(line for line in running.lines() if line["request_id"] == request_id)


def values(attributes: Iterable[KeyValue]) -> dict[str, str | int]:
    return {pair.key: getattr(pair.value, str(pair.value.WhichOneof("value"))) for pair in attributes}


def told(span: Span) -> dict[str, str | int]:
    return values(span.attributes)


def test_a_request_is_a_span_and_its_steps_are_spans_below_it(running: Running, collector: Collector) -> None:
    text = f"{paragraph(1)} It cost a lot.\n\n{paragraph(2)}"
    before = time.time_ns()
    for number in (1, 2):
        parent = f"00-{TRACE[:-1]}{number}-{CALLER}-01"
        assert asked(running, "/v1/analyze", {"text": text}, X_Request_ID=f"desk-{number}", traceparent=parent) == 200
    root, below = collector.trace_of("desk-1")
    assert root.name == "POST /v1/analyze"
    assert root.kind == Span.SPAN_KIND_SERVER
    assert root.trace_id.hex() == f"{TRACE[:-1]}1"
    assert root.parent_span_id.hex() == CALLER
    counts = {"words": line_of(running, "desk-1")["words"], "hits": 0, "misses": 2, "skipped": 0}
    assert told(root) == {
        "http.request.method": "POST",
        "http.route": "/v1/analyze",
        "http.response.status_code": 200,
        "framing.request_id": "desk-1",
        "framing.gone": False,
        **{f"framing.{name}": count for name, count in counts.items()},
    }
    assert told(collector.trace_of("desk-2")[0])["framing.hits"] == 2

    by_id = {span.span_id: span for span in (root, *below)}
    outer = {(span.name, by_id[span.parent_span_id].name) for span in below}
    steps = {"wait", "read", "facts", "rules", "scores", "write"}
    assert outer == {(step, root.name) for step in steps} | {("parse", "facts"), ("encoder", "facts")}
    for span in below:
        around = by_id[span.parent_span_id]
        assert around.start_time_unix_nano <= span.start_time_unix_nano
        assert span.start_time_unix_nano <= span.end_time_unix_nano <= around.end_time_unix_nano
    assert before <= root.start_time_unix_nano < root.end_time_unix_nano <= time.time_ns()


def test_only_the_service_and_its_version_are_named_as_the_sender(running: Running, collector: Collector) -> None:
    asked(running, "/v1/rules", X_Request_ID="sender")
    collector.trace_of("sender")
    resources = [resource.resource for request in collector.received for resource in request.resource_spans]
    version = line_of(running, "sender")["version"]
    assert all(values(item.attributes) == {"service.name": "framing", "service.version": version} for item in resources)
    assert collector.paths == {"/v1/traces"}


def test_nothing_that_a_client_wrote_is_told(running: Running, collector: Collector) -> None:
    nasty: dict[str, str] = {
        "Authorization": f"Bearer {CANARY}",
        "User_Agent": CANARY,
        "Cookie": f"a={CANARY}",
        "X_Forwarded_For": "203.0.113.7",
        "traceparent": f"00-{CANARY}-{CALLER}-01",
        "tracestate": f"desk={CANARY},{CANARY} {CANARY}",
        "baggage": f"draft={CANARY}",
    }
    good = nasty | {"traceparent": f"00-{TRACE}-{CALLER}-01"}
    text = paragraph(3)
    statuses = [
        asked(running, f"/{CANARY}?{CANARY}={CANARY}", **nasty),
        asked(running, f"/v1/rules/{CANARY}?{CANARY}", **nasty),
        asked(running, "/v1/rules", method=CANARY.upper(), **nasty),
        asked(running, "/v1/analyze", {CANARY: CANARY}, **nasty),
        asked(running, "/v1/analyze", {"text": text, "profile": CANARY}, **nasty),
        asked(running, "/v1/analyze", {"text": text}, **good),
        asked(running, "/healthz"),
        asked(running, "/v1/profiles", X_Request_ID="last"),
    ]
    assert statuses == [404, 404, 405, 422, 422, 200, 200, 200]
    collector.trace_of("last")
    got = collector.requests().values()
    assert {span.name for span in got} >= {"GET", "_OTHER", "GET /v1/rules/<string:name>", "POST /v1/analyze"}
    assert "GET /healthz" not in {span.name for span in got}
    assert [span.trace_id.hex() for span in got].count(TRACE) == 1
    assert not any(span.trace_state or span.events or span.links for span in collector.spans())
    sent = b"".join(collector.bodies).lower()
    for secret in (CANARY, "203.0.113.7", "127.0.0.1", "officials", "newsdesk"):
        assert secret.encode() not in sent


def test_a_collector_that_is_away_delays_no_answer_and_is_complained_of_once(
    running: Running, collector: Collector
) -> None:
    collector.close()
    assert [running.post(paragraph(number)) for number in range(10, 15)] == [200] * 5
    until(lambda: complaints(running))
    assert running.post(paragraph(15)) == 200
    collector.open()
    assert ["refused" in complaint for complaint in complaints(running)] == [True]


def senders() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "Otel" in thread.name]


def test_no_thread_sends_before_there_is_something_to_send(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.port}")
    app = create_app(settings=Settings(tracing=True))
    client = app.test_client()
    client.get("/healthz")
    assert senders() == []
    client.get("/v1/rules", headers={"X-Request-ID": "first"})
    assert len(senders()) == 1
    app.extensions["traces"].close()
    assert "first" in collector.requests()
    until(lambda: senders() == [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "grpc://collector:4317"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://[collector"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:http"),
        ("OTEL_BSP_MAX_QUEUE_SIZE", "-1"),
        ("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "few"),
    ],
)
def test_what_cannot_be_followed_stops_the_start(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=r"OTEL_|tracing"):
        create_app(settings=Settings(tracing=True))
    assert senders() == []


def test_without_its_packages_the_start_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("plugin.service.observe.tracing")
    monkeypatch.delitem(sys.modules, tracing.__name__)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(ConfigError, match=r"pip install 'newsroom-framing\[otel\]'"):
        create_app(settings=Settings(tracing=True))


def test_it_is_off_unless_a_settings_file_asks_for_it(tmp_path: Path) -> None:
    assert not Settings().tracing
    (tmp_path / "service.toml").write_text("tracing = true")
    assert Settings.from_environment({}, tmp_path / "service.toml").tracing
