"""Writes what in docs/ comes from code: a page for every rule, and the schema of the config file.

    python scripts/generate_docs.py

Tests fail while a page is not current.
"""

from __future__ import annotations

import json
from pathlib import Path

from framing.config.schema import config_schema
from framing.render.rule_page import rule_page
from framing.rules import RULES

DOCS = Path(__file__).parents[1] / "docs"


def pages() -> dict[Path, str]:
    """Path → text of everything that is generated."""
    schema = json.dumps(config_schema(), indent=2) + "\n"
    rules = {DOCS / "rules" / f"{name}.md": rule_page(rule) for name, rule in RULES.items()}
    return {DOCS / "config.schema.json": schema, **rules}


if __name__ == "__main__":
    made = pages()
    (DOCS / "rules").mkdir(parents=True, exist_ok=True)
    for stale in set((DOCS / "rules").glob("*.md")) - made.keys():
        stale.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="")
    print(f"{len(made)} files written")
