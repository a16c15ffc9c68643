"""The architecture: imports go one way, the public face is honest, no module grows too large."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).parent.parent
ORDER = [
    {"errors", "remembered", "steps"},
    {"document"},
    {"lexicons"},
    {"guard"},
    {"readers", "language"},
    {"analyzers", "readability"},
    {"rules"},
    {"norms"},
    {"config", "report", "baseline"},
    {"scores", "ignores", "wire"},
    {"engine"},
    {"render"},
    {"archive"},
    {"cli", "__main__", "__init__"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
MODULES = sorted((ROOT / "framing").rglob("*.py"))


def layer(module: str) -> str:
    """``framing.rules.base`` → ``rules``; ``framing`` itself → ``__init__``."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("framing", "plugin"):
            if node.module == "framing":
                yield from (f"framing.{alias.name}" for alias in node.names)
            else:
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in ("framing", "plugin"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_never_run_up(path: Path) -> None:
    own = path.relative_to(ROOT / "framing").parts[0].removesuffix(".py")
    if own in ("__init__", "__main__", "cli"):
        return
    for module in imports(path):
        assert module.split(".")[0] == "framing", f"{own} imports {module}"
        target = layer(module)
        assert target == own or RANK[target] <= RANK[own], f"{own} imports {module}"


@pytest.mark.parametrize(
    "path", [*MODULES, *(ROOT / "plugin").rglob("*.py")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_public_names_exist_and_stand_once() -> None:
    assert len(set(framing.__all__)) == len(framing.__all__)
    assert all(hasattr(framing, name) for name in framing.__all__)
