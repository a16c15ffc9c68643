"""Sentences, the verified model, syllables: what the parse promises."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from framing.errors import ModelError
from framing.language import pipeline
from framing.language.parse import SHARED, shared
from framing.language.pipeline import parse
from framing.language.sentences import sentence_spans
from framing.language.syllables import familiar, syllables
from framing.lexicons.load import entries, head

LEXICONS = sorted(path.stem for path in Path(pipeline.__file__).parent.parent.joinpath("lexicons").glob("*.txt"))


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Secretary of State Ann Roe said on Dec. 3 that prices rose 19.4%.",
        "Gov. Ines Farrow met Lt. Col. Rob Hale and Sen. Rob Marrow at 9 a.m. on Friday.",
        "J.D. Hale, of Tarn Marine Inc. in Ellesby, spoke for No. 4.",
        "“Will it hold?” she asked.",
        "He went on … and on.",
        "The firm, e.g. its board, i.e. Mr. Thorne, agreed.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left the U.S. The vote had passed.", 2),
        ("“We won.” “We did not,” she said.", 2),
        ("It opens at 9 a.m. The doors close at noon.", 2),
        ("It grew 3.2%. Nobody knows why. Ask them!", 3),
        ("The answer is no. The board meets again in May.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_words_known_from_the_start_and_room_for_others_change_no_parse() -> None:
    texts = ["Officials said the zanzibarquokka plan, 12.5% dearer, is dead.", "\0", "She hoped so.\n\nIt wasn’t."]
    before = parse(texts)
    pipeline.remember(["The zanzibarquokka was dead.", "She hoped."])
    pipeline.make_room()
    assert parse(texts) == before
    assert parse(["A zanzibarquokka."]) == parse(["A zanzibarquokka."])


def test_tokens_lie_on_their_words() -> None:
    text = "“It’s over,” 😀 she said\u00a0— naïve\u0301, isn’t it?"
    (paragraph,) = parse([text])
    assert all(text[token.start : token.end] == token.text for token in paragraph.tokens)


def test_a_long_paragraph_is_parsed_in_parts_and_stays_one() -> None:
    text = " ".join(f"Speaker {number} said that the river rose." for number in range(200))
    (paragraph,) = parse([text])
    assert len(paragraph.sentences) == 200
    assert [token.index for token in paragraph.tokens] == list(range(len(paragraph.tokens)))
    assert all(paragraph.tokens[token.head].sentence == token.sentence for token in paragraph.tokens)


def test_parsing_together_or_alone_gives_the_same() -> None:
    texts = ["The council voted, Roe said.", "It is believed that the pool leaks.", "“No,” he said."]
    assert parse(texts) == [parse([text])[0] for text in texts]


def test_an_altered_model_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = json.loads(pipeline._manifest_text())
    monkeypatch.setattr(pipeline, "_locate", lambda: tmp_path)
    pipeline._model.cache_clear()
    try:
        with pytest.raises(ModelError, match="parser/model") as caught:
            parse(["Hello."])
        assert all(name in str(caught.value) for name in manifest)
    finally:
        pipeline._model.cache_clear()


def test_syllables_and_familiarity_never_ask_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert [syllables(word) for word in ("the", "area", "created", "insurance", "well-known", "2024")] == [
        1,
        3,
        3,
        3,
        2,
        1,
    ]
    assert familiar("house")
    assert not familiar("negotiation")


@pytest.mark.parametrize("name", LEXICONS)
def test_every_word_list_says_what_it_is(name: str) -> None:
    facts = head(name)
    listed = list(entries(name))
    assert facts["what"]
    assert facts["reference"]
    assert facts["date"]
    assert int(facts["size"]) == len(listed)
    assert len(set(listed)) == len(listed), "an entry stands twice"


def test_tokens_share_words_until_many_others_have_come() -> None:
    def plan() -> str:
        return parse(["The plan is dead."])[0].tokens[1].text

    first = plan()
    assert plan() is first
    for number in range(SHARED):
        shared(f"plan {number}")
    assert plan() is not first


def test_words_in_no_dictionary_are_not_kept_for_good() -> None:
    from pyphen import hdcache

    assert [syllables(word) for word in ("zanzibarquokka", "quokkazanzibar")] == [4, 2]
    assert not any(hyphens.cache for hyphens in hdcache.values())
