"""Nothing that a parser could choke on reaches it, whatever is sent; the time to tell is short."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from machine import slowness

from framing.document import Kind
from framing.errors import InputError
from framing.guard import MAX_BLOCK
from framing.readers import read_document

SECONDS = 2.0
"""CPU time for each of the worst inputs; most take a tenth of it."""

PROSE = "The bank raised its main rate on Monday."


@pytest.mark.parametrize("content", ["", " \n\t ", "\ufeff", "<p></p>", "<!-- x -->"])
def test_nothing_to_check_is_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"empty|nothing left to check"):
        read_document(content, "html")


def test_a_story_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(InputError, match="the story has 41 characters; the limit is 40"):
        read_document(PROSE + " ", "text", max_characters=40)


def test_blocks_count_together() -> None:
    with pytest.raises(InputError, match="limit is 60"):
        read_document([{"id": "a", "text": PROSE}, {"id": "b", "text": PROSE}], "blocks", max_characters=60)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(InputError, match="more than 100,000 lines"):
        read_document("a\n" * 100_001, "text")


def test_too_many_paragraphs_are_refused() -> None:
    with pytest.raises(InputError, match="more than 20,000 paragraphs"):
        read_document("<p>a</p>" * 20_001, "html")


def test_200_000_words_are_refused() -> None:
    with pytest.raises(InputError, match="words and marks; the limit is"):
        read_document("so it is " * 66_667, "text")


@pytest.mark.parametrize(
    ("unfit", "reason"),
    [
        ("(" * 40, "32 symbols"),
        ("😀" * 33, "32 symbols"),
        ("a" * 400, "without a space"),
        ("e" + "\u0301" * 50, "symbols"),
    ],
)
def test_an_unfit_paragraph_is_left_out_and_reported(unfit: str, reason: str) -> None:
    origin = f"{PROSE}\n\nSee {unfit} here.\n\n{PROSE}"
    document = read_document(origin, "text")
    assert len(document.blocks) == 2
    (skip,) = document.skips
    assert reason in skip.reason
    assert origin[skip.origin.start : skip.origin.end] == f"See {unfit} here."


def test_ordinary_symbols_are_no_reason_to_skip() -> None:
    assert read_document(f"{PROSE} He paid $1,200.50 (“really?!”) … *****", "text").skips == ()


def test_only_unfit_paragraphs_are_refused_with_the_reason() -> None:
    with pytest.raises(InputError, match=r"nothing left to check.*32 symbols"):
        read_document("x" + "!" * 50, "text")


def test_nul_and_lone_surrogates_become_replacement_characters_in_place() -> None:
    origin = "The\0bank \ud800 rose."
    document = read_document(origin, "text")
    assert document.text == "The\ufffdbank \ufffd rose."
    assert document.origin == origin


def test_a_long_paragraph_is_parted_at_a_sentence() -> None:
    document = read_document(" ".join([PROSE] * 1_000), "text")
    assert len(document.blocks) > 1
    for block in document.blocks:
        assert len(block.span) <= MAX_BLOCK
        assert document.text[block.span.start : block.span.end].startswith("The bank")
        assert document.text[block.span.start : block.span.end].endswith("Monday.")


WORST = {
    "no space": "a" * 1_000_000,
    "words": "word " * 199_999,
    "lines": "a\n" * 200_000,
    "blank lines": "\n" * 900_000 + "a",
    "quotation marks": '"' * 200_000,
    "single quotation marks": "'" * 200_000,
    "round brackets": "(" * 200_000,
    "square brackets": "[" * 200_000,
    "angles": "<" * 200_000,
    "closing angles": ">" * 200_000,
    "ampersands": "&" * 200_000,
    "numbers without end": "&#9" * 100_000,
    "nested elements": "<div>" * 50_000 + "x" + "</div>" * 50_000,
    "nested inline elements": "<b>" * 50_000 + "x" + "</b>" * 50_000,
    "elements without end": "<p><b>" * 50_000,
    "end tags alone": "</p>" * 100_000,
    "tags without end": "<a " * 50_000,
    "attributes without end": '<a b="' * 50_000,
    "comments without end": "<!--" * 100_000,
    "declarations": "<![ foo [" * 100_000,
    "scripts": "<script>" * 100_000,
    "lists": "- " * 200_000,
    "stars": "*a " * 60_000,
    "underscores": "_" * 200_000,
    "backticks": "".join("`" * size + " " for size in range(1, 1_000)),
    "backslashes": "\\" * 200_000,
    "links without end": "[a](b" * 60_000,
    "table bars": "|" * 200_000,
    "fences": "~~~\n" * 100_000,
    "front matter": "---\n" + "a: b\n" * 100_000,
}


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
@pytest.mark.parametrize("name", WORST)
def test_the_worst_inputs_end_soon(name: str, kind: Kind) -> None:
    begun = time.process_time()
    with suppress(InputError):
        read_document(f"{PROSE}\n\n{WORST[name]}", kind, max_characters=2_000_000)
    assert time.process_time() - begun < SECONDS * slowness()


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_time_grows_with_length_not_faster(kind: Kind) -> None:
    def seconds(count: int) -> float:
        story = "\n\n".join(
            [f"<p>The <b>bank</b> raised &amp; *raised* its [main](x) rate on Monday, {count}.</p>"] * count
        )
        begun = time.process_time()
        read_document(story, kind)
        return time.process_time() - begun

    seconds(100)
    assert min(seconds(2_000) for _ in range(3)) < 24 * max(min(seconds(200) for _ in range(3)), 0.004)
