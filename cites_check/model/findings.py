"""Findings, and the result of one line item."""

from __future__ import annotations

from dataclasses import dataclass

from cites_check.model.codes import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found on one line item: what is wrong, why (`basis`), and what to do (`fix`).

    A `waived` finding counts for nothing; `waiver` says who answers for that and why.
    """

    rule: str
    severity: Severity
    verdict: Verdict | None
    message: str
    fix: str
    basis: tuple[str, ...]
    field: str = ""
    value: str = ""
    waived: bool = False
    waiver: str = ""
