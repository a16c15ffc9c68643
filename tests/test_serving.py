"""What the service tells its operators, and how it shares its time, in one process."""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

import framing
from framing.language import encoder
from framing.steps import timing
from plugin import create_app
from plugin.service import reports
from plugin.service.cores import cores
from plugin.service.limits import Admission, Gone
from plugin.service.observe import logs
from plugin.service.problems import Problem
from plugin.service.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

CANARY = "zanzibarquokka"
STORY = f"The plan is dead, officials said. About 40% of voters in {CANARY} agreed, critics say."
STEPS = {"wait", "read", "parse", "encoder", "facts", "rules", "scores", "write"}


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(settings=Settings(metrics=True))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """The log's lines so far, read."""
    caplog.set_level(logging.INFO, logs.log.name)
    return lambda: [json.loads(entry.getMessage()) for entry in caplog.records if entry.name == logs.log.name]


def sample(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("desk-4.7_A", True),
        ("a" * 64, True),
        ("a" * 65, False),
        ("", False),
        ("two words", False),
        (f"{CANARY}!", False),
        ("ünïcode", False),
    ],
)
def test_a_request_keeps_its_id_if_it_is_one(client: FlaskClient, lines: Any, given: str, kept: bool) -> None:
    headers = {"X-Request-ID": given.encode().decode("latin-1")} if given else {}
    answer = client.get("/v1/rules/nothing", headers=headers)
    told = answer.headers["X-Request-ID"]
    assert (told == given) is kept
    assert logs_id(lines) == told
    assert told.isascii()
    assert 0 < len(told) <= 64


def logs_id(lines: Any) -> str:
    return str(lines()[-1]["request_id"])


def test_one_line_a_request_with_numbers_and_no_word_of_the_story(client: FlaskClient, lines: Any) -> None:
    client.post("/v1/analyze", json={"text": STORY})
    client.post("/v1/analyze", json={"text": STORY})
    first, second = lines()
    assert first.keys() == second.keys()
    assert first["route"] == "/v1/analyze"
    assert first["status"] == 200
    assert first["words"] == framing.analyze(STORY).words
    assert (first["misses"], second["hits"], second["misses"]) == (1, 1, 0)
    assert min(first["ms"], first["cpu_ms"]) > 0
    assert first["version"] == framing.analyze(STORY).version
    assert first["ts"].endswith("Z")


def test_requests_that_fail_are_told_too_without_what_they_hold(
    client: FlaskClient, lines: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = [
        client.get(f"/{CANARY}?{CANARY}"),
        client.get(f"/v1/rules/{CANARY}"),
        client.get(f"/client/{CANARY}.js"),
        client.open("/v1/rules", method=CANARY.upper()),
        client.post("/v1/analyze", data=f'{{"{CANARY}'),
        client.post("/v1/analyze", json={CANARY: CANARY}),
        client.post("/v1/analyze", json={"text": STORY, "profile": CANARY}),
        client.post("/v1/analyze", json={"text": STORY}, headers={"Authorization": f"Bearer {CANARY}"}),
    ]
    assert [line["status"] for line in lines()] == [answer.status_code for answer in asked]
    assert {line["route"] for line in lines()} == {
        None,
        "/v1/rules/<string:name>",
        "/client/<path:name>",
        "/v1/analyze",
    }
    metrics = client.get("/metrics").get_data(as_text=True)
    output = capfd.readouterr()
    assert CANARY not in (caplog.text + metrics + output.out + output.err).lower()


def test_health_checks_fill_no_log(client: FlaskClient, lines: Any) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert client.get(path).status_code == 200
    assert lines() == []


def test_metrics_are_off_unless_asked_for() -> None:
    assert create_app(settings=Settings()).test_client().get("/metrics").status_code == 404


def test_metrics_count_what_happened(client: FlaskClient) -> None:
    def now() -> dict[str, float]:
        return {
            "requests": sample("framing_requests_total", route="/v1/analyze", status="200"),
            "seconds": sample("framing_request_seconds_count", route="/v1/analyze"),
            "known": sample("framing_paragraphs_total", how="known"),
            "read": sample("framing_paragraphs_total", how="read"),
            "skipped": sample("framing_paragraphs_total", how="skipped"),
            "words": sample("framing_words_total"),
            "findings": sample("framing_findings_total", rule="unnamed-source"),
        }

    text = f"Taxes will rise, officials said on day {time.time_ns()}.\n\nIt cost {'$' * 40} a day.\n\n{STORY}"
    report = framing.analyze(STORY)
    before = now()
    answer = client.post("/v1/analyze", json={"text": text}).get_json()
    taken = {name: count - before[name] for name, count in now().items()}
    found = sum(item["rule"] == "unnamed-source" for item in answer["annotations"])
    assert found
    assert (taken.pop("words"), taken.pop("findings")) == (answer["words"], found)
    assert set(taken.values()) == {1}
    assert answer["words"] > report.words
    text = client.get("/metrics").get_data(as_text=True)
    assert {step for step in STEPS if f'framing_step_seconds_count{{step="{step}"}}' in text} == STEPS
    assert sample("framing_requests_in_flight") == 0


def test_steps_add_up_to_the_time_of_an_analysis() -> None:
    framing.analyze("Warm.")
    shares = []
    for _ in range(5):  # the processor may turn to other work between two steps
        with timing() as steps:
            started = time.perf_counter()
            framing.analyze(f"{STORY} That was at {time.time_ns()}.")
            took = time.perf_counter() - started
        assert steps.seconds.keys() == STEPS - {"wait", "write"}
        assert all(seconds >= 0 for seconds in steps.seconds.values())
        shares.append(sum(steps.seconds.values()) / took)
    assert 0.5 < max(shares) <= 1


def test_first_come_first_served() -> None:
    admission = Admission(waiting=3)
    order: list[int] = []
    inside, go_on = threading.Event(), threading.Event()

    def take(number: int) -> None:
        with admission.turn():
            order.append(number)
            inside.set()
            assert go_on.wait(30)

    threads = [threading.Thread(target=take, args=(number,)) for number in range(4)]
    for length, thread in enumerate(threads, 1):
        thread.start()
        while len(admission._queue) < length:
            assert thread.is_alive() or length == 1
    assert inside.wait(30)
    with pytest.raises(Problem, match="places"), admission.turn():
        pass
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert order == [0, 1, 2, 3]


def test_a_story_whose_client_has_gone_is_left_unread_and_its_place_is_free() -> None:
    admission = Admission(waiting=0)
    with pytest.raises(Gone), admission.turn(gone=lambda: True):
        pytest.fail("read")
    with admission.turn():
        pass


def test_a_full_process_refuses_before_it_reads_a_body_or_looks_at_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings=Settings(waiting=0))
    started, go_on = threading.Event(), threading.Event()

    def slow(*_: Any, **__: Any) -> framing.Report:
        started.set()
        assert go_on.wait(30)
        return framing.analyze("Hello.")

    monkeypatch.setattr(reports, "analyze", slow)
    first = threading.Thread(target=lambda: app.test_client().post("/v1/analyze", json={"text": STORY}))
    first.start()
    assert started.wait(30)
    refused = app.test_client().post("/v1/analyze", data=b"\xff", headers={"Content-Type": "text/plain"})
    rules = app.test_client().get("/v1/rules")
    go_on.set()
    first.join(30)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "1"
    assert rules.status_code == 200


def test_a_clock_that_jumps_changes_no_duration(
    client: FlaskClient, lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, jumps = time.time, iter(range(10**9))
    monkeypatch.setattr(time, "time", lambda: real() + (-1) ** next(jumps) * 86_400)
    for number in range(3):
        assert client.post("/v1/analyze", json={"text": f"Taxes rise, he said {number}."}).status_code == 200
    for line in lines():
        assert 0 <= line["queue_ms"] <= line["ms"] < 60_000
        assert 0 <= line["cpu_ms"] < 60_000


def test_without_the_encoder_the_answers_and_readiness_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from plugin.service import health

    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    health.ready.cache_clear()
    client = create_app(settings=Settings()).test_client()
    assert "encoder" in client.get("/readyz").get_json()["limits"][0]
    assert "encoder" in client.post("/v1/analyze", json={"text": STORY}).get_json()["limits"][0]
    health.ready.cache_clear()


def test_versions_tell_code_models_and_configuration(client: FlaskClient) -> None:
    told = client.get("/version").get_json()
    assert told["version"] == framing.analyze("Hello.").version
    assert told["rules"] == len(framing.RULES)
    other = create_app(framing.Config(profile="wire"), Settings()).test_client().get("/version").get_json()
    assert other["config"] != told["config"]
    assert create_app(settings=Settings()).test_client().get("/version").get_json() == told


@pytest.mark.parametrize(
    ("quota", "allowed"), [("100000 100000", 1), ("50000 100000", 1), ("max 100000", None), ("nonsense", None)]
)
def test_processes_fit_the_share_of_a_container(tmp_path: Path, quota: str, allowed: int | None) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(quota)
    assert cores(file) == (allowed or cores(tmp_path / "nowhere"))
    assert cores(tmp_path / "nowhere") >= 1
