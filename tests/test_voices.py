"""All mentions of one source are one voice; an unclear pronoun is nobody's."""

from __future__ import annotations

import pytest
from test_attribution import read

import framing


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
    text = "Poe said it rained.\n\nAnn Roe said the bridge was safe and would open in May if the weather held."
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


@pytest.mark.parametrize(
    "second",
    [
        "De Lacey said it would open in May.",
        "Mr. de Lacey said it would open in May.",
        "Bill J. de Lacey said it would open in May.",
        "The lawmaker said it would open in May.",
        "The Democrat said it would open in May.",
    ],
)
def test_a_name_with_a_particle_an_initial_another_noun_or_the_party_is_the_same_voice(second: str) -> None:
    text = f"Sen. Bill de Lacey, D-Ohio, said the bridge was safe.\n\n{second}"
    (voice,) = read(text).voices
    assert (voice.name, voice.kind, voice.side) == ("Bill de Lacey", "official", "Democratic")


def test_spouses_are_kept_apart_by_their_titles_and_pronouns() -> None:
    text = (
        "Ann Roe and her husband, Tom Roe, bought the farm.\n\n"
        "Mrs. Roe said it was cheap. Mr. Roe said the roof leaked. He said it would be mended. She said it was late."
    )
    assert {voice.name: len(voice.attributions) for voice in read(text).voices} == {"Ann Roe": 2, "Tom Roe": 2}


def test_a_bare_surname_is_the_one_whose_first_name_is_not_repeated() -> None:
    text = "Tom Poe spoke after Ann Poe.\n\nPoe said the mill was shut. Ann Poe said it was open."
    assert {voice.name: len(voice.attributions) for voice in read(text).voices} == {"Tom Poe": 1, "Ann Poe": 1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ely Harbour Alliance said it would sue.\n\nThe alliance said it had proof.", "Ely Harbour Alliance"),
        ("The Ministry of Works said it was late.\n\nThe ministry said it was sorry.", "Ministry of Works"),
        ("The Campaign for Clean Quays (CCQ) said it stank.\n\nCCQ said it had proof.", "Campaign for Clean Quays"),
        ("The British Ferry Association said it rained.\n\nThe BFA said it was sure.", "British Ferry Association"),
        (
            "The Fish and Game Commission said it rained.\n\nThe commission said it was sure.",
            "Fish and Game Commission",
        ),
        (
            "Harbourfoods Inc. said it rained.\n\nHarbourfoods said it was sure. The company said it was sorry.",
            "Harbourfoods Inc.",
        ),
        ("Roe & Co. said it rained.\n\nThe law firm said it was sure.", "Roe & Co."),
        ("Nordbridge said its profits fell.\n\nThe company said they would rise.", "Nordbridge"),
        ("The Ely Times said it was sorry.\n\nThe newspaper said it would stop.", "Ely Times"),
        ("The Roe campaign said it rained.\n\nThe Roe team said it was sure.", "The Roe campaign"),
        (
            "A federal appeals court ruled that it was late.\n\nThe appeals court said it rained.",
            "A federal appeals court",
        ),
        ("Police said the driver fled.\n\nThe force said it was grateful. They said he was caught.", "Police"),
    ],
)
def test_a_noun_or_an_acronym_is_the_body_it_stands_for(text: str, name: str) -> None:
    assert names(text) == [name]


def test_two_courts_are_two_voices() -> None:
    assert len(names("The Supreme Court said it rained.\n\nThe appeals court said the law stood.")) == 2


def test_a_capital_and_its_palace_are_the_government() -> None:
    text = "Moscow said it was sure.\n\nThe Kremlin denied it was late.\n\nThe Russian government said it rained."
    (voice,) = read(text).voices
    assert (voice.name, voice.kind, len(voice.attributions)) == ("Russian government", "official", 3)


def test_whoever_bears_the_name_of_a_capital_is_a_person() -> None:
    (voice,) = read("Ann Washington said it rained.\n\nWashington said it would stop.").voices
    assert (voice.name, voice.kind) == ("Ann Washington", "person")


@pytest.mark.parametrize(
    ("text", "name", "kind", "body"),
    [
        ("Ann Roe, a spokeswoman for Harbourfoods Inc., said it rained.", "Ann Roe", "party", "Harbourfoods Inc."),
        ("Roe campaign spokesman Tom Poe said it rained.", "Tom Poe", "party", "Roe campaign"),
        ("White House press secretary Tom Poe said it rained.", "Tom Poe", "official", "White House"),
        (
            "A spokesman for Harbourfoods said it rained.",
            "A spokesman for Harbourfoods",
            "organisation",
            "Harbourfoods",
        ),
    ],
)
def test_whom_a_spokesperson_speaks_for(text: str, name: str, kind: str, body: str) -> None:
    (voice,) = read(text).voices
    assert (voice.name, voice.kind, voice.speaks_for) == (name, kind, body)


def test_the_body_has_its_full_name_and_stays_a_voice_of_its_own() -> None:
    text = "The Ministry of Works said it was late.\n\nAnn Roe, a spokeswoman for the ministry, said it rained."
    found = {voice.name: voice.speaks_for for voice in read(text).voices}
    assert found == {"Ministry of Works": "", "Ann Roe": "Ministry of Works"}


def test_an_office_tells_whose_spokesman_it_is() -> None:
    text = "Mayor Ann Roe said it rained.\n\nThe mayor's spokesman said it would stop."
    assert {voice.name: voice.speaks_for for voice in read(text).voices} == {
        "Ann Roe": "",
        "The mayor's spokesman": "Ann Roe",
    }


def test_a_pronoun_tells_whose_lawyer_it_is() -> None:
    text = "Ann Roe said it rained.\n\nHer lawyer, Tom Poe, said it would stop."
    assert {voice.name: voice.speaks_for for voice in read(text).voices} == {"Ann Roe": "", "Tom Poe": "Ann Roe"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Rep. Ann Roe (R-Texas) said it rained.", "Republican"),
        ("Sen. Ann Roe, Democrat of Iowa, said it rained.", "Democratic"),
        ("Labour MP Ann Roe said it rained.", "Labour"),
        ("Tory leader Ann Roe said it rained.", "Conservative"),
        ("Ann Roe, the Liberal Democrat MP for Ely, said it rained.", "Liberal Democrat"),
        ("Ann Roe, a Liberal Democrat, said it rained.", "Liberal Democrat"),
        ("Ann Roe, the council's only Democrat, said it rained.", "Democratic"),
        ("Republicans said it rained.", "Republican"),
        ("The Ohio Democratic Party said it rained.", "Democratic"),
        ("Labour said it rained.", "Labour"),
        ("Conservative economist Ann Roe said it rained.", ""),
        ("Mayor Ann Roe said it rained.", ""),
    ],
)
def test_side_only_where_stated(text: str, side: str) -> None:
    (voice,) = read(text).voices
    assert voice.side == side


def test_two_who_speak_together_are_a_voice_of_their_own() -> None:
    text = "Ann Roe and Tom Poe said it rained.\n\nThey said it would stop.\n\nRoe said she was wet."
    assert {voice.name: len(voice.attributions) for voice in read(text).voices} == {
        "Ann Roe and Tom Poe": 2,
        "Ann Roe": 1,
    }


def test_a_delayed_name_joins_the_description_before_it() -> None:
    text = "A judge said the man was guilty.\n\nJudge Ann Roe said he would be jailed."
    assert names(text) == ["Ann Roe"]


def test_he_after_a_quotation_is_its_subject_not_whom_it_names() -> None:
    text = '"Tom Poe was kind," Bob Roe said.\n\n"I miss him," he added.'
    assert names(text) == ["Bob Roe"]


def test_share_verbs_first_and_last_word() -> None:
    text = "Ann Roe said the bridge was safe. Tom Poe denied that it was. Roe said it was."
    roe, poe = read(text).voices
    assert dict(roe.verbs) == {"say": 2}
    assert (roe.first, roe.last, poe.first, poe.last) == (True, True, False, False)
    assert roe.share + poe.share == pytest.approx(1)
    assert roe.share == pytest.approx(roe.words / (roe.words + poe.words), abs=1e-4)


def test_a_voice_of_the_headline() -> None:
    report = framing.analyze(
        "# Roe Says Bridge Is Safe\n\nAnn Roe said the bridge was safe. Tom Poe said it rained.", kind="markdown"
    )
    assert {voice.name: voice.headline for voice in report.analysis.voices} == {"Ann Roe": True, "Tom Poe": False}
