"""What every page of ours is made of: templates that escape, a style and a script inside, a policy for only them.

A page loads nothing, so it opens anywhere without a network, a server or this program.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

SHARED: Final = "framing.render"


@cache
def templates(package: str) -> Environment:
    """The templates of a package, and the shell that all pages fill; all text is escaped."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(SHARED)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def asset(package: str, name: str) -> Markup:
    """A style or script of ours: the only text that is not escaped."""
    return Markup(files(package).joinpath("templates", name).read_text("utf-8"))  # noqa: S704


def policy(style: str, script: str = "") -> str:
    """A Content-Security-Policy that allows this style and this script, by their hashes, and nothing else."""
    allowed = f"default-src 'none'; style-src {_hash(style)}; "
    if script:
        allowed += f"script-src {_hash(script)}; "
    return f"{allowed}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
