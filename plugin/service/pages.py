"""Pages and files for a browser: the editor at ``/``, the client modules, Swagger UI at ``/docs``.

Everything comes from installed packages; no page asks another host for anything.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, send_from_directory
from werkzeug.exceptions import NotFound

CLIENT: Final = Path(__file__).parents[1] / "client"
STATIC: Final = Path(__file__).parent / "static"
SWAGGER_FILES: Final = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
SWAGGER_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def editor() -> Response:
    """The editor page."""
    return _file(CLIENT, "index.html")


@blueprint.get("/client/<path:name>")
def client(name: str) -> Response:
    """A module or style sheet of the client."""
    return _file(CLIENT, name)


@blueprint.get("/docs")
def docs() -> Response:
    """Swagger UI.  It sets inline styles, so only this page allows them."""
    response = _file(STATIC, "docs.html")
    response.headers["Content-Security-Policy"] = SWAGGER_POLICY
    return response


@blueprint.get("/docs/<name>")
def docs_file(name: str) -> Response:
    """A file of Swagger UI, or the script that starts it."""
    return _file(_swagger(), name) if name in SWAGGER_FILES else _file(STATIC, name)


def _file(folder: Path, name: str) -> Response:
    response = send_from_directory(folder, name, conditional=True, etag=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _swagger() -> Path:
    """Swagger UI's files, as its carrier on PyPI ships them."""
    spec = importlib.util.find_spec("flask_swagger_ui")
    for root in (spec and spec.submodule_search_locations) or ():
        return Path(root) / "dist"
    raise NotFound("Swagger UI is not installed.")
