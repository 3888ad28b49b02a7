"""`jsonl`: one object a line item, as the public contract has it."""

from __future__ import annotations

from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import Writer
from cites_check.reports.objects import line_object, ranked_object, to_json
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output


class JsonLinesWriter(Writer):
    """Writes each line item as soon as it is known; by risk, when all are."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._ranking = self.new_ranking()

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        if self._ranking is not None:
            self._ranking.add(result.risk, to_json(ranked_object(result, self.shown(result))) + "\n")
            return
        self.output.write(to_json(line_object(result, result.findings and self.shown(result))) + "\n")

    def finish(self, summary: RunSummary) -> None:
        """Nothing follows the lines."""
        for text in self._ranking or ():
            self.output.write(text)
