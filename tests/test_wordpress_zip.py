"""The zip that a newsroom uploads: complete, installable, and what its head says it is."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from debian import program

from framing.cli import main
from plugin.wordpress import SOURCE, build_zip, version

PHP = sorted(SOURCE.rglob("*.php"))
MODULES = sorted((SOURCE / "editor").glob("*.js"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in PHP]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    path = tmp_path_factory.mktemp("zip") / "framing.zip"
    assert main(["wordpress-zip", str(path)]) == 0
    return zipfile.ZipFile(path)


def test_everything_lies_in_one_folder_that_is_named_as_the_plugin(archive: zipfile.ZipFile) -> None:
    assert {name.split("/")[0] for name in archive.namelist()} == {"framing"}
    assert {"framing/framing.php", "framing/readme.txt", "framing/uninstall.php"} <= set(archive.namelist())


def test_files_are_readable_when_unpacked(archive: zipfile.ZipFile) -> None:
    assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}


def test_every_import_and_style_sheet_is_in_it(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    root = f"framing/assets/{version()}"
    for name in (name for name in names if name.endswith(".js")):
        source = archive.read(name).decode()
        for target in re.findall(r"(?:^import|\bfrom) '(\.[^']+)'", source, re.MULTILINE):
            folder = name.rpartition("/")[0]
            path = f"{folder}/{target}".replace("/./", "/").replace("/editor/../", "/")
            assert path in names, f"{name} imports {target}"
    for path in ("client/framing.css", "client/panel.css", "editor/marks.css", "editor/sidebar.css", "editor/load.js"):
        assert f"{root}/{path}" in names


def test_equal_sources_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        build_zip(tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wordpress-zip", str(tmp_path / "none" / "framing.zip")]) == 2
    assert "none" in capsys.readouterr().err


def test_head_readme_and_code_agree() -> None:
    head = (SOURCE / "framing.php").read_text(encoding="utf-8")
    readme = (SOURCE / "readme.txt").read_text(encoding="utf-8")
    assert f"const VERSION = '{version()}';" in head
    assert f"Stable tag: {version()}" in readme
    for field in ("Requires at least", "Requires PHP"):
        values = re.findall(rf"{field}: +(\S+)", head + readme)
        assert len(values) == 2
        assert len(set(values)) == 1
    assert "GPL-2.0-or-later" in head
    assert "License: GPLv2 or later" in readme
    summary = readme.split("\n\n")[1].strip()
    assert len(summary) <= 150


@pytest.mark.parametrize("path", PHP, ids=NAMES)
def test_no_php_file_runs_by_itself(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "defined( 'ABSPATH' ) || exit;" in source or "defined( 'WP_UNINSTALL_PLUGIN' ) || exit;" in source


@pytest.mark.parametrize("path", [*PHP, *MODULES], ids=lambda path: path.name)
def test_every_shown_word_can_be_translated(path: Path) -> None:
    """Each call of a translation function names this plugin's domain, and nothing but literals is translated."""
    source = path.read_text(encoding="utf-8")
    calls = re.findall(r"\b(?:__|_n|_x|esc_html__|esc_attr__|esc_html_e|_e)\((.*)", source)
    assert all("'framing'" in call or call.strip() == "" for call in calls), calls
    assert not re.search(r"\b(?:__|esc_html__|esc_attr__)\( *[^'\s)]", source)


@pytest.mark.parametrize("path", PHP, ids=NAMES)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", PHP, ids=NAMES)
def test_php_reads_every_file(path: Path) -> None:
    done = subprocess.run([program("php", "php-cli"), "-l", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
