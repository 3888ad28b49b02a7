"""The fields of a declaration, and what kind of value each one holds."""

from __future__ import annotations

from enum import Enum, auto

from cites_check.errors import UsageError, did_you_mean
from cites_check.model.codes import DocumentKind


class Kind(Enum):
    """How the text of a cell becomes a value."""

    TEXT = auto()
    IDENTIFIER = auto()
    CHANNEL = auto()
    HS = auto()
    APPENDIX = auto()
    SOURCE = auto()
    PURPOSE = auto()
    TERM = auto()
    UNIT = auto()
    COUNTRY = auto()
    DATE = auto()
    EXPIRY = auto()
    NUMBER = auto()
    AMOUNT = auto()
    YES_NO = auto()
    PERMIT_NO = auto()

    @property
    def holds_none(self) -> bool:
        """Whether "nothing" is None rather than an empty string."""
        return self in (Kind.DATE, Kind.EXPIRY, Kind.NUMBER, Kind.AMOUNT, Kind.YES_NO)


LINE_FIELDS: dict[str, Kind] = {
    "line_id": Kind.IDENTIFIER,
    "consignment_id": Kind.IDENTIFIER,
    "scientific_name": Kind.TEXT,
    "common_name": Kind.TEXT,
    "description": Kind.TEXT,
    "hs_code": Kind.HS,
    "appendix": Kind.APPENDIX,
    "source": Kind.SOURCE,
    "second_source": Kind.SOURCE,
    "purpose": Kind.PURPOSE,
    "term": Kind.TERM,
    "quantity": Kind.AMOUNT,
    "unit": Kind.UNIT,
    "origin": Kind.COUNTRY,
    "origin_region": Kind.TEXT,
    "exporter": Kind.COUNTRY,
    "importer": Kind.COUNTRY,
    "consignor": Kind.TEXT,
    "consignee": Kind.TEXT,
    "import_date": Kind.DATE,
    "shipment_date": Kind.DATE,
    "acquisition_date": Kind.DATE,
    "breeding_operation": Kind.IDENTIFIER,
    "net_wood_kg": Kind.AMOUNT,
    "retail_packed": Kind.YES_NO,
    "channel": Kind.CHANNEL,
    "port_of_entry": Kind.TEXT,
    "customs_codes": Kind.TEXT,
    "quota_statement": Kind.TEXT,
    "document_remarks": Kind.TEXT,
    "taxon_class": Kind.TEXT,
    "family": Kind.TEXT,
}
"""Fields of a line item, in the order of the contract."""

PARTS: dict[str, Kind] = {
    "no": Kind.PERMIT_NO,
    "country": Kind.COUNTRY,
    "issued": Kind.DATE,
    "expires": Kind.EXPIRY,
    "quantity": Kind.AMOUNT,
    "unit": Kind.UNIT,
}
"""What is said of one document."""

HELPERS: dict[str, Kind] = {
    "genus": Kind.TEXT,
    "species": Kind.TEXT,
    "subspecies": Kind.TEXT,
    "common_name_prefix": Kind.TEXT,
    "other_quantity": Kind.AMOUNT,
    "other_unit": Kind.UNIT,
    "net_weight": Kind.AMOUNT,
    "net_weight_unit": Kind.UNIT,
    "declaration_key": Kind.IDENTIFIER,
    "sub_line": Kind.IDENTIFIER,
    "law_code": Kind.IDENTIFIER,
    "requirement_no": Kind.PERMIT_NO,
    "requirement_issued": Kind.DATE,
    "requirement_line": Kind.IDENTIFIER,
    "permit_no": Kind.PERMIT_NO,
    "permit_country": Kind.COUNTRY,
    "permit_issued": Kind.DATE,
    "permit_expires": Kind.EXPIRY,
    "permit_quantity": Kind.AMOUNT,
    "permit_unit": Kind.UNIT,
}
"""Columns that are no field of their own but go into one: names in parts, a weight beside a quantity, a permit of no
stated kind.
"""

IGNORED = "ignore"
"""A column that is known and says nothing to the checker."""

DOCUMENT_FIELDS: dict[str, tuple[DocumentKind, str]] = {
    f"{kind.value}_{part}": (kind, part) for kind in DocumentKind for part in PARTS
}
"""`export_permit_no` and so on, to the document kind and the part."""

NAMING_FIELDS = frozenset({"scientific_name", "common_name", "description", "hs_code", "genus", "species"})
"""At least one of these must be there, or nothing can be said of the goods."""


def kind_of(field: str) -> Kind:
    """The kind of value that `field` holds. Raises KeyError for a field that does not exist."""
    if field in DOCUMENT_FIELDS:
        return PARTS[DOCUMENT_FIELDS[field][1]]
    return LINE_FIELDS.get(field) or HELPERS[field]


def known_fields() -> tuple[str, ...]:
    """Every field that `--map COLUMN=FIELD` may name, those of the contract first."""
    return (*LINE_FIELDS, *DOCUMENT_FIELDS, *HELPERS, IGNORED)


def no_such_field(where: str, field: str) -> UsageError:
    """The error for a field that does not exist, with the nearest one that does."""
    advice = did_you_mean(field, known_fields(), "cites-check template shows the fields")
    return UsageError(f"{where}: there is no field {field!r}", advice)
