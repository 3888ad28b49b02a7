"""Declarations: line items, the documents shown with them, and where in the file each value stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cites_check.model.codes import DocumentKind


@dataclass(frozen=True, slots=True)
class Document:
    """One permit or certificate as declared.

    `country` is the issuing State; `quantity` what the document allows, in `unit`.
    """

    kind: DocumentKind
    no: str = ""
    country: str = ""
    issued: date | None = None
    expires: date | None = None
    quantity: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A value that could not be read: which field, what stood there, and why."""

    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """One line item of an import declaration.

    Codes are CITES codes, countries ISO 3166-1 alpha-2, `quantity` is in `unit` (a code of
    `species_data/codes/units.yaml`), `net_wood_kg` in kilograms,
    `customs_codes` codes of a customs declaration such as Y900 as they stood there, `quota_statement` what the export
    document says of an annual quota (`2026 quota, 812/1600`), `document_remarks` what else the documents say or look
    like (`retrospective`, `copy`, `not endorsed`).
    An empty string or None means that the declaration does not say. `problems` names what stood there but could not be
    read.
    """

    file: str = ""
    row: int = 0
    line_id: str = ""
    consignment_id: str = ""
    scientific_name: str = ""
    common_name: str = ""
    description: str = ""
    hs_code: str = ""
    appendix: str = ""
    source: str = ""
    second_source: str = ""
    purpose: str = ""
    term: str = ""
    quantity: float | None = None
    unit: str = ""
    origin: str = ""
    origin_region: str = ""
    exporter: str = ""
    importer: str = ""
    consignor: str = ""
    consignee: str = ""
    import_date: date | None = None
    shipment_date: date | None = None
    acquisition_date: date | None = None
    breeding_operation: str = ""
    net_wood_kg: float | None = None
    retail_packed: bool | None = None
    channel: str = ""
    port_of_entry: str = ""
    customs_codes: str = ""
    quota_statement: str = ""
    document_remarks: str = ""
    taxon_class: str = ""
    family: str = ""
    documents: tuple[Document, ...] = ()
    problems: tuple[FieldProblem, ...] = ()

    def document(self, *kinds: DocumentKind) -> Document | None:
        """The first document of one of these kinds, or None."""
        for document in self.documents:
            if document.kind in kinds:
                return document
        return None


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read at all."""

    file: str
    row: int
    reason: str
    fix: str = ""
