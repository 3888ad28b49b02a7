"""`text` is one line a finding; `table` is right at any width and on any terminal; neither lets goods text act."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cites_check.model.codes import Verdict
from cites_check.model.results import LineResult, RunInfo, RunSummary
from cites_check.reports import ReportOptions, open_report
from cites_check.reports.labels import LANGUAGES, Labels
from cites_check.reports.sanitise import cell_text, sanitise
from cites_check.reports.table import BUFFERED_LINES


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def show(
    format: str, results: list[LineResult], info: RunInfo, options: ReportOptions, stream: io.StringIO | None = None
) -> str:
    summary = RunSummary(files=1)
    stream = stream or io.StringIO()
    with open_report(format, stream, info, options) as report:
        for result in results:
            summary.add(result)
            report.line(result)
        report.end(summary)
    return stream.getvalue()


def test_text_is_one_line_a_finding(results: list[LineResult], info: RunInfo) -> None:
    lines = show("text", results, info, ReportOptions()).splitlines()
    assert len(lines) == sum(len(result.findings) for result in results) + 1  # the unreadable row
    assert lines[0].startswith("goods.csv:3:export_permit_no: VIOLATION export-permit-missing An Appendix II")
    assert lines[0].endswith("(Ask the exporter for the original export permit.)")
    assert "goods.csv:3:unit: WAIVED unit-unusual" in lines[4]
    assert "goods.csv:8: INPUT_ERROR" in lines
    assert all(line.isprintable() for line in lines)


def test_text_shows_clean_lines_when_asked(results: list[LineResult], info: RunInfo) -> None:
    lines = show("text", results, info, ReportOptions(verbose=True)).splitlines()
    assert "goods.csv:2: OK Falco cherrug (Appendix II, Falconiformes spp.)" in lines
    assert "goods.csv:7: NOT_LISTED Bos taurus" in lines


@settings(deadline=None)
@given(st.text())
def test_sanitised_text_is_one_line_without_control_characters(text: str) -> None:
    clean = sanitise(text)
    assert len(clean.splitlines()) <= 1
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff")
    assert sanitise(clean) == clean


def test_letters_of_every_script_stay() -> None:
    for text in ("호랑이 뼈", "Ōtomo × ﬁ é", "虎骨", "ببغاء", "नमस्ते", "👨‍👩‍👧"):
        assert sanitise(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "|calc", "\t=1", " =1", "\r\n=1", "＝1+1", "%0A"])
def test_formulas_are_marked_as_text(text: str) -> None:
    assert cell_text(text).startswith("'")


@pytest.mark.parametrize("text", ["-12.5", "+82", "Panthera tigris", "1,234.5", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell_text(text) == text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_table_fits_its_width(width: int, lang: str, results: list[LineResult], info: RunInfo) -> None:
    text = show("table", results, info, ReportOptions(width=width, lang=lang, verbose=True, statistics=True))
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line.isprintable() for line in text.splitlines())
    flat = re.sub(r"\s+", "", text)
    assert "상업목적(T)으로수입할수없습니다." in flat
    assert re.sub(r"\s+", "", Labels(lang)("disclaimer")) in flat


def test_table_has_the_worst_first_and_clean_lines_last(results: list[LineResult], info: RunInfo) -> None:
    text = show("table", results, info, ReportOptions(width=100))
    body = text[: text.index("Summary")]
    heads = re.findall(r"^[■✓] (\w+)", body, re.MULTILINE)
    assert heads == ["PROHIBITED", "PERMIT_MISSING", "REVIEW", "UNRESOLVED", "INPUT_ERROR", "OK", "NOT_LISTED", "OK"]
    assert "[bold]red[/bold]" in body, "markup of the goods text is shown, not read"


def test_table_is_in_file_order_when_asked(results: list[LineResult], info: RunInfo) -> None:
    rows = re.findall(r"row (\d)", show("table", results, info, ReportOptions(width=100, sort="file")))
    assert rows == [str(result.row) for result in results]


@pytest.mark.parametrize(
    ("environment", "options", "escapes"),
    [
        ({"TERM": "xterm-256color"}, ReportOptions(), True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, ReportOptions(), False),
        ({"TERM": "dumb"}, ReportOptions(), False),
        ({"TERM": "xterm-256color"}, ReportOptions(color="never"), False),
        ({"TERM": "dumb", "NO_COLOR": "1"}, ReportOptions(color="always"), True),
    ],
)
def test_colour_only_where_it_is_wanted(
    environment: dict[str, str],
    options: ReportOptions,
    escapes: bool,
    results: list[LineResult],
    info: RunInfo,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "TERM", "COLORTERM", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    text = show("table", results, info, options, Terminal())
    assert ("\x1b[" in text) is escapes
    if escapes:
        assert re.search(r"PROHIBITED\x1b\[0m", text), "the colour of the verdict ends with the word"
    assert "\x1b]" not in text
    if options.color == "auto":
        assert "\x1b" not in show("table", results, info, options), "a pipe gets no escape sequences"


def test_a_long_table_says_that_it_is_in_file_order(results: list[LineResult], info: RunInfo) -> None:
    clean = [replace(results[0], row=number) for number in range(BUFFERED_LINES + 10)]
    text = show("table", [results[1], *clean, results[2]], info, ReportOptions(width=100))
    assert "More than 2,000 line items" in text.splitlines()[0]
    assert text.index("PERMIT_MISSING") < text.index("PROHIBITED")
    assert "Falco cherrug" not in text
    assert "2,010" in text


def test_every_label_is_there_in_every_language() -> None:
    for lang in LANGUAGES:
        labels = Labels(lang)
        for verdict in Verdict:
            assert verdict.value in labels.verdict_code(verdict)
            assert labels.verdict(verdict)
    assert Labels("ko").row(3) == "3행"
    assert cast(object, Labels("xx").lang) == "en"
