"""The user's own sheet given back: its values and looks in a new workbook, with the results added at the right.

A new workbook, because macros, links to other files, hidden names and formulas of a stranger's workbook have no place
in a report.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cites_check.model.codes import Verdict
from cites_check.reports.labels import Labels
from cites_check.reports.sheets import (
    HEADING_FILL,
    HEADING_FONT,
    RESULT_HEADINGS,
    RESULT_WIDTHS,
    TOP,
    fill_cell,
    paint_verdict,
    print_on_one_width,
    row_height,
)

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_MOST_BYTES = 150_000_000
_MOST_CELLS = 1_000_000
_MOST_COLUMNS = 2_000
_MOST_MERGES = 10_000

Added = Mapping[int, tuple[Verdict, tuple[str, ...]]]
"""By row of the sheet: the verdict, and the texts in the order of `RESULT_HEADINGS`."""


class SourceSheet:
    """A copy of one sheet of the user's workbook in a new workbook, ready to take results.

    A formula is replaced by the value that was last calculated, or stands as text where there is none.
    """

    def __init__(self, values: Any, formulas: Any) -> None:
        self.workbook = Workbook()
        self._sheet: Worksheet = self.workbook.worksheets[0]
        self._sheet.title = values.title
        self._last_column = 0
        for (row, column), cell in values._cells.items():
            self._last_column = max(self._last_column, column)
            value = cell.value
            if value is None:
                formula = formulas.cell(row, column).value
                value = None if formula is None else getattr(formula, "text", formula)
            copied = self._sheet.cell(row, column)
            fill_cell(copied, value)
            if cell.has_style:
                copied.font, copied.fill, copied.border = copy(cell.font), copy(cell.fill), copy(cell.border)
                copied.alignment, copied.number_format = copy(cell.alignment), cell.number_format
        _copy_layout(values, self._sheet)

    @classmethod
    def open(cls, path: Path, sheet_name: str) -> SourceSheet | None:
        """The copy, or None where the file is no such workbook, cannot be read, or is too large to be held."""
        if not _is_small_workbook(path):
            return None
        try:
            values = _sheet(load_workbook(path, data_only=True, keep_links=False), sheet_name)
            cells = values._cells
            if not cells or len(cells) > _MOST_CELLS or max(column for _, column in cells) > _MOST_COLUMNS:
                return None
            return cls(values, _sheet(load_workbook(path, keep_links=False), sheet_name))
        except Exception:  # a damaged workbook fails in many ways inside the library; the report then has its own sheet
            return None

    def add(self, results: Added, labels: Labels) -> None:
        """Add the results beside their rows, with headings, colours and a filter."""
        print_on_one_width(self._sheet)
        heading_row = self._heading_row(min(results, default=1))
        first = self._last_column + 1
        for column, (key, width) in enumerate(zip(RESULT_HEADINGS, RESULT_WIDTHS, strict=True), start=first):
            self._sheet.column_dimensions[get_column_letter(column)].width = width
            if heading_row:
                cell = self._sheet.cell(heading_row, column)
                fill_cell(cell, labels(key))
                cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, TOP
        for row, (verdict, texts) in results.items():
            for column, text in enumerate(texts, start=first):
                cell = self._sheet.cell(row, column)
                fill_cell(cell, text or None)
                cell.alignment = TOP
            paint_verdict(self._sheet.cell(row, first), verdict)
            height = row_height(texts, RESULT_WIDTHS)
            if height is not None and height > (self._sheet.row_dimensions[row].height or 0):
                self._sheet.row_dimensions[row].height = height
        if heading_row:
            last = get_column_letter(self._last_column + len(RESULT_HEADINGS))
            self._sheet.freeze_panes = f"A{heading_row + 1}"
            self._sheet.auto_filter.ref = f"A{heading_row}:{last}{max(results)}"

    def _heading_row(self, first_row: int) -> int:
        """The nearest row with text above the first line item; 0 where there is none."""
        for row in range(first_row - 1, 0, -1):
            if any(self._sheet.cell(row, column).value is not None for column in range(1, self._last_column + 1)):
                return row
        return 0


def _is_small_workbook(path: Path) -> bool:
    if path.suffix.lower() not in _SUFFIXES or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(member.file_size for member in archive.infolist()) <= _MOST_BYTES
    except (zipfile.BadZipFile, OSError):
        return False


def _sheet(workbook: Any, name: str) -> Any:
    if name and name in workbook.sheetnames:
        return workbook[name]
    return workbook.worksheets[0]


def _copy_layout(source: Any, target: Worksheet) -> None:
    for letter, dimension in source.column_dimensions.items():
        target.column_dimensions[letter].width = dimension.width
        target.column_dimensions[letter].hidden = dimension.hidden
    for number, height in [(number, row.height) for number, row in source.row_dimensions.items() if row.height]:
        target.row_dimensions[number].height = height
    for merged in list(source.merged_cells.ranges)[:_MOST_MERGES]:
        target.merge_cells(merged.coord)
