"""The row plan: worked out once from the headings, then applied to every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cites_check.declarations import reasons
from cites_check.declarations.assembling import LineMaker
from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.completing import Values, completing_steps
from cites_check.declarations.documents import DocumentColumns, in_order, picker
from cites_check.declarations.fields import DOCUMENT_FIELDS, kind_of, known_fields
from cites_check.declarations.numbers import DecimalSign
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.specials import Amount, Broken, CountryAndRegion, Numbers, Several, TwoSources, Unread
from cites_check.declarations.values import Converter, Memo, converter, look_up
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError

Step = Callable[[Values, list[FieldProblem]], None]
"""Completes the values of a line (names in parts, a weight for a quantity); may add problems."""

_SPECIALS = frozenset({Unread, Broken, Amount, TwoSources, CountryAndRegion, Numbers, Several})


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is used: its place (from 0), its heading, the field, and the unit that the heading itself
    names.
    """

    index: int
    heading: str
    field: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout asks beyond its headings: words for "nothing", codes with another meaning, and steps that
    complete a line.
    """

    name: str = "table"
    missing: frozenset[str] = frozenset()
    changed_codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    importer: str = ""
    steps: tuple[Step, ...] = ()


class RowPlan:
    """Turns rows of text into line items. Made for one heading; used for every row under it."""

    def __init__(
        self,
        columns: Sequence[Column],
        width: int,
        file: str,
        codes: CodeBook,
        options: ReadOptions,
        layout: Layout = Layout(),
        sign: DecimalSign = DecimalSign.POINT,
    ) -> None:
        """`width` is the number of cells of the heading; a row may not have more."""
        self.columns = tuple(columns)
        self.layout = layout
        self._width = width
        self._file = file
        self._codes = codes
        names = _numbered([column.field for column in columns])
        defaults: Values = {
            "importer": options.default_importer or layout.importer,
            "import_date": options.default_import_date,
        }
        self._memos = [Memo(self._converter(column.field, sign, defaults)) for column in columns]
        self._pick = picker([column.index for column in columns])
        self._blank = [memo[""] for memo in self._memos]
        line_places = [place for place, name in enumerate(names) if _plain(name) not in DOCUMENT_FIELDS]
        self._line_names = tuple(names[place] for place in line_places)
        self._line_pick = picker(line_places)
        self._documents = self._document_columns(names)
        self._constants: Values = {"file": file} | {name: value for name, value in defaults.items() if value}
        units = {column.field: column.unit for column in columns if column.unit}
        self._steps = (*completing_steps(self._line_names, units), *layout.steps)
        self._maker = None if self._steps else LineMaker(self._line_names, self._constants)

    def _converter(self, name: str, sign: DecimalSign, defaults: Values) -> Converter:
        plain = converter(kind_of(name), self._codes, sign, missing=self.layout.missing, empty=defaults.get(name))
        changed = self.layout.changed_codes.get(name)
        return (lambda text: plain(changed.get(text.strip(), text))) if changed else plain

    def _document_columns(self, names: Sequence[str]) -> list[DocumentColumns]:
        groups: dict[tuple[str, str], dict[str, int]] = {}
        for place, name in enumerate(names):
            base, _, ordinal = name.partition("#")
            if base in DOCUMENT_FIELDS:
                kind, part = DOCUMENT_FIELDS[base]
                groups.setdefault((kind, ordinal), {})[part] = place
        return [
            DocumentColumns(DOCUMENT_FIELDS[f"{kind}_no"][0], places, self._codes)
            for (kind, _), places in groups.items()
        ]

    def line(
        self,
        row: Sequence[str],
        number: int,
        documents: tuple[Document, ...] = (),
        problems: Sequence[FieldProblem] = (),
    ) -> LineItem | RowError | None:
        """The line item of one row; a RowError where it cannot be read; None where nothing stands in it.

        `documents` are those that were read elsewhere and belong to this line, `problems` those found on the way.
        """
        if len(row) != self._width:
            if len(row) > self._width and any(cell.strip() for cell in row[self._width :]):
                return RowError(
                    self._file,
                    number,
                    f"{len(row)} cells under {self._width} headings",
                    "Quote cells that hold the delimiter.",
                )
            row = [*row, *([""] * (self._width - len(row)))]
        values: list[Any] = [memo[cell] for memo, cell in zip(self._memos, self._pick(row), strict=False)]
        if values == self._blank and not documents:
            return None
        special = not _SPECIALS.isdisjoint(map(type, values))
        if special and (broken := next((value for value in values if isinstance(value, Broken)), None)):
            return RowError(
                self._file, number, broken.reason, "Write this row again in one encoding, without control characters."
            )
        problems = list(problems)
        for columns in self._documents:
            read, unread = columns[columns.pick(values)]
            documents += read
            if unread:
                problems.extend(unread)
        if len(documents) > 1:
            documents = in_order(documents)
        if self._maker is not None and not special and not problems:
            return self._maker.make(self._line_pick(values), number, documents)
        line = dict(self._constants)
        line.update(zip(self._line_names, self._line_pick(values), strict=False))
        if special:
            self._settle(line, problems)
        line["documents"] = documents
        for step in self._steps:
            step(line, problems)
        if len(problems) > 1:
            problems.sort(key=_field_order)
        return LineItem(row=number, problems=tuple(problems), **line)

    def _settle(self, line: Values, problems: list[FieldProblem]) -> None:
        """Put plain values where the cells held more or less than one."""
        for name in self._line_names:
            match line[name]:
                case Unread(text, reason):
                    problems.append(FieldProblem(_plain(name), text, reason))
                    line[name] = None if kind_of(_plain(name)).holds_none else ""
                case Amount(number, unit):
                    line[name] = number
                    self._settle_unit(name, unit, line, problems)
                case TwoSources(first, second):
                    line[name] = first
                    line["second_source"] = line.get("second_source") or second
                case CountryAndRegion(country, region):
                    line[name] = country
                    if name == "origin":
                        line["origin_region"] = line.get("origin_region") or region
                case Several(several):
                    problems.append(
                        FieldProblem(_plain(name), "; ".join(map(str, several)), reasons.NOT_A_SINGLE_VALUE)
                    )
                    line[name] = None

    def _settle_unit(self, name: str, text: str, line: Values, problems: list[FieldProblem]) -> None:
        unit_name = {"quantity": "unit", "net_weight": "net_weight_unit"}.get(_plain(name), "")
        unit = look_up(self._codes.units, text)
        beside = line.get(unit_name) or ""
        if isinstance(unit, Unread):
            problems.append(FieldProblem(unit_name or name, text, unit.reason))
        elif not unit_name:
            if unit != look_up(self._codes.units, "kg"):
                problems.append(FieldProblem(name, f"{line[name]:g} {text}", reasons.NOT_A_NUMBER))
                line[name] = None
        elif isinstance(beside, str) and beside and beside != unit:
            problems.append(FieldProblem(unit_name, text, f"{reasons.SAYS_OTHERWISE}: {beside}"))
        else:
            line[unit_name] = unit


_FIELD_ORDER = {name: place for place, name in enumerate(known_fields())}


def _field_order(problem: FieldProblem) -> int:
    """Problems stand in the order of the fields, so that every format gives the same line."""
    return _FIELD_ORDER.get(problem.field, len(_FIELD_ORDER))


def _numbered(names: Sequence[str]) -> list[str]:
    """The names, with `#2`, `#3` … where one comes again."""
    seen: dict[str, int] = {}
    numbered = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        numbered.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return numbered


def _plain(name: str) -> str:
    return name.partition("#")[0]
