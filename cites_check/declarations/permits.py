"""Permit registers (`--permits`): tables, JSON, YAML, and electronic permits, to structured permits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from cites_check.declarations.codebook import CodeBook
from cites_check.declarations.declaration import Declaration
from cites_check.declarations.documents import make_documents
from cites_check.declarations.epermit import epermits, item_details
from cites_check.declarations.errors import DeclarationError
from cites_check.declarations.fields import PARTS, Kind
from cites_check.declarations.options import ReadOptions
from cites_check.declarations.reading import read
from cites_check.declarations.records import RecordReader
from cites_check.declarations.specials import Unread
from cites_check.declarations.values import converter
from cites_check.declarations.xml_tree import parse
from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem, LineItem, RowError
from cites_check.model.permits import Permit, PermitItem

_MUST_SAY = ("no", "kind", "country", "issued", "expires", "purpose", "holder", "recipient", "items")
"""Boxes of the standard form without which a permit is not complete (Res. Conf. 12.3)."""


def read_permits(
    path: Path | None, stream: BinaryIO | None = None, *, codes: CodeBook, options: ReadOptions | None = None
) -> list[Permit]:
    """The permits in a register, in the order of the file; lines with the same kind, country and number are one permit.

    A table has the headings of a declaration; each document on a line becomes a permit of its own, with the line as
    one of
    its items. Raises DeclarationError where the file, or one of its rows, cannot be read: a register with holes would
    let
    through what it does not show.
    """
    options = options or ReadOptions()
    with read(path, stream, options=options, codes=codes) as declaration:
        if declaration.layout == "epermit":
            if path is not None:
                with path.open("rb") as again:
                    return _from_xml(again, declaration.file, declaration.encoding, codes, options)
            if stream is not None and stream.seekable():
                stream.seek(0)
                return _from_xml(stream, declaration.file, declaration.encoding, codes, options)
            raise DeclarationError(declaration.file, "an electronic permit through a pipe", "Give it as a file.")
        return _from_lines(declaration)


def _from_lines(declaration: Declaration) -> list[Permit]:
    permits: dict[tuple[DocumentKind, str, str], Permit] = {}
    for line in declaration:
        if isinstance(line, RowError):
            raise DeclarationError(line.file, line.reason, line.fix, line.row)
        origin = line.document(DocumentKind.ORIGIN_EXPORT_PERMIT)
        for document in line.documents:
            if document.kind is DocumentKind.ORIGIN_EXPORT_PERMIT:
                continue
            key = (document.kind, document.country, document.no)
            known = permits.get(key)
            item = _item_of(line, document, origin)
            permits[key] = replace(known, items=(*known.items, item)) if known else _permit_of(line, document, item)
    return [replace(permit, missing=_missing(permit)) for permit in permits.values()]


def _permit_of(line: LineItem, document: Document, item: PermitItem) -> Permit:
    return Permit(
        no=document.no,
        kind=document.kind,
        country=document.country,
        issued=document.issued,
        expires=document.expires,
        purpose=line.purpose,
        holder=line.consignor,
        recipient=line.consignee,
        exporter=line.exporter,
        importer=line.importer,
        conditions=line.document_remarks,
        items=(item,),
        file=line.file,
        row=line.row,
    )


def _item_of(line: LineItem, document: Document | None, origin: Document | None) -> PermitItem:
    """The line as an item of a permit. What the permit allows is its own quantity where it has one, else that of the
    line.
    """
    own = document is not None and document.quantity is not None
    return PermitItem(
        item=line.line_id,
        scientific_name=line.scientific_name,
        common_name=line.common_name,
        description=line.description,
        appendix=line.appendix,
        source=line.source,
        second_source=line.second_source,
        term=line.term,
        quantity=document.quantity if document is not None and own else line.quantity,
        unit=document.unit if document is not None and own else line.unit,
        origin=line.origin,
        origin_permit=origin,
        acquisition_date=line.acquisition_date,
        problems=line.problems,
    )


def _from_xml(stream: BinaryIO, file: str, encoding: str, codes: CodeBook, options: ReadOptions) -> list[Permit]:
    reader = RecordReader(file, codes, replace(options, default_importer="", default_import_date=None))
    permits = []
    for source, nodes in epermits(parse(stream, file, encoding)):
        items = []
        head: LineItem | None = None
        for (number, record), node in zip(source.items(), nodes, strict=True):
            line = reader.line(record, number)
            if isinstance(line, RowError):
                raise DeclarationError(file, line.reason, line.fix, line.row)
            if line is None:
                continue
            head = head or line
            items.append(_with_details(line, item_details(node), codes))
        documents, problems = make_documents(
            source.kind or DocumentKind.EXPORT_PERMIT, _converted(source.document(), codes), codes
        )
        document = documents[0] if documents else Document(DocumentKind.EXPORT_PERMIT)
        permit = Permit(
            no=source.no,
            kind=source.kind,
            country=document.country,
            issued=document.issued,
            expires=document.expires,
            purpose=head.purpose if head else "",
            holder=source.holder,
            recipient=source.recipient,
            exporter=head.exporter if head else "",
            importer=head.importer if head else "",
            conditions=source.conditions,
            items=tuple(items),
            file=file,
            row=source.line,
            problems=problems,
        )
        permits.append(replace(permit, missing=_missing(permit)))
    return permits


def _with_details(line: LineItem, details: Mapping[str, Any], codes: CodeBook) -> PermitItem:
    problems: list[FieldProblem] = list(line.problems)
    figures: dict[str, float | None] = {}
    convert = converter(Kind.NUMBER, codes)
    for name in ("quota_used", "quota_annual", "endorsed"):
        value = convert(details[name])
        if isinstance(value, Unread):
            problems.append(FieldProblem(name, value.text, value.reason))
        figures[name] = value if isinstance(value, float) else None
    last, unread = make_documents(DocumentKind.REEXPORT_CERTIFICATE, _converted(details["last_reexport"], codes), codes)
    item = _item_of(line, None, line.document(DocumentKind.ORIGIN_EXPORT_PERMIT))
    return replace(
        item,
        last_reexport=last[0] if last else None,
        problems=(*problems, *unread),
        quota_used=figures["quota_used"],
        quota_annual=figures["quota_annual"],
        endorsed=figures["endorsed"],
    )


def _converted(document: Mapping[str, str], codes: CodeBook) -> dict[str, object]:
    return {part: converter(PARTS[part], codes)(text) for part, text in document.items() if part in PARTS}


def _missing(permit: Permit) -> tuple[str, ...]:
    boxes: Iterable[str] = _MUST_SAY
    if permit.kind is DocumentKind.CERTIFICATE_OF_ORIGIN:
        boxes = (box for box in _MUST_SAY if box != "purpose")
    return tuple(box for box in boxes if not getattr(permit, box))
