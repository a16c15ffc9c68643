"""What an attribution reports (speech, belief, intention, evidence) and how: sixty labelled sentences."""

from __future__ import annotations

import pytest

import framing

SPEECH = [
    ("“The ferry is late,” Ann Roe said.", "say", "direct"),
    ("Ann Roe said the ferry was late.", "say", "indirect"),
    ("The harbour master told reporters that the ferry was late.", "tell", "indirect"),
    ("According to Tom Poe, the pier needs new bolts.", "according to", "indirect"),
    ("The mayor called the delay “a sorry sight.”", "call", "mixed"),
    ("The union accused the firm of hiding the accounts.", "accuse", "indirect"),
    ("The firm denied that it had hidden the accounts.", "deny", "indirect"),
    ("Poe wrote: “We shall rebuild the pier.”", "write", "direct"),
    ("The minister announced that the line would close in May.", "announce", "indirect"),
    ("Roe argued that “no town of this size” could pay for it.", "argue", "mixed"),
    ("The council promised to mend the roof before winter.", "promise", "indirect"),
    ("“Nobody warned us,” complained Nora Lind, a baker.", "complain", "direct"),
    ("The driver admitted that he had not slept.", "admit", "indirect"),
    ("Officials revealed that three alarms had failed.", "reveal", "indirect"),
    ("The senator vowed to fight the bill “to the last hour.”", "vow", "mixed"),
]
BELIEF = [
    ("Ann Roe believes that the bridge is safe.", "believe", "indirect"),
    ("Most farmers think the harvest will be poor.", "think", "indirect"),
    ("The coach hopes that the keeper will be fit on Sunday.", "hope", "indirect"),
    ("Residents fear that the river will rise again.", "fear", "indirect"),
    ("The bank expects prices to fall next year.", "expect", "indirect"),
    ("Tom Poe doubts that the tram will ever run.", "doubt", "indirect"),
    ("The judge knew that the file was incomplete.", "know", "indirect"),
    ("She feels that the school was treated “like a spare part.”", "feel", "mixed"),
    ("Analysts assume that the merger will be approved.", "assume", "indirect"),
    ("The ministry considers the ruling a mistake.", "consider", "indirect"),
    ("Lind suspects that the letters were forged.", "suspect", "indirect"),
    ("Many parents see the move as a betrayal.", "see", "indirect"),
    ("He remembers that the lights went out at nine.", "remember", "indirect"),
    ("The owner is thought to have left the country.", "think", "indirect"),
    ("It is believed that the fire began in the kitchen.", "believe", "indirect"),
]
INTENTION = [
    ("The company plans to close two of its shops.", "plan", "indirect"),
    ("The mayor wants to plant a thousand trees.", "want", "indirect"),
    ("Ann Roe decided to sell the mill.", "decide", "indirect"),
    ("The club intends to appeal against the fine.", "intend", "indirect"),
    ("The government aims to halve the waiting lists.", "aim", "indirect"),
    ("Poe refused to sign the contract.", "refuse", "indirect"),
    ("The union seeks to have the sale stopped.", "seek", "indirect"),
    ("The bishop hopes to reopen the chapel.", "hope", "indirect"),
    ("The two firms chose to settle the matter.", "choose", "indirect"),
    ("The premier wishes to visit the island.", "wish", "indirect"),
    ("The council declined to publish the letter.", "decline", "indirect"),
    ("Lind had hoped to keep the bakery open.", "hope", "indirect"),
    ("The harbour board expects to reopen the quay in June.", "expect", "indirect"),
    ("The bank would prefer to lend to smaller farms.", "prefer", "indirect"),
    ("The ministry intends to make the school “fit for the century.”", "intend", "mixed"),
]
EVIDENCE = [
    ("The study shows that children sleep less in summer.", "show", "indirect"),
    ("A survey by Ely Polls found that most voters were undecided.", "find", "indirect"),
    ("The records show that the tax was paid twice.", "show", "indirect"),
    ("The figures indicate that rents have stopped rising.", "indicate", "indirect"),
    ("The tests proved that the water was clean.", "prove", "indirect"),
    ("The data suggest that the herd is growing.", "suggest", "indirect"),
    ("The audit identified a gap of two million dollars.", "identify", "indirect"),
    ("The trial demonstrated that the vaccine works.", "demonstrate", "indirect"),
    ("Researchers at Ely College discovered that the moth can hear bats.", "discover", "indirect"),
    ("The poll put support for the bridge at 52 percent.", "put", "indirect"),
    ("Doctors determined that the wound was old.", "determine", "indirect"),
    ("The memo reflects a view that the port is too small.", "reflect", "indirect"),
    ("The inquiry established that the pilot was awake.", "establish", "indirect"),
    ("The report revealed that the brakes had been “worn to the steel.”", "reveal", "mixed"),
    ("The survey suggests that few commuters cycle.", "suggest", "indirect"),
]
ACTS = [
    "She voted for the mayor in May.",
    "The library found a new home near the port.",
    "A group called Clean Rivers meets on Mondays.",
    "He needs a new coat for the winter.",
    "The tram runs past the old mill.",
]
"""Nobody says, thinks or wants anything here; if it is taken for an attribution, no rule may rest on it as speech."""


def cases() -> list[object]:
    kinds = {"speech": SPEECH, "belief": BELIEF, "intention": INTENTION, "evidence": EVIDENCE}
    return [pytest.param(kind, *row, id=row[0]) for kind, rows in kinds.items() for row in rows]


@pytest.mark.parametrize(("kind", "text", "lemma", "mode"), cases())
def test_kind_and_mode(kind: str, text: str, lemma: str, mode: str) -> None:
    found = framing.analyze(text).analysis.attributions
    assert (lemma, kind, mode) in [(fact.cue_lemma, fact.cue_kind, fact.mode) for fact in found]


@pytest.mark.parametrize("text", ACTS)
def test_what_is_only_done_is_not_said(text: str) -> None:
    assert [fact for fact in framing.analyze(text).analysis.attributions if fact.cue_kind != "intention"] == []


@pytest.mark.parametrize("form", ["hopes", "hoped", "is hoping"])
def test_every_form_of_a_verb_counts_as_that_verb(form: str) -> None:
    found = framing.analyze(f"Ann Roe {form} that the bridge is safe.").analysis.attributions
    assert [fact.cue_lemma for fact in found] == ["hope"]
