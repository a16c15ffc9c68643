"""A CMS that signs what it saves gets the report; everybody else gets a refusal that says nothing."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.datastructures import Headers

from framing import Config
from framing.errors import ConfigError
from plugin import create_app
from plugin.service import limits
from plugin.service.auth import Unauthorized
from plugin.service.keys.marks import Marks
from plugin.service.problems import Problem
from plugin.service.settings import Settings
from plugin.service.webhooks.payload import story_of
from plugin.service.webhooks.settings import Signature, Webhook
from plugin.service.webhooks.signature import check_signature, once

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

SECRET = "a secret of the desk's own"
KEY = "a key of the desk's own"
TITLE = "Council rejects harbour plan"
BODY = "The plan is dead, officials said on Tuesday."
SETTINGS = """
[webhooks.ghost]
title = "post.current.title"
dek   = "post.current.custom_excerpt"
html  = "post.current.html"

[webhooks.ghost.signature]
secret-env       = "GHOST_SECRET"
header           = "X-Ghost-Signature"
signed           = "{body}{timestamp}"
timestamp-prefix = "t="

[webhooks.strapi]
profile = "opinion"
title   = "entry.title"
blocks  = "entry.body"

[webhooks.directus]
title    = "payload.title"
markdown = "payload.body"
"""
GHOST: dict[str, Any] = {
    "post": {
        "current": {
            "id": "65f0",
            "title": TITLE,
            "slug": "council-rejects-harbour-plan",
            "status": "published",
            "html": f"<p>The mayor slammed it.</p><p>{BODY}</p>",
            "plaintext": f"The mayor slammed it.\n\n{BODY}",
            "custom_excerpt": None,
            "tags": [],
        },
        "previous": {"status": "draft"},
    }
}
STRAPI = {
    "event": "entry.publish",
    "createdAt": "2026-11-24T10:00:00.000Z",
    "model": "article",
    "uid": "api::article.article",
    "entry": {
        "id": 7,
        "title": TITLE,
        "body": [
            {"type": "heading", "level": 2, "children": [{"type": "text", "text": "The 😀 vote"}]},
            {
                "type": "paragraph",
                "children": [
                    {"type": "text", "text": "The plan is dead, "},
                    {"type": "link", "url": "/who", "children": [{"type": "text", "text": "officials", "bold": True}]},
                    {"type": "text", "text": " said on Tuesday."},
                ],
            },
            {"type": "image", "image": {"url": "/a.jpg"}, "children": [{"type": "text", "text": ""}]},
            {
                "type": "list",
                "format": "unordered",
                "children": [{"type": "list-item", "children": [{"type": "text", "text": "Sources said it rained."}]}],
            },
        ],
    },
}
DIRECTUS = {
    "event": "articles.items.update",
    "keys": [7],
    "collection": "articles",
    "payload": {"title": TITLE, "body": BODY},
}


@pytest.fixture(scope="module")
def settings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settings") / "service.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    return {"GHOST_SECRET": SECRET, "FRAMING_KEYS": f"sha256:{hashlib.sha256(KEY.encode()).hexdigest()}"}


@pytest.fixture(scope="module")
def client(settings_file: Path, environment: dict[str, str]) -> FlaskClient:
    return create_app(settings=Settings.from_environment(environment, settings_file)).test_client()


def signed(body: bytes, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """Headers as Ghost sends them."""
    stamp = str(int((time.time() if at is None else at) * 1000))
    made = hmac.new(secret.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
    return {"X-Ghost-Signature": f"sha256={made}, t={stamp}"}


def send(
    client: FlaskClient, name: str, payload: Any, headers: dict[str, str] | None = None, raw: bytes | None = None
) -> TestResponse:
    body = json.dumps(payload).encode() if raw is None else raw
    if headers is None:
        headers = signed(body) if name == "ghost" else {"Authorization": f"Bearer {KEY}"}
    return client.post(f"/v1/webhooks/{name}", data=body, content_type="application/json", headers=headers)


def found(response: TestResponse) -> dict[str, tuple[str, str]]:
    """Rule → block and words."""
    assert response.status_code == 200, response.get_data(as_text=True)
    annotations = response.get_json()["annotations"]
    return {item["rule"]: (item["block_id"], item["quote"]["exact"]) for item in annotations}


def problem(response: TestResponse, status: int) -> str:
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    return str(response.get_json()["detail"])


def test_a_signed_payload_of_ghost_is_answered_with_the_report(client: FlaskClient) -> None:
    response = send(client, "ghost", GHOST)
    assert found(response)["unnamed-source"] == ("post.current.html", "officials")
    roles = [block["role"] for block in response.get_json()["blocks"]]
    assert roles[0] == "headline"


def test_offsets_point_into_the_field_as_it_was_sent(client: FlaskClient) -> None:
    units = GHOST["post"]["current"]["html"].encode("utf-16-le")
    for item in send(client, "ghost", GHOST).get_json()["annotations"]:
        if item["block_id"] == "post.current.html":
            assert units[2 * item["start"] : 2 * item["end"]].decode("utf-16-le") == item["quote"]["exact"]


def test_blocks_of_strapi_are_read_and_their_profile_counts(client: FlaskClient) -> None:
    response = send(client, "strapi", STRAPI)
    assert found(response)["unnamed-source"][0] in ("1", "3.0")
    assert "loaded-word" not in found(response)
    blocks = {block["block_id"]: block["role"] for block in response.get_json()["blocks"]}
    assert blocks == {"entry.title": "headline", "0": "body", "1": "body", "3.0": "body"}


def test_offsets_in_rich_text_count_in_the_joined_text(client: FlaskClient) -> None:
    joined = {"1": BODY, "3.0": "Sources said it rained."}
    places = [item for item in send(client, "strapi", STRAPI).get_json()["annotations"] if item["block_id"] in joined]
    assert places
    for item in places:
        assert joined[item["block_id"]][item["start"] : item["end"]] == item["quote"]["exact"]


def test_a_payload_of_a_directus_flow_is_read(client: FlaskClient) -> None:
    assert found(send(client, "directus", DIRECTUS))["unnamed-source"] == ("payload.body", "officials")


@pytest.mark.parametrize(
    "body",
    [
        {"time": 1, "version": "2", "blocks": [{"id": "k3", "type": "paragraph", "data": {"text": BODY}}]},
        [{"id": "k3", "type": "header", "data": {"text": f"<b>{BODY}</b>", "level": 2}}],
        [{"id": "k3", "type": "list", "data": {"style": "ordered", "items": ["One.", BODY]}}],
        [{"id": "k3", "type": "list", "data": {"items": [{"content": BODY, "items": []}]}}],
        [{"_key": "k3", "_type": "block", "style": "normal", "children": [{"_type": "span", "text": BODY}]}],
        [{"id": "k3", "html": f"<p>{BODY}</p>"}],
        [{"id": 7, "type": "delimiter", "data": {}}, None, {"children": [{"text": BODY}, 3, {"children": 4}]}],
    ],
)
def test_blocks_of_other_editors_are_read(client: FlaskClient, body: Any) -> None:
    assert found(send(client, "strapi", {"entry": {"body": body}}))["unnamed-source"][1] == "officials"


def test_children_without_end_are_cut_short(client: FlaskClient) -> None:
    node: Any = {"text": BODY}
    for _ in range(200):
        node = {"children": [node]}
    problem(send(client, "strapi", {"entry": {"body": [node]}}), 422)


NAMES = st.sampled_from(["id", "_key", "type", "style", "data", "children", "items", "content", "text", "html"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["list", "header", "h2"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_is_blocks_or_a_problem(body: Any) -> None:
    with contextlib.suppress(Problem):
        for block in story_of({"body": body}, Webhook(content="blocks", body="body")):
            assert isinstance(block["id"], str)
            assert all(isinstance(value, str) for value in block.values())


def wrong_signatures() -> list[dict[str, str]]:
    body = json.dumps(GHOST).encode()
    right = signed(body)["X-Ghost-Signature"]
    return [
        {},
        {"X-Ghost-Signature": ""},
        {"X-Ghost-Signature": "sha256="},
        {"X-Ghost-Signature": right.split(",")[0]},
        {"X-Ghost-Signature": right.replace("t=", "t=9")},
        {"X-Ghost-Signature": "ä" + right},
        {"X-Hub-Signature-256": right},
        {"Authorization": f"Bearer {KEY}"},
        signed(body, secret="another secret of that length"),
        signed(body + b" "),
    ]


@pytest.mark.parametrize("headers", wrong_signatures())
def test_other_signatures_are_refused_alike(client: FlaskClient, headers: dict[str, str]) -> None:
    response = send(client, "ghost", GHOST, headers)
    assert problem(response, 401) == "The signature is missing or wrong."
    assert "WWW-Authenticate" in response.headers


@pytest.mark.parametrize("away", [-3600, -301, 360, 3600])
def test_an_old_or_early_signature_is_refused(client: FlaskClient, away: int) -> None:
    body = json.dumps(GHOST).encode()
    assert "clocks" in problem(send(client, "ghost", GHOST, signed(body, time.time() + away)), 401)


@pytest.mark.parametrize(
    ("options", "header"),
    [
        ({}, "sha256={hex}"),
        ({"prefix": ""}, "{hex}"),
        ({"prefix": "v1="}, "v0=00,v1={hex}"),
        ({"prefix": "", "encoding": "base64"}, "{base64}"),
    ],
)
def test_signatures_come_in_several_forms(options: Any, header: str) -> None:
    made = hmac.new(SECRET.encode(), b"body", hashlib.sha256)
    value = header.format(hex=made.hexdigest(), base64=base64.b64encode(made.digest()).decode())
    signature = Signature(secret=SECRET, **options)
    check_signature(Headers({"X-Framing-Signature": value}), b"body", signature)
    with pytest.raises(Unauthorized):
        check_signature(Headers({"X-Framing-Signature": value}), b"bodY", signature)


@pytest.mark.parametrize("stamp", ["1800000000", "1800000000000"])
def test_a_timestamp_may_stand_in_its_own_header_before_the_body(stamp: str) -> None:
    made = hmac.new(SECRET.encode(), f"{stamp}.body".encode(), hashlib.sha256).hexdigest()
    headers = Headers({"X-Framing-Signature": f"sha256={made}", "X-Time": stamp})
    signature = Signature(secret=SECRET, signed="{timestamp}.{body}", timestamp_header="X-Time")
    check_signature(headers, b"body", signature, now=1_800_000_299)
    with pytest.raises(Unauthorized, match="too old"):
        check_signature(headers, b"body", signature, now=1_800_000_301)


def test_a_signature_counts_once(client: FlaskClient) -> None:
    body = json.dumps(GHOST).encode()
    headers = signed(body)
    assert send(client, "ghost", GHOST, headers).status_code == 200
    assert problem(send(client, "ghost", GHOST, headers), 401) == "The signature was used before."
    assert send(client, "ghost", GHOST, signed(body, time.time() + 1)).status_code == 200


def test_a_request_that_failed_may_come_again(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    body = json.dumps(GHOST).encode()
    headers = signed(body, time.time() + 2)
    with monkeypatch.context() as patch:
        patch.setattr(limits.Admission, "turn", _busy)
        problem(send(client, "ghost", GHOST, headers), 503)
    assert send(client, "ghost", GHOST, headers).status_code == 200
    problem(send(client, "ghost", GHOST, headers), 401)


def _busy(*_: object, **__: object) -> None:
    raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "All places are taken.", retry_after=1)


def test_a_signature_is_forgotten_when_it_is_too_old_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    marks, signature = Marks(), Signature(secret=SECRET, signed="{timestamp}.{body}", timestamp_header="X-Time")
    with once("made", signature, marks):
        pass
    clock[0] = 2.0 * signature.window - 1
    with pytest.raises(Unauthorized), once("made", signature, marks):
        pass
    with once("another", signature, marks):
        pass
    clock[0] += 1
    with once("made", signature, marks):
        pass


@pytest.mark.parametrize(
    "options", [{"repeat": True, "signed": "{timestamp}{body}", "timestamp_prefix": "t="}, {"signed": "{body}"}]
)
def test_a_signature_may_repeat_where_the_operator_says_so_or_it_has_no_time(options: Any) -> None:
    marks = Marks()
    for _ in range(2):
        with once("made", Signature(secret=SECRET, **options), marks):
            pass


def test_a_payload_for_one_webhook_opens_no_other(tmp_path: Path) -> None:
    path = tmp_path / "service.toml"
    other = SETTINGS.replace("webhooks.ghost", "webhooks.other").replace("GHOST_SECRET", "OTHER_SECRET")
    both = {"GHOST_SECRET": SECRET, "OTHER_SECRET": f"{SECRET} as well", "FRAMING_KEYS": f"sha256:{'0' * 64}"}
    path.write_text(SETTINGS.partition("[webhooks.strapi]")[0] + other.partition("[webhooks.strapi]")[0])
    client = create_app(settings=Settings.from_environment(both, path)).test_client()
    headers = signed(json.dumps(GHOST).encode())
    assert problem(send(client, "other", GHOST, headers), 401) == "The signature is missing or wrong."
    assert send(client, "ghost", GHOST, headers).status_code == 200
    with pytest.raises(ConfigError, match=r"webhooks\.other: has the secret of webhooks\.ghost"):
        Settings.from_environment({**both, "OTHER_SECRET": SECRET}, path)


def test_without_signature_a_key_is_asked_for(client: FlaskClient) -> None:
    problem(send(client, "strapi", STRAPI, {}), 401)
    problem(send(client, "directus", DIRECTUS, {"Authorization": "Bearer wrong"}), 401)


@pytest.mark.parametrize(
    ("name", "payload", "said"),
    [
        ("ghost", {"post": {"current": {}, "previous": {"title": "Gone"}}}, "post.current.html"),
        ("ghost", {"post": {"current": {"html": 7}}}, "post.current.html"),
        ("ghost", {"post": {"current": {"title": [], "html": "One."}}}, "post.current.title"),
        ("ghost", [], "post.current.html"),
        ("strapi", {"entry": {"body": "One."}}, "entry.body"),
        ("strapi", {"entry": {"body": [{"type": "image", "children": []}]}}, "without words"),
        ("strapi", {"entry": {"body": [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]}}, "id 'a'"),
        ("directus", {"payload": {"body": "  "}}, "without words"),
    ],
)
def test_a_payload_that_does_not_fit_is_told_where(client: FlaskClient, name: str, payload: Any, said: str) -> None:
    assert said in problem(send(client, name, payload), 422)


@pytest.mark.parametrize(
    ("raw", "status"), [(b"", 400), (b"{", 400), (b'{"a": NaN}', 400), (b'{"a": "\xff"}', 400), (b"[" * 99_999, 400)]
)
def test_a_damaged_payload_is_a_problem(client: FlaskClient, raw: bytes, status: int) -> None:
    problem(send(client, "ghost", None, raw=raw), status)
    problem(client.post("/v1/webhooks/ghost", data=b"a=b", headers=signed(b"a=b")), 415)


def test_a_signature_is_checked_before_anything_is_parsed(client: FlaskClient) -> None:
    problem(send(client, "ghost", None, {}, raw=b"{"), 401)


def test_only_webhooks_that_are_set_up_exist(client: FlaskClient) -> None:
    problem(send(client, "contentful", GHOST, {}), 404)
    bare = create_app(settings=Settings()).test_client()
    problem(send(bare, "ghost", GHOST, {}), 404)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[webhooks.a]\nhtml = 'b'", "webhooks.a: needs a signature, or keys"),
        ("[webhooks.a]\ntitle = 'b'", "webhooks.a: expected exactly one of text, html, markdown, blocks"),
        ("[webhooks.a]\nhtml = 'b'\ntext = 'c'", "exactly one of"),
        ("[webhooks.a]\nhtm = 'b'", "unknown key 'htm'; did you mean 'html'?"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {}", "webhooks.a.signature.secret-env is missing"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {secret-env = 'NONE'}", "(NONE): the secret is shorter"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {secret-env = 'S', signed = 'x'}", "expected {body} once"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {secret-env = 'S', timestamp-prefix = 't='}", "proves nothing"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {secret-env = 'S', signed = '{timestamp}{body}'}", "where does"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {secret-env = 'S', encoding = 'hexx'}", "did you mean 'hex'?"),
        ("[webhooks.a]\nhtml = 'b'\nsignature = {secret-env = 'S', window = 0}", "at least 1"),
        ("languagetool = 'yes'", "languagetool: expected true or false, not 'yes'"),
        ("languagetol = true", "did you mean 'languagetool'?"),
        ("max-words = 0", "at least 1"),
        ("= 1", "not valid TOML"),
    ],
)
def test_settings_that_cannot_hold_stop_the_start(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "service.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        Settings.from_environment({"FRAMING_SETTINGS": str(path), "S": SECRET})
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_profile_that_is_not_there_stops_the_start(tmp_path: Path, environment: dict[str, str]) -> None:
    path = tmp_path / "service.toml"
    path.write_text("[webhooks.a]\nhtml = 'b'\nprofile = 'opinio'")
    with pytest.raises(ConfigError, match="'opinion'"):
        create_app(Config(), Settings.from_environment(environment, path))


def test_the_file_sets_limits_and_the_environment_wins(tmp_path: Path) -> None:
    path = tmp_path / "service.toml"
    path.write_text("languagetool = true\nmax-words = 7\nwaiting = 0\n")
    settings = Settings.from_environment({}, path)
    assert (settings.languagetool, settings.max_words, settings.waiting) == (True, 7, 0)
    assert not Settings.from_environment({"FRAMING_LANGUAGETOOL": "0"}, path).languagetool
    with pytest.raises(ConfigError, match="No such file"):
        Settings.from_environment({}, tmp_path / "none.toml")


def test_a_secret_shows_in_no_repr(settings_file: Path, environment: dict[str, str]) -> None:
    assert SECRET not in repr(Settings.from_environment(environment, settings_file))


def test_answers_are_as_described(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").get_json()
    validate(spec)
    schema = {"$ref": "#/components/schemas/Report", "components": spec["components"]}
    assert not list(Draft202012Validator(schema).iter_errors(send(client, "ghost", GHOST).get_json()))
