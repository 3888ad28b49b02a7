"""What a caller chooses about a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cites_check.model.codes import Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report says of a rule besides its findings: one line, usual severity, legal basis."""

    id: str
    title: str = ""
    severity: Severity = Severity.REVIEW
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Choices that hold for any format; each writer uses what concerns it.

    `lang` is the language of labels. `width` is in columns of a terminal, None for the terminal's own. `min_severity`
    hides weaker findings; verdicts and counts stay. `verbose` shows lines without a finding, too. `sort` is `worst`
    (worst verdict first, as far as lines can be held), `file` or `risk` (highest inspection score first, with the
    score). `indicators` names the indicators of risk by id. `source_path` and `source_sheet` name the spreadsheet
    that an `xlsx` report gives back with the results added. `rules` describes the rules by id.
    """

    lang: str = "en"
    color: Literal["auto", "always", "never"] = "auto"
    width: int | None = None
    verbose: bool = False
    min_severity: Severity = Severity.NOTE
    statistics: bool = False
    source_path: Path | None = None
    source_sheet: str = ""
    sort: Literal["worst", "file", "risk"] = "worst"
    indicators: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
