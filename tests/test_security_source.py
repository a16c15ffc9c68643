"""What the source itself must not do, read from its syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*(ROOT / "framing").rglob("*.py"), *(ROOT / "plugin").rglob("*.py")])
SERVICE = [path for path in MODULES if path.is_relative_to(ROOT / "plugin" / "service")]
SECRET = re.compile(r"secret|digest|signature|token|passw|api_?key|hmac|\bmac\b", re.IGNORECASE)
HARMLESS = {"signature.signed", "webhook.signature", "signature.encoding", "signature.repeat"}
"""How something is signed is no secret."""
FORBIDDEN = {
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.load", "pickle.loads"),
    *("marshal.loads", "yaml.load", "tempfile.mktemp", "urllib.request.urlopen", "socket.create_connection"),
}


def compared_secrets(tree: ast.AST) -> Iterator[str]:
    """Comparisons by ``==``, ``!=`` or ``in`` with something secret on one side, and what it is compared with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq | ast.In) for op in node.ops):
            sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
            if any(SECRET.search(side) and side not in HARMLESS for side in sides):
                yield ast.unparse(node)


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("path", SERVICE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_secret_is_compared_but_in_constant_time(path: Path) -> None:
    plain = {"TIMESTAMP in signature.signed", "TIMESTAMP not in signature.signed", "'signature' in table"}
    assert set(compared_secrets(ast.parse(path.read_text(encoding="utf-8")))) <= plain


def test_secrets_are_compared_somewhere() -> None:
    found = {path.name for path in SERVICE if "hmac.compare_digest" in calls(ast.parse(path.read_text("utf-8")))}
    assert found == {"key.py", "signature.py"}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("given == key.digest", True),
        ("expected_signature != x", True),
        ("token in tokens", True),
        ("hmac.compare_digest(given, key.digest)", False),
        ("name == other", False),
    ],
)
def test_the_reader_of_source_sees_it(code: str, found: bool) -> None:
    assert bool([*compared_secrets(ast.parse(code))]) == found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_runs_text_unpickles_or_calls_out(path: Path) -> None:
    assert {*calls(ast.parse(path.read_text(encoding="utf-8")))} & FORBIDDEN == set()
