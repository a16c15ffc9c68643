"""What is usual for an outlet, from a finished scan: no story is read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from framing.archive.query import opened_archive
from framing.archive.tables import SCORES
from framing.errors import ConfigError, nearest
from framing.norms import Norms, Usual

_COLUMNS: Final = tuple(name.replace("-", "_") for name in SCORES)
_USUAL: Final = ", ".join(f"avg({name}), coalesce(stddev_samp({name}), 0), count({name})" for name in _COLUMNS)


def archive_norms(path: Path, profiles: Mapping[str, str], default: str) -> tuple[Norms, int]:
    """Norms by profile, and how many stories they rest on.

    ``profiles``  desk → profile of its copy; all other stories are of ``default``

    Raises ConfigError for a desk that has no story, ArchiveError if there is no finished scan in the folder.
    """
    with opened_archive(path) as archive:
        archive.rows("create temp table profiles (desk text primary key, profile text)")
        for desk, profile in profiles.items():
            if not archive.rows("select 1 from stories where desk = ? limit 1", desk):
                known = [name for (name,) in archive.rows("select distinct desk from stories where desk <> ''")]
                raise ConfigError(f"--desk: no story of desk {desk!r} in {path}{nearest(desk, known)}")
            archive.rows("insert into profiles values (?, ?)", desk, profile)
        rows = archive.rows(
            f"select coalesce(profile, ?), count(*), {_USUAL} from stories left join profiles using (desk) "  # noqa: S608
            "group by 1",
            default,
        )
    norms = {profile: _norms_of(values) for profile, _, *values in rows}
    return norms, sum(count for _, count, *_ in rows)


def _norms_of(values: list[float]) -> dict[str, Usual]:
    """Three values a score, in their order; a score that no story has is left out."""
    parts = zip(SCORES, values[::3], values[1::3], values[2::3], strict=True)
    return {name: Usual(mean, sd, int(stories)) for name, mean, sd, stories in parts if stories}
