"""One request in numbers: what its log line, the metrics and its spans are made of."""

from __future__ import annotations

import re
import secrets
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final

from flask import Flask, Response, g, request

from framing.report import Report
from framing.steps import Steps, timing

ID: Final = re.compile("[A-Za-z0-9._-]{1,64}")
QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines: told only when they fail."""


def new_id() -> str:
    """An id for a request that came with none, or with one that is not ours to repeat."""
    return secrets.token_hex(8)


@dataclass(slots=True, kw_only=True)
class Work:
    """An analysis in counts.

    ``hits``, ``misses``  paragraphs known before, paragraphs read
    ``skipped``           parts of the story that were not analysed
    ``findings``          open findings by rule
    """

    words: int
    hits: int
    misses: int
    skipped: int
    findings: Counter[str]

    @classmethod
    def of(cls, report: Report, hits: int, misses: int) -> Work:
        """The counts of a report."""
        findings = Counter(finding.rule for finding in report.open_findings)
        skipped = len(report.analysis.document.skips)
        return cls(words=report.words, hits=hits, misses=misses, skipped=skipped, findings=findings)


@dataclass(slots=True, kw_only=True)
class Record:
    """A request under way.

    ``steps``  wall time by step, in seconds; ``wait`` is the time until its turn came
    ``work``   None until a story has been analysed
    ``gone``   the client hung up before its turn came, so its story was left unread
    """

    id: str
    steps: Steps
    work: Work | None = None
    gone: bool = False
    begun: float = field(default_factory=time.perf_counter)
    cpu_begun: float = field(default_factory=time.thread_time)

    @property
    def seconds(self) -> float:
        """Wall time since it began."""
        return time.perf_counter() - self.begun

    @property
    def cpu(self) -> float:
        """Seconds of CPU of its thread since it began."""
        return time.thread_time() - self.cpu_begun

    @staticmethod
    def current() -> Record:
        """That of the request that is being answered."""
        record: Record = g.record
        return record


def route_of_request() -> str | None:
    """The pattern of the path that was asked for, such as ``/v1/rules/<string:name>``; None for an unknown one."""
    return request.url_rule.rule if request.url_rule else None


def is_quiet(route: str | None, status: int) -> bool:
    """Whether a request is none to tell of."""
    return route in QUIET and status < 400


def register(app: Flask) -> None:
    """Keep a record of each request of an app."""
    app.before_request(_begin)
    app.after_request(_name)
    app.teardown_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.timing = ExitStack()
    g.record = Record(id=given if ID.fullmatch(given) else new_id(), steps=g.timing.enter_context(timing()))


def _name(response: Response) -> Response:
    response.headers["X-Request-ID"] = Record.current().id
    return response


def _end(_: BaseException | None) -> None:
    g.timing.close()
