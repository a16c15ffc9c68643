"""The service's settings file: what it may say, as JSON Schema, and its reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from framing.config.check import check_value
from framing.config.file import read_toml
from framing.errors import ConfigError

Json = dict[str, Any]


def read_settings(path: Path) -> Json:
    """The tables of a settings file.  Raises ConfigError if it cannot be read, or says what is not known."""
    data = read_toml(path)
    try:
        check_value(data, SCHEMA)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    return data


def _table(description: str, keys: Json) -> Json:
    return {"description": description, "type": "object", "properties": keys, "additionalProperties": False}


def _text(description: str) -> Json:
    return {"description": description, "type": "string"}


def _count(description: str) -> Json:
    return {"description": description, "type": "integer", "minimum": 1}


SIGNATURE: Final = {
    **_table(
        "How a CMS proves that it sent a payload.",
        {
            "secret-env": _text("Name of the environment variable that holds the secret."),
            "header": _text("Header of the signature."),
            "prefix": _text("What stands before the digest in it."),
            "encoding": {"title": "encoding", "type": "string", "enum": ["hex", "base64"]},
            "signed": _text("What is signed: {body}, with {timestamp} where the CMS adds one."),
            "timestamp-header": _text("Header of the timestamp; default: that of the signature."),
            "timestamp-prefix": _text("What stands before the timestamp in it."),
            "window": _count("Seconds that a timestamp may be away from now."),
            "repeat": {"description": "Let an answered request come again.", "type": "boolean"},
        },
    ),
    "required": ["secret-env"],
}
WEBHOOK: Final = _table(
    "A CMS that sends what it saves.",
    {
        "profile": _text("Kind of copy."),
        "title": _text("Path of the headline in the payload."),
        "dek": _text("Path of the dek."),
        "text": _text("Path of the body as plain text."),
        "html": _text("Path of the body as HTML."),
        "markdown": _text("Path of the body as Markdown."),
        "blocks": _text("Path of the body as blocks."),
        "signature": SIGNATURE,
    },
)
SCHEMA: Final = _table(
    "Settings of the service.",
    {
        "languagetool": {"description": "Answer clients of LanguageTool.", "type": "boolean"},
        "keys": _text("File of keys, beside this one."),
        "rate": _count("Requests of one key in a minute."),
        "at-once": _count("Requests of one key at the same time in one process."),
        "origins": {
            "description": "Pages of other hosts that may call, as https://host[:port].",
            "type": "array",
            "items": {"type": "string"},
        },
        "max-bytes": _count("Of a request body."),
        "max-words": _count("Of one story."),
        "max-blocks": _count("Of one story."),
        "max-seconds": _count("Of processor time for one analysis."),
        "metrics": {"description": "Answer Prometheus.", "type": "boolean"},
        "tracing": {"description": "Send spans to a collector of OpenTelemetry.", "type": "boolean"},
        "waiting": {"description": "Analyses that may wait.", "type": "integer", "minimum": 0},
        "webhooks": {"description": "By name.", "type": "object", "additionalProperties": WEBHOOK},
    },
)
