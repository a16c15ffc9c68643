"""Metrics for Prometheus at ``/metrics``, added up over all processes of the service.

Imported only where they are switched on, after ``serve`` has said where the processes keep their counts.  Labels are
names of our own: rules, steps, patterns of paths.
"""

from __future__ import annotations

import os
from typing import Final

from flask import Blueprint, Flask, Response, g
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from plugin.service.auth import admitted, bearer
from plugin.service.observe.record import Record, route_of_request

DIRECTORY: Final = "PROMETHEUS_MULTIPROC_DIR"
SECONDS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)

REQUESTS: Final = Counter("framing_requests", "Requests answered, by route and status", ["route", "status"])
LATENCY: Final = Histogram("framing_request_seconds", "Time to an answer, by route", ["route"], buckets=SECONDS)
STEP: Final = Histogram("framing_step_seconds", "Time in a step of an analysis", ["step"], buckets=SECONDS)
IN_FLIGHT: Final = Gauge("framing_requests_in_flight", "Requests being answered", multiprocess_mode="livesum")
SHED: Final = Counter("framing_shed", "Requests refused because all places were taken")
GONE: Final = Counter("framing_gone", "Stories left unread because their client had hung up")
PARAGRAPHS: Final = Counter("framing_paragraphs", "Paragraphs: known before, read, or skipped", ["how"])
WORDS: Final = Counter("framing_words", "Words of analysed stories")
FINDINGS: Final = Counter("framing_findings", "Open findings, by rule", ["rule"])
WORKERS_ENDED: Final = Counter("framing_workers_ended", "Processes that ended, for whatever reason, and were replaced")

blueprint: Final = Blueprint("metrics", __name__)


def register(app: Flask) -> None:
    """Count the requests of an app, and tell the counts."""
    app.before_request(_begin)
    app.after_request(_count)
    app.teardown_request(_end)
    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def metrics() -> Response:
    """All counts of all processes, for a key of scope ``metrics`` where keys are asked for."""
    with admitted("metrics", bearer()):
        return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    if DIRECTORY not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _begin() -> None:
    IN_FLIGHT.inc()
    g.counted = True


def _count(response: Response) -> Response:
    record, route = Record.current(), route_of_request() or "none"
    REQUESTS.labels(route, str(response.status_code)).inc()
    LATENCY.labels(route).observe(record.seconds)
    if response.status_code == 503 and "Retry-After" in response.headers:
        SHED.inc()
    if record.gone:
        GONE.inc()
    for step, seconds in record.steps.seconds.items():
        STEP.labels(step).observe(seconds)
    if record.work:
        WORDS.inc(record.work.words)
        for how, count in (("known", record.work.hits), ("read", record.work.misses), ("skipped", record.work.skipped)):
            PARAGRAPHS.labels(how).inc(count)
        for rule, count in record.work.findings.items():
            FINDINGS.labels(rule).inc(count)
    return response


def _end(_: BaseException | None) -> None:
    if g.pop("counted", False):
        IN_FLIGHT.dec()
