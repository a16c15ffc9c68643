"""A scan whose process is killed goes on; a cluster beyond this machine must speak TLS."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from archive_stories import lines, story, table

from framing.archive.cluster import Certificates, check_address
from framing.cli import main
from framing.errors import ConfigError


def test_a_driver_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    once = {**story(9, "ONCE the harbour lost 4% of its trade, Ann Roe said."), "desk": str(tmp_path / "flag")}
    (tmp_path / "in.jsonl").write_bytes(lines([*(story(number) for number in range(9)), once]))
    code = (
        "import sys; from pathlib import Path; from archive_poison import analyze; from archive_stories import run; "
        "print(run(Path(sys.argv[1]), Path(sys.argv[2]), analyze=analyze).fresh)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "in.jsonl"), str(tmp_path / "out")]
    tests = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    first = subprocess.run(command, env=tests, capture_output=True, check=False)
    assert first.returncode == -signal.SIGKILL
    second = subprocess.run(command, env=tests, capture_output=True, check=True)
    assert second.stdout.split() == [b"2"]
    assert len({row["story"] for row in table(tmp_path / "out", "stories")}) == 10


@pytest.mark.parametrize(
    "address, reason",
    [
        ("tcp://10.0.0.4:8786", "only tls://"),
        ("tcp://scheduler:8786", "only tls://"),
        ("tls://10.0.0.4:8786", "needs --tls-ca"),
        ("10.0.0.4:8786", "not an address"),
        ("ucx://10.0.0.4:8786", "not an address"),
    ],
)
def test_a_cluster_elsewhere_needs_tls(address: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=reason):
        check_address(address, None)
    (tmp_path / "in.jsonl").write_bytes(lines([story(1)]))
    command = ["archive", str(tmp_path / "in.jsonl"), "--to", str(tmp_path / "out"), "--scheduler", address]
    assert main(command) == 2


def test_addresses_that_are_safe() -> None:
    check_address("tcp://127.0.0.1:8786", None)
    check_address("tcp://[::1]:8786", None)
    check_address("tls://10.0.0.4:8786", Certificates(Path("ca"), Path("cert"), Path("key")))
