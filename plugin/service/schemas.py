"""The forms of requests and answers: they validate what comes in, and describe both in OpenAPI.

Answers are written by ``framing.wire``; the tests hold them against these schemas, field by field.
"""

from __future__ import annotations

from typing import Any, Final, get_args

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from framing.document import Role, Shape
from framing.readers.blocks import CONTENTS
from framing.rules import ALIASES, FAMILIES, RULES
from framing.rules.base import SEVERITIES
from framing.wire import OffsetUnit
from plugin.service.facts import AnswerSchema, FactsSchema, PlaceSchema, sent

KINDS: Final = ("blocks", "text", "html", "markdown")
UNITS: Final = get_args(OffsetUnit)
COUNT: Final = validate.Range(min=0)
PROSE: Final = r"\S"
NAMES: Final = sorted({*FAMILIES, *RULES, *ALIASES})
"""What a choice of rules may name.  Described here, checked by the engine, which names the nearest known one."""


def _names(description: str) -> fields.List[str]:
    return fields.List(fields.String(metadata={"enum": NAMES}), metadata={"description": description})


class BlockSchema(Schema):
    """One heading, paragraph, caption … of a CMS, in exactly one of `text`, `html` and `markdown`."""

    class Meta:
        unknown = RAISE

    id = sent(fields.String, "Its id in the CMS; the annotations name it", validate=validate.Length(1, 200))
    role = fields.String(
        validate=validate.OneOf(get_args(Role)),
        metadata={"description": "What it is in the story; found out if absent"},
    )
    type = fields.String(metadata={"description": "In place of `role`: the block's type in WordPress, Draft.js …"})
    text = fields.String(metadata={"description": "Plain text, as the editor indexes it"})
    html = fields.String(metadata={"description": "Its content as HTML"})
    markdown = fields.String(metadata={"description": "Its content as Markdown"})

    @validates_schema
    def _one_content(self, data: dict[str, Any], **_: Any) -> None:
        if sum(content in data for content in CONTENTS) != 1:
            raise ValidationError(f"Give exactly one of {', '.join(CONTENTS)}.")


class StorySchema(Schema):
    """A story to analyse, in exactly one of `blocks`, `text`, `html` and `markdown`."""

    class Meta:
        unknown = RAISE

    blocks = fields.List(
        fields.Nested(BlockSchema), metadata={"description": "A CMS's blocks, headline among them", "minItems": 1}
    )
    text = fields.String(metadata={"description": "Plain text", "pattern": PROSE})
    html = fields.String(metadata={"description": "A fragment or a whole page", "pattern": PROSE})
    markdown = fields.String(metadata={"description": "Markdown, with or without front matter", "pattern": PROSE})
    offset_unit = fields.String(
        load_default="utf16",
        validate=validate.OneOf(UNITS),
        metadata={"description": "What offsets count: UTF-16 code units (JavaScript, Java) or code points (Python)"},
    )
    profile = fields.String(metadata={"description": "The kind of copy: `news`, `opinion`, `wire` or one of the house"})
    select = _names("Run only these rules or families")
    enable = _names("Run these too, though off by default")
    ignore = _names("Leave these rules or families out")

    @validates_schema
    def _one_story(self, data: dict[str, Any], **_: Any) -> None:
        if sum(kind in data for kind in KINDS) != 1:
            raise ValidationError(f"Give exactly one of {', '.join(KINDS)}.")


class ReferenceSchema(AnswerSchema):
    """Published guidance that a rule rests on."""

    title = sent(fields.String)
    url = sent(fields.String)


class QuoteSchema(AnswerSchema):
    """The flagged words and those around them: find the place again after edits (W3C TextQuoteSelector)."""

    exact = sent(fields.String)
    prefix = sent(fields.String)
    suffix = sent(fields.String)


class SuppressionSchema(AnswerSchema):
    """Why a finding does not count."""

    by = sent(fields.String, validate=validate.OneOf(["inline", "baseline"]))
    reason = sent(fields.String)


class AnnotationSchema(AnswerSchema):
    """One rule at one place."""

    id = sent(fields.String, "Fingerprint: stays the same while edits happen elsewhere")
    block_id = sent(fields.String, "The caller's block, or null", allow_none=True)
    start = sent(fields.Integer, "In `offset_unit`", validate=COUNT)
    end = sent(fields.Integer, "Exclusive", validate=COUNT)
    line = sent(fields.Integer, "From one", validate=COUNT)
    column = sent(fields.Integer, "From one, in code points", validate=COUNT)
    rule = sent(fields.String, "Name of the rule: see `/v1/rules/{name}`")
    family = sent(fields.String, validate=validate.OneOf(list(FAMILIES)))
    severity = sent(fields.String, validate=validate.OneOf(SEVERITIES))
    confidence = sent(fields.Float, "0 to 1", validate=validate.Range(min=0, max=1))
    message = sent(fields.String, "A question to the editor")
    why = sent(fields.String, "The rule's rationale")
    references = sent(fields.List, "", fields.Nested(ReferenceSchema))
    suggestions = sent(fields.List, "Texts that fit in place, best first; empty: delete the words", fields.String())
    quote = sent(fields.Nested, "", QuoteSchema)
    role = sent(fields.String, validate=validate.OneOf(get_args(Role)))
    suppressed = sent(fields.Nested, "", SuppressionSchema, allow_none=True)


class UsualSchema(AnswerSchema):
    """What is usual for the outlet's stories of this kind."""

    mean = sent(fields.Float)
    sd = sent(fields.Float, "Standard deviation")
    stories = sent(fields.Integer, "How many it was measured on", validate=COUNT)


class ScoreSchema(AnswerSchema):
    """A number that says how it was computed."""

    name = sent(fields.String)
    label = sent(fields.String)
    value = sent(fields.Float, "Null where it is not defined", allow_none=True)
    unit = sent(fields.String)
    parts = sent(fields.Dict, "The counts it was computed from", keys=fields.String(), values=fields.Float())
    caution = sent(fields.String, "What it does not mean")
    usual = sent(fields.Nested, "Null where it has not been measured", UsualSchema, allow_none=True)


class SummarySchema(AnswerSchema):
    """How many open findings."""

    error = sent(fields.Integer, validate=COUNT)
    warning = sent(fields.Integer, validate=COUNT)
    info = sent(fields.Integer, validate=COUNT)
    suppressed = sent(fields.Integer, validate=COUNT)
    families = sent(fields.Dict, "By family; those without are absent", keys=fields.String(), values=fields.Integer())


class PartSchema(PlaceSchema):
    """A block of the story as it was read."""

    class Meta:
        exclude = ("text",)

    role = sent(fields.String, validate=validate.OneOf(get_args(Role)))
    shape = sent(fields.String, validate=validate.OneOf(get_args(Shape)))


class SkipSchema(PlaceSchema):
    """Something that was not analysed, and why."""

    class Meta:
        exclude = ("text",)

    reason = sent(fields.String)


class ReportSchema(AnswerSchema):
    """Everything found in one story."""

    name = sent(fields.String)
    version = sent(fields.String, "Of Framing, its rules and its models: equal versions give equal reports")
    offset_unit = sent(fields.String, validate=validate.OneOf(UNITS))
    words = sent(fields.Integer, "Of headline, dek and body", validate=COUNT)
    annotations = sent(fields.List, "In the order of the story", fields.Nested(AnnotationSchema))
    facts = sent(fields.Nested, "Neutral annotations, no opinions", FactsSchema)
    blocks = sent(fields.List, "", fields.Nested(PartSchema))
    scores = sent(fields.List, "", fields.Nested(ScoreSchema))
    summary = sent(fields.Nested, "", SummarySchema)
    limits = sent(fields.List, "What the report had to do without, for people", fields.String())
    skipped = sent(fields.List, "", fields.Nested(SkipSchema))


class ExampleSchema(AnswerSchema):
    """A text that proves a rule, and the words that must be flagged in it."""

    text = sent(fields.String)
    flagged = sent(fields.List, "", fields.String())


class RuleSchema(AnswerSchema):
    """One rule: what it finds, why it matters, who says so, and proof."""

    name = sent(fields.String)
    family = sent(fields.String, validate=validate.OneOf(list(FAMILIES)))
    severity = sent(fields.String, validate=validate.OneOf(SEVERITIES))
    summary = sent(fields.String)
    rationale = sent(fields.String)
    references = sent(fields.List, "", fields.Nested(ReferenceSchema))
    bad = sent(fields.List, "Flagged", fields.Nested(ExampleSchema))
    good = sent(fields.List, "Not flagged", fields.Nested(ExampleSchema))
    limits = sent(fields.List, "Known misses and false alarms", fields.Nested(ExampleSchema))
    default = sent(fields.Boolean, "False: off unless asked for by name")
    aliases = sent(fields.List, "Earlier names that still work", fields.String())


class RuleListSchema(AnswerSchema):
    """All rules."""

    rules = sent(fields.List, "By name", fields.Nested(RuleSchema))


class TermsSchema(AnswerSchema):
    """The house's words for one kind of copy."""

    avoid = sent(fields.List, "Terms that the house does not use", fields.String())
    prefer = sent(fields.Dict, "Term → what the house writes", keys=fields.String(), values=fields.String())
    allow = sent(fields.List, "Phrases that are never flagged", fields.String())


class ProfileSchema(AnswerSchema):
    """A kind of copy, for a desk."""

    name = sent(fields.String, "To be sent as `profile`")
    default = sent(fields.Boolean, "Whether it is taken when a story names none")
    house = sent(fields.Boolean, "Whether the house made it; else it is built in")
    rules = sent(
        fields.Dict,
        "The rules that run → their severity",
        keys=fields.String(),
        values=fields.String(validate=validate.OneOf(SEVERITIES)),
    )
    terms = sent(fields.Nested, "", TermsSchema)


class ProfileListSchema(AnswerSchema):
    """All profiles."""

    profiles = sent(fields.List, "By name", fields.Nested(ProfileSchema))


class ProblemDetailSchema(AnswerSchema):
    """One thing wrong with a request."""

    pointer = sent(fields.String, "JSON pointer to it")
    detail = sent(fields.String)


class ProblemSchema(AnswerSchema):
    """A failure, after RFC 9457."""

    type = sent(fields.String)
    title = sent(fields.String)
    status = sent(fields.Integer)
    detail = sent(fields.String)
    errors = fields.List(fields.Nested(ProblemDetailSchema))
