"""``/v1``: analyse a story, list the profiles and rules, explain one."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import Response, current_app
from flask_smorest import Blueprint

from framing import wire
from framing.config import Choice, Config
from framing.errors import nearest
from framing.rules import ALIASES, RULES
from framing.rules.base import Example, Rule
from plugin.service.auth import needs
from plugin.service.body import BodyParser
from plugin.service.problems import Problem
from plugin.service.profiles import profile_list
from plugin.service.reports import report_on
from plugin.service.schemas import (
    KINDS,
    ProfileListSchema,
    ReportSchema,
    RuleListSchema,
    RuleSchema,
    StorySchema,
)
from plugin.service.state import State

Json = dict[str, Any]


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """A blueprint whose bodies are read strictly."""

    ARGUMENTS_PARSER = BodyParser()


blueprint = ApiBlueprint("v1", __name__, url_prefix="/v1", description="Stories in, annotations out")


@blueprint.post("/analyze")
@needs(blueprint, "analyze")
@blueprint.arguments(StorySchema, description="One story in exactly one of the four forms")
@blueprint.response(HTTPStatus.OK, ReportSchema, description="Annotations, facts and scores of the story")
@blueprint.alt_response(HTTPStatus.BAD_REQUEST, "BAD_REQUEST")
@blueprint.alt_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "REQUEST_ENTITY_TOO_LARGE")
@blueprint.alt_response(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
@blueprint.alt_response(HTTPStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE")
def analyze_story(story: Json) -> Response:
    """Analyse a story.

    Offsets in the answer are counted in `offset_unit`, in the origin as sent; for blocks, in the block.
    """
    kind = next(kind for kind in KINDS if kind in story)
    report = report_on(story[kind], kind, _refined(State.of(current_app).config, story))
    return _json(wire.to_dict(report, story["offset_unit"]))


@blueprint.get("/profiles")
@needs(blueprint, "rules")
@blueprint.response(HTTPStatus.OK, ProfileListSchema, description="All profiles, by name")
def list_profiles() -> Response:
    """The kinds of copy that the house knows: which rules run for each, at which level, and its terms."""
    return _json({"profiles": profile_list(State.of(current_app).config)})


@blueprint.get("/rules")
@needs(blueprint, "rules")
@blueprint.response(HTTPStatus.OK, RuleListSchema, description="All rules, by name")
def list_rules() -> Response:
    """All rules, with why they exist and what proves them."""
    return _json({"rules": [_rule(rule) for _, rule in sorted(RULES.items())]})


@blueprint.get("/rules/<string:name>")
@needs(blueprint, "rules")
@blueprint.response(HTTPStatus.OK, RuleSchema, description="The rule")
@blueprint.alt_response(HTTPStatus.NOT_FOUND, "NOT_FOUND")
def show_rule(name: str) -> Response:
    """One rule, by its name or by one it had before."""
    rule = RULES.get(ALIASES.get(name, name))
    if rule is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no such rule{nearest(name[:64], RULES)}")
    return _json(_rule(rule))


def _refined(config: Config, story: Json) -> Config:
    """The house's config with what the request asks for on top."""
    select, enable, ignore = (tuple(story.get(name, ())) for name in ("select", "enable", "ignore"))
    asked = Choice(select=select, enable=enable, ignore=ignore)
    return replace(config, profile=story.get("profile", config.profile), overrides=(*config.overrides, asked))


def _rule(rule: Rule) -> Json:
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "summary": rule.summary,
        "rationale": rule.rationale,
        "references": [{"title": item.title, "url": item.url} for item in rule.references],
        "bad": [_example(example) for example in rule.bad],
        "good": [_example(example) for example in rule.good],
        "limits": [_example(example) for example in rule.limits],
        "default": rule.default,
        "aliases": list(rule.aliases),
    }


def _example(example: Example) -> Json:
    flagged = [example.text[span.start : span.end] for span in example.spans]
    return {"text": example.text, "flagged": flagged}


def _json(value: Json) -> Response:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, content_type="application/json")
