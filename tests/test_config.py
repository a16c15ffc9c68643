"""What a newsroom sets is done; what it sets wrongly is told with what is accepted."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import framing
from framing.config import PROFILES, Choice, Config
from framing.config.file import load_project, parse_project
from framing.config.globs import matches
from framing.config.schema import config_schema
from framing.config.selection import chosen_rules, levels
from framing.rules.base import SEVERITIES

SCHEMA = Path(__file__).parents[1] / "docs" / "config.schema.json"
FULL = """
profile = "opinion"
select = ["attribution", "statistics"]
ignore = ["passive-attribution"]
enable = ["number-framing"]
exclude = ["drafts/**", "*.txt"]
fail-on = "warning"
baseline = ".framing-baseline.json"
front-matter = ["kicker"]
min-confidence = 0.7
severity = { unnamed-source = "error", numbers = "info" }
terms.allow = ["so-called Islamic State"]
limits.max-characters = 50000
[profiles.blog]
ignore = ["structure"]
[[per-file]]
paths = ["wire/**"]
profile = "wire"
enable = ["wording"]
"""
BAD = [
    ('selct = ["wording"]', "unknown key 'selct'; did you mean 'select'?"),
    ('select = "wording"', "select: expected a list of strings, not 'wording'"),
    ('select = ["wordng"]', "select[1]: unknown rule or family 'wordng'; did you mean 'wording'?"),
    ('ignore = ["unnamed-sorce"]', "unknown rule or family 'unnamed-sorce'; did you mean 'unnamed-source'?"),
    ("ignore = [3]", "ignore[1]: expected"),
    ('fail-on = "eror"', "fail-on: unknown level 'eror'; did you mean 'error'?"),
    ("fail-on = 2", "fail-on: expected 'info', 'warning' or 'error', not 2"),
    ('severity = { unnamed-sorce = "info" }', "severity: unknown rule or family 'unnamed-sorce'; did you mean"),
    (
        'severity = { unnamed-source = "warn" }',
        "severity.unnamed-source: unknown level 'warn'; did you mean 'warning'?",
    ),
    ("min-confidence = 7", "min-confidence: expected a number from 0 to 1, not 7"),
    ("min-confidence = true", "min-confidence: expected a number from 0 to 1, not True"),
    ("limits.max-characters = 0", "limits.max-characters: expected a whole number of at least 1, not 0"),
    ("limits.max-character = 1", "limits: unknown key 'max-character'; did you mean 'max-characters'?"),
    ("terms = 1", "terms: expected a table, not 1"),
    ('per-file = [{ ignore = ["wording"] }]', "per-file[1].paths is missing"),
    ("per-file = [{ paths = [] }]", "per-file[1].paths: expected a list of strings, at least 1"),
    ('per-file = [{ path = ["a"], paths = ["b"] }]', "per-file[1]: unknown key 'path'; did you mean 'paths'?"),
    ('profiles.blog.fail-on = "info"', "profiles.blog: unknown key 'fail-on'"),
]


def names(config: Config) -> set[str]:
    return {rule.name for rule in chosen_rules(config)}


def test_every_key_arrives(tmp_path: Path) -> None:
    (tmp_path / "framing.toml").write_text(FULL)
    project = load_project(start=tmp_path)
    config = project.config
    assert config.profile == "opinion"
    assert (config.select, config.ignore, config.enable) == (
        ("attribution", "statistics"),
        ("passive-attribution",),
        ("number-framing",),
    )
    assert (config.front_matter, config.min_confidence, config.max_characters) == (("kicker",), 0.7, 50_000)
    assert config.allow == ("so-called Islamic State",)
    assert levels(config)["unnamed-source"] == "error"
    assert levels(config)["change-mismatch"] == "info"
    assert (project.fail_on, project.baseline) == ("warning", tmp_path / ".framing-baseline.json")
    assert project.excludes(tmp_path / "drafts" / "a.md")
    assert project.config_for(tmp_path / "wire" / "a.md").profile == "wire"
    assert project.config_for(tmp_path / "b.md").profile == "opinion"


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_slip_names_its_place_and_the_nearest_name(text: str, message: str) -> None:
    with pytest.raises(framing.ConfigError) as caught:
        parse_project(tomllib.loads(text), Path(), "framing.toml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("framing.toml: ")


@pytest.mark.parametrize("text", ['profile = "opinoin"', 'per-file = [{ paths = ["a"], profile = "opinoin" }]'])
def test_an_unknown_profile_names_the_nearest(text: str) -> None:
    with pytest.raises(framing.ConfigError, match="unknown profile 'opinoin'; did you mean 'opinion'"):
        parse_project(tomllib.loads(text), Path())


def test_the_published_schema_is_the_one_that_the_loader_uses() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == config_schema(), "run: python scripts/generate_docs.py"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(config_schema())


@pytest.mark.parametrize(("text", "fits"), [(FULL, True), ("", True), *((text, False) for text, _ in BAD)])
def test_a_public_validator_and_the_loader_agree(text: str, fits: bool) -> None:
    data: dict[str, Any] = tomllib.loads(text)
    assert jsonschema.Draft202012Validator(config_schema()).is_valid(data) is fits
    if fits:
        parse_project(data, Path())


def test_the_nearest_file_upward_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    here = tmp_path / "a" / "b"
    here.mkdir(parents=True)
    (tmp_path / "framing.toml").write_text('fail-on = "info"')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.framing]\nmin-confidence = 0.9")
    (here / "pyproject.toml").write_text("[project]\nname = 'x'")
    project = load_project(start=here)
    assert (project.root, project.fail_on, project.config.min_confidence) == (tmp_path / "a", "error", 0.9)


def test_framing_toml_wins_beside_pyproject(tmp_path: Path) -> None:
    (tmp_path / "framing.toml").write_text('fail-on = "info"')
    (tmp_path / "pyproject.toml").write_text('[tool.framing]\nfail-on = "warning"')
    assert load_project(start=tmp_path).fail_on == "info"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("framing.toml", b"select = [", "not valid TOML"),
        ("framing.toml", b"\xff", "not valid TOML"),
        ("pyproject.toml", b"[tool]\nframing = 1", "tool.framing: expected a table, not 1"),
        ("pyproject.toml", b"[project]", "has no [tool.framing]"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(framing.ConfigError) as caught:
        load_project(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_config_is_named(tmp_path: Path) -> None:
    with pytest.raises(framing.ConfigError, match="No such file"):
        load_project(tmp_path / "framing.toml")


def test_rules_off_by_default_run_when_enabled_or_selected_by_name() -> None:
    assert "number-framing" not in names(Config())
    assert "number-framing" not in names(Config(select=("numbers",)))
    assert "number-framing" in names(Config(select=("number-framing",)))
    assert names(Config(enable=("number-framing",))) == names(Config()) | {"number-framing"}
    assert "number-framing" in names(Config(enable=("numbers",)))


def test_ignore_wins_within_a_choice_and_later_choices_refine() -> None:
    assert "unnamed-source" not in names(Config(select=("attribution",), ignore=("unnamed-source",)))
    again = Choice(enable=("unnamed-source",))
    assert "unnamed-source" in names(Config(ignore=("attribution",), overrides=(again,)))
    assert names(Config(overrides=(Choice(select=("unnamed-source",)),))) == {"unnamed-source"}


def test_profiles_are_of_known_rules_and_opinion_may_take_sides() -> None:
    for profile in PROFILES:
        assert chosen_rules(Config(profile=profile))
    families = {rule.family for rule in chosen_rules(Config(profile="opinion"))}
    assert "wording" not in families
    assert "attribution" in families


def test_a_profile_of_your_own() -> None:
    own = Config(profile="blog", profiles={"blog": Choice(ignore=("attribution",))})
    assert names(own) == {name for name in names(Config()) if framing.RULES[name].family != "attribution"}


def test_a_rule_wins_over_its_family_in_severity() -> None:
    found = levels(Config(severity={"unnamed-source": "error", "attribution": "info"}))
    assert (found["unnamed-source"], found["passive-attribution"]) == ("error", "info")


@pytest.mark.parametrize("level", SEVERITIES)
def test_the_level_of_a_finding_can_be_set(level: Any) -> None:
    report = framing.analyze("Officials said the plan is dead.", config=Config(severity={"unnamed-source": level}))
    assert [finding.severity for finding in report.findings if finding.rule == "unnamed-source"] == [level]


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("drafts/**", "drafts/a.md", True),
        ("drafts/**", "drafts/x/y.md", True),
        ("drafts/**", "old/drafts/a.md", False),
        ("**/drafts/*.md", "old/drafts/a.md", True),
        ("**/drafts/*.md", "drafts/a.md", True),
        ("drafts", "old/drafts/a.md", True),
        ("*.txt", "old/a.txt", True),
        ("*.txt", "a.txt.md", False),
        ("old/*.txt", "old/new/a.txt", False),
        ("a?.md", "ab.md", True),
        ("./drafts/", "drafts/a.md", True),
        ("a+b.md", "a+b.md", True),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert matches(path, [pattern]) is fits
