"""A scan of an archive: nothing is lost, nothing comes twice, and what is finished stays."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_poison import analyze
from archive_stories import contents, lines, rejected, run, story, table

import framing
from framing.archive import folder as folders
from framing.archive.chunks import Chunk
from framing.archive.inline import run_inline
from framing.archive.sources import find_sources
from framing.archive.tables import SCORES
from framing.archive.work import Done, Work
from framing.cli import main
from framing.config import Config
from framing.errors import ArchiveError, InputError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEN = [story(number) for number in range(10)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    path.write_bytes(lines(TEN))
    return path


def test_every_story_is_one_row_with_its_scores(source: Path, tmp_path: Path) -> None:
    done = run(source, tmp_path / "out")
    rows = table(tmp_path / "out", "stories")
    assert (done.stories, done.rejected, done.parts) == (10, 0, 3)
    assert [row["story"] for row in rows] == [row["id"] for row in TEN]
    assert str(rows[1]["date"]) == "2024-02-05"
    assert {row["desk"] for row in rows} == {"port"}
    assert {name.replace("-", "_") for name in SCORES} <= {*rows[0]}


def test_the_columns_hold_what_a_report_holds(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")

    def of_story(name: str) -> list[dict[str, Any]]:
        return [item for item in table(tmp_path / "out", name) if item["story"] == "s2"]

    blocks = [
        {"id": "title", "type": "headline", "text": TEN[2]["title"]},
        {"id": "body", "type": "freeform", "text": TEN[2]["text"]},
    ]
    report = framing.analyze(blocks, kind="blocks")
    (row,) = [row for row in table(tmp_path / "out", "stories") if row["story"] == "s2"]
    assert {score.name: score.value for score in report.scores} == {
        name: row[name.replace("-", "_")] for name in SCORES
    }
    assert [item["fingerprint"] for item in of_story("findings")] == [item.fingerprint for item in report.findings]
    assert [item["name"] for item in of_story("voices")] == ["Ann Roe"]
    assert [item["value"] for item in of_story("numbers")] == [5.0, 42.0]
    for item in of_story("findings"):
        text = TEN[2]["title" if item["block"] == "title" else "text"]
        assert item["quote"] == text[item["start"] : item["end"]]


@pytest.mark.parametrize(
    "name, write",
    [
        ("a.jsonl.gz", lambda path, data: path.write_bytes(gzip.compress(data))),
        ("a.jsonl.zst", lambda path, data: path.write_bytes(zst(data))),
        ("a.ndjson", lambda path, data: path.write_bytes(data.replace(b"\n", b"\r\n") + b"\n\n")),
        (
            "a.parquet",
            lambda path, data: pq.write_table(pa.Table.from_pylist(list(map(json.loads, data.splitlines()))), path),
        ),
    ],
)
def test_every_form_gives_the_same_rows(
    name: str, write: Callable[[Path, bytes], object], source: Path, tmp_path: Path
) -> None:
    write(tmp_path / name, source.read_bytes())
    run(source, tmp_path / "plain")
    run(tmp_path / name, tmp_path / "other")
    for some in ("findings", "voices", "numbers"):
        assert table(tmp_path / "other", some) == table(tmp_path / "plain", some)


def test_a_folder_holds_stories_and_archives(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.md").write_text("---\ndate: 2023-04-01\ndesk: 'city'\n---\n# Rents rise\n\nRents rose 4%.\n")
    (tmp_path / "in" / "deep" / "b.html").write_text("<p>Rents fell, Ann Roe said.</p>")
    (tmp_path / "in" / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "in" / "c.jsonl").write_bytes(lines(TEN[:1]))
    done = run(tmp_path / "in", tmp_path / "in" / "out")
    rows = {row["story"]: row for row in table(tmp_path / "in" / "out", "stories")}
    assert {*rows} == {"a.md", "s0", "deep/b.html"}
    assert (str(rows["a.md"]["date"]), rows["a.md"]["desk"]) == ("2023-04-01", "city")
    assert done.rejected == 1
    assert rejected(tmp_path / "in" / "out")["bad.txt"].startswith("not valid UTF-8")


def test_other_field_names(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines([{"nr": 7, "corps": "Rents rose 4%.", "rubrik": "city"}]))
    assert main(["archive", str(tmp_path / "a.jsonl"), "--to", str(tmp_path / "out"), "--engine", "inline",
                 "--id", "nr", "--text", "corps", "--desk", "rubrik"]) == 0  # fmt: skip
    assert [(row["story"], row["desk"]) for row in table(tmp_path / "out", "stories")] == [("7", "city")]


def test_bad_records_are_rejected_with_their_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    canary = "Zebrafinch"
    bad: list[tuple[object, str]] = [
        (b"{broken", "not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": "u", "text": "caf\xe9"}', "not valid UTF-8"),
        (b"[1]", "a JSON object"),
        ({"text": canary}, "no id"),
        ({"id": "n", "text": None}, "no story"),
        ({"id": "l", "text": [canary]}, "must hold a string"),
        ({"id": "e", "text": "  "}, "empty"),
        ({"id": "s0", "text": canary}, "stands already at a.jsonl:1"),
        ({"id": "r", "text": f"RAISING {canary}"}, "internal error: ValueError"),
    ]
    (tmp_path / "a.jsonl").write_bytes(lines([*TEN, *(row for row, _ in bad)]))  # type: ignore[list-item]
    done = run(tmp_path / "a.jsonl", tmp_path / "out", analyze=analyze)
    reasons = rejected(tmp_path / "out")
    assert (done.stories, done.rejected) == (10, len(bad))
    for number, (_, reason) in enumerate(bad, 11):
        assert reason in reasons[f"a.jsonl:{number}"]
    assert canary not in str(reasons)


def test_lone_surrogates_and_nuls_are_analysed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"id": "\\ud800", "title": "\\ud800x", "text": "Up 4%\\u0000 \\udfff, Ann Roe said."}\n'
    )
    assert run(tmp_path / "a.jsonl", tmp_path / "out").stories == 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_a_file_that_breaks_off_is_told(name: str, source: Path, tmp_path: Path) -> None:
    packed: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "zst": zst, "parquet": bytes}
    data = packed[name.rpartition(".")[2]](source.read_bytes())
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    assert run(tmp_path / name, tmp_path / "out").rejected == 1
    assert "breaks off here" in str(rejected(tmp_path / "out"))


def test_a_finished_scan_computes_nothing_again(source: Path, tmp_path: Path) -> None:
    first = run(source, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("part-*")}
    again = run(source, tmp_path / "out", analyze=_never)
    assert (again.stories, again.fresh) == (first.stories, 0)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("part-*")}


def test_a_scan_that_was_cut_off_goes_on(source: Path, tmp_path: Path) -> None:
    def cut(todo: Iterator[Chunk], work: Work) -> Done:
        yield next(run_inline(todo, work))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "out", cut)
    (tmp_path / "out" / "stories" / "part-000001.parquet.tmp").write_bytes(b"torn")
    assert run(source, tmp_path / "out").fresh == 6
    run(source, tmp_path / "undisturbed")
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")
    assert not list((tmp_path / "out").rglob("*.tmp"))


def test_a_torn_part_is_made_anew(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    whole = contents(tmp_path / "out")
    torn = tmp_path / "out" / "voices" / "part-000001.parquet"
    torn.write_bytes(torn.read_bytes()[:100])
    (tmp_path / "out" / "numbers" / "part-000002.parquet").unlink()
    assert run(source, tmp_path / "out").fresh == 6
    assert contents(tmp_path / "out") == whole


def test_another_configuration_is_refused(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    with pytest.raises(ArchiveError, match="begun with another config"):
        run(source, tmp_path / "out", config=Config(ignore=("wording",)))
    with pytest.raises(ArchiveError, match=r"begun with another chunk .then 4, now 5"):
        run(source, tmp_path / "out", size=5)


def test_another_input_is_refused(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    data = source.read_bytes()
    source.write_bytes(data.replace(b"Ann Roe", b"Eve Roe", 1))
    with pytest.raises(ArchiveError, match="part 0 was made from other records"):
        run(source, tmp_path / "out")
    source.write_bytes(data[:-1])
    with pytest.raises(ArchiveError, match="begun with another input"):
        run(source, tmp_path / "out")


def test_a_folder_that_is_no_scan_is_left_alone(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    with pytest.raises(ArchiveError, match="holds files but no manifest"):
        run(source, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {"letter.txt", ".lock"}


def test_two_scans_to_one_folder(source: Path, tmp_path: Path) -> None:
    def second(todo: Iterator[Chunk], work: Work) -> Done:
        with pytest.raises(ArchiveError, match="another scan writes to this folder"):
            run(source, tmp_path / "out")
        yield from run_inline(todo, work)

    assert run(source, tmp_path / "out", second).stories == 10
    assert run(source, tmp_path / "out").fresh == 0


def test_a_full_disk_ends_the_scan_and_leaves_nothing_torn(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full_after(9))
        with pytest.raises(ArchiveError, match=r"part-000001.parquet: cannot be written: No space left"):
            run(source, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.tmp"))
    assert run(source, tmp_path / "out").stories == 10


def test_a_part_that_vanishes_is_noticed(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.Folder, "stories", lambda self, number: 3)
    with pytest.raises(ArchiveError, match="incomplete: 10 records read, 9 stories and 0 rejected"):
        run(source, tmp_path / "out")


@pytest.mark.parametrize(
    "name, reason",
    [("none.jsonl", "no such file"), ("a.docx", "no reader for this ending"), ("empty", "nothing to scan")],
)
def test_a_source_that_cannot_be_scanned_is_named(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=reason):
        run(tmp_path / name, tmp_path / "out")


def test_two_files_of_one_name_are_named(source: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / source.name).write_bytes(lines(TEN))
    with pytest.raises(InputError, match=r"other/archive.jsonl: .*[^r]/archive.jsonl has the same name"):
        find_sources([source, tmp_path / "other"], tmp_path / "out")


def test_exit_status_and_summary(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["archive", str(source), "--engine", "inline", "--to"]
    assert main([*command, str(tmp_path / "out")]) == 0
    assert "10 stories" in capsys.readouterr().err
    state = json.loads((tmp_path / "out" / "progress.json").read_bytes())
    assert (state["finished"], state["stories"], state["bytes_read"]) == (True, 10, source.stat().st_size)
    assert main([*command, str(tmp_path / "out"), "--chunk", "3"]) == 2
    source.write_bytes(lines([TEN[0], b"{"]))
    assert main([*command, str(tmp_path / "other")]) == 1
    assert "rejected.parquet says why" in capsys.readouterr().err


def zst(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as packed:
        packed.write(data)
    return bytes(sink.getvalue())


def _never(*_: object) -> framing.Report:
    raise AssertionError("nothing is left to do")


def _full_after(times: int) -> Callable[[int], None]:
    left = iter(range(times))

    def fsync(_: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")

    return fsync
