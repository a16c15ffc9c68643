"""Where the headline goes further than the story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.analyzers import Analysis
from framing.rules.base import Match, Reference, Severity, rule
from framing.rules.wording.own import SPJ

ECKER: Final = Reference(
    "Ecker, Lewandowsky, Chang & Pillai 2014, The effects of subtle misinformation in news headlines",
    "https://doi.org/10.1037/xap0000028",
)
QUESTIONS: Final[dict[str, tuple[str, float, Severity]]] = {
    "term": ("The story never uses “{}”. Does it carry the word?", 0.55, "info"),
    "quoted": ("In the story only a source says “{}”. Whose word is it in the headline?", 0.6, "info"),
    "certainty": ("The story says this with reserve. Is “{}” as certain as the headline makes it?", 0.6, "warning"),
}
BODY: Final = "The board met on Monday evening. It heard the report of the inspectors. The vote is due in May."


@rule(
    severity="info",
    references=[ECKER, SPJ],
    bad=[
        f"# Mayor [[slams]] port board\n\nThe mayor said the board had been late. {BODY}",
        f"# [[Fanatics]] block port road\n\n“They are fanatics,” the mayor said of the protesters. {BODY}",
        f"# Ferry leak [[poisoned]] harbour fish\n\nThe leak may have poisoned fish in the harbour. {BODY}",
    ],
    good=[
        f"# Mayor criticizes port board\n\nThe mayor said the board had been late. {BODY}",
        f"# Ferry leak may have poisoned harbour fish\n\nThe leak may have poisoned fish in the harbour. {BODY}",
        f"# “Fanatics” block port road\n\n“They are fanatics,” the mayor said of the protesters. {BODY}",
    ],
    limits=[f"# Coffee [[heals]] the heart\n\nCoffee could help the heart, a study suggests. {BODY}"],
)
def headline_beyond_body(analysis: Analysis) -> Iterator[Match]:
    """The headline uses a loaded word or a certainty that the story does not.

    Many readers see no more than the headline, and those who read on remember the story by it.  It can be shorter
    than the story, not stronger.
    """
    for gap in analysis.gaps:
        question, confidence, severity = QUESTIONS[gap.kind]
        yield Match(gap.span, question.format(analysis.text(gap.span)), confidence, severity=severity)
