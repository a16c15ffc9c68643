"""The Dask engine: chunks as futures on this machine's cores or on a cluster that is already there.

Workers die: killed for memory, by a fault in native code, by a story over its limit.  Dask starts them anew and
hands their chunks to others; a chunk whose workers keep dying is taken apart, record by record, one at a time, so
that the guilty one is known by being alone.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from framing.archive.chunks import Chunk
from framing.archive.records import Record, Rejected
from framing.archive.tls import Certificates, check_address, own_security
from framing.archive.work import Done, Part, Work, analyze_record, joined, work_on
from framing.config import Config
from framing.errors import ArchiveError, FramingError

if TYPE_CHECKING:
    from distributed import Client, Future

WINDOW: Final = 3
"""Chunks in flight for each worker: enough to keep it busy, few enough that memory does not grow with the archive."""
ENVIRONMENT: Final[Mapping[str, str]] = {
    "MALLOC_TRIM_THRESHOLD_": "134217728",  # Dask's own 64 KB costs a quarter more time; it yields to what stands here
    "MALLOC_MMAP_THRESHOLD_": "33554432",  # with the first alone, glibc stops adapting this one
    "OMP_NUM_THREADS": "1",
    "FRAMING_CACHE": "0",  # no paragraph of an archive comes twice
}
DASK: Final[Mapping[str, Any]] = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.worker-ttl": None,  # counted by the wall clock: when that jumps, all workers would be dead
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,  # a paused worker whose memory is no result's would wait for ever
    "distributed.worker.profile.enabled": False,
    "distributed.admin.log-length": 0,
    "distributed.admin.low-level-log-length": 0,  # else each connection keeps its last 1,000 messages, stories and all
    "distributed.admin.tick.interval": "1s",  # the defaults, 20 ms and .5 s, take 2 % of each worker's core
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.large-graph-warning-threshold": "1GiB",
    "distributed.deploy.lost-worker-timeout": "365d",  # whoever is away 15 s after a death would never be begun anew
    "distributed.comm.timeouts.connect": "300s",  # a machine with other work may starve a scan for minutes
}
STOPS: Final = (signal.SIGINT, signal.SIGTERM)
PATIENCE: Final = 60
"""Seconds without a result, and then without any worker, after which the cluster counts as lost."""
DOOMED: Final = "no worker lived to see a story: too little memory (--memory), a broken installation, or none is there"
LOST: Final = "the cluster was lost; finished parts are safe: run the same command again to go on"


def run_dask(
    todo: Iterator[Chunk],
    work: Work,
    *,
    workers: int,
    memory: int = 2 * 1024**3,
    scheduler: str | None = None,
    certificates: Certificates | None = None,
) -> Done:
    """Each chunk with its part, in the order in which they are done.

    Without ``scheduler`` ``workers`` processes are started here, each with at most so many bytes of ``memory``.

    Raises ConfigError for an address that is not safe, ArchiveError if the cluster is lost or its workers run
    another version of Framing.
    """
    with _cluster_needed(), _client(workers, memory, scheduler, certificates) as client:
        yield from outcomes(client, todo, work)


@contextmanager
def _client(workers: int, memory: int, scheduler: str | None, certificates: Certificates | None) -> Iterator[Client]:
    import dask
    from distributed import Client, LocalCluster
    from distributed.utils import silence_logging_cmgr

    with _stops(held=True), ExitStack() as stack:
        stack.enter_context(dask.config.set(dict(DASK)))
        stack.enter_context(silence_logging_cmgr(logging.CRITICAL))
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # at the end it tells of tasks that an interrupt left
        try:
            if scheduler is None:
                stack.enter_context(_environment())
                cluster = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    protocol="tls",
                    security=own_security(),
                    dashboard_address="127.0.0.1:0",
                    worker_dashboard_address="127.0.0.1:0",
                    scheduler_kwargs={"dashboard": False},
                    memory_limit=memory,
                    silence_logs=logging.CRITICAL,
                )
                client = Client(stack.enter_context(cluster))
            else:
                check_address(scheduler, certificates)
                client = Client(scheduler, security=certificates and certificates.security, timeout="30s")
        except (OSError, RuntimeError) as error:
            raise ArchiveError(f"{scheduler or 'local cluster'}: cannot be reached: {type(error).__name__}") from None
        stack.enter_context(client)
        with _stops(held=False):
            yield client


@contextmanager
def _stops(*, held: bool) -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM back, or let them through.

    Threads and processes inherit what is held as they begin.  So the workers leave it to the driver to stop them,
    though a terminal sends Ctrl-C to all, and a cluster that is half begun or half closed is left to itself.
    """
    if os.name == "nt":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it lets all through in the thread that begins it: the one that begins workers
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, STOPS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _environment() -> Iterator[None]:
    """The variables that workers inherit: in the parent, because Dask's own settings for them come too late."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def outcomes(client: Client, todo: Iterator[Chunk], work: Work) -> Done:
    """Each chunk with its part, by the workers of ``client``; raises what tells of a cluster that is gone as it is."""
    pending: dict[Future[Part], Chunk] = {}
    suspects: list[Chunk] = []

    def feed() -> None:
        """Fill the window, unless a suspect waits to be alone."""
        window = 0 if suspects else WINDOW * _threads(client)
        while len(pending) < window:
            chunk = next(todo, None)
            if chunk is None:
                return
            pending[client.submit(_work_on, chunk.records, work, pure=False)] = chunk

    # One for each, since a worker takes seconds to load its models; if none can, no story is to blame.
    starting = [client.submit(_work_on, (), work, pure=False) for _ in range(_threads(client))]
    try:
        begun = _result(_first(client, starting))
    except TimeoutError:  # Dask gives up a worker that dies again before it has connected; a cluster may have none
        begun = None
    if begun is None:
        raise ArchiveError(DOOMED)
    feed()
    while pending:
        future = _first(client, list(pending))
        chunk = pending.pop(future)
        part = _result(future)
        if part is None:
            suspects.append(chunk)
        else:
            yield chunk, part
        if not pending:
            for suspect in suspects:
                yield suspect, _alone(client, suspect, work)
            suspects.clear()
        feed()


@contextmanager
def _cluster_needed() -> Iterator[None]:
    """Raise ArchiveError for all that tells of a cluster that is gone."""
    from concurrent.futures import CancelledError

    from distributed.comm.core import CommClosedError

    try:
        yield
    except (CancelledError, CommClosedError, OSError, TimeoutError):
        raise ArchiveError(LOST) from None


def _first(client: Client, futures: list[Future[Part]]) -> Future[Part]:
    """The first future that ends, however it ends.  Raises TimeoutError if nobody is left to work on them."""
    from distributed import wait

    while True:
        try:
            ended = wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            client.wait_for_workers(1, timeout=PATIENCE)
        else:
            return next(future for future in futures if future in ended)


def _alone(client: Client, chunk: Chunk, work: Work) -> Part:
    """The part of a chunk whose workers died, one record at a time."""
    return joined([_part(client, (record,), work) or _killer(record, work) for record in chunk.records])


def _part(client: Client, records: tuple[Record, ...], work: Work) -> Part | None:
    """The part of records that no other work runs beside; None if they kill their workers."""
    return _result(_first(client, [client.submit(_work_on, records, work, pure=False)]))


def _killer(record: Record, work: Work) -> Part:
    reason = f"its worker died each time: out of memory, a crash, or more than {work.limit:g} s"
    return joined([Part({}, 0, 0, 0, (Rejected(record.place, record.id, reason),))])


def _result(future: Future[Part]) -> Part | None:
    """The part; None if the workers it was given to died.  Anything but ``finished`` is not done.

    Raises ArchiveError if a worker cannot do the work at all, and what it raises on purpose.
    """
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        part = future.result()
    except KilledWorker:
        return None
    except (FramingError, CancelledError, OSError):
        raise
    except Exception as error:
        raise ArchiveError(f"a worker cannot do the work: {type(error).__name__}") from None
    finally:
        future.release()
    if not isinstance(part, Part):
        raise ArchiveError(LOST)
    return part


def _work_on(records: tuple[Record, ...], work: Work) -> Part:
    """What a worker does.  Raises ArchiveError if it runs another version: its parts would not fit the others."""
    from framing.archive.version import code_version

    if code_version() != work.version:
        raise ArchiveError(f"a worker runs another version of Framing: {code_version()}, not {work.version}")
    _warm()
    return work_on(records, work, guarded=True)


@cache
def _warm() -> None:
    """Load the models once, before any story's time is counted."""
    analyze_record(Record("", "", "text", "The council met, Ann Roe said."), Config())


def _threads(client: Client) -> int:
    threads: int = sum(client.nthreads().values())
    return max(1, threads)
