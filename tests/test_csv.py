"""The table of numbers for a spreadsheet: complete, and no story can run a formula in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sample_reports import full_report, made_report, span_of
from test_render import nasty_report

import framing
from framing import Report
from framing.analyzers.facts import Sourcing, Statistic
from framing.cli import main
from framing.readers import read_document


def rows(*reports: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(framing.render(reports, "csv"))))


def report_on(text: str, words: str, name: str = "story.txt", reason: str = "") -> Report:
    document = read_document(text, "text")
    sourcing = Sourcing("none", True, None, reason)
    statistic = Statistic(span_of(document, words), "percent", -3.5, unit="%", sourcing=sourcing)
    return made_report(text, name=name, statistics=(statistic,))


def test_a_row_tells_all_about_a_number() -> None:
    money, share = rows(full_report())
    assert money["story"] == "harbour.md"
    assert (money["number"], money["value"], money["unit"]) == ("1.2 billion crowns", "1200000000", "crowns")
    assert (money["verdict"], money["needs source"]) == ("source in the sentence", "yes")
    assert money["source"] == "the transport ministry"
    assert (share["number"], share["counts"], share["verdict"]) == ("40%", "commuters", "no source")
    assert (share["line"], share["column"]) == ("9", "75")
    assert share["upper"] == share["source"] == ""
    assert share["reason"] == "nobody is named"
    assert "Almost 40% of commuters" in share["sentence"]


def test_all_stories_stand_in_one_table() -> None:
    assert [row["story"] for row in rows(full_report(), made_report("None."), full_report())] == ["harbour.md"] * 4


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_no_text_is_taken_for_a_formula(start: str) -> None:
    attack = f'{start}HYPERLINK("https://example.org";"40%")'
    (row,) = rows(report_on("Rents fell -3.5%.", "-3.5%", name=attack, reason=attack))
    assert row["story"].startswith("'")
    assert row["reason"].startswith("'")
    assert row["number"] == "'-3.5%"
    assert float(row["value"]) == -3.5, "a number of ours stays a number"


def test_quotes_separators_and_line_breaks_stay_in_their_cell() -> None:
    report = report_on('Ann said, "it is; 3%, no more".', "3%", name='a\n"b",;c.txt')
    (row,) = rows(report)
    assert row["sentence"] == 'Ann said, "it is; 3%, no more".'
    assert row["story"] == 'a "b",;c.txt'
    assert len(framing.render([report], "csv").splitlines()) == 2


def test_a_story_without_numbers_leaves_the_head_alone() -> None:
    assert framing.render([nasty_report()], "csv").startswith('"story","line","column","number","value"')
    assert rows(nasty_report()) == []


def test_a_file_name_tells_the_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("Some 61 percent of tenants want a cap, according to a Gallup poll in May.\n")
    files = {
        "numbers.csv": '"story"',
        "r.sarif": "{",
        "r.sarif.json": "{",
        "R.HTML": "<!doctype html>",
        "r.xml": "<?xml",
    }
    assert main(["check", "a.md", *(word for name in files for word in ("--output", name))]) == 0
    for name, start in files.items():
        assert (tmp_path / name).read_text().startswith(start)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "numbers.csv").read_text()))
    assert (row["number"], row["counts"]) == ("61 percent", "tenants")
    assert '"$schema"' in (tmp_path / "r.sarif.json").read_text()
