"""How often each rule speaks on ordinary news articles: in all, an article, and a thousand words.

    python benchmarks/false_alarms.py ARTICLES.jsonl [...] [--family attribution] [--findings FILE.jsonl]

Each line of ARTICLES is an article with ``id`` and ``text``.  Rules that are off by default are counted too, and
marked.  ``--findings`` writes where each finding stands (article, rule, start, end, message; no words of the text), to
be read and judged.  Articles are not part of this project: where a file is absent the command says so and exits with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import framing

ALL_RULES: Final = framing.Config(enable=tuple(name for name, rule in framing.RULES.items() if not rule.default))


def articles(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The articles of those files that are there."""
    for path in paths:
        if not path.is_file():
            print(f"skipped: {path.name} is not here; the articles are not part of this project", file=sys.stderr)
            continue
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def table(found: Counter[str], read: int, words: int, family: str) -> Iterator[str]:
    """A Markdown table, the rules of a family (all where it is empty) with what they found."""
    yield "| rule | findings | per article | per 1,000 words |"
    yield "|---|---|---|---|"
    for name, rule in sorted(framing.RULES.items()):
        if family in ("", rule.family):
            label = name if rule.default else f"{name} (off by default)"
            yield f"| {label} | {found[name]} | {found[name] / read:.2f} | {1000 * found[name] / words:.2f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Count and print; 0 also where there is nothing to count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--family", default="", help="only rules of this family")
    parser.add_argument("--findings", type=Path, help="also write where each finding stands")
    options = parser.parse_args(arguments)
    found: Counter[str] = Counter()
    places: list[dict[str, Any]] = []
    read = words = 0
    for article in articles(options.articles):
        report = framing.analyze(article["text"], config=ALL_RULES)
        read, words = read + 1, words + report.words
        found.update(finding.rule for finding in report.findings)
        places += [
            {
                "id": article["id"],
                "rule": finding.rule,
                "start": finding.span.start,
                "end": finding.span.end,
                "message": finding.message,
            }
            for finding in report.findings
            if options.family in ("", finding.family)
        ]
    if not read:
        return 0
    print(f"{read} articles, {words:,} words\n")
    print("\n".join(table(found, read, words, options.family)))
    if options.findings:
        options.findings.write_text("".join(json.dumps(place) + "\n" for place in places), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
