"""Cells of a workbook that hold what they show: never a formula, never a character that a spreadsheet refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime, time, timedelta
from functools import partial
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cites_check.model.codes import Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult
from cites_check.reports.labels import Labels
from cites_check.reports.sanitise import sanitise

MOST_ROWS = 1_048_576
"""Rows of a sheet in the Office Open XML formats."""

_LONGEST_CELL = 32_000
_LINE_POINTS = 15.0
_HIGHEST_ROW = 405.0
_FORMULA_STARTS = ("=", "+", "-", "@")
_FILLS = {
    Verdict.PROHIBITED: "7A0C0C",
    Verdict.PERMIT_MISSING: "C0262D",
    Verdict.PERMIT_INVALID: "C2410C",
    Verdict.REVIEW: "8A6100",
    Verdict.UNRESOLVED: "6D28A8",
    Verdict.INPUT_ERROR: "5B6470",
    Verdict.NOT_LISTED: "2B5C8A",
    Verdict.OK: "22713A",
}
VERDICT_FILLS = {verdict: PatternFill("solid", start_color=colour) for verdict, colour in _FILLS.items()}
VERDICT_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
HEADING_FONT = Font(name="Calibri", size=11, bold=True)
HEADING_FILL = PatternFill("solid", start_color="E4E8EC")
TOP = Alignment(vertical="top", wrap_text=True)


def cell_value(value: object) -> str | float | int | bool | date | datetime | time | timedelta | None:
    """A value as a cell may hold it: text line by line sanitised, numbers and dates as they are."""
    if value is None or isinstance(value, bool | int | float | datetime | date | time | timedelta):
        return value
    text = str(value)[:_LONGEST_CELL]
    return "\n".join([sanitise(line) for line in text.split("\n")])[:_LONGEST_CELL]


def fill_cell(cell: Any, value: object) -> None:
    """Put a value into a cell; text stays text even where it looks like a formula or an error value."""
    clean = cell_value(value)
    cell.value = clean
    if isinstance(clean, str):
        cell.data_type = "s"
        if clean.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True


class CellMaker:
    """Makes the cells of one sheet that is written row by row.

    Styles are looked up once and shared: looking them up for each cell would take most of the time of a large report.
    """

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._plain = self._style(lambda cell: None)
        self._quoted = self._style(lambda cell: setattr(cell, "quotePrefix", True))
        self._verdicts = {verdict: self._style(partial(paint_verdict, verdict=verdict)) for verdict in Verdict}

    def _style(self, apply: Callable[[Any], None]) -> Any:
        cell: Any = WriteOnlyCell(self._sheet)
        cell.alignment = TOP
        apply(cell)
        return cell._style

    def cell(self, value: object, verdict: Verdict | None = None) -> Any:
        """A cell, in the colour of a verdict where one is given; None for an empty one."""
        clean = cell_value(value)
        if clean is None or clean == "":
            return None
        cell: Any = WriteOnlyCell(self._sheet)
        cell.value = clean
        cell._style = self._plain if verdict is None else self._verdicts[verdict]
        if isinstance(clean, str):
            cell.data_type = "s"
            if clean.startswith(_FORMULA_STARTS):
                cell._style = self._quoted
        return cell

    def heading(self, text: str) -> Any:
        """A cell of the first row."""
        cell = self.cell(text)
        cell._style = copy(cell._style)  # setting a font changes the style in place, and this one is shared
        cell.font, cell.fill = HEADING_FONT, HEADING_FILL
        return cell


def row_height(values: Sequence[object], widths: Sequence[int]) -> float | None:
    """Height in points that shows all lines of the texts in columns of these widths, None where one line is enough.

    Spreadsheets do not agree on whether they measure wrapped text when they open a file.
    """
    most = 1
    for value, width in zip(values, widths, strict=False):
        if isinstance(value, str) and (len(value) * 2 > width or "\n" in value):
            lines = [max(1, ceil(_columns(line) / max(1, width - 2))) for line in value[:_LONGEST_CELL].split("\n")]
            most = max(most, sum(lines))
    return min(_LINE_POINTS * most, _HIGHEST_ROW) if most > 1 else None


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def print_on_one_width(sheet: Any) -> None:
    """Print a sheet across the page, all columns on it, as many pages long as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def paint_verdict(cell: Any, verdict: Verdict) -> None:
    """Give a cell the colour of its verdict."""
    cell.fill, cell.font, cell.alignment = VERDICT_FILLS[verdict], VERDICT_FONT, TOP


RESULT_HEADINGS = ("verdict", "resolved", "appendix", "listed_as_title", "documents_required", "findings", "do", "why")
RESULT_WIDTHS = (24, 26, 10, 22, 24, 48, 40, 30)


def result_values(result: LineResult, findings: tuple[Finding, ...], labels: Labels) -> tuple[str, ...]:
    """The result of a line item in the order of `RESULT_HEADINGS`; findings stand one under the other in a cell."""
    open_findings = [finding for finding in findings if not finding.waived]
    what = [
        f"{labels('waived') if finding.waived else labels.severity(finding.severity)}: {sanitise(finding.message)}"
        for finding in findings
    ]
    basis = dict.fromkeys(sanitise(text) for finding in open_findings for text in finding.basis)
    return (
        labels.verdict_code(result.verdict),
        result.taxon,
        result.appendix,
        result.listed_as,
        labels.documents(result.documents_required),
        "\n".join(what),
        "\n".join(dict.fromkeys(sanitise(finding.fix) for finding in open_findings if finding.fix)),
        "\n".join(basis),
    )
