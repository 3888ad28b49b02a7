"""`xlsx`: opens in a spreadsheet, holds no formula, and gives the user's own sheet back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import ReportError, ReportOptions, open_report, source_sheet, xlsx
from cites_check.reports.sheets import row_height


def write(target: Path, results: list[LineResult], info: RunInfo, options: ReportOptions) -> Workbook:
    summary = RunSummary(files=1)
    with open_report("xlsx", target, info, options) as report:
        for result in results:
            summary.add(result)
            report.line(result)
        report.end(summary)
    return load_workbook(target)


def formulas(workbook: Workbook) -> list[str]:
    return [cell.coordinate for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.fixture
def declaration(tmp_path: Path) -> Path:
    """A broker's workbook: a title above the headings, formulas, text that looks like one, a second sheet."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "수입신고"
    sheet["A1"] = "2026년 5월"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:C1")
    sheet.append(["번호", "학명", "수입일", "금액"])
    for number, name in enumerate(("Python reticulatus", "Astrochelys radiata"), start=1):
        sheet.append([f"A-{number}", name, datetime(2026, 5, 12), f"=A{number}*2"])
    sheet["A5"] = "=cmd|' /C calc'!A0"
    sheet["A5"].data_type = "s"
    sheet.column_dimensions["B"].width = 33
    workbook.create_sheet("secret")["A1"] = "not for others"
    path = tmp_path / "goods.xlsx"
    workbook.save(path)
    return path


def test_a_fresh_workbook_has_lines_findings_and_summary(
    results: list[LineResult], info: RunInfo, tmp_path: Path
) -> None:
    workbook = write(tmp_path / "out.xlsx", results, info, ReportOptions())
    assert workbook.sheetnames == ["Line items", "Findings", "Summary"]
    assert formulas(workbook) == []
    lines = workbook["Line items"]
    assert lines.max_row == len(results) + 1
    heads = [cell.value for cell in lines[1]]
    python = dict(zip(heads, [cell.value for cell in lines[3]], strict=True))
    assert python["Verdict"] == "PERMIT_MISSING"
    assert python["Resolved to"] == "Malayopython reticulatus"
    assert "violation: An Appendix II specimen" in str(python["Findings"])
    assert [lines.cell(row, 1).font.b for row in (1, 2)] == [True, False]
    assert lines.cell(3, 11).fill.start_color.rgb == "00C0262D"
    assert lines.cell(5, 3).value == "=1+1"
    assert lines.cell(5, 3).data_type == "s"
    assert lines.cell(5, 3).quotePrefix
    assert workbook["Findings"].max_row == sum(len(result.findings) for result in results) + 1
    facts = {row[0]: row[1] for row in workbook["Summary"].iter_rows(values_only=True) if row[0]}
    assert facts["SHA-256"] == "9f2b" * 16
    assert facts["PROHIBITED"] == 1


def test_the_own_sheet_comes_back_with_results(
    results: list[LineResult], info: RunInfo, declaration: Path, tmp_path: Path
) -> None:
    rows = [replace(results[1], file=str(declaration)), replace(results[2], file=str(declaration))]
    workbook = write(tmp_path / "out.xlsx", rows, info, ReportOptions(lang="ko", source_path=declaration))
    assert workbook.sheetnames == ["수입신고", "점검 결과", "요약"]
    assert formulas(workbook) == []
    sheet = workbook.worksheets[0]
    assert sheet["A1"].font.size == 16
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet.column_dimensions["B"].width == 33
    assert sheet["C3"].value == datetime(2026, 5, 12)
    assert sheet["D3"].value == "=A1*2"  # never calculated, so shown as the text that it is
    assert sheet["A5"].value == "=cmd|' /C calc'!A0"
    assert [cell.value for cell in sheet[2]][4:7] == ["판정", "확인된 분류군", "부속서"]
    assert sheet["E3"].value == "허가서 누락 PERMIT_MISSING"
    assert sheet["E4"].value == "수입 금지 PROHIBITED"
    assert sheet["E4"].fill.start_color.rgb == "007A0C0C"
    assert sheet.auto_filter.ref == "A2:L4"


def test_lines_of_other_files_get_a_sheet_of_their_own(
    results: list[LineResult], info: RunInfo, declaration: Path, tmp_path: Path
) -> None:
    rows = [replace(results[1], file=str(declaration)), results[2]]
    workbook = write(tmp_path / "out.xlsx", rows, info, ReportOptions(source_path=declaration))
    assert sorted(workbook.sheetnames) == ["Findings", "Line items", "Summary", "수입신고"]
    assert workbook["Line items"].max_row == 2


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_source_that_cannot_be_copied_gives_a_fresh_sheet(
    content: bytes, results: list[LineResult], info: RunInfo, tmp_path: Path
) -> None:
    source = tmp_path / "goods.xlsx"
    source.write_bytes(content)
    workbook = write(tmp_path / "out.xlsx", results, info, ReportOptions(source_path=source))
    assert workbook.sheetnames[0] == "Line items"


def test_a_zip_bomb_is_not_unpacked(
    declaration: Path, results: list[LineResult], info: RunInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_sheet, "_MOST_BYTES", 1_000_000)
    with zipfile.ZipFile(declaration, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb", b"\0" * 2_000_000)
    workbook = write(tmp_path / "out.xlsx", results, info, ReportOptions(source_path=declaration))
    assert workbook.sheetnames[0] == "Line items"


def test_rows_beyond_the_format_are_counted(
    results: list[LineResult], info: RunInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 20)
    workbook = write(tmp_path / "out.xlsx", [results[0]] * 25, info, ReportOptions())
    assert workbook["Line items"].max_row == 20


def test_a_workbook_is_not_written_to_a_text_stream(info: RunInfo) -> None:
    with pytest.raises(ReportError, match="--output"):
        open_report("xlsx", io.StringIO(), info, ReportOptions())


def test_a_workbook_is_written_to_a_pipe(results: list[LineResult], info: RunInfo) -> None:
    stream = io.BytesIO()
    with open_report("xlsx", stream, info, ReportOptions()) as report:
        report.line(results[1])
        report.end(RunSummary())
    assert load_workbook(stream).sheetnames[0] == "Line items"


def test_row_heights_count_wide_letters_twice() -> None:
    assert row_height(("short",), (20,)) is None
    assert row_height(("한" * 20,), (22,)) == 30
    assert row_height(("a\nb\nc", 1.5), (22, 5)) == 45
