"""What a config file may say, as JSON Schema: the loader checks files against it, editors complete from it.

``docs/config.schema.json`` is this schema written down; docs/config.md explains the keys.
"""

from __future__ import annotations

from typing import Any, Final

from framing.config.selection import known_names
from framing.rules.base import SEVERITIES

Json = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def config_schema() -> Json:
    """Schema of ``framing.toml``, and of ``[tool.framing]`` in pyproject.toml."""
    return {
        "$schema": DRAFT,
        "title": "framing.toml",
        **_table(
            "Settings of Framing.",
            {
                "profile": _text("Kind of copy: news, opinion, wire, or one of your own."),
                **_choice(),
                "exclude": _globs("Paths that folders are walked without."),
                "fail-on": _level("Findings at or above this level make a check fail."),
                "baseline": _text("File of findings that were there before, relative to this one."),
                "norms": _text("File of what is usual for your stories, relative to this one."),
                "front-matter": _texts("Markdown keys read as prose: the first is the headline, the others the dek."),
                "min-confidence": {
                    "description": "Findings less sure than this stay silent.",
                    "type": "number",
                    "minimum": 0,
                    "maximum": 1,
                },
                "limits": _table(
                    "What is refused.",
                    {
                        "max-characters": {
                            "description": "Longer stories are refused.",
                            "type": "integer",
                            "minimum": 1,
                        }
                    },
                ),
                "profiles": {
                    "description": "Profiles of your own, by name.",
                    "type": "object",
                    "additionalProperties": _table("One profile.", _choice()),
                },
                "per-file": {
                    "description": "Sections for some paths; later ones refine earlier ones.",
                    "type": "array",
                    "items": {
                        **_table(
                            "One section.",
                            {
                                "paths": {**_globs("Paths it is for, relative to this file."), "minItems": 1},
                                "profile": _text("Profile in place of the file's."),
                                **_choice(),
                            },
                        ),
                        "required": ["paths"],
                    },
                },
            },
        ),
    }


def _choice() -> Json:
    return {
        "select": _names("Run only these rules or families."),
        "ignore": _names("Leave these out."),
        "enable": _names("Run these too, even if off by default."),
        "severity": {
            "description": "Levels in place of a rule's own.",
            "type": "object",
            "propertyNames": {"title": "rule or family", "enum": list(known_names())},
            "additionalProperties": _level("Its level."),
        },
        "terms": _table(
            "Your own words.",
            {
                "avoid": _texts("Terms that you do not use, in any inflection."),
                "prefer": {
                    "description": "Term = what you write in its place.",
                    "type": "object",
                    "additionalProperties": _text("What you write."),
                },
                "allow": _texts("Phrases that are never flagged."),
            },
        ),
    }


def _table(description: str, keys: Json) -> Json:
    return {"description": description, "type": "object", "properties": keys, "additionalProperties": False}


def _names(description: str) -> Json:
    items = {"title": "rule or family", "type": "string", "enum": list(known_names())}
    return {"description": description, "type": "array", "items": items}


def _level(description: str) -> Json:
    return {"description": description, "title": "level", "type": "string", "enum": list(SEVERITIES)}


def _text(description: str) -> Json:
    return {"description": description, "type": "string"}


def _texts(description: str) -> Json:
    return {"description": description, "type": "array", "items": {"type": "string"}}


def _globs(description: str) -> Json:
    return {**_texts(description), "examples": [["drafts/**", "*.txt"]]}
