"""What each reader takes for prose, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from framing.document import Document, Kind, Span
from framing.errors import InputError
from framing.readers import decode, kind_of, read_document

KEYS = ("title", "headline", "dek", "description")


def read(content: str | Sequence[dict[str, Any]], kind: Kind) -> Document:
    return read_document(content, kind, front_matter=KEYS)


def texts(document: Document, *roles: str) -> list[str]:
    return [
        document.text[block.span.start : block.span.end]
        for block in document.blocks
        if not roles or block.role in roles
    ]


def shapes(document: Document) -> list[str]:
    return [block.shape for block in document.blocks]


# files


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.txt", "text"), ("b/c.MD", "markdown"), ("d.markdown", "markdown"), ("e.htm", "html"), ("f.html", "html")],
)
def test_kind_of_a_file_is_told_by_its_ending(name: str, kind: Kind) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["story.docx", "README"])
def test_a_file_without_a_reader_is_named_with_the_known_endings(name: str) -> None:
    with pytest.raises(InputError, match=rf"{name}: no reader for .*known: \.txt"):
        kind_of(name)


def test_a_byte_order_mark_does_not_move_columns() -> None:
    assert decode(b"\xef\xbb\xbfRates rose.") == "Rates rose."


def test_invalid_utf8_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"s\.txt: not valid UTF-8: byte 0xe9 at offset 9, line 2"):
        decode(b"One.\nTwo \xe9.", "s.txt")


def test_utf16_is_named() -> None:
    with pytest.raises(InputError, match="UTF-16"):
        decode("Rates rose.".encode("utf-16"))


def test_binary_is_named() -> None:
    with pytest.raises(InputError, match="binary"):
        decode(b"\x7fELF\0\0\0\0\1\0\0\0 words", "tool.txt")


def test_one_nul_in_a_text_is_not_binary() -> None:
    assert decode(b"Rates rose again on Tuesday.\0 So did rents, the bank said.")[28] == "\0"


# every kind


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(InputError, match="unknown kind 'markdwn'; did you mean 'markdown'"):
        read_document("x", "markdwn")  # type: ignore[arg-type]


@pytest.mark.parametrize(("content", "kind"), [([], "text"), ("x", "blocks")])
def test_content_must_fit_its_kind(content: Any, kind: Kind) -> None:
    with pytest.raises(InputError, match="must be"):
        read_document(content, kind)


# plain text


def test_a_line_is_a_paragraph() -> None:
    assert texts(read("Rates rose.\nRents fell.\r\nPrices held.\n\nAll said.", "text")) == [
        "Rates rose.",
        "Rents fell.",
        "Prices held.",
        "All said.",
    ]


WRAPPED = """\
The library will open at seven on weekdays from March, the council
decided on Monday after a debate that lasted longer than any other
this year. Nobody who spoke was against it, but two members asked
who would pay for the hours.

The mayor said the money was there. She pointed to the fees that
the town had collected since summer."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_are_joined(newline: str) -> None:
    found = texts(read(WRAPPED.replace("\n", newline), "text"))
    assert len(found) == 2
    assert "the council decided on Monday" in found[0]


def test_a_headline_is_not_joined_to_wrapped_text() -> None:
    assert texts(read(f"LIBRARY TO OPEN EARLIER\n\n{WRAPPED}", "text"))[0] == "LIBRARY TO OPEN EARLIER"


def test_paragraphs_of_like_length_are_not_joined() -> None:
    story = (
        "The library will open at seven on weekdays from March onwards.\n"
        "The council decided so on Monday after a debate of four hours.\n"
        "The mayor said that the money for it had been there for years."
    )
    assert len(texts(read(story, "text"))) == 3


def test_list_marks_and_separators_are_not_prose() -> None:
    document = read("Three things changed on Monday.\n- Rates rose.\n• Rents fell.\n* * *\nThat is all.", "text")
    assert texts(document) == ["Three things changed on Monday.", "Rates rose.", "Rents fell.", "That is all."]
    assert shapes(document)[1:3] == ["item", "item"]


# Markdown


def test_front_matter_keys_are_headline_and_dek() -> None:
    story = "---\ntitle: 'It''s done'\ndek: >-\n  Two lines\n  of it\ntags: [a]\ndraft: true\n---\n\nRates rose.\n"
    document = read(story, "markdown")
    assert texts(document, "headline") == ["It's done"]
    assert texts(document, "dek") == ["Two lines of it"]
    assert texts(document, "body") == ["Rates rose."]


def test_toml_front_matter_is_read() -> None:
    assert texts(read('+++\ntitle = "It \\"rose\\""\n+++\nRates rose.', "markdown"), "headline") == ['It "rose"']


def test_the_first_h1_is_the_headline_unless_the_title_repeats_it() -> None:
    assert texts(read("# Rates *rise* #\n\nThey rose.", "markdown"), "headline") == ["Rates rise"]
    repeated = read("---\ntitle: Rates rise\n---\n# Rates rise\n\nThey rose.", "markdown")
    assert texts(repeated, "headline") == ["Rates rise"]
    assert texts(repeated, "chrome") == ["Rates rise"]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("The *bank* **said** ***so***.", "The bank said so."),
        ("A snake_case_word and 2 * 3.", "A snake_case_word and 2 * 3."),
        (r"Not \*emphasis\* here.", "Not *emphasis* here."),
        ("Rock &amp; roll&rsquo;s.", "Rock & roll’s."),
        ("The [bank](http://e.org/a_(b) 'T') said.", "The bank said."),
        ("The [bank][Ref] said.\n\n[ref]: http://e.org", "The bank said."),
        ("A [bracket] stays.", "A [bracket] stays."),
        ("Run `code` now.", "Run now."),
        ("Run ``a ` b`` now.", "Run now."),
        ("One ![chart](c.png) two.", "One two."),
        ("One[^1] two.", "One two."),
        ("Hard  \nbreak and\\\nanother.", "Hard break and another."),
        ("A <b>tag</b> and<br>a <https://e.org> link.", "A tag and a https://e.org link."),
        ("Setext\n======", "Setext"),
        ("~~Old~~ new.", "Old new."),
    ],
)
def test_markdown_marks_are_not_prose(source: str, prose: str) -> None:
    assert texts(read(source, "markdown")) == [prose]


@pytest.mark.parametrize(
    "code",
    [
        "```\nprices = 1\n```",
        "~~~py\nprices = 1\n~~~",
        "    prices = 1",
        "> ```\n> prices = 1\n> ```",
        "- x\n\n      prices",
    ],
)
def test_code_is_not_prose(code: str) -> None:
    assert "prices" not in read(f"Rates rose.\n\n{code}\n\nRents fell.", "markdown").text


def test_an_unclosed_code_block_is_reported() -> None:
    document = read("Rates rose.\n\n```\nRents fell.", "markdown")
    assert [skip.reason for skip in document.skips] == ["a code block is never closed"]


def test_lists_quotes_and_tables_keep_their_shape() -> None:
    document = read(
        "- One\n  more\n- Two\n\n> Quoted\n> words.\n\n| Town | Votes |\n|:--|--:|\n| Ely | 1,200 |\n\nEnd.", "markdown"
    )
    assert list(zip(texts(document), shapes(document), strict=True)) == [
        ("One more", "item"),
        ("Two", "item"),
        ("Quoted words.", "quote"),
        ("Town", "cell"),
        ("Votes", "cell"),
        ("Ely", "cell"),
        ("1,200", "cell"),
        ("End.", "paragraph"),
    ]


def test_the_text_of_an_image_that_stands_alone_is_a_caption() -> None:
    document = read("Rates rose.\n\n![The bank](b.png)\n*The bank at noon*\n\nRents fell.", "markdown")
    assert texts(document, "caption") == ["The bank", "The bank at noon"]


def test_links_are_kept_with_their_words() -> None:
    document = read("The [central *bank*](http://e.org) said.", "markdown")
    assert [(document.text[link.span.start : link.span.end], link.href) for link in document.links] == [
        ("central bank", "http://e.org")
    ]


def test_html_inside_markdown_is_read_as_html() -> None:
    document = read(
        "Rates rose.\n\n<figure><img><figcaption>At *noon*</figcaption></figure>\n\nRents fell.", "markdown"
    )
    assert texts(document, "caption") == ["At *noon*"]


# HTML


def test_a_page_is_read_without_its_chrome() -> None:
    document = read(
        "<!doctype html><html><head><title>Rates rise - The Courier</title><style>p{}</style></head><body>"
        "<header><a href=/>The Courier</a></header><nav><ul><li>News</ul></nav>"
        "<main><article><h1>Rates rise</h1><p class='article-dek'>Rents, too</p><p class=byline>By Ann Roe</p>"
        "<p>The bank raised its main rate on Monday, and said it would do so again before summer.</p>"
        "<figure><img alt=x><figcaption>The bank</figcaption></figure>"
        "<aside><p>The five things to know about rates before you sign anything at a bank.</p></aside>"
        "<p>“No surprise,” she said.</p></article></main>"
        "<div>Other stories of the day</div><footer>All rights</footer><script>var p = '<p>no</p>'</script></body>",
        "html",
    )
    assert texts(document, "headline") == ["Rates rise"]
    assert texts(document, "dek") == ["Rents, too"]
    assert texts(document, "byline") == ["By Ann Roe"]
    assert texts(document, "caption") == ["The bank"]
    assert texts(document, "body") == [
        "The bank raised its main rate on Monday, and said it would do so again before summer.",
        "“No surprise,” she said.",
    ]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Rates   rose\n again.", ["Rates rose again."]),
        ("<p>Rates <b>rose</b>.<p>Rents <i>fell</i>.", ["Rates rose.", "Rents fell."]),
        ("<ul><li>One<li>Two</ul>Three", ["One", "Two", "Three"]),
        ("<td>One<td>Two", ["One", "Two"]),
        ("One<br>line<br><br>Two", ["One line", "Two"]),
        ("<p>Rock &amp; roll &lt;3 &hearts;</p>", ["Rock & roll <3 ♥"]),
        ("<p>AT&T, 5 < 6 &unknown;</p>", ["AT&T, 5 < 6 &unknown;"]),
        ("<p>Run <code>x &amp; y</code>now.</p>", ["Run now."]),
        ("<p>Shown <span hidden>not</span>here.</p>", ["Shown here."]),
        ("<template><p>No</p></template><p>Yes</p>", ["Yes"]),
        ("<p title='a > b'>Yes</p>", ["Yes"]),
        ("One </p> two </nonsense> three", ["One", "two three"]),
        ("<p>One <![ foo [ <? x ?> two</p>", ["One two"]),
    ],
)
def test_html_prose(source: str, prose: list[str]) -> None:
    assert texts(read(source, "html")) == prose


def test_an_unclosed_comment_is_reported() -> None:
    assert [skip.reason for skip in read("<p>Rates rose.</p><!-- <p>Rents fell.</p>", "html").skips] == [
        "a comment is never closed"
    ]


# instructions


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_comment_that_starts_with_framing_is_an_instruction(kind: Kind) -> None:
    origin = "Rates rose.\n\n<!-- framing: ignore unnamed-source -- known -->\n\nRents fell."
    document = read(origin, kind)
    (directive,) = document.directives
    assert directive.body == "ignore unnamed-source -- known"
    assert origin[directive.origin.start : directive.origin.end].startswith("<!--")
    assert document.text[directive.at :].strip().startswith("Rents fell." if kind == "markdown" else "Rents")


def test_an_attribute_covers_the_text_of_its_element() -> None:
    document = read(
        "<p>Rates rose.</p><div data-framing-ignore='loaded-word'><p>One</p><p>Two</p></div><p>Three", "html"
    )
    (directive,) = document.directives
    assert directive.body == "ignore loaded-word"
    assert directive.scope is not None
    assert document.text[directive.scope.start : directive.scope.end] == "One\n\nTwo"


def test_an_attribute_of_an_inline_element_covers_its_words() -> None:
    (directive,) = read("<p>Rates <b data-framing-ignore=x>really rose</b> again.</p>", "html").directives
    assert directive.scope == Span(6, 17)


def test_instructions_in_code_do_nothing() -> None:
    document = read("Rates rose.\n\n```\n<!-- framing: off -->\n```\n\nOr `<!-- framing: off -->`.", "markdown")
    assert document.directives == ()
    assert read("<p>Rates.</p><code><!-- framing: off --></code>", "html").directives == ()


# blocks


def test_blocks_of_any_format_make_one_story() -> None:
    document = read(
        [
            {"id": "h", "text": "Rates rise", "role": "headline"},
            {"id": "a", "html": "<strong>Rates</strong> rose."},
            {"id": "b", "markdown": "*Rents* fell."},
            {"id": "c", "text": ""},
            {"id": "d", "text": "One\nTwo", "type": "core/list"},
            {"id": "e", "text": "The bank", "type": "image"},
        ],
        "blocks",
    )
    assert [(block.role, block.shape) for block in document.blocks] == [
        ("headline", "heading"),
        ("body", "paragraph"),
        ("body", "paragraph"),
        ("body", "item"),
        ("body", "item"),
        ("caption", "paragraph"),
    ]
    assert [part.id for part in document.parts] == ["h", "a", "b", "c", "d", "e"]
    part = document.part_at(document.origin_span(document.blocks[3].span))
    assert part is not None
    assert part.id == "d"


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([{"id": "a", "text": "x"}, {"id": "a", "text": "y"}], "block 1: id 'a' is already that of block 0"),
        ([{"text": "x"}], "block 0: id must be a string"),
        ([{"id": 7, "text": "x"}], "block 0: id must be a string"),
        ([{"id": "a"}], "block 0 must have one of text, html, markdown; it has none"),
        ([{"id": "a", "text": "x", "html": "y"}], "block 0 must have one of .*; it has text and html"),
        ([{"id": "a", "text": 5}], "block 0: text must be a string, not int"),
        ([{"id": "a", "text": "x"}, "y"], "block 1 must be an object, not str"),
        ([{"id": "a", "text": "x", "role": "headlin"}], "block 0: unknown role 'headlin'; did you mean 'headline'"),
        ([{"id": "a", "text": "x", "type": 3}], "block 0: type must be a string"),
        ({"id": "a"}, "blocks must be a list"),
    ],
)
def test_a_malformed_block_is_named(blocks: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_document(blocks, "blocks")
