"""The forms of LanguageTool's interface, as far as they are used here."""

from __future__ import annotations

from typing import Final

from marshmallow import Schema, fields, validate

from plugin.service.facts import AnswerSchema, sent
from plugin.service.languagetool.matches import ISSUES

COUNT: Final = validate.Range(min=0)
ENGLISH: Final = r"^\s*([Aa][Uu][Tt][Oo]|[Ee][Nn]([-_][\s\S]*)?)?\s*$"


class FormSchema(Schema):
    """A text to check, in either `text` or `data`.  Other fields of LanguageTool are accepted and change nothing."""

    text = fields.String(metadata={"description": "Plain text"})
    data = fields.Nested("DataSchema", metadata={"description": "Text with markup, as JSON"})
    language = fields.String(metadata={"description": "`auto`, `en` or a variant such as `en-GB`", "pattern": ENGLISH})
    apiKey = fields.String(metadata={"description": "One of the service's keys, where it asks for one"})  # noqa: N815
    username = fields.String(metadata={"description": "In place of `apiKey`"})
    enabledRules = fields.String(metadata={"description": "Ids, parted by commas"})  # noqa: N815
    disabledRules = fields.String(metadata={"description": "Ids, parted by commas"})  # noqa: N815
    enabledCategories = fields.String(metadata={"description": "Ids, parted by commas"})  # noqa: N815
    disabledCategories = fields.String(metadata={"description": "Ids, parted by commas"})  # noqa: N815
    enabledOnly = fields.String(metadata={"description": "`true`: only what is enabled by name"})  # noqa: N815
    preferredVariants = fields.String(metadata={"description": "Which English `auto` is"})  # noqa: N815


class PieceSchema(Schema):
    """Text, or markup and what it stands for: in exactly one of `text` and `markup`."""

    text = fields.String()
    markup = fields.String()
    interpretAs = fields.String()  # noqa: N815


class DataSchema(Schema):
    """Text with markup, in pieces."""

    annotation = fields.List(fields.Nested(PieceSchema), required=True)


class SoftwareSchema(AnswerSchema):
    """Who answers."""

    name = sent(fields.String)
    version = sent(fields.String)
    buildDate = sent(fields.String)  # noqa: N815
    apiVersion = sent(fields.Integer)  # noqa: N815
    premium = sent(fields.Boolean)
    premiumHint = sent(fields.String)  # noqa: N815
    status = sent(fields.String)


class WarningsSchema(AnswerSchema):
    """What is missing."""

    incompleteResults = sent(fields.Boolean, "Whether a part could not be read")  # noqa: N815


class DetectedSchema(AnswerSchema):
    """The language; not found out, for only English is read."""

    name = sent(fields.String)
    code = sent(fields.String)
    confidence = sent(fields.Float)


class CheckedLanguageSchema(AnswerSchema):
    """The language of the text."""

    name = sent(fields.String)
    code = sent(fields.String)
    detectedLanguage = sent(fields.Nested, "", DetectedSchema)  # noqa: N815


class ReplacementSchema(AnswerSchema):
    """Text that fits in place; empty: delete the words."""

    value = sent(fields.String)


class ContextSchema(AnswerSchema):
    """The words with those around them."""

    text = sent(fields.String)
    offset = sent(fields.Integer, validate=COUNT)
    length = sent(fields.Integer, validate=COUNT)


class TypeSchema(AnswerSchema):
    """Hint for information, Other for the rest."""

    typeName = sent(fields.String, validate=validate.OneOf(["Hint", "Other"]))  # noqa: N815


class UrlSchema(AnswerSchema):
    """Published guidance."""

    value = sent(fields.String)


class CategorySchema(AnswerSchema):
    """A family of rules."""

    id = sent(fields.String)
    name = sent(fields.String)


class MatchRuleSchema(AnswerSchema):
    """The rule behind a match."""

    id = sent(fields.String, "Name of the rule in capitals: `UNNAMED_SOURCE`")
    description = sent(fields.String)
    issueType = sent(fields.String, validate=validate.OneOf(list(ISSUES.values())))  # noqa: N815
    urls = sent(fields.List, "", fields.Nested(UrlSchema))
    category = sent(fields.Nested, "", CategorySchema)


class MatchSchema(AnswerSchema):
    """One finding."""

    message = sent(fields.String)
    shortMessage = sent(fields.String)  # noqa: N815
    replacements = sent(fields.List, "", fields.Nested(ReplacementSchema))
    offset = sent(fields.Integer, "In UTF-16 code units", validate=COUNT)
    length = sent(fields.Integer, validate=COUNT)
    context = sent(fields.Nested, "", ContextSchema)
    sentence = sent(fields.String)
    type = sent(fields.Nested, "", TypeSchema)
    rule = sent(fields.Nested, "", MatchRuleSchema)
    ignoreForIncompleteSentence = sent(fields.Boolean)  # noqa: N815
    contextForSureMatch = sent(fields.Integer)  # noqa: N815


class CheckSchema(AnswerSchema):
    """LanguageTool's answer."""

    software = sent(fields.Nested, "", SoftwareSchema)
    warnings = sent(fields.Nested, "", WarningsSchema)
    language = sent(fields.Nested, "", CheckedLanguageSchema)
    matches = sent(fields.List, "In the order of the text", fields.Nested(MatchSchema))


class LanguageSchema(AnswerSchema):
    """A language that is read."""

    name = sent(fields.String)
    code = sent(fields.String)
    longCode = sent(fields.String)  # noqa: N815
