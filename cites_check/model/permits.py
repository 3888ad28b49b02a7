"""Permits and certificates as their issuing State wrote them: the other side of what a declaration says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cites_check.model.codes import DocumentKind
from cites_check.model.lines import Document, FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitItem:
    """One specimen or lot on a permit (boxes 7 to 12 of the standard form).

    `quantity` is what the permit allows, in `unit`; `endorsed` what the customs of the exporting State counted (box
    14).
    `quota_used` and `quota_annual` are box 11a, in the same unit. `origin_permit` is box 12, `last_reexport` box 12a.
    """

    item: str = ""
    scientific_name: str = ""
    common_name: str = ""
    description: str = ""
    appendix: str = ""
    source: str = ""
    second_source: str = ""
    term: str = ""
    quantity: float | None = None
    unit: str = ""
    endorsed: float | None = None
    quota_used: float | None = None
    quota_annual: float | None = None
    origin: str = ""
    origin_permit: Document | None = None
    last_reexport: Document | None = None
    acquisition_date: date | None = None
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """One permit or certificate with its items.

    `country` is the issuing State, `exporter` and `importer` are countries (ISO 3166-1 alpha-2), `holder` and
    `recipient` the
    parties named in boxes 4 and 3. `kind` is None where the permit does not say what it is. `missing` names the boxes
    of the
    standard form that a permit must fill and this one leaves empty.
    """

    no: str
    kind: DocumentKind | None = None
    country: str = ""
    issued: date | None = None
    expires: date | None = None
    purpose: str = ""
    holder: str = ""
    recipient: str = ""
    exporter: str = ""
    importer: str = ""
    conditions: str = ""
    items: tuple[PermitItem, ...] = ()
    file: str = ""
    row: int = 0
    missing: tuple[str, ...] = ()
    problems: tuple[FieldProblem, ...] = ()
