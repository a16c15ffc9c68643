"""What tests need from Debian and from npm: fetched once, by one process at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[1] / "build"


@contextmanager
def alone() -> Iterator[None]:
    """One process of the tests at a time: others may want the same file or the lock of apt."""
    import fcntl

    BUILD.mkdir(exist_ok=True)
    with (BUILD / "fetch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(*packages: str) -> None:
    """Install packages, where that is possible and allowed; call it ``alone``."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", *command],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def program(name: str, package: str, *, needed: bool = False) -> str:
    """Path of a program, which is installed if it is absent and may be; else the test skips, or fails if ``needed``."""
    with alone():
        if not shutil.which(name):
            install(package)
    return shutil.which(name) or (pytest.fail if needed else pytest.skip)(f"no {name}: apt-get install {package}")
