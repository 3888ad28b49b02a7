"""`junit`: one test case a line item, one suite a file, for build servers.

A line item with a violation fails, an unreadable row is an error, and one that a person must decide on is skipped with
the reason, so that the colours of a build server say what the verdict says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import CLEAN_VERDICTS, Spool, Writer
from cites_check.reports.labels import Labels
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output
from cites_check.reports.sanitise import sanitise
from cites_check.reports.summary import run_facts


@dataclass(slots=True)
class _Suite:
    """The test cases of one file: how many, and how they came out."""

    file: str
    cases: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def attributes(self) -> str:
        counts = self.outcomes
        return (
            f'tests="{self.cases}" failures="{counts["failure"]}" errors="{counts["error"]}" '
            f'skipped="{counts["skipped"]}" time="0"'
        )


class JunitWriter(Writer):
    """Keeps the test cases in a spool, one a line, because a suite states its counts before them."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._labels = Labels(options.lang)
        self._cases: Spool = self.new_spool()
        self._suites: list[_Suite] = []

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        if not self._suites or self._suites[-1].file != result.file:
            self._suites.append(_Suite(result.file))
        suite = self._suites[-1]
        suite.cases += 1
        outcome = _outcome(result)
        suite.outcomes[outcome] += 1
        self._cases.write(self._case(result, outcome) + "\n")

    def finish(self, summary: RunSummary) -> None:
        """Write each suite with its counts, then its cases."""
        total = _Suite("", summary.lines, sum((suite.outcomes for suite in self._suites), Counter()))
        write = self.output.write
        write('<?xml version="1.0" encoding="UTF-8"?>\n')
        write(f'<testsuites name="cites-check" {total.attributes()}>\n')
        cases = self._cases.lines()
        properties = "".join(
            f"<property name={_attribute(label)} value={_attribute(value)}/>\n"
            for label, value in run_facts(self.info, summary, self._labels)
        )
        for suite in self._suites:
            write(f"<testsuite name={_attribute(suite.file)} {suite.attributes()}>\n")
            write(f"<properties>\n{properties}</properties>\n")
            for _ in range(suite.cases):
                write(next(cases))
            write("</testsuite>\n")
        write("</testsuites>\n")

    def _case(self, result: LineResult, outcome: str) -> str:
        findings = self.shown(result)
        name = " ".join(part for part in (f"row {result.row}", result.line_id, result.scientific_name) if part)
        head = f'<testcase classname={_attribute(result.file)} name={_attribute(name)} line="{result.row}" time="0"'
        details = "&#10;".join(escape(_sentence(finding)) for finding in findings)
        if outcome != "passed":
            message = next((f.message for f in findings if not f.waived), self._labels.verdict(result.verdict))
            kind = "" if outcome == "skipped" else f" type={_attribute(result.verdict.value)}"
            text = f"{result.verdict.value}: {message}"
            return f"{head}><{outcome} message={_attribute(text)}{kind}>{details}</{outcome}></testcase>"
        return f"{head}><system-out>{details}</system-out></testcase>" if details else f"{head}/>"


def _outcome(result: LineResult) -> str:
    if result.verdict is Verdict.INPUT_ERROR:
        return "error"
    if any(finding.severity is Severity.VIOLATION and not finding.waived for finding in result.findings):
        return "failure"
    return "passed" if result.verdict in CLEAN_VERDICTS else "skipped"


def _sentence(finding: Finding) -> str:
    severity = "WAIVED" if finding.waived else finding.severity.value.upper()
    fix = f" -> {finding.fix}" if finding.fix else ""
    basis = f" [{'; '.join(finding.basis)}]" if finding.basis else ""
    return sanitise(f"{severity} {finding.rule}: {finding.message}{fix}{basis}")


def _attribute(text: str) -> str:
    return quoteattr(sanitise(text))
