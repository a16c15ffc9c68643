"""Finds and reads the nearest ``framing.toml`` or ``[tool.framing]``; nothing is merged between files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from framing.config import Choice, Config
from framing.config.check import check_value
from framing.config.globs import matches
from framing.config.schema import config_schema
from framing.errors import ConfigError
from framing.norms import read_norms
from framing.rules.base import Severity

NAMES: Final = ("framing.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Section:
    """Settings for the paths that fit ``paths``; no ``profile``: the file's."""

    paths: tuple[str, ...]
    choice: Choice
    profile: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A config file: settings of every check, and which files they are for.

    ``root``      the folder that patterns and the baseline are relative to
    ``fail_on``   findings at or above this level make a check fail
    ``baseline``  path of the baseline, or None
    """

    root: Path
    config: Config = field(default_factory=Config)
    sections: tuple[Section, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity = "error"
    baseline: Path | None = None

    def relative(self, path: Path) -> str:
        """A path as patterns see it: POSIX, relative to ``root`` where it lies inside."""
        full = path.absolute()
        return (full.relative_to(self.root) if full.is_relative_to(self.root) else full).as_posix()

    def excludes(self, path: Path) -> bool:
        """Whether a walk leaves a path out."""
        return matches(self.relative(path), self.exclude)

    def config_for(self, path: Path) -> Config:
        """The settings for one file."""
        fitting = [section for section in self.sections if matches(self.relative(path), section.paths)]
        profile = next((section.profile for section in reversed(fitting) if section.profile), self.config.profile)
        overrides = tuple(section.choice for section in fitting) + self.config.overrides
        return replace(self.config, profile=profile, overrides=overrides)


def load_project(path: Path | None = None, start: Path | None = None) -> Project:
    """Read the config at ``path``; without it the nearest one at or above ``start`` (default: here), if any.

    Raises ConfigError if it cannot be read, or says something that is not known.
    """
    start = (start or Path.cwd()).absolute()
    if path is not None:
        if (data := _table_of(path)) is None:
            raise ConfigError(f"{path}: has no [tool.framing]")
        return parse_project(data, path.absolute().parent, str(path))
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file() and (data := _table_of(folder / name)) is not None:
                return parse_project(data, folder, str(folder / name))
    return Project(root=start)


def parse_project(data: Mapping[str, Any], root: Path, name: str = NAMES[0]) -> Project:
    """Check and build a config from TOML values.  Raises ConfigError that starts with ``name``."""
    try:
        check_value(data, config_schema())
        config = _config(data)
        if "norms" in data:
            config = replace(config, norms=read_norms(root / data["norms"]))
        sections = tuple(
            Section(tuple(item["paths"]), _choice(item), item.get("profile")) for item in data.get("per-file", ())
        )
        for profile in {config.profile, *(section.profile for section in sections)} - {None}:
            replace(config, profile=profile or config.profile).choices()
    except ConfigError as error:
        raise ConfigError(f"{name}: {error}") from None
    return Project(
        root=root,
        config=config,
        sections=sections,
        exclude=tuple(data.get("exclude", ())),
        fail_on=data.get("fail-on", "error"),
        baseline=root / data["baseline"] if "baseline" in data else None,
    )


def _config(data: Mapping[str, Any]) -> Config:
    plain = Config()
    choice = _choice(data)
    return Config(
        select=choice.select,
        ignore=choice.ignore,
        enable=choice.enable,
        severity=choice.severity,
        avoid=choice.avoid,
        prefer=choice.prefer,
        allow=choice.allow,
        min_confidence=data.get("min-confidence", plain.min_confidence),
        max_characters=data.get("limits", {}).get("max-characters", plain.max_characters),
        front_matter=tuple(data.get("front-matter", plain.front_matter)),
        profile=data.get("profile", plain.profile),
        profiles={name: _choice(item) for name, item in data.get("profiles", {}).items()},
    )


def _choice(data: Mapping[str, Any]) -> Choice:
    select, ignore, enable = (tuple(data.get(key, ())) for key in ("select", "ignore", "enable"))
    terms = data.get("terms", {})
    return Choice(
        select=select,
        ignore=ignore,
        enable=enable,
        severity=dict(data.get("severity", {})),
        avoid=tuple(terms.get("avoid", ())),
        prefer=dict(terms.get("prefer", {})),
        allow=tuple(terms.get("allow", ())),
    )


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file.  Raises ConfigError if it cannot be read."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or type(error).__name__}") from None
    except RecursionError:
        raise ConfigError(f"{path}: not valid TOML: nested too deeply") from None
    except ValueError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None


def _table_of(path: Path) -> Mapping[str, Any] | None:
    """The settings in a file: all of framing.toml; the ``tool.framing`` table of a pyproject.toml, or None."""
    data = read_toml(path)
    if path.name != NAMES[1]:
        return data
    tool = data.get("tool", {})
    found = tool.get("framing") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(f"{path}: tool.framing: expected a table, not {found!r}")
    return found
