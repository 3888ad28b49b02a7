"""`json`: one document with the dataset, the counts of the run, and every line item."""

from __future__ import annotations

from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import Writer
from cites_check.reports.objects import dataset_object, line_object, ranked_object, summary_object, to_json
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output

SCHEMA_VERSION = 1


class JsonWriter(Writer):
    """Keeps the lines in a spool, because the counts stand before them."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._lines = self.new_spool()
        self._separator = "\n"
        self._ranking = self.new_ranking()

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        if self._ranking is not None:
            self._ranking.add(result.risk, to_json(ranked_object(result, self.shown(result))))
            return
        self._lines.write(self._separator + to_json(line_object(result, self.shown(result))))
        self._separator = ",\n"

    def finish(self, summary: RunSummary) -> None:
        """Write the head and join the lines to it."""
        for text in self._ranking or ():
            self._lines.write(self._separator + text)
            self._separator = ",\n"
        tool = {"name": "cites-check", "version": self.info.tool_version}
        head = [
            f'"schema_version": {SCHEMA_VERSION}',
            f'"tool": {to_json(tool)}',
            f'"dataset": {to_json(dataset_object(self.info))}',
            f'"summary": {to_json(summary_object(summary))}',
        ]
        self.output.write("{" + ",\n ".join(head) + ',\n "lines": [')
        self._lines.copy_to(self.output)
        self.output.write("\n]}\n")
