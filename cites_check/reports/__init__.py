"""Reports: the results of a check, for people and for machines.

Each format has a module of its own, imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cites_check.model.results import RunInfo
    from cites_check.reports.base import Reporter, Writer
    from cites_check.reports.options import ReportOptions, RuleInfo
    from cites_check.reports.output import ReportError, Target
    from cites_check.reports.summary import statistics_lines, summary_line

__all__ = [
    "FORMATS",
    "ReportError",
    "ReportOptions",
    "Reporter",
    "RuleInfo",
    "Target",
    "open_report",
    "statistics_lines",
    "summary_line",
]

_HOMES = {
    "ReportError": "output",
    "ReportOptions": "options",
    "Reporter": "base",
    "RuleInfo": "options",
    "Target": "output",
    "statistics_lines": "summary",
    "summary_line": "summary",
}
"""Where each public name lives. It is fetched when first asked for: a command that writes no report pays nothing."""

_WRITERS = {
    "text": ("text", "TextWriter"),
    "table": ("table", "TableWriter"),
    "json": ("json_document", "JsonWriter"),
    "jsonl": ("jsonl", "JsonLinesWriter"),
    "csv": ("csv_table", "CsvWriter"),
    "markdown": ("markdown", "MarkdownWriter"),
    "sarif": ("sarif", "SarifWriter"),
    "junit": ("junit", "JunitWriter"),
    "github": ("github", "GithubWriter"),
    "html": ("html", "HtmlWriter"),
    "xlsx": ("xlsx", "XlsxWriter"),
    "referral": ("referral", "ReferralWriter"),
}

FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""The names of all formats."""


def open_report(format: str, target: Target, info: RunInfo, options: ReportOptions) -> Reporter:
    """A reporter for one format on one target.

    Raises `ValueError` for an unknown format, `ReportError` for a target that cannot take it, `OSError` when a file
    cannot be written.
    """
    try:
        module, name = _WRITERS[format]
    except KeyError:
        raise ValueError(f"unknown report format {format!r}; known are {', '.join(FORMATS)}") from None
    writer: type[Writer] = getattr(import_module(f"{__name__}.{module}"), name)
    from cites_check.reports.output import open_output

    output = open_output(target, writer.human, writer.binary, info.files)
    try:
        return writer(output, info, options)
    except BaseException:
        output.close(commit=False)
        raise


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
