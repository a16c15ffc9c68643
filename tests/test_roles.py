"""Scores are for the story alone: what a pasted page brings with it is told apart, and no sentence is lost to it."""

from __future__ import annotations

import pytest

from framing.document import Kind, Role
from framing.readers import read_document

LEAD = "The council voted on Tuesday to open the library on Sundays, after a debate of two hours."
MORE = "It will cost the town about 4% of what it spends on culture, the mayor told reporters."


def roles(content: str, kind: Kind = "text") -> dict[str, Role]:
    document = read_document(content, kind)
    return {document.text[block.span.start : block.span.end]: block.role for block in document.blocks}


def test_a_pasted_page() -> None:
    page = f"""\
1,204 of 5,000

Local journalism costs money, and yours keeps us going.
Become a member today

Town

Library to open on Sundays after long debate

3 min read
Library to open on Sundays after long debate
Readers wait outside the town library on a Saturday in May. (Mia Holt/Agence Nord via Getty Images)

By Jo Lind
Updated 3 May 2025, 10:40

{LEAD}

“We are late,” she said.

What changes

{MORE}

Read also: The swimming pool is closed again

{LEAD.replace("Tuesday", "Monday")}

Why do towns close libraries? Three answers from the north
Avatar
Jo Lind

Senior Reporter

Jo Lind is a reporter for the Northern Courier, where she covers towns and what they spend. She studied law in Bergen.

Show more
Latest news
"""
    found = roles(page)
    assert [text for text, role in found.items() if role == "body"] == [
        LEAD,
        "“We are late,” she said.",
        "What changes",
        MORE,
        LEAD.replace("Tuesday", "Monday"),
    ]
    assert [text for text, role in found.items() if role == "caption"] == [
        "Readers wait outside the town library on a Saturday in May. (Mia Holt/Agence Nord via Getty Images)"
    ]
    assert [text for text, role in found.items() if role == "byline"] == ["By Jo Lind", "Jo Lind", "Senior Reporter"]
    assert sum(role == "bio" for role in found.values()) == 1
    document = read_document(page, "text")
    headlines = [block for block in document.blocks if block.role == "headline"]
    assert [document.text[block.span.start : block.span.end] for block in headlines] == [
        "Library to open on Sundays after long debate"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2 min read",
        "Reading time: 4 minutes",
        "0 out of 25,000",
        "128 comments",
        "Read more",
        "Show More",
        "READ MORE: Pool closed again",
        "Related: Pool closed again",
        "Advertisement",
        "Story continues below",
        "Share this article",
        "Sign up for our morning newsletter and never miss a vote.",
        "Get the news of the north straight to your inbox.",
        "Help us reach 10,000 members by summer.",
        "We use cookies to improve this site.",
        "Already a subscriber? Log in.",
        "© 2025 The Courier",
        "Dec. 3, 2025 10:04 am",
        "Published: 14 March 2025",
        "3 hours ago",
    ],
)
def test_lines_of_the_site_are_chrome(line: str) -> None:
    assert roles(f"{LEAD}\n\n{line}\n\n{MORE}")[line] == "chrome"


@pytest.mark.parametrize(
    "line",
    [
        "“No.”",
        "She left.",
        "“Sign up for our newsletter,” the flyer said.",
        "Voters can sign up to speak until Friday.",
        "He wants readers to support the plan and to share it.",
        "By Monday, the roads were open again.",
        "Reporters followed him on Twitter and in the street.",
        "She is an editor and has two sons.",
        "More than 25,000 of 40,000 members voted.",
        "The photo by Roe shows a street (Kerr/Holt won it).",
        "It will take 2 minutes to read, the clerk said.",
        "Roe, a reporter for the Courier, was not in the hall.",
        "In December 2025 the hall burnt down.",
        "He paid 40%.",
        "Read more books, the mayor told the children in the hall on Sunday.",
        "Share prices fell.",
        "Donate blood, the clinic asked.",
        "Why now?",
    ],
)
def test_short_sentences_of_a_story_are_not_chrome(line: str) -> None:
    assert roles(f"{LEAD}\n\n{line}\n\n{MORE}\n\n{line} Twice.")[line] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Roe",
        "By ANN ROE and Jo van der Lind, Staff Writers",
        "Written by Ann Roe | Town Hall Correspondent",
        "(Reporting by Ann Roe; editing by Jo Lind)",
        "Jo Lind contributed to this report.",
    ],
)
def test_bylines_and_credits(line: str) -> None:
    assert roles(f"{LEAD}\n\n{MORE}\n\n{line}")[line] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "The hall at noon. (Ann Roe/Reuters)",
        "The hall at noon. (AP Photo/Ann Roe)",
        "The hall at noon. Photograph: Ann Roe/The Courier",
        "The hall at noon (Courtesy of the town)",
        "The hall at noon. REUTERS/Ann Roe",
    ],
)
def test_captions_with_a_credit(line: str) -> None:
    assert roles(f"{LEAD}\n\n{line}\n\n{MORE}")[line] == "caption"


def test_a_sentence_about_a_reporter_is_a_bio_only_after_the_story() -> None:
    bio = "Ann Roe is a reporter for the Courier."
    assert roles(f"{LEAD}\n\n{bio}\n\n{MORE}")[bio] == "body"
    assert roles(f"{LEAD}\n\n{MORE}\n\n{bio}")[bio] == "bio"
    assert (
        roles(f"{LEAD}\n\n{MORE}\n\nFollow Ann Roe on Twitter @annroe.")["Follow Ann Roe on Twitter @annroe."] == "bio"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Halden Mills is the largest producer of paper in the north.",
        "Ann Roe was the editor of the paper when it closed.",
        "Ann Roe is a judge, and no reporter was let in.",
    ],
)
def test_a_last_sentence_about_somebody_else_is_the_story(line: str) -> None:
    assert roles(f"{LEAD}\n\n{MORE}\n\n{line}")[line] == "body"


def test_a_first_line_without_a_full_stop_is_the_headline() -> None:
    found = roles(f"Library to open on Sundays\nThe mayor is glad\n\n{LEAD}\n\n{MORE}")
    assert found["Library to open on Sundays"] == "headline"
    assert found["The mayor is glad"] == "dek"
    assert roles(f"“We are late,” says mayor\n{LEAD}")["“We are late,” says mayor"] == "headline"


def test_a_story_of_sentences_has_no_headline() -> None:
    assert set(roles(f"{LEAD}\n\n{MORE}").values()) == {"body"}
    assert roles("Officials say taxes will rise") == {"Officials say taxes will rise": "body"}


def test_a_text_that_is_nothing_but_site_words_is_still_checked() -> None:
    assert roles("Read more") == {"Read more": "body"}
    assert roles("The hall at noon. (Ann Roe/Reuters)") == {"The hall at noon. (Ann Roe/Reuters)": "body"}


def test_unpunctuated_lines_of_an_ordinary_story_stay() -> None:
    found = roles(f"{LEAD}\n\n{MORE}\n\nRoses are red\n\nviolets are blue")
    assert found["Roses are red"] == found["violets are blue"] == "body"


def test_class_names_that_would_take_the_story_away_are_not_believed() -> None:
    page = f"<div class='post related-content'><p>{LEAD}</p><p>{MORE}</p></div><p class='byline'>Ann of Ely</p>"
    assert roles(page, "html") == {LEAD: "body", MORE: "body", "Ann of Ely": "byline"}


def test_class_names_tell_what_stands_inside_the_story() -> None:
    page = (
        f"<h1>Library to open</h1><p class='article__standfirst'>The mayor is glad</p><p>{LEAD}</p>"
        "<div class='newsletter-signup'><p>The north, every morning, for people who like to read it early.</p></div>"
        f"<p>{MORE}</p><div class='author-bio'><p>Ann likes towns.</p></div><ul class='tags'><li>Towns</ul>"
    )
    assert roles(page, "html") == {
        "Library to open": "headline",
        "The mayor is glad": "dek",
        LEAD: "body",
        "The north, every morning, for people who like to read it early.": "chrome",
        MORE: "body",
        "Ann likes towns.": "bio",
        "Towns": "chrome",
    }


def test_the_headline_is_that_of_the_article_not_the_site() -> None:
    page = (
        f"<div><h1>The Northern Courier</h1></div><main><article><h1>Library to open</h1><p>{LEAD}</p><p>{MORE}</p>"
        "</article><article><h2>Pool closed</h2><p>The pool is closed again.</p></article></main>"
    )
    found = roles(page, "html")
    assert found["Library to open"] == "headline"
    assert found["The Northern Courier"] == "chrome"
    assert found["The pool is closed again."] == "chrome"


def test_a_block_that_is_one_link_is_a_teaser() -> None:
    assert (
        roles(f"<p>{LEAD}</p><p><a href='/p'>Pool closed again</a></p><p>{MORE}</p>", "html")["Pool closed again"]
        == "chrome"
    )
