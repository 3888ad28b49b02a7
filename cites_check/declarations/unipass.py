"""Korea's import declaration (UNI-PASS, form 929) as broker software exports it.

An item (란) has specification lines (모델규격), each with goods of its own, and requirement lines (수입요건), which
name the
law and the number of its permit. They stand in one sheet, in rows that repeat the item or leave it blank, or in
tables of
their own. There is no field for a scientific name: it has to be found in 거래품명, 규격 and 성분, which make the
description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cites_check.declarations import reasons
from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.documents import make_documents
from cites_check.declarations.fields import PARTS
from cites_check.declarations.headings import heading_key
from cites_check.declarations.plan import Column, RowPlan
from cites_check.declarations.specials import Broken
from cites_check.declarations.values import converter
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError

Row = tuple[int, Sequence[str]]

_REQUIREMENT = ("law_code", "requirement_no", "requirement_issued", "requirement_line")
_APART = frozenset({*_REQUIREMENT, "sub_line"})
_OF_SPECIFICATION = ("규격", "모델규격", "성분", "수량", "단위", "수량단위", "impum")
"""Beginnings of the headings that belong to a specification line; all others belong to the item."""

_NEVER_REPEATED = frozenset({"net_weight", "net_weight_unit", "other_quantity", "other_unit"})
_WILDLIFE_ACT = re.compile(r"0*71\b|.*야생생물", re.DOTALL)
"""Code 71 of the customs confirmation laws: the Wildlife Protection and Management Act."""


def goods_columns(columns: Iterable[Column]) -> list[Column]:
    """The columns that become a line item; requirement lines and line numbers are read apart."""
    return [column for column in columns if column.field not in _APART]


@dataclass(slots=True)
class _Item:
    """One item (란) with the rows that belong to it."""

    key: tuple[str, str]
    rows: list[Row] = field(default_factory=list)


class _Columns:
    """Where what stands."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.places = {column.field: column.index for column in reversed(columns)}
        self.specification = [column.index for column in columns if self._is_specification(column)]
        self.item = [
            column.index
            for column in columns
            if column.index not in self.specification and column.field not in _APART | _NEVER_REPEATED
        ]

    @staticmethod
    def _is_specification(column: Column) -> bool:
        return column.field not in _APART and heading_key(column.heading).startswith(_OF_SPECIFICATION)

    def cell(self, row: Sequence[str], name: str) -> str:
        """The text of a field, empty where it has no column."""
        place = self.places.get(name)
        return row[place].strip() if place is not None else ""

    def key(self, row: Sequence[str]) -> tuple[str, str]:
        """Which item of which declaration a row belongs to."""
        return self.cell(row, "consignment_id") or self.cell(row, "declaration_key"), self.cell(row, "line_id")


def consignment_lines(
    rows: Iterable[Row | RowError],
    columns: Sequence[Column],
    width: int,
    plan: RowPlan,
    codes: CodeBook,
    declaration: Declaration,
) -> Iterator[LineItem | RowError]:
    """The line items of a sheet in this layout: one for each specification line, with the permits of its item."""
    where = _Columns(columns)
    reader = _ItemReader(where, plan, codes, declaration.file)
    item: _Item | None = None
    for row in rows:
        if isinstance(row, RowError):
            yield row
            continue
        number, cells = row
        if not any(cell.strip() for cell in cells):
            declaration.skipped += 1
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            yield RowError(
                declaration.file,
                number,
                f"{len(cells)} cells under {width} headings",
                "Quote cells that hold the delimiter.",
            )
            continue
        full = [*cells[:width], *([""] * (width - len(cells)))]
        key = where.key(full)
        # Merged cells leave the number of the item blank in the rows that continue it.
        if item is not None and (key == item.key or (not key[1] and key[0] in ("", item.key[0]))):
            item.rows.append((number, full))
            continue
        if item is not None:
            yield from reader.lines(item)
        item = _Item(key, [(number, full)])
    if item is not None:
        yield from reader.lines(item)


class _ItemReader:
    """Turns one item into its line items."""

    def __init__(self, where: _Columns, plan: RowPlan, codes: CodeBook, file: str) -> None:
        self._where = where
        self._plan = plan
        self._codes = codes
        self._file = file
        self._number = converter(PARTS["no"], codes)
        self._day = converter(PARTS["issued"], codes)

    def lines(self, item: _Item) -> Iterator[LineItem | RowError]:
        """The line items of `item`."""
        goods = self._goods(item)
        base = item.rows[0][1]
        for ordinal, (number, row) in enumerate(goods, 1):
            cells = list(row)
            for place in self._where.item:
                if not cells[place].strip():
                    cells[place] = next((other[place] for _, other in item.rows if other[place].strip()), "")
            sub_line = self._where.cell(row, "sub_line")
            line_place = self._where.places.get("line_id")
            if line_place is not None and len(goods) > 1:
                cells[line_place] = f"{self._where.cell(base, 'line_id')}-{sub_line or ordinal}"
            documents, problems, broken = self._permits(item, sub_line)
            if broken:
                yield RowError(self._file, number, broken)
                continue
            line = self._plan.line(cells, number, documents, problems)
            if line is not None:
                yield line

    def _goods(self, item: _Item) -> list[Row]:
        """The rows with goods of their own, each once; the first row where none has a specification."""
        goods: dict[tuple[str, ...], Row] = {}
        for number, row in item.rows:
            content = tuple(row[place].strip() for place in self._where.specification)
            if any(content):
                goods.setdefault((self._where.cell(row, "sub_line"), *content), (number, row))
        return list(goods.values()) or item.rows[:1]

    def _permits(self, item: _Item, sub_line: str) -> tuple[tuple[Document, ...], list[FieldProblem], str]:
        """The import permits of the Wildlife Act among the requirements, what is unclear of them, and what spoils the
        row.
        """
        documents: dict[Document, None] = {}
        problems: dict[FieldProblem, None] = {}
        for _, row in item.rows:
            law, number, issued, line = (self._where.cell(row, name) for name in _REQUIREMENT)
            other_line = line.strip("0") and sub_line.strip("0") and line.lstrip("0") != sub_line.lstrip("0")
            if not number or other_line:
                continue
            if not law:
                problems[FieldProblem("import_permit_no", number, reasons.UNSTATED_LAW)] = None
            elif _WILDLIFE_ACT.match(law):
                parts = {"no": self._number(number), "country": "KR", "issued": self._day(issued)}
                if broken := next((part for part in parts.values() if isinstance(part, Broken)), None):
                    return (), [], broken.reason
                made, unread = make_documents(DocumentKind.IMPORT_PERMIT, parts, self._codes)
                documents.update(dict.fromkeys(made))
                problems.update(dict.fromkeys(unread))
        return tuple(documents), list(problems), ""
