"""`check --jobs N`: the same bytes for every N, and a clean end whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cites_check.batch import workers
from cites_check.batch.setup import Setup
from cites_check.cli import check_run
from cites_check.main import main

DATE = ["--on-date", "2026-11-22", "--fail-on", "never"]
UNREADABLE_ROWS = 3
"""The exit code of a run over the entangled lines."""


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cites_check", "check", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    """A run that has written its first result."""
    process = _start(*arguments)
    assert process.stdout is not None
    if not process.stdout.readline():
        pytest.fail(process.communicate()[1].decode())
    return process


def _is_over(session: int) -> bool:
    """Whether no process of a session is left; waits a while for it."""
    until = time.monotonic() + 20
    while _lives(session):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def _lives(session: int) -> bool:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            return True
    return False


def _children(process: subprocess.Popen[bytes]) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")


ACROSS = {
    "one-permit-one-consignment",
    "permit-reused-lines-exceeds",
    "anno-split-evasion",
    "permit-line-not-on-permit",
}
"""Rules that hang on the lines before, or on the register."""
WAIVER = {
    "rule": "permit-serial-gap",
    "match": {"line_id": "24"},
    "reason": "seen",
    "who": "A",
    "expires": "2099-01-01",
}
REGISTER = (
    "permit_no,kind,country,scientific_name,term,quantity,unit\n"
    "26IN000003,export_permit,IN,Python bivittatus,SKI,9,no\n"
    "26IN000004,export_permit,IN,Dalbergia latifolia,FRN,8,kg\n"
)


@pytest.mark.parametrize("jobs", [2, 3])
def test_every_report_is_the_same_for_any_number_of_jobs(
    tmp_path: Path, entangled: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(workers, "CHUNK", 37)
    (tmp_path / "waivers.yaml").write_text(json.dumps([WAIVER | {"expires": "2099-01-01"}]), encoding="utf-8")
    (tmp_path / "permits.csv").write_text(REGISTER, encoding="utf-8")
    half = tmp_path / "before" / entangled.name
    half.parent.mkdir()
    half.write_bytes(b"".join(entangled.read_bytes().splitlines(keepends=True)[:350]))
    common = ["check", "--example", str(entangled), *DATE, "--permits", str(tmp_path / "permits.csv")]
    main(["check", str(half), *DATE, "-f", "jsonl", "-o", str(tmp_path / "known.jsonl")])
    written = {}
    for count in (1, jobs):
        (tmp_path / str(count)).mkdir()
        monkeypatch.chdir(tmp_path / str(count))
        waived = ["--waivers", "../waivers.yaml", "--sort", "risk", "-v", "-f", "json", "-o", "report.json"]
        further = ["--report", "table=report.txt", "--report", "csv=report.csv", "--report", "jsonl=report.jsonl"]
        assert main([*common, "--jobs", str(count), *waived, *further]) == UNREADABLE_ROWS
        known = ["--baseline", "../known.jsonl", "-f", "jsonl", "-o", "new.jsonl"]
        assert main([*common, "--jobs", str(count), *known]) == UNREADABLE_ROWS
        written[count] = {path.name: path.read_bytes() for path in Path().iterdir()}
    assert len(written[1]) == 5
    for name, content in written[1].items():
        assert content == written[jobs][name], name
    report = json.loads(written[1]["report.json"])
    assert report["summary"]["verdicts"]["INPUT_ERROR"] == 7
    assert report["summary"]["waived"] == 1
    assert {finding["rule"] for line in report["lines"] for finding in line["findings"]} >= ACROSS
    assert written[1]["new.jsonl"].count(b'"waiver": "baseline"') > 100


@pytest.mark.parametrize("jobs", [2, 3])
def test_trade_lines_are_judged_the_same_by_any_number_of_jobs(tmp_path: Path, trade_lines: Path, jobs: int) -> None:
    for count in (1, jobs):
        main(["check", str(trade_lines), *DATE, "--jobs", str(count), "-f", "jsonl", "-o", str(tmp_path / str(count))])
    alone = (tmp_path / "1").read_bytes()
    assert alone.count(b"\n") == 5000
    assert alone == (tmp_path / str(jobs)).read_bytes()


def test_without_jobs_long_inputs_go_to_the_workers(
    tmp_path: Path, entangled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class Counted(workers.Workers):
        def __init__(self, setup: Setup, jobs: int) -> None:
            started.append(jobs)
            super().__init__(setup, jobs)

    monkeypatch.setattr(check_run, "Workers", Counted)
    monkeypatch.setattr(check_run, "usable_cores", lambda: 2)
    arguments = ["check", str(entangled), *DATE, "-q", "-f", "jsonl", "-o"]
    assert main([*arguments, str(tmp_path / "alone")]) == UNREADABLE_ROWS
    assert started == []
    monkeypatch.setattr(check_run, "_ALONE_LINES", 300)
    assert main([*arguments, str(tmp_path / "helped")]) == UNREADABLE_ROWS
    assert started == [2]
    assert (tmp_path / "alone").read_bytes() == (tmp_path / "helped").read_bytes()


def test_standard_input_goes_to_the_workers_too(entangled: Path) -> None:
    outputs = []
    for jobs in ("1", "2"):
        process = _start("-", "--jobs", jobs, "-f", "jsonl", *DATE)
        output, error = process.communicate(entangled.read_bytes(), timeout=120)
        assert process.returncode == UNREADABLE_ROWS, error
        outputs.append(output)
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") == 700


def _many(entangled: Path, path: Path, times: int) -> Path:
    head, _, body = entangled.read_bytes().partition(b"\n")
    path.write_bytes(head + b"\n" + body * times)
    return path


@needs_proc
def test_an_interrupt_ends_all_processes(tmp_path: Path, entangled: Path) -> None:
    process = _started(str(_many(entangled, tmp_path / "many.csv", 60)), "--jobs", "2", "-f", "jsonl", *DATE)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in error
    assert _is_over(process.pid)


@needs_proc
def test_an_interrupt_while_the_workers_start_says_nothing_more(entangled: Path) -> None:
    process = _start(str(entangled), "--jobs", "3", "-f", "jsonl", *DATE)
    while not _children(process):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in error
    assert _is_over(process.pid)


@needs_proc
def test_a_killed_run_leaves_no_worker(tmp_path: Path, entangled: Path) -> None:
    process = _started(str(_many(entangled, tmp_path / "many.csv", 60)), "--jobs", "2", "-f", "jsonl", *DATE)
    process.kill()
    process.communicate(timeout=60)
    assert _is_over(process.pid)


@needs_proc
def test_a_lost_worker_is_an_internal_error(tmp_path: Path, entangled: Path) -> None:
    process = _started(str(_many(entangled, tmp_path / "many.csv", 60)), "--jobs", "2", "-f", "jsonl", *DATE)
    pids = [one for one in _children(process) if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    assert len(pids) == 2
    os.kill(pids[0], signal.SIGKILL)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 70
    assert b"a worker process ended by signal 9" in error
    assert b"--jobs 1" in error
    assert b"Traceback" not in error
    assert _is_over(process.pid)


def test_a_closed_pipe_exits_with_141(tmp_path: Path, entangled: Path) -> None:
    process = _started(str(_many(entangled, tmp_path / "many.csv", 20)), "--jobs", "2", "-f", "jsonl", *DATE)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, error = process.communicate(timeout=60)
    assert process.returncode == 141
    assert b"Traceback" not in error
    assert b"Exception ignored" not in error


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_wrong_number_of_jobs_is_a_usage_error(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    assert main(["check", "--example", "--jobs", jobs]) == 2
    assert "--jobs" in capsys.readouterr().err
