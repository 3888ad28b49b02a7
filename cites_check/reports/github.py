"""`github`: workflow commands, which a build on GitHub shows beside the lines of the declaration."""

from __future__ import annotations

from cites_check.model.codes import Severity
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunSummary
from cites_check.reports.base import CLEAN_VERDICTS, Writer
from cites_check.reports.sanitise import sanitise
from cites_check.reports.summary import summary_line

_COMMANDS = {Severity.VIOLATION: "error", Severity.REVIEW: "warning", Severity.NOTE: "notice"}


class GithubWriter(Writer):
    """One command a finding; a waived finding is a notice. The last command is the summary."""

    def line(self, result: LineResult) -> None:
        """Report one line item; one without a finding only where its verdict asks for a person."""
        findings = self.shown(result)
        for finding in findings:
            command = "notice" if finding.waived else _COMMANDS[finding.severity]
            self.output.write(_command(command, _message(finding), result, finding.rule))
        if not result.findings and result.verdict not in CLEAN_VERDICTS:
            self.output.write(_command("warning", result.verdict.value, result, "cites-check"))

    def finish(self, summary: RunSummary) -> None:
        """Say the counts."""
        text = _escape(summary_line(summary, self.info))
        self.output.write(f"::notice title=cites-check::{text}\n")


def _message(finding: Finding) -> str:
    waived = "waived: " if finding.waived else ""
    fix = f" → {finding.fix}" if finding.fix else ""
    basis = f" [{'; '.join(finding.basis)}]" if finding.basis else ""
    return f"{waived}{finding.message}{fix}{basis}"


def _command(command: str, message: str, result: LineResult, title: str) -> str:
    row = f",line={result.row}" if result.row > 0 else ""
    return f"::{command} file={_property(result.file)}{row},title={_property(title)}::{_escape(message)}\n"


def _escape(text: str) -> str:
    return sanitise(text).replace("%", "%25")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
