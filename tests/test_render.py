"""What each output format promises, and that no story or file name can break one."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from sample_reports import full_report, made_report
from sarif_pydantic import Sarif

import framing
from framing import Report, Span
from framing.document import Skip
from framing.render import FORMATS
from framing.render import sarif as sarif_module
from framing.render.github import summary_markdown
from framing.rules.base import Severity

MULTITOOL = next(Path(__file__).parent.parent.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool"), None)
NASTY = (
    "</script><script>alert(1)</script> \"quoted\" 'n' & <img src=x onerror=alert(1)> ]]> "
    "| `x` \x1b[31m ::error:: ##[error]"
)
NASTY_NAME = '-->"><svg onload=alert(1)>\n::error::x,y:100%\udcff/ä b.md'


def nasty_report() -> Report:
    return made_report(
        f"Officials said {NASTY} rose.",
        ("structure", NASTY, "error"),
        name=NASTY_NAME,
        message=f"Is it so? {NASTY}",
        suggestions=(NASTY,),
    )


def many(level: Severity, count: int) -> Report:
    """A story with ``count`` findings of one level."""
    text = "\n\n".join(f"Word{number} stands here." for number in range(count))
    return made_report(text, *(("structure", f"Word{number} ", level) for number in range(count)), name=f"{level}.txt")


def sarif(*reports: Report) -> dict[str, Any]:
    """The one run of a valid SARIF log."""
    text = framing.render(reports, "sarif")
    Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    assert isinstance(run, dict)
    return run


def commands(text: str) -> list[str]:
    """The lines that GitHub's runner obeys: those that start with ``::`` and those that hold ``##[``."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


class TestAllFormats:
    @pytest.mark.parametrize("fmt", FORMATS)
    def test_no_reports_is_a_valid_output(self, fmt: str) -> None:
        assert framing.render([], fmt).endswith("\n") or fmt == "github"

    @pytest.mark.parametrize("fmt", FORMATS)
    def test_same_reports_same_bytes(self, fmt: str) -> None:
        assert framing.render([full_report()], fmt) == framing.render([full_report()], fmt)

    @pytest.mark.parametrize("fmt", FORMATS)
    def test_any_name_can_be_encoded(self, fmt: str) -> None:
        framing.render([nasty_report()], fmt).encode("utf-8")

    def test_unknown_format_names_the_nearest(self) -> None:
        with pytest.raises(framing.ConfigError, match="did you mean 'sarif'"):
            framing.render([], "sariff")


class TestText:
    def test_finding_shows_place_level_rule_line_and_question(self) -> None:
        report = made_report("One.\n\nThe plan is bad, critics say.", ("structure", "critics", "warning"))
        text = framing.render([report], "text")
        assert re.search(r"^story\.txt:3:18 warning \S+$", text, re.MULTILINE)
        assert "  3 | The plan is bad, critics say.\n    |                  ^^^^^^^\n    = Who says so?" in text

    @pytest.mark.parametrize(
        ("before", "words"),
        [
            ("", "critics"),
            ("漢字 ", "critics"),
            ("😀👍🏽 ", "critics"),
            ("e\u0301e\u0301 ", "critics"),
            ("a\tb ", "漢字"),
        ],
        ids=["plain", "wide", "emoji", "combining", "tab"],
    )
    def test_underline_stands_under_the_words(self, before: str, words: str) -> None:
        text = framing.render([made_report(f"Then {before}{words} spoke.", ("structure", words, "info"))], "text")
        _, line, under, *_ = text.splitlines()
        column = cell_len(line.split(words)[0])
        assert under[:column].strip(" |") == ""
        assert under[column:] == "^" * cell_len(words)

    def test_long_line_is_cut_around_the_words(self) -> None:
        report = made_report(f"{'before ' * 900}critics {'after ' * 900}", ("structure", "critics", "info"))
        _, line, under, *_ = framing.render([report], "text").splitlines()
        assert cell_len(line) < 110
        assert line.index("critics") == under.index("^^^^^^^")
        assert line.count("…") == 2

    def test_why_and_silence_stand_at_the_first_finding_of_a_rule_only(self) -> None:
        report = made_report("Roe went. Poe went.", ("structure", "Roe", "info"), ("structure", "Poe", "info"))
        text = framing.render([report], "text")
        assert text.count("why: ") == text.count("silence: ") == 1

    def test_silenced_findings_are_counted_not_shown(self) -> None:
        text = framing.render([full_report()], "text")
        assert "1 silenced" in text
        assert "dearly\n" not in text.replace("# Harbour tunnel will cost taxpayers dearly", "")

    def test_what_was_skipped_is_said(self) -> None:
        assert "too many symbols in a row" in framing.render([full_report()], "text")

    def test_share_reads_as_a_percentage(self) -> None:
        assert "42% of words" in framing.render([full_report()], "text")

    def test_colour_only_on_request(self) -> None:
        assert "\x1b[" not in framing.render([full_report()], "text")
        assert "\x1b[1;31m" in framing.render([full_report()], "text", color=True)

    def test_story_cannot_steer_the_terminal(self) -> None:
        text = framing.render([nasty_report()], "text")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)
        assert len([line for line in text.splitlines() if "::error::x" in line]) == 2  # finding and foot, one line each


class TestJson:
    def test_reports_in_the_wire_form(self) -> None:
        body = json.loads(framing.render([full_report(), nasty_report()], "json"))
        assert list(body) == ["version", "reports", "unchecked"]
        assert body["reports"][0]["name"] == "harbour.md"
        note = body["reports"][1]["annotations"][0]
        assert nasty_report().origin[note["start"] : note["end"]] == note["quote"]["exact"] == NASTY


class TestSarif:
    def test_valid_with_everything_in_it(self) -> None:
        run = sarif(full_report(), nasty_report(), many("info", 30))
        assert run["columnKind"] == "unicodeCodePoints"
        assert all(len(rule["properties"]["tags"]) <= 20 for rule in run["tool"]["driver"]["rules"])

    def test_region_names_the_words_three_ways(self) -> None:
        report = made_report("😀 one\r\n\r\n😀 two critics", ("structure", "critics", "warning"))
        place = sarif(report)["results"][0]["locations"][0]["physicalLocation"]
        region = place["region"]
        assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 7, 14)
        assert report.origin[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "critics"
        assert place["contextRegion"]["snippet"]["text"] == "😀 two critics"

    def test_levels(self) -> None:
        levels = {sarif(many(level, 1))["results"][0]["level"] for level in ("error", "warning", "info")}
        assert levels == {"error", "warning", "note"}

    def test_silenced_finding_is_there_with_its_reason(self) -> None:
        results = sarif(full_report())["results"]
        (silenced,) = [result for result in results if "suppressions" in result]
        assert silenced["suppressions"][0]["kind"] == "inSource"
        assert silenced["suppressions"][0]["justification"] == "the desk knows -- & agrees"

    def test_fingerprint_is_the_finding_s_own(self) -> None:
        report = full_report()
        prints = [result["partialFingerprints"]["framing/v1"] for result in sarif(report)["results"]]
        assert prints == [finding.fingerprint for finding in report.findings]

    @pytest.mark.parametrize("name", ["a b/ä%.md", "./a.md", "a:b.md", "dir\\c.md", "-"])
    def test_uri_is_relative_and_encoded(self, name: str) -> None:
        uri = sarif(replace(many("info", 1), name=name))["artifacts"][0]["location"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%./_-]+", uri)
        assert unquote(uri) == name.removeprefix("./").replace("\\", "/")

    def test_results_stop_at_the_limit_and_say_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif_module, "LIMIT", 3)
        run = sarif(many("info", 5), many("error", 2))
        assert [result["level"] for result in run["results"]] == ["note", "error", "error"]
        assert "4 more results" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]

    def test_what_was_skipped_is_a_notification(self) -> None:
        (note,) = sarif(full_report())["invocations"][0]["toolExecutionNotifications"]
        assert "too many symbols in a row" in note["message"]["text"]


class TestGithub:
    def test_command_names_file_line_and_columns(self) -> None:
        report = made_report("The plan is bad, critics say.", ("structure", "critics", "warning"), name="./a.md")
        (line,) = framing.render([report], "github").splitlines()
        assert line.startswith("::warning file=a.md,line=1,endLine=1,col=18,endColumn=25,title=")

    def test_never_more_than_a_step_shows(self) -> None:
        reports = [many("info", 12), many("warning", 15), many("error", 11)]
        text = framing.render(reports, "github")
        shown = commands(text)
        kinds = [line.split(" ")[0] for line in shown]
        assert {kind: kinds.count(kind) for kind in kinds} == {"::error": 10, "::warning": 10, "::notice": 10}
        assert kinds[0] == "::error"
        assert shown[-1] == "::notice title=Framing::9 more findings, see the log of this step"
        assert len(text.splitlines()) == 30 + 9

    def test_ten_fit_without_a_notice(self) -> None:
        assert len(framing.render([many("info", 10)], "github").splitlines()) == 10

    def test_story_and_file_name_cannot_give_commands(self) -> None:
        (line,) = framing.render([nasty_report()], "github").splitlines()
        properties, _, message = line.removeprefix("::error ").partition("::")
        assert properties.count(",") == 5
        assert properties.count(":") == 0
        assert "\x1b" not in message

    def test_log_lines_cannot_give_commands_either(self) -> None:
        reports = [replace(nasty_report(), name=f"::error::{number}{NASTY_NAME}") for number in range(12)]
        assert len(commands(framing.render(reports, "github"))) == 11

    def test_summary_is_one_row_a_finding(self) -> None:
        table = [line for line in summary_markdown([full_report(), nasty_report()]).splitlines() if line[:1] == "|"]
        assert len(table) == 2 + len(full_report().open_findings) + 1
        assert all(line.count("|") == 6 for line in table)
        assert "<" not in "".join(table)


class TestGitlab:
    def test_issues_have_what_gitlab_requires(self) -> None:
        issues = json.loads(framing.render([full_report()], "gitlab"))
        assert len(issues) == len(full_report().open_findings)
        assert {issue["severity"] for issue in issues} == {"major", "minor", "info"}
        assert all(issue["location"]["path"] == "harbour.md" for issue in issues)

    def test_fingerprints_are_unique_over_files_and_stay(self) -> None:
        twins = [replace(many("info", 3), name=name) for name in ("a.txt", "b.txt")]
        prints = [issue["fingerprint"] for issue in json.loads(framing.render(twins, "gitlab"))]
        assert len(set(prints)) == 6
        assert prints[:3] == [issue["fingerprint"] for issue in json.loads(framing.render(twins[:1], "gitlab"))]


class TestJunit:
    @pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("warning", 2), ("info", 3), (None, 0)])
    def test_a_story_fails_from_the_level_on(self, fail_on: Severity | None, failures: int) -> None:
        reports = [many("error", 2), many("warning", 2), many("info", 2)]
        suites = ElementTree.fromstring(framing.render(reports, "junit", fail_on=fail_on))
        assert suites.attrib["tests"] == "3"
        assert suites.attrib["failures"] == str(failures) == str(len(suites.findall(".//failure")))
        assert len(suites.findall(".//system-out")) == 3 - failures

    def test_control_characters_do_not_break_the_file(self) -> None:
        report = made_report(
            "Critics said \x0b\x0c\x08 \ufffe it.", ("structure", "\x0b\x0c\x08 \ufffe", "error"), message="\x01?"
        )
        ElementTree.fromstring(framing.render([report, nasty_report()], "junit"))


def test_skip_at_the_very_end_has_a_place() -> None:
    report = full_report()
    end = len(report.origin)
    document = replace(report.analysis.document, skips=(Skip(Span(end, end), "the rest"),))
    text = framing.render([replace(report, analysis=replace(report.analysis, document=document))], "text")
    assert f"line {report.origin.count(chr(10)) + 1}: the rest" in text


@pytest.mark.skipif(MULTITOOL is None, reason="sarif-multitool is not installed (tests/run installs it through npm)")
def test_sarif_passes_the_public_validator(tmp_path: Path) -> None:
    log = tmp_path / "report.sarif"
    log.write_text(framing.render([full_report(), nasty_report()], "sarif"), encoding="utf-8")
    command = [str(MULTITOOL), "validate", str(log), "--rule-kind", "Sarif;Gh"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Analysis completed successfully" in printed
    assert "error " not in printed
