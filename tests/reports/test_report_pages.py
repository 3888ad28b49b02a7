"""`html` and `referral`: one file that loads nothing, in which goods text is never markup."""

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cites_check.model.codes import Verdict
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import ReportOptions, html, open_report
from cites_check.reports.labels import LANGUAGES


class Tags(HTMLParser):
    """Collects what a browser would see as tags, and checks that they close."""

    VOID = frozenset({"meta", "br", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def write(format: str, target: Path, results: list[LineResult], info: RunInfo, lang: str = "en") -> None:
    summary = RunSummary(files=1)
    with open_report(format, target, info, ReportOptions(lang=lang)) as report:
        for result in results:
            summary.add(result)
            report.line(result)
        report.end(summary)


def page(format: str, folder: Path, results: list[LineResult], info: RunInfo, lang: str = "en") -> str:
    target = folder / "page.html"
    write(format, target, results, info, lang)
    return target.read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("format", ["html", "referral"])
def test_the_page_is_well_formed_and_goods_text_is_text(
    format: str, lang: str, results: list[LineResult], info: RunInfo, tmp_path: Path
) -> None:
    source = page(format, tmp_path, results, info, lang)
    tags = Tags()
    tags.feed(source)
    tags.close()
    assert tags.open == []
    assert tags.names.count("script") == (1 if format == "html" else 0)
    assert not {name for name in tags.attributes if name.startswith("on")} | (
        tags.attributes & {"style", "src", "href"}
    )
    text = "".join(tags.text)
    assert "<script>alert(1)</script>" in text
    assert "상업 목적(T)" in text
    assert info.dataset.sha256 in text
    assert not re.search(r"https?://(?!evil\.example)", source), "nothing is loaded from anywhere"


def test_the_policy_allows_this_style_and_this_script_only(
    results: list[LineResult], info: RunInfo, tmp_path: Path
) -> None:
    source = page("html", tmp_path, results, info)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for kind in ("style", "script"):
        (content,) = re.findall(rf"<{kind}>(.*?)</{kind}>", source, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]


def test_the_page_keeps_the_worst_lines(
    results: list[LineResult], info: RunInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MOST_LINES", 3)
    source = page("html", tmp_path, results, info)
    assert re.findall(r'<tr data-verdict="(\w+)"', source) == ["PROHIBITED", "PERMIT_MISSING", "REVIEW"]
    assert "Showing the worst 3 of 8 line items." in source


def test_long_goods_text_is_cut_on_the_page(results: list[LineResult], info: RunInfo, tmp_path: Path) -> None:
    source = page("html", tmp_path, [replace(results[0], scientific_name="x" * 1_000_000)], info)
    assert len(source) < 40_000
    assert "999,400 more characters" in source


def test_a_referral_holds_what_needs_a_decision(results: list[LineResult], info: RunInfo, tmp_path: Path) -> None:
    target = tmp_path / "referral.zip"
    write("referral", target, results, info)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["referral.json", "referral.html"]
        package = json.loads(archive.read("referral.json"))
    assert package["kind"] == "referral"
    assert package["dataset"]["sha256"] == "9f2b" * 16
    assert package["dataset"]["attribution"]
    assert [item["row"] for item in package["items"]] == [3, 4, 5, 6]
    assert package["summary"]["referred"] == 4
    python = package["items"][0]
    assert python["documents"] == [
        {
            "kind": "reexport_certificate", "no": "IT/RE/2026/00123", "country": "IT", "issued": "2026-01-04",
            "expires": "2026-07-03", "quantity": 1200, "unit": "NMB",
        }
    ]  # fmt: skip
    assert python["declared"]["consignee"] == "(주)한국피혁무역"
    assert python["declared"]["quantity"] == 1234.5
    assert "breeding_operation" not in python["declared"]
    assert python["findings"][0]["basis"] == ["Convention Art. IV(2), (4)", "Res. Conf. 12.3 (Rev. CoP19) part I"]


def test_a_referral_has_the_same_bytes_every_time(results: list[LineResult], info: RunInfo, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write("referral", tmp_path / name, results, info)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_referral_of_nothing_is_a_referral(info: RunInfo, tmp_path: Path) -> None:
    write("referral", tmp_path / "r.json", [LineResult("a.csv", 2, Verdict.OK)], info)
    assert json.loads((tmp_path / "r.json").read_text())["items"] == []


def test_a_referral_to_a_stream_is_json(results: list[LineResult], info: RunInfo, summary: RunSummary) -> None:
    stream = io.StringIO()
    with open_report("referral", stream, info, ReportOptions()) as report:
        report.line(results[2])
        report.end(summary)
    assert len(json.loads(stream.getvalue())["items"]) == 1
