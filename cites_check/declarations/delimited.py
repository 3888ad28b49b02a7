"""CSV and its relatives: any delimiter, any usual encoding, in memory that does not grow with the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.heading_rows import find_heading
from cites_check.declarations.headings import HeadingTable
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.tables import Rows, read_table
from cites_check.model.lines import RowError

LONGEST_LINE = 1 << 24
"""Characters of one line of text; a longer one is no declaration."""

_USUAL = ",;\t|"
_UNUSUAL = "^~:¦§\x1f"
_END = "\0end\0"
"""A line of our own after the last one: a cell that holds it was never closed."""
_WIDE = 6
"""Cells of a row that a sentence with commas is not taken for."""
_CLOSE = "Close the quotation mark, or double those inside a cell."


def read_delimited(
    stream: BinaryIO,
    sample: str,
    encoding: str,
    file: str,
    codes: CodeBook,
    options: ReadOptions,
    close: Callable[[], None],
) -> Declaration:
    """The declaration in `stream`, whose beginning decoded is `sample`. Raises DeclarationError."""
    delimiter, skip = _delimiter(sample, codes, options)
    rows = _rows(_text(stream, encoding), delimiter, file, skip)
    format = "tsv" if delimiter == "\t" else "csv"
    return read_table(rows, file, format, codes, options, likely_comma=delimiter == ";", encoding=encoding, close=close)


def delimited_rows(
    stream: BinaryIO, sample: str, encoding: str, file: str, codes: CodeBook, options: ReadOptions
) -> Rows:
    """The rows in `stream`, without asking what they mean."""
    delimiter, skip = _delimiter(sample, codes, options)
    return _rows(_text(stream, encoding), delimiter, file, skip)


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Bytes that do not belong to the encoding are kept as marks, so that they spoil their row and not the file."""
    return io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")


def _delimiter(sample: str, codes: CodeBook, options: ReadOptions) -> tuple[str, int]:
    """The delimiter under which the most headings are known, and the number of lines to skip before the table."""
    sample = sample.lstrip("\ufeff")
    first = sample.split("\n", 1)[0].strip()
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4], 1
    if options.delimiter:
        return {"\\t": "\t", "tab": "\t"}.get(options.delimiter, options.delimiter), 0
    if options.input_format == "tsv":
        return "\t", 0
    table = HeadingTable(options.headings)
    best, best_rank = ",", (False, 0, 0)
    for delimiter in _USUAL + "".join(sign for sign in _UNUSUAL if sign in sample):
        rows = _sample_rows(sample, delimiter)
        found = find_heading(rows, table, codes, options)
        widest = max((len(row) for row in rows), default=0)
        rank = (found[1].names_goods, len(found[1].fields), 0) if found else (False, 0, 0)
        # Without any known heading the delimiter that parts the most cells makes the clearest message.
        rank = (rank[0], rank[1], min(widest, 50) if not rank[1] else 0)
        if rank > best_rank:
            best, best_rank = delimiter, rank
    return best, 0


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample[:20_000], newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= 30:
                break
    except csv.Error:
        pass
    return rows


def _limited(text: io.TextIOWrapper, file: str) -> Iterator[str]:
    """The lines of `text` with their ends. Raises DeclarationError at a line without end."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise DeclarationError(
                file, f"a line with more than {LONGEST_LINE:,} characters", "Is this a text file at all?", number
            )
        yield line


def _rows(text: io.TextIOWrapper, delimiter: str, file: str, skip: int) -> Rows:
    lines = _limited(text, file)
    for _ in range(skip):
        next(lines, None)
    held: list[str] = []
    reader = csv.reader(_held(chain(lines, (_END,)), held), delimiter=delimiter)
    start, width = skip + 1, 0
    while True:
        try:
            for row in reader:
                end = reader.line_num + skip
                if row and row[-1].endswith(_END):
                    if row != [_END]:
                        reason = "a quotation mark opens a cell that has no end"
                        yield RowError(file, start, f"{reason}; rows {start} to {end - 1} were not read", _CLOSE)
                    return
                if end == start:
                    width = max(width, len(row))
                    yield start, row
                elif _swallows_rows(row, held, width, delimiter):
                    reason = f"a quotation mark joins rows {start} to {end}, which were not read"
                    yield RowError(file, start, reason, _CLOSE)
                else:
                    yield start, row
                held.clear()
                start = end + 1
            return
        except csv.Error as error:
            end = reader.line_num + skip
            if end > start:
                reason = "a quotation mark opens a cell that has no end" if "limit" in str(error) else str(error)
                raise DeclarationError(file, reason, _CLOSE, start) from None
            yield RowError(file, start, _in_words(error), "Shorten the cell; a value of a declaration is a few words.")
            held.clear()
            start = end + 1
        except UnicodeError as error:
            raise DeclarationError(file, f"cannot be decoded: {error}", "Save it as UTF-8.", start) from None


def _held(lines: Iterable[str], held: list[str]) -> Iterator[str]:
    """The lines, each put into `held` too: the text of the row that is being read."""
    for line in lines:
        held.append(line)
        yield line


def _swallows_rows(row: Sequence[str], held: Iterable[str], width: int, delimiter: str) -> bool:
    """Whether a row over several lines (`held`) took up other rows by a stray quotation mark; rows have `width` cells.

    A cell with line ends in it is right by itself. It is not where cells are missing, where text goes on behind the
    closing mark, or where a line of the cell looks like a whole row.
    """
    if len(row) < width:
        return True
    try:
        list(csv.reader(held, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    inner = (line for cell in row for line in cell.splitlines()[1:])
    return width >= _WIDE and any(line.count(delimiter) >= width - 1 for line in inner)


def _in_words(error: csv.Error) -> str:
    return (
        "a cell with more than 131,072 characters" if "limit" in str(error) else f"cannot be split into cells ({error})"
    )
