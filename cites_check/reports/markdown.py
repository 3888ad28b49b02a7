"""`markdown`: a report to paste into a ticket or a comment. Counts first, then the line items, worst first."""

from __future__ import annotations

import re

from cites_check.model.codes import Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import CLEAN_VERDICTS, Writer
from cites_check.reports.labels import Labels
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output
from cites_check.reports.sanitise import sanitise
from cites_check.reports.summary import run_facts

_LONGEST_TEXT = 2000
_ACTIVE = re.compile(r"[\\`*_\[\]|~>$&<@#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", ":": "&#58;", "#": "&#35;", ".": "&#46;"}
"""What would still act after a backslash: entities, tags, mentions, links, numbers of issues."""


def escape_markdown(text: str) -> str:
    """Text that shows as it stands: no markup, HTML, link or mention in it takes effect."""
    clean = sanitise(text[:_LONGEST_TEXT]) + ("…" if len(text) > _LONGEST_TEXT else "")
    return _ACTIVE.sub(lambda found: _ENTITIES.get(found.group(), "\\" + found.group()), clean)


class MarkdownWriter(Writer):
    """Keeps a spool for each verdict, so that the order is by verdict and memory does not grow."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._labels = Labels(options.lang)
        self._spools = {verdict: self.new_spool() for verdict in Verdict}
        self._clean = self.new_spool()
        self._clean_count = 0

    def line(self, result: LineResult) -> None:
        """Report one line item."""
        findings = self.shown(result)
        if findings or result.verdict not in CLEAN_VERDICTS:
            self._spools[result.verdict].write(self._section(result, findings))
            return
        self._clean_count += 1
        if self.options.verbose:
            self._clean.write(f"- {self._place(result)}: {result.verdict} {_name(result)}\n")

    def finish(self, summary: RunSummary) -> None:
        """Write the counts, the line items by verdict, and what the run was."""
        labels, write = self._labels, self.output.write
        write(f"# {labels('title')}\n\n| {labels('verdict')} | {labels('count')} |\n| --- | ---: |\n")
        for verdict in Verdict:
            if summary.verdicts[verdict]:
                write(f"| {escape_markdown(labels.verdict_code(verdict))} | {summary.verdicts[verdict]:,} |\n")
        write(f"\n## {labels('findings')}\n")
        for spool in self._spools.values():
            spool.copy_to(self.output)
        if self._clean_count:
            write(f"\n### {labels('clean')}\n\n{labels.say('clean_count', count=self._clean_count)}\n\n")
            self._clean.copy_to(self.output)
        if summary.rules:
            write(f"\n## {labels('by_rule')}\n\n| {labels('rule')} | {labels('count')} |\n| --- | ---: |\n")
            for rule, count in sorted(summary.rules.items(), key=lambda item: (-item[1], item[0])):
                write(f"| {escape_markdown(rule)} | {count:,} |\n")
        write(f"\n## {labels('summary')}\n\n")
        for label, value in run_facts(self.info, summary, labels):
            write(f"- {label}: {escape_markdown(value)}\n")
        write(f"\n_{labels('disclaimer')}_\n")

    def _place(self, result: LineResult) -> str:
        item = f" · {escape_markdown(result.line_id)}" if result.line_id else ""
        return f"{escape_markdown(result.file)} {self._labels.row(result.row)}{item}"

    def _section(self, result: LineResult, findings: tuple[Finding, ...]) -> str:
        labels = self._labels
        verdict = escape_markdown(labels.verdict_code(result.verdict))
        parts = [f"\n### {verdict} · {self._place(result)}\n\n{_name(result)}"]
        if result.appendix:
            parts.append(f" · {labels.appendix(result.appendix)}")
        if result.listed_as:
            parts.append(f" · {labels('listed_as')} *{escape_markdown(result.listed_as)}*")
        if result.documents_required:
            parts.append(f" · {labels('needs')}: {labels.documents(result.documents_required)}")
        parts.append("\n\n" if findings else "\n")
        parts += [self._finding(finding) for finding in findings]
        return "".join(parts)

    def _finding(self, finding: Finding) -> str:
        labels = self._labels
        waived = f" ({labels('waived')})" if finding.waived else ""
        field = f" · {escape_markdown(finding.field)}" if finding.field else ""
        head = f"**{labels.severity(finding.severity)}**{waived} `{finding.rule}`{field}"
        rows = [f"- {head}: {escape_markdown(finding.message)}\n"]
        for key, text in (("why", "; ".join(finding.basis)), ("do", finding.fix)):
            if text:
                rows.append(f"  - {labels(key)}: {escape_markdown(text)}\n")
        return "".join(rows)


def _name(result: LineResult) -> str:
    declared = f"*{escape_markdown(result.scientific_name)}*" if result.scientific_name else ""
    if result.taxon and result.taxon != result.scientific_name:
        return f"{declared} → *{escape_markdown(result.taxon)}*".strip()
    return declared
