"""UNI-PASS exports in tables of their own (IMPO1 to IMPO4): joined into rows of the flat layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.heading_rows import Heading, find_heading
from cites_check.declarations.headings import HeadingTable
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.tables import Rows
from cites_check.model.lines import RowError

Source = tuple[str, Callable[[], Rows]]
"""The name of a table, and what reads its rows (each time anew)."""

_HEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class _Table:
    """One table: what it holds of a declaration, its heading, and the rows under it."""

    role: str
    titles: Sequence[str]
    heading: Heading
    rows: list[tuple[int, Sequence[str]]]

    def place(self, field: str) -> int | None:
        """The column of a field."""
        return next((column.index for column in self.heading.columns if column.field == field), None)

    def key(self, row: Sequence[str], *fields: str) -> tuple[str, ...]:
        """The values that tie a row to those of the other tables; numbers without their leading noughts."""
        parts = []
        for field in fields:
            place = self.place(field)
            parts.append(row[place].strip().lstrip("0") if place is not None and place < len(row) else "")
        return tuple(parts)


def join_tables(sources: Sequence[Source], codes: CodeBook, options: ReadOptions) -> Rows | None:
    """The rows of all tables as those of one sheet; None where they are not the tables of an import declaration."""
    if len(sources) < 2:
        return None
    table = HeadingTable(options.headings)
    roles: dict[str, tuple[Source, int, Heading]] = {}
    for source in sources:
        head = [row[1] for row in islice(source[1](), _HEAD_ROWS) if not isinstance(row, RowError)]
        found = find_heading(head, table, codes, options)
        role = _role(found[1].fields) if found else ""
        if found and role:
            roles.setdefault(role, (source, found[0], found[1]))
    if "items" not in roles or not roles.keys() & {"specifications", "requirements"}:
        return None
    return _joined({role: _loaded(role, *found) for role, found in roles.items()})


def _role(fields: set[str]) -> str:
    """What a table holds, by its columns."""
    if "line_id" not in fields:
        tied = fields & {"declaration_key", "consignment_id"}
        return "declarations" if tied and fields & {"exporter", "import_date", "consignee", "consignor"} else ""
    if "hs_code" in fields:
        return "items"
    if "requirement_no" in fields:
        return "requirements"
    return "specifications" if "description" in fields else ""


def _loaded(role: str, source: Source, place: int, heading: Heading) -> _Table:
    numbered = [row for row in source[1]() if not isinstance(row, RowError)]
    titles = [str(cell) for cell in numbered[place][1]]
    width = len(titles)
    rows: list[tuple[int, Sequence[str]]] = []
    for number, row in numbered[place + 1 :]:
        if any(cell.strip() for cell in row):
            rows.append((number, [*row[:width], *([""] * (width - len(row)))]))
    return _Table(role, titles, heading, rows)


def _joined(tables: dict[str, _Table]) -> Rows:
    items = tables["items"]
    others = [tables[role] for role in ("declarations", "specifications", "requirements") if role in tables]
    tie = "declaration_key" if items.place("declaration_key") is not None else "consignment_id"
    widths = [len(items.titles), *(len(table.titles) for table in others)]
    yield 1, [*items.titles, *(title for table in others for title in table.titles)]
    found = {table.role: _by_key(table, tie) for table in others}

    def row(item: Sequence[str], parts: dict[str, Sequence[str]]) -> list[str]:
        cells = list(item)
        for table, width in zip(others, widths[1:], strict=True):
            # What ties the tables stands once, with the item.
            tied = (tie,) if table.role == "declarations" else (tie, "line_id")
            ties = {table.place(field) for field in tied}
            part = parts.get(table.role, [""] * width)
            cells += ["" if place in ties else cell for place, cell in enumerate(part)]
        return cells

    for number, item in items.rows:
        key = items.key(item, tie, "line_id")
        heads = found.get("declarations", {}).get(key[:1], [])
        shared = {"declarations": heads[0]} if heads else {}
        specifications = found.get("specifications", {}).get(key, [])
        for specification in specifications:
            yield number, row(item, {**shared, "specifications": specification})
        if not specifications:
            yield number, row(item, shared)
        for requirement in found.get("requirements", {}).get(key, []):
            yield number, row(_tied_only(items, item, tie), {**shared, "requirements": requirement})


def _by_key(table: _Table, tie: str) -> dict[tuple[str, ...], list[Sequence[str]]]:
    fields = (tie,) if table.role == "declarations" else (tie, "line_id")
    grouped: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for _, row in table.rows:
        grouped.setdefault(table.key(row, *fields), []).append(row)
    return grouped


def _tied_only(items: _Table, item: Sequence[str], tie: str) -> list[str]:
    """A row that continues an item and says nothing of it but its number."""
    kept = {items.place(tie), items.place("line_id"), items.place("consignment_id")}
    return [cell if place in kept else "" for place, cell in enumerate(item)]
