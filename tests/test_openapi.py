"""The interface's description is valid, and every answer keeps it, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from plugin import create_app
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

STORY = (
    "# Council rejects plan\n\n“It’s over,” said Ann Roe. The plan is dead, officials said. "
    "Only about 40% of voters agreed.\n\n"
    "A poll of 1,012 adults by Example Research found 52% against the disastrous plan, with a margin of 3 points. "
    "Roe said it would cost $2 million to $3 million."
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(settings=Settings()).test_client()


@pytest.fixture(scope="module")
def spec(client: FlaskClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").get_json()
    return described


def closed(value: Any) -> Any:
    """A schema in which a field that is not described is an error."""
    if isinstance(value, dict):
        made = {key: closed(item) for key, item in value.items()}
        if "properties" in made and isinstance(made["properties"], dict):
            made["additionalProperties"] = False
        return made
    return [closed(item) for item in value] if isinstance(value, list) else value


def check(spec: dict[str, Any], name: str, value: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": closed(spec["components"])}
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]
    assert not errors


def test_the_description_is_valid_openapi_3_1(spec: dict[str, Any]) -> None:
    assert spec["openapi"] == "3.1.0"
    validate(spec)


def test_every_path_of_the_interface_is_described(spec: dict[str, Any]) -> None:
    assert set(spec["paths"]) == {"/v1/analyze", "/v1/profiles", "/v1/rules", "/v1/rules/{name}"}
    for path in spec["paths"].values():
        for operation in (path[method] for method in path if method in ("get", "post")):
            assert operation["summary"]
            assert "200" in operation["responses"]


@pytest.mark.parametrize("unit", ["utf16", "codepoint"])
def test_reports_are_as_described(client: FlaskClient, spec: dict[str, Any], unit: str) -> None:
    answer = client.post("/v1/analyze", json={"markdown": STORY, "offset_unit": unit}).get_json()
    assert answer["facts"]["statistics"]
    assert answer["facts"]["attributions"]
    assert answer["annotations"]
    check(spec, "Report", answer)


def test_reports_on_blocks_with_ignores_and_skips_are_as_described(client: FlaskClient, spec: dict[str, Any]) -> None:
    blocks = [
        {"id": "a", "html": "<!-- framing: ignore -- known --><p>The plan is dead, officials said.</p>"},
        {"id": "b", "text": f"A long line of brackets: {'(' * 500}"},
    ]
    answer = client.post("/v1/analyze", json={"blocks": blocks}).get_json()
    assert answer["skipped"]
    check(spec, "Report", answer)


def test_rules_and_problems_are_as_described(client: FlaskClient, spec: dict[str, Any]) -> None:
    check(spec, "RuleList", client.get("/v1/rules").get_json())
    check(spec, "Problem", client.get("/v1/rules/nothing").get_json())
    check(spec, "Problem", client.post("/v1/analyze", json={}).get_json())


def test_requests_are_described_as_they_are_checked(client: FlaskClient, spec: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/Story", "components": spec["components"]}
    validator = Draft202012Validator(schema)
    bodies: list[Any] = [
        {"text": "One."},
        {"blocks": [{"id": "a", "text": "One."}]},
        {"blocks": [{"id": "a", "html": "<p>One.</p>", "role": "headline"}], "offset_unit": "codepoint"},
        {"text": "One.", "html": "Two."},
        {"text": "One.", "colour": "red"},
        {"blocks": [{"id": "", "text": "One."}]},
        {"blocks": [{"id": "a"}]},
        {"text": "One.", "offset_unit": "bytes"},
        {},
    ]
    for body in bodies:
        accepted = client.post("/v1/analyze", json=body).status_code == 200
        assert accepted == validator.is_valid(body)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)


def test_every_failure_is_described_as_a_problem(spec: dict[str, Any]) -> None:
    for response in spec["components"]["responses"].values():
        assert set(response["content"]) == {"application/problem+json"}
    assert not [part for part in walk(spec["paths"]) if "default" in part]
