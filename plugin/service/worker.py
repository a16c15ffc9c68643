"""gunicorn's worker with threads and the process over it, with manners of our own.

Nothing that came in is lost: when it is told to stop, it takes what is already connected and then closes its door, so
that whoever comes later is refused at once instead of being left unanswered.  Nothing is repeated: what is no HTTP is
answered as a problem, for gunicorn would show it in answer and log, and it may be a piece of a story.  Nobody waits
for another: a client that is slow to hang up does not keep the thread that accepts connections.  And nobody is
refused where there is a place: a full process leaves who is at the door to the others.
"""

from __future__ import annotations

import json
import select
import signal
import sys
import time
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

from gunicorn.arbiter import Arbiter
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from plugin.service import health
from plugin.service.headers import HEADERS
from plugin.service.observe import logs
from plugin.service.problems import MEDIA_TYPE
from plugin.service.state import State

STATUSES: Final = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
}
BRISK: Final = 0.001
"""Seconds after which a thread that analyses lets in those that refuse or tell the health: a fifth of the usual."""
SOON: Final = 1e-5
"""Seconds after which a thread that analyses lets others in: who connects between the last look and the closing of the
door is cut off, and each of the two would have to wait."""
PAUSE: Final = 0.002
"""Seconds between two looks of a full process whether another has taken who is at the door."""
MOMENT: Final = 0.05
"""Seconds for which another that says it has a place is waited for: it may be busy, or stopped."""
STOPS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


class Master(Arbiter):  # type: ignore[misc]
    """The process that begins the others and stops them."""

    def spawn_worker(self) -> Any:
        """Begin a worker; a signal to stop waits until it can be handled, or a worker just begun would not hear it."""
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


class Worker(ThreadWorker):  # type: ignore[misc]
    """One process of the service."""

    def init_signals(self) -> None:
        """Handle signals, from here on also those to stop."""
        super().init_signals()
        sys.setswitchinterval(BRISK)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def accept(self, listener: Any) -> None:
        """Take a connection; one that is full lets another that has a place go first."""
        end = time.monotonic() + MOMENT
        while self._should_yield() and time.monotonic() < end:
            time.sleep(PAUSE)
            if not select.select([listener], [], [], 0)[0]:
                return
        super().accept(listener)

    def _should_yield(self) -> bool:
        admission = State.of(self.wsgi).admission
        return self.alive and admission.is_full and admission.places.elsewhere

    def set_accept_enabled(self, enabled: bool) -> None:
        """Accept connections or not; after a signal to stop, take the last ones and close the door."""
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        health.draining.set()
        sys.setswitchinterval(SOON)
        for listener in self.sockets:
            before = -1
            while self.nr_conns != before:
                before = self.nr_conns
                super().accept(listener)
            listener.close()

    def handle(self, conn: Any) -> Any:
        """Answer one request, and close its connection unless it is kept."""
        kept = super().handle(conn)
        if kept is False:
            conn.close(graceful=True)
            conn.close = lambda **_: None
        return kept

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what could not be read, or an error of the server's own."""
        if isinstance(exc, ParseException):
            status = STATUSES.get(type(exc), HTTPStatus.BAD_REQUEST)
        else:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            self.log.error("%s", logs.place_of(type(exc), exc.__traceback__))
        logs.malformed(status)
        body = json.dumps(
            {"type": "about:blank", "title": status.phrase, "status": status, "detail": status.description}
        )
        fields = {"Connection": "close", "Content-Type": MEDIA_TYPE, "Content-Length": len(body), **HEADERS}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        with suppress(OSError):
            client.sendall(f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n{body}".encode("ascii"))
