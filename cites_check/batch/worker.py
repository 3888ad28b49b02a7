"""One worker process: it reads lines, waits for what the ledger says of them, and judges them."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Mapping
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from cites_check.batch.messages import Answers, Done, Entries, Failed, Lines, pack, unpack
from cites_check.batch.setup import Setup
from cites_check.engine import Checker, ReadLine
from cites_check.model.across import Across

Inbox = SimpleQueue[Lines | Answers | None]


def work(setup: Setup, connection: Connection) -> None:
    """Answer messages until the other side closes the connection. The body of the process."""
    # An interrupt reaches the whole group of processes; the one that writes the reports decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: Inbox = SimpleQueue()
    # Messages are taken in while lines are being checked: otherwise two processes could wait for each other to read.
    Thread(target=_listen, args=(connection, inbox), daemon=True).start()
    try:
        _answer(setup.checker(setup.lookups()), connection, inbox)
    except OSError as error:
        if not isinstance(error, BrokenPipeError | ConnectionResetError):
            _report(error, connection)
    except Exception as error:
        _report(error, connection)


def _listen(connection: Connection, inbox: Inbox) -> None:
    try:
        while True:
            inbox.put(unpack(connection.recv_bytes()))
    except (EOFError, OSError):
        inbox.put(None)


def _answer(checker: Checker, connection: Connection, inbox: Inbox) -> None:
    waiting: dict[int, list[ReadLine]] = {}
    while (message := inbox.get()) is not None:
        number = message.number
        if isinstance(message, Answers):
            connection.send_bytes(pack(_judged(checker, number, waiting.pop(number), message.across)))
            continue
        read = [checker.read(line) for line in message.lines]
        entries = {place: line.entry for place, line in enumerate(read) if line.entry is not None}
        if entries:
            waiting[number] = read
            connection.send_bytes(pack(Entries(number, entries)))
        else:
            connection.send_bytes(pack(_judged(checker, number, read, {})))


def _judged(checker: Checker, number: int, read: list[ReadLine], across: Mapping[int, Across]) -> Done:
    return Done(number, [checker.judge(line, across.get(place)) for place, line in enumerate(read)])


def _report(error: Exception, connection: Connection) -> None:
    """Send an error to where it can be told, with the place where it happened."""
    error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
    try:
        message = pack(Failed(error))
        unpack(message)
    except Exception:
        # Not every error can be rebuilt elsewhere.
        message = pack(Failed(RuntimeError(f"{type(error).__name__}: {error}")))
    try:
        connection.send_bytes(message)
    except OSError:
        return
