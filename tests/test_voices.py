"""All mentions of one source are one voice; an unclear pronoun is nobody's."""

from __future__ import annotations

import pytest
from test_attribution import read


def names(text: str) -> list[str]:
    return [voice.name for voice in read(text).voices]


@pytest.mark.parametrize(
    "second",
    [
        "Roe said it would open in May.",
        "Mayor Roe said it would open in May.",
        "Ms. Roe said it would open in May.",
        "She said it would open in May.",
        "The mayor said it would open in May.",
    ],
)
def test_full_name_surname_title_pronoun_and_office_are_one_voice(second: str) -> None:
    (voice,) = read(f"Mayor Ann Roe said the bridge was safe.\n\n{second}").voices
    assert voice.name == "Ann Roe"
    assert voice.attributions == (0, 1)


def test_a_surname_before_any_quotation_of_the_full_name_is_resolved() -> None:
    assert names("Ann Roe arrived late.\n\nRoe said the bridge was safe.") == ["Ann Roe"]


def test_an_apposition_tells_the_office() -> None:
    (voice,) = read("Ann Roe, the governor of Kent, said it rained.\n\nThe governor said it would stop.").voices
    assert (voice.name, voice.kind) == ("Ann Roe", "official")


def test_a_pronoun_with_two_candidates_stays_open() -> None:
    analysis = read("Ann Roe met Jane Poe on the bridge.\n\nShe said it was safe.")
    assert len(analysis.attributions) == 1
    assert analysis.voices == ()


def test_who_stands_for_the_noun_before_it() -> None:
    assert names("The bridge was built by Ann Roe, who said it was safe.") == ["Ann Roe"]


def test_a_shared_surname_is_not_guessed() -> None:
    found = names("Ann Roe and Tom Roe met.\n\nRoe said the bridge was safe.")
    assert found == ["Roe"]


def test_the_voice_with_most_words_comes_first() -> None:
    text = "Poe said no.\n\nAnn Roe said the bridge was safe and would open in May if the weather held."
    assert names(text)[0] == "Ann Roe"


def test_words_are_those_attributed() -> None:
    (voice,) = read('"The bridge is safe," Ann Roe said.').voices
    assert voice.words == 4


def test_mentions_include_those_without_a_quotation() -> None:
    analysis = read("Ann Roe arrived late.\n\nRoe said the bridge was safe.")
    assert [analysis.text(span) for span in analysis.voices[0].mentions] == ["Ann Roe", "Roe"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mayor Ann Roe said it was safe.", "official"),
        ("Ann Roe, a professor at Ely College, said it was safe.", "expert"),
        ("Ann Roe, a neighbor, said it was safe.", "witness"),
        ("Ann Roe said it was safe.", "person"),
        ("The Transport Department said it was safe.", "official"),
        ("The report said it was safe.", "document"),
        ("The poll found that drivers felt safe.", "poll"),
        ("A source said it was safe.", "unnamed"),
    ],
)
def test_kind_of_voice(text: str, kind: str) -> None:
    (voice,) = read(text).voices
    assert voice.kind == kind


def test_a_source_and_another_source_are_two_voices() -> None:
    assert len(names("A source said it was safe.\n\nAnother source said it was not.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A survey by Ely Polls found that drivers felt safe.\n\nMost respondents (41%) said the bridge was fine.",
        "A survey by Ely Polls found that drivers felt safe.\n\nSome 41 percent of drivers said the bridge was fine.",
    ],
)
def test_those_a_poll_asked_speak_through_it(text: str) -> None:
    assert names(text) == ["A survey by Ely Polls"]


def test_he_is_not_who_was_she() -> None:
    text = "Ann Roe said it rained. She said it would stop.\n\nTom Poe came late. He said the bridge was wet."
    assert sorted(names(text)) == ["Ann Roe", "Tom Poe"]


def test_a_noun_beside_a_name_stands_for_it_later() -> None:
    text = "The survey was paid for by the Ely Centre, a think tank.\n\nThe think tank said the bridge was safe."
    assert names(text) == ["Ely Centre"]


def test_the_company_is_the_operator_named_before() -> None:
    text = "The operator, Nordbridge, said the toll would fall.\n\nThe company said it would hire."
    assert names(text) == ["Nordbridge"]


def test_nobody_and_those_who_only_want_have_no_voice() -> None:
    assert names("Nobody said the bridge was safe. Drivers want to cross it.") == []
