"""Spreadsheets: XLSX, XLS and ODS. The first sheet with a known heading is read, or the one that is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.containers import MOST_EXPANDED, expanded, open_zip
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.merged_cells import MergedCells
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.records import text_of
from cites_check.declarations.tables import Rows, read_table
from cites_check.declarations.unipass_tables import join_tables
from cites_check.model.lines import RowError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_CELLS = 40_000_000
_LARGEST_XLS = 1 << 28
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_SAVE_AGAIN = "Save it as XLSX or CSV."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of an open workbook: its name, and what reads its numbered rows and its joined cells."""

    name: str
    rows: Callable[[], Rows]
    merged: Callable[[], MergedCells]


def read_spreadsheet(
    stream: BinaryIO, format: str, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    """The declaration in the workbook in `stream` (which can be sought). Raises DeclarationError."""
    sheets = open_sheets(stream, format, file)
    chosen = _chosen(sheets, file, options)
    if joined := join_tables([(sheet.name, sheet.rows) for sheet in chosen], codes, options):
        return read_table(joined, file, format, codes, options, close=close)
    first_error: DeclarationError | None = None
    for place, sheet in enumerate(chosen):
        try:
            declaration = read_table(sheet.rows(), file, format, codes, options, close=close, merged=sheet.merged())
        except DeclarationError as error:
            first_error = first_error or _in_sheet(error, sheet.name, len(sheets))
            continue
        declaration.sheet = sheet.name
        declaration.append(_unread_sheets(declaration, chosen[place + 1 :], codes, options))
        return declaration
    raise first_error or DeclarationError(file, "a workbook without a sheet", _SAVE_AGAIN)


def _unread_sheets(read: Declaration, others: list[Sheet], codes: CodeBook, options: ReadOptions) -> Iterator[RowError]:
    """Sheets laid out like the one that was read: they hold line items that nobody checked."""
    for sheet in others:
        try:
            other = read_table(sheet.rows(), read.file, read.format, codes, options)
            has_lines = other.mapping == read.mapping and next(iter(other), None) is not None
        except DeclarationError:
            continue
        if has_lines:
            yield RowError(
                read.file,
                0,
                f"sheet {sheet.name!r} holds line items, too, and was not read; only {read.sheet!r} was",
                f"Check it by itself with --sheet {sheet.name!r}, or put all line items on one sheet.",
            )


def open_sheets(stream: BinaryIO, format: str, file: str) -> list[Sheet]:
    """The visible sheets of the workbook. Raises DeclarationError for damage, passwords and bombs."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    _check(stream, format, file)
    stream.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
        ]
        names = shown or workbook.sheet_names
    except PasswordError:
        raise DeclarationError(file, "is protected by a password", "Save it without a password.") from None
    except DeclarationError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        what = "is not a spreadsheet that can be read" if format == "xls" else "a damaged workbook"
        raise DeclarationError(file, f"{what} ({_first_line(error)})", _SAVE_AGAIN) from None
    load = lru_cache(1)(partial(_loaded, workbook, file))
    return [Sheet(name, partial(_sheet_rows, load, name), partial(_merged, load, name)) for name in names]


def _loaded(workbook: CalamineWorkbook, file: str, name: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return workbook.get_sheet_by_name(name)
    except (CalamineError, ValueError):
        # What the library says (a letter, the name again) helps nobody.
        raise DeclarationError(file, f"sheet {name!r} is damaged", _SAVE_AGAIN) from None


def _sheet_rows(load: Callable[[str], CalamineSheet], name: str) -> Rows:
    sheet = load(name)
    # Empty rows above the first cell are given, empty columns left of it are not; both count for the place.
    left = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [""] * left + [cell if type(cell) is str else cell_text(cell) for cell in row]


def _merged(load: Callable[[str], CalamineSheet], name: str) -> MergedCells:
    return MergedCells(load(name).merged_cell_ranges or ())


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _chosen(sheets: list[Sheet], file: str, options: ReadOptions) -> list[Sheet]:
    if options.sheet is None:
        return sheets
    named = [sheet for sheet in sheets if sheet.name.casefold() == options.sheet.casefold()]
    if not named and options.sheet.isdigit() and 0 < int(options.sheet) <= len(sheets):
        named = [sheets[int(options.sheet) - 1]]
    if not named:
        names = ", ".join(repr(sheet.name) for sheet in sheets[:20])
        raise DeclarationError(file, f"no sheet is called {options.sheet!r}", f"The sheets are {names}.")
    return named


def _in_sheet(error: DeclarationError, name: str, sheets: int) -> DeclarationError:
    if sheets == 1:
        return error
    return DeclarationError(error.file, f"sheet {name!r}: {error.reason}", error.fix, error.row, error.column)


def cell_text(value: object) -> str:
    """The value of a cell as text: whole numbers without a point, days as ISO dates, nothing as an empty text."""
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else text_of(value)


def _check(stream: BinaryIO, format: str, file: str) -> None:
    """Refuse what would unfold, or spread out, to more than memory holds, before the workbook is opened."""
    if format == "xls":
        if stream.seek(0, 2) > _LARGEST_XLS:
            raise DeclarationError(file, "a very large XLS workbook", _SAVE_AGAIN)
        return
    with open_zip(stream, file) as archive:
        left = MOST_EXPANDED
        for member in archive.infolist():
            parts = expanded(archive, member, file, left)
            if member.filename.startswith("xl/worksheets/"):
                left -= _check_spread(parts, file)
            elif member.filename == "content.xml" and format == "ods":
                left -= _check_repeats(parts, file)
            else:
                left -= sum(map(len, parts))


def _check_spread(parts: Iterator[bytes], file: str) -> int:
    """Cells may be few and yet stand at opposite corners of a sheet that is then filled up between them."""
    size, tail, widest, lowest = 0, b"", 0, 0
    for part in parts:
        size += len(part)
        cells = _CELL.findall(tail + part)
        tail = part[-64:]
        if cells:
            widest = max(widest, *(_column(letters) for letters in {letters for letters, _ in cells}))
            lowest = max(lowest, *(int(row) for _, row in cells))
    if widest * lowest > _MOST_CELLS:
        raise DeclarationError(
            file, f"a sheet of {lowest:,} rows and {widest:,} columns", "Delete what stands far outside the table."
        )
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_repeats(parts: Iterator[bytes], file: str) -> int:
    """ODS writes equal cells and rows once, with a number."""
    size, cells, in_row, repeat = 0, 0, 0, 1
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_row, repeat
        if name == "table:table-row":
            in_row, repeat = 0, _count(attributes.get("table:number-rows-repeated", "1"))
        elif name == "table:table-cell" and "office:value-type" in attributes:
            in_row += _count(attributes.get("table:number-columns-repeated", "1"))

    def end(name: str) -> None:
        nonlocal cells
        if name == "table:table-row":
            cells += in_row * repeat
            if cells > _MOST_CELLS:
                raise DeclarationError(file, f"a sheet of more than {_MOST_CELLS:,} cells", _SAVE_AGAIN)

    def doctype(*_: object) -> None:
        raise DeclarationError(file, "a workbook with a document type declaration", _SAVE_AGAIN)

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        for part in parts:
            size += len(part)
            parser.Parse(part)
    except expat.ExpatError as error:
        raise DeclarationError(file, f"a damaged workbook ({error})", _SAVE_AGAIN) from None
    return size


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
