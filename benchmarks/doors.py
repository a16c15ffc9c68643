"""Whether a story is told the same wherever it comes in: a check in CI, the service, a scan of an archive.

    python benchmarks/doors.py [BENCH] [--stories 1000]

Stories of 200 words go through ``framing check``, ``POST /v1/analyze`` and ``framing archive``, each in processes of
its own with its defaults; rule, place, words, severity and confidence of all findings are compared.
Exit status 1 at the first story that differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from load import service
from stories import stories

WORDS: Final = 200
BATCH: Final = 100
"""Files of one run of ``framing check``."""
ROOT: Final = Path(__file__).parent.parent
Found = list[tuple[str, int, int, str, str, float]]
"""Of one story, in its order: rule, start, end, words, severity, confidence; offsets in code points."""


def framing(*arguments: str | Path) -> str:
    """What a command of the command line prints; exit status 1 means findings."""
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def checked(folder: Path) -> dict[str, Found]:
    """By ``framing check``."""
    files, found = sorted(folder.iterdir()), dict[str, Found]()
    for at in range(0, len(files), BATCH):
        for report in json.loads(framing("check", "--format", "json", *files[at : at + BATCH]))["reports"]:
            found[Path(report["name"]).name] = [_of_annotation(made) for made in report["annotations"]]
    return found


def served(texts: Mapping[str, str]) -> dict[str, Found]:
    """By the service."""
    with service(os.cpu_count() or 1) as running:
        return {name: _asked(running.port, text) for name, text in texts.items()}


def scanned(folder: Path, to: Path) -> dict[str, Found]:
    """By a scan of the folder."""
    import pyarrow.parquet as pq

    framing("archive", folder, "--to", to)
    found = defaultdict[str, Found](list)
    for part in sorted((to / "findings").glob("*.parquet")):
        for row in pq.read_table(part).to_pylist():
            values = (row[name] for name in ("rule", "start", "end", "quote", "severity", "confidence"))
            found[Path(row["story"]).name].append(tuple(values))
    return found


def _asked(port: int, text: str) -> Found:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/analyze",
        json.dumps({"text": text, "offset_unit": "codepoint"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return [_of_annotation(made) for made in json.load(answer)["annotations"]]


def _of_annotation(made: Mapping[str, Any]) -> tuple[str, int, int, str, str, float]:
    words = made["quote"]["exact"]
    return made["rule"], made["start"], made["end"], words, made["severity"], made["confidence"]


def main() -> int:
    """Compare, and say how many were equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--stories", type=int, default=1_000)
    arguments = parser.parse_args()
    found = stories(arguments.bench, WORDS, arguments.stories)
    texts = {f"story-{number:05}.txt": text for number, text in enumerate(found)}
    with tempfile.TemporaryDirectory(prefix="framing-doors-") as made:
        folder = Path(made, "in")
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        by_check, by_service, by_scan = checked(folder), served(texts), scanned(folder, Path(made, "out"))
    for name in texts:
        one, two, three = by_check[name], by_service[name], by_scan.get(name, [])
        if not one == two == three:
            print(f"{name} differs:\n{texts[name]}\ncheck: {one}\nservice: {two}\nscan: {three}")
            return 1
    print(f"{len(texts):,} stories, {sum(map(len, by_check.values())):,} findings: the same in all three")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
