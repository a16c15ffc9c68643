"""What was there before: findings a newsroom has accepted, by fingerprint, so that only new ones count.

A fingerprint is the same in the CMS and here and holds no line number, so entries survive edits elsewhere in a
story.  File, rule and words stand there for people, and to tell which entries have had their day.  What was waived in
a CMS is the same file: fingerprint, rule, reason, who and when.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from framing.errors import ConfigError, nearest
from framing.report import Report, Suppression

DEFAULT_NAME: Final = ".framing-baseline.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One accepted finding.

    ``file``    relative to the baseline, POSIX; "" for a waiver that came without one
    ``reason``  why it was accepted, if somebody said
    ``who``     by whom, and ``when`` (ISO 8601), where a CMS keeps that
    """

    file: str
    rule: str
    quote: str
    fingerprint: str
    reason: str = ""
    who: str = ""
    when: str = ""

    @property
    def word(self) -> str:
        """Reason, who and when, as one line for reports."""
        by = ", ".join(part for part in (self.who, self.when) if part)
        return f"{self.reason} ({by})" if self.reason and by else self.reason or by


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """The entries of a file.  Raises ConfigError if it is missing or not a baseline."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such baseline; write it with: framing baseline PATH") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or type(error).__name__}") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: not a baseline: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("findings"), list):
        raise ConfigError(f"{path}: not a baseline of format {FORMAT}")
    try:
        return tuple(sorted(_entry(item) for item in data["findings"]))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def baseline_text(entries: Iterable[Entry]) -> str:
    """Entries as the text of a baseline: sorted, each once, so that equal baselines are equal bytes."""
    rows = [{key: value for key, value in asdict(entry).items() if value} for entry in sorted(set(entries))]
    return json.dumps({"format": FORMAT, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def entries_of(report: Report, file: str, known: Iterable[Entry] = ()) -> list[Entry]:
    """The findings of a report as entries; what is silenced inline needs none.  What ``known`` says of
    reasons, who and when is kept."""
    said = {entry.fingerprint: (entry.reason, entry.who, entry.when) for entry in known}
    return [
        Entry(file, finding.rule, finding.quote, finding.fingerprint, *said.get(finding.fingerprint, ()))
        for finding in report.findings
        if finding.suppressed is None or finding.suppressed.by == "baseline"
    ]


def waive(report: Report, entries: Mapping[str, Entry]) -> Report:
    """The report with findings suppressed that ``entries``, by fingerprint, hold."""
    return replace(
        report,
        findings=tuple(
            replace(finding, suppressed=Suppression("baseline", entries[finding.fingerprint].word))
            if finding.suppressed is None and finding.fingerprint in entries
            else finding
            for finding in report.findings
        ),
    )


def stale(
    entries: Sequence[Entry], found: Collection[str], checked: Collection[str], gone: Collection[str]
) -> list[Entry]:
    """Entries that have had their day: of files ``checked`` or ``gone``, and no fingerprint in ``found`` is theirs."""
    return [entry for entry in entries if entry.fingerprint not in found and entry.file in {*checked, *gone}]


def _entry(item: Any) -> Entry:
    names = [field.name for field in fields(Entry)]
    if not isinstance(item, dict) or not all(isinstance(value, str) for value in item.values()):
        raise ConfigError(f"expected a table of strings, not {item!r}")
    for key in item:
        if key not in names:
            raise ConfigError(f"unknown key {key!r}{nearest(key, names)}")
    if "fingerprint" not in item:
        raise ConfigError(f"an entry has no fingerprint: {item!r}")
    return Entry(**{name: item.get(name, "") for name in names})
