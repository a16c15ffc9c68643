"""All mentions of one source joined over the story: full name, surname, title and surname, pronoun, "the mayor"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final, Literal, cast

from framing.analyzers.analysis import Analysis, Passage
from framing.analyzers.attribution.speakers import RELATIVE, head_of, is_proper, name_beside, noun_row
from framing.analyzers.facts import Attribution, Voice, VoiceKind
from framing.analyzers.voices.names import Directory, Name, names_in
from framing.analyzers.voices.phrases import antecedent_of, appositions, descriptions, is_share, sex_of
from framing.document import Span
from framing.language.parse import Token
from framing.lexicons.load import table, words

Number = Literal["person", "group", "thing"]
Sex = Literal["", "he", "she"]
PRONOUNS: Final[dict[str, Number]] = {"he": "person", "she": "person", "they": "group", "it": "thing"}
OTHERS: Final = frozenset({"another", "other", "others", "second"})
DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
NOBODY: Final = frozenset({"nobody", "none", "anybody", "anyone", "everybody", "everyone"})
SURE: Final = 0.7
BACK: Final = 2
"""How many paragraphs back a pronoun may reach."""


@dataclass(slots=True)
class _Found:
    name: str
    kind: VoiceKind
    number: Number
    sex: Sex = ""
    attributions: list[int] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    words: int = 0


def join(analysis: Analysis) -> tuple[Voice, ...]:
    """The voices of a story: those given most words first, then in the order they appear."""
    joiner = _Joiner(analysis)
    for index, attribution in enumerate(analysis.attributions):
        joiner.add(index, attribution)
    return joiner.voices()


class _Joiner:
    """Reads attributions in text order and keeps who has spoken so far."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.passages = list(analysis.story)
        self.names = [names_in(passage) for passage in self.passages]
        everyone = [name for names in self.names for name in names]
        self.directory = Directory(everyone)
        self.found: dict[str, _Found] = {}
        self.known_as: dict[str, str] = {}
        self.announced: dict[str, str] = {}
        self.spoke: list[tuple[int, str]] = []
        for passage, names in zip(self.passages, self.names, strict=True):
            for name in names:
                nouns = (*name.titles, *appositions(passage, name))
                self._learn(nouns, self.directory.resolve(name), overwrite=False)

    def add(self, index: int, attribution: Attribution) -> None:
        """Give one attribution to its voice; one without a source, or whose pronoun is unclear, has none."""
        if attribution.source is None:
            return
        place = bisect_right(self.passages, attribution.source.start, key=lambda passage: passage.start) - 1
        key = self._key(place, attribution.source)
        if key is None:
            return
        voice = self.found[key]
        voice.attributions.append(index)
        voice.mentions.append(attribution.source)
        for span in attribution.content:
            tokens = self.analysis.passage_at(span.start).tokens(span)
            voice.words += sum(token.is_word for token in tokens)
        self.spoke.append((place, key))

    def voices(self) -> tuple[Voice, ...]:
        """Finished voices."""
        for names in self.names:
            for name in names:
                if (voice := self.found.get(self.directory.resolve(name))) is not None:
                    voice.mentions.append(name.span)
        made = [
            Voice(voice.name, voice.kind, _apart(voice.mentions), tuple(voice.attributions), voice.words)
            for voice in self.found.values()
            if any(map(self._is_heard, voice.attributions))
        ]
        return tuple(sorted(made, key=lambda voice: (-voice.words, voice.mentions[0])))

    def _is_heard(self, index: int) -> bool:
        """Whether an attribution shows that its source was heard; whoever only wants or learns something was not."""
        fact = self.analysis.attributions[index]
        return fact.cue_kind in ("speech", "evidence") or (fact.cue_kind == "belief" and fact.confidence >= SURE)

    def _key(self, place: int, source: Span) -> str | None:
        passage = self.passages[place]
        tokens = passage.tokens(source)
        if not tokens:
            return None
        head = head_of(passage.paragraph, [token.index for token in tokens])
        if head.tag in RELATIVE:
            antecedent = antecedent_of(passage, head)
            return self._key(place, antecedent) if antecedent else None
        if head.lower in PRONOUNS:
            return self._pronoun(place, head.lower, source)
        if head.lower in NOBODY or (head.lower == "one" and tokens[0].lower == "no"):
            return None
        if is_share(tokens, head) and (poll := self._poll()) is not None:
            return poll
        if head.pos == "PRON" and noun_row(head) is None:
            return None
        name = self._name(place, head, tokens)
        if name is not None:
            return self._named(name, passage, tokens)
        return self._described(place, head, tokens, source)

    def _name(self, place: int, head: Token, tokens: Sequence[Token]) -> Name | None:
        passage = self.passages[place]
        beside = name_beside(passage.paragraph, head, [token.index for token in tokens])
        span = (beside or head).span.moved(passage.start)
        found = next((name for name in self.names[place] if name.span.contains(span)), None)
        if found is not None or not is_proper(head):
            return found
        whole = Span(tokens[0].start, tokens[-1].end).moved(passage.start)
        return next((name for name in self.names[place] if whole.contains(name.span)), None)

    def _named(self, name: Name, passage: Passage, tokens: Sequence[Token]) -> str:
        key = self.directory.resolve(name)
        nouns = [*name.titles, *descriptions(passage, name, tokens)]
        self._learn([*nouns, *appositions(passage, name)], key, overwrite=True)
        full = self.directory.full.get(key, name)
        kind = self._kind_of_named(full, nouns)
        voice = self.found.setdefault(key, _Found(" ".join(full.words), kind, _number(full)))
        if voice.kind == "person":
            voice.kind = kind
        voice.sex = voice.sex or sex_of(nouns)
        return key

    def _kind_of_named(self, name: Name, nouns: Sequence[str]) -> VoiceKind:
        if name.is_organisation:
            return "organisation"
        if name.is_plural:
            return "party"
        for noun in nouns:
            word = (table("titles").get(noun) or ("",))[0] or noun
            row = table("source_nouns").get(word)
            if row is not None and row[1] in {"official", "expert", "witness", "party", "media"}:
                return cast("VoiceKind", row[1])
        return "organisation" if any(noun in words("trades") for noun in nouns) else "person"

    def _poll(self) -> str | None:
        """The poll that spoke last: its respondents speak through it."""
        return next((key for _, key in reversed(self.spoke) if self.found[key].kind == "poll"), None)

    def _described(self, place: int, head: Token, tokens: Sequence[Token], source: Span) -> str:
        row = noun_row(head)
        kind: VoiceKind = cast("VoiceKind", row[1]) if row else "party" if head.tag == "NNPS" else "unnamed"
        if tokens[0].lower in DEFINITE and (key := self.known_as.get(head.lemma)) is not None:
            if key in self.found:
                return key
            if key in self.directory.full:
                return self._introduced(
                    key, kind if row else self._kind_of_named(self.directory.full[key], [head.lemma])
                )
        text = self.analysis.text(source)
        if (known := self.announced.pop(head.lemma, None)) is not None and tokens[0].lower not in OTHERS:
            self.found[known].name, self.found[known].kind = text, kind
            self.known_as[head.lemma] = known
            return known
        single = head.tag == "NN" and tokens[0].lower in {"a", "an", "another", "one"}
        key = f"{source.start} {text}" if single else text.casefold().removeprefix("the ")
        self.known_as[head.lemma] = key
        if self.passages[place].block.role == "headline":
            self.announced[head.lemma] = key
        number: Number = "group" if head.tag in {"NNS", "NNPS"} or head.pos == "PRON" else "thing"
        self.found.setdefault(key, _Found(text, kind, number))
        return key

    def _introduced(self, key: str, kind: VoiceKind = "person") -> str:
        """The voice of somebody named before: "the think tank" after "the Ely Centre, a think tank"."""
        full = self.directory.full[key]
        self.found.setdefault(key, _Found(" ".join(full.words), kind, _number(full)))
        return key

    def _pronoun(self, place: int, pronoun: str, source: Span) -> str | None:
        key = self._antecedent(place, pronoun, source)
        if key is not None and pronoun in ("he", "she"):
            self.found[key].sex = cast("Sex", pronoun)
        return key

    def _antecedent(self, place: int, pronoun: str, source: Span) -> str | None:
        """The one voice it can stand for: the only one that spoke nearby, or the only person named nearby."""
        number = PRONOUNS[pronoun]
        recent = takewhile(lambda item: place - BACK <= item[0], reversed(self.spoke))
        near = [key for _, key in recent if self.found[key].number == number and self._may_be(key, pronoun)]
        if len(set(near)) == 1:
            return near[0]
        if number != "person":
            return None
        keys = [
            self.directory.resolve(name)
            for at in range(max(0, place - 1), place + 1)
            for name in self.names[at]
            if name.span.end <= source.start
        ]
        people = {key for key in keys if self.directory.is_person(key) and self._may_be(key, pronoun)}
        last = self.spoke[-1] if self.spoke else None
        if last is not None and last[1] in people and last[1] in near and last[0] >= place - 1:
            return last[1]
        return self._introduced(people.pop()) if len(people) == 1 else None

    def _may_be(self, key: str, pronoun: str) -> bool:
        return key not in self.found or self.found[key].sex in ("", pronoun)

    def _learn(self, nouns: Sequence[str], key: str, *, overwrite: bool) -> None:
        for noun in nouns:
            word = (table("titles").get(noun) or ("",))[0] or noun
            if overwrite or word not in self.known_as:
                self.known_as[word] = key
            if word in words("trades"):
                self.known_as.setdefault("company", key)
                self.known_as.setdefault("firm", key)


def _number(name: Name) -> Number:
    return "thing" if name.is_organisation else "group" if name.is_plural else "person"


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sorted, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return tuple(kept)
