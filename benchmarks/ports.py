"""Ports for services that are started to be measured or tested."""

from __future__ import annotations

import socket
from contextlib import suppress
from random import SystemRandom


def free_port() -> int:
    """A port of the loopback interface that nobody listens on.

    It is none of those that systems give to whoever asks for any (32768 and above): a service loads its models before
    it binds its port, and meanwhile another process would get it.
    """
    while True:
        port = SystemRandom().randrange(10_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
