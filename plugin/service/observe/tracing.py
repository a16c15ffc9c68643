"""Spans for OpenTelemetry: one a request, and below it one a step.

Imported only where it is switched on.  OpenTelemetry's own environment variables say where spans go, and how many.
Numbers, and names of our own: what a client wrote is in none, but for its request id and the ids of its trace.

A span is made when its request is over, and waits for a thread that sends it: no answer waits for a collector.  That
thread starts with the first span, so in the process that answers, and not in the one that forks it.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Callable
from http import HTTPMethod, HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import requests
from flask import Flask, Response, request
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    StatusCode,
    TraceFlags,
    Tracer,
    set_span_in_context,
)

from framing.errors import ConfigError
from framing.steps import Taken
from plugin.service.observe.record import Record, is_quiet, route_of_request

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
PARENT: Final = re.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")
"""``traceparent`` of W3C's Trace Context.  ``tracestate`` beside it is free text, so it is left alone."""
LAST: Final = 1.0
"""Seconds that a process which ends may take to send what is left."""
SELDOM: Final = 600.0
"""Seconds between two complaints about a collector that cannot be reached."""


class Traces:
    """The spans of an app."""

    def __init__(self, version: str) -> None:
        name = os.environ.get("OTEL_SERVICE_NAME") or "framing"
        self._resource = Resource({"service.name": name, "service.version": version})
        self._starting = threading.Lock()
        self._tracer: Tracer | None = None
        self._end: Callable[[], None] | None = None

    def tell(self, response: Response) -> Response:
        """Make the spans of the request that has this answer."""
        route, status = route_of_request(), response.status_code
        if not is_quiet(route, status):
            self._tell(Record.current(), route, status)
        return response

    def try_out(self) -> None:
        """Raise ConfigError for what OpenTelemetry's environment variables must not say."""
        for name in ENDPOINTS:
            if not _is_address(os.environ.get(name) or "http://localhost"):
                raise ConfigError(f"{name}: expected the address of a collector, such as http://127.0.0.1:4318")
        try:
            self._provider().shutdown()
        except ValueError as error:
            raise ConfigError(f"tracing: {error}") from None

    def close(self) -> None:
        """Send what is left, and give up when that takes too long."""
        if self._end:
            sending = threading.Thread(target=self._end, daemon=True)
            sending.start()
            sending.join(LAST)

    def _tell(self, record: Record, route: str | None, status: int) -> None:
        tracer, now = self._started(), time.perf_counter()
        zero = time.time_ns() - round(1e9 * now)
        method = request.method if request.method in HTTPMethod.__members__ else "_OTHER"
        span = tracer.start_span(
            f"{method} {route}" if route else method,
            parent_of(request.headers.get("traceparent", "")),
            SpanKind.SERVER,
            _attributes(record, method, route, status),
            start_time=zero + round(1e9 * record.begun),
        )
        inside: dict[Taken | None, Context] = {None: set_span_in_context(span)}
        for taken in reversed(record.steps.taken):  # the outer one ended last
            child = tracer.start_span(taken.name, inside[taken.outer], start_time=zero + round(1e9 * taken.began))
            inside[taken] = set_span_in_context(child)
            child.end(zero + round(1e9 * taken.ended))
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            span.set_status(StatusCode.ERROR)
        span.end(zero + round(1e9 * now))

    def _started(self) -> Tracer:
        with self._starting:
            if self._tracer is None:
                provider = self._provider()
                self._tracer, self._end = provider.get_tracer("framing"), provider.shutdown
            return self._tracer

    def _provider(self) -> TracerProvider:
        session = requests.Session()
        session.trust_env = False  # or a proxy or a .netrc would have a say in where spans go, and what with
        provider = TracerProvider(resource=self._resource, shutdown_on_exit=False)
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(session=session)))
        return provider


class Seldom(logging.Filter):
    """One complaint from each part of the library in a while, and no traceback: its collector may be away for days."""

    def __init__(self) -> None:
        super().__init__()
        self._next: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is time again."""
        record.exc_info = None
        now = time.monotonic()
        if now < self._next.get(record.name, now):
            return False
        self._next[record.name] = now + SELDOM
        return True


def register(app: Flask, version: str) -> None:
    """Trace the requests of an app.  Raises ConfigError for what the environment must not say."""
    complaints = logging.StreamHandler()
    complaints.addFilter(Seldom())
    complaints.setFormatter(logging.Formatter("traces: %(message)s"))
    log = logging.getLogger("opentelemetry")
    log.handlers, log.propagate = [complaints], False
    traces = Traces(version)
    traces.try_out()
    app.after_request(traces.tell)
    app.extensions["traces"] = traces


def parent_of(traceparent: str) -> Context:
    """The client's span, if it sent one that can be read."""
    fits = PARENT.fullmatch(traceparent)
    if not fits:
        return Context()
    trace, span, flags = (int(part, 16) for part in fits.groups())
    context = SpanContext(trace, span, is_remote=True, trace_flags=TraceFlags(flags))
    return set_span_in_context(NonRecordingSpan(context), Context())


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _attributes(record: Record, method: str, route: str | None, status: int) -> dict[str, str | int]:
    attributes: dict[str, str | int] = {
        "http.request.method": method,
        "http.response.status_code": status,
        "framing.request_id": record.id,
        "framing.gone": record.gone,
    }
    if route:
        attributes["http.route"] = route
    if work := record.work:
        counts = {"words": work.words, "hits": work.hits, "misses": work.misses, "skipped": work.skipped}
        attributes |= {f"framing.{name}": count for name, count in counts.items()}
    return attributes
