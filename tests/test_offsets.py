"""Whatever the kind and the characters: the origin at a span decodes to the words of the text at that span."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.document import Document, Kind, Span
from framing.errors import InputError
from framing.readers import read_document

SETTINGS = settings(max_examples=80, deadline=None)

PLAIN_WORDS = st.sampled_from(
    [
        "rates",
        "Ann",
        "3.5%",
        "naïve",
        "e\u0301te\u0301",
        "👩‍👩‍👧",
        "😀",
        "مرحبا",
        "שלום",
        "a\u00a0b",
        "x\ufffcy",
        "“so”",
        "it’s",
        "co-op",
        "$4m",
    ]
)
ENTITIES = st.sampled_from(["&amp;", "&rsquo;", "&#8217;", "&#x1F600;", "&nbsp;x", "AT&T", "&lt;b&gt;", "&#39;"])
WORDS = st.one_of(PLAIN_WORDS, ENTITIES)
SPACES = st.sampled_from([" ", "  ", "\n", "\r\n", " \t"])


def joined(words: Sequence[str], spaces: Sequence[str]) -> str:
    return "".join(word + space for word, space in zip(words, spaces, strict=True))


@st.composite
def html_inline(draw: st.DrawFn, depth: int = 2) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        word = draw(WORDS)
        if depth and draw(st.booleans()):
            tag = draw(st.sampled_from(["b", "em", "span class='x'", 'a href="/u?a=1&amp;b=2"', "B", "unclosed"]))
            word = f"<{tag}>{draw(html_inline(depth - 1))}</{tag.split()[0]}>"
        parts.append(word + draw(st.sampled_from([" ", "", "\n ", "<br>", "<!-- note -->", "<code>x &amp; y</code> "])))
    return "".join(parts)


@st.composite
def html_story(draw: st.DrawFn) -> str:
    tags = st.sampled_from(["p", "h2", "li", "blockquote", "td", "div", "section"])
    closed = st.booleans()
    body = "".join(
        f"<{tag}>Lead {draw(html_inline())}{f'</{tag}>' if draw(closed) else ''}{draw(SPACES)}"
        for tag in draw(st.lists(tags, min_size=1, max_size=5))
    )
    return draw(st.sampled_from(["", "\ufeff", "<!doctype html><title>T</title>", "text first "])) + body


@st.composite
def markdown_inline(draw: st.DrawFn) -> str:
    forms = st.sampled_from(
        ["{}", "*{}*", "**{}**", "***{}***", "[{}](http://e.org/a_b)", "`code`", "\\_{}", "<b>{}</b>"]
    )
    words = [draw(forms).format(draw(WORDS)) for _ in range(draw(st.integers(1, 6)))]
    return " ".join(words)


@st.composite
def markdown_story(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    front = draw(st.sampled_from(["", '---\ntitle: "A \\"b\\" c"\ndek: plain # note\n---\n\n', "\ufeff"]))
    blocks = []
    for prefix in draw(st.lists(st.sampled_from(["", "# ", "> ", "- ", "1. ", "> > "]), min_size=1, max_size=5)):
        lines = [f"Lead {draw(markdown_inline())}" for _ in range(draw(st.integers(1, 3)))]
        more = "\n" + ("> " if ">" in prefix else "  " if prefix else "")
        blocks.append(prefix + (lines[0] if prefix == "# " else more.join(lines)))
    return (front + "\n\n".join(blocks)).replace("\n", newline)


@st.composite
def plain_story(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 40))
    words = draw(st.lists(PLAIN_WORDS, min_size=count, max_size=count))
    return draw(st.sampled_from(["", "\ufeff"])) + "Lead " + joined(words, [draw(SPACES) for _ in words])


def decode_html(slice_: str) -> str:
    return unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "", slice_))


def decode_markdown(slice_: str) -> str:
    slice_ = re.sub(r"\]\(http[^)]*\)|`code`|</?b>", "", slice_)
    slice_ = re.sub(r"(\r?\n)[> ]*", r"\1", slice_)
    slice_ = slice_.replace("\\_", "_").replace('\\"', '"')
    return unescape(re.sub(r"[*\[]", "", slice_))


def decode_plain(slice_: str) -> str:
    return slice_


def same_words(one: str, other: str) -> bool:
    return re.sub(r"[ \t\r\n]+", "", one) == re.sub(r"[ \t\r\n]+", "", other)


def check_pieces(document: Document) -> None:
    """Pieces cover the text, in order, and never lead outside the origin."""
    assert document.pieces[0].text.start == 0
    assert document.pieces[-1].text.end == len(document.text)
    assert document.pieces[-1].origin.end <= len(document.origin)
    for before, piece in zip(document.pieces, document.pieces[1:], strict=False):
        assert before.text.end == piece.text.start
        assert before.origin.end <= piece.origin.start


def sub_spans(data: st.DataObject, document: Document) -> list[Span]:
    spans = []
    for block in document.blocks:
        start = data.draw(st.integers(block.span.start, block.span.end - 1))
        spans += [block.span, Span(start, data.draw(st.integers(start + 1, block.span.end)))]
    return spans


def check(data: st.DataObject, document: Document, decode: Callable[[str], str]) -> None:
    check_pieces(document)
    for span in sub_spans(data, document):
        place = document.origin_span(span)
        assert same_words(decode(document.origin[place.start : place.end]), document.text[span.start : span.end]), (
            place,
            span,
        )


@SETTINGS
@given(story=plain_story(), data=st.data())
def test_plain_text_keeps_its_offsets(story: str, data: st.DataObject) -> None:
    check(data, read_document(story, "text"), decode_plain)


@SETTINGS
@given(story=html_story(), data=st.data())
def test_html_keeps_its_offsets(story: str, data: st.DataObject) -> None:
    check(data, read_document(story, "html"), decode_html)


@SETTINGS
@given(story=markdown_story(), data=st.data())
def test_markdown_keeps_its_offsets(story: str, data: st.DataObject) -> None:
    check(data, read_document(story, "markdown", front_matter=("title", "dek")), decode_markdown)


@SETTINGS
@given(stories=st.lists(st.one_of(html_story(), plain_story()), min_size=1, max_size=4), data=st.data())
def test_blocks_keep_their_offsets_and_their_ids(stories: list[str], data: st.DataObject) -> None:
    blocks = [{"id": f"b{index}", "html" if "<" in story else "text": story} for index, story in enumerate(stories)]
    document = read_document(blocks, "blocks")
    check_pieces(document)
    for span in sub_spans(data, document):
        place = document.origin_span(span)
        part = document.part_at(place)
        assert part is not None
        assert part.origin.contains(place)
        story = stories[int(part.id[1:])]
        local = place.moved(-part.origin.start)
        decode = decode_html if "<" in story else decode_plain
        assert same_words(decode(story[local.start : local.end]), document.text[span.start : span.end])


@SETTINGS
@given(story=st.text(min_size=1, max_size=300), kind=st.sampled_from(["text", "markdown", "html"]))
def test_any_text_is_read_or_refused(story: str, kind: Kind) -> None:
    try:
        document = read_document(f"Lead\n\n{story}", kind)
    except InputError:
        return
    check_pieces(document)


@pytest.mark.parametrize(
    ("origin", "kind", "word"),
    [
        ("😀😀 rates", "text", "rates"),
        ("Rock &amp; roll &rsquo; rates", "html", "rates"),
        ("<p>Rock &amp; <b>ra</b>tes", "html", "rates"),
        ("---\ntitle: x\n---\n\nThe *rates*\r\nrose.", "markdown", "rates"),
        ("> The\n> *rates*", "markdown", "rates"),
        ("| a | rates |\n|---|---|\n| b | c |", "markdown", "rates"),
        ("The [rates](http://e.org) rose", "markdown", "rates"),
    ],
)
def test_a_word_is_found_where_it_stands(origin: str, kind: Kind, word: str) -> None:
    document = read_document(origin, kind, front_matter=("title",))
    start = document.text.index(word)
    place = document.origin_span(Span(start, start + len(word)))
    assert re.sub("<[^>]*>", "", origin[place.start : place.end]) == word
