"""`referral`: the line items that need a decision, packed for another agency with findings, basis and documents.

A ZIP archive of `referral.json` (for a system) and `referral.html` (a page to print and sign). A target named `.json`
or `.html` holds that part alone; a stream gets the JSON.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import IO, Any, cast

from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.lines import Document, LineItem
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import CLEAN_VERDICTS, Spool, Writer
from cites_check.reports.labels import Labels
from cites_check.reports.objects import dataset_object, finding_object, line_object, summary_object, to_json
from cites_check.reports.options import ReportOptions
from cites_check.reports.output import FileOutput, Output
from cites_check.reports.page import Page, html_text

SCHEMA_VERSION = 1

_NOT_DECLARED = frozenset({"file", "row", "documents", "problems"})
_SHOWN_FIELDS = (
    "consignment", "consignor", "consignee", "exporter", "origin", "import_date", "hs_code", "description", "quantity",
    "term", "source", "purpose",
)  # fmt: skip
_FIELD_OF = {"consignment": "consignment_id"}
_MEMBER_DATE = (1980, 1, 1, 0, 0, 0)
"""A fixed date, so that the same results make the same bytes."""


class ReferralWriter(Writer):
    """Keeps each referred line item twice in a spool, as JSON and as a piece of the page."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._labels = Labels(options.lang)
        self._page = Page(self._labels, script=False)
        self._objects = self.new_spool()
        self._sections = self.new_spool()
        self._referred = 0

    def line(self, result: LineResult) -> None:
        """Keep a line item that needs a decision. Others, and rows that could not be read, are only counted."""
        findings = tuple(finding for finding in result.findings if not finding.waived)
        open_questions = any(finding.severity is not Severity.NOTE for finding in findings)
        if result.verdict is Verdict.INPUT_ERROR or (result.verdict in CLEAN_VERDICTS and not open_questions):
            return
        self._referred += 1
        self._objects.write(to_json(_referred_object(result)) + "\n")
        self._sections.write(self._section(result, findings))

    def finish(self, summary: RunSummary) -> None:
        """Write the part that the target is named for, or both."""
        name = self.output.name.lower() if isinstance(self.output, FileOutput) else ".json"
        if name.endswith(".json"):
            for text in self._json(summary):
                self.output.write(text)
        elif name.endswith((".html", ".htm")):
            for text in self._html(summary):
                self.output.write(text)
        else:
            with zipfile.ZipFile(cast("IO[bytes]", _ByteSink(self.output)), "w", zipfile.ZIP_DEFLATED) as archive:
                for member, parts in (("referral.json", self._json(summary)), ("referral.html", self._html(summary))):
                    entry = zipfile.ZipInfo(member, _MEMBER_DATE)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    with archive.open(entry, "w", force_zip64=True) as file:
                        for text in parts:
                            file.write(text.encode("utf-8"))

    def _json(self, summary: RunSummary) -> Iterator[str]:
        head = {
            "schema_version": SCHEMA_VERSION,
            "kind": "referral",
            "tool": {"name": "cites-check", "version": self.info.tool_version},
            "dataset": {**dataset_object(self.info), "attribution": self.info.dataset.attribution},
            "importer": self.info.importer or None,
            "on_date": self.info.on_date or None,
            "inputs": self.info.files,
            "notices": [finding_object(notice) for notice in self.info.notices],
            "summary": {**summary_object(summary), "unreadable": summary.unreadable, "referred": self._referred},
        }
        yield to_json(head)[:-1] + ',\n"items": ['
        separator = "\n"
        for text in self._objects.lines():
            yield separator + text.rstrip("\n")
            separator = ",\n"
        yield "\n]}\n"

    def _html(self, summary: RunSummary) -> Iterator[str]:
        labels, page = self._labels, self._page
        yield page.head(labels("referral_title"), upright=True)
        yield f"<header><h1>{html_text(labels('referral_title'))}</h1>"
        yield f"<p>{html_text(labels.say('referred', count=self._referred, total=summary.lines))}</p></header>\n"
        boxes = "".join([f"<div>{html_text(labels(key))}</div>" for key in ("referral_to", "referral_from")])
        yield f'<div class="boxes">{boxes}</div>\n<h2>{html_text(labels("line_items"))}</h2>\n'
        yield from _texts(self._sections)
        yield page.facts(self.info, summary)
        yield page.foot()

    def _section(self, result: LineResult, findings: tuple[Finding, ...]) -> str:
        labels, page = self._labels, self._page
        found = "".join([page.finding(finding) for finding in findings])
        boxes = "".join([f"<div>{html_text(labels(key))}</div>" for key in ("decision", "signature")])
        return (
            f'<section class="item"><header>{page.badge(result.verdict)}<h3>{page.place(result)}</h3></header>'
            f'<div class="columns"><div>{page.name(result)}<br>{page.listing(result)}</div>'
            f"<div>{self._declared(result)}</div></div><h4>{html_text(labels('documents_seen'))}</h4>"
            f"{self._documents(result)}<h4>{html_text(labels('findings'))}</h4>{found}"
            f'<div class="boxes">{boxes}</div></section>\n'
        )

    def _declared(self, result: LineResult) -> str:
        if result.item is None:
            return ""
        rows = []
        for label in _SHOWN_FIELDS:
            value = getattr(result.item, _FIELD_OF.get(label, label))
            if value in (None, ""):
                continue
            unit = f" {result.item.unit}" if label == "quantity" else ""
            text = f"{value:,g}" if isinstance(value, float) else str(value)
            rows.append(f"<dt>{html_text(self._labels(label))}</dt><dd>{self._page.clip(text + unit)}</dd>")
        return f'<div class="facts"><dl>{"".join(rows)}</dl></div>'

    def _documents(self, result: LineResult) -> str:
        labels = self._labels
        documents = result.item.documents if result.item is not None else ()
        if not documents:
            return f"<p>{html_text(labels('no_documents'))}</p>"
        heads = "".join(
            f'<th scope="col">{html_text(labels(key))}</th>'
            for key in ("document", "number", "country", "issued", "expires", "quantity")
        )
        rows = "".join(f"<tr>{self._document_cells(document)}</tr>" for document in documents)
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _document_cells(self, document: Document) -> str:
        quantity = "" if document.quantity is None else f"{document.quantity:,g} {document.unit}"
        dates = [day.isoformat() if day is not None else "" for day in (document.issued, document.expires)]
        texts = (self._labels.document(document.kind), document.no, document.country, *dates, quantity)
        return "".join([f"<td>{self._page.clip(text)}</td>" for text in texts])


class _ByteSink:
    """What a ZIP archive needs of a file that it can only write forward."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        self._output.write_bytes(bytes(data))
        return len(data)

    def flush(self) -> None:
        self._output.flush()


def _texts(spool: Spool) -> Iterator[str]:
    yield from spool.lines()


def _referred_object(result: LineResult) -> dict[str, Any]:
    """A line item as in `jsonl`, with what was declared, the documents seen, and how the result came about."""
    record = line_object(result, result.findings)
    item = result.item
    record["declared"] = _declared_object(item) if item is not None else {}
    record["documents"] = [_document_object(document) for document in item.documents] if item is not None else []
    record["steps"] = result.steps
    record["risk"] = {"score": result.risk, "indicators": result.risk_indicators}
    return record


def _declared_object(item: LineItem) -> dict[str, Any]:
    values = {field.name: getattr(item, field.name) for field in fields(item) if field.name not in _NOT_DECLARED}
    return {name: _plain(value) for name, value in values.items() if value not in (None, "")}


def _document_object(document: Document) -> dict[str, Any]:
    return {field.name: _plain(getattr(document, field.name)) for field in fields(document)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
