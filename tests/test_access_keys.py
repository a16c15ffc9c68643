"""Keys of the service: who may do what, until when, how much; and how keys are given and taken away."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import framing
from framing.cli import main
from framing.errors import ConfigError
from plugin import create_app
from plugin.service import reports
from plugin.service.keys.key import ANYONE, SCOPES, Key, digest_of
from plugin.service.keys.marks import GONE, Marks
from plugin.service.keys.quota import Quota
from plugin.service.keys.ring import Keyring
from plugin.service.problems import Problem
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

STORY = {"text": "The plan is dead, officials said."}
HOOK = "[webhooks.cms]\ntext = 'body'\n"


def table(name: str, secret: str, scopes: str, more: str = "") -> str:
    return f'[{name}]\ndigest = "sha256:{digest_of(secret)}"\nscopes = [{scopes}]\n{more}\n'


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A key for each scope, named like it, and one that has expired."""
    path = tmp_path / "keys.toml"
    each = [table(scope, f"key for {scope}", f'"{scope}"') for scope in SCOPES]
    old = table("old", "an old key", '"analyze", "rules"', "expires = 2026-01-01")
    path.write_text("".join([*each, old]), encoding="utf-8")
    return path


@pytest.fixture
def client(keys: Path) -> FlaskClient:
    file = keys.with_name("service.toml")
    file.write_text(f"keys = 'keys.toml'\nlanguagetool = true\n{HOOK}", encoding="utf-8")
    return create_app(settings=Settings.from_environment({}, file)).test_client()


def ask(client: FlaskClient, what: str, key: str | None) -> TestResponse:
    """A request that needs the scope ``what``."""
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    if what == "rules":
        return client.get("/v1/rules/unnamed-source", headers=headers)
    if what == "languagetool":
        return client.post("/v2/check", data={"text": "One.", "language": "en"}, headers=headers)
    if what == "webhooks":
        return client.post("/v1/webhooks/cms", json={"body": STORY["text"]}, headers=headers)
    return client.post("/v1/analyze", json=STORY, headers=headers)


DOORS = ("analyze", "rules", "webhooks", "languagetool")


def test_a_key_opens_what_its_scope_says_and_nothing_else(client: FlaskClient) -> None:
    for door in DOORS:
        for scope in SCOPES:
            response = ask(client, door, f"key for {scope}")
            assert response.status_code == (200 if scope == door else 403), (door, scope)
            if scope != door:
                assert door in response.get_json()["detail"]
    assert client.get("/v1/profiles", headers={"Authorization": "Bearer key for rules"}).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_without_a_valid_key_every_door_is_shut_in_the_same_words(client: FlaskClient, door: str) -> None:
    good = f"key for {door}"
    wrong = [None, "", " ", "wrong", good[:-1], good + "x", good.upper(), "an old key", digest_of(good), "sha256:"]
    answers = {(answer.status_code, answer.data) for answer in (ask(client, door, key) for key in wrong)}
    assert len(answers) == 1
    assert {status for status, _ in answers} == {401}


def test_every_path_but_health_and_pages_asks_for_a_key(client: FlaskClient) -> None:
    open_to_all = {
        "/healthz",
        "/readyz",
        "/version",
        "/",
        "/client/<path:name>",
        "/docs",
        "/docs/<name>",
        "/openapi.json",
    }
    open_to_all |= {"/v2/languages"}
    for rule in client.application.url_map.iter_rules():
        if rule.rule not in open_to_all:
            path = rule.rule.replace("<string:name>", "cms" if "webhooks" in rule.rule else "unnamed-source")
            method = "POST" if "POST" in (rule.methods or ()) else "GET"
            assert client.open(path, method=method).status_code == 401, path


def test_a_key_is_refused_before_its_body_is_read(client: FlaskClient) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post("/v1/analyze", data=b"{", headers=headers).status_code == 401
    refused = client.post("/v1/analyze", data=b"{", headers={**headers, "Authorization": "Bearer key for rules"})
    assert refused.status_code == 403


def test_a_key_opens_until_the_day_it_expires(keys: Path) -> None:
    for day, opens in ((date(2025, 12, 31), True), (date(2026, 1, 1), False), (date(2030, 1, 1), False)):
        ring = Keyring(path=keys, today=lambda day=day: day)  # type: ignore[misc]
        assert (ring.find("an old key") is not None) == opens


def test_keys_change_without_a_restart(client: FlaskClient, keys: Path) -> None:
    assert ask(client, "rules", "key for rules").status_code == 200
    keys.write_text(keys.read_text() + table("next", "the next key", '"rules"'))
    assert [ask(client, "rules", key).status_code for key in ("key for rules", "the next key")] == [200, 200]
    fresh = keys.with_name("fresh.toml")
    fresh.write_text(table("next", "the next key", '"rules"'))
    fresh.replace(keys)
    assert [ask(client, "rules", key).status_code for key in ("key for rules", "the next key")] == [401, 200]


@pytest.mark.parametrize("damage", ["", "[", "[rules]\nscopes = ['rules']", "x = 'key for rules'", None])
def test_a_file_that_breaks_changes_nothing_and_opens_nothing(
    client: FlaskClient, keys: Path, damage: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    if damage is None:
        keys.unlink()
    else:
        keys.write_text(damage)
    with caplog.at_level(logging.ERROR):
        statuses = [ask(client, "rules", key).status_code for key in ("key for rules", "wrong", None)]
    assert statuses == [200, 401, 401]
    assert [record.message.count("stay") for record in caplog.records] == [1]
    assert "key for rules" not in caplog.text
    keys.write_text(table("next", "the next key", '"rules"'))
    assert [ask(client, "rules", key).status_code for key in ("key for rules", "the next key")] == [401, 200]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no key"),
        ("[a", "not valid TOML"),
        ("a = 'SECRET'", "a: expected a table"),
        ("['a b']", "the name of a key"),
        ("[a]\nscopes = ['rules']", "a.digest is missing"),
        ("[a]\ndigest = 'SECRET'\nscopes = ['rules']", "a.digest: expected sha256:"),
        (table("a", "SECRET", ""), "a.scopes: expected a list of strings, at least 1"),
        (table("a", "SECRET", '"analyse"'), "did you mean 'analyze'?"),
        (table("a", "SECRET", '"rules"', "expires = '2027-01-01'"), "a.expires: expected a day"),
        (table("a", "SECRET", '"rules"', "expires = 2027-01-01T00:00:00Z"), "a.expires: expected a day"),
        (table("a", "SECRET", '"rules"', "rate = 0"), "at least 1"),
        (table("a", "SECRET", '"rules"', "rates = 1"), "did you mean 'rate'?"),
    ],
)
def test_a_file_that_is_none_stops_the_start_and_its_keys_are_not_repeated(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        create_app(settings=Settings.from_environment({"FRAMING_KEYS_FILE": str(path)}))
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "SECRET" not in str(caught.value)


def test_a_file_that_is_not_there_or_that_anybody_may_write_stops_the_start(keys: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        create_app(settings=Settings(keys_file=keys.with_name("none.toml")))
    if os.name == "posix":
        keys.chmod(0o666)
        with pytest.raises(ConfigError, match="anybody may write"):
            create_app(settings=Settings(keys_file=keys))


def test_a_key_is_made_listed_and_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keys.toml"
    new = ["key", "new", "--to", str(path), "--name"]
    assert main([*new, "desk-a", "--expires", "2999-01-31"]) == 0
    first = capsys.readouterr().out.strip()
    assert main([*new, "desk-b", "--scope", "rules"]) == 0
    second = capsys.readouterr().out.strip()
    assert first != second
    assert first not in path.read_text()
    assert main([*new, "desk-a"]) == 2
    assert "desk-a already" in capsys.readouterr().err
    assert main(["key", "list", str(path)]) == 0
    assert capsys.readouterr().out == "desk-a\tanalyze,rules\t2999-01-31\ndesk-b\trules\tnever\n"
    client = create_app(settings=Settings(keys_file=path)).test_client()
    assert [ask(client, "analyze", key).status_code for key in (first, second)] == [200, 403]


def test_a_key_is_printed_with_what_belongs_into_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "new", "--name", "desk", "--scope", "analyze", "--scope", "webhooks"]) == 0
    secret, _, rest = capsys.readouterr().out.partition("\n")
    (tmp_path / "keys.toml").write_text(rest)
    found = Keyring(path=tmp_path / "keys.toml").find(secret)
    assert found is not None
    assert (found.name, found.scopes) == ("desk", frozenset({"analyze", "webhooks"}))


@pytest.mark.parametrize(
    "wrong", [["--name", "a b"], ["--name", ""], ["--name", "a", "--scope", "all"], ["--name", "a", "--to", "/"]]
)
def test_what_cannot_be_a_key_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "new", *wrong]) == 2
    assert "framing_" not in capsys.readouterr().out


def test_keys_of_the_environment_may_do_everything(tmp_path: Path, keys: Path) -> None:
    settings = Settings.from_environment(
        {"FRAMING_KEYS": f"sha256:{digest_of('root')}", "FRAMING_KEYS_FILE": str(keys)}
    )
    client = create_app(settings=settings).test_client()
    assert [ask(client, "analyze", key).status_code for key in ("root", "key for analyze", "x")] == [200, 200, 401]


def limited(rate: int = 0, at_once: int = 0) -> FlaskClient:
    keys = [Key(name=name, digest=digest_of(name)) for name in ("one", "two")]
    keys.append(Key(name="more", digest=digest_of("more"), rate=5))
    return create_app(settings=Settings(keys=tuple(keys), rate=rate, at_once=at_once)).test_client()


def test_a_key_that_asks_too_often_is_told_when_to_come_back_and_others_are_served() -> None:
    client = limited(rate=2)
    statuses = [ask(client, "rules", "one").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    refused = ask(client, "analyze", "one")
    assert refused.status_code == 429
    assert refused.content_type == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 30
    assert ask(client, "rules", "two").status_code == 200
    assert [ask(client, "rules", "more").status_code for _ in range(6)] == [200] * 5 + [429]
    assert client.get("/healthz").status_code == 200


def test_requests_come_back_evenly_over_a_minute() -> None:
    clock = [1000.0]
    quota = Quota(Marks(), rate=6, at_once=0, now=lambda: clock[0])

    def refused() -> int:
        """Seconds to wait; 0: admitted."""
        try:
            with quota.turn(ANYONE):
                return 0
        except Problem as problem:
            return problem.retry_after or -1

    assert [refused() for _ in range(6)] == [0] * 6
    assert refused() == 10
    clock[0] += 9.9
    assert refused() == 1
    clock[0] += 0.1
    assert [refused(), refused()] == [0, 10]
    clock[0] += 3600
    assert [refused() for _ in range(7)] == [0] * 6 + [10]


def test_a_key_with_too_many_requests_at_once_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    started, go_on = threading.Event(), threading.Event()
    analyze = framing.analyze

    def slow(*_: Any, **__: Any) -> framing.Report:
        started.set()
        assert go_on.wait(30)
        return analyze("Hello.")

    monkeypatch.setattr(reports, "analyze", slow)
    client = limited(at_once=1)
    first = threading.Thread(target=lambda: ask(client.application.test_client(), "analyze", "one"))
    first.start()
    assert started.wait(30)
    refused = ask(client, "rules", "one")
    other = ask(client, "rules", "two")
    go_on.set()
    first.join(30)
    assert (refused.status_code, refused.headers["Retry-After"], other.status_code) == (429, "1", 200)
    assert ask(client, "rules", "one").status_code == 200


@pytest.mark.skipif(os.name == "nt", reason="one process there")
def test_processes_count_together_and_one_that_is_killed_blocks_nobody() -> None:
    code = """
import os, signal
from plugin.service.keys.key import Key
from plugin.service.keys.marks import Marks
from plugin.service.keys.quota import Quota
from plugin.service.problems import Problem

marks = Marks()
quota = Quota(marks, rate=50, at_once=0, now=lambda: 1000.0)
if not (killed := os.fork()):
    with marks.alone():
        os.kill(os.getpid(), signal.SIGKILL)
os.waitpid(killed, 0)
read, write = os.pipe()
for _ in range(4):
    if not os.fork():
        for _ in range(40):
            try:
                with quota.turn(Key(name="desk", digest="")):
                    os.write(write, b"+")
            except Problem:
                pass
        os._exit(0)
for _ in range(4):
    os.wait()
os.close(write)
print(len(os.read(read, 1000)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "50\n"


def test_marks_keep_the_latest_time_and_make_room() -> None:
    marks = Marks()
    with marks.alone():
        assert marks.until("a") == GONE
        marks.mark("a", 5.0)
        marks.mark("a", 7.0)
        assert marks.until("a") == 7.0
        for number in range(20_000):
            marks.mark(f"n {number}", 10.0 + number)
        assert marks.until("n 19999") == 20_009.0
