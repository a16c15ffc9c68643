"""At the door: sizes, codings and types before anything is parsed; headers on every answer; pages of other hosts."""

from __future__ import annotations

import gzip
import http.client
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import running_service
from machine import slowness

from framing.errors import ConfigError
from plugin import create_app
from plugin.service.headers import HEADERS
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

CANARY = "zanzibarquokka"
JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=edge"
CMS = "https://cms.example"
SETTINGS = f"""
languagetool = true
metrics = true
origins = ["{CMS}", "http://localhost:3000"]

[webhooks.cms]
text = "body"
signature = {{secret-env = "CMS_SECRET"}}
"""
CPU = 0.05
"""Seconds of CPU that a refusal may cost."""


def multipart(text: bytes) -> bytes:
    return b'--edge\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + text + b"\r\n--edge--\r\n"


DOORS: dict[str, tuple[str, str, Callable[[bytes], bytes]]] = {
    "story": ("/v1/analyze", JSON, lambda text: b'{"text": "' + text + b'"}'),
    "webhook": ("/v1/webhooks/cms", JSON, lambda text: b'{"body": "' + text + b'"}'),
    "form": ("/v2/check", FORM, lambda text: b"language=en&text=" + text),
    "multipart": ("/v2/check", MULTIPART, multipart),
}


@pytest.fixture(scope="module")
def settings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("door") / "service.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def client(settings_file: Path) -> FlaskClient:
    return create_app(settings=Settings.from_environment({"CMS_SECRET": "x" * 32}, settings_file)).test_client()


@pytest.fixture(scope="module")
def server(settings_file: Path) -> Iterator[tuple[str, Path]]:
    """Host and log of a real server."""
    log = settings_file.with_name("log")
    settings = {"FRAMING_SETTINGS": str(settings_file), "CMS_SECRET": "x" * 32, "FRAMING_KEYS": ""}
    with running_service(log, **settings) as (base, _):
        yield base.removeprefix("http://"), log


def ask(host: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, bytes]:
    """Status, headers and body of an answer; a list of pieces goes out in chunks, without a length."""
    connection = http.client.HTTPConnection(host, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        chunked = isinstance(body, list)
        connection.request(method, path, iter(body) if chunked else body, named, encode_chunked=chunked)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def refused(answer: tuple[int, Any, bytes], status: int) -> None:
    assert answer[0] == status
    assert answer[1]["Content-Type"] == "application/problem+json"
    assert CANARY.encode() not in answer[2]
    for name, value in HEADERS.items():
        assert answer[1][name] == value


@pytest.mark.parametrize("door", DOORS)
def test_every_door_is_held_to_size_and_coding_before_anything_is_parsed(door: str, server: tuple[str, Path]) -> None:
    (path, kind, packed), (host, log) = DOORS[door], server
    large = packed(CANARY.encode() + b" " + b"word " * 80_000)
    assert len(large) > 256 * 1024
    pieces = [large[start : start + 50_000] for start in range(0, len(large), 50_000)]
    bomb = gzip.compress(packed(CANARY.encode() + bytes(1 << 26)))
    assert len(bomb) < 256 * 1024
    for body, status, coding in (
        (large, 413, "identity"),
        (pieces, 413, "identity"),
        (bomb, 415, "gzip"),
        ([bomb], 415, "gzip"),
        (bomb, 415, "deflate"),
        (bomb, 415, "br"),
        (bomb, 415, "identity, gzip"),
        (packed(CANARY.encode()), 415, "GZIP"),
    ):
        refused(ask(host, "POST", path, body, Content_Type=kind, Content_Encoding=coding), status)
    assert CANARY not in log.read_text()


def test_what_is_no_http_is_a_problem_too(server: tuple[str, Path]) -> None:
    host, log = server
    story = b'{"text": "zanzibarquokka"}'
    refused(ask(host, "POST", "/v1/analyze", story, Content_Type=JSON, Content_Length="-1"), 400)
    refused(ask(host, "POST", "/v1/analyze", story, Transfer_Encoding="gzip"), 400)
    refused(ask(host, "POST", "/v1/analyze", story, Transfer_Encoding="chunked", Content_Length="9"), 400)
    refused(ask(host, "GET", "/" + CANARY * 700), 414)
    refused(ask(host, "GET", "/", X_Long=CANARY * 700), 431)
    refused(ask(host, "BREW", "/v1/rules"), 405)
    assert ask(host, "GET", "/healthz")[0] == 200
    assert CANARY not in log.read_text()


HOSTILE = [
    b"[" * 100_000,
    b'{"a":' * 40_000,
    b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"text": NaN}',
    b'{"text": -Infinity}',
    b'{"text": ' + b"9" * 200_000 + b"}",
    b'{"text": 1' + b"0" * 5_000 + b"}",
    b'{"text": 1e' + b"9" * 5_000 + b"}",
    b'{"text": "zanzibarquokka", "text": "zanzibarquokka"}',
    b'\xef\xbb\xbf{"text": "zanzibarquokka"}',
    '{"text": "zanzibarquokka"}'.encode("utf-16"),
    '{"text": "zanzibarquokka"}'.encode("utf-16-le"),
    '{"text": "zanzibarquokka"}'.encode("utf-32"),
    b'{"text": "zanzibarquokka\xff"}',
    b'{"text": "zanzibarquokka\xed\xa0\x80"}',
    b'{"text": "zanzibarquokka\xc0\xaf"}',
    b'{"text": "zanzibarquokka\\ud800"}',
    b'{"text": "zanzibarquokka\\x41"}',
    b'{"text": "zanzibarquokka\x00"}',
    b'{"zanzibarquokka": 1}',
    b'{"text": ["zanzibarquokka"]}',
    b'{"text": "zanzibarquokka", "offset_unit": "zanzibarquokka"}',
    b'{"blocks": [{"id": "zanzibarquokka"}]}',
    b'{"blocks": [' + b'{"id": "", "text": ""},' * 10_000 + b"{}]}",
    b'{"text": "zanzibarquokka"} {"text": 1}',
    b"zanzibarquokka",
    b"null",
    b'"zanzibarquokka"',
    b"\x1f\x8b\x08zanzibarquokka",
    b"\x00" * 1000,
    b"",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_json_is_refused_cheaply_and_nothing_of_it_is_repeated(client: FlaskClient, number: int) -> None:
    body, spent = HOSTILE[number], []
    for _ in range(3):
        start = time.thread_time()
        response = client.post("/v1/analyze", data=body, content_type=JSON)
        spent.append(time.thread_time() - start)
        refused((response.status_code, response.headers, response.data), response.status_code)
        assert response.status_code in (400, 413, 422)
    assert min(spent) < CPU * slowness()


@pytest.mark.parametrize("kind", ["", "text/plain", "text/json", "application/json; charset=utf-16", "image/png", FORM])
def test_other_types_are_refused(client: FlaskClient, kind: str) -> None:
    response = client.post("/v1/analyze", data=b'{"text": "zanzibarquokka"}', content_type=kind)
    refused((response.status_code, response.headers, response.data), 415)


def test_every_answer_carries_the_headers(client: FlaskClient) -> None:
    asked = [("PUT", rule.rule) for rule in client.application.url_map.iter_rules()]
    asked += [
        ("GET", path) for path in ("/", "/docs", "/client/panel.js", "/healthz", "/v1/rules/no", "/no", "/metrics")
    ]
    asked += [("POST", "/v1/analyze"), ("OPTIONS", "/v1/analyze"), ("HEAD", "/healthz")]
    for method, path in asked:
        response = client.open(path.replace("<", "%3C").replace(">", "%3E"), method=method, buffered=True)
        for name in HEADERS:
            assert name in response.headers, (method, path, response.status_code)
        policy = response.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


WRONG_ORIGINS = [
    *("null", "", "*", "https://", f"{CMS}.evil.example", "https://evil-cms.example", "https://sub.cms.example"),
    *("http://cms.example", f"{CMS}:443", f"{CMS}:8443", f"{CMS}/", f" {CMS}x", f"{CMS}, {CMS}", f"{CMS} {CMS}"),
    *("HTTPS://cms.example", "https://CMS.example", "https://user@cms.example", "https://cms.example%00.evil.example"),
    *("http://localhost", "http://localhost:30000", "http://localhost:300", "file://", "https://cms.exampl\u00e9"),
]
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,authorization"}


def shared(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name.startswith("Access-Control-")}


@pytest.mark.parametrize("origin", [CMS, "http://localhost:3000"])
def test_a_listed_page_may_read_answers_and_failures(client: FlaskClient, origin: str) -> None:
    for response in (
        client.post("/v1/analyze", json={"text": "One."}, headers={"Origin": origin}),
        client.get("/v1/rules/none", headers={"Origin": origin}),
        client.post("/v1/analyze", data=b"{", content_type=JSON, headers={"Origin": origin}),
    ):
        assert shared(response)["Access-Control-Allow-Origin"] == origin
        assert "Retry-After" in shared(response)["Access-Control-Expose-Headers"]
        assert "Origin" in response.headers["Vary"]
    asked = client.options("/v1/analyze", headers={"Origin": origin, **PREFLIGHT})
    assert asked.status_code == 200
    assert shared(asked)["Access-Control-Allow-Headers"] == "Authorization, Content-Type, X-Request-ID"
    assert shared(asked)["Access-Control-Allow-Methods"] == "GET, POST"
    assert "Access-Control-Allow-Credentials" not in asked.headers


@pytest.mark.parametrize("origin", WRONG_ORIGINS)
def test_no_other_page_may(client: FlaskClient, origin: str) -> None:
    for response in (
        client.post("/v1/analyze", json={"text": "One."}, headers={"Origin": origin}),
        client.options("/v1/analyze", headers={"Origin": origin, **PREFLIGHT}),
    ):
        assert shared(response) == {}
        assert "Origin" in response.headers["Vary"]


def test_pages_of_other_hosts_are_shut_out_unless_listed() -> None:
    client = create_app(settings=Settings()).test_client()
    for origin in (CMS, "null", "http://localhost"):
        asked = client.options("/v1/analyze", headers={"Origin": origin, **PREFLIGHT})
        assert shared(asked) == {}
        assert shared(client.get("/v1/rules", headers={"Origin": origin})) == {}


@pytest.mark.parametrize(
    "origin",
    [
        *("*", "null", "", "cms.example", f"{CMS}/", f"{CMS}:443", "http://cms.example:80", "https://CMS.example"),
        *(
            "https://*.example",
            "https://a@cms.example",
            "https://cms.example:99999",
            "https://cms.example:x",
            "https://",
        ),
        *("ftp://cms.example", f"{CMS}?a", f"{CMS}#a", "https://cms.exampl\u00e9", f" {CMS}", "https://[::1"),
    ],
)
def test_an_origin_that_no_page_has_stops_the_start(origin: str, tmp_path: Path) -> None:
    path = tmp_path / "service.toml"
    path.write_text(f"origins = {json.dumps([CMS, origin], ensure_ascii=False)}", encoding="utf-8")
    with pytest.raises(ConfigError, match="origins: expected"):
        Settings.from_environment({}, path)
