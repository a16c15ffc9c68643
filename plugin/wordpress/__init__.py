"""The WordPress plugin as a zip that its "Upload Plugin" takes: PHP, the editor's modules and the client's."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).parent / "framing"
CLIENT: Final = Path(__file__).parents[1] / "client"
PAGE_ONLY: Final = frozenset(
    {"README.md", "package.json", "index.html", "editor.js", "editor.css", "surface.js", "sample.js", "icon.svg"}
)
"""Files of the client that only the service's own page uses."""

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
MODE: Final = 0o644


def version() -> str:
    """The version in the plugin's head."""
    head = (SOURCE / "framing.php").read_text(encoding="utf-8")
    found = re.search(r"^ \* Version: +(\S+)$", head, re.MULTILINE)
    if found is None:
        raise ValueError("framing.php has no version")
    return found[1]


def build_zip(path: Path) -> None:
    """Write the plugin to ``path``; equal sources give equal bytes.

    Modules lie under the version, so that an update has new addresses and no browser mixes old and new.
    Raises OSError when the file cannot be written.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sorted(_files()):
            info = zipfile.ZipInfo(f"framing/{name}", EPOCH)
            info.external_attr = MODE << 16
            archive.writestr(info, source.read_bytes(), zipfile.ZIP_DEFLATED)


def _files() -> Iterator[tuple[str, Path]]:
    assets = f"assets/{version()}"
    for source in SOURCE.rglob("*"):
        name = source.relative_to(SOURCE).as_posix()
        if source.is_file():
            yield (f"{assets}/{name}" if name.startswith("editor/") else name), source
    for source in CLIENT.iterdir():
        if source.is_file() and source.name not in PAGE_ONLY:
            yield f"{assets}/client/{source.name}", source
