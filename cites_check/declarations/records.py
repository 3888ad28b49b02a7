"""Records (JSON, YAML, electronic permits) to line items: each record has its own keys, and its documents in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from cites_check.declarations import reasons
from cites_check.declarations.codebook import CodeBook, word_key
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.documents import in_order, make_documents
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.fields import PARTS
from cites_check.declarations.heading_rows import Heading, read_heading
from cites_check.declarations.headings import HeadingTable, UnknownHeading, heading_key
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.plan import RowPlan
from cites_check.declarations.specials import Broken
from cites_check.declarations.values import Converter, converter
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError

Record = Mapping[str, Any]
Records = Iterator[tuple[int, Record] | RowError]
"""Numbered records; what is no record is an error of its own."""

_SAMPLED_RECORDS = 100
_CACHED_PLANS = 256
_MOST_DOCUMENTS = 1000
_DOCUMENT_KEYS = frozenset({"documents", "document", "permits", "서류", "첨부서류", "허가서류"})
_KIND_KEYS = frozenset({"kind", "type", "document", "kindofdocument", "종류", "서류종류"})


class NestedValueError(ValueError):
    """A list or mapping where one value belongs."""


def text_of(value: object) -> str:
    """A value of JSON or YAML as the text of a cell; a list of single values is joined by semicolons. Raises
    NestedValueError.
    """
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if (
        isinstance(value, list)
        and len(value) <= _MOST_DOCUMENTS
        and not any(isinstance(part, list | dict) for part in value)
    ):
        return "; ".join(text_of(part) for part in value)
    raise NestedValueError


def _number_text(value: float) -> str:
    """Whole numbers without a point; those beyond any quantity as a text that no reader takes for a number."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else "∞"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


@dataclass(frozen=True, slots=True)
class _KeyPlan:
    """What to do with records that have the same keys."""

    plan: RowPlan
    heading: Heading
    keys: tuple[str, ...]
    document_keys: tuple[str, ...]


class RecordReader:
    """Turns records into line items; the plan for each set of keys is worked out once."""

    def __init__(self, file: str, codes: CodeBook, options: ReadOptions) -> None:
        self._file = file
        self._codes = codes
        self._options = options
        self._table = HeadingTable(options.headings)
        self._plans: dict[tuple[str, ...], _KeyPlan] = {}
        self._parts: dict[str, Converter] = {}

    def plan(self, keys: tuple[str, ...]) -> _KeyPlan:
        """The plan for records with these keys."""
        known = self._plans.get(keys)
        if known is None:
            if len(self._plans) >= _CACHED_PLANS:
                self._plans.clear()
            document_keys = tuple(key for key in keys if heading_key(key) in _DOCUMENT_KEYS)
            cells = tuple(key for key in keys if key not in document_keys)
            heading = read_heading(cells, self._table, self._codes, self._options)
            plan = RowPlan(heading.columns, len(cells), self._file, self._codes, self._options, heading.layout)
            known = self._plans[keys] = _KeyPlan(plan, heading, cells, document_keys)
        return known

    def line(self, record: Record, number: int) -> LineItem | RowError | None:
        """The line item of one record; a RowError where it cannot be read; None where nothing stands in it."""
        known = self.plan(tuple(record))
        problems: list[FieldProblem] = []
        documents: list[Document] = []
        for key in known.document_keys:
            broken = self._documents(record[key], documents, problems)
            if broken:
                return RowError(self._file, number, broken)
        row = []
        for key in known.keys:
            try:
                row.append(text_of(record[key]))
            except NestedValueError:
                row.append("")
                problems.append(
                    FieldProblem(known.heading.mapping.get(key.strip(), key), "…", reasons.NOT_A_SINGLE_VALUE)
                )
        return known.plan.line(row, number, tuple(documents), problems)

    def unknown(self, keys: tuple[str, ...]) -> list[tuple[str, int]]:
        """Keys that no field is known for."""
        return list(self.plan(keys).heading.unknown)

    def nearest(self, key: str) -> str:
        """The field that an unknown key may mean."""
        return self._table.nearest(key)

    def _documents(self, value: Any, documents: list[Document], problems: list[FieldProblem]) -> str:
        """Add the documents in `value`; the answer says what makes the whole record unreadable, if anything."""
        entries = value if isinstance(value, list) else [value]
        if len(entries) > _MOST_DOCUMENTS:
            return f"{len(entries):,} documents on one line"
        for entry in entries:
            if entry in (None, ""):
                continue
            if not isinstance(entry, Mapping):
                problems.append(
                    FieldProblem(
                        "documents", str(entry)[:200] if isinstance(entry, str) else "…", reasons.UNKNOWN_DOCUMENT_KIND
                    )
                )
                continue
            kind = self._kind(entry)
            if kind is None:
                given = next((str(entry[key]) for key in entry if heading_key(key) in _KIND_KEYS), "")
                problems.append(FieldProblem("documents", given[:200], reasons.UNKNOWN_DOCUMENT_KIND))
                continue
            parts: dict[str, object] = {}
            for key, cell in entry.items():
                if heading_key(key) in _KIND_KEYS:
                    continue
                part = self._table.part(key)
                if part is None:
                    problems.append(FieldProblem(f"documents.{key}", _shown(cell), reasons.UNKNOWN_KEY))
                    continue
                try:
                    parts[part] = self._convert(part, text_of(cell))
                except NestedValueError:
                    problems.append(FieldProblem(f"{kind.value}_{part}", "…", reasons.NOT_A_SINGLE_VALUE))
            if broken := next((part for part in parts.values() if isinstance(part, Broken)), None):
                return broken.reason
            made, unread = make_documents(kind, parts, self._codes)
            documents.extend(made)
            problems.extend(unread)
        documents[:] = in_order(documents)
        return ""

    def _kind(self, entry: Mapping[str, Any]) -> DocumentKind | None:
        given = next((entry[key] for key in entry if heading_key(key) in _KIND_KEYS), None)
        if not isinstance(given, str):
            return None
        code = self._codes.document_kinds.get(word_key(given)) or self._table.document_kind(given)
        return DocumentKind(code) if code in set(DocumentKind) else None

    def _convert(self, part: str, text: str) -> object:
        if part not in self._parts:
            self._parts[part] = converter(PARTS[part], self._codes)
        return self._parts[part](text)


def _shown(value: object) -> str:
    try:
        return text_of(value)[:200]
    except NestedValueError:
        return "…"


def read_records(
    records: Records,
    file: str,
    format: str,
    codes: CodeBook,
    options: ReadOptions,
    *,
    encoding: str = "",
    close: Any = None,
) -> Declaration:
    """The declaration in numbered `records`. Raises DeclarationError where nothing in it can be understood."""
    reader = RecordReader(file, codes, options)
    sample = list(islice(records, _SAMPLED_RECORDS))
    good = [row[1] for row in sample if not isinstance(row, RowError)]
    if not good:
        reason = next((row.reason for row in sample if isinstance(row, RowError)), "")
        raise DeclarationError(
            file,
            f"no line items in it{f' ({reason})' if reason else ''}",
            "Give a list of objects, one for each line item.",
        )
    mapping: dict[str, str] = {}
    unknown: dict[str, int] = {}
    layout = "table"
    names_goods = False
    for record in good:
        known = reader.plan(tuple(record))
        names_goods = names_goods or known.heading.names_goods
        layout = known.heading.layout.name
        mapping.update(known.heading.mapping)
        for key, place in known.heading.unknown:
            unknown.setdefault(key, place)
    if not names_goods:
        keys = ", ".join(repr(str(key)[:40]) for key in list(good[0])[:8])
        raise DeclarationError(
            file,
            f"no known heading that says what the goods are; the first object holds {keys or 'nothing'}",
            "Name the keys as `cites-check template` does, or say what they are with --map KEY=FIELD.",
        )
    declaration = Declaration(
        file,
        format,
        layout=layout,
        mapping=mapping,
        unknown_headings=tuple(
            UnknownHeading(key, place, reader.nearest(key)) for key, place in list(unknown.items())[:100]
        ),
        encoding=encoding,
        close=close,
    )
    declaration.feed(_lines(chain(sample, records), reader, declaration))
    return declaration


def _lines(
    records: Iterable[tuple[int, Record] | RowError], reader: RecordReader, declaration: Declaration
) -> Iterator[LineItem | RowError]:
    for record in records:
        if isinstance(record, RowError):
            yield record
            continue
        item = reader.line(record[1], record[0])
        if item is None:
            declaration.skipped += 1
        else:
            yield item


_LINES_KEYS = frozenset(
    {"lines", "items", "lineitems", "goods", "declaration", "declarations", "품목", "란", "란사항", "data", "records"}
)


def lines_within(content: object) -> Sequence[object] | None:
    """The list of line items inside an object, or in itself; None where it is a single record."""
    if isinstance(content, list):
        return content
    if isinstance(content, Mapping):
        for key, value in content.items():
            if heading_key(str(key)) in _LINES_KEYS and isinstance(value, list):
                return value
    return None


def shared_values(content: object) -> dict[str, Any]:
    """What stands beside the list of line items and holds for all of them (importer, date, documents)."""
    if not isinstance(content, Mapping):
        return {}
    return {
        str(key): value
        for key, value in content.items()
        if not isinstance(value, dict) and (not isinstance(value, list) or heading_key(str(key)) in _DOCUMENT_KEYS)
    }
