"""Waivers and baselines: what is accepted stays visible and counts for nothing; everything else counts."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cites_check.baseline import Baseline
from cites_check.errors import UsageError
from cites_check.main import main
from cites_check.model.codes import DocumentKind, Severity
from cites_check.model.findings import Finding
from cites_check.model.lines import Document, LineItem
from cites_check.rules.table import RULES
from cites_check.waivers import FIELDS, Waivers, waivers_from

TODAY = date(2026, 11, 22)
RULE = "kr-import-permit-missing"
KNOWN = {rule.id for rule in RULES}
ENTRY = {
    "rule": RULE,
    "match": {"taxon": "Panthera tigris"},
    "reason": "Held by the zoo's own permit",
    "who": "J. Kim",
    "expires": "2026-11-22",
}
LINE = LineItem(
    file="a.csv",
    row=2,
    line_id="007",
    scientific_name="Panthera  tigris",
    exporter="CN",
    documents=(Document(DocumentKind.EXPORT_PERMIT, "26CN 001/234"),),
)
FINDING = Finding(RULE, Severity.VIOLATION, None, "", "", (), "import_permit_no", "")


def _waived(match: dict[str, Any], line: LineItem = LINE) -> bool:
    waivers = Waivers(waivers_from([ENTRY | {"match": match}], "w.yaml", KNOWN), TODAY)
    (finding,) = waivers(line, "Panthera tigris", (FINDING,))
    assert bool(waivers.unused) is not finding.waived
    return finding.waived


@pytest.mark.parametrize(
    ("match", "waived"),
    [
        ({"taxon": "Panthera tigris"}, True),
        ({"taxon": "Panthera"}, False),
        ({"scientific_name": "panthera tigris", "exporter": "cn"}, True),
        ({"scientific_name": "Panthera tigris", "exporter": "VN"}, False),
        ({"exporter": ["VN", "CN"]}, True),
        ({"permit_no": "26CN001234"}, True),
        ({"export_permit_no": "26CN001234"}, True),
        ({"import_permit_no": "26CN001234"}, False),
        ({"line_id": "007"}, True),
        ({"line_id": "7"}, False),
        ({"field": "import_permit_no"}, True),
        ({"field": "source"}, False),
        ({"consignment_id": "1"}, False),
    ],
)
def test_all_that_is_given_must_match(match: dict[str, Any], waived: bool) -> None:
    assert _waived(match) is waived


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_asked_of_an_empty_line(field: str) -> None:
    assert _waived({field: "zzz"}, LineItem()) is False


def test_a_waiver_holds_through_its_last_day_and_says_who_and_why() -> None:
    entries = waivers_from({"waivers": [ENTRY]}, "w.yaml", KNOWN)
    (finding,) = Waivers(entries, TODAY)(LINE, "Panthera tigris", (FINDING,))
    assert finding.waived
    assert finding.waiver == "Held by the zoo's own permit (J. Kim, until 2026-11-22)"
    late = Waivers(entries, TODAY + timedelta(days=1))
    assert late(LINE, "Panthera tigris", (FINDING,)) == (FINDING,)
    assert late.expired == entries
    assert late.unused == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("waivers: 3", "not a list"),
        ("waiver: []", "did you mean waivers"),
        ("- 3", "not a waiver"),
        ("- {rule: x}", "no match"),
        *((json.dumps([{k: v for k, v in ENTRY.items() if k != key}]), f"no {key}") for key in ENTRY),
        (json.dumps([ENTRY | {"rule": "kr-import-permit-mising"}]), "did you mean kr-import-permit-missing"),
        (json.dumps([ENTRY | {"rule": "row-unreadable"}]), "cannot be waived"),
        (json.dumps([ENTRY | {"expires": "next year"}]), "not a date"),
        (json.dumps([ENTRY | {"expire": "2027-01-01"}]), "did you mean expires"),
        (json.dumps([ENTRY | {"match": {"exportr": "CN"}}]), "did you mean exporter"),
        (json.dumps([ENTRY | {"match": {"exporter": ""}}]), "exporter has no value"),
        (json.dumps([ENTRY | {"match": {"exporter": []}}]), "exporter has no value"),
        (json.dumps([ENTRY | {"match": {}}]), "no match"),
        (json.dumps([ENTRY | {"match": "tiger"}]), "not a mapping"),
        (json.dumps([ENTRY | {"who": "  "}]), "no who"),
        (json.dumps([ENTRY | {"reason": ["a"]}]), "not text"),
        ("- rule: [", "not YAML"),
        ("a: 1\na: 2", "stands twice"),
        ("[" * 5000, "nested too deeply"),
        ("\0", "not YAML"),
    ],
)
def test_a_waiver_file_that_is_not_right_exits_with_2_and_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(content, encoding="utf-8")
    assert main(["check", "--example", "--waivers", str(path)]) == 2
    shown = capsys.readouterr()
    assert str(path) in shown.err
    assert said in shown.err
    assert not shown.out


def test_missing_files_exit_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--waivers", "--baseline"):
        assert main(["check", "--example", option, str(tmp_path / "none")]) == 2
        assert option in capsys.readouterr().err


def _check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any], str]:
    code = main(["check", "-f", "json", "--importer", "KR", *options])
    shown = capsys.readouterr()
    return code, json.loads(shown.out), shown.err


def _declare(path: Path, *lines: tuple[str, str, str]) -> str:
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        head = "line_id,scientific_name,quantity,source,purpose,term,unit,origin,exporter,importer,import_date"
        table.writerow(head.split(","))
        for line in lines:
            table.writerow([*line, "W", "T", "SKI", "no", "VN", "VN", "KR", "2026-11-10"])
    return str(path)


def test_waived_findings_are_shown_and_counted_and_do_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _declare(tmp_path / "a.csv", ("1", "Python bivittatus", "1"))
    code, before, _ = _check(capsys, lines)
    assert code == 1
    rules = [finding["rule"] for finding in before["lines"][0]["findings"]]
    path = tmp_path / "w.yaml"
    last = (date.today() + timedelta(days=9)).isoformat()

    def write(rules: list[str], expires: str) -> None:
        entries = [ENTRY | {"rule": r, "match": {"line_id": "1"}, "expires": expires} for r in rules]
        path.write_text(json.dumps({"waivers": entries}), encoding="utf-8")

    write([*rules, "src-crf-plant"], last)
    code, after, err = _check(capsys, lines, "--waivers", str(path))
    assert code == 0
    assert after["lines"][0]["verdict"] == "OK"
    assert [finding["rule"] for finding in after["lines"][0]["findings"]] == rules
    assert all(finding["waived"] for finding in after["lines"][0]["findings"])
    assert after["summary"]["waived"] == len(rules)
    assert sum(after["summary"]["findings"].values()) == 0
    assert "no finding needed the waiver of src-crf-plant" in err

    write(rules, "2020-01-01")
    code, expired, err = _check(capsys, lines, "--waivers", str(path))
    assert code == 1
    assert expired["lines"] == before["lines"]
    assert err.count("expired on 2020-01-01") == len(rules)


def test_a_waived_doubt_does_not_make_a_name_unlisted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _declare(tmp_path / "a.csv", ("1", "Falco peregrinus", "1"), ("2", "", "1"), ("3", "Qqxzzy", "1"))
    _, before, _ = _check(capsys, lines, "--fail-on", "never")
    report = tmp_path / "before.json"
    report.write_text(json.dumps(before), encoding="utf-8")
    code, after, _ = _check(capsys, lines, "--baseline", str(report), "--fail-on", "note")
    assert [line["verdict"] for line in after["lines"]] == ["OK", "UNRESOLVED", "UNRESOLVED"]
    assert code == 0


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_only_findings_that_are_not_in_the_baseline_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    tiger, python = ("1", "Panthera tigris", "1"), ("2", "Python bivittatus", "1")
    old = _declare(tmp_path / "a.csv", tiger)
    report = tmp_path / f"old.{format}"
    assert main(["check", old, "--importer", "KR", "-f", format, "-o", str(report)]) == 1
    capsys.readouterr()
    code, known, _ = _check(capsys, old, "--baseline", str(report))
    assert code == 0
    assert known["summary"]["waived"] == len(known["lines"][0]["findings"]) > 0
    assert {finding["waiver"] for finding in known["lines"][0]["findings"]} == {"baseline"}

    moved = _declare(tmp_path / "a.csv", python, tiger)
    code, new, _ = _check(capsys, moved, "--baseline", str(report))
    assert code == 1
    assert [any(f.get("waived") for f in line["findings"]) for line in new["lines"]] == [False, True]


def test_findings_that_are_alike_are_counted() -> None:
    record = {"file": "old/a.csv", "line_id": "007", "scientific_name": "Panthera tigris"}
    finding = {"rule": RULE, "field": "import_permit_no", "value": ""}
    baseline = Baseline([record | {"findings": [finding]}])
    marks = [baseline(LINE, "", (FINDING,))[0].waived for _ in range(2)]
    assert marks == [True, False]
    waived = Baseline([record | {"findings": [finding | {"waived": True, "waiver": "somebody"}]}])
    assert not waived(LINE, "", (FINDING,))[0].waived


@pytest.mark.parametrize("content", ["[]", "{}", "nonsense", '{"lines": 3}', '{"a": 1}\n{"b": 2}', "[" * 100000])
def test_what_is_no_report_is_no_baseline(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    path = tmp_path / "old"
    path.write_text(content, encoding="utf-8")
    assert main(["check", "--example", "--baseline", str(path)]) == 2
    assert "not a report" in capsys.readouterr().err


def test_a_waiver_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError):
        waivers_from([{}], "w.yaml", KNOWN)


@pytest.mark.parametrize("format", ["text", "table", "html", "sarif", "jsonl"])
def test_reports_say_why_a_finding_is_waived(tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    path = tmp_path / "w.yaml"
    entry = ENTRY | {
        "rule": "name-fuzzy",
        "match": {"line_id": "007"},
        "reason": "Typing slip",
        "expires": "9999-12-31",
    }
    path.write_text(json.dumps([entry]), encoding="utf-8")
    main(["check", "--example", "--waivers", str(path), "-f", format])
    assert "Typing slip (J. Kim" in capsys.readouterr().out


def test_many_waivers_find_their_lines() -> None:
    content = [ENTRY | {"match": {"line_id": [str(n), f"x{n}"], "exporter": "CN"}} for n in range(500)]
    waivers = Waivers(waivers_from(content, "w.yaml", KNOWN), TODAY)
    lines = [LineItem(line_id=f"x{n}", exporter="CN" if n % 2 else "VN") for n in range(600)]
    waived = [waivers(line, "", (FINDING,))[0].waived for line in lines]
    assert waived == [n % 2 == 1 and n < 500 for n in range(600)]
    assert len(waivers.unused) == 250
