"""A story's report: from this process, or from a service where the settings name one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from framing.config import Config
from framing.config.file import load_project
from framing.errors import InputError, ModelError
from framing.wire import to_dict
from framing_wagtail import remote
from framing_wagtail.conf import Settings
from framing_wagtail.errors import RefusedError, UncheckedError

if TYPE_CHECKING:
    from framing.report import Report

MAX_BLOCKS: Final = 2_000
MAX_WORDS: Final = 25_000
"""As the service's own limits."""

Json = dict[str, Any]


def check(blocks: Sequence[Json], settings: Settings) -> Json:
    """The report on a story in blocks, offsets in UTF-16 code units, as ``POST /v1/analyze`` answers.

    Raises RefusedError for a story that cannot be checked, UncheckedError when nobody can check it now.
    """
    if len(blocks) > MAX_BLOCKS or sum(len(block["text"].split()) for block in blocks) > MAX_WORDS:
        raise RefusedError("This story is too long for the checker.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if settings.service_url:
        asked = {"profile": settings.profile} if settings.profile else {}
        return remote.ask({"blocks": list(blocks), "offset_unit": "utf16", **asked}, settings)
    return to_dict(report_on(blocks, settings), "utf16")


def report_on(blocks: Sequence[Json], settings: Settings, name: str = "story") -> Report:
    """The report of this process.  Raises RefusedError or UncheckedError."""
    # The engine brings the language model; sites that ask a service never load it.
    from framing.engine import analyze

    try:
        return analyze(blocks, kind="blocks", name=name, config=house_config(settings))
    except InputError as error:
        raise RefusedError(str(error)) from None
    except ModelError as error:
        raise UncheckedError(str(error)) from None


def house_config(settings: Settings) -> Config:
    """How the newsroom judges.  Raises ConfigError."""
    config = _config_file(str(settings.config)) if settings.config else Config()
    return replace(config, profile=settings.profile) if settings.profile else config


@lru_cache(maxsize=4)
def _config_file(path: str) -> Config:
    return load_project(Path(path)).config
