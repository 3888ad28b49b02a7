"""Validity of documents in time (Art. VI, Res. Conf. 12.3); issuers, missing entries and numbers have modules of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.lines import Document
from cites_check.rules import document_entries, issuers, permit_numbers, permit_remarks
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.calendar_months import add_months
from cites_check.rules.context import Line
from cites_check.rules.document_roles import used_up
from cites_check.rules.permit_remarks import extended_until

K = DocumentKind

LONGEST_MONTHS = {
    K.EXPORT_PERMIT: 6,
    K.REEXPORT_CERTIFICATE: 6,
    K.PRECONVENTION_CERTIFICATE: 6,
    K.CAPTIVE_BRED_CERTIFICATE: 6,
    K.IMPORT_PERMIT: 12,
    K.CERTIFICATE_OF_ORIGIN: 12,
    K.SEA_INTRODUCTION_CERTIFICATE: 12,
    K.EXHIBITION_CERTIFICATE: 36,
    K.OWNERSHIP_CERTIFICATE: 36,
    K.INSTRUMENT_CERTIFICATE: 36,
}
"""The longest validity of a document in calendar months from its issue (Art. VI.2 for export permits; Res. Conf. 12.3 for the rest)."""

_CONFIRMED_MONTHS = frozenset({K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE, K.IMPORT_PERMIT})
"""Documents whose longest validity is sure enough to call them expired when no expiry date is declared."""

_LIKE_EXPORT_DOCUMENTS = frozenset({K.CAPTIVE_BRED_CERTIFICATE, K.PRECONVENTION_CERTIFICATE})
_EXPORT_DOCUMENTS = frozenset({K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE})


def expiry(document: Document) -> date | None:
    """The last day on which the document can be used: as stated, but never beyond the longest validity; None where neither date is declared."""
    limit = (
        add_months(document.issued, LONGEST_MONTHS[document.kind])
        if document.issued and document.kind in LONGEST_MONTHS
        else None
    )
    if document.expires is None:
        return limit
    return min(document.expires, limit) if limit and document.kind in _CONFIRMED_MONTHS else document.expires


@rule(
    "permit-expired-at-import",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Document expired before the import",
    message="{document} {no} expired on {expired}; the import is on {on}.",
    fix="Get a new document before filing: an expired one can be neither used nor extended.",
    basis=("CITES Art. VI.2", "Res. Conf. 12.3"),
)
def permit_expired_at_import(line: Line) -> Iterator[Hit]:
    """A permit or certificate must be valid when the goods are presented; the expiry day itself still counts. Where no expiry is declared, or one beyond the longest validity, the longest validity from the issue date is used. Timber whose document is said to be extended is a review of its own."""
    for document in line.item.documents:
        if used_up(document, line):
            continue
        last_day = expiry(document)
        if last_day and last_day < line.on and (document.expires is not None or document.kind in _CONFIRMED_MONTHS):
            extended = extended_until(document, line, last_day)
            if (
                extended is None or extended < line.on
            ):  # An extension that may hold is what timber-extension asks about.
                yield _hit(document, "expires", expired=last_day)


@rule(
    "coo-expired",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Certificate of origin older than twelve months",
    message="The certificate of origin {no} of {issued} could be used until {expired}; the import is on {on}.",
    fix="Get a new certificate of origin from the Management Authority of {exporter}.",
    basis=("Res. Conf. 12.3",),
)
def coo_expired(line: Line) -> Iterator[Hit]:
    """A certificate of origin is valid for twelve months at the longest, whatever it says itself. One that has passed its own expiry date is reported as an expired document."""
    for document in line.item.documents:
        if document.kind is K.CERTIFICATE_OF_ORIGIN and document.issued:
            limit = add_months(document.issued, LONGEST_MONTHS[document.kind])
            if limit < line.on and not (document.expires and document.expires < line.on):
                yield _hit(document, "issued", expired=limit)


@rule(
    "export-permit-over-6m",
    REVIEW,
    confidence="V",
    title="Export document valid for more than six months",
    message="{document} {no} runs from {issued} to {expires}, longer than six months.",
    fix="Do not rely on it after six months from its issue; ask the Management Authority of {exporter} about the dates.",
    basis=("CITES Art. VI.2", "Res. Conf. 12.3"),
)
def export_permit_over_6m(line: Line) -> Iterator[Hit]:
    """An export permit may be used for six months from its issue; for re-export certificates the Resolution says the same. For certificates of captive breeding and pre-Convention certificates the period is not as sure: a note."""
    yield from _too_long(line, _EXPORT_DOCUMENTS)
    for hit in _too_long(line, _LIKE_EXPORT_DOCUMENTS):
        yield replace(hit, severity=NOTE)


@rule(
    "import-permit-over-12m",
    REVIEW,
    title="Document valid for more than twelve months",
    message="{document} {no} runs from {issued} to {expires}, longer than twelve months.",
    fix="Do not rely on it after twelve months from its issue; ask the issuing authority about the dates.",
    basis=("Res. Conf. 12.3",),
)
def import_permit_over_12m(line: Line) -> Iterator[Hit]:
    """Import permits, certificates of introduction from the sea and certificates of origin are valid for twelve months at the longest."""
    yield from _too_long(line, frozenset({K.IMPORT_PERMIT, K.SEA_INTRODUCTION_CERTIFICATE, K.CERTIFICATE_OF_ORIGIN}))


@rule(
    "permit-issued-after-import",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Document issued after the import",
    message="{document} {no} was issued on {issued}, after the import on {on}.",
    fix="Check both dates. If they are right, the goods may not be released: the document must exist before they enter.",
    basis=("CITES Art. III.3", "CITES Art. IV.4", "CITES Art. V.3"),
)
def permit_issued_after_import(line: Line) -> Iterator[Hit]:
    """Every document must be there before the goods enter. The import permit of an Appendix I specimen has a rule of its own."""
    for document in line.item.documents:
        own_rule = document.kind is K.IMPORT_PERMIT and line.appendix == "I"
        if document.issued and document.issued > line.on and not used_up(document, line) and not own_rule:
            yield _hit(document, "issued")


@rule(
    "permit-issued-after-shipment",
    REVIEW,
    title="Export document issued after shipment",
    message="{document} {no} was issued on {issued}, after the shipment on {shipped}.",
    fix="Ask the Management Authorities of both States whether they agreed to a retrospective permit and why; the reason has to stand on it.",
    basis=("Res. Conf. 12.3",),
    variants={
        "appendix_i": "{document} {no} was issued on {issued}, after the shipment on {shipped}: for Appendix I there is no retrospective permit."
    },
)
def permit_issued_after_shipment(line: Line) -> Iterator[Hit]:
    """A document issued after the goods left is retrospective: a violation for Appendix I, save personal effects; otherwise both Management Authorities have to confirm it."""
    shipped = line.item.shipment_date
    for document in line.item.documents:
        if not shipped or document.kind not in _EXPORT_DOCUMENTS or used_up(document, line):
            continue
        if document.issued and shipped < document.issued <= line.on:
            severe = line.appendix == "I" and line.item.purpose != "P"
            yield replace(
                _hit(document, "issued", shipped=shipped),
                severity=VIOLATION if severe else None,
                verdict=Verdict.PERMIT_INVALID if severe else None,
                variant="appendix_i" if severe else "",
            )


@rule(
    "export-after-expiry",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Shipped after the export permit expired",
    message="The goods were shipped on {shipped}, but {document} {no} expired on {expired}.",
    fix="Check both dates. If they are right, the goods left without a valid permit; ask the Management Authority of {exporter} before filing.",
    basis=("CITES Art. VI.2",),
)
def export_after_expiry(line: Line) -> Iterator[Hit]:
    """The export must take place while the export permit is valid."""
    shipped = line.item.shipment_date
    for document in line.item.documents:
        last_day = expiry(document) if document.kind in _EXPORT_DOCUMENTS and not used_up(document, line) else None
        if shipped and last_day and shipped > last_day:
            yield _hit(document, "expires", expired=last_day, shipped=shipped)


@rule(
    "date-order",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Dates contradict each other",
    message="{document} {no} is dated {issued} but expires on {expires}.",
    fix="Copy both dates again from the papers.",
    basis=("Res. Conf. 12.3",),
    variants={"shipped": "The goods are declared as shipped on {value}, after their import on {on}."},
)
def date_order(line: Line) -> Iterator[Hit]:
    """A document cannot expire before it was issued, and goods cannot be shipped after they were imported."""
    shipped = line.item.shipment_date
    if shipped and shipped > line.on:
        yield Hit("shipment_date", shipped.isoformat(), variant="shipped")
    for document in line.item.documents:
        if document.issued and document.expires and document.expires < document.issued:
            yield _hit(document, "expires")


@rule(
    "rec-origin-date-order",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Origin permit later than the re-export certificate",
    message="The permit of the country of origin is dated {value}, later than the re-export certificate ({issued}) that rests on it.",
    fix="Copy both dates again from the certificate; if they are right, ask the Management Authority of {exporter}.",
    basis=("Res. Conf. 12.3",),
)
def rec_origin_date_order(line: Line) -> Iterator[Hit]:
    """Goods are exported from their origin before they can be re-exported, so the origin's permit is the older one."""
    origin = line.item.document(K.ORIGIN_EXPORT_PERMIT)
    certificate = line.item.document(K.REEXPORT_CERTIFICATE)
    if origin and certificate and origin.issued and certificate.issued and origin.issued > certificate.issued:
        yield Hit("origin_export_permit_issued", origin.issued.isoformat(), {"issued": certificate.issued.isoformat()})


def _hit(document: Document, part: str, **days: date) -> Hit:
    """A hit on one part of a document, with its dates and further days for the message."""
    known = {"issued": document.issued, "expires": document.expires, **days}
    params = {key: day.isoformat() for key, day in known.items() if day}
    value = getattr(document, part)
    return Hit(
        f"{document.kind}_{part}",
        value.isoformat() if value else "",
        {"document": document.kind.value, "no": document.no, **params},
    )


def _too_long(line: Line, kinds: frozenset[DocumentKind]) -> Iterator[Hit]:
    for document in line.item.documents:
        if document.kind not in kinds or not document.issued or not document.expires:
            continue
        if document.expires > add_months(document.issued, LONGEST_MONTHS[document.kind]):
            yield _hit(document, "expires")


RULES = (
    permit_expired_at_import,
    coo_expired,
    export_permit_over_6m,
    import_permit_over_12m,
    permit_issued_after_import,
    permit_issued_after_shipment,
    export_after_expiry,
    date_order,
    rec_origin_date_order,
    *issuers.RULES,
    *document_entries.RULES,
    *permit_numbers.RULES,
    *permit_remarks.RULES,
)
