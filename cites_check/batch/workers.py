"""Worker processes, as seen from the process that reads the input and writes the reports."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from cites_check.batch.messages import Answers, Done, Entries, Lines, pack, unpack
from cites_check.batch.setup import Setup
from cites_check.batch.worker import work
from cites_check.engine import Checker, Entry
from cites_check.errors import CitesCheckError
from cites_check.model.lines import LineItem, RowError
from cites_check.model.results import LineResult
from cites_check.verdicts import Judged

CHUNK = 200
"""Lines that are sent together: few enough to keep every worker busy, enough for a message to cost little."""
_CHUNKS_A_WORKER = 3
"""Chunks that are under way for each worker, so that none waits for work and memory stays bounded."""
_GRACE_SECONDS = 5.0


class WorkerLostError(CitesCheckError):
    """A worker process ended before its work was done."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    chunks: int = 0


@dataclass(slots=True)
class _Chunk:
    """Lines under way. `entries` are what the ledger is to be told of them, None until the worker has said so."""

    number: int
    lines: Sequence[LineItem | RowError]
    worker: _Worker
    entries: dict[int, Entry] | None = None
    entered: bool = False
    judged: Sequence[Judged] | None = None


class Workers:
    """Processes that check lines. To be used in a `with` statement, which ends them whatever happens."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        # A new interpreter for each: nothing is shared, neither the connection to the dataset nor what was buffered.
        context = get_context("spawn")
        self._workers: list[_Worker] = []
        masked = _interrupts(signal.SIG_BLOCK) if hasattr(signal, "pthread_sigmask") else None
        try:
            for _ in range(jobs):
                ours, theirs = context.Pipe()
                process = context.Process(target=work, args=(setup, theirs), daemon=True)
                process.start()
                theirs.close()
                self._workers.append(_Worker(process, ours))
        finally:
            if masked is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, masked)

    def __enter__(self) -> Self:
        """The workers, started."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them: at once where something went wrong."""
        for worker in self._workers:
            worker.connection.close()
            if kind is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_GRACE_SECONDS)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()

    def check_all(self, checker: Checker, lines: Iterable[LineItem | RowError]) -> Iterator[LineResult]:
        """The results of the lines, in their order, the same as `checker.check_all` gives.

        `checker` keeps the ledger and settles the results here; the workers do the rest. Raises WorkerLostError where
        one of them ends, and whatever error one of them met.
        """
        source = iter(lines)
        under_way: deque[_Chunk] = deque()
        most = _CHUNKS_A_WORKER * len(self._workers)
        number = 0
        while True:
            while len(under_way) < most and (taken := list(islice(source, CHUNK))):
                worker = min(self._workers, key=lambda one: one.chunks)
                under_way.append(_Chunk(number, taken, worker))
                worker.chunks += 1
                self._send(worker, Lines(number, taken))
                number += 1
            if not under_way:
                return
            self._receive({chunk.number: chunk for chunk in under_way})
            self._enter(checker, under_way)
            while under_way and (judged := under_way[0].judged) is not None:
                under_way.popleft()
                yield from map(checker.settle, judged)

    def _receive(self, chunks: dict[int, _Chunk]) -> None:
        """Take in what the workers have to say; waits until one of them does."""
        ready = wait([worker.connection for worker in self._workers])
        for worker in self._workers:
            if worker.connection not in ready:
                continue
            try:
                message = unpack(worker.connection.recv_bytes())
            except (EOFError, OSError):
                raise self._lost(worker) from None
            match message:
                case Entries():
                    chunks[message.number].entries = dict(message.entries)
                case Done():
                    chunk = chunks[message.number]
                    chunk.judged = message.judged
                    chunk.entered = True
                    worker.chunks -= 1
                case _:
                    raise message.error

    def _enter(self, checker: Checker, chunks: Iterable[_Chunk]) -> None:
        """Tell the ledger of the chunks whose turn it is. It has to see all lines in the order of the run."""
        for chunk in chunks:
            if chunk.entered:
                continue
            if chunk.entries is None:
                return
            answers = {
                place: across
                for place, entry in chunk.entries.items()
                if (across := checker.enter(chunk.lines[place], entry)) is not None
            }
            chunk.entered = True
            self._send(chunk.worker, Answers(chunk.number, answers))

    def _send(self, worker: _Worker, message: Lines | Answers) -> None:
        try:
            worker.connection.send_bytes(pack(message))
        except OSError:
            raise self._lost(worker) from None

    def _lost(self, worker: _Worker) -> WorkerLostError:
        worker.process.join(_GRACE_SECONDS)
        code = worker.process.exitcode
        how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
        return WorkerLostError(
            f"a worker process ended {how} before its lines were checked",
            "where memory ran out, use fewer jobs; --jobs 1 checks in one process",
        )


def usable_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _interrupts(how: int) -> set[int]:
    """Set how interrupts are taken, and tell how it was: what is blocked now stays so in the processes started then."""
    return {int(one) for one in signal.pthread_sigmask(how, {signal.SIGINT})}
