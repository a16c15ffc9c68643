"""What is shipped to run the service: it is well formed, hardened, and hangs together."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from conftest import ROOT
from ports import free_port
from serving_process import PATIENCE, until

from framing.config.file import load_project
from plugin.service.settings import Settings

DEPLOY = ROOT / "deploy"


def tool(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def test_the_systemd_unit_is_valid_and_hardened(tmp_path: Path) -> None:
    analyze = tool("systemd-analyze")
    unit = (DEPLOY / "framing.service").read_text().replace("/opt/framing/bin/framing", sys.executable)
    (tmp_path / "framing.service").write_text(unit)
    shutil.copy(DEPLOY / "framing.socket", tmp_path)
    units = [str(tmp_path / "framing.service"), str(tmp_path / "framing.socket")]
    verified = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, timeout=PATIENCE)
    assert "framing" not in verified.stderr
    assessed = subprocess.run(
        [analyze, "security", "--offline=true", units[0]], capture_output=True, text=True, timeout=PATIENCE
    )
    exposure = re.search(r"Overall exposure level for framing.service: ([\d.]+)", assessed.stdout)
    assert exposure
    assert float(exposure[1]) <= 1.0


def test_behind_systemd_s_socket_it_answers_without_any_network(tmp_path: Path) -> None:
    activate, unshare = tool("systemd-socket-activate"), tool("unshare")
    if subprocess.run([unshare, "-n", "true"], capture_output=True).returncode:
        pytest.skip("needs the right to make a network namespace")
    port = free_port()
    # As framing.socket and PrivateNetwork= do it: the door comes from outside, inside there is no network at all.
    command = [activate, "--listen", f"127.0.0.1:{port}", unshare, "-n", sys.executable, "-m", "framing", "serve"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--workers", "1"],
            cwd=ROOT,
            env={**os.environ, "FRAMING_KEYS": ""},
            stdout=log,
            stderr=log,
        )
    try:
        until(lambda: "Listening" in (tmp_path / "log").read_text())
        body = json.dumps({"text": "Taxes will rise, officials said."}).encode()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{port}/v1/analyze", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            assert json.load(answer)["annotations"]
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def test_the_image_is_built_from_what_is_there_and_passes_hadolint() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    installs = re.findall(r"pip install [^&]+", dockerfile)
    assert all("--require-hashes" in install or "--no-index" in install for install in installs)
    assert re.search(r"^USER [1-9]", dockerfile, re.MULTILINE)
    linted = subprocess.run([tool("hadolint"), str(DEPLOY / "Dockerfile")], capture_output=True, text=True)
    assert (linted.returncode, linted.stdout) == (0, "")


def test_compose_mounts_what_is_there_and_leaves_the_service_no_way_out() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services: dict[str, Any] = compose["services"]
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        for mount in service["volumes"]:
            source, _, mode = mount.split(":")
            assert (DEPLOY / source).exists()
            assert mode == "ro"
    assert services["framing"]["networks"] == ["inside"]
    assert compose["networks"]["inside"]["internal"]
    assert "ports" not in services["framing"]
    assert "127.0.0.1:8000" in (DEPLOY / "nginx.conf").read_text()


def test_the_shipped_settings_are_ones() -> None:
    assert Settings.from_environment({}, DEPLOY / "service.toml").metrics
    assert load_project(DEPLOY / "framing.toml").config.profile == "news"
