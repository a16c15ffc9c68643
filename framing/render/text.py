"""Text for people at a terminal: the line, the words underlined, the question, and how to say "this is fine"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from framing.document import Kind
from framing.render.lines import counted, for_log, lines_of, one_line, skips, visible
from framing.report import Finding, Report, Score, Unchecked
from framing.rules import RULES
from framing.rules.base import SEVERITIES

WIDTH: Final = 96
"""Columns of a source line that are shown; a longer one is cut around the flagged words."""
TAB: Final = 4

Paint = Callable[[str, str], str]
CODES: Final = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "path": "1",
    "faint": "2",
    "ok": "1;32",
}


def render_text(reports: Sequence[Report], unchecked: Sequence[Unchecked] = (), *, color: bool = False) -> str:
    """Every open finding where it stands, then scores and a count.  Why and how to silence: once a rule."""
    paint = _ansi if color else _plain
    explained: set[str] = set()
    parts: list[str] = []
    for report in reports:
        lines = lines_of(report.origin)
        parts += (_finding(report, finding, lines, explained, paint) for finding in report.open_findings)
        parts.append(_foot(report, paint))
    parts.append(_total(reports, unchecked, paint))
    return for_log("\n".join(parts))


def _finding(report: Report, finding: Finding, lines: list[str], explained: set[str], paint: Paint) -> str:
    place = f"{one_line(report.name)}:{finding.line}:{finding.column}"
    gutter = " " * len(str(finding.line))
    bar = paint("|", "faint")
    source, under = _marked(finding, lines, paint)
    rows = [
        f"{paint(place, 'path')} {paint(finding.severity, finding.severity)} {finding.rule}",
        f"  {finding.line} {bar} {source}".rstrip(),
        f"  {gutter} {bar} {under}",
        f"  {gutter} {paint('=', 'faint')} {one_line(finding.message)}",
    ]
    notes = [("try", _suggestion(text)) for text in finding.suggestions[:1]]
    if finding.rule not in explained:
        explained.add(finding.rule)
        notes += [
            ("why", one_line(RULES[finding.rule].rationale)),
            ("silence", silence(finding.rule, report.analysis.document.kind)),
        ]
    rows += (f"  {gutter} {paint(f'{label}:', 'faint')} {note}" for label, note in notes)
    return "\n".join(rows) + "\n"


def silence(rule: str, kind: Kind) -> str:
    """How to say, in a story of this kind, that a finding of a rule is fine."""
    match kind:
        case "html":
            return (
                f'data-framing-ignore="{rule}" on the element, or <!-- framing: ignore {rule} -- reason --> before it'
            )
        case "markdown":
            return f"<!-- framing: ignore {rule} -- reason --> before the paragraph"
        case _:
            return f'ignore = ["{rule}"] in framing.toml, or record it with `framing baseline`'


def _suggestion(text: str) -> str:
    return f"“{one_line(text)}”" if text else "leave it out"


def _marked(finding: Finding, lines: list[str], paint: Paint) -> tuple[str, str]:
    """The source line and the underline beneath the flagged words, both cut to ``WIDTH`` columns."""
    line = lines[finding.line - 1]
    start = finding.column - 1
    more = finding.end_line > finding.line
    end = len(line) if more else max(finding.end_column - 1, start + 1)
    left, right = _window(line, start, min(end, len(line)))
    before = ("…" if left else "") + _flat(line[left:start])
    words = _flat(line[start:end][: max(right - start, 0)])
    after = _flat(line[max(end, left) : right]) + ("…" if right < len(line) or more else "")
    under = "^" * max(cell_len(words), 1)
    note = f" to line {finding.end_line}" if more else ""
    return (
        before + paint(words, finding.severity) + after,
        " " * cell_len(before) + paint(under + note, finding.severity),
    )


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """Which part of a line to show: all of it, or about ``WIDTH`` columns around the words, cut between words."""
    if len(line) <= WIDTH and cell_len(_flat(line)) <= WIDTH:
        return 0, len(line)
    left, right = max(0, min(start - WIDTH // 3, len(line) - WIDTH)), start
    used = cell_len(_flat(line[left:start]))
    while right < len(line) and used < WIDTH:
        used += cell_len(_flat(line[right]))
        right += 1
    if left and (space := line.find(" ", left, start)) >= 0:
        left = space + 1
    if right < len(line) and (space := line.rfind(" ", max(end, left + 1), right)) > 0:
        right = space
    return left, right


def _flat(text: str) -> str:
    return visible(text).replace("\t", " " * TAB)


def _foot(report: Report, paint: Paint) -> str:
    rows = [paint(f"{one_line(report.name)}: {counted(report.words, 'word')}", "path")]
    rows += (f"  {row}" for row in _scores(report.scores))
    rows += (f"  {paint('note', 'faint')}: {limit}" for limit in report.limits)
    for line, _, skip in skips(report):
        rows.append(f"  {paint('not analysed', 'warning')}, line {line}: {one_line(skip.reason)}")
    return "\n".join(rows) + "\n"


def _scores(scores: Sequence[Score]) -> Iterator[str]:
    shown = [score for score in scores if score.value is not None]
    width = max((cell_len(score.label) for score in shown), default=0)
    for score in shown:
        value, unit = figure(score)
        beside = f"; usual here: {usual(score)}" if score.usual else ""
        yield f"{score.label}{' ' * (width - cell_len(score.label))}  {value} {one_line(unit)}{beside}"


def figure(score: Score) -> tuple[str, str]:
    """Value and unit for people; a share of one becomes a percentage."""
    if score.value is not None and score.unit.startswith("share "):
        return f"{100 * score.value:.0f}%", score.unit.removeprefix("share ")
    return number(score.value), f"({score.unit})" if score.unit[:1].isdigit() else score.unit


def usual(score: Score) -> str:
    """What is usual for the outlet, for people: "2.1 ± 0.8 (84 stories)"; "" where it has not been measured."""
    if score.usual is None:
        return ""
    scale, sign = (100, "%") if score.unit.startswith("share ") else (1, "")
    mean, spread = (number(scale * value) for value in (score.usual.mean, score.usual.sd))
    return f"{mean}{sign} ± {spread} ({score.usual.stories} stories)"


def number(value: float | None) -> str:
    """A score's value for people: one decimal from one up, two below; a dash where it is not defined."""
    if value is None:
        return "–"
    return f"{value:,.1f}".removesuffix(".0") if abs(value) >= 1 else f"{value:.2f}".rstrip("0").rstrip(".")


def _total(reports: Sequence[Report], unchecked: Sequence[Unchecked], paint: Paint) -> str:
    levels = Counter(finding.severity for report in reports for finding in report.open_findings)
    silenced = sum(len(report.findings) - len(report.open_findings) for report in reports)
    stories = counted(len(reports), "story").replace("storys", "stories")
    found = ", ".join(
        paint(counted(levels[level], level if level != "info" else "note"), level)
        for level in reversed(SEVERITIES)
        if levels[level]
    )
    tail = f", {silenced} silenced" if silenced else ""
    missing = paint(f"{len(unchecked)} not checked", "error") if unchecked else ""
    verdict = found or ("" if missing else paint("nothing to ask", "ok"))
    return f"{stories}: {', '.join(filter(None, (missing, verdict)))}{tail}\n"


def _ansi(text: str, style: str) -> str:
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if text else text


def _plain(text: str, style: str) -> str:
    return text
