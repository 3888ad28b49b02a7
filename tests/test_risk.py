"""The inspection score: named indicators, weights as data, and reports sorted by it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cites_check.lookup import Lookups
from cites_check.model.codes import Severity, Verdict
from cites_check.model.findings import Finding
from cites_check.model.lines import LineItem
from cites_check.model.results import LineResult
from cites_check.reports.ranking import Ranking
from cites_check.risk import MOST, Indicator, assess, indicators_from
from cites_check.rules.table import RULES

HEAD = "scientific_name,term,source,purpose,quantity,unit,origin,exporter,export_permit_no,export_permit_country,export_permit_issued,export_permit_expires,import_permit_no,import_permit_country,import_permit_issued,import_permit_expires\n"  # noqa: E501
LINES = (
    "Bos taurus,SKI,W,T,1,no,US,US,,,,,,,,\n"
    "Python bivittatus,SKI,C,T,10,no,TH,TH,26TH004711,TH,2026-09-15,2027-03-14,26KR000815,KR,2026-08-20,2027-02-19\n"
    "Panthera tigris,SKI,W,T,1,no,CN,CN,,,,,,,,\n"
    "Python bivittatus,SKI,W,T,10,no,TH,TH,,,,,,,,\n"
)


@pytest.fixture(scope="module")
def indicators(lookups: Lookups) -> tuple[Indicator, ...]:
    return indicators_from(lookups.dataset.document("risk"))


def _result(verdict: Verdict, *rules: str, appendix: str = "", **item: Any) -> LineResult:
    findings = tuple(Finding(rule, Severity.REVIEW, None, "", "", ()) for rule in rules)
    return LineResult("f", 2, verdict, appendix=appendix, findings=findings, item=LineItem(**item))


def test_each_rule_that_an_indicator_names_exists(indicators: tuple[Indicator, ...]) -> None:
    known = {rule.id for rule in RULES}
    assert {one.id: one.rules - known for one in indicators if one.rules - known} == {}
    assert len({one.id for one in indicators}) == len(indicators)
    assert all(one.weight > 0 and set(one.words) == {"en", "ko"} for one in indicators)


def test_the_score_is_the_sum_of_the_indicators_it_names(indicators: tuple[Indicator, ...]) -> None:
    weights = {one.id: one.weight for one in indicators}
    result = _result(Verdict.REVIEW, "laundering-route", appendix="II", source="C", term="LIV", channel="post")
    risk = assess(result, indicators, {"first_permit"})
    assert set(risk.indicators) == {"open-question", "high-risk-route", "live", "parcel", "first-time-permit"}
    assert risk.score == sum(weights[name] for name in risk.indicators)
    assert list(risk.indicators) == sorted(risk.indicators, key=lambda name: (-weights[name], name))


def test_what_is_outside_and_unremarkable_has_no_score(indicators: tuple[Indicator, ...]) -> None:
    assert assess(_result(Verdict.NOT_LISTED, source="W", term="LIV", channel="post"), indicators).score == 0


def test_a_waived_finding_counts_for_nothing(indicators: tuple[Indicator, ...]) -> None:
    waived = Finding("y900-false", Severity.VIOLATION, None, "", "", (), waived=True)
    result = LineResult("f", 2, Verdict.OK, appendix="II", findings=(waived,), item=LineItem(source="C"))
    assert assess(result, indicators).indicators == ()


def test_the_score_has_an_end(indicators: tuple[Indicator, ...]) -> None:
    every = [rule for one in indicators for rule in one.rules]
    assert assess(_result(Verdict.PROHIBITED, *every, appendix="I", source="W"), indicators).score == MOST


def test_one_more_indicator_never_lowers_the_score(indicators: tuple[Indicator, ...]) -> None:
    plain = assess(_result(Verdict.REVIEW, appendix="II", source="C"), indicators).score
    for one in indicators:
        for rule in one.rules:
            assert assess(_result(Verdict.REVIEW, rule, appendix="II", source="C"), indicators).score >= plain


def test_a_condition_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no field 'sauce'"):
        indicators_from([{"id": "x", "weight": 1, "en": "x", "ko": "x", "fields": {"sauce": ["W"]}}])


def test_a_ranking_keeps_the_order_of_the_file_among_equals() -> None:
    ranking = Ranking()
    for score, text in ((3, "a\n"), (9, "b\n"), (3, "뱀\n"), (0, "d\n"), (9, "e\n")):
        ranking.add(score, text)
    assert list(ranking) == ["b\n", "e\n", "a\n", "뱀\n", "d\n"]
    ranking.close()


def _check(tmp_path: Path, *options: str) -> str:
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + LINES, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "cites_check",
        "check",
        str(file),
        "--importer",
        "KR",
        "--on-date",
        "2026-11-22",
        "-q",
    ]
    done = subprocess.run([*command, *options], capture_output=True, text=True, env={**os.environ, "COLUMNS": "100"})
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_sorted_by_risk_the_object_says_why(tmp_path: Path, format: str) -> None:
    text = _check(tmp_path, "--sort", "risk", "-f", format)
    lines = json.loads(text)["lines"] if format == "json" else [json.loads(line) for line in text.splitlines()]
    assert [line["row"] for line in lines] == [4, 5, 3, 2]
    assert [line["risk"]["score"] for line in lines] == sorted((line["risk"]["score"] for line in lines), reverse=True)
    assert "prohibited" in lines[0]["risk"]["indicators"]


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_unless_asked_for_the_object_is_that_of_the_contract(tmp_path: Path, format: str) -> None:
    text = _check(tmp_path, "-f", format, "-v")
    lines = json.loads(text)["lines"] if format == "json" else [json.loads(line) for line in text.splitlines()]
    assert [line["row"] for line in lines] == [2, 3, 4, 5]
    assert all("risk" not in line for line in lines)


def test_for_people_score_and_names_are_shown(tmp_path: Path) -> None:
    rows = [line for line in _check(tmp_path, "--sort", "risk", "-f", "text").splitlines() if " RISK " in line]
    assert ":4: RISK" in rows[0] and "prohibited" in rows[0]
    table = _check(tmp_path, "--sort", "risk", "-f", "table", "--lang", "ko")
    assert "위험" in table and "금지" in table
    assert table.index("Panthera tigris") < table.index("Python bivittatus")
    assert " RISK " not in _check(tmp_path, "-f", "text")
