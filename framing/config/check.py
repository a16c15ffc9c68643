"""Values against a schema, with messages for people: the first thing that is wrong, where, and what is accepted.

Knows the part of JSON Schema that ``config_schema`` and the service's settings use.
"""

from __future__ import annotations

from typing import Any, Final

from framing.errors import ConfigError, nearest

Json = dict[str, Any]

TYPES: Final[dict[str, Any]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "array": (list,),
    "object": (dict,),
    "boolean": (bool,),
}
WORDS: Final = {
    "string": "a string",
    "number": "a number",
    "integer": "a whole number",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
}


def check_value(value: Any, schema: Json, where: str = "") -> None:
    """Raise ConfigError if ``value`` does not fit; ``where`` is its dotted key."""
    kind = schema["type"]
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        raise ConfigError(f"{where}: expected {_accepted(schema)}, not {value!r}")
    if "enum" in schema and value not in schema["enum"]:
        raise _unknown(value, schema, where)
    if kind == "object":
        _check_table(value, schema, where)
    elif kind == "array":
        if len(value) < schema.get("minItems", 0):
            raise ConfigError(f"{where}: expected {_accepted(schema)}, at least {schema['minItems']}")
        for number, item in enumerate(value, 1):
            check_value(item, schema["items"], f"{where}[{number}]")
    elif kind != "string" and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        raise ConfigError(f"{where}: expected {_accepted(schema)}, not {value!r}")


def _check_table(value: Json, schema: Json, where: str) -> None:
    known = schema.get("properties", {})
    rest = schema["additionalProperties"]
    for key in schema.get("required", ()):
        if key not in value:
            raise ConfigError(f"{_dotted(where, key)} is missing: {known[key]['description']}")
    for key, item in value.items():
        if key in known:
            check_value(item, known[key], _dotted(where, key))
        elif rest is False:
            raise ConfigError(f"{where + ': ' if where else ''}unknown key {key!r}{nearest(key, known)}")
        else:
            names = schema.get("propertyNames")
            if names and key not in names["enum"]:
                raise _unknown(key, names, where)
            check_value(item, rest, _dotted(where, key))


def _unknown(value: Any, schema: Json, where: str) -> ConfigError:
    return ConfigError(f"{where}: unknown {schema['title']} {value!r}{nearest(value, schema['enum'])}")


def _dotted(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _accepted(schema: Json) -> str:
    words = WORDS[schema["type"]]
    if schema["type"] == "array":
        words += f" of {WORDS[schema['items']['type']].removeprefix('a ')}s"
    if "enum" in schema:
        words = ", ".join(map(repr, schema["enum"][:-1])) + f" or {schema['enum'][-1]!r}"
    if "maximum" in schema:
        words += f" from {schema['minimum']} to {schema['maximum']}"
    elif "minimum" in schema:
        words += f" of at least {schema['minimum']}"
    return words
