"""How long a refresh of the whole bundle takes, with checks running all the while.

`python -m tests.refresh.bench_refresh [ROUNDS]` publishes the bundled dataset twice under newer versions, serves it by
`python -m http.server` on loopback, and refreshes from one to the other and back.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from cites_check.dataset.locate import bundled
from cites_check.dataset.opened import Dataset
from cites_check.dataset.publish import publish

PROGRAM = [sys.executable, "-m", "cites_check"]
CHECK = [*PROGRAM, "check", "--example", "--format", "jsonl", "--fail-on", "never", "--jobs", "1"]


def _publish(folder: Path, version: str) -> int:
    """The bundled dataset under another version; the bytes of the index."""
    index = folder / f"{version}.sqlite"
    shutil.copyfile(bundled().index, index)
    connection = sqlite3.connect(index)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'version'", (version,))
    connection.commit()
    connection.close()
    dataset = Dataset.open_index(index, "directory")
    manifest = publish(dataset, folder / version)
    dataset.close()
    return manifest.index.size


def _served(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    return server, f"http://127.0.0.1:{port}"


def run(rounds: int) -> int:
    """Measure; exit code 1 where a check or a refresh failed."""
    versions = ("2027.01.01", "2027.02.01")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        os.environ["CITES_CHECK_STORE"] = str(folder / "store")
        size = max(_publish(folder, version) for version in versions)
        server, url = _served(folder)
        over = threading.Event()
        checks: list[tuple[int, float]] = []
        seen: set[str] = set()

        def check() -> None:
            while not over.is_set():
                began = time.monotonic()
                done = subprocess.run(CHECK, capture_output=True, text=True, check=False)
                lines = [json.loads(line) for line in done.stdout.splitlines()]
                checks.append((0 if done.returncode == 0 and lines else 1, time.monotonic() - began))
                seen.update(version for version in ("2026.", *versions) if f"CITES data {version}" in done.stderr)

        reader = threading.Thread(target=check)
        times: list[float] = []
        work: list[float] = []
        failed = 0
        try:
            reader.start()
            for turn in range(rounds):
                options = ["--from", f"{url}/{versions[turn % 2]}", "--force", "--allow-downgrade", "--no-progress"]
                began = time.monotonic()
                process = subprocess.Popen([*PROGRAM, "data", "refresh", *options], stdout=subprocess.DEVNULL)
                _, status, usage = os.wait4(process.pid, 0)
                times.append(time.monotonic() - began)
                work.append(usage.ru_utime + usage.ru_stime)
                failed += status != 0
        finally:
            over.set()
            reader.join()
            server.terminate()
            server.wait()
    broken = sum(code for code, _ in checks)
    print(f"index          {size / 1e6:.1f} MB")
    print(f"refresh        median {statistics.median(times):.2f} s, longest {max(times):.2f} s ({rounds} runs)")
    print(f"processor      median {statistics.median(work):.2f} s a refresh")
    print(f"failed         {failed} refreshes")
    print(f"checks         {len(checks)} meanwhile, {broken} failed, under {len(seen)} versions")
    return 1 if failed or broken else 0


if __name__ == "__main__":
    raise SystemExit(run(int(sys.argv[1]) if len(sys.argv) > 1 else 6))
