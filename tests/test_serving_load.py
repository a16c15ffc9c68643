"""A short run of ``benchmarks/overload.py``: what must hold on any machine, however busy."""

from __future__ import annotations

import json
import subprocess
import sys

from conftest import ROOT


def test_three_times_what_it_can_do_leaves_it_working_and_loses_nothing() -> None:
    command = [sys.executable, "benchmarks/overload.py", "--seconds", "3", "--workers", "1", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["exit"] == 0
    assert found["shed"] > 0
    assert found["goodput"] > 0.4 * found["capacity"]
    # Refusals and health checks are answered while analyses go on, not after them.
    assert found["shed_p50"] < found["accepted_p50"] / 4
    assert found["health_p50"] < found["accepted_p50"] / 4
    for fault in ("shed_without_retry_after", "health_failed", "lost", "refused_before_stop", "other"):
        assert found[fault] == 0, fault
