"""`csv`: one row a finding, and one for each line item without one, for spreadsheets and data tools."""

from __future__ import annotations

import csv

from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import Writer
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import FileOutput, Output
from cites_check.reports.sanitise import cell_text

COLUMNS = (
    "file", "row", "line_id", "verdict", "scientific_name", "taxon", "rank", "match", "score", "appendix", "listed_as",
    "documents_required", "severity", "rule", "message", "fix", "basis", "field", "value", "waived", "tool", "dataset",
)  # fmt: skip
"""Headings, the same in every language. Documents are joined by a space, legal bases by `; `."""

_BYTE_ORDER_MARK = "\ufeff"


class CsvWriter(Writer):
    """Writes as it reads. A file begins with a byte order mark, without which spreadsheets misread Korean."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        if isinstance(output, FileOutput):
            output.write(_BYTE_ORDER_MARK)
        self._rows = csv.writer(output, lineterminator="\n")
        self._rows.writerow(COLUMNS)
        data = info.dataset
        self._run = (f"cites-check {info.tool_version}", f"{data.version} sha256:{data.sha256[:12]}")

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        best = result.match.best if result.match is not None else None
        head = (
            cell_text(result.file),
            str(result.row),
            cell_text(result.line_id),
            result.verdict.value,
            cell_text(result.scientific_name),
            cell_text(result.taxon),
            result.rank,
            best.kind.value if best is not None else "",
            f"{best.score:.4g}" if best is not None else "",
            result.appendix,
            cell_text(result.listed_as),
            " ".join(result.documents_required),
        )
        for finding in self.shown(result) or (None,):
            self._rows.writerow((*head, *_finding_cells(finding), *self._run))

    def finish(self, summary: RunSummary) -> None:
        """Nothing follows the rows."""


def _finding_cells(finding: Finding | None) -> tuple[str, ...]:
    if finding is None:
        return ("",) * 8
    return (
        finding.severity.value,
        finding.rule,
        cell_text(finding.message),
        cell_text(finding.fix),
        cell_text("; ".join(finding.basis)),
        finding.field,
        cell_text(finding.value),
        "true" if finding.waived else "",
    )
