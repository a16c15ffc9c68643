"""The client's modules as static files: the service, WordPress and Wagtail share one copy."""

from __future__ import annotations

import builtins
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PREFIX: Final = "framing_wagtail/client"
SUFFIXES: Final = frozenset({".js", ".css"})


def client_folder() -> Path:
    """Where the client is installed; found without importing the service."""
    spec = importlib.util.find_spec("plugin")
    for root in (spec and spec.submodule_search_locations) or ():
        return Path(root) / "client"
    raise FileNotFoundError("The package that holds Framing's client is not installed.")


class ClientFinder(BaseFinder):
    """Finds ``framing_wagtail/client/NAME``."""

    def __init__(self, app_names: Any = None, *args: Any, **options: Any) -> None:
        self.storage = FileSystemStorage(location=str(client_folder()))
        self.storage.prefix = PREFIX
        super().__init__(*args, **options)

    def find(self, path: str, find_all: bool = False, **options: Any) -> str | builtins.list[str]:
        """The file's place, or an empty list."""
        folder, _, name = path.replace("\\", "/").rpartition("/")
        # Django before 5.2 calls it "all".
        find_all = find_all or options.get("all", False)
        if folder != PREFIX or name not in self._names():
            return []
        place = self.storage.path(name)
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """All files, for ``collectstatic``."""
        for name in self._names():
            yield name, self.storage

    def _names(self) -> builtins.list[str]:
        return sorted(path.name for path in client_folder().iterdir() if path.suffix in SUFFIXES)
