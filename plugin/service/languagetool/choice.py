"""Which rules a client of LanguageTool asks for, and in which English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

from framing.config import Choice
from framing.config.selection import known_names, named
from plugin.service.problems import Problem

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canadian)",
    "en-GB": "English (GB)",
    "en-NZ": "English (New Zealand)",
    "en-US": "English (US)",
    "en-ZA": "English (South African)",
}
NEIGHBOURS: Final = (
    "base-missing",
    "currency-missing",
    "no-baseline",
    "number-without-source",
    "poll-disclosure",
    "poll-margin-missing",
    "quotation-without-speaker",
    "relative-without-absolute",
    "weasel-attribution",
)
"""Rules that ask for what may stand in another paragraph.  Some clients send one at a time (LibreOffice): then
these would be guesses."""


def rule_id(name: str) -> str:
    """A rule or family as LanguageTool writes ids."""
    return name.upper().replace("-", "_")


def choice_of(form: Mapping[str, str], *, alone: bool) -> Choice | None:
    """The rules that a form asks for; None where it asks for none that are known.

    ``alone``  whether the text is a single paragraph
    """
    wanted = (*_names(form, "enabledRules"), *_names(form, "enabledCategories"))
    unwanted = (*_names(form, "disabledRules"), *_names(form, "disabledCategories"))
    if form.get("enabledOnly", "").lower() in ("true", "yes", "1"):
        return Choice(select=wanted, ignore=unwanted) if wanted else None
    guesses = (name for name in NEIGHBOURS if alone and name not in named(wanted))
    return Choice(enable=wanted, ignore=(*unwanted, *guesses))


def language_of(form: Mapping[str, str]) -> str:
    """The code of the English that a form asks for; ``auto`` is English, for nothing else is read here.

    Raises Problem 422 for another language.
    """
    asked = form.get("language", "auto").strip().replace("_", "-").lower() or "auto"
    if asked == "auto":
        variants = (code.strip().lower() for code in form.get("preferredVariants", "").split(","))
        asked = next((code for code in variants if code.startswith("en-")), "en-us")
    if asked.split("-")[0] != "en":
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Only English is read here; see /v2/languages.")
    return next((code for code in LANGUAGES if code.lower() == asked), "en")


def _names(form: Mapping[str, str], field: str) -> tuple[str, ...]:
    """Ids as our names; those of LanguageTool's own rules mean nothing here."""
    known = known_names()
    return tuple(name for name in _ours(form.get(field, "").split(",")) if name in known)


def _ours(ids: Iterable[str]) -> Iterable[str]:
    return (name.strip().lower().replace("_", "-") for name in ids)
