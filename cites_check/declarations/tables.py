"""Rows of text under a heading, from whatever kind of file, to line items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.fields import Kind, kind_of
from cites_check.declarations.heading_rows import Heading, find_heading
from cites_check.declarations.headings import HeadingTable, UnknownHeading, heading_key
from cites_check.declarations.layouts import UNIPASS
from cites_check.declarations.merged_cells import MergedCells
from cites_check.declarations.numbers import DecimalSign, decimal_sign
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.plan import RowPlan
from cites_check.declarations.specials import Unread
from cites_check.declarations.unipass import consignment_lines, goods_columns
from cites_check.declarations.values import converter
from cites_check.model.lines import LineItem, RowError

Rows = Iterator[tuple[int, Sequence[str]] | RowError]
"""Numbered rows of text; a row that cannot be split into cells is an error of its own."""

WIDEST = 16_384
"""Columns that a spreadsheet can hold."""

_SAMPLED_ROWS = 200


def read_table(
    rows: Rows,
    file: str,
    format: str,
    codes: CodeBook,
    options: ReadOptions,
    *,
    likely_comma: bool = False,
    encoding: str = "",
    close: Callable[[], None] | None = None,
    merged: MergedCells | None = None,
) -> Declaration:
    """The declaration in numbered `rows`, some cells of which may be `merged`. Raises DeclarationError where nothing
    in it can be understood.
    """
    table = HeadingTable(options.headings)
    sample = list(islice(rows, _SAMPLED_ROWS))
    place, heading = _heading_of(sample, file, table, codes, options)
    number_places = [column.index for column in heading.columns if kind_of(column.field) in (Kind.AMOUNT, Kind.NUMBER)]
    body = sample[place + 1 :]
    if merged is not None:
        body = list(merged.filled(body, number_places))
        rows = merged.filled(rows, number_places)
    texts_of = _texts_of(body)
    heading = _settle_parties(heading, texts_of, codes, options)
    texts = (
        row[1][index] for row in body if not isinstance(row, RowError) for index in number_places if index < len(row[1])
    )
    sign = decimal_sign(texts, likely_comma) if format in ("csv", "tsv") else DecimalSign.POINT
    columns = heading.columns if heading.layout.name != UNIPASS else goods_columns(heading.columns)
    plan = RowPlan(columns, heading.width, file, codes, options, heading.layout, sign)
    declaration = Declaration(
        file,
        format,
        layout=heading.layout.name,
        mapping=heading.mapping,
        columns=heading.places,
        unknown_headings=tuple(
            UnknownHeading(text, column, table.nearest(text)) for text, column in heading.unknown[:100]
        ),
        encoding=encoding,
        close=close,
    )
    if heading.layout.name == UNIPASS:
        declaration.feed(consignment_lines(chain(body, rows), heading.columns, heading.width, plan, codes, declaration))
    else:
        declaration.feed(_lines(chain(body, rows), plan, declaration))
    return declaration


def _texts_of(body: Sequence[tuple[int, Sequence[str]] | RowError]) -> Callable[[int], list[str]]:
    """What gives the sampled texts of a column, blanks left out."""
    rows = [row[1] for row in body if not isinstance(row, RowError)]
    return lambda index: [row[index] for row in rows if index < len(row) and row[index].strip()]


_PARTIES = {"exporter": "consignor", "importer": "consignee"}


def _settle_parties(
    heading: Heading, texts_of: Callable[[int], list[str]], codes: CodeBook, options: ReadOptions
) -> Heading:
    """`exporter` and `importer` are countries; where a sheet has companies under them, they are consignor and
    consignee.
    """
    chosen = {heading_key(name) for name in options.mapping}
    columns, mapping = [], dict(heading.mapping)
    for column in heading.columns:
        field = column.field
        if field in _PARTIES and heading_key(column.heading) not in chosen and column.heading != field:
            texts = set(texts_of(column.index)[:50])
            if texts and all(len(text.strip()) > 3 and not _is_country(text, codes) for text in texts):
                field = _PARTIES[field]
                mapping[column.heading] = field
        columns.append(replace(column, field=field))
    return replace(heading, columns=tuple(columns), mapping=mapping)


def _is_country(text: str, codes: CodeBook) -> bool:
    value = converter(Kind.COUNTRY, codes)(text)
    return not isinstance(value, Unread)


def _lines(rows: Rows, plan: RowPlan, declaration: Declaration) -> Iterator[LineItem | RowError]:
    line = plan.line
    for row in rows:
        if isinstance(row, RowError):
            yield row
            continue
        item = line(row[1], row[0])
        if item is None or (type(item) is LineItem and not item.scientific_name and _is_total(item)):
            declaration.skipped += 1
        else:
            yield item


_TOTALS = frozenset(
    {"합계", "총계", "소계", "계", "합 계", "총 계", "total", "totals", "subtotal", "sub total", "sum", "grand total"}
)


def _is_total(item: LineItem) -> bool:
    """Whether a row only sums up the others."""
    if item.hs_code or item.common_name:
        return False
    words = {item.line_id, item.consignment_id, item.description} - {""}
    return bool(words) and all(word.casefold().rstrip(" :") in _TOTALS for word in words)


def _heading_of(
    sample: Sequence[tuple[int, Sequence[str]] | RowError],
    file: str,
    table: HeadingTable,
    codes: CodeBook,
    options: ReadOptions,
) -> tuple[int, Heading]:
    places = [place for place, row in enumerate(sample) if not isinstance(row, RowError)]
    rows = [row[1] for row in sample if not isinstance(row, RowError)]
    if not rows and (broken := next((row for row in sample if isinstance(row, RowError)), None)):
        raise DeclarationError(file, broken.reason, broken.fix, broken.row)
    if not any(cell.strip() for row in rows for cell in row):
        raise DeclarationError(
            file, "nothing stands in it", "Give a file with a heading row and one row for each line item."
        )
    widest = max(len(row) for row in rows)
    if widest > WIDEST:
        raise DeclarationError(
            file, f"a row has {widest:,} cells; {WIDEST:,} are the most that can be read", "Check the delimiter."
        )
    found = find_heading(rows, table, codes, options)
    if found is None:
        shown = ", ".join(repr(cell.strip()[:40]) for cell in list(filter(str.strip, rows[0] or rows[-1]))[:6])
        raise DeclarationError(
            file,
            f"no known heading; the first row holds {shown or 'nothing'}",
            "Name the columns as `cites-check template` does, or say what they are with --map COLUMN=FIELD.",
        )
    place, heading = found
    if not heading.names_goods:
        known = ", ".join(f"{text} = {field}" for text, field in list(heading.mapping.items())[:6])
        raise DeclarationError(
            file,
            f"no column says what the goods are (known: {known})",
            "Give a column scientific_name, common_name, description or hs_code, or name it with --map COLUMN=FIELD.",
        )
    missing = _unused_mapping(rows[place], options)
    if missing:
        names = ", ".join(repr(cell.strip()) for cell in rows[place] if cell.strip())
        raise DeclarationError(
            file, f"--map names a column that is not there: {', '.join(missing)}", f"The columns are {names[:500]}."
        )
    return places[place], heading


def _unused_mapping(cells: Sequence[str], options: ReadOptions) -> list[str]:
    keys = {heading_key(cell) for cell in cells}
    return [
        name
        for name in options.mapping
        if heading_key(name) not in keys and not (name.isdigit() and 0 < int(name) <= len(cells))
    ]
