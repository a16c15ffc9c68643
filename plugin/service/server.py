"""``serve``: the service behind a production server.  gunicorn; waitress on Windows.

The models are loaded once, before the workers fork, and frozen out of the garbage collector's sight, so that they
share its memory.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NoReturn

from framing import wire
from framing.analyzers.cache import CACHE
from framing.analyzers.shelf import Shelf
from framing.config import Config
from framing.engine import analyze
from framing.errors import FramingError
from framing.language.pipeline import make_room, remember
from framing.rules import RULES
from plugin.service import health
from plugin.service.app import create_app
from plugin.service.cores import cores
from plugin.service.keys.marks import Marks
from plugin.service.observe import logs
from plugin.service.settings import Settings
from plugin.service.state import State

if TYPE_CHECKING:
    from flask import Flask

THREADS: Final = 32
"""Threads of a worker: one analyses, some wait their turn, the rest answer health checks and refusals at once."""
GRACE: Final = 30
"""Seconds that a worker which is told to stop may take over what it has accepted."""
COLLECTED: Final = (700, 10)
"""Python's own: new objects until the youngest garbage is collected, and such collections until one of the next."""
SELDOM: Final = 1_000
"""Collections of young garbage until one of all, some 2,000 stories.  That goes through all that is remembered, finds
next to nothing, and keeps every thread waiting for up to a quarter of a second."""
HEAP: Final = {"M_ARENA_MAX": (-8, 1), "M_TRIM_THRESHOLD": (-1, 4 << 20), "M_MMAP_THRESHOLD": (-3, 1 << 20)}
"""What glibc is told: option and value.  Threads share one heap, for those of several add up and one thread analyses at
a time; what a story needed goes back, for 1,800 pages to fetch anew, about 1 ms.  A worker weighs 38 MB, not 48."""
SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"

TIMEOUT: Final = 300
"""Seconds after which a worker that does not even say that it lives is replaced."""

Load = Callable[[], tuple[Config, Settings]]


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int | None = None, *, load: Load | None = None) -> None:
    """Serve until SIGTERM or SIGINT; what was accepted by then is answered.

    ``workers``  processes; as many as there are cores unless given
    ``load``     reads configuration and settings, again on SIGHUP; from the environment unless given

    Raises ConfigError for malformed settings, ModelError if a model cannot be used.
    """
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
    _leave_no_dump()
    _keep_heap_small()
    load = load or (lambda: (Config(), Settings.from_environment()))
    app = _ready(load)
    logs.to_stdout()
    if sys.platform == "win32":
        _waitress(app, host, port)
    else:
        _gunicorn(app, load, host, port, workers or cores())


def _leave_no_dump() -> None:
    """A dump of a process that crashed would hold drafts."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _keep_heap_small() -> None:
    """Keep glibc from holding what nobody uses."""
    if sys.platform == "linux":
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt:  # other C libraries have none
            for option, value in HEAP.values():
                mallopt(option, value)


def _ready(load: Load, marks: Marks | None = None) -> Flask:
    """An app that has nothing left to load, as its processes share what is there now; ``marks`` of one it replaces."""
    config, settings = load()
    if settings.metrics and SHARED not in os.environ and sys.platform != "win32":
        os.environ[SHARED] = tempfile.mkdtemp(prefix="framing-metrics-")
    app = create_app(config, settings, marks=marks)
    health.ready()
    _warm_up(app)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED, SELDOM)
    return app


def _warm_up(app: Flask) -> None:
    """Let every family of rules find something, and answer once: what is made on first use is made before the fork.

    The examples of all rules are in the words of the news: 1,000 that need not be met anew in each story.
    """
    remember(example.text for rule in RULES.values() for example in (*rule.bad, *rule.good, *rule.limits))
    one_of_each = {rule.family: rule.bad[0].text for rule in RULES.values()}
    make_room()
    json.dumps(wire.to_dict(analyze("\n\n".join(one_of_each.values())), "utf16"))
    CACHE.clear()
    app.test_client().get("/readyz")


def _waitress(app: Flask, host: str, port: int) -> None:
    import waitress

    _announce(host, port)
    waitress.serve(app, host=host, port=port, threads=THREADS, ident=None, channel_request_lookahead=1)
    _end_traces(app)


def _gunicorn(app: Flask, load: Load, host: str, port: int, workers: int) -> None:
    from gunicorn.app.base import BaseApplication

    from plugin.service.worker import Master

    if CACHE.size and workers > 1:
        CACHE.shelf = Shelf()
    options: dict[str, Any] = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "plugin.service.worker.Worker",
        "threads": THREADS,
        "preload_app": True,
        "timeout": TIMEOUT,
        "graceful_timeout": GRACE,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _: _announce(host, port),
        "post_worker_init": _begin,
        "worker_exit": lambda _, worker: _end_traces(worker.wsgi),
        "child_exit": lambda _, worker: _bury(worker),
        "on_exit": lambda _: shutil.rmtree(os.environ.get(SHARED, ""), ignore_errors=True),
    }

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn with options from here, not from its command line or environment."""

        def load_config(self) -> None:
            for name in options.keys() & self.cfg.settings.keys():
                self.cfg.set(name, options[name])

        def load(self) -> Flask:
            return app

        def run(self) -> None:
            Master(self).run()

        def reload(self) -> None:
            """On SIGHUP: what cannot be read changes nothing, and no used signature counts again."""
            super().reload()
            try:
                self.callable = _ready(load, State.of(app).marks)
            except FramingError as error:
                print(f"not reloaded: {error}", file=sys.stderr, flush=True)

    try:
        Server().run()
    except SystemExit as ended:
        _end_at_once(ended.code)


def _end_at_once(code: str | int | None) -> NoReturn:
    """End a process that has nothing left to do: taking all it has in memory apart first takes half a second."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else bool(code))


def _begin(worker: Any) -> None:
    """Give a worker its number and its limit: when that is up, standard error tells where it was, not what it read."""
    faulthandler.register(signal.SIGPROF, chain=True)
    state = State.of(worker.wsgi)
    state.admission.time_limit = state.settings.max_seconds
    state.admission.places.belong_to(worker.age)


def _end_traces(app: Flask) -> None:
    """Send what spans there are, where there are traces."""
    if traces := app.extensions.get("traces"):
        traces.close()


def _bury(worker: Any) -> None:
    """Count a worker that ended, and forget its places and what it had in flight."""
    State.of(worker.app.callable).admission.places.forget(worker.age)
    if SHARED in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        from plugin.service.observe.metrics import WORKERS_ENDED

        WORKERS_ENDED.inc()
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _announce(host: str, port: int) -> None:
    print(f"Framing listens on http://{f'[{host}]' if ':' in host else host}:{port}", file=sys.stderr, flush=True)
