"""Workbooks as people make them: joined cells, several sheets, damage."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cites_check.declarations import DeclarationError
from cites_check.model.lines import LineItem, RowError

from .conftest import Reader

Rows = Sequence[Sequence[str | None]]

HEADING: list[str | None] = ["란번호", "학명", "수량", "원산지", "수출허가서 번호", "수출허가서 발급국"]
LINES: list[list[str | None]] = [
    ["1", "Ara macao", "3", "BR", "26BR000001", "BR"],
    ["2", "Ara ararauna", None, None, None, None],
    ["3", "Ara chloropterus", "1", None, None, None],
    [None, None, None, None, None, None],
    ["5", "Iguana iguana", "1", "SV", "26SV000092", "SV"],
]


def book(rows: Rows, change: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def add_sheet(rows: Rows) -> Callable[[Worksheet], None]:
    def change(first: Worksheet) -> None:
        assert first.parent is not None
        sheet = first.parent.create_sheet("November")
        for row in rows:
            sheet.append(list(row))

    return change


def test_cells_joined_downwards_hold_for_all_their_rows(read_bytes: Reader) -> None:
    def join(sheet: Worksheet) -> None:
        for column in "CDEF":
            sheet.merge_cells(f"{column}2:{column}{5 if column != 'C' else 3}")

    lines = list(read_bytes(book([HEADING, *LINES], join)))
    assert all(isinstance(line, LineItem) for line in lines)
    items = [line for line in lines if isinstance(line, LineItem)]
    assert [(item.row, item.origin) for item in items] == [(2, "BR"), (3, "BR"), (4, "BR"), (6, "SV")]
    assert [[document.no for document in item.documents] for item in items] == [
        ["26BR000001"],
        ["26BR000001"],
        ["26BR000001"],
        ["26SV000092"],
    ]
    # One quantity for two rows is not the quantity of each.
    assert [item.quantity for item in items] == [3.0, None, 1.0, 1.0]


def test_a_joined_heading_is_no_value(read_bytes: Reader) -> None:
    upper = ["란번호", "학명", "수량", "원산지", "수출허가서", None]
    lower = [None, None, None, None, "번호", "발급국"]

    def join(sheet: Worksheet) -> None:
        for column in "ABCD":
            sheet.merge_cells(f"{column}1:{column}2")
        sheet.merge_cells("E1:F1")

    lines = list(read_bytes(book([upper, lower, *LINES], join)))
    assert next(line.scientific_name for line in lines if isinstance(line, LineItem)) == "Ara macao"
    assert len(lines) == 4


def test_a_second_sheet_of_line_items_is_not_passed_over(read_bytes: Reader) -> None:
    data = book([HEADING, *LINES], add_sheet([HEADING, ["9", "Panthera tigris", "1", "IN", None, None]]))
    *lines, error = list(read_bytes(data))
    assert len(lines) == 4
    assert isinstance(error, RowError)
    assert "'November'" in error.reason
    assert "--sheet 'November'" in error.fix
    (tiger,) = list(read_bytes(data, sheet="November"))
    assert isinstance(tiger, LineItem)
    assert tiger.scientific_name == "Panthera tigris"


@pytest.mark.parametrize("other", [[], [HEADING], [["note"], ["hello"]], [["학명", "국명"], ["Ara macao", "금강앵무"]]])
def test_sheets_of_another_kind_may_stand_beside(read_bytes: Reader, other: Rows) -> None:
    assert all(isinstance(line, LineItem) for line in read_bytes(book([HEADING, *LINES], add_sheet(other))))


def test_a_damaged_sheet_is_named_without_the_words_of_the_library(read_bytes: Reader) -> None:
    whole, cut = zipfile.ZipFile(io.BytesIO(book([HEADING, *LINES]))), io.BytesIO()
    with zipfile.ZipFile(cut, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(DeclarationError) as caught:
        list(read_bytes(cut.getvalue()))
    assert caught.value.reason == "sheet 'Sheet' is damaged"
