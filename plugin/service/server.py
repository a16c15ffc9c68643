"""``serve``: the service behind a production server.  gunicorn; waitress on Windows.

The model is loaded once, before the workers fork, and frozen out of the garbage collector's sight, so that they
share its memory.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from framing.config import Config
from plugin.service import health
from plugin.service.app import create_app
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

THREADS: Final = 16
"""Threads of a worker: one analyses, some wait their turn, the rest answer health checks and refusals at once."""
TIMEOUT: Final = 60
GRACE: Final = 30


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int | None = None,
    *,
    config: Config | None = None,
    settings: Settings | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; what was accepted by then is answered.

    ``workers``  processes; as many as there are cores unless given

    Raises ConfigError for malformed settings, ModelError if the language model cannot be used.
    """
    app = create_app(config, settings)
    health.ready()
    gc.collect()
    gc.freeze()
    if sys.platform == "win32":
        import waitress

        _announce(host, port)
        waitress.serve(app, host=host, port=port, threads=THREADS, ident=None)
    else:
        _gunicorn(app, host, port, workers or os.cpu_count() or 1)


def _gunicorn(app: Flask, host: str, port: int, workers: int) -> None:
    from gunicorn.app.base import BaseApplication

    options: dict[str, Any] = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "preload_app": True,
        "timeout": TIMEOUT,
        "graceful_timeout": GRACE,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _: _announce(host, port),
    }

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn with options from here, not from its command line or environment."""

        def load_config(self) -> None:
            for name in options.keys() & self.cfg.settings.keys():
                self.cfg.set(name, options[name])

        def load(self) -> Flask:
            return app

    Server().run()


def _announce(host: str, port: int) -> None:
    print(f"Framing listens on http://{f'[{host}]' if ':' in host else host}:{port}", file=sys.stderr, flush=True)
