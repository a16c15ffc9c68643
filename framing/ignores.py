"""Inline ignores: an editor's word that a finding is known, with the reason.

``ignore RULES -- reason`` covers the block it stands in or before, ``off RULES`` … ``on RULES`` all between,
``ignore-file RULES`` the story; one with a scope covers its element.  Matching findings and
ranges is linear: both are sorted, and per rule each range is pushed and popped once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from framing.analyzers.facts import Fault
from framing.config.selection import known_names, named
from framing.document import Directive, Document, Span
from framing.errors import ConfigError, nearest
from framing.report import Finding, Suppression
from framing.rules import RULES

VERBS: Final = ("ignore", "ignore-file", "off", "on")
REASON: Final = re.compile(r"\s(?:--|—|–)\s")
HINTS: Final = 50
"""Unknown names of one story that are compared with all known ones: that takes a while."""
SHOWN: Final = 60
"""Code points of a strange word that a message repeats."""
FAULTS: Final = "ignores"
"""The family whose rules speak about ignores; no ignore of them is ever called unused."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings of ``rules`` that start in ``span`` (of ``Document.text``) are silenced.

    ``name``  the rule or family as written
    """

    name: str
    rules: frozenset[str]
    span: Span
    reason: str
    directive: Directive


def read_ignores(document: Document) -> tuple[list[Ignore], list[Fault]]:
    """What the directives of a document silence, and what is wrong with them."""
    ignores: list[Ignore] = []
    faults: list[Fault] = []
    open_: dict[str, Ignore] = {}
    ends = [block.span.end for block in document.blocks]
    known = frozenset(known_names())
    hints = HINTS
    for directive in document.directives:
        try:
            verb, names, reason = _parse(directive)
        except ConfigError as error:
            faults.append(Fault("malformed", directive, str(error)))
            continue
        strange = [name for name in names if name not in known]
        if strange:
            hints -= 1
            faults.append(Fault("unknown", directive, _strange(strange, known if hints >= 0 else ())))
        for name in (name for name in names if name in known):
            rules = frozenset(named((name,)))
            if verb == "on" and name not in open_:
                faults.append(Fault("unused", directive, f"{name} was not switched off before"))
            if verb in ("on", "off") and name in open_:
                begun = open_.pop(name)
                ignores.append(replace(begun, span=Span(begun.span.start, directive.at)))
            made = Ignore(name, rules, _covered(verb, directive, document, ends), reason, directive)
            if verb == "off":
                open_[name] = made
            elif verb != "on":
                ignores.append(made)
    return sorted([*ignores, *open_.values()], key=lambda ignore: ignore.directive.origin), faults


def suppress(findings: Sequence[Finding], ignores: Iterable[Ignore]) -> tuple[Finding, ...]:
    """Mark the findings that an ignore covers; of several the nearest gives the reason."""
    coming = _by_rule(ignores)
    for ranges in coming.values():
        ranges.sort(key=lambda ignore: (ignore.span.start, -ignore.span.end), reverse=True)
    active: dict[str, list[Ignore]] = defaultdict(list)
    reasons: dict[int, str] = {}
    for index in sorted(range(len(findings)), key=lambda index: findings[index].text_span.start):
        rule, at = findings[index].rule, findings[index].text_span.start
        ahead, stack = coming.get(rule, []), active[rule]
        while ahead and ahead[-1].span.start <= at:
            stack.append(ahead.pop())
        while stack and stack[-1].span.end <= at:
            stack.pop()
        if stack:
            reasons[index] = stack[-1].reason
    return tuple(
        replace(finding, suppressed=Suppression("inline", reasons[index])) if index in reasons else finding
        for index, finding in enumerate(findings)
    )


def unused(findings: Iterable[Finding], ignores: Iterable[Ignore], ran: Collection[str]) -> list[Fault]:
    """The ignores that silence nothing.  A name is judged only if all it stands for ran (or is off by default)."""
    places: dict[str, list[int]] = defaultdict(list)
    for finding in findings:
        places[finding.rule].append(finding.text_span.start)
    for starts in places.values():
        starts.sort()
    return [
        Fault("unused", ignore.directive, ignore.name)
        for ignore in ignores
        if _judged(ignore, ran) and not any(_any_within(places.get(rule, ()), ignore.span) for rule in ignore.rules)
    ]


def _parse(directive: Directive) -> tuple[str, list[str], str]:
    """Verb, names and reason.  Raises ConfigError with what is wrong."""
    verb, _, rest = " ".join(directive.body.split()).partition(" ")
    if verb not in VERBS:
        raise ConfigError(f"{verb[:SHOWN]!r} is not one of {', '.join(VERBS)}")
    parts = REASON.split(f" {rest} ", maxsplit=1)
    names = list(dict.fromkeys(name.strip() for name in parts[0].split(",")))
    if not all(names):
        raise ConfigError(f"a rule or family must be named after {verb!r}, several with a comma between")
    return verb, names, parts[1].strip() if len(parts) > 1 else ""


def _strange(names: Sequence[str], known: Collection[str]) -> str:
    """The first unknown name, with a hint, and how many more there are."""
    name = names[0][:SHOWN]
    more = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
    return f"rule or family {name!r}{more}{nearest(name, known) if known else ''}"


def _covered(verb: str, directive: Directive, document: Document, ends: Sequence[int]) -> Span:
    if directive.scope is not None:
        return directive.scope
    if verb == "ignore":
        index = bisect_left(ends, directive.at)
        return document.blocks[index].span if index < len(ends) else Span(directive.at, directive.at)
    return Span(0 if verb == "ignore-file" else directive.at, len(document.text) + 1)


def _by_rule(ignores: Iterable[Ignore]) -> dict[str, list[Ignore]]:
    found: dict[str, list[Ignore]] = defaultdict(list)
    for ignore in ignores:
        for rule in ignore.rules:
            found[rule].append(ignore)
    return found


def _judged(ignore: Ignore, ran: Collection[str]) -> bool:
    expected = {rule for rule in ignore.rules if RULES[rule].default} or ignore.rules
    return all(rule in ran for rule in expected) and not any(RULES[rule].family == FAULTS for rule in ignore.rules)


def _any_within(starts: Sequence[int], span: Span) -> bool:
    index = bisect_left(starts, span.start)
    return index < len(starts) and starts[index] < span.end
