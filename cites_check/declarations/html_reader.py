"""HTML tables: what many systems deliver when they say that they deliver a spreadsheet (`.xls`)."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import BinaryIO

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.tables import read_table

LARGEST = 1 << 26
"""Bytes; a page is read whole."""

_WIDEST_SPAN = 1000


class _Tables(HTMLParser):
    """Collects the cells of every table; a table inside a cell is one of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[tuple[int, list[str]]]] = []
        self._open: list[list[tuple[int, list[str]]]] = []
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append((self.getpos()[0], []))
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _WIDEST_SPAN) if span.isascii() and span.isdigit() and len(span) < 5 else 1
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None and self._open and self._open[-1]:
            self._open[-1][-1][1].extend(["".join(self._text).strip(), *([""] * (self._span - 1))])
        self._text = None


def read_html(
    stream: BinaryIO, encoding: str, file: str, codes: CodeBook, options: ReadOptions, close: Callable[[], None]
) -> Declaration:
    """The declaration in the first table with a known heading. Raises DeclarationError."""
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise DeclarationError(file, f"a page of more than {LARGEST:,} bytes", "Save it as XLSX or CSV.")
    parser = _Tables()
    parser.feed(raw.decode(encoding, "surrogateescape"))
    parser.close()
    first_error: DeclarationError | None = None
    for table in parser.tables:
        try:
            return read_table(iter(table), file, "html", codes, options, encoding=encoding, close=close)
        except DeclarationError as error:
            first_error = first_error or error
    raise first_error or DeclarationError(file, "a web page without a table", "Save the declaration as XLSX or CSV.")
