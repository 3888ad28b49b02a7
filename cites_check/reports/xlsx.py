"""`xlsx`: a workbook with the line items, every finding, and a summary.

Where the declaration was a workbook, its own sheet comes back with the results beside each row.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from cites_check.model.codes import Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import Writer
from cites_check.reports.labels import Labels
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output
from cites_check.reports.sheets import (
    MOST_ROWS,
    RESULT_HEADINGS,
    RESULT_WIDTHS,
    CellMaker,
    print_on_one_width,
    result_values,
    row_height,
)
from cites_check.reports.source_sheet import SourceSheet
from cites_check.reports.summary import run_facts

_CHUNK = 1 << 20
_GOODS = (
    "file",
    "row",
    "item",
    "declared_name",
    "common_name",
    "description",
    "quantity",
    "origin",
    "source",
    "purpose",
)
_GOODS_WIDTHS = (16, 7, 10, 26, 16, 32, 12, 17, 12, 13)
_FINDINGS = (
    "file", "row", "item", "declared_name", "verdict", "severity", "rule", "field", "value", "what", "why", "do",
    "waived_title",
)  # fmt: skip
_FINDING_WIDTHS = (16, 7, 10, 26, 24, 11, 28, 18, 18, 48, 30, 40, 10)


class _Sheet:
    """A sheet that is written row by row, up to the rows that the format allows."""

    def __init__(self, workbook: Workbook, title: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        self._sheet: Any = workbook.create_sheet(title)
        print_on_one_width(self._sheet)
        self._maker = CellMaker(self._sheet)
        self._columns = len(headings)
        self._widths = widths
        self._streamed = workbook.write_only
        self._rows = 0
        self.left_out = 0
        for column, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width
        if headings:
            self._sheet.freeze_panes = "A2"
            self._sheet.append([self._maker.heading(text) for text in headings])
            self._rows = 1

    def append(self, values: Sequence[object], verdict_at: int | None = None, verdict: Verdict | None = None) -> None:
        """Write a row; `verdict_at` is the place of the cell that has the colour of the verdict."""
        if self._rows >= MOST_ROWS:
            self.left_out += 1
            return
        height = row_height(values, self._widths)
        if height is not None:
            self._sheet.row_dimensions[self._rows + 1].height = height
        make = self._maker.cell
        self._sheet.append([make(value, verdict if at == verdict_at else None) for at, value in enumerate(values)])
        self._rows += 1
        if self._streamed:
            self._sheet.row_dimensions.pop(self._rows, None)

    def filter_all(self) -> None:
        """Offer a filter on the headings."""
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(self._columns)}{self._rows}"


class XlsxWriter(Writer):
    """Writes rows as it reads, except into the user's own sheet, which is held."""

    binary = True

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._labels = Labels(options.lang)
        source = options.source_path
        self._source = SourceSheet.open(source, options.source_sheet) if source is not None else None
        self._source_path = source.resolve() if source is not None else None
        self._book = self._source.workbook if self._source is not None else Workbook(write_only=True)
        self._added: dict[int, tuple[Verdict, tuple[str, ...]]] = {}
        self._lines: _Sheet | None = None if self._source is not None else self._new_lines()
        self._findings = _Sheet(
            self._book, self._labels("findings"), [self._labels(key) for key in _FINDINGS], _FINDING_WIDTHS
        )
        self._is_source: dict[str, bool] = {}
        self._resources.callback(self._discard)

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        findings = self.shown(result)
        values = result_values(result, findings, self._labels)
        if self._source is not None and self._from_source(result.file) and result.row > 0:
            self._added[result.row] = (result.verdict, values)
        else:
            if self._lines is None:
                self._lines = self._new_lines()
            goods = _goods(result)
            self._lines.append((*goods, *values), len(goods), result.verdict)
        for finding in findings:
            self._findings.append(self._finding_values(result, finding), 4, result.verdict)

    def finish(self, summary: RunSummary) -> None:
        """Write the summary and the file."""
        if self._source is not None:
            self._source.add(self._added, self._labels)
        if self._lines is not None:
            self._lines.filter_all()
        self._findings.filter_all()
        self._summary(summary)
        with tempfile.TemporaryFile() as file:
            self._book.save(file)
            file.seek(0)
            while block := file.read(_CHUNK):
                self.output.write_bytes(block)

    def _discard(self) -> None:
        """Close sheets that an error left open, with the temporary files that they were written to."""
        if self._book.write_only:
            for sheet in cast("list[Any]", self._book.worksheets):
                if not sheet.closed:
                    sheet.close()
                    sheet._writer.cleanup()

    def _new_lines(self) -> _Sheet:
        labels = self._labels
        headings = [labels(key) for key in (*_GOODS, *RESULT_HEADINGS)]
        return _Sheet(self._book, labels("line_items"), headings, (*_GOODS_WIDTHS, *RESULT_WIDTHS))

    def _from_source(self, file: str) -> bool:
        if file not in self._is_source:
            self._is_source[file] = Path(file).resolve() == self._source_path
        return self._is_source[file]

    def _finding_values(self, result: LineResult, finding: Finding) -> tuple[object, ...]:
        return (
            result.file,
            result.row,
            result.line_id,
            result.scientific_name,
            self._labels.verdict_code(result.verdict),
            self._labels.severity(finding.severity),
            finding.rule,
            finding.field,
            finding.value,
            finding.message,
            "; ".join(finding.basis),
            finding.fix,
            self._labels("waived") if finding.waived else None,
        )

    def _summary(self, summary: RunSummary) -> None:
        labels = self._labels
        sheet = _Sheet(self._book, labels("summary"), (), (34, 70))
        for verdict in Verdict:
            if summary.verdicts[verdict]:
                sheet.append((labels.verdict_code(verdict), summary.verdicts[verdict]), 0, verdict)
        sheet.append(())
        for rule, count in sorted(summary.rules.items(), key=lambda item: (-item[1], item[0])):
            sheet.append((rule, count))
        sheet.append(())
        for label, value in run_facts(self.info, summary, labels):
            sheet.append((label, value))
        left_out = self._findings.left_out + (self._lines.left_out if self._lines is not None else 0)
        if left_out:
            sheet.append((labels.say("left_out", count=left_out),))
        sheet.append((labels("disclaimer"),))


def _goods(result: LineResult) -> tuple[object, ...]:
    """What was declared, in the order of the headings of goods."""
    item = result.item
    place = (result.file, result.row, result.line_id, result.scientific_name)
    if item is None:
        return (*place, None, None, None, None, None, None)
    quantity: object = item.quantity
    if item.quantity is not None and item.unit:
        quantity = f"{item.quantity:g} {item.unit}"
    return (*place, item.common_name, item.description, quantity, item.origin, item.source, item.purpose)
