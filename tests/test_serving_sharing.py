"""What the processes of one service share: what they have read, and the work."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from serving_process import CANARY, Running, long_story, paragraph, started, stopped, until

from plugin.service.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers with two places each."""
    made = started(tmp_path_factory.mktemp("sharing"), 2, "waiting = 1")
    until(lambda: len(made.workers()) == 2)
    yield made
    assert stopped(made) == 0
    assert CANARY not in made.written().lower()


def test_what_one_process_has_read_another_need_not(running: Running) -> None:
    for worker in running.workers():
        with running.answered_by(worker):
            assert running.post(paragraph(1)) == 200
    lines = until(lambda: len(lines := [line for line in running.lines() if line["words"]]) == 2 and lines)
    assert [(line["hits"], line["misses"]) for line in lines] == [(0, 1), (1, 0)]


def test_while_one_has_a_place_nobody_is_refused(running: Running) -> None:
    full, _ = running.workers()
    stories = [long_story(6_000, time.time_ns() + number) for number in range(6)]
    with ThreadPoolExecutor(len(stories)) as pool:
        with running.answered_by(full):
            slow = [pool.submit(running.post, story) for story in stories]
            until(lambda: sum(future.done() for future in slow) == len(slow) - 2)
        answers = [running.post(paragraph(2)) for _ in range(40)]
        assert not all(future.done() for future in slow), "one was full all the while"
    assert sorted(future.result() for future in slow) == [200, 200, 503, 503, 503, 503]
    assert set(answers) == {200}


def test_who_has_ended_has_no_place() -> None:
    places = Places()
    places.belong_to(1)
    assert not places.elsewhere
    places.belong_to(2)
    places.tell(False)
    assert places.elsewhere
    places.forget(1)
    assert not places.elsewhere
