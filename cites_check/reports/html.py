"""`html`: one page to read, filter, sort and print. One file, no network."""

from __future__ import annotations

from collections import Counter
from heapq import heappush, heappushpop

from cites_check.model.codes import Verdict
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import Writer
from cites_check.reports.labels import Labels
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import Output
from cites_check.reports.page import Page, html_text
from cites_check.reports.pictures import Row, bars, stack

MOST_LINES = 2_500
"""A browser stays quick with so many line items; of more, the worst are shown and all are counted."""

_TOP_RULES = 12
_COLUMNS = (
    ("verdict", "verdict", "order"),
    ("place", "row", "row"),
    ("name", "declared_name", "name"),
    ("appendix", "appendix", "appendix"),
    ("findings", "findings", ""),
)


class HtmlWriter(Writer):
    """Keeps the rows of the worst line items as HTML, whose length is bounded, and writes the page at the end."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._labels = Labels(options.lang)
        self._page = Page(self._labels, script=True)
        self._rows: list[tuple[int, int, int, str]] = []
        self._appendices: Counter[str] = Counter()
        self._seen = 0
        self._many_files = len(info.files) > 1

    def line(self, result: LineResult) -> None:
        """Keep one line item, unless so many worse ones are there already."""
        self._seen += 1
        self._appendices[result.appendix] += 1
        weight = sum(finding.severity.weight for finding in result.findings if not finding.waived)
        badness = (-result.verdict.rank, weight, -self._seen)
        if len(self._rows) < MOST_LINES:
            heappush(self._rows, (*badness, self._row(result)))
        elif badness > self._rows[0][:3]:
            heappushpop(self._rows, (*badness, self._row(result)))

    def finish(self, summary: RunSummary) -> None:
        """Write the page."""
        labels, page, write = self._labels, self._page, self.output.write
        counts = [(verdict, summary.verdicts[verdict]) for verdict in Verdict if summary.verdicts[verdict]]
        write(page.head(labels("title")))
        write(f"<header><h1>{html_text(labels('title'))}</h1>\n<p>{html_text(', '.join(self.info.files))}</p>\n")
        data = self.info.dataset
        when = f"{labels('dataset')} {data.version} · {labels('in_force')} {data.in_force}"
        write(f'<p class="soft">{html_text(when)} · cites-check {html_text(self.info.tool_version)}</p></header>\n')
        self._pictures(summary, counts)
        write(f"<h2>{html_text(labels('line_items'))}</h2>\n")
        if self._seen > len(self._rows):
            write(f"<p>{html_text(labels.say('truncated', shown=len(self._rows), total=self._seen))}</p>\n")
        self._controls(counts)
        self._table()
        write(page.facts(self.info, summary))
        write(page.foot())

    def _pictures(self, summary: RunSummary, counts: list[tuple[Verdict, int]]) -> None:
        labels = self._labels
        verdicts: list[Row] = [(labels.verdict(verdict), count, verdict.value) for verdict, count in counts]
        named = [
            (labels.appendix(key) if key else labels("none"), count) for key, count in sorted(self._appendices.items())
        ]
        named.sort(key=lambda row: row[0] == labels("none"))
        rules = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))[:_TOP_RULES]
        parts = [
            ("by_verdict", stack(counts, labels("by_verdict")) + bars(verdicts)),
            ("by_appendix", bars([(name, count, "fill") for name, count in named])),
            ("by_rule", bars([(rule, count, "fill") for rule, count in rules])),
        ]
        sections = [f"<section><h2>{html_text(labels(key))}</h2>{picture}</section>\n" for key, picture in parts]
        self.output.write(f'<div class="pictures">\n{"".join(sections)}</div>\n')

    def _controls(self, counts: list[tuple[Verdict, int]]) -> None:
        labels = self._labels
        search, total = html_text(labels("search")), len(self._rows)
        chips = [
            f'<label class="chip"><input type="checkbox" checked data-verdict="{verdict.value}">'
            f'<span class="dot {verdict.value}"></span>{html_text(labels.verdict(verdict))} {count:,}</label>'
            for verdict, count in counts
        ]
        field = f'<input type="search" id="search" placeholder="{search}" aria-label="{search}">'
        shown = f'<span id="shown">{total}</span> / {total} {html_text(labels("shown"))}'
        button = f'<button type="button" id="print">{html_text(labels("print"))}</button>'
        self.output.write(
            f'<div class="controls" hidden>{field}{"".join(chips)}<span class="soft" aria-live="polite">{shown}</span>'
            f"{button}</div>\n"
        )

    def _table(self) -> None:
        heads = []
        for width, label, key in _COLUMNS:
            text = html_text(self._labels(label))
            sort = f' data-key="{key}" aria-sort="none"' if key else ""
            inner = f'<button type="button">{text}</button>' if key else text
            heads.append(f'<th scope="col" class="w-{width}"{sort}>{inner}</th>')
        self.output.write(f'<table class="lines"><thead><tr>{"".join(heads)}</tr></thead>\n<tbody>\n')
        for row in sorted(self._rows, reverse=True):
            self.output.write(row[3])
        self.output.write("</tbody></table>\n")

    def _row(self, result: LineResult) -> str:
        page = self._page
        findings = "".join([page.finding(finding) for finding in self.shown(result)])
        keys = {
            "verdict": result.verdict.value,
            "order": f"{result.verdict.rank} {self._seen:09}",
            "row": f"{result.file} {result.row}",
            "name": result.taxon or result.scientific_name,
            "appendix": result.appendix or "~",
        }
        data = " ".join([f'data-{key}="{page.clip(value)}"' for key, value in keys.items()])
        return (
            f"<tr {data}><td>{page.badge(result.verdict)}</td><td>{page.place(result, self._many_files)}</td>"
            f"<td>{page.name(result)}</td><td>{page.listing(result)}</td><td>{findings}</td></tr>\n"
        )
