"""Clients of LanguageTool get findings on the right words, whatever liberties they take with the interface."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlencode

import pytest
from conftest import running_service
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from framing import Config
from framing.document import Span
from framing.errors import ConfigError
from plugin import create_app
from plugin.service.keys.key import Key
from plugin.service.languagetool.annotated import read_data
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

STORY = (
    "Council meets 😀 on Monday\n\n"
    "The mayor slammed the plan & the harbour. “It’s over,” said Ann Roe.\n\n"
    "The plan is dead 🏴 and costs 40% more, officials said on Tuesday."
)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(settings=Settings(languagetool=True)).test_client()


def check(client: FlaskClient, body: str | bytes, content_type: str = FORM) -> dict[str, Any]:
    response = client.post("/v2/check", data=body, content_type=content_type)
    assert response.status_code == 200
    answer: dict[str, Any] = response.get_json()
    return answer


def words(answer: dict[str, Any], text: str) -> list[str]:
    """The words at the matches, by UTF-16 code units, as an editor counts."""
    units = text.encode("utf-16-le")
    return [
        units[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le")
        for match in answer["matches"]
    ]


def data_of(parts: list[dict[str, str]]) -> tuple[str, str]:
    """An encoded body with markup, and the text that offsets count in."""
    body = urlencode({"data": json.dumps({"annotation": parts}), "language": "auto"})
    return body, "".join(part.get("text", "") + part.get("markup", "") for part in parts)


def test_it_is_off_unless_switched_on() -> None:
    client = create_app(settings=Settings()).test_client()
    assert client.post("/v2/check", data={"text": "One."}).status_code == 404
    assert client.get("/v2/languages").status_code == 404
    assert Settings.from_environment({"FRAMING_LANGUAGETOOL": "1"}).languagetool
    assert not Settings.from_environment({"FRAMING_LANGUAGETOOL": "off"}).languagetool
    with pytest.raises(ConfigError, match="FRAMING_LANGUAGETOOL"):
        Settings.from_environment({"FRAMING_LANGUAGETOOL": "maybe"})


def test_offsets_count_utf16_code_units(client: FlaskClient) -> None:
    found = words(check(client, urlencode({"text": STORY, "language": "en-US"})), STORY)
    assert "slammed" in found
    assert "officials" in found


def test_a_match_has_all_that_clients_read(client: FlaskClient) -> None:
    answer = check(client, urlencode({"text": STORY, "language": "en-GB"}))
    assert answer["language"]["code"] == "en-GB"
    match = next(match for match in answer["matches"] if match["rule"]["id"] == "LOADED_WORD")
    assert match["replacements"][0]["value"]
    assert match["sentence"] == "The mayor slammed the plan & the harbour."
    assert match["rule"]["category"] == {"id": "WORDING", "name": "Wording"}
    assert match["rule"]["issueType"] == "grammar"
    assert match["rule"]["urls"][0]["value"].startswith("https://")
    context = match["context"]
    units = context["text"].encode("utf-16-le")
    shown = units[2 * context["offset"] : 2 * (context["offset"] + context["length"])].decode("utf-16-le")
    assert shown == "slammed"
    assert "\n" not in context["text"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (urlencode({"text": STORY, "language": "en-US"}), FORM),
        (urlencode({"text": STORY, "language": "en-US"}), "application/json"),
        (urlencode({"text": STORY, "language": "en-US"}), "text/plain; charset=latin-1"),
        (f"text={STORY}&language=en-US", FORM),
        (f"text={STORY}&language=en-US&username=desk&apiKey=key", FORM),
        (urlencode({"data": json.dumps({"text": STORY}), "language": "auto"}), "application/json"),
        (
            '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + STORY + "\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
    ],
    ids=["form", "called JSON", "called text", "not encoded", "not encoded, with a key", "data", "multipart"],
)
def test_every_way_to_send_a_text_finds_the_same(client: FlaskClient, body: str, content_type: str) -> None:
    expected = check(client, urlencode({"text": STORY, "language": "en-US"}))["matches"]
    assert expected
    assert check(client, body.encode(), content_type)["matches"] == expected


@pytest.mark.parametrize("text", ["The mayor slammed it & left", "The mayor slammed 100% of it", "Ann+Bo slammed it"])
def test_text_without_encoding_is_read_as_written(client: FlaskClient, text: str) -> None:
    assert words(check(client, f"text={text}&language=en-US".encode()), text) == ["slammed"]


def test_encoded_text_is_decoded(client: FlaskClient) -> None:
    text = "Ann & Bo slammed 100%+ of it; a=b&language=de"
    assert words(check(client, f"text={quote_plus(text)}&language=en-US"), text) == ["slammed"]


def test_markup_is_skipped_and_counted(client: FlaskClient) -> None:
    body, sent = data_of(
        [
            {"markup": "<h1>"},
            {"text": "Council meets 😀"},
            {"markup": "</h1>\n<p>", "interpretAs": "\n\n"},
            {"text": "The mayor sl"},
            {"markup": "<b>"},
            {"text": "ammed"},
            {"markup": "</b>"},
            {"text": " the plan "},
            {"markup": "&amp;", "interpretAs": "&"},
            {"text": " the harbour."},
            {"markup": "</p>"},
        ]
    )
    assert words(check(client, body), sent) == ["sl<b>ammed"]


@given(st.lists(st.tuples(st.booleans(), st.text(max_size=6), st.text(max_size=3)), max_size=8))
def test_every_span_of_text_is_found_where_it_was_sent(parts: list[tuple[bool, str, str]]) -> None:
    annotation = [{"markup": sent, "interpretAs": meant} if markup else {"text": sent} for markup, sent, meant in parts]
    text = read_data(json.dumps({"annotation": annotation}))
    at = 0
    for markup, sent, meant in parts:
        if not markup and sent:
            span = text.span(Span(at, at + len(sent)))
            assert text.sent[span.start : span.end] == sent == text.read[at : at + len(sent)]
        at += len(meant if markup else sent)


def test_rules_and_families_are_switched_by_id(client: FlaskClient) -> None:
    def ids(**fields: str) -> set[str]:
        answer = check(client, urlencode({"text": STORY, "language": "en", **fields}))
        return {match["rule"]["id"] for match in answer["matches"]}

    assert {"LOADED_WORD", "UNNAMED_SOURCE"} <= ids()
    assert "LOADED_WORD" not in ids(disabledRules="LOADED_WORD,WHITESPACE_RULE")
    assert "LOADED_WORD" not in ids(disabledCategories="WORDING")
    assert ids(enabledOnly="true", enabledRules="unnamed-source") == {"UNNAMED_SOURCE"}
    assert ids(enabledOnly="true", enabledCategories="WORDING") == {"LOADED_WORD"}
    assert ids(enabledOnly="true", enabledRules="COMMA_PARENTHESIS_WHITESPACE") == set()


def test_what_may_stand_in_another_paragraph_is_not_asked_of_one_alone(client: FlaskClient) -> None:
    alone = "Unemployment in the city rose to 9.3 percent last year."
    rule = "NUMBER_WITHOUT_SOURCE"

    def ids(text: str, **fields: str) -> list[str]:
        answer = check(client, urlencode({"text": text, "language": "en", **fields}))
        return [match["rule"]["id"] for match in answer["matches"]]

    assert rule not in ids(alone)
    assert rule in ids(alone, enabledRules=rule)
    assert rule in ids(f"The council met on Monday to talk about the bridge.\n\n{alone}\n\nThen it rained.")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "en-US"),
        ({"language": "auto"}, "en-US"),
        ({"language": "auto", "preferredVariants": "de-DE,en-AU"}, "en-AU"),
        ({"language": "en_ca"}, "en-CA"),
        ({"language": "en-IE"}, "en"),
    ],
)
def test_every_english_is_read(client: FlaskClient, fields: dict[str, str], code: str) -> None:
    assert check(client, urlencode({"text": "One.", **fields}))["language"]["code"] == code


def test_languages_are_english_ones(client: FlaskClient) -> None:
    answer = client.get("/v2/languages").get_json()
    assert {item["code"] for item in answer} == {"en"}
    assert {"en-US", "en-GB"} <= {item["longCode"] for item in answer}


@pytest.mark.parametrize("text", ["", " \n", "* * *", "\x0f", "\u2014"])
def test_a_text_without_words_has_no_findings(client: FlaskClient, text: str) -> None:
    assert check(client, urlencode({"text": text, "language": "en"}))["matches"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"language=en", 422),
        (b"text=One.&data={}", 422),
        (b"text=Eins.&language=de-DE", 422),
        (b"text=\xff&language=en", 400),
        (b"data=%7B&language=en", 400),
        (b"data=[]&language=en", 422),
        (b'data={"annotation":[{}]}&language=en', 422),
        (b'data={"annotation":[{"text":1}]}&language=en', 422),
        (b'data={"annotation":[{"markup":"a","interpretAs":null}]}&language=en', 422),
        (b'data={"text":"\\ud800"}&language=en', 400),
        (b"data=" + b"[" * 50_000, 400),
        (b"text=" + b"a" * 300_000, 413),
        (b"text=" + b"a+" * 26_000, 413),
    ],
)
def test_what_is_no_check_is_a_problem_that_repeats_nothing(client: FlaskClient, body: bytes, status: int) -> None:
    response = client.post("/v2/check", data=body, content_type=FORM)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.get_json()["status"] == status


def test_a_text_never_stands_in_an_address(client: FlaskClient) -> None:
    assert client.get("/v2/check?text=One.&language=en").status_code == 405
    assert client.post("/v2/check?text=One.&language=en").status_code == 422


def test_keys_come_as_clients_can_send_them() -> None:
    settings = Settings(languagetool=True, keys=(Key(name="desk", digest=hashlib.sha256(b"desk key").hexdigest()),))
    client = create_app(settings=settings).test_client()
    body = {"text": "One.", "language": "en"}
    assert client.post("/v2/check", data=body).status_code == 401
    assert client.post("/v2/check", data={**body, "apiKey": "wrong", "username": "desk"}).status_code == 401
    assert client.post("/v2/check", data={**body, "apiKey": "desk key"}).status_code == 200
    assert client.post("/v2/check", data={**body, "username": "desk key"}).status_code == 200
    assert client.post("/v2/check", data=body, headers={"Authorization": "Bearer desk key"}).status_code == 200
    assert client.post("/v2/check", data=b"text=An Ox&language=en&username=a&apiKey=desk key").status_code == 200
    assert client.get("/v2/languages").status_code == 200


def test_the_house_s_profile_and_terms_count(client: FlaskClient) -> None:
    opinion = create_app(Config(profile="opinion"), Settings(languagetool=True)).test_client()
    assert words(check(opinion, urlencode({"text": "The mayor slammed it."})), "") == []
    house = create_app(Config(avoid=("harbour",)), Settings(languagetool=True)).test_client()
    assert "HOUSE_TERM" in {match["rule"]["id"] for match in check(house, urlencode({"text": STORY}))["matches"]}


def test_answers_are_as_described(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").get_json()
    validate(spec)
    assert {"/v2/check", "/v2/languages"} <= spec["paths"].keys()
    schema = {"$ref": "#/components/schemas/Check", "components": spec["components"]}
    answer = check(client, urlencode({"text": STORY, "language": "en-US"}))
    assert not list(Draft202012Validator(schema).iter_errors(answer))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A running service with the interface on, and its log."""
    log = tmp_path_factory.mktemp("languagetool") / "log"
    with running_service(log, FRAMING_LANGUAGETOOL="1", FRAMING_KEYS="") as (base, _):
        yield base, log


def test_language_tool_python_works(server: tuple[str, Path]) -> None:
    client = pytest.importorskip("language_tool_python")
    text = "The mayor 😀 slammed the plan.\n\nThe plan is dead, officials said on Tuesday."
    with client.LanguageTool("en-US", remote_server=server[0]) as tool:
        found = tool.check(text)
        corrected = tool.correct("The mayor slammed the plan.")
    places = {text[match.offset : match.offset + match.error_length]: match.rule_id for match in found}
    assert places["slammed"] == "LOADED_WORD"
    assert places["officials"] == "UNNAMED_SOURCE"
    assert corrected == "The mayor criticized the plan."


def test_pylanguagetool_works(server: tuple[str, Path]) -> None:
    package = importlib.util.find_spec("pylanguagetool")
    if package is None or not package.submodule_search_locations:
        pytest.skip("pylanguagetool is not installed")
    # Its command needs a setuptools of before 2025; the module that talks to the server needs nothing.
    place = Path(package.submodule_search_locations[0]) / "api.py"
    spec = importlib.util.spec_from_file_location("pylanguagetool_api", place)
    assert spec is not None
    assert spec.loader is not None
    api = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(api)
    base = f"{server[0]}/v2/"
    text = "The mayor slammed the plan & left."
    found = api.check(text, base, "en-US", disabled_rules="UNNAMED_SOURCE", picky=True)["matches"]
    assert [text[match["offset"] : match["offset"] + match["length"]] for match in found] == ["slammed"]
    assert {"code": "en", "longCode": "en-GB", "name": "English (GB)"} in api.get_languages(base)


def test_libreoffice_works(server: tuple[str, Path], tmp_path: Path) -> None:
    office, script = shutil.which("soffice"), Path(__file__).with_name("libreoffice_check.py")
    python = next((name for name in ("/usr/bin/python3", sys.executable) if office and has_uno(name)), None)
    if office is None or python is None:
        pytest.skip("LibreOffice with Python is not installed: apt-get install libreoffice-writer-nogui python3-uno")
    text = "😀 The mayor slammed the plan & said 100% of it is a disaster."
    command = [python, str(script), office, str(tmp_path), f"{server[0]}/v2", text]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    units = text.encode("utf-16-le")
    marked = [units[2 * start : 2 * (start + length)].decode("utf-16-le") for start, length, _ in found]
    assert "slammed" in marked
    assert all(comment for _, _, comment in found)


def has_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def test_no_text_is_logged(server: tuple[str, Path]) -> None:
    for body in (b"text=zanzibarquokka said.&language=en", b"data={zanzibarquokka"):
        request = urllib.request.Request(f"{server[0]}/v2/check", body)
        with contextlib.suppress(urllib.error.HTTPError):
            urllib.request.urlopen(request, timeout=60).close()
    assert "zanzibarquokka" not in server[1].read_text(errors="replace")
