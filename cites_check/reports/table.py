"""`table`: the result as a broker reads it on a terminal. One block a line item, worst first, then the counts."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import CLEAN_VERDICTS, Writer
from cites_check.reports.console import can_encode, hang, open_console
from cites_check.reports.labels import Labels
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output
from cites_check.reports.summary import count_parts, dataset_line, run_line, statistics_lines

BUFFERED_LINES = 2000
"""So many line items are held for sorting; a longer run is written in the order of the file."""

_BAR = 30

_STYLES = {
    Verdict.PROHIBITED: "bold white on red",
    Verdict.PERMIT_MISSING: "bold red",
    Verdict.PERMIT_INVALID: "red",
    Verdict.REVIEW: "bold yellow",
    Verdict.UNRESOLVED: "bold magenta",
    Verdict.INPUT_ERROR: "magenta",
    Verdict.NOT_LISTED: "cyan",
    Verdict.OK: "green",
}
_SEVERITY_STYLES = {Severity.VIOLATION: "red", Severity.REVIEW: "yellow", Severity.NOTE: "blue"}
_GLYPHS = {
    True: {
        "violation": "✗",
        "review": "?",
        "note": "i",
        "ok": "✓",
        "mark": "■",
        "arrow": "→",
        "bar": "█",
        "rule": "─",
        "dot": "·",
    },
    False: {
        "violation": "x",
        "review": "?",
        "note": "i",
        "ok": "+",
        "mark": "*",
        "arrow": "->",
        "bar": "#",
        "rule": "-",
        "dot": "-",
    },
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A line item ready to print. `order` is by verdict and weight of findings, or by risk; smallest first."""

    order: tuple[int, ...]
    clean: bool
    text: Text


class TableWriter(Writer):
    """Holds the lines up to a bound in order to sort them; beyond it writes as it reads, and says so."""

    human = True

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._labels = Labels(options.lang)
        self._console = open_console(output, options)
        self._glyphs = _GLYPHS[can_encode(output, "".join(_GLYPHS[True].values()))]
        self._held: list[_Block] | None = [] if options.sort != "file" else None
        self._streaming = False
        self._seen = 0
        self._last_was_clean = True
        self._gap = ""
        self._many_files = len(info.files) > 1

    def line(self, result: LineResult) -> None:
        """Report one line item, or hold it for sorting, as the block to print: short, however long the goods text."""
        self._seen += 1
        if self._seen == BUFFERED_LINES + 1:
            self._give_up_sorting()
        findings = self.shown(result)
        clean = not findings and result.verdict in CLEAN_VERDICTS
        if clean and self._streaming and not self.options.verbose:
            return
        weight = sum(finding.severity.weight for finding in findings if not finding.waived)
        order = (-result.risk,) if self.options.sort == "risk" else (clean, result.verdict.rank, -weight)
        block = _Block(order, clean, self._render(result, findings, clean))
        if self._held is None:
            self._show(block)
        else:
            self._held.append(block)

    def finish(self, summary: RunSummary) -> None:
        """Show what was held, worst first, then the counts."""
        for block in sorted(self._held or (), key=lambda held: held.order):
            self._show(block)
        self._held = None
        self._summary(summary)

    def _give_up_sorting(self) -> None:
        self._streaming = True
        self._gap = "\n"
        self._print(hang(self._console, Text(self._labels.say("in_file_order", limit=BUFFERED_LINES), "italic"), 0))
        held, self._held = self._held, None
        for block in held or ():
            if self.options.verbose or not block.clean:
                self._show(block)

    def _print(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)

    def _show(self, block: _Block) -> None:
        clean = block.clean
        gap = "" if clean and self._last_was_clean else self._gap
        self._gap, self._last_was_clean = "\n", clean
        self._print(Text(gap).append_text(block.text))

    def _render(self, result: LineResult, findings: tuple[Finding, ...], clean: bool) -> Text:
        block = self._head(result, clean)
        if not clean:
            for part in (self._names(result), self._listing(result)):
                block.append("\n").append_text(part)
            for finding in findings:
                block.append("\n").append_text(self._finding(finding, result))
        if words := self.risk_words(result):
            block.append("\n").append_text(self._labelled("risk", words))
        if self.options.verbose and result.steps:
            block.append("\n").append_text(self._labelled("how", f" {self._glyphs['arrow']} ".join(result.steps)))
        return block

    def _position(self, result: LineResult) -> str:
        row = self._labels.row(result.row)
        place = f"{self._labels.clip(result.file)} {row}" if self._many_files else row
        return f"{place} {self._glyphs['dot']} {self._labels.clip(result.line_id)}" if result.line_id else place

    def _head(self, result: LineResult, clean: bool) -> Text:
        """Verdict and place; for a line without a finding also what it is, since that is all there is to say."""
        text = Text().append(self._labels.verdict_code(result.verdict), _STYLES[result.verdict])
        text.append(" " * max(2, 12 - cell_len(text.plain)) if clean else "  ")
        text.append(self._position(result), "bold" if not clean else "")
        if clean:
            text.append(f"  {self._labels.clip(result.taxon or result.scientific_name)}", "italic")
            if result.appendix:
                text.append(f"  {self._labels.appendix(result.appendix)}", "dim")
        return hang(
            self._console, text, 2, Text(f"{self._glyphs['ok' if clean else 'mark']} ", _STYLES[result.verdict])
        )

    def _names(self, result: LineResult) -> Text:
        declared = result.scientific_name
        text = Text()
        text.append(
            self._labels.clip(declared) if declared else self._labels("no_name"), "italic" if declared else "dim"
        )
        item = result.item
        if item is not None and (item.common_name or (not declared and item.description)):
            text.append(f" ({self._labels.clip(item.common_name or item.description)})")
        best = result.match.best if result.match is not None else None
        if result.taxon and result.taxon != declared:
            text.append(f" {self._glyphs['arrow']} ").append(self._labels.clip(result.taxon), "bold italic")
        if best is not None and result.taxon and result.taxon != declared:
            text.append(f" ({self._labels.match(best.kind)})", "dim")
        return hang(self._console, text, 2)

    def _listing(self, result: LineResult) -> Text:
        labels, dot = self._labels, self._glyphs["dot"]
        text = Text()
        if result.appendix:
            text.append(labels.appendix(result.appendix), "bold")
        else:
            text.append(labels("not_covered") if _known(result) else f"{labels('appendix')} ?", "dim")
        if result.listed_as:
            text.append(f" {dot} {labels('listed_as')} ").append(self._labels.clip(result.listed_as), "italic")
        if result.documents_required:
            text.append(f" {dot} {labels('needs')}: {labels.documents(result.documents_required)}")
        return hang(self._console, text, 2)

    def _finding(self, finding: Finding, result: LineResult) -> Text:
        labels = self._labels
        style = "dim" if finding.waived else _SEVERITY_STYLES[finding.severity]
        word = labels.severity(finding.severity).upper()
        head = Text().append(f"{word} ({labels('waived')})" if finding.waived else word, f"bold {style}")
        head.append(f" {finding.rule}")
        if finding.field:
            known = finding.value in ("", result.scientific_name)
            value = "" if known else f" = {self._labels.clip(finding.value)}"
            head.append(f" {self._glyphs['dot']} {self._labels.clip(finding.field)}{value}", "dim")
        block = hang(self._console, head, 4, Text(f"  {self._glyphs[finding.severity.value]} ", style))
        rows = (("what", finding.message), ("why", "; ".join(finding.basis)), ("do", finding.fix))
        if finding.waived:
            rows = (rows[0], ("why", finding.waiver), ("do", ""))
        for key, text in rows:
            if text:
                block.append("\n").append_text(self._labelled(key, text, "bold" if key == "do" else ""))
        return block

    def _labelled(self, key: str, text: str, style: str = "") -> Text:
        label = Text(f"    {self._labels(key)} ", "dim")
        label.append(" " * (9 - cell_len(label.plain)))
        return hang(self._console, Text(self._labels.clip(text), style), 9, label)

    def _summary(self, summary: RunSummary) -> None:
        console, labels = self._console, self._labels
        title = f"{self._glyphs['rule'] * 2} {labels('summary')} "
        out = Text("\n").append(title + self._glyphs["rule"] * (console.width - cell_len(title)), "dim")
        counts = [(verdict, summary.verdicts[verdict]) for verdict in Verdict if summary.verdicts[verdict]]
        out.append_text(self._bars(counts))
        if self.options.statistics and summary.rules:
            out.append(f"\n  {labels('by_rule')}", "bold")
            for line in statistics_lines(summary):
                out.append("\n").append_text(hang(console, Text(line), 4))
        counted = f" {self._glyphs['dot']} ".join(count_parts(summary, labels))
        for line in (counted, dataset_line(self.info, labels), run_line(self.info, labels)):
            out.append("\n").append_text(hang(console, Text(line), 2))
        for line in (*self.info.dataset.attribution, labels("disclaimer")):
            out.append("\n").append_text(hang(console, Text(self._labels.clip(line), "dim"), 2))
        self._print(out)

    def _bars(self, counts: list[tuple[Verdict, int]]) -> Text:
        """Each verdict with its count and a bar; narrow screens lose the code, then the bar."""
        numbers = [f"{count:,}" for _, count in counts]
        number_width = max((len(number) for number in numbers), default=0)
        names = [self._labels.verdict_code(verdict) for verdict, _ in counts]
        if max((cell_len(name) for name in names), default=0) + number_width + 4 > self._console.width:
            names = [self._labels.verdict(verdict) for verdict, _ in counts]
        name_width = max((cell_len(name) for name in names), default=0)
        room = min(_BAR, self._console.width - name_width - number_width - 6)
        most = max((count for _, count in counts), default=1)
        block = Text()
        for (verdict, count), name, number in zip(counts, names, numbers, strict=True):
            block.append("\n  ").append(name, _STYLES[verdict]).append(" " * (name_width - cell_len(name)))
            block.append(f"  {number:>{number_width}}")
            if room >= 4:
                bar = self._glyphs["bar"] * max(1, round(room * count / most))
                block.append(f"  {bar}", _STYLES[verdict].replace("white on ", ""))
        return block


def _known(result: LineResult) -> bool:
    """Whether the name of a line without an Appendix was understood, so that "not covered" may be said of it."""
    return result.verdict in CLEAN_VERDICTS or not any(
        finding.verdict is Verdict.UNRESOLVED or finding.rule in _NAME_OPEN for finding in result.findings
    )


_NAME_OPEN = frozenset({"name-unresolved", "name-ambiguous", "scientific-name-missing", "row-unreadable"})
