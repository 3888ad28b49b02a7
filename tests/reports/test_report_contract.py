"""`jsonl` and `json` have the keys and the order of the public contract, and lose nothing."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cites_check.model.codes import Severity, Verdict
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import FORMATS, ReportOptions, open_report, summary_line
from tests.reports.conftest import HOSTILE_FINDING

LINE_KEYS = [
    "file", "row", "line_id", "scientific_name", "taxon", "rank", "match", "appendix", "listed_as", "verdict",
    "documents_required", "findings",
]  # fmt: skip
MATCH_KEYS = ["name", "rank", "kingdom", "class", "family", "kind", "matched", "edits", "score"]
FINDING_KEYS = ["rule", "severity", "message", "fix", "basis", "field", "value"]


def write(
    format: str, results: list[LineResult], info: RunInfo, summary: RunSummary, options: ReportOptions | None = None
) -> str:
    stream = io.BytesIO()
    with open_report(format, stream, info, options or ReportOptions()) as report:
        for result in results:
            report.line(result)
        report.end(summary)
    return stream.getvalue().decode("utf-8")


def test_jsonl_has_the_keys_of_the_contract_in_order(
    results: list[LineResult], info: RunInfo, summary: RunSummary
) -> None:
    records = [json.loads(line) for line in write("jsonl", results, info, summary).splitlines()]
    assert len(records) == len(results)
    for record in records:
        assert list(record) == LINE_KEYS
        assert record["match"] is None or list(record["match"]) == MATCH_KEYS
        for finding in record["findings"]:
            assert [key for key in finding if key not in ("waived", "waiver")] == FINDING_KEYS
            assert finding.get("waived", True) is True
    python = records[1]
    assert python["match"] == {
        "name": "Malayopython reticulatus", "rank": "species", "kingdom": "Animalia", "class": "Reptilia",
        "family": "Pythonidae", "kind": "synonym", "matched": "Python reticulatus", "edits": 0, "score": 1.0,
    }  # fmt: skip
    assert python["verdict"] == "PERMIT_MISSING"
    assert python["documents_required"] == ["export_permit", "import_permit"]
    assert [finding["rule"] for finding in python["findings"] if finding.get("waived")] == ["unit-unusual"]


def test_nothing_is_null(results: list[LineResult], info: RunInfo, summary: RunSummary) -> None:
    unreadable = json.loads(write("jsonl", results, info, summary).splitlines()[6])
    assert [key for key, value in unreadable.items() if value is None] == [
        "taxon",
        "rank",
        "match",
        "appendix",
        "listed_as",
    ]
    assert unreadable["line_id"] == ""


def test_jsonl_keeps_hostile_text_whole_and_harmless(
    results: list[LineResult], info: RunInfo, summary: RunSummary
) -> None:
    line = write("jsonl", results, info, summary).splitlines()[3]
    assert json.loads(line)["scientific_name"] == results[3].scientific_name
    assert line.isprintable()


def test_lone_surrogates_do_not_break_a_report(info: RunInfo, summary: RunSummary) -> None:
    odd = LineResult("caf\udce9.csv", 2, Verdict.OK, scientific_name="\ud800")
    for format in FORMATS:
        if format not in ("xlsx", "referral"):
            write(format, [odd], info, summary, ReportOptions(verbose=True))
    assert json.loads(write("jsonl", [odd], info, summary))["file"] == "caf\udce9.csv"


def test_json_document(results: list[LineResult], info: RunInfo, summary: RunSummary) -> None:
    document = json.loads(write("json", results, info, summary))
    assert list(document) == ["schema_version", "tool", "dataset", "summary", "lines"]
    assert document["dataset"] == {"version": "2026.03.05", "in_force": "2026-03-05", "sha256": "9f2b" * 16}
    assert list(document["summary"]) == ["files", "lines", "verdicts", "findings", "waived"]
    assert document["summary"]["verdicts"]["OK"] == 2
    assert document["summary"]["waived"] == 1
    assert document["lines"] == [json.loads(line) for line in write("jsonl", results, info, summary).splitlines()]


def test_json_of_no_lines_is_a_document(info: RunInfo) -> None:
    assert json.loads(write("json", [], info, RunSummary()))["lines"] == []


def test_min_severity_hides_findings_and_keeps_verdicts(
    results: list[LineResult], info: RunInfo, summary: RunSummary
) -> None:
    text = write("jsonl", results, info, summary, ReportOptions(min_severity=Severity.VIOLATION))
    records = [json.loads(line) for line in text.splitlines()]
    assert {finding["severity"] for record in records for finding in record["findings"]} == {"violation"}
    assert [record["verdict"] for record in records] == [result.verdict.value for result in results]


@pytest.mark.parametrize("lang", ["en", "ko", "fr"])
def test_summary_line_names_counts_data_and_tool(lang: str, info: RunInfo, summary: RunSummary) -> None:
    line = summary_line(summary, replace(info, lang=lang))
    for part in ("1 PROHIBITED", "2 OK", "2026.03.05", "9f2b9f2b9f2b", "cites-check 0.1.0"):
        assert part in line
    assert "\n" not in line


def test_an_unknown_format_is_named_with_the_known_ones(info: RunInfo) -> None:
    with pytest.raises(ValueError, match=r"unknown report format 'pdf'.*text"):
        open_report("pdf", io.BytesIO(), info, ReportOptions())


def test_importing_reports_imports_no_heavy_library() -> None:
    code = (
        "import sys, cites_check.reports;"
        "print([m for m in ('rich', 'openpyxl', 'yaml', 'csv', 'html', 'xml') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_format_carries_the_data_version_where_it_has_a_place(
    results: list[LineResult], info: RunInfo, summary: RunSummary, tmp_path: Path
) -> None:
    for format in ("json", "csv", "markdown", "sarif", "junit", "github", "table", "html"):
        assert "2026.03.05" in write(format, results, info, summary), format


@pytest.mark.parametrize("format", ["html", "markdown", "junit", "sarif"])
def test_what_is_to_say_about_the_data_stands_in_reports(
    format: str, results: list[LineResult], info: RunInfo, summary: RunSummary
) -> None:
    notice = replace(HOSTILE_FINDING, rule="dataset-older-than-cop", message="The data is of before the Conference.")
    text = write(format, results, replace(info, notices=(notice,)), summary)
    assert text.count("The data is of before the Conference.") == 1
    assert "dataset-older-than-cop" in text
