"""`jsonl`: one object a line item, as the public contract has it."""

from __future__ import annotations

from cites_check.model.results import LineResult, RunSummary
from cites_check.reports.base import Writer
from cites_check.reports.objects import line_object, to_json


class JsonLinesWriter(Writer):
    """Writes each line item as soon as it is known."""

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        self.output.write(to_json(line_object(result, result.findings and self.shown(result))) + "\n")

    def finish(self, summary: RunSummary) -> None:
        """Nothing follows the lines."""
