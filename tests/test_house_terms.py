"""The newsroom's own words: avoided and preferred terms in any inflection, allowed phrases, each by desk."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import framing
from framing.config import Config
from framing.config.file import parse_project


def asked(text: str, config: Config, rule: str = "house-term") -> dict[str, tuple[str, ...]]:
    report = framing.analyze(text, config=config)
    return {finding.quote: finding.suggestions for finding in report.findings if finding.rule == rule}


HOUSE = Config(
    avoid=("collateral damage", "tragic accident"),
    prefer={"illegal alien": "undocumented immigrant", "Kiev": "Kyiv", "slam": "criticize", "chairman": "chair"},
    allow=("so-called Islamic State",),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An illegal alien was housed in the gym.", {"illegal alien": ("undocumented immigrant",)}),
        ("Illegal aliens were housed in the gym.", {"Illegal aliens": ("Undocumented immigrants",)}),
        ("The mayor slammed the union.", {"slammed": ("criticized",)}),
        ("The mayor is slamming the union.", {"slamming": ("criticizing",)}),
        ("The talks were held in Kiev’s town hall.", {"Kiev": ("Kyiv",)}),
        ("Two chairmen resigned.", {"chairmen": ("chairs",)}),
        ("The raid caused collateral damage.", {"collateral damage": ()}),
        ("The raid caused damage.", {}),
        ("“The illegal aliens are here,” Roe said.", {}),
    ],
)
def test_a_house_term_is_found_in_any_form_and_its_replacement_agrees(text: str, found: dict[str, object]) -> None:
    assert asked(text, HOUSE) == found


def test_a_term_with_a_capital_is_a_name() -> None:
    house = Config(prefer={"Turkey": "Türkiye"})
    assert asked("A turkey was served in Turkey.", house) == {"Turkey": ("Türkiye",)}
    assert asked("TURKEY VOTES ON SUNDAY", house) == {"TURKEY": ("Türkiye",)}


def test_the_question_names_who_is_paraphrased() -> None:
    findings = framing.analyze("Ana Ortiz said that illegal aliens had been housed there.", config=HOUSE).findings
    message = next(finding.message for finding in findings if finding.rule == "house-term")
    assert "Ana Ortiz" in message
    assert "undocumented immigrants" in message


def test_what_lies_inside_an_allowed_phrase_is_never_flagged() -> None:
    wording = Config(select=("wording",), allow=HOUSE.allow)
    assert asked("The so-called Islamic State lost the town.", wording, "doubt-marker") == {}
    assert asked("The SO-CALLED  Islamic state lost the town.", wording, "doubt-marker") == {}
    assert asked("The so-called expert lost the town.", wording, "doubt-marker") != {}


def test_allowing_wins_over_avoiding() -> None:
    house = Config(avoid=("collateral damage",), allow=("collateral damage assessment",))
    assert asked("The collateral damage assessment was late. The collateral damage was not.", house) == {
        "collateral damage": ()
    }
    assert len(framing.analyze("The collateral damage assessment was late.", config=house).findings) == 0


TOML = """
profile = "sport"
[terms]
prefer = { chairman = "chair" }
[profiles.sport.terms]
avoid = ["tragic defeat"]
prefer = { chairman = "chairperson" }
[[per-file]]
paths = ["obits/**"]
terms = { avoid = ["passed away"], allow = ["chairman of the board"] }
"""


def test_each_desk_has_its_own_list() -> None:
    project = parse_project(tomllib.loads(TOML), Path("/paper"))
    sport = project.config_for(Path("/paper/a.md"))
    assert asked("The tragic defeat was told by the chairman.", sport) == {"tragic defeat": (), "chairman": ("chair",)}
    obits = project.config_for(Path("/paper/obits/a.md"))
    assert asked("The chairman of the board passed away.", obits) == {"passed away": ()}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('terms.avod = ["x"]', "terms: unknown key 'avod'; did you mean 'avoid'?"),
        ('terms.prefer = ["x"]', "terms.prefer: expected a table, not ['x']"),
        ("terms.prefer.kiev = 3", "terms.prefer.kiev: expected a string, not 3"),
        ('profiles.blog.terms.prefers = { a = "b" }', "profiles.blog.terms: unknown key 'prefers'"),
    ],
)
def test_a_slip_in_the_list_names_the_nearest_key(text: str, message: str) -> None:
    with pytest.raises(framing.ConfigError) as caught:
        parse_project(tomllib.loads(text), Path(), "framing.toml")
    assert message in str(caught.value)
