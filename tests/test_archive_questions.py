"""Every question of docs/archive-questions.md is answered by a scan, as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from archive_stories import table

duckdb = pytest.importorskip("duckdb")

PAGE = (Path(__file__).parents[1] / "docs" / "archive-questions.md").read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"^## (.+?)$(?:(?!^## ).)*?```sql\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE))
NOTHING_TO_TELL = "What could not be read?"


def answer(question: str, scan: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.chdir(scan.parent)
    with duckdb.connect() as connection:
        found = connection.execute(QUESTIONS[question])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_no_block_of_the_page_is_left_out() -> None:
    assert len(QUESTIONS) == PAGE.count("```sql") >= 10


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_an_answer(question: str, newsroom_scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bool(answer(question, newsroom_scan, monkeypatch)) == (question != NOTHING_TO_TELL)


def test_silenced_findings_come_with_their_reason(newsroom_scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer("Which findings did we silence, under which rule, and why?", newsroom_scan, monkeypatch)
    assert {(row["rule"], row["reason"]) for row in found} == {("unnamed-source", "known to the desk")}


def test_the_share_of_unnamed_sources_is_that_of_the_stories(
    newsroom_scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = answer("What share of words comes from unnamed sources, over the years?", newsroom_scan, monkeypatch)
    for row in found:
        of_year = [
            item for item in table(newsroom_scan, "stories") if item["date"] and item["date"].year == row["year"]
        ]
        named, words = (sum(item[name] for item in of_year) for name in ("named_voice_words", "voice_words"))
        assert row["unnamed_share"] == pytest.approx(1 - named / words, abs=0.001)


def test_the_stories_to_look_at_name_as_many_numbers_as_they_count(
    newsroom_scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in answer("Which stories should somebody look at again?", newsroom_scan, monkeypatch):
        assert len(row["numbers"]) == row["numbers_without_source"] > 0


def test_housing_is_found_in_the_archive_s_own_text(newsroom_scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {row["name"] for row in answer("Who speaks most on housing?", newsroom_scan, monkeypatch)}
    assert told <= {row["name"] for row in table(newsroom_scan, "voices")}
