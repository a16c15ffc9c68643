"""What a rule is.  One function, one decorator: that is the whole declaration.

The function's name is the rule's, its module is the rule's family, the first line of its docstring is the
summary and the rest the rationale.  ``bad`` and ``good`` are its tests and its documentation; ``[[ ]]`` marks
the exact spans a bad example must flag.  ``limits`` are known misses and false alarms, tested too: one that
goes away must be moved to ``bad`` or ``good``.  A first line ``# …`` of an example is the story's headline.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from framing.analyzers import Analysis
from framing.document import Span
from framing.errors import RuleError

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("info", "warning", "error")
MARK: Final = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule applies, and what to ask the writer.

    ``span``         in ``Document.text``
    ``message``      a question or request to the editor; accuses nobody
    ``confidence``   0 to 1; findings below ``Config.min_confidence`` stay silent
    ``suggestions``  texts that fit in place of the span, best first; "" means: delete
    ``severity``     when it differs from the rule's own here
    ``origin``       the place in the origin, when what is flagged is not prose; ``span`` is then empty
    """

    span: Span
    message: str
    confidence: float = 1.0
    suggestions: tuple[str, ...] = ()
    severity: Severity | None = None
    origin: Span | None = None


Check = Callable[[Analysis], Iterator[Match]]


@dataclass(frozen=True, slots=True)
class Reference:
    """The published guidance, paper or style guide a rule rests on."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Example:
    """Marked text: ``text`` without marks, ``spans`` that must be flagged."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def parse(cls, marked: str) -> Example:
        """Read ``[[marks]]`` into spans."""
        spans: list[Span] = []
        text = ""
        last = 0
        for found in MARK.finditer(marked):
            text += marked[last : found.start()]
            spans.append(Span(len(text), len(text) + len(found[1])))
            text += found[1]
            last = found.end()
        return cls(text + marked[last:], tuple(spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it finds, why it matters, who says so, and proof.

    ``default``  False: off unless selected by name
    ``aliases``  earlier names that still work
    """

    name: str
    family: str
    severity: Severity
    summary: str
    rationale: str
    references: tuple[Reference, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    limits: tuple[Example, ...]
    check: Check
    default: bool
    aliases: tuple[str, ...]


def rule(
    *,
    severity: Severity,
    references: Sequence[Reference],
    bad: Sequence[str],
    good: Sequence[str],
    limits: Sequence[str] = (),
    default: bool = True,
    aliases: Sequence[str] = (),
) -> Callable[[Check], Rule]:
    """Turn a check function into a Rule.  Raises RuleError when a part is missing."""

    def declare(check: Check) -> Rule:
        name = check.__name__.replace("_", "-")
        summary, _, rationale = (inspect.getdoc(check) or "").partition("\n\n")
        made = Rule(
            name=name,
            family=check.__module__.removeprefix("framing.rules.").partition(".")[0],
            severity=severity,
            summary=summary,
            rationale=rationale,
            references=tuple(references),
            bad=tuple(map(Example.parse, bad)),
            good=tuple(map(Example.parse, good)),
            limits=tuple(map(Example.parse, limits)),
            check=check,
            default=default,
            aliases=tuple(aliases),
        )
        for part in ("summary", "rationale", "references", "bad", "good"):
            if not getattr(made, part):
                raise RuleError(f"rule {name} has no {part}")
        if any(not example.spans for example in made.bad):
            raise RuleError(f"rule {name}: mark what each bad example flags with [[ ]]")
        return made

    return declare
