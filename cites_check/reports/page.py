"""What the HTML pages share: a frame that loads nothing from anywhere, and text that is never markup."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from cites_check.model.codes import Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.labels import Labels
from cites_check.reports.sanitise import sanitise
from cites_check.reports.summary import run_facts


def html_text(text: str) -> str:
    """Text for an element or an attribute: sanitised and escaped."""
    return escape(sanitise(text), quote=True)


class Page:
    """The pieces of a page in one language. Style and script stand in the page, allowed by their digests alone."""

    def __init__(self, labels: Labels, script: bool) -> None:
        self._labels = labels
        self._style = _asset("report.css")
        self._script = _asset("report.js") if script else ""

    def head(self, title: str, upright: bool = False) -> str:
        """Everything before the content; the page is printed `upright` or else across."""
        frame = ' class="upright"' if upright else ""
        scripts = f"; script-src 'sha256-{_digest(self._script)}'" if self._script else ""
        styles = f"style-src 'sha256-{_digest(self._style)}'"
        policy = f"default-src 'none'; {styles}{scripts}; base-uri 'none'; form-action 'none'"
        return (
            f'<!DOCTYPE html>\n<html lang="{self._labels.lang}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light">\n'
            f"<title>{html_text(title)}</title>\n<style>{self._style}</style>\n</head>\n<body{frame}>\n"
        )

    def foot(self) -> str:
        """Everything after the content."""
        script = f"<script>{self._script}</script>\n" if self._script else ""
        return f"<footer><p>{html_text(self._labels('disclaimer'))}</p></footer>\n{script}</body>\n</html>\n"

    def clip(self, text: str) -> str:
        """Text of the declaration: the beginning of a very long one, escaped."""
        return html_text(self._labels.clip(text))

    def badge(self, verdict: Verdict) -> str:
        """A verdict in its colour, in words and as its code."""
        words = html_text(self._labels.verdict(verdict))
        return f'<span class="badge {verdict.value}">{words}<small>{verdict.value}</small></span>'

    def place(self, result: LineResult, with_file: bool = True) -> str:
        """File, row and the declaration's own number of a line item."""
        parts = [html_text(self._labels.row(result.row))]
        if result.line_id:
            parts.append(f"{html_text(self._labels('item'))} {self.clip(result.line_id)}")
        if with_file:
            parts.append(f'<span class="soft">{self.clip(result.file)}</span>')
        return "<br>".join(parts)

    def name(self, result: LineResult) -> str:
        """The declared name, what it was resolved to and how, and the common name."""
        item = result.item
        common = item.common_name if item is not None else ""
        goods = item.description if item is not None and not result.scientific_name else ""
        parts = [f"<i>{self.clip(result.scientific_name)}</i>" if result.scientific_name else ""]
        if result.taxon and result.taxon != result.scientific_name:
            parts.append(f"→ <b><i>{self.clip(result.taxon)}</i></b>")
            if result.match is not None and result.match.best is not None:
                parts.append(f'<span class="soft">{html_text(self._labels.match(result.match.best.kind))}</span>')
        parts += [f'<span class="soft">{self.clip(text)}</span>' for text in (common, goods) if text]
        return "<br>".join(part for part in parts if part)

    def listing(self, result: LineResult) -> str:
        """Appendix, where the taxon is listed, and which documents are needed."""
        labels = self._labels
        parts = [f"<b>{html_text(labels.appendix(result.appendix))}</b>" if result.appendix else ""]
        if result.listed_as:
            parts.append(f"{html_text(labels('listed_as'))} <i>{self.clip(result.listed_as)}</i>")
        if result.documents_required:
            needs = html_text(labels.documents(result.documents_required))
            parts.append(f'<span class="soft">{html_text(labels("needs"))}: {needs}</span>')
        return "<br>".join(part for part in parts if part)

    def finding(self, finding: Finding) -> str:
        """One finding: what, why, and what to do."""
        labels = self._labels
        waived = f" ({html_text(labels('waived'))})" if finding.waived else ""
        field = f" · {self.clip(finding.field)}" if finding.field else ""
        last = ("waived", finding.waiver) if finding.waiver else ("do", finding.fix)
        rows = [
            f'<dt>{html_text(labels(key))}</dt><dd class="{key}">{self.clip(text)}</dd>'
            for key, text in (("what", finding.message), ("why", "; ".join(finding.basis)), last)
            if text
        ]
        kind = f"{finding.severity.value} waived" if finding.waived else finding.severity.value
        return (
            f'<div class="finding {kind}"><div class="head">{html_text(labels.severity(finding.severity))}{waived} '
            f"<code>{html_text(finding.rule)}{field}</code></div><dl>{''.join(rows)}</dl></div>"
        )

    def facts(self, info: RunInfo, summary: RunSummary) -> str:
        """What the run was: tool, data, files, counts."""
        rows = "".join(
            f"<dt>{html_text(label)}</dt><dd>{self.clip(value)}</dd>"
            for label, value in run_facts(info, summary, self._labels)
        )
        return f'<section class="facts"><h2>{html_text(self._labels("summary"))}</h2><dl>{rows}</dl></section>\n'


def _asset(name: str) -> str:
    return files("cites_check.reports").joinpath("assets", name).read_text("utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
