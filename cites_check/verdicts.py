"""From findings to the verdict of a line, and what waivers and the score of risk make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.risk import Indicator, assess

Waive = Callable[[LineItem, str, tuple[Finding, ...]], tuple[Finding, ...]]
"""Marks the findings of a line, with the taxon it names, that are waived."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line as the rules see it, before any waiver.

    `if_clean` is its verdict where no finding counts, and `if_waived` where a doubt was waived: a waiver takes a doubt
    out of the count, but does not make a name known. `facts` are what indicators of risk ask about and the result does
    not tell.
    """

    result: LineResult
    if_clean: Verdict
    if_waived: Verdict
    facts: frozenset[str] = frozenset()


def verdict_of(findings: Sequence[Finding], if_clean: Verdict, if_waived: Verdict) -> Verdict:
    """The verdict that findings make: the worst violation, else a doubt, else that of a line without any."""
    doubt_waived = False
    doubt: Verdict | None = None
    worst: Verdict | None = None
    for finding in findings:
        severity, verdict = finding.severity, finding.verdict
        if finding.waived:
            doubt_waived |= severity is not Severity.NOTE
        elif severity is Severity.VIOLATION and verdict is not None:
            worst = verdict if worst is None or verdict.rank < worst.rank else worst
        elif verdict is Verdict.UNRESOLVED:
            doubt = verdict
        elif severity is Severity.REVIEW:
            doubt = doubt or Verdict.REVIEW
    return worst or doubt or (if_waived if doubt_waived else if_clean)


def settled(judged: Judged, waive: Waive | None, indicators: Sequence[Indicator]) -> LineResult:
    """The result of a line, its findings waived and its risk assessed. Lines have to come in the order of the run."""
    result = judged.result
    if waive is not None and result.item is not None and result.findings:
        findings = waive(result.item, result.taxon, result.findings)
        if any(finding.waived for finding in findings):
            # What counts stands before what is waived.
            findings = tuple(sorted(findings, key=lambda finding: finding.waived))
            verdict = verdict_of(findings, judged.if_clean, judged.if_waived)
            result = replace(result, findings=findings, verdict=verdict)
    if not indicators:
        return result
    risk = assess(result, indicators, judged.facts)
    return replace(result, risk=risk.score, risk_indicators=risk.indicators)
