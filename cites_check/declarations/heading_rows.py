"""The heading of a table: which row it is, which field each column means, and in what layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cites_check.declarations.codebook import CodeBook, word_key
from cites_check.declarations.fields import DOCUMENT_FIELDS, IGNORED, NAMING_FIELDS
from cites_check.declarations.headings import HeadingTable, heading_key
from cites_check.declarations.layouts import UNIPASS, is_export_column, layout_of, own_headings
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.plan import Column, Layout

_ROWS_ABOVE_HEADING = 30
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
