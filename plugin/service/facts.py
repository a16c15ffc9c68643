"""The forms of facts, made from their declarations in ``framing.analyzers.facts``: they cannot fall behind them."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from inspect import getdoc
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from marshmallow import EXCLUDE, Schema, fields, validate

from framing.analyzers import facts
from framing.analyzers.angle import facts as angle
from framing.document import Span

KINDS: Final[Mapping[str, type[facts.Fact]]] = {
    "quotations": facts.Quotation,
    "reported": facts.Attribution,
    "attributions": facts.Attribution,
    "voices": facts.Voice,
    "statistics": facts.Statistic,
    "polls": facts.Poll,
    "markers": facts.Marker,
    "usages": angle.Usage,
    "gaps": angle.Gap,
    "emphasis": angle.Emphasis,
}
FIELD_LINE: Final = re.compile(r"^``(\w+)`` +(\S.*)$", re.MULTILINE)


class AnswerSchema(Schema):
    """Base of what the service sends: later versions may add fields."""

    class Meta:
        unknown = EXCLUDE


def sent(kind: type[fields.Field[Any]], description: str = "", *args: Any, **options: Any) -> Any:
    """A field that is always there, with its description."""
    metadata = {"description": description} if description else {}
    return kind(*args, required=True, metadata=metadata, **options)


class PlaceSchema(AnswerSchema):
    """Where some words of the story stand."""

    block_id = sent(fields.String, "The caller's block; null when the story came as one text", allow_none=True)
    start = sent(fields.Integer, "In `offset_unit`, from the start of the block or of the text as sent")
    end = sent(fields.Integer, "Exclusive")
    text = sent(fields.String, "The words, entities decoded")


def _form(fact: type[facts.Fact]) -> type[Schema]:
    """The schema of a fact."""
    hints = get_type_hints(fact)
    described = dict(FIELD_LINE.findall(getdoc(fact) or ""))
    members = {
        item.name: _field(hints[item.name], described.get(item.name, ""))
        for item in dataclass_fields(fact)  # type: ignore[arg-type]
    }
    return AnswerSchema.from_dict(members, name=f"{fact.__name__}Schema")


def _field(hint: Any, description: str, *, none: bool = False) -> fields.Field[Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _field(next(part for part in inner if part is not type(None)), description, none=True)
    options: dict[str, Any] = {"allow_none": none}
    if origin is Literal:
        made = sent(fields.String, description, validate=validate.OneOf(inner), **options)
    elif origin is tuple:
        made = sent(fields.List, description, _field(inner[0], ""), **options)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        made = sent(fields.Dict, description, keys=fields.String(), values=_field(inner[1], ""), **options)
    elif hint is Span:
        made = sent(fields.Nested, description, PlaceSchema, **options)
    elif issubclass(hint, facts.Fact):
        made = sent(fields.Nested, description, _form(hint), **options)
    else:
        made = sent(SIMPLE[hint], description, **options)
    field: fields.Field[Any] = made
    return field


SIMPLE: Final[Mapping[type, type[fields.Field[Any]]]] = {
    str: fields.String,
    bool: fields.Boolean,
    int: fields.Integer,
    float: fields.Float,
}
FORMS: Final = {fact: _form(fact) for fact in KINDS.values()}
FactsSchema: Final = AnswerSchema.from_dict(
    {name: sent(fields.List, getdoc(fact) or "", fields.Nested(FORMS[fact])) for name, fact in KINDS.items()},
    name="FactsSchema",
)
