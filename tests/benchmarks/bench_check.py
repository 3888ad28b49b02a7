"""The benchmark of `check`: lines a second by stage and by number of processes, and memory.

    python -m tests.benchmarks.bench_check [--lines 20000] [--jobs 1,2] [--memory 10000,100000]

Prints the tables of docs/batch.md. Lines are those of the CITES Trade Database for 2014 under `../shared` (elsewhere
with CITES_CHECK_SHARED), and those of the example declaration, each time under other permits; both repeated as often as
needed.
Stages count the time of the processor, whole runs that of the clock.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from cites_check import __version__
from cites_check.batch.setup import REFERENCE_DOCUMENTS, Setup
from cites_check.cli.settings import open_lookups
from cites_check.declarations import ReadOptions, codebook_from, read
from cites_check.model.results import RunInfo, RunSummary
from cites_check.reports import ReportOptions, open_report

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITES_CHECK_SHARED") or ROOT.parent / "shared")
TRADE = SHARED / "data" / "declarations" / "cites_trade_2014.csv.xz"
EXAMPLE = ROOT / "cites_check" / "example" / "declaration.csv"
TODAY = date(2026, 11, 22)


def trade_file(folder: Path, lines: int) -> Path:
    """Lines without documents, of many names, countries and terms."""
    path = folder / f"trade-{lines}.csv"
    with lzma.open(TRADE, "rt", encoding="utf-8") as source, path.open("w", encoding="utf-8") as target:
        head, *rows = source
        target.writelines([head, *islice(cycle(rows), lines)])
    return path


def declaration_file(folder: Path, lines: int) -> Path:
    """Complete import declarations: the lines of the example, each under permits of its own."""
    path = folder / f"declaration-{lines}.csv"
    with (
        EXAMPLE.open(encoding="utf-8-sig", newline="") as source,
        path.open("w", encoding="utf-8", newline="") as target,
    ):
        head, *rows = csv.reader(source)
        table = csv.writer(target)
        table.writerow(head)
        numbers = [place for place, name in enumerate(head) if name.endswith("_no")]
        for count, row in enumerate(islice(cycle(rows), lines)):
            values = list(row)
            for place in numbers:
                values[place] = values[place] and f"{values[place]}{count // len(rows):05}"
            values[head.index("consignment_id")] += str(count // len(rows))
            table.writerow(values)
    return path


def stages(path: Path) -> Iterator[tuple[str, float]]:
    """Seconds of each stage, one after the other over all lines."""
    lookups = open_lookups(None, batch=True)
    dataset = lookups.dataset
    setup = Setup(index=dataset.location.index, origin=dataset.location.origin, lang="en", on=TODAY)
    checker = setup.checker(lookups)
    codes = codebook_from({name: dataset.document(name) for name in REFERENCE_DOCUMENTS})
    start = time.process_time()

    def lap() -> float:
        nonlocal start
        before, start = start, time.process_time()
        return start - before

    lines = list(read(path, options=ReadOptions(default_import_date=TODAY), codes=codes))
    yield "reading the file", lap()
    readings = [checker.read(line) for line in lines]
    yield "names, listings, readings", lap()
    across = [checker.enter(line, reading.entry) for line, reading in zip(lines, readings, strict=True)]
    yield "ledger", lap()
    results = [checker.settle(checker.judge(*pair)) for pair in zip(readings, across, strict=True)]
    yield "rules and messages", lap()
    info = RunInfo(tool_version=__version__, dataset=dataset.info, files=(str(path),))
    with Path(os.devnull).open("w") as nowhere, open_report("jsonl", nowhere, info, ReportOptions()) as report:
        for result in results:
            report.line(result)
        report.end(RunSummary())
    yield "report (jsonl)", lap()


def whole(path: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor, and MB of the largest process of one run."""
    command = [sys.executable, "-m", "cites_check", "check", str(path), "-q", "-f", "jsonl", "--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=20_000)
    options.add_argument("--jobs", default="1,2")
    options.add_argument("--memory", default="10000,100000")
    wanted = options.parse_args()
    makers = {"complete declarations": declaration_file, **({"trade lines": trade_file} if TRADE.exists() else {})}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in makers.items():
            print(f"\n{name}\n\n| lines | jobs | seconds | of the processor | largest process |\n|---|---|---|---|---|")
            # Before the stages: a process that is started counts the memory of the one that starts it as its own.
            for lines in map(int, wanted.memory.split(",")):
                path = make(Path(folder), lines)
                for jobs in map(int, wanted.jobs.split(",")):
                    clock, processor, memory = whole(path, jobs)
                    print(f"| {lines:,} | {jobs} | {clock:.1f} | {processor:.1f} | {memory:.0f} MB |", flush=True)
        for name, make in makers.items():
            path = make(Path(folder), wanted.lines)
            print(f"\n{name}, {wanted.lines:,} lines\n\n| stage | µs a line | lines a second |\n|---|---|---|")
            total = 0.0
            for stage, seconds in stages(path):
                total += seconds
                print(f"| {stage} | {seconds / wanted.lines * 1e6:.0f} | {wanted.lines / max(seconds, 1e-9):,.0f} |")
            print(f"| all | {total / wanted.lines * 1e6:.0f} | {wanted.lines / total:,.0f} |")


if __name__ == "__main__":
    main()
