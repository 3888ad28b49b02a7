"""Results as plain objects with the keys and the order of the public contract.

Codes stay members of their enumerations, which are strings: the JSON encoder writes them as such, and faster.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import Any

from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.sanitise import escape_invisible

_encode = JSONEncoder(ensure_ascii=False).encode


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding; a waived one says so."""
    record: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "fix": finding.fix,
        "basis": finding.basis,
        "field": finding.field,
        "value": finding.value,
    }
    if finding.waived:
        record["waived"] = True
        if finding.waiver:
            record["waiver"] = finding.waiver
    return record


def match_object(result: LineResult) -> dict[str, Any] | None:
    """How the declared name came to the taxon, or None where no taxon was reached."""
    match = result.match
    if match is None or match.best is None:
        return None
    best = match.best
    return {
        "name": best.name,
        "rank": best.rank,
        "kingdom": result.kingdom or None,
        "class": result.taxon_class or None,
        "family": result.family or None,
        "kind": best.kind,
        "matched": best.matched,
        "edits": best.edits,
        "score": round(best.score, 4),
    }


def line_object(result: LineResult, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """One line item with the findings that are to be shown."""
    return {
        "file": result.file,
        "row": result.row,
        "line_id": result.line_id,
        "scientific_name": result.scientific_name,
        "taxon": result.taxon or None,
        "rank": result.rank or None,
        "match": match_object(result),
        "appendix": result.appendix or None,
        "listed_as": result.listed_as or None,
        "verdict": result.verdict,
        "documents_required": result.documents_required,
        "findings": [finding_object(finding) for finding in findings] if findings else (),
    }


def ranked_object(result: LineResult, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """One line item with its inspection score, for reports that are sorted by it."""
    risk = {"score": result.risk, "indicators": result.risk_indicators}
    return {**line_object(result, findings), "risk": risk}


def dataset_object(info: RunInfo) -> dict[str, Any]:
    """Which data answered."""
    return {"version": info.dataset.version, "in_force": info.dataset.in_force, "sha256": info.dataset.sha256}


def summary_object(summary: RunSummary) -> dict[str, Any]:
    """Counts of the run; every verdict and severity stands there, worst first."""
    return {
        "files": summary.files,
        "lines": summary.lines,
        "verdicts": {verdict.value: summary.verdicts[verdict] for verdict in Verdict},
        "findings": {severity.value: summary.severities[severity] for severity in Severity},
        "waived": summary.waived,
    }


def to_json(record: Any) -> str:
    """JSON on one line, in the letters of its language; characters that act on a terminal stand as escapes."""
    return escape_invisible(_encode(record))
