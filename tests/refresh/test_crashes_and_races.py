"""Processes that die, race, or find the disk full: the old data answers, or the new, never a mixture."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cites_check.dataset.inspection import digest
from cites_check.dataset.opened import Dataset
from cites_check.dataset.publish import publish
from cites_check.dataset.store import Store
from cites_check.main import main
from tests.refresh.server import Mirror

Make = Callable[..., Path]
REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("CITES_CHECK_KILLS", "25"))
"""Kills in a test run; 200 are what a release has to stand."""

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


@pytest.fixture
def two_rooms(mirror: Mirror, make_index: Make) -> set[str]:
    """Two versions under /a and /b of the mirror; the digests of both."""
    found = set()
    for room, version in (("a", "2026.06.01"), ("b", "2026.07.01")):
        index = make_index(version)
        dataset = Dataset.open_index(index, "directory")
        publish(dataset, mirror.folder / room)
        dataset.close()
        found.add(digest(index))
    return found


def _run(
    *arguments: str, wait: float = 120, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=wait,
        check=False,
        preexec_fn=before,
    )


@posix
def test_kills_at_random_moments(mirror: Mirror, two_rooms: set[str]) -> None:
    done = _run("-m", "tests.refresh.killer", mirror.url, str(KILLS), "20", *sorted(two_rooms), wait=1200)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[0]) >= KILLS
    print(done.stdout)


@posix
@pytest.mark.parametrize("call", range(1, 9))
@pytest.mark.parametrize("target", ["pathlib.Path.replace", "os.fsync", "cites_check.dataset.store._remove"])
def test_a_kill_before_each_step(mirror: Mirror, two_rooms: set[str], target: str, call: int) -> None:
    """The process dies right before the n-th call of a step that changes the store."""
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0
    program = (
        "import os, signal, importlib\n"
        "import cites_check.dataset.store\n"
        f"module, _, name = {target!r}.rpartition('.')\n"
        "owner = __import__('pathlib').Path if module == 'pathlib.Path' else importlib.import_module(module)\n"
        "real, left = getattr(owner, name), [CALL]\n"
        "def dying(*a, **k):\n"
        "    left[0] -= 1\n"
        "    if not left[0]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(*a, **k)\n"
        "setattr(owner, name, dying)\n"
        "from cites_check.main import main\n"
        f"raise SystemExit(main(['data', 'refresh', '--from', {mirror.url + '/b'!r}, '--no-progress']))\n"
    ).replace("CALL", str(call))
    done = _run("-c", program)
    assert done.returncode in (0, -9), done.stderr
    dataset = Dataset.open()
    assert dataset.info.version in ("2026.06.01", "2026.07.01")
    assert digest(dataset.location.index) in two_rooms
    dataset.close()
    assert main(["data", "refresh", "--from", f"{mirror.url}/b", "--no-progress"]) == 0
    assert Dataset.open().info.version == "2026.07.01"
    assert main(["data", "verify"]) == 0


READER = """
import sys, time
from cites_check.dataset.inspection import digest
from cites_check.dataset.opened import Dataset
from cites_check.names import Matcher
from cites_check.names.sqlite_store import SqliteNameStore
end = time.monotonic() + float(sys.argv[1])
seen, reads = set(), 0
while time.monotonic() < end or not reads:
    dataset = Dataset.open()
    version = dataset.info.version
    found = Matcher(SqliteNameStore(dataset.connection)).match("Panthera tigris")
    assert found.best is not None
    assert [one.appendix.value for one in dataset.listings(found.best.taxon_id)] == ["I"]
    assert dataset.connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == (version,)
    seen.add(version)
    dataset.close()
    reads += 1
print(reads, *sorted(seen))
"""
WRITER = """
import sys, time
from cites_check.main import main
url, rounds = sys.argv[1], int(sys.argv[2])
for turn in range(rounds):
    room = "ab"[(turn + int(sys.argv[3])) % 2]
    options = ["--force", "--allow-downgrade", "--no-progress", "--lock-timeout", "120"]
    code = main(["data", "refresh", "--from", f"{url}/{room}", *options])
    assert code == 0, code
"""


def test_ten_refresh_and_twenty_read_at_once(mirror: Mirror, two_rooms: set[str]) -> None:
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0

    def start(program: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
        )

    writers = [start(WRITER, mirror.url, "2", str(number)) for number in range(10)]
    readers = [start(READER, "12") for _ in range(20)]
    failed = []
    for process in [*writers, *readers]:
        out, error = process.communicate(timeout=240)
        if process.returncode:
            failed.append((out[-300:], error[-1500:]))
    assert not failed, failed[0]
    assert digest(Dataset.open().location.index) in two_rooms
    assert main(["data", "verify"]) == 0


def test_check_runs_while_a_refresh_does(mirror: Mirror, two_rooms: set[str], tmp_path: Path) -> None:
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, mirror.url, "6", "1"], cwd=REPOSITORY, stdout=subprocess.DEVNULL
    )
    while writer.poll() is None:
        done = _run("-m", "cites_check", "lookup", "Panthera tigris", "--format", "jsonl")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["appendix"] == "I"
    assert writer.returncode == 0


def test_a_taken_lock_is_waited_for_and_then_an_error(
    mirror: Mirror, two_rooms: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Store().locked(1):
        began = time.monotonic()
        done = _run("-m", "cites_check", "data", "refresh", "--from", f"{mirror.url}/a", "--lock-timeout", "0.3")
        assert done.returncode == 5
        assert "another process" in done.stderr
        assert time.monotonic() - began < 30


@posix
def test_a_file_too_large_for_the_disk(mirror: Mirror, two_rooms: set[str]) -> None:
    """A limit on the size of files stands in for a full disk where nothing can be mounted."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = _run("-m", "cites_check", "data", "refresh", "--from", f"{mirror.url}/a", before=limit)
    assert done.returncode == 5
    assert "File too large" in done.stderr
    assert "still in use" in done.stderr
    assert "Traceback" not in done.stderr
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=80m", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@posix
@pytest.mark.parametrize("free", [0, 1, 3, 6, 9])
def test_a_full_disk(
    small_disk: Path, mirror: Mirror, two_rooms: set[str], monkeypatch: pytest.MonkeyPatch, free: int,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("CITES_CHECK_STORE", str(small_disk / "store"))
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0
    ballast = small_disk / "ballast"
    room = shutil.disk_usage(small_disk).free - free * 1_000_000
    ballast.write_bytes(b"x" * max(0, room))
    capsys.readouterr()
    assert main(["data", "refresh", "--from", f"{mirror.url}/b", "--no-progress"]) == 5
    error = capsys.readouterr().err
    assert "No space left on device" in error
    assert "version 2026.06.01" in error
    assert Dataset.open().info.version == "2026.06.01"
    assert main(["data", "verify"]) == 0
    ballast.unlink()
    assert main(["data", "refresh", "--from", f"{mirror.url}/b", "--no-progress"]) == 0
    assert Dataset.open().info.version == "2026.07.01"


@posix
def test_a_read_only_store(
    small_disk: Path, mirror: Mirror, two_rooms: set[str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("CITES_CHECK_STORE", str(small_disk / "store"))
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for command in (["refresh", "--from", f"{mirror.url}/b"], ["rollback"]):
        assert main(["data", *command]) == 5
        assert "--store" in capsys.readouterr().err
    assert Dataset.open().info.version == "2026.06.01"
    assert main(["data", "verify"]) == 0
    # Asking only needs nothing to be written.
    assert main(["data", "check", "--from", f"{mirror.url}/b"]) == 10


def test_a_store_that_cannot_be_made(
    mirror: Mirror,
    two_rooms: set[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CITES_CHECK_STORE", str(tmp_path / "file"))
    assert main(["data", "refresh", "--from", f"{mirror.url}/a"]) == 5
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["\n", "../../etc\n", "2026.01.01-000000000000\n", "\xff", "."])
def test_a_damaged_pointer_is_an_error_never_another_dataset(
    mirror: Mirror, two_rooms: set[str], store_root: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert main(["data", "refresh", "--from", f"{mirror.url}/a", "--no-progress"]) == 0
    (store_root / "v1" / "current").write_bytes(text.encode("latin-1"))
    assert main(["lookup", "Panthera tigris"]) == 4
    assert "Traceback" not in capsys.readouterr().err
    assert main(["data", "refresh", "--from", f"{mirror.url}/b", "--no-progress"]) == 0
    assert Dataset.open().info.version == "2026.07.01"
