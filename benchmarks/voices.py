"""Whether the mentions of a source are joined into the right voice: B³, CEAF, and accuracy by form.

    python benchmarks/voices.py ATTRIBUTION_DEV.jsonl [--errors]

ATTRIBUTION_DEV is PolNeAR's dev split as the bench keeps it; it is not part of this project.  The labels are:
``voices/dev.jsonl`` gives, for each of its attributions in 15 stories, which entity the source is and in what form it
stands (no words: offsets only).  Ten stories were labelled before the joining was written and looked at while it was
(part "tuned"), five after it and scored once (part "blind").

A *mention* is a gold source.  It belongs to the voice one of whose mentions overlaps it best (Jaccard of characters,
at least ``NEAR``); one that no voice covers is an entity of its own.  Each line is measured twice: on the attributions
that Framing finds itself, and with the gold attributions put in their place, which shows the joining alone.

``B³``      Bagga and Baldwin 1998, over mentions
``CEAF-e``  Luo 2005, phi4, over entities, best one-to-one alignment
``form``    of mentions with an antecedent in the story, those whose voice also has the entity's name (for pronouns
            and nouns, and where the story never names it: an earlier mention) and is mostly this entity; "silent":
            no voice at all
``kind``, ``side``  of entities that a voice was found for; side also: precision and recall of sides stated
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import framing
from framing.analyzers import Analysis
from framing.analyzers.facts import Attribution
from framing.analyzers.voices import join
from framing.document import Document, Span

LABELS: Final = Path(__file__).parent / "voices" / "dev.jsonl"
NEAR: Final = 0.2
FORMS: Final = ("surname", "titled", "office", "pronoun", "noun", "acronym")
Json = dict[str, Any]


@dataclass(slots=True)
class Sums:
    """What is added up over stories."""

    mentions: int = 0
    precision: float = 0.0
    recall: float = 0.0
    alike: float = 0.0
    entities: int = 0
    voices: int = 0
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[bool] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def placed(row: Json, document: Document) -> Json:
    """A gold row with its offsets in ``document.text``."""
    places = {document.origin_span(Span(at, at + 1)).start: at for at in range(len(document.text))}

    def span(pair: Sequence[int]) -> list[int]:
        return [places[pair[0]], places[pair[1] - 1] + 1]

    items = [{key: [span(pair) for pair in item[key]] for key in ("source", "content")} for item in row["attributions"]]
    return {"id": row["id"], "attributions": items, "span": span}


def gold_attributions(row: Json) -> tuple[Attribution, ...]:
    """The gold attributions that have a source, as if each were a plain report."""
    return tuple(
        Attribution(_cover(item["source"]), None, tuple(Span(*span) for span in item["content"]), "indirect", "say")
        for item in sorted(row["attributions"], key=lambda item: item["content"][0])
        if item["source"]
    )


def score(sums: Sums, row: Json, labels: Json, analysis: Analysis) -> None:
    """Add one story."""
    gold: dict[int, int] = {}
    spans: dict[int, Span] = {}
    for index, label in enumerate(labels["sources"]):
        if label is not None:
            gold[index], spans[index] = label[0], _cover(row["attributions"][index]["source"])
    found = {index: _voice_at(analysis, span) for index, span in spans.items()}
    keys = {index: -index - 1 if at is None else at for index, at in found.items()}
    _clusters(sums, gold, keys)
    majority = {
        at: Counter(gold[index] for index in gold if found[index] == at).most_common(1)[0][0]
        for at in {at for at in found.values() if at is not None}
    }
    for index, (entity, form) in ((index, label) for index, label in enumerate(labels["sources"]) if label):
        name = labels["voices"][entity]["name"]
        earlier = [other for other in gold if gold[other] == entity and spans[other] < spans[index]]
        if form not in FORMS or (name is None and not earlier):
            continue
        at = found[index]
        if at is None:
            verdict = "silent"
        else:
            anchors = [Span(*row["span"](name))] if name else []
            if form in {"pronoun", "noun"} or not name:
                anchors += [spans[other] for other in earlier]
            held = any(anchor.overlaps(span) for anchor in anchors for span in analysis.voices[at].mentions)
            held |= bool(name) and analysis.text(anchors[0]) in analysis.voices[at].name
            verdict = "right" if held and majority[at] == entity else "wrong"
        sums.forms[form, verdict] += 1
        if verdict != "right":
            given = analysis.voices[at].name if at is not None else "–"
            sums.errors.append(f"{row['id'][:30]} {index} {form} {verdict}: {analysis.text(spans[index])} → {given}")
    for entity, label in enumerate(labels["voices"]):
        held_by = Counter(found[index] for index in gold if gold[index] == entity and found[index] is not None)
        chosen = held_by.most_common(1)[0][0] if held_by else None
        if chosen is None:
            continue
        voice = analysis.voices[chosen]
        if label["kind"] is not None:
            sums.kinds[voice.kind == label["kind"]] += 1
            if voice.kind != label["kind"]:
                sums.errors.append(f"{row['id'][:30]} kind {voice.name}: {voice.kind}, not {label['kind']}")
        _side(sums, label["side"], voice.side, f"{row['id'][:30]} side {voice.name}")


def _side(sums: Sums, gold: str, found: str, where: str) -> None:
    sums.sides["stated"] += bool(gold)
    sums.sides["found"] += bool(found)
    sums.sides["right"] += bool(gold) and gold == found
    if gold != found:
        sums.errors.append(f"{where}: {found or '–'}, not {gold or '–'}")


def _cover(spans: Sequence[Sequence[int]]) -> Span:
    return Span(spans[0][0], spans[-1][1])


def _voice_at(analysis: Analysis, source: Span) -> int | None:
    best, at = NEAR, None
    for index, voice in enumerate(analysis.voices):
        for span in voice.mentions:
            shared = min(span.end, source.end) - max(span.start, source.start)
            nearness = shared / (max(span.end, source.end) - min(span.start, source.start))
            if nearness > best:
                best, at = nearness, index
    return at


def _clusters(sums: Sums, gold: Mapping[int, int], found: Mapping[int, int]) -> None:
    ours, theirs = _groups(found), _groups(gold)
    for index in gold:
        shared = len(ours[found[index]] & theirs[gold[index]])
        sums.precision += shared / len(ours[found[index]])
        sums.recall += shared / len(theirs[gold[index]])
    sums.mentions += len(gold)
    sums.entities += len(theirs)
    sums.voices += len(ours)
    sums.alike += aligned([[2 * len(a & b) / (len(a) + len(b)) for b in ours.values()] for a in theirs.values()])


def _groups(clusters: Mapping[int, int]) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for index, key in clusters.items():
        groups[key].add(index)
    return groups


def aligned(gains: Sequence[Sequence[float]]) -> float:
    """The greatest sum of a one-to-one alignment of rows and columns (Hungarian method)."""
    rows, columns = len(gains), len(gains[0]) if gains else 0
    if rows > columns:
        return aligned([list(column) for column in zip(*gains, strict=True)])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while match[at]:
            used[at], delta, following = True, float("inf"), 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                cost = -gains[match[at] - 1][column - 1] - row_price[match[at]] - column_price[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < delta:
                    delta, following = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    row_price[match[column]] += delta
                    column_price[column] -= delta
                else:
                    least[column] -= delta
            at = following
        while at:
            match[at], at = match[way[at]], way[at]
    return sum(gains[match[column] - 1][column - 1] for column in range(1, columns + 1) if match[column])


def show(title: str, sums: Sums) -> None:
    """Print the figures of one part."""
    b_cubed = _f1(sums.precision / sums.mentions, sums.recall / sums.mentions)
    ceaf = _f1(sums.alike / sums.voices, sums.alike / sums.entities)
    sides = sums.sides
    print(
        f"\n{title}: {sums.mentions} mentions, {sums.entities} entities\n"
        f"  B³ {b_cubed}   CEAF-e {ceaf}\n"
        f"  kind {_share(sums.kinds[True], sums.kinds.total())}   side: {sides['right']} right"
        f" of {sides['found']} found and {sides['stated']} stated"
    )
    for form in FORMS:
        right, wrong, silent = (sums.forms[form, verdict] for verdict in ("right", "wrong", "silent"))
        if right + wrong + silent:
            print(f"  {form:8} {_share(right, right + wrong + silent)}   {wrong} wrong, {silent} silent")


def _f1(precision: float, recall: float) -> str:
    return f"{precision:.3f} / {recall:.3f} / {2 * precision * recall / (precision + recall):.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.2f}" if whole else "–"


def stories(path: Path) -> Iterable[tuple[Json, Json]]:
    """The labelled stories with their labels."""
    rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for labels in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        yield rows[labels["id"]], labels


def main() -> None:
    """Score both parts, with our attributions and with the gold ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    arguments = parser.parse_args()
    if not arguments.gold.is_file():
        print(f"skipped: {arguments.gold} is not there")
        return
    sums: dict[str, Sums] = defaultdict(Sums)
    for story, labels in stories(arguments.gold):
        analysis = framing.analyze(story["text"]).analysis
        row = placed(story, analysis.document)
        score(sums[f"{labels['part']}, our attributions"], row, labels, analysis)
        given = replace(analysis, attributions=gold_attributions(row), voices=())
        score(sums[f"{labels['part']}, gold attributions"], row, labels, replace(given, voices=join(given)))
    for title, part in sums.items():
        show(title, part)
        if arguments.errors:
            print(*sorted(part.errors), sep="\n")


if __name__ == "__main__":
    main()
