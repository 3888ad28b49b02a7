"""The result of a check: one record a line item, and what is said of the whole run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cites_check.model.codes import DocumentKind, Severity, Verdict
from cites_check.model.dataset import DatasetInfo
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem
from cites_check.model.taxa import NameMatch


@dataclass(frozen=True, slots=True)
class LineResult:
    """What was found on one line item.

    `appendix` is `I`, `II`, `III`, all that may apply (`I/II`) or empty when not covered; `listed_as` names the entry
    of the Appendices that decided
    (`Psittaciformes spp.`). `match` is how the declared name came to the taxon, None where no name was looked up.
    `item` is None for a row
    that could not be read. `findings` are worst first. `steps` are the steps taken from name to listing, in words.
    `risk` is an inspection score from 0, with its
    named indicators.
    """

    file: str
    row: int
    verdict: Verdict
    line_id: str = ""
    scientific_name: str = ""
    taxon: str = ""
    rank: str = ""
    match: NameMatch | None = None
    taxon_class: str = ""
    family: str = ""
    kingdom: str = ""
    appendix: str = ""
    listed_as: str = ""
    documents_required: tuple[DocumentKind, ...] = ()
    findings: tuple[Finding, ...] = ()
    item: LineItem | None = None
    steps: tuple[str, ...] = ()
    risk: int = 0
    risk_indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunInfo:
    """Known before the first line: tool and dataset, jurisdiction and date defaults, language of the messages (`en`,
    `ko`).
    """

    tool_version: str
    dataset: DatasetInfo
    files: tuple[str, ...]
    importer: str = ""
    on_date: str = ""
    lang: str = "en"
    notices: tuple[Finding, ...] = ()
    """What there is to say once, about the data and not about a line. It is shown, and counts in no exit code."""


@dataclass(slots=True)
class RunSummary:
    """Known after the last line: counts only, so that it never grows with the input."""

    files: int = 0
    lines: int = 0
    unreadable: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    waived: int = 0

    def add(self, result: LineResult) -> None:
        """Count one line."""
        self.lines += 1
        self.verdicts[result.verdict] += 1
        if result.verdict is Verdict.INPUT_ERROR:
            self.unreadable += 1
        for finding in result.findings:
            if finding.waived:
                self.waived += 1
                continue
            self.severities[finding.severity] += 1
            self.rules[finding.rule] += 1
