"""Faults of records, workers and the machine: real processes die, and every record is accounted for once."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from archive_driver import alive, ended, start, until, waiting
from archive_stories import Row, contents, lines, rejected, run, story

from framing.archive import cluster
from framing.archive.version import code_version
from framing.archive.work import Work
from framing.config import Config
from framing.errors import ArchiveError

pytest.importorskip("distributed")

CANARY = "Zebrafinch"
HARM: dict[int, Row | bytes] = {
    5: story(5, f"KILLER {CANARY}"),
    6: story(6, f"HANGING {CANARY}"),
    7: story(7, f"GREEDY {CANARY}"),
    8: story(8, f"RAISING {CANARY}"),
    9: b'{"id": "s9", "text": "caf\xe9 ' + CANARY.encode() + b'"}',
    10: story(3, f"The id of another story. {CANARY}"),
}
"""Records that do harm, by their number; the third part has a killer, a hanging one and one that eats memory."""
DASK = ("--workers", "2", "--memory", "800MiB")
ALONE = ("--workers", "1", *DASK[2:])
"""One worker starts in half the time."""
HASTY = {"DASK_DISTRIBUTED__DEPLOY__LOST_WORKER_TIMEOUT": "1ms"}
"""Were Dask left to itself: how long after a death a worker may be away until it is given up for ever."""


@pytest.fixture(scope="module", autouse=True)
def _without_encoder() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_ENCODER", "0")
        yield


def undisturbed(folder: Path, rows: Sequence[Row | bytes]) -> dict[str, bytes]:
    """What one process makes of the rows when nothing goes wrong."""
    (folder / "calm.jsonl").write_bytes(lines(rows))
    (folder / "calm").mkdir()
    (folder / "calm.jsonl").rename(folder / "calm" / "in.jsonl")
    run(folder / "calm" / "in.jsonl", folder / "calm" / "out")
    return contents(folder / "calm" / "out")


def held(folder: Path, *numbers: int) -> list[Row | bytes]:
    """Sixteen stories; those with the given numbers wait for a file with that number (``archive_poison.wait``)."""
    rows: list[Row | bytes] = [story(number) for number in range(16)]
    for number in numbers:
        rows[number] = {**story(number, "WAITING: rents rose 4%, Ann Roe said."), "desk": str(folder / str(number))}
    (folder / "in.jsonl").write_bytes(lines(rows))
    return rows


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str]:
    """A scan of sixteen records, six of which do harm: its folder, exit status, and what it said."""
    folder = tmp_path_factory.mktemp("poisoned")
    rows: list[Row | bytes] = [HARM.get(number, story(number)) for number in range(16)]
    (folder / "in.jsonl").write_bytes(lines(rows))
    return folder, *ended(start(folder / "in.jsonl", folder / "out", *DASK, "--limit", "3"))


def test_records_that_do_harm_stop_none_of_the_others(poisoned: tuple[Path, int, str]) -> None:
    folder, status, said = poisoned
    assert status == 1, said
    assert "10 stories" in said
    assert "6 records rejected" in said
    calm = [b"{}" if number in HARM else story(number) for number in range(16)]
    assert contents(folder / "out") == undisturbed(folder, calm)


@pytest.mark.parametrize(
    "number, reason",
    [
        (5, "its worker died each time: out of memory, a crash, or more than 3 s"),
        (6, "its worker died each time"),
        (7, "its worker died each time"),
        (8, "internal error: ValueError at archive_poison.py"),
        (9, "not valid UTF-8: byte 0xe9 at offset 25"),
        (10, "the id stands already at in.jsonl:4"),
    ],
    ids=["killer", "hanging", "memory bomb", "raising", "undecodable", "duplicate"],
)
def test_a_record_that_does_harm_is_rejected_with_its_reason(
    number: int, reason: str, poisoned: tuple[Path, int, str]
) -> None:
    reasons = rejected(poisoned[0] / "out")
    assert len(reasons) == len(HARM)
    assert reasons[f"in.jsonl:{number + 1}"].startswith(reason)


def test_no_word_of_a_record_that_does_harm_gets_out(poisoned: tuple[Path, int, str]) -> None:
    folder, _, said = poisoned
    assert CANARY not in said
    assert "Traceback" not in said
    written = [path for path in (folder / "out").rglob("*") if path.is_file()]
    assert len(written) > 16
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]


def test_workers_that_die_before_any_story_reject_none(tmp_path: Path) -> None:
    held(tmp_path)
    status, said = ended(start(tmp_path / "in.jsonl", tmp_path / "out", "--workers", "1", "--memory", "160MiB"))
    assert (status, "no worker lived to see a story: too little memory" in said) == (2, True), said
    assert not list((tmp_path / "out" / "parts").iterdir())


def test_workers_that_die_before_they_have_begun_are_told_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(ArchiveError, match="no worker lived to see a story: too little memory"):
        next(cluster.run_dask(iter(()), Work(Config(), code_version()), workers=1, memory=40 * 1024**2))


def test_a_worker_that_is_killed_is_replaced_and_no_port_answers_a_stranger(tmp_path: Path) -> None:
    rows = held(tmp_path, 5)
    scan = start(tmp_path / "in.jsonl", tmp_path / "out", *DASK)
    worker = waiting(tmp_path / "5", scan)
    listening = [*ports(scan.pid)]
    assert len(listening) >= 4  # a scheduler, what watches over each worker, the workers
    assert {host for host, _ in listening} == {"127.0.0.1"}
    assert [port for _, port in listening if answers(port)] == []
    os.kill(worker, signal.SIGKILL)
    (tmp_path / "5").touch()
    status, said = ended(scan)
    assert status == 0, said
    assert contents(tmp_path / "out") == undisturbed(tmp_path, rows)
    assert (tmp_path / "5.pid").read_text() != str(worker)


def test_a_driver_that_is_killed_or_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    rows, out = held(tmp_path, 9), tmp_path / "out"
    first = start(tmp_path / "in.jsonl", out, *ALONE)
    worker = waiting(tmp_path / "9", first)
    until(lambda: len(list((out / "parts").glob("*.json"))) == 2, first)
    first.kill()
    ended(first)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*0*.*")}
    assert len(before) == 2 * 5
    until(lambda: not alive(worker))
    (tmp_path / "9.pid").unlink()
    second = start(tmp_path / "in.jsonl", out, *ALONE, group=True)
    waiting(tmp_path / "9", second)
    interrupted(second)
    (tmp_path / "9").touch()
    status, said = ended(start(tmp_path / "in.jsonl", out, "--engine", "inline"))
    assert status == 0, said
    assert "8 stories were there from an earlier run" in said
    assert before.items() <= {path: path.stat().st_mtime_ns for path in out.rglob("*0*.*")}.items()
    assert contents(out) == undisturbed(tmp_path, rows)


def test_an_interrupt_while_a_scan_starts_or_works_in_one_process(tmp_path: Path) -> None:
    held(tmp_path, 0)
    starting = start(tmp_path / "in.jsonl", tmp_path / "dask", *ALONE, group=True)
    inline = start(tmp_path / "in.jsonl", tmp_path / "inline", "--engine", "inline", group=True)
    until(lambda: len(family(starting.pid)) > 1, starting)
    interrupted(starting)
    waiting(tmp_path / "0", inline)
    interrupted(inline, signal.SIGTERM)


def interrupted(scan: subprocess.Popen[str], by: signal.Signals = signal.SIGINT) -> None:
    """What a terminal does at Ctrl-C: all processes of the scan get the signal; they end, and one line says so."""
    processes = family(scan.pid)
    os.killpg(scan.pid, by)
    status, said = ended(scan)
    line = "framing: interrupted; finished parts are safe: run the same command again to go on\n"
    assert (status, said) == (2, line)
    until(lambda: not any(map(alive, processes)))


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path) -> None:
    compiler = shutil.which("cc") or pytest.skip("no C compiler, which makes the clock")
    library, clock = tmp_path / "clock.so", tmp_path / "clock"
    source = Path(__file__).with_name("archive_clock.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    jumping = {**HASTY, "LD_PRELOAD": str(library), "CLOCK_FILE": str(clock)}
    rows = held(tmp_path, 3, 12)
    scan = start(tmp_path / "in.jsonl", tmp_path / "out", *ALONE, environment=jumping)
    for number, seconds in ((3, 30 * 86_400), (12, -30 * 86_400)):
        worker = waiting(tmp_path / str(number), scan)
        clock.write_text(str(seconds))
        os.kill(worker, signal.SIGKILL)
        (tmp_path / str(number)).touch()
    status, said = ended(scan)
    assert status == 0, said
    assert contents(tmp_path / "out") == undisturbed(tmp_path, rows)


def family(pid: int) -> list[int]:
    """A process and those it has begun."""
    import psutil

    return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]


def ports(pid: int) -> Iterator[tuple[str, int]]:
    """Where the processes of a scan listen."""
    import psutil

    for process in map(psutil.Process, family(pid)):
        for connection in process.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN:
                yield connection.laddr.ip, connection.laddr.port


def answers(port: int) -> bool:
    """Whether a port says more than no to one who has no certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
    except urllib.error.HTTPError as error:
        return error.code != 404
    except http.client.HTTPException:
        return True  # a scheduler without TLS speaks first, and not HTTP
    except OSError:
        try:
            with socket.create_connection(("127.0.0.1", port)) as plain, context.wrap_socket(plain) as stranger:
                return stranger.recv(1) != b""
        except OSError:
            return False
    return True
