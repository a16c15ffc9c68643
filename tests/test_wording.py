"""Loaded wording: found in the outlet's own voice, silent on literal senses and on other people's words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.analyzers.facts import Marker
from framing.analyzers.wording import sentence_score
from framing.analyzers.wording.criteria import TESTS
from framing.analyzers.wording.inflect import gerund, past, third_person
from framing.analyzers.wording.lexicon import LISTS, read_list
from framing.document import Cover, Span
from framing.lexicons.load import head
from framing.readers.files import decode, kind_of

WORDING = framing.Config(select=("wording",), ignore=("suggested-wording",))
"""Lists and tests alone; what the encoder suggests is tested by itself."""
ALL_LISTS = {**LISTS, "sensational_headlines": "sensational-headline"}


def flagged(text: str, config: framing.Config = WORDING) -> list[tuple[str, str]]:
    report = framing.analyze(text, config=config)
    return [(finding.rule, finding.quote) for finding in report.findings]


def suggested(text: str) -> dict[str, tuple[str, ...]]:
    return {finding.quote: finding.suggestions for finding in framing.analyze(text, config=WORDING).findings}


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("Needless to say, the vote was lost.", "editorialising-adverb", "Needless to say"),
        ("The senator, predictably, voted no.", "editorialising-adverb", "predictably"),
        ("The purported compromise was signed on Monday.", "doubt-marker", "purported"),
        ("The agency was grossly negligent.", "intensifier", "grossly"),
        ("The party gutted the environment law.", "loaded-word", "gutted"),
        ("The chairman bragged that profits had doubled.", "slanted-report-verb", "bragged"),
        ("Fanatics blocked the hall.", "contentious-label", "Fanatics"),
        ("The firm announced a workforce reduction.", "euphemism", "workforce reduction"),
        ("The minister's “reform” cut pensions.", "scare-quotes", "“reform”"),
        ("The ministry is seemingly unaware of it.", "insinuating-hedge", "seemingly"),
        ("No one trusts the minister.", "generalisation", "No one trusts"),
        ("The party is waging war on the courts.", "conflict-metaphor", "waging war on"),
    ],
)
def test_own_voice_is_asked_about(text: str, rule: str, quote: str) -> None:
    assert (rule, quote) in flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "The happily married couple moved to Leeds.",
        "The supposed murder weapon was found in the lake.",
        "The storm was devastating for the island.",
        "The blast ripped through the market.",
        "The singer ripped her dress.",
        "The team hammered its rival 5-0 in the cup game.",
        "She claimed the prize in May.",
        "A flood of water swept through the valley.",
        'The song "Imagine" was played.',
        'He was known as "the Fox".',
        "Nobody died in the fire.",
        "Troops came under fire near the border.",
        "The sanctions regime was extended.",
        "The pilot scheme covers three towns.",
        "The explosive device was found in a bag.",
        "The ship was torpedoed in 1942.",
        "What is a fiasco? A fiasco is a failure.",
    ],
)
def test_literal_senses_stay_silent(text: str) -> None:
    assert flagged(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“It is an outrageous, shameful scandal,” Ortiz said. “Clearly, they slammed the workers.”",
        '"The regime\'s cronies rammed it through," she said.',
        "“Unfortunately, the mob won,” he said.",
    ],
)
def test_words_inside_quotation_marks_belong_to_their_speaker(text: str) -> None:
    assert flagged(text) == []
    markers = framing.analyze(text).analysis.markers
    assert {marker.voice for marker in markers} == {"quoted"}


def test_indirect_speech_is_a_fact_but_no_finding() -> None:
    report = framing.analyze("Ana Ortiz said the plan was an outrageous gift to banks.", config=WORDING)
    assert [(marker.term, marker.voice) for marker in report.analysis.markers] == [("outrageous", "attributed")]
    assert report.findings == ()


def test_a_name_that_somebody_gives_is_theirs() -> None:
    assert flagged("Lee called the hearing a farce.") == []


def test_the_reporting_verb_is_the_outlets_even_before_a_quotation() -> None:
    assert flagged("“We are late,” the minister admitted.") == [("slanted-report-verb", "admitted")]


def test_suggestions_agree_in_number_and_tense() -> None:
    assert suggested("The mayor slammed the union.")["slammed"] == ("criticized",)
    assert suggested("The mayor is slamming the union.")["slamming"] == ("criticizing",)
    assert suggested("The mayor slams the union over its offer today.")["slams"] == ("criticizes",)
    assert suggested("The raid caused collateral damage.")["collateral damage"] == ("civilian deaths",)
    assert suggested("The aide passed away.")["passed away"] == ("died",)
    assert suggested("The premier boasted that jobs had doubled.")["boasted"] == ("said",)
    assert suggested("The premier boasted of new jobs.")["boasted"] == ("talked",)
    assert suggested("The party is waging war on the courts.")["waging war on"] == ("challenging", "opposing")
    assert suggested("The mayor's cronies run the port.")["cronies"][0] == "allies"


def test_a_word_is_offered_for_removal_only_where_the_sentence_still_reads() -> None:
    assert suggested("The utterly shameful vote passed.")["utterly"] == ("",)
    assert suggested("It was an outrageous decision.")["outrageous"] == ()
    assert suggested("Unfortunately, the bill passed.")["Unfortunately"] == ()


def test_one_sided_labels_weigh_more_than_even_ones() -> None:
    named = "The far-left bloc voted no. Most Republicans stayed away."
    twice = "The far-left bloc voted no. A left-wing group met later."
    assert flagged(named) == [("contentious-label", "far-left")]
    assert flagged(twice) == [("contentious-label", "far-left"), ("contentious-label", "left-wing")]
    assert flagged("The far-left bloc voted no. The far-right bloc voted yes.") == []
    assert flagged("The far-left bloc voted no.") == []


def test_a_charge_belongs_to_whoever_makes_it() -> None:
    assert flagged("Union members accused the mayor of capitulating to the port's cronies.") == []
    assert flagged("There was outrage over the callous notice.") == []


def test_what_is_denied_is_not_asserted() -> None:
    assert flagged("The hearing was not a farce.") == []
    assert flagged("The hearing was a farce.") == [("loaded-word", "farce")]


def test_a_strong_verb_is_asked_about_where_its_numbers_barely_move() -> None:
    assert flagged("Turnout plummeted from 51.2 to 50.9 percent.") == [("intensifier", "plummeted")]
    assert flagged("Turnout plummeted from 51 to 30 percent.") == []
    assert flagged("A mere 4 of the 90 buses ran.") == [("intensifier", "A mere")]


def test_words_before_a_lone_closing_mark_are_quoted() -> None:
    assert flagged("We shall stop this shameful giveaway.”\n\nThe vote is on Monday.") == []


def test_headline_words_are_asked_about_in_headlines_only() -> None:
    story = "# Outrage over new library hours\n\nThere was outrage over the new hours on Monday."
    findings = framing.analyze(story, kind="markdown", config=WORDING).findings
    assert [(finding.rule, finding.quote) for finding in findings] == [("sensational-headline", "Outrage")]


def test_agentless_passive_is_off_unless_asked_for() -> None:
    text = "A teenager was killed during a police operation."
    assert flagged(text) == []
    assert flagged(text, framing.Config(select=("agentless-passive",))) == [("agentless-passive", "was killed")]


def test_markers_are_in_order_and_do_not_overlap() -> None:
    text = "Clearly, the far-left mob slammed the utterly shameful, so-called reform of the regime's cronies."
    spans = [marker.span for marker in framing.analyze(text).analysis.markers]
    assert len(spans) > 4
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_sentence_score_rises_with_each_own_marker_and_ignores_others() -> None:
    analysis = framing.analyze("Rain fell.").analysis
    own = Marker(Span(0, 1), "loaded-word", "slam", "", confidence=0.8)
    other = Marker(Span(2, 3), "intensifier", "vile", "", voice="quoted", confidence=0.9)

    def score(*markers: Marker) -> float:
        return sentence_score(replace(analysis, markers=markers))

    assert score() < 0.2
    assert score(own) == score(own, other)
    assert score() < score(own) < score(own, own) < 1


@pytest.mark.parametrize(("name", "family"), ALL_LISTS.items())
def test_lists_are_well_formed(name: str, family: str) -> None:
    entries = list(read_list(name, family))
    assert int(head(name)["size"]) == len(entries)
    for entry in entries:
        assert set(entry.tests) <= set(TESTS), entry.term
        assert 0 < entry.confidence <= 1
        assert entry.words
    keys = [(entry.term, entry.pos, entry.tests) for entry in entries]
    assert len(set(keys)) == len(keys)


@settings(deadline=None)
@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_inflection_takes_any_word(word: str) -> None:
    assert past(word)
    assert gerund(word).endswith("ing")
    assert third_person(word).endswith("s")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="“”\"' .,so-called slammed the mob, clearly!\n", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for finding in framing.analyze(f"The vote was held. {text}", config=WORDING).findings:
        assert finding.quote.strip()


@pytest.mark.parametrize(
    ("loaded", "plain"),
    [
        ("The plan is [[plainly]] too dear.", "The sign is plainly visible from the road."),
        ("[[Sadly]], the pool will shut.", "She nodded sadly and left."),
        ("The [[so-called]] saving was never booked.", "The so-called butterfly effect was named in 1972."),
        ("A [[fringe]] politician addressed the rally.", "The fringe of the rug was torn."),
        ("The minister [[raided]] the pension fund.", "Officers raided a flat in the harbour."),
        ("An [[army]] of consultants has moved in.", "The army of the republic has six divisions."),
        ("[[Voters are weary]] of the quarrel.", "Voters in the ward are registered by post."),
        ("The letter [[exposes how]] little was checked.", "The dig exposed a tiled floor."),
        ('The firm offered a [["voluntary"]] move.', 'The inspector called the move "voluntary".'),
    ],
)
def test_the_loaded_sense_is_told_from_the_literal(loaded: str, plain: str) -> None:
    opening, _, rest = loaded.partition("[[")
    word, _, end = rest.partition("]]")
    assert [quote for _, quote in flagged(opening + word + end)] == [word]
    assert flagged(plain) == []


def test_a_verb_in_what_a_source_says_is_the_sources() -> None:
    assert flagged("Roe told the court that nobody had claimed the work was poor.") == []


def test_in_indirect_speech_the_question_names_the_speaker() -> None:
    config = framing.Config(select=("wording",), min_confidence=0.3)
    findings = framing.analyze("Ana Ortiz said the plan was an outrageous gift to banks.", config=config).findings
    assert [finding.quote for finding in findings] == ["outrageous"]
    assert "Ana Ortiz" in findings[0].message
    assert findings[0].severity == "info"


def test_a_term_that_is_introduced_is_not_doubted() -> None:
    assert flagged("The tax treatment of so-called carried interest was kept.") == []
    assert flagged("The so-called reform was kept.") == [("doubt-marker", "so-called")]


LOADED = (
    "Clearly, the regime’s cronies rammed the utterly shameful bill through",
    "The far-left mob slammed the so-called experts and the Republicans fumed",
    "Everyone knows that fanatics boasted of the outrageous, disgraceful scam",
)
FRAMES = (
    "“{}.” The vote is on Monday.",
    "“{},” Ana Ortiz said on Monday.",
    "Ortiz told the board: “{}.”",
    '"{}," Ortiz said. "{}," she added.',
    "“{}.\n\n“{},” Ortiz said.",
    "“{}.\n\n{}.\n\n{},” Ortiz said.",
    "{},” Ortiz said on Monday.",
    "Ortiz said: ‘{}’.",
)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FRAMES), st.lists(st.sampled_from(LOADED), min_size=3, max_size=3))
def test_nothing_inside_quotation_marks_is_asked_about(frame: str, words: list[str]) -> None:
    everything = framing.Config(select=("wording",), min_confidence=0.0)
    assert flagged(frame.format(*words), everything) == []


def test_no_sample_story_is_asked_about_what_it_quotes() -> None:
    everything = framing.Config(select=("wording",), min_confidence=0.0)
    for path in sorted((Path(__file__).parents[1] / "seeds").iterdir()):
        if path.name == "README.md":
            continue
        report = framing.analyze(decode(path.read_bytes(), path.name), kind=kind_of(path), config=everything)
        spoken = Cover(quotation.span for quotation in report.analysis.quotations)
        asked = [finding for finding in report.findings if finding.rule != "scare-quotes"]
        assert [finding.quote for finding in asked if spoken.overlaps(finding.text_span)] == [], path.name
