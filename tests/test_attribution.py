"""Who says what, as a reader would answer."""

from __future__ import annotations

import re

import pytest

import framing
from framing.analyzers import attribution
from framing.analyzers.analysis import Analysis, Local, Passage
from framing.analyzers.facts import Attribution
from framing.analyzers.voices import join as join_voices
from framing.document import Block, Document, Piece, Span
from framing.language.pipeline import parse


def read(text: str) -> Analysis:
    """A story whose lines are its paragraphs."""
    lines = [(found.start(), found[0]) for found in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(Span(start, start + len(line))) for start, line in lines)
    locals_ = []
    for paragraph in parse([line for _, line in lines]):
        quotations = attribution.find_quotations(paragraph)
        facts = attribution.find_attributions(paragraph, quotations)
        locals_.append(Local(paragraph, quotations=quotations, attributions=facts))
    whole = Span(0, len(text))
    document = Document(text, text, "text", (Piece(whole, whole),), blocks)
    passages = tuple(map(Passage, blocks, locals_))
    joined = Analysis(document, passages, **attribution.join(Analysis(document, passages)))
    return Analysis(
        document,
        passages,
        quotations=joined.quotations,
        attributions=joined.attributions,
        voices=join_voices(joined),
    )


def shown(text: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """Source, cue and contents of each attribution."""
    analysis = read(text)
    return [
        (
            analysis.text(fact.source) if fact.source else None,
            analysis.text(fact.cue) if fact.cue else None,
            tuple(map(analysis.text, fact.content)),
        )
        for fact in analysis.attributions
    ]


def one(text: str) -> Attribution:
    (fact,) = read(text).attributions
    return fact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Roe said the bridge was safe.",
            ("Ann Roe", "said", ("the bridge was safe",)),
        ),
        (
            "The bridge was safe, the engineer said.",
            ("the engineer", "said", ("The bridge was safe",)),
        ),
        (
            "The bridge was safe, said the engineer.",
            ("the engineer", "said", ("The bridge was safe",)),
        ),
        (
            '"The bridge is safe," Roe said.',
            ("Roe", "said", ('"The bridge is safe,"',)),
        ),
        (
            'Roe asked: "Is the bridge safe?"',
            ("Roe", "asked", ('"Is the bridge safe?"',)),
        ),
        (
            "According to the engineer, the bridge is safe.",
            ("the engineer", "According to", ("the bridge is safe",)),
        ),
        (
            "The bridge is safe, according to the engineer.",
            ("the engineer", "according to", ("The bridge is safe",)),
        ),
        (
            "The mayor wants to close the bridge.",
            ("The mayor", "wants", ("to close the bridge",)),
        ),
        (
            "A poll shows that voters like the bridge.",
            ("A poll", "shows", ("that voters like the bridge",)),
        ),
        (
            "Ann Roe: Bridge Will Stay Closed",
            ("Ann Roe", ":", ("Bridge Will Stay Closed",)),
        ),
        (
            "“I would rather swim than cross what they call “a bridge” again.” ― Ann Roe",
            ("Ann Roe", "―", ("“I would rather swim than cross what they call “a bridge” again.”",)),
        ),
        (
            "The bridge is said to be safe.",
            (None, "is said", ("The bridge", "to be safe")),
        ),
    ],
)
def test_source_cue_and_content(text: str, expected: tuple[str | None, str, tuple[str, ...]]) -> None:
    assert shown(text)[0] == expected


def test_a_noun_can_attribute_with_its_owner_as_source() -> None:
    found = shown("Nothing came of Poe's fear that the bridge would fall.")
    assert ("Poe", "fear", ("that the bridge would fall",)) in found


def test_what_a_source_says_of_others_is_the_source_s_own() -> None:
    analysis = framing.analyze("Roe said that the mayor wanted to close the bridge.").analysis
    assert [analysis.text(fact.cue) for fact in analysis.attributions if fact.cue] == ["said"]
    assert [analysis.text(fact.cue) for fact in analysis.reported if fact.cue] == ["wanted"]
    assert len(analysis.voices) == 1


def test_what_seems_has_no_source() -> None:
    assert shown("The bridge seems to be safe.") == [(None, "seems", ("The bridge", "to be safe"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"It is safe," said engineer Tom Lund, asked about the cracks.',
            ("engineer Tom Lund", "said", ('"It is safe,"',)),
        ),
        (
            'Bo Lind fired back loudly: "Nobody told us."',
            ("Bo Lind", "fired", ('"Nobody told us."',)),
        ),
        (
            'As the harbour master put it, "There was no fog that day."',
            ("the harbour master", "put it", ('"There was no fog that day."',)),
        ),
        (
            'In an interview with the Courier, Roe said, "I have seen worse."',
            ("Roe", "said", ('"I have seen worse."',)),
        ),
        (
            '"How did it end?" Roe asked, turning to the crowd. "You tell me."',
            ("Roe", "asked", ('"How did it end?"', '"You tell me."')),
        ),
        (
            'Said Dora Payne, who grew up nearby, "We were all proud."',
            ("Dora Payne, who grew up nearby", "Said", ('"We were all proud."',)),
        ),
        (
            'The clerk was late. More from Dora Payne: "The boat left without us."',
            ("Dora Payne", ":", ('"The boat left without us."',)),
        ),
    ],
)
def test_a_quotation_goes_to_who_stands_beside_it(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in shown(text)


def test_what_is_said_about_a_speaker_takes_no_quotation() -> None:
    text = '"Are you sure?" said Ann Roe, who has accused the town of neglect. "I hold the mayor responsible."'
    contents = {cue: content for _, cue, content in shown(text)}
    assert contents["said"] == ('"Are you sure?"', '"I hold the mayor responsible."')


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Roe said the bridge was closed on Monday, which was a holiday.", ("the bridge was closed on Monday",)),
        ("However, fares rose, according to the ministry.", ("fares rose",)),
        ("The clerk issued a statement saying the road was closed.", ("the road was closed",)),
    ],
)
def test_the_outlets_own_words_are_no_content(text: str, content: tuple[str, ...]) -> None:
    assert [found for _, _, found in shown(text)] == [content]


def test_a_split_quotation_is_one_attribution() -> None:
    (found,) = shown('"The bridge is safe," Roe said. "We checked every bolt."')
    assert found == ("Roe", "said", ('"The bridge is safe,"', '"We checked every bolt."'))


def test_a_speaker_tag_after_a_question_is_found() -> None:
    (found,) = shown("“Is the bridge safe?” Roe asked. “It is not.”")
    assert found[0] == "Roe"
    assert found[2][0] == "“Is the bridge safe?”"


def test_who_is_told_is_not_content() -> None:
    assert shown("Roe told the council that the bridge was safe.") == [("Roe", "told", ("that the bridge was safe",))]


def test_two_reports_in_one_sentence_are_two_attributions() -> None:
    found = shown("Roe said the bridge was safe, and Poe warned that it would fall.")
    assert [(source, cue) for source, cue, _ in found] == [("Roe", "said"), ("Poe", "warned")]


def test_speech_inside_quotation_marks_is_the_speakers_own() -> None:
    assert [source for source, _, _ in shown('"The mayor said it was safe," Roe said.')] == ["Roe"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    (found,) = shown('Roe said: "The bridge is safe.\n\n"We checked every bolt."')
    assert found[0] == "Roe"
    assert found[2] == ('"The bridge is safe.', '"We checked every bolt."')


def test_a_quotation_alone_belongs_to_the_last_speaker_with_less_confidence() -> None:
    fact = one('Roe said: "The bridge is safe."\n\n"We checked every bolt and found no rust."')
    assert len(fact.content) == 2
    assert fact.confidence < one('Roe said: "The bridge is safe."').confidence


def test_a_colon_introduces_the_next_paragraph() -> None:
    (found,) = shown("The engineer added:\n\nThe bridge is safe and we checked every bolt")
    assert found == ("The engineer", "added", ("The bridge is safe and we checked every bolt",))


def test_any_verb_before_a_colon_introduces_a_quotation() -> None:
    found = shown('On Monday Roe made this comment:\n\n"The bridge is safe and we checked every bolt."')
    assert found == [("Roe", "made", ('"The bridge is safe and we checked every bolt."',))]


def test_the_speaker_is_never_taken_from_inside_the_quotation() -> None:
    text = '"He would make a great mayor. Not good, great. One of the best of the whole bunch," Rep. Ann B. Roe said.'
    assert shown(text)[0][0] == "Rep. Ann B. Roe"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ('"The bridge is safe," Roe said.', "direct"),
        ('Roe said the bridge was "as safe as any bridge in the whole country".', "mixed"),
        ("Roe said the bridge was safe.", "indirect"),
    ],
)
def test_mode(text: str, mode: str) -> None:
    assert one(text).mode == mode


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Roe said the bridge was safe.", "named"),
        ("The engineer, Ann Roe, said the bridge was safe.", "named"),
        ("She said the bridge was safe.", "pronoun"),
        ("Sources said the bridge was safe.", "unnamed"),
        ("A city official said the bridge was safe.", "unnamed"),
        ("Experts said the bridge was safe.", "collective"),
        ("A report said the bridge was safe.", "document"),
        ("A poll found that drivers trust the bridge.", "poll"),
        ("It is said that the bridge is safe.", "none"),
    ],
)
def test_kind_of_source(text: str, kind: str) -> None:
    assert one(text).source_kind == kind


@pytest.mark.parametrize(
    ("text", "kind", "connotation"),
    [
        ("Roe said the bridge was safe.", "speech", "neutral"),
        ("Roe claimed the bridge was safe.", "speech", "doubt"),
        ("Roe revealed the bridge was rusty.", "speech", "vouch"),
        ("Roe admitted the bridge was rusty.", "speech", "guilt"),
        ("Roe thinks the bridge is safe.", "belief", "neutral"),
        ("Roe plans to close the bridge.", "intention", "neutral"),
        ("The survey found that the bridge was rusty.", "evidence", "neutral"),
    ],
)
def test_kind_and_connotation_of_cue(text: str, kind: str, connotation: str) -> None:
    fact = one(text)
    assert (fact.cue_kind, fact.connotation) == (kind, connotation)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened in May and cost a fortune.",
        "She opened the door, and the dog ran out.",
        "The train left the station at noon.",
    ],
)
def test_plain_narration_attributes_nothing(text: str) -> None:
    assert shown(text) == []


def test_spans_stay_true_after_emoji_and_accents() -> None:
    text = "Première 🚲 day.\n\n“The bridge is safe,” Zoë Roe said."
    assert shown(text)[-1] == ("Zoë Roe", "said", ("“The bridge is safe,”",))


def test_confidence_is_a_share() -> None:
    facts = read('Roe said it was safe. Poe wants to leave. "Go," Roe said. According to Poe, it rains.').attributions
    assert facts
    assert all(0 < fact.confidence <= 1 for fact in facts)


def test_an_empty_story_has_no_attributions() -> None:
    assert read("").attributions == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Roe denied that the bridge was unsafe, calling the report “a fairy tale”.",
            ("Roe", "calling", ("the report “a fairy tale”",)),
        ),
        (
            "Two bolts are missing; both, Roe said, were stolen.",
            ("Roe", "said", ("both", "were stolen")),
        ),
        (
            "Asked whether the bridge was safe, Roe said it was.",
            (None, "Asked", ("whether the bridge was safe",)),
        ),
        (
            "The council denied the charge of neglect.",
            ("The council", "denied", ("the charge of neglect",)),
        ),
    ],
)
def test_where_one_report_ends_and_another_begins(text: str, expected: tuple[str | None, str, tuple[str, ...]]) -> None:
    assert expected in shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Nobody crosses in the rain," wrote its chair, Ann Roe, in a letter.',
            ("its chair, Ann Roe", "wrote", ('"Nobody crosses in the rain,"',)),
        ),
        (
            'The company denied the claim, calling it "premature".',
            ("The company", "calling", ('it "premature"',)),
        ),
        (
            "Roe made clear that the bridge would close.",
            ("Roe", "made clear", ("that the bridge would close",)),
        ),
    ],
)
def test_names_marks_and_phrases_stay_whole(text: str, expected: tuple[str | None, str, tuple[str, ...]]) -> None:
    assert expected in shown(text)


def test_a_report_inside_a_report_names_both_sources() -> None:
    analysis = framing.analyze("The Herald reported that Ann Roe said the port would close.").analysis
    (inner,) = analysis.reported
    assert inner.within == 0
    sources = [fact.source for fact in analysis.sources_of(inner.content[0])]
    assert [analysis.text(source) for source in sources if source] == ["The Herald", "Ann Roe"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The pensioner told officers he had meant only to scare the boy.",
            ("The pensioner", "told", ("he had meant only to scare the boy",)),
        ),
        ("The judge warned jurors not to read the papers.", ("The judge", "warned", ("not to read the papers",))),
        ("The mayor assured the strikers of equal pay.", ("The mayor", "assured", ("of equal pay",))),
        (
            "She had known, she said, that the bridge would fall there and had told nobody.",
            ("she", "said", ("She had known", "that the bridge would fall there and had told nobody")),
        ),
        (
            "As per the report placed before the court, the victim died of cold.",
            ("the report placed before the court", "As per", ("the victim died of cold",)),
        ),
        (
            "NORDEN: Because nobody does that. I was stuck and had nothing.",
            ("NORDEN", ":", ("Because nobody does that. I was stuck and had nothing",)),
        ),
    ],
)
def test_listeners_interruptions_and_labels(text: str, expected: tuple[str | None, str, tuple[str, ...]]) -> None:
    assert expected in shown(text)


@pytest.mark.parametrize("mark", ["😀", "•", "▪️"])
def test_a_bullet_or_an_emoji_hides_no_source(mark: str) -> None:
    report = framing.analyze(f"{mark} Officials said the plan is dead.")
    assert "unnamed-source" in {finding.rule for finding in report.findings}


def test_a_straight_single_quotation_left_open_runs_to_its_paragraphs_end() -> None:
    (quotation,) = read("'They shut the bridge overnight. Nobody told us anything.").quotations
    assert not quotation.closed
