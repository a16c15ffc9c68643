"""The HTTP service: what it answers, what it refuses, and what it never says."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import running_service

import framing
from framing.errors import ConfigError
from framing.rules import FAMILIES
from plugin import create_app
from plugin.service import health, limits, reports, views
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

STORY = "The plan is dead, officials said on Monday. 😀 “It’s over,” said Ann Roe. About 40% of voters agreed."
CANARY = "zanzibarquokka"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(settings=Settings()).test_client()


def analyze(client: FlaskClient, body: Any, **options: Any) -> TestResponse:
    return client.post("/v1/analyze", json=body, **options)


def problem(response: TestResponse, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    body: dict[str, Any] = response.get_json()
    assert body["status"] == status
    assert {"type", "title", "detail"} <= body.keys()
    return body


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in an answer that points into the story."""
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys():
            yield value
        for item in value.values():
            yield from places(item)
    elif isinstance(value, list):
        for item in value:
            yield from places(item)


def words_of(place: dict[str, Any]) -> str | None:
    exact = place.get("quote", {}).get("exact", place.get("text"))
    return None if exact is None else str(exact)


def test_offsets_count_utf16_code_units_unless_asked_otherwise(client: FlaskClient) -> None:
    units = STORY.encode("utf-16-le")
    answer = analyze(client, {"text": STORY}).get_json()
    assert answer["offset_unit"] == "utf16"
    found = [place for place in places(answer) if words_of(place)]
    assert found
    for place in found:
        assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == words_of(place)
    answer = analyze(client, {"text": STORY, "offset_unit": "codepoint"}).get_json()
    for place in places(answer):
        assert words_of(place) in (None, STORY[place["start"] : place["end"]])


def test_offsets_in_blocks_count_from_the_start_of_the_block(client: FlaskClient) -> None:
    blocks = [
        {"id": "h", "role": "headline", "text": "Council rejects plan 😀"},
        {"id": "a", "text": STORY},
        {"id": "b", "type": "core/paragraph", "html": "<b>Officials</b> said &amp; did 😀 nothing about the 30% rise."},
    ]
    contents = {block["id"]: block.get("text") for block in blocks}
    answer = analyze(client, {"blocks": blocks}).get_json()
    assert {place["block_id"] for place in places(answer)} <= contents.keys()
    for place in places(answer):
        content = contents[place["block_id"]]
        if content and words_of(place):
            units = content.encode("utf-16-le")
            assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == words_of(place)


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_the_answer_is_that_of_the_library(client: FlaskClient, kind: Any) -> None:
    story = f"<p>{STORY}</p>" if kind == "html" else STORY
    report = framing.analyze(story, kind=kind)
    answer = analyze(client, {kind: story}).get_json()
    assert [item["id"] for item in answer["annotations"]] == [finding.fingerprint for finding in report.findings]
    assert answer["words"] == report.words


def test_rules_are_chosen_by_the_request(client: FlaskClient) -> None:
    rule = next(rule for rule in framing.RULES.values() if rule.default)
    story = {"markdown": rule.bad[0].text}
    chosen = analyze(client, {**story, "select": [rule.name]}).get_json()["annotations"]
    assert {item["rule"] for item in chosen} == {rule.name}
    of_family = analyze(client, {**story, "select": [rule.family]}).get_json()["annotations"]
    assert {item["family"] for item in of_family} == {rule.family}
    ignored = analyze(client, {**story, "ignore": [rule.name]}).get_json()["annotations"]
    assert rule.name not in {item["rule"] for item in ignored}


@pytest.mark.parametrize("field", ["select", "enable", "ignore"])
def test_an_unknown_rule_is_a_problem_that_names_a_known_one(client: FlaskClient, field: str) -> None:
    body = problem(analyze(client, {"text": STORY, field: ["wordin"]}), 422)
    assert "'wording'" in body["detail"]


def test_an_unknown_profile_is_a_problem_that_names_a_known_one(client: FlaskClient) -> None:
    assert "'opinion'" in problem(analyze(client, {"text": STORY, "profile": "opinio"}), 422)["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"text": STORY, "html": STORY}, ""),
        ({"text": 7}, "/text"),
        ({"text": None}, "/text"),
        ({"text": STORY, "offset_unit": "bytes"}, "/offset_unit"),
        ({"blocks": [{"id": "a"}]}, "/blocks/0"),
        ({"blocks": [{"id": "a", "text": "One.", "html": "Two."}]}, "/blocks/0"),
        ({"blocks": [{"text": "One."}]}, "/blocks/0/id"),
        ({"text": STORY, CANARY: 1}, ""),
        ([STORY], ""),
    ],
)
def test_a_wrong_form_is_pointed_at(client: FlaskClient, body: Any, pointer: str) -> None:
    answer = problem(analyze(client, body), 422)
    assert pointer in [error["pointer"] for error in answer["errors"]]
    assert CANARY not in json.dumps(answer)


@pytest.mark.parametrize("story", [{"text": ""}, {"text": " \n "}, {"blocks": []}, {"html": "<p></p>"}])
def test_an_empty_story_is_a_problem(client: FlaskClient, story: Any) -> None:
    problem(analyze(client, story), 422)


def test_two_blocks_of_one_id_are_a_problem(client: FlaskClient) -> None:
    problem(analyze(client, {"blocks": [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]}), 422)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b'{"text": "' + b"a" * 300_000 + b'"}', {}, 413),
        (gzip.compress(b'{"text": "Hello."}', mtime=0), {"Content-Encoding": "gzip"}, 415),
        (b'{"text": "Hello."}', {"Content-Type": "text/plain"}, 415),
        (b"text=Hello.", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ('{"text": "Hello."}'.encode("utf-16"), {}, 400),
        ('{"text": "Hello."}'.encode("utf-16"), {"Content-Type": "application/json; charset=utf-16"}, 415),
        (b'\xef\xbb\xbf{"text": "Hello."}', {}, 400),
        (b'{"text": "\xff"}', {}, 400),
        (b"", {}, 400),
        (b"{", {}, 400),
        (b"[" * 100_000, {}, 400),
        (b'{"a":' * 20_000, {}, 400),
        (b'{"text": NaN}', {}, 400),
        (b'{"text": Infinity}', {}, 400),
        (b'{"text": 1e999}', {}, 422),
        (b'{"text": ' + b"9" * 5_000 + b"}", {}, 400),
        (b'{"text": "One.", "text": "Two."}', {}, 400),
        (b'{"text": "\\ud800"}', {}, 400),
        (b'{"\\udfff": "One."}', {}, 400),
    ],
)
def test_hostile_bodies_are_refused_politely(
    client: FlaskClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    problem(client.post("/v1/analyze", data=body, headers={"Content-Type": "application/json", **headers}), status)


def test_a_nul_and_every_kind_of_character_is_read(client: FlaskClient) -> None:
    assert analyze(client, {"text": "One\0 two \u202e\u200d\ufeff said officials. 🏴󠁧󠁢󠁳󠁣󠁴󠁿"}).status_code == 200


def test_too_many_words_or_blocks_are_refused_before_the_parse() -> None:
    client = create_app(settings=Settings(max_words=50, max_blocks=3)).test_client()
    assert "50" in problem(analyze(client, {"text": "word " * 51}), 413)["detail"]
    assert "3" in problem(analyze(client, {"blocks": [{"id": str(n), "text": "A."} for n in range(4)]}), 413)["detail"]


def test_a_chunked_body_is_held_to_the_limit(service: str) -> None:
    connection = http.client.HTTPConnection(service.removeprefix("http://"), timeout=30)
    chunks = [b'{"text": "'] + [b"a" * 65_536] * 4
    connection.request("POST", "/v1/analyze", iter(chunks), {"Content-Type": "application/json"}, encode_chunked=True)
    response = connection.getresponse()
    assert response.status == 413
    assert response.headers["Content-Type"] == "application/problem+json"
    connection.close()


def test_a_busy_process_refuses_at_once_and_says_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(*_: Any, **__: Any) -> framing.Report:
        started.set()
        assert go_on.wait(30)
        return framing.analyze("Hello.")

    monkeypatch.setattr(reports, "analyze", slow)
    app = create_app(settings=Settings(waiting=0))
    statuses: list[int] = []
    first = threading.Thread(target=lambda: statuses.append(analyze(app.test_client(), {"text": STORY}).status_code))
    first.start()
    assert started.wait(30)
    refused = analyze(app.test_client(), {"text": STORY})
    assert app.test_client().get("/healthz").status_code == 200
    go_on.set()
    first.join(30)
    problem(refused, 503)
    assert int(refused.headers["Retry-After"]) >= 1
    assert statuses == [200]
    assert analyze(app.test_client(), {"text": STORY}).status_code == 200


def test_a_place_is_given_back_after_a_failure() -> None:
    admission = limits.Admission(waiting=0)
    for _ in range(3):
        with pytest.raises(RuntimeError), admission.turn():
            raise RuntimeError


def test_keys_open_the_interface_and_nothing_else_does() -> None:
    digest = hashlib.sha256(b"desk key").hexdigest()
    settings = Settings.from_environment({"FRAMING_KEYS": f"sha256:{'0' * 64}, sha256:{digest}"})
    client = create_app(settings=settings).test_client()
    wrong = [None, "", "desk key", "Basic desk key", "Bearer", "Bearer desk", "Bearer desk keys", f"Bearer {digest}"]
    bodies = set()
    for header in wrong:
        response = client.get("/v1/rules", headers={"Authorization": header} if header is not None else {})
        problem(response, 401)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        bodies.add(response.data)
    assert len(bodies) == 1
    right = {"Authorization": "Bearer desk key"}
    assert client.get("/v1/rules", headers=right).status_code == 200
    assert analyze(client, {"text": STORY}, headers=right).status_code == 200
    for path in ("/healthz", "/readyz", "/openapi.json", "/docs", "/"):
        assert client.get(path, buffered=True).status_code == 200


def test_a_plain_key_in_the_environment_stops_the_start() -> None:
    with pytest.raises(ConfigError, match="entry 2") as caught:
        Settings.from_environment({"FRAMING_KEYS": f"sha256:{'0' * 64} secret"})
    assert "secret" not in str(caught.value)


def test_rules_explain_themselves(client: FlaskClient) -> None:
    rules = client.get("/v1/rules").get_json()["rules"]
    assert [rule["name"] for rule in rules] == sorted(framing.RULES)
    one = rules[0]
    assert client.get(f"/v1/rules/{one['name']}").get_json() == one
    assert one["summary"]
    assert one["references"]
    assert all(quote in example["text"] for example in one["bad"] for quote in example["flagged"])


def test_an_unknown_rule_page_names_the_nearest(client: FlaskClient) -> None:
    name = sorted(framing.RULES)[0]
    assert repr(name) in problem(client.get(f"/v1/rules/{name}x"), 404)["detail"]


def test_every_failure_is_a_problem(client: FlaskClient) -> None:
    problem(client.get("/nowhere"), 404)
    response = client.get("/v1/analyze")
    problem(response, 405)
    assert "POST" in response.headers["Allow"]


def test_health(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "ready"
    assert ready["rules"] == len(framing.RULES)
    monkeypatch.setattr(health, "analyze", _altered)
    health.ready.cache_clear()
    problem(client.get("/readyz"), 503)
    monkeypatch.undo()
    health.ready.cache_clear()
    assert client.get("/readyz").status_code == 200


def _altered(_: Any) -> Any:
    raise framing.ModelError("the model is not the published one")


def test_answers_carry_security_headers(client: FlaskClient) -> None:
    for path in ("/", "/healthz", "/v1/rules", "/nowhere", "/docs", "/client/panel.js"):
        headers = client.get(path, buffered=True).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
    assert client.get("/healthz").headers["Cache-Control"] == "no-store"


def test_pages_name_no_other_host_and_hold_no_inline_script(client: FlaskClient) -> None:
    for path in ("/", "/docs"):
        page = client.get(path, buffered=True).get_data(as_text=True)
        assert "//" not in page.replace("http://www.w3.org", "")
        assert "<script>" not in page
        assert " style=" not in page


def test_the_client_knows_every_family() -> None:
    client = Path(views.__file__).parents[1] / "client"
    names = ("strings.js", "framing.css", "panel.css")
    strings, colours, panel = ((client / name).read_text(encoding="utf-8") for name in names)
    for family in FAMILIES:
        assert f"\n  {family}: '" in strings
        assert f"--framing-{family}:" in colours
        assert f"::highlight(framing-{family})" in colours
        assert f'[data-family="{family}"]' in panel


@pytest.mark.parametrize(
    "path", ["/client/../__init__.py", "/client/%2e%2e/__init__.py", "/docs/..%2fapp.py", "/docs/app.py"]
)
def test_only_the_client_s_own_files_are_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_error_s_message_never_reaches_log_or_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(story: str, **_: Any) -> framing.Report:
        raise ValueError(f"cannot read {story!r}")

    monkeypatch.setattr(reports, "analyze", fail)
    app = create_app(settings=Settings())
    response = app.test_client().post("/v1/analyze", json={"text": f"Said {CANARY}."})
    problem(response, 500)
    output = capsys.readouterr()
    logged = f"{caplog.text}{output.out}{output.err}"
    assert "ValueError" in logged
    assert "reports.py" in logged
    assert CANARY not in logged + response.get_data(as_text=True)


def test_the_server_logs_no_story_and_stops_when_asked(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running_service(log, FRAMING_KEYS="") as (base, process):
        host = base.removeprefix("http://")
        for body in (json.dumps({"text": f"{CANARY} said so."}), f'{{"{CANARY}', json.dumps({CANARY: 1})):
            connection = http.client.HTTPConnection(host, timeout=30)
            connection.request("POST", "/v1/analyze", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = response.read().decode()
            assert response.status in (200, 400, 422)
            assert response.status == 200 or CANARY not in answer
            connection.close()
        process.terminate()
        assert process.wait(30) == 0
    assert base in log.read_text()
    assert CANARY not in log.read_text()
