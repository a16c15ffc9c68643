"""The stories in ``seeds/`` as the editors hold them: a headline, and headings and paragraphs in plain text.

Every seed can be held so.  Of ``page.html`` that is its article: navigation, promotion and "Read more" belong to a
site's templates, which no editor sees.  Links are left out: all three editors send plain text.
"""

from __future__ import annotations

import html
import json
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from conftest import ROOT

from framing.readers import decode, kind_of, read_document

SEEDS: Final = sorted(path for path in (ROOT / "seeds").iterdir() if path.name != "README.md")


@dataclass
class Story:
    """``blocks`` are (``heading`` or ``paragraph``, text without line breaks)."""

    name: str
    title: str
    blocks: list[tuple[str, str]]

    @classmethod
    def read(cls, path: Path) -> Story:
        """A seed."""
        document = read_document(decode(path.read_bytes(), path.name), kind_of(path))
        title = ""
        blocks = []
        for block in document.blocks:
            text = " ".join(document.text[block.span.start : block.span.end].split())
            if block.role == "headline" and not title:
                title = text
            elif block.role not in ("headline", "chrome"):
                blocks.append(("heading" if block.shape == "heading" else "paragraph", text))
        assert len(blocks) > 4
        # A page must have a title; two of the stories have none.
        return cls(path.name, title or path.stem.capitalize(), blocks)

    def plain(self) -> list[dict[str, str]]:
        """As the service takes it."""
        types = {"heading": {"type": "heading"}, "paragraph": {}}
        blocks = [{"id": str(index), "text": text, **types[kind]} for index, (kind, text) in enumerate(self.blocks)]
        return [{"id": "title", "type": "headline", "text": self.title}, *blocks]

    def wordpress(self) -> str:
        """The body as WordPress stores it."""
        written = []
        for kind, text in self.blocks:
            tag = '<h2 class="wp-block-heading">{}</h2>' if kind == "heading" else "<p>{}</p>"
            written.append(f"<!-- wp:{kind} -->\n{tag.format(html.escape(text, quote=False))}\n<!-- /wp:{kind} -->")
        return "\n\n".join(written)

    def wagtail(self) -> str:
        """The body as Wagtail stores it."""
        tags = {"heading": "h2", "paragraph": "p"}
        return "".join(
            f'<{tags[kind]} data-block-key="{index:05}">{html.escape(text, quote=False)}</{tags[kind]}>'
            for index, (kind, text) in enumerate(self.blocks)
        )


def asked(service: str, blocks: list[dict[str, str]], **headers: str) -> list[dict[str, Any]]:
    """The annotations that the service answers, offsets in UTF-16 code units."""
    body = json.dumps({"blocks": blocks, "offset_unit": "utf16"}).encode()
    request = urllib.request.Request(f"{service}/v1/analyze", body, {"Content-Type": "application/json", **headers})
    with urllib.request.urlopen(request) as answer:
        return list(json.load(answer)["annotations"])


def places(annotations: list[dict[str, Any]], blocks: list[dict[str, Any]]) -> list[tuple[str, str, int, int, int]]:
    """Each finding's fingerprint and words, the number of its block, and its offsets in that."""
    order = {block["id"]: index for index, block in enumerate(blocks)}
    return [
        (item["id"], item["quote"]["exact"], order[item["block_id"]], item["start"], item["end"])
        for item in annotations
    ]
