"""The same lines in every form are the same line items."""

from __future__ import annotations

import dataclasses
import io
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cites_check.declarations import CodeBook, DeclarationError, ReadOptions, read
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, LineItem, RowError

from .conftest import ROOT, Reader
from .forms import EXAMPLE, FORMS, as_csv, as_zip, example_rows


def apart_from_place(line: object) -> LineItem:
    assert isinstance(line, LineItem)
    return dataclasses.replace(line, file="", row=0)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_lines(form: str, codes: CodeBook, read_bytes: Reader) -> None:
    pytest.importorskip("pyarrow") if form.startswith(("parquet", "arrow")) else None
    expected = [apart_from_place(line) for line in read(EXAMPLE, options=ReadOptions(), codes=codes)]
    got = [apart_from_place(line) for line in read_bytes(FORMS[form](example_rows()))]
    assert len(expected) == 25
    assert got == expected


def test_xls_gives_the_same_lines(codes: CodeBook, read_bytes: Reader) -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    rows = example_rows()
    for place, values in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
        for column, value in enumerate(values):
            sheet.write(place, column, value)
    data = io.BytesIO()
    book.save(data)
    declaration = read_bytes(data.getvalue())
    assert declaration.format == "xls"
    expected = [apart_from_place(line) for line in read(EXAMPLE, options=ReadOptions(), codes=codes)]
    assert [apart_from_place(line) for line in declaration] == expected


def test_the_example_is_believable(codes: CodeBook) -> None:
    lines = [line for line in read(EXAMPLE, options=ReadOptions(), codes=codes) if isinstance(line, LineItem)]
    assert len(lines) == 25
    assert {line.importer for line in lines} == {"KR"}
    assert all(line.import_date and line.import_date.year == 2026 for line in lines)
    assert [(line.line_id, problem.value) for line in lines for problem in line.problems] == [("015", "TBC")]
    assert all(line.quantity and line.unit and line.hs_code for line in lines)


def test_places_in_a_workbook(read_bytes: Reader) -> None:
    lines = list(read_bytes(FORMS["xlsx"](example_rows())))
    assert [line.row for line in lines[:3]] == [4, 5, 6]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in (
        ("C3", "학명"),
        ("D3", "HS부호"),
        ("C4", "Ara macao"),
        ("D4", 106.32),
        ("C6", "Ara ararauna"),
        ("D6", 301110000),
    ):
        sheet[place] = value
    data = io.BytesIO()
    book.save(data)
    declaration = read_bytes(data.getvalue())
    assert declaration.columns == {"scientific_name": 3, "hs_code": 4}
    assert [(line.row, line.hs_code) for line in declaration if isinstance(line, LineItem)] == [
        (4, "010632"),
        (6, "0301110000"),
    ]


def test_the_sheet_with_a_heading_is_found_or_named(read_bytes: Reader) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["Notes for the broker"])
    for name in ("Goods", "More"):
        sheet = book.create_sheet(name)
        sheet.append(["taxon", "description"])
        sheet.append(["Ara macao", name])
    data = io.BytesIO()
    book.save(data)
    assert read_bytes(data.getvalue()).sheet == "Goods"
    assert read_bytes(data.getvalue(), sheet="more").sheet == "More"
    assert read_bytes(data.getvalue(), sheet="3").sheet == "More"
    with pytest.raises(DeclarationError, match="no sheet"):
        read_bytes(data.getvalue(), sheet="Other")


def test_files_in_an_archive_carry_their_names(read_bytes: Reader) -> None:
    rows = example_rows()
    data = as_zip({"한글/첫째.csv": as_csv(rows[:2]).encode(), "b.pdf": b"%PDF-1.4", "__MACOSX/._b": b"x"})
    lines = list(read_bytes(data))
    assert [line.file for line in lines] == ["<stdin>/한글/첫째.csv"] * 2 + ["<stdin>/b.pdf"]
    assert isinstance(lines[-1], RowError)
    assert "PDF" in lines[-1].reason


def test_yaml_takes_values_as_they_stand(read_bytes: Reader) -> None:
    text = """
lines:
  - scientific_name: Rangifer tarandus
    exporter: NO
    origin: NO
    line_id: 007
    quantity: 1e1
    retail_packed: no
    import_permit_no: null
    documents: [{kind: 수출허가서, 번호: A1, 유효기간: 2026-12-31}]
"""
    (line,) = list(read_bytes(text))
    assert isinstance(line, LineItem)
    assert (line.exporter, line.origin, line.line_id, line.quantity, line.retail_packed) == (
        "NO",
        "NO",
        "007",
        10.0,
        False,
    )
    assert line.documents == (Document(DocumentKind.EXPORT_PERMIT, "A1", expires=date(2026, 12, 31)),)
    assert line.problems == ()
    assert line.row == 3


def test_what_an_object_says_of_unknown_things_is_kept(read_bytes: Reader) -> None:
    documents = '[{"kind": "passport", "no": "1"}, {"kind": "import permit", "no": "2", "colour": "red"}]'
    text = f'[{{"taxon": "Ara macao", "consignor": {{"a": 1}}, "documents": {documents}}}]'
    (line,) = list(read_bytes(text))
    assert isinstance(line, LineItem)
    assert [(problem.field, problem.value, problem.reason) for problem in line.problems] == [
        ("consignor", "…", "not a single value"),
        ("documents", "passport", "not a known kind of document"),
        ("documents.colour", "red", "not a known field"),
    ]


def test_a_line_of_json_that_cannot_be_read_is_an_error_of_that_line(read_bytes: Reader) -> None:
    lines = list(
        read_bytes(
            '{"taxon": "Ara macao"}\n{"taxon": \n[1]\n{"taxon": "Ara", "taxon": "b"}\n\n{"taxon": "Ara ararauna"}\n'
        )
    )
    assert [(line.row, isinstance(line, RowError)) for line in lines] == [
        (1, False),
        (2, True),
        (3, True),
        (4, True),
        (6, False),
    ]


def shared(name: str) -> Path:
    path = Path(os.environ.get("CITES_CHECK_SHARED", ROOT.parent / "shared")) / "data" / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return path


def test_lines_of_the_trade_database(codes: CodeBook, read_bytes: Reader) -> None:
    import lzma

    data = lzma.decompress(shared("declarations/cites_trade_2014.csv.xz").read_bytes())
    declaration = read_bytes(data)
    lines = [line for line in declaration if isinstance(line, LineItem)]
    assert declaration.layout == "trade-database"
    assert declaration.unknown_headings == ()
    assert len(lines) == 30906
    assert {(problem.field, problem.value) for line in lines for problem in line.problems} == {("importer", "AN")}
    first = lines[0]
    assert (first.scientific_name, first.term, first.origin, first.exporter, first.unit) == (
        "Haliaeetus albicilla",
        "BOD",
        "NO",
        "NO",
        "no",
    )


def test_lines_of_lemis(read_bytes: Reader) -> None:
    import lzma

    data = lzma.decompress(shared("declarations/lemis_amphibians_1999_2015.csv.xz").read_bytes())
    declaration = read_bytes(data)
    lines = [line for line in declaration if isinstance(line, LineItem)]
    assert declaration.layout == "lemis"
    assert len(lines) == 7823
    assert (lines[0].scientific_name, lines[0].common_name, lines[0].unit) == (
        "Dendrobates imitator",
        "MIMIC POISON-ARROW FROG",
        "no",
    )
    assert {line.importer for line in lines} == {"US"}
    unread = {(problem.field, problem.value) for line in lines for problem in line.problems}
    assert unread == {("purpose", "non-standard value"), ("origin", "NA"), ("exporter", "NA"), ("exporter", "G2")}
