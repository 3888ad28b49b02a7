"""`text`: one line a finding, `file:row:field: SEVERITY rule message (fix)`, for grep, editors and logs."""

from __future__ import annotations

from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import CLEAN_VERDICTS, Writer
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output
from cites_check.reports.sanitise import sanitise


class TextWriter(Writer):
    """Never cuts, wraps or colours. The place is the file, the row, and the field where the finding concerns one."""

    human = True

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._ranking = self.new_ranking()

    def line(self, result: LineResult) -> None:
        """Report one line item: its findings, or its verdict where there is none to show and somebody should know."""
        text = self._text(result)
        if self._ranking is not None:
            self._ranking.add(result.risk, text)
        else:
            self.output.write(text)

    def _text(self, result: LineResult) -> str:
        place = f"{sanitise(result.file)}:{result.row}:"
        findings = self.shown(result)
        risk = f"{place} RISK {sanitise(words)}\n" if (words := self.risk_words(result)) else ""
        if findings:
            return "".join([*(finding_line(place, finding) for finding in findings), risk])
        if self.options.verbose or (not result.findings and result.verdict not in CLEAN_VERDICTS):
            return _verdict_line(place, result) + risk
        return ""

    def finish(self, summary: RunSummary) -> None:
        """The lines by risk, where that was asked for. The summary goes to standard error, by the caller."""
        for text in self._ranking or ():
            self.output.write(text)


def finding_line(place: str, finding: Finding) -> str:
    """One finding on one line. A waived finding has the word WAIVED for its severity, and the waiver for its advice."""
    severity = "WAIVED" if finding.waived else finding.severity.value.upper()
    where = f"{place}{sanitise(finding.field)}:" if finding.field else place
    advice = (finding.waiver or finding.fix) if finding.waived else finding.fix
    fix = f" ({sanitise(advice)})" if advice else ""
    return f"{where} {severity} {finding.rule} {sanitise(finding.message)}{fix}\n"


def _verdict_line(place: str, result: LineResult) -> str:
    name = sanitise(result.taxon or result.scientific_name)
    listing = f" (Appendix {result.appendix}, {sanitise(result.listed_as)})" if result.appendix else ""
    return f"{place} {result.verdict.value} {name}".rstrip() + f"{listing}\n"
