"""`sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts show as alerts."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from cites_check.model.codes import Severity
from cites_check.model.findings import Finding
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports.base import Spool, Writer
from cites_check.reports.objects import dataset_object, summary_object, to_json
from cites_check.reports.options import ReportOptions, RuleInfo
from cites_check.reports.output import Output
from cites_check.reports.sanitise import sanitise

MOST_RESULTS = 25_000
"""Code hosts refuse a run with more."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.REVIEW: "warning", Severity.NOTE: "note"}
_WAIVED = "waived"


class SarifWriter(Writer):
    """Keeps results by severity, up to the cap, so that the worst are written when not all can be."""

    def __init__(self, output: Output, info: RunInfo, options: ReportOptions) -> None:
        super().__init__(output, info, options)
        self._spools: dict[str, Spool] = {key: self.new_spool() for key in (*Severity, _WAIVED)}
        self._kept: Counter[str] = Counter()
        self._total = 0
        self._rules: dict[str, tuple[int, RuleInfo]] = {}
        self._seen: Counter[str] = Counter()

    def line(self, result: LineResult) -> None:
        """Report one line item; one without a finding is no result."""
        for finding in self.shown(result):
            self._total += 1
            key = _WAIVED if finding.waived else finding.severity.value
            if self._kept[key] < MOST_RESULTS:
                self._kept[key] += 1
                self._spools[key].write(to_json(self._result(result, finding)) + "\n")

    def finish(self, summary: RunSummary) -> None:
        """Join the parts of the run."""
        written = min(MOST_RESULTS, sum(self._kept.values()))
        notifications: list[dict[str, Any]] = []
        if written < self._total:
            text = f"Results are truncated: the worst {written} of {self._total} are given."
            notifications.append({"level": "warning", "message": {"text": text}})
        if summary.unreadable:
            text = f"{summary.unreadable} rows could not be read."
            notifications.append({"level": "warning", "message": {"text": text}})
        notifications += [
            {"level": "warning", "message": {"text": sanitise(notice.message)}, "descriptor": {"id": notice.rule}}
            for notice in self.info.notices
        ]
        run = {
            "tool": {"driver": self._driver()},
            "automationDetails": {"id": "cites-check/"},
            "columnKind": "unicodeCodePoints",
            "language": self.options.lang,
            "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notifications}],
            "properties": {
                "dataset": dataset_object(self.info),
                "attribution": list(self.info.dataset.attribution),
                "summary": {**summary_object(summary), "unreadable": summary.unreadable},
                "inputs": list(self.info.files),
            },
        }
        head = to_json({"$schema": _SCHEMA, "version": "2.1.0"})[:-1]
        self.output.write(f'{head}, "runs": [{to_json(run)[:-1]},\n"results": [')
        separator = "\n"
        left = MOST_RESULTS
        for spool in self._spools.values():
            for text in spool.lines():
                if not left:
                    break
                self.output.write(separator + text.rstrip("\n"))
                separator, left = ",\n", left - 1
        self.output.write("\n]}]}\n")

    def _driver(self) -> dict[str, Any]:
        version = self.info.tool_version
        rules = [_rule_object(rule) for _, rule in self._rules.values()]
        return {"name": "cites-check", "version": version, "semanticVersion": version, "rules": rules}

    def _rule_index(self, finding: Finding) -> int:
        if finding.rule not in self._rules:
            known = self.options.rules.get(finding.rule)
            info = known or RuleInfo(finding.rule, "", finding.severity, finding.basis)
            self._rules[finding.rule] = (len(self._rules), info)
        return self._rules[finding.rule][0]

    def _result(self, result: LineResult, finding: Finding) -> dict[str, Any]:
        fix = f" {finding.fix}" if finding.fix else ""
        record: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._rule_index(finding),
            "level": _LEVELS[finding.severity],
            "message": {"text": _plain(f"{finding.message}{fix}")},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": artifact_uri(result.file)},
                        "region": {"startLine": max(1, result.row)},
                    }
                }
            ],
            "partialFingerprints": {"citesCheck/v1": self._fingerprint(result, finding)},
            "properties": {
                "verdict": result.verdict,
                "line_id": result.line_id,
                "scientific_name": result.scientific_name,
                "taxon": result.taxon or None,
                "appendix": result.appendix or None,
                "basis": finding.basis,
                "fix": finding.fix,
                "field": finding.field,
                "value": finding.value,
            },
        }
        if finding.waived:
            suppression = {"kind": "external", "status": "accepted"}
            record["suppressions"] = [
                suppression | {"justification": finding.waiver} if finding.waiver else suppression
            ]
        return record

    def _fingerprint(self, result: LineResult, finding: Finding) -> str:
        """What stays the same when lines move: the goods, the finding, and a count of those that are alike."""
        parts = (
            PurePath(result.file).name,
            result.line_id,
            result.scientific_name,
            finding.rule,
            finding.field,
            finding.value,
        )
        digest = sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
        self._seen[digest] += 1
        return f"{digest}:{self._seen[digest]}"


def artifact_uri(file: str) -> str:
    """A path as a URI: relative as it is, absolute with its scheme; what stands for standard input as a name."""
    path = PurePath(file)
    encoded = quote(path.as_posix().encode("utf-8", "backslashreplace"), safe="/")
    return f"file://{encoded}" if path.is_absolute() else encoded


def _rule_object(rule: RuleInfo) -> dict[str, Any]:
    title = rule.title or rule.id.replace("-", " ")
    return {
        "id": rule.id,
        "shortDescription": {"text": _plain(title)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"basis": rule.basis, "tags": ["CITES"]},
    }


def _plain(text: str) -> str:
    """Text that no viewer takes for a link or a placeholder."""
    return sanitise(text).replace("](", "] (")
