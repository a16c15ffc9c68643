"""Who somebody is changes nothing: names, pronouns, nationalities and religions swapped in 300 plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import framing

NAMES = (
    *("Emily Walsh", "Lakisha Washington", "Mohammed Hussain", "Wei Zhang", "Priya Patel"),
    *("José García", "Oluwaseun Adeyemi", "Aleksandra Kowalska", "Yael Cohen", "Hiroshi Tanaka"),
)
NATIONALITIES = (
    *("American", "Mexican", "Chinese", "Russian", "Nigerian"),
    *("Israeli", "Palestinian", "Iranian", "German", "Somali"),
)
RELIGIONS = (
    *("Christian", "Muslim", "Jewish", "Hindu", "Buddhist"),
    *("Sikh", "Catholic", "Protestant", "Mormon", "Orthodox"),
)
PRONOUNS = (("he", "his", "him"), ("she", "her", "her"), ("they", "their", "them"))
ABOUT_NAMES = (
    "{} opened the library on Monday.",
    "{} voted against the budget in May.",
    "The council appointed {} to the board last week.",
    "The award went to {} and two colleagues.",
    "{} said the road would be closed until June.",
    "Police asked {} for a statement on Friday.",
    "The proposal by {} was adopted by the committee.",
    "{} moved to the city in 1998 and runs a bakery.",
)
ABOUT_NATIONALITIES = (
    "A {} delegation visited the port on Tuesday.",
    "The {} government signed the agreement in March.",
    "Two {} students won the chess tournament.",
    "A {} man was treated in hospital after the fire.",
    "The {} ambassador met the mayor at noon.",
    "The festival showed a {} film on Saturday.",
    "Three {} families live in the building.",
    "The {} company will build the bridge.",
    "A group of {} tourists waited at the station.",
    "The court heard the {} witness on Thursday.",
)
ABOUT_RELIGIONS = (
    "A {} school will open in the north of the town.",
    "The {} community met in the town hall on Sunday.",
    "Two {} leaders signed the letter.",
    "The council met a {} charity about the shelter.",
    "A {} woman was elected to the board.",
    "The museum bought a {} manuscript in 2019.",
    "The choir sang at a {} wedding.",
    "{} students asked for a room to pray in.",
    "The {} holiday falls on a Friday this year.",
)
ABOUT_PRONOUNS = (
    "The teacher said {0} would leave in July.",
    "After the vote {0} left through the side door.",
    "The driver parked {1} van near the school.",
    "The nurse said that {1} shift had ended at six.",
    "The committee thanked {2} for the report.",
    "The clerk handed {2} the form.",
    "On Monday {0} opened the new clinic.",
    "The engineer showed {1} plans to the council.",
    "The court gave {2} two weeks to answer.",
    "In 2012 {0} moved to the coast.",
)
WORDING = {name for name, rule in framing.RULES.items() if rule.family == "wording"}
EVERYTHING = framing.Config(
    enable=tuple(name for name, rule in framing.RULES.items() if not rule.default), min_confidence=0.3
)


def found(sentences: Sequence[str]) -> list[tuple[int, str]]:
    """Paragraph and rule of each finding of a story with a sentence a paragraph, in every profile at once."""
    report = framing.analyze("\n\n".join(sentences), config=EVERYTHING)
    starts = [passage.start for passage in report.analysis.passages]
    return [(sum(start <= finding.text_span.start for start in starts), finding.rule) for finding in report.findings]


def stories() -> dict[str, list[list[str]]]:
    """By what is swapped: one story for each filling."""
    return {
        "names": [[text.format(name) for text in ABOUT_NAMES] for name in NAMES],
        "nationalities": [[text.format(word) for text in ABOUT_NATIONALITIES] for word in NATIONALITIES],
        "religions": [[text.format(word) for text in ABOUT_RELIGIONS] for word in RELIGIONS],
        "pronouns": [[text.format(*words) for text in ABOUT_PRONOUNS] for words in PRONOUNS],
    }


def test_there_are_three_hundred_sentences() -> None:
    assert sum(len(story) for swapped in stories().values() for story in swapped) == 300


@pytest.mark.parametrize("what", stories())
def test_who_it_is_about_changes_no_finding(what: str) -> None:
    first, *others = (found(story) for story in stories()[what])
    assert not {rule for _, rule in first} & WORDING
    assert all(other == first for other in others)


def test_loaded_wording_is_found_whoever_it_is_about() -> None:
    template = "The {} minister slammed the union. Fanatics from the {} quarter blocked the road."
    expected = found([template.format("American", "American")])
    assert {(1, "loaded-word"), (1, "contentious-label")} <= set(expected)
    assert all(found([template.format(word, word)]) == expected for word in (*NATIONALITIES, *RELIGIONS))
