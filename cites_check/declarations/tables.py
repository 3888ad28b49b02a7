"""Rows of text under a heading, from whatever kind of file, to line items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from cites_check.declarations.codebook import CodeBook, word_key
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.fields import DOCUMENT_FIELDS, IGNORED, NAMING_FIELDS, Kind, kind_of, known_fields
from cites_check.declarations.headings import HeadingTable, UnknownHeading, heading_key
from cites_check.declarations.layouts import UNIPASS, is_export_column, layout_of, own_headings
from cites_check.declarations.numbers import DecimalSign, decimal_sign
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.plan import Column, Layout, RowPlan
from cites_check.declarations.unipass import consignment_lines, goods_columns
from cites_check.model.lines import LineItem, RowError

Rows = Iterator[tuple[int, Sequence[str]] | RowError]
"""Numbered rows of text; a row that cannot be split into cells is an error of its own."""

WIDEST = 16_384
"""Columns that a spreadsheet can hold."""

_ROWS_ABOVE_HEADING = 30
_SAMPLED_ROWS = 200
_IN_BRACKETS = re.compile(r"[(\[（【]\s*(.+?)\s*[)\]）】]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading row that was understood: its columns, its layout, and what is not known in it."""

    columns: tuple[Column, ...]
    layout: Layout
    width: int
    mapping: Mapping[str, str]
    unknown: tuple[tuple[str, int], ...]

    @property
    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns}

    @property
    def places(self) -> dict[str, int]:
        """Field to the first column (from 1) that holds it."""
        places: dict[str, int] = {}
        for column in self.columns:
            places.setdefault(column.field, column.index + 1)
        return places

    @property
    def names_goods(self) -> bool:
        """Whether a column says what the goods are."""
        return not NAMING_FIELDS.isdisjoint(self.fields)


def read_heading(cells: Sequence[str], table: HeadingTable, codes: CodeBook, options: ReadOptions) -> Heading:
    """What a row of cells means as a heading. A row that is none gives a heading without columns."""
    texts = [cell.strip() for cell in cells]
    layout = layout_of([text for text in texts if text], codes)
    own = own_headings(layout)
    chosen = {heading_key(column): field for column, field in options.mapping.items()}
    fields: list[str | None] = []
    for place, text in enumerate(texts):
        key = heading_key(text) if len(text) <= 200 else ""
        by_number = options.mapping.get(str(place + 1)) if text not in options.mapping else None
        field = chosen.get(key) or by_number or own.get(key) or table.field(text) if key or by_number else None
        if field is None and layout.name == UNIPASS and is_export_column(text):
            field = IGNORED
        fields.append(field)
    _settle_species(fields)
    _settle_permit(fields)
    columns, unknown, mapping = [], [], {}
    for place, (text, field) in enumerate(zip(texts, fields, strict=True)):
        if field is None:
            if text:
                unknown.append((text, place + 1))
            continue
        mapping[text or str(place + 1)] = field
        if field != IGNORED:
            columns.append(Column(place, text, field, _unit_in(text, field, codes)))
    return Heading(tuple(columns), layout, len(texts), mapping, tuple(unknown))


def _settle_species(fields: list[str | None]) -> None:
    """`species` without a genus column holds whole names."""
    if "species" in fields and "genus" not in fields and "scientific_name" not in fields:
        fields[fields.index("species")] = "scientific_name"


def _settle_permit(fields: list[str | None]) -> None:
    """Columns of a permit that is not further named (`유효기간`): of the document whose column stands just before,
    else of the
    one kind that the file has, else of the export permit."""
    kinds = list(dict.fromkeys(DOCUMENT_FIELDS[field][0].value for field in fields if field in DOCUMENT_FIELDS))
    usual = kinds[0] if len(kinds) == 1 else "export_permit" if not kinds or "permit_no" in fields else ""
    before = ""
    for place, field in enumerate(fields):
        if field in DOCUMENT_FIELDS:
            before = DOCUMENT_FIELDS[field][0].value
        elif field and field.startswith("permit_"):
            part = field.removeprefix("permit_")
            choices = [f"{kind}_{part}" for kind in (before, usual) if kind]
            fields[place] = next((choice for choice in choices if choice not in fields), None)
            before = before or usual
        else:
            before = ""


def _unit_in(heading: str, field: str, codes: CodeBook) -> str:
    """The unit that stands in brackets behind `quantity` or `net weight`."""
    if field not in ("quantity", "net_weight") or not (found := _IN_BRACKETS.search(heading)):
        return ""
    unit = codes.units.get(word_key(found[1]), "")
    return "" if "|" in unit else unit


def find_heading(
    rows: Sequence[Sequence[str]], table: HeadingTable, codes: CodeBook, options: ReadOptions
) -> tuple[int, Heading] | None:
    """The place of the heading among the first rows, and what it means: the row with the most fields, the first of
    equals.
    """
    best: tuple[int, Heading] | None = None
    for place, cells in enumerate(rows[:_ROWS_ABOVE_HEADING]):
        heading = read_heading(cells, table, codes, options)
        if heading.columns and (best is None or _rank(heading) > _rank(best[1])):
            best = (place, heading)
        if place and (both := _two_rows(rows[place - 1], cells)):
            heading = read_heading(both, table, codes, options)
            if heading.columns and (best is None or _rank(heading) > _rank(best[1])):
                best = (place, heading)
    return best


def _two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """A heading in two rows (`수출허가서` over `번호`, `발급일`): the upper cell, merged to the right, before the
    lower one.
    """
    if len(upper) < 2 or not any(map(str.strip, upper)) or not any(map(str.strip, lower)):
        return None
    both, group = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place].strip() if place < len(upper) else ""
        below = lower[place].strip() if place < len(lower) else ""
        group = above or (group if below else "")
        both.append(f"{group} {below}".strip() if len(below) <= 40 else group)
    return both


def _rank(heading: Heading) -> tuple[bool, int]:
    return heading.names_goods, len(heading.fields)


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
) -> Declaration:
    """The declaration in numbered `rows`. Raises DeclarationError where nothing in it can be understood."""
    table = HeadingTable(options.headings)
    sample = list(islice(rows, _SAMPLED_ROWS))
    place, heading = _heading_of(sample, file, table, codes, options)
    body = sample[place + 1 :]
    number_places = [column.index for column in heading.columns if kind_of(column.field) in (Kind.AMOUNT, Kind.NUMBER)]
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


def check_mapping(file: str, options: ReadOptions) -> None:
    """Raise DeclarationError where `--map` names a field that does not exist."""
    for field in options.mapping.values():
        if field not in known_fields():
            raise DeclarationError(
                file, f"--map names a field that does not exist: {field}", "See `cites-check template` for the fields."
            )


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
    if not any(cell.strip() for row in rows for cell in row):
        raise DeclarationError(
            file, "nothing stands in it", "Give a file with a heading row and one row for each line item."
        )
    check_mapping(file, options)
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
