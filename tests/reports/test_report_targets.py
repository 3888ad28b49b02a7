"""A report file appears whole or not at all; a stream is left open; memory does not grow."""

from __future__ import annotations

import io
import os
import stat
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import FORMATS, ReportError, ReportOptions, open_report

LINEWISE = ("text", "jsonl", "json", "csv", "markdown", "sarif", "junit", "github")


@pytest.mark.parametrize("format", FORMATS)
def test_an_error_leaves_the_old_file_and_nothing_beside_it(
    format: str, results: list[LineResult], info: RunInfo, tmp_path: Path
) -> None:
    target = tmp_path / "report.out"
    target.write_text("old")
    with pytest.raises(RuntimeError), open_report(format, target, info, ReportOptions()) as report:
        report.line(results[1])
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_that_was_never_ended_is_not_put_in_place(
    format: str, results: list[LineResult], info: RunInfo, tmp_path: Path
) -> None:
    with open_report(format, tmp_path / "new.out", info, ReportOptions()) as report:
        report.line(results[1])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_finished_report_replaces_the_file(
    format: str, results: list[LineResult], info: RunInfo, summary: RunSummary, tmp_path: Path
) -> None:
    target = tmp_path / "report.out"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.out"
    link.symlink_to(target)
    with open_report(format, link, info, ReportOptions()) as report:
        for result in results:
            report.line(result)
        assert target.read_text() == "old"
        report.end(summary)
    assert target.read_bytes() not in (b"", b"old")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.out", "report.out"]


def test_a_new_file_has_the_permissions_of_any_new_file(info: RunInfo, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    with open_report("text", tmp_path / "report", info, ReportOptions()) as report:
        report.end(RunSummary())
    assert (tmp_path / "report").stat().st_mode == plain.stat().st_mode


def test_targets_that_cannot_be_written(info: RunInfo, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="is a directory"):
        open_report("text", tmp_path, info, ReportOptions())
    with pytest.raises(FileNotFoundError):
        open_report("text", tmp_path / "no" / "such" / "folder", info, ReportOptions())


def test_a_report_never_replaces_the_declaration(info: RunInfo, tmp_path: Path) -> None:
    declaration = tmp_path / "goods.csv"
    declaration.write_text("taxon")
    link = tmp_path / "link.csv"
    link.symlink_to(declaration)
    run = replace(info, files=(str(declaration), "-"))
    for target in (declaration, link, tmp_path / "." / "goods.csv"):
        with pytest.raises(ReportError, match="the declaration itself"):
            open_report("csv", target, run, ReportOptions())
    assert declaration.read_text() == "taxon"


def test_two_reports_do_not_share_a_file(info: RunInfo, tmp_path: Path) -> None:
    target = tmp_path / "report"
    with open_report("json", target, info, ReportOptions()) as first:
        with pytest.raises(ReportError, match="a file of its own"):
            open_report("csv", tmp_path / "." / "report", info, ReportOptions())
        first.end(RunSummary())
    assert target.read_text().startswith("{")
    with open_report("csv", target, info, ReportOptions()) as later:
        later.end(RunSummary())
    assert "line_id" in target.read_text()


def test_a_dash_is_no_file(info: RunInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReportError, match="standard output"):
        open_report("text", Path("-"), info, ReportOptions())
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_directly(info: RunInfo, results: list[LineResult]) -> None:
    with open_report("jsonl", Path(os.devnull), info, ReportOptions()) as report:
        report.line(results[0])
        report.end(RunSummary())
    assert not Path(os.devnull).is_file()


def test_text_of_a_terminal_that_cannot_show_korean_is_escaped(info: RunInfo, results: list[LineResult]) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    for format in ("text", "table"):
        with open_report(format, stream, info, ReportOptions()) as report:
            report.line(results[2])
            report.end(RunSummary())
    assert raw.getvalue().isascii()
    assert b"\\uc57c" in raw.getvalue()
    assert not stream.closed


def test_machine_formats_are_utf_8_whatever_the_stream_says(info: RunInfo, results: list[LineResult]) -> None:
    raw = io.BytesIO()
    with open_report("jsonl", io.TextIOWrapper(raw, encoding="cp949"), info, ReportOptions()) as report:
        report.line(results[2])
        report.end(RunSummary())
        assert "야생" in raw.getvalue().decode("utf-8")


@pytest.mark.parametrize("format", LINEWISE)
def test_memory_does_not_grow_with_the_lines(format: str, results: list[LineResult], info: RunInfo) -> None:
    peaks = []
    for count in (3_000, 12_000):
        summary = RunSummary()
        tracemalloc.start()
        with open_report(format, Path(os.devnull), info, ReportOptions()) as report:
            for number in range(count):
                report.line(results[number % len(results)])
            report.end(summary)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # A spool may hold some megabytes before it goes to disk.
    assert peaks[1] < max(peaks[0] * 1.5, 40e6), peaks
