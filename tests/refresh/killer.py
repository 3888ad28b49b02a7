"""Kills refreshes at random moments and looks at what they leave.

To run: `python -m tests.refresh.killer URL COUNT SEED DIGEST...`. Each child is a fork that refreshes from URL/a or
URL/b in turn; each digest is that of an index that may answer.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time

import cites_check.cli.data_run
import cites_check.cli.data_view
import cites_check.dataset.inspection
import cites_check.dataset.transport  # noqa: F401 - loaded before the forks, so that kills hit the work
from cites_check.dataset.inspection import digest
from cites_check.dataset.opened import Dataset
from cites_check.dataset.store import Store
from cites_check.main import main
from cites_check.names import Matcher
from cites_check.names.sqlite_store import SqliteNameStore


def _refresh(url: str, room: str) -> int:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    base = ["data", "refresh", "--from", f"{url}/{room}", "--force", "--allow-downgrade", "--no-progress"]
    return main([*base, "--tries", "1", "--lock-timeout", "20"])


def _child(url: str, room: str) -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(_refresh(url, room))
    return pid


def _look(digests: set[str]) -> str:
    """The version that answers, having looked that it is one of the whole ones."""
    dataset = Dataset.open()
    found = Matcher(SqliteNameStore(dataset.connection)).match("Panthera tigris")
    assert found.best is not None, "a torn index answers"
    assert {listing.appendix.value for listing in dataset.listings(found.best.taxon_id)} == {"I"}
    assert dataset.location.origin == "bundled" or digest(dataset.location.index) in digests, "a mixture answers"
    dataset.close()
    return dataset.info.version if dataset.location.origin != "bundled" else "bundled"


def run(url: str, count: int, seed: int, digests: set[str]) -> None:
    """Kill `count` refreshes."""
    chance = random.Random(seed)
    began = time.monotonic()
    pid = _child(url, "a")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    whole = time.monotonic() - began
    killed, steps = 0, 0
    seen: dict[str, int] = {}
    while killed < count:
        steps += 1
        pid = _child(url, "ab"[steps % 2])
        time.sleep(chance.uniform(0, whole * 1.3))
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        killed += os.WIFSIGNALED(status)
        version = _look(digests)
        seen[version] = seen.get(version, 0) + 1
        if steps % 20 == 0:
            # The next run works, whatever the killed ones left.
            pid = _child(url, "ab"[steps // 20 % 2])
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, "the run after a kill failed"
            _look(digests)
    pid = _child(url, "b")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    _look(digests)
    left = [path.name for path in Store().staging.iterdir()]
    assert not left, f"left behind: {left}"
    assert len(list(Store().versions.iterdir())) <= 3
    print(f"{killed} kills in {steps} runs of {whole:.2f} s; answered afterwards: {seen}")


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), set(sys.argv[4:]))
