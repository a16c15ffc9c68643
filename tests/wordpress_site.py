"""A real WordPress for tests: Debian's package on PHP's own web server, with SQLite; nothing is asked of the internet
but the package archives.

What is downloaded is kept under ``build/wordpress``.  As root, Debian packages are installed when they are absent.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import shutil
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import ROOT, wait_for
from debian import alone, install
from ports import free_port

Json = Any

CACHE: Final = ROOT / "build" / "wordpress"
FILES: Final = Path(__file__).parent / "wordpress"
PASSWORD: Final = "test-password"
PACKAGES: Final = (
    *("php-cli", "php-sqlite3", "php-mbstring", "php-xml", "php-curl", "php-zip"),
    *("libjs-lodash", "libjs-underscore", "libjs-jquery-ui", "libjs-cropper", "php-getid3", "libphp-phpmailer"),
)
"""PHP, and what Debian takes out of WordPress into packages of its own."""

DROP_IN: Final = "@wp-playground/cli@3.1.56"
"""A package that carries the SQLite drop-in, which is GPL-2.0, as a zip."""

SOURCE: Final = re.compile(r"^(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S+/debian)/?(?:\s|$)", re.MULTILINE)
"""A line of apt's that names the archive, not the one of security updates."""

WORKERS: Final = 4
"""The editor asks several things at once."""


@dataclass
class Site:
    """A WordPress that runs."""

    base: str
    folder: Path
    version: str
    environment: dict[str, str] = field(repr=False)

    def php(self, code: str, before: str = "") -> str:
        """Run PHP inside WordPress, as nobody; ``before`` runs first of all."""
        script = f"{before} require '{self.folder}/wp-load.php'; {code}"
        done = subprocess.run(
            ["php", "-d", "error_reporting=0", "-r", script],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def settings(self) -> dict[str, object]:
        """The plugin's settings."""
        kept: dict[str, object] = json.loads(self.php("echo json_encode(get_option('framing_settings'));"))
        return kept

    def set(self, **values: object) -> None:
        """Change settings of the plugin."""
        self.php(f"update_option('framing_settings', json_decode('{json.dumps(values)}', true));")

    def warnings(self) -> list[str]:
        """What PHP had to say about the plugin."""
        log = self.folder / "wp-content" / "debug.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return [line for line in lines if "framing" in line]


class Visitor:
    """Somebody who speaks to the REST interface: by cookie and nonce, like the editor, or as a stranger."""

    def __init__(self, site: Site, user: str = "") -> None:
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.nonce = ""
        if user:
            login = urllib.parse.urlencode({"log": user, "pwd": PASSWORD, "testcookie": 1}).encode()
            self.opener.open(f"{site.base}/wp-login.php").read()
            self.opener.open(f"{site.base}/wp-login.php", login).read()
            self.nonce = self.opener.open(f"{site.base}/wp-admin/admin-ajax.php?action=rest-nonce").read().decode()

    def ask(self, method: str, path: str, body: Json = None) -> tuple[int, Json]:
        """Status and body of an answer."""
        headers = {"Content-Type": "application/json", **({"X-WP-Nonce": self.nonce} if self.nonce else {})}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.site.base}/wp-json{path}", data, headers, method=method)
        try:
            with self.opener.open(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    def write(self, content: str, **fields: Json) -> int:
        """A new post's id; a draft unless said otherwise."""
        status, post = self.ask("POST", "/wp/v2/posts", {"status": "draft", "content": content, **fields})
        assert status == 201, post
        return int(post["id"])


@contextmanager
def running_site(folder: Path, suite: str, **variables: str) -> Iterator[Site]:
    """WordPress of a Debian release, installed anew in ``folder``; skips the test where that cannot be had.

    ``variables`` are put into the environment of its server.
    """
    with alone():
        require_packages()
        tree, drop_in = wordpress(suite), sqlite_drop_in()
    _lay_out(folder, tree, drop_in)
    port = free_port()
    environment = {
        **os.environ,
        **variables,
        "WORDPRESS_URL": f"http://127.0.0.1:{port}",
        "PHP_CLI_SERVER_WORKERS": str(WORKERS),
    }
    install = ["php", "-d", "error_reporting=0", "install.php"]
    done = subprocess.run(install, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    server = ["php", "-d", "upload_max_filesize=8M", "-S", f"127.0.0.1:{port}", "-t", ".", "router.php"]
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        process = subprocess.Popen(server, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            site = Site(environment["WORDPRESS_URL"], folder, done.stdout.strip(), environment)
            wait_for(f"{site.base}/wp-login.php", process)
            yield site
        finally:
            # The workers outlive their parent, so the whole group goes.
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def _lay_out(folder: Path, tree: Path, drop_in: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", str(tree), str(folder)], check=True)
    content = folder / "wp-content"
    shutil.rmtree(content)
    for name in ("plugins", "mu-plugins", "uploads", "database", "upgrade", "themes/blank"):
        (content / name).mkdir(parents=True)
    (content / "themes/blank/style.css").write_text("/*\nTheme Name: Blank\n*/\n")
    (content / "themes/blank/index.php").write_text("<?php while (have_posts()) { the_post(); the_content(); }")
    for name in ("wp-config.php", "router.php", "install.php"):
        (folder / name).unlink(missing_ok=True)
        shutil.copy(FILES / name, folder)
    shutil.copy(FILES / "offline.php", content / "mu-plugins")
    with zipfile.ZipFile(drop_in) as archive:
        archive.extractall(content / "plugins")
    plugin = next((content / "plugins").iterdir()).rename(content / "plugins" / "sqlite-database-integration")
    loader = (plugin / "db.copy").read_text()
    loader = loader.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(plugin))
    (content / "db.php").write_text(loader.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php"))


def require_packages() -> None:
    """PHP and the scripts that Debian keeps apart; installed as root, else the test skips."""
    if not _packages_there():
        install(*PACKAGES)
    if not _packages_there():
        pytest.skip(f"WordPress needs Debian packages: apt-get install {' '.join(PACKAGES)}")


def _packages_there() -> bool:
    if not shutil.which("php") or not Path("/usr/share/javascript/lodash").exists():
        return False
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.split()
    return {"pdo_sqlite", "mbstring", "dom", "curl", "zip"} <= set(modules)


def wordpress(suite: str) -> Path:
    """WordPress as a Debian release packages it, unpacked; apt's own settings are left alone."""
    tree = CACHE / suite / "usr/share/wordpress"
    if tree.exists():
        return tree
    archive = _archive()
    if not archive or not shutil.which("apt-get"):
        pytest.skip("WordPress comes from Debian's archive, which apt does not know here")
    apt = CACHE / f"apt-{suite}"
    for name in ("lists/partial", "archives/partial"):
        (apt / name).mkdir(parents=True, exist_ok=True)
    key = "/usr/share/keyrings/debian-archive-keyring.gpg"
    (apt / "sources.list").write_text(f"deb [signed-by={key}] {archive} {suite} main\n")
    options = {
        "Dir::Etc::sourcelist": apt / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": apt / "lists",
        "Dir::Cache": apt,
        "Dir::Cache::archives": apt / "archives",
        "APT::Sandbox::User": "root",
    }
    command = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in options.items())]
    work = apt / "work"
    work.mkdir(exist_ok=True)
    for step in (["update"], ["download", f"wordpress/{suite}"]):
        done = subprocess.run([*command, *step], cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"WordPress of Debian {suite} could not be downloaded")
    package = next(work.glob("wordpress_*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(package), str(apt / "tree")], check=True)
    _mend_links(apt / "tree/usr/share/wordpress")
    (apt / "tree").rename(CACHE / suite)
    shutil.rmtree(apt)
    return tree


def _archive() -> str:
    """Address of the Debian archive that this machine's apt uses, or ""."""
    places = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for place in places:
        if place.suffix in (".list", ".sources") and place.is_file():
            found = SOURCE.search(place.read_text(encoding="utf-8"))
            if found:
                return found[1]
    return ""


def _mend_links(tree: Path) -> None:
    """Debian's relative links lead out of the package; let them lead to where it would be installed."""
    for link in [path for path in tree.rglob("*") if path.is_symlink()]:
        target = os.readlink(link)
        if not target.startswith("/"):
            target = "/usr/share/" + target.rpartition("../")[2]
        link.unlink()
        if Path(target).exists():
            link.symlink_to(target)


def sqlite_drop_in() -> Path:
    """The zip of the SQLite drop-in."""
    found = CACHE / "sqlite-database-integration.zip"
    if found.exists():
        return found
    if not shutil.which("npm"):
        pytest.skip("WordPress on SQLite needs a drop-in that comes by npm, which is not installed")
    work = CACHE / "npm"
    work.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["npm", "pack", "--silent", DROP_IN], cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("WordPress's SQLite drop-in could not be downloaded by npm")
    package = next(work.glob("*.tgz"))
    subprocess.run(["tar", "xzf", str(package), "-C", str(work), f"package/{found.name}"], check=True)
    (work / "package" / found.name).rename(found)
    shutil.rmtree(work)
    return found
