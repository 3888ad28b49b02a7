"""Validity of documents: dates, issuers, lengths (Art. VI, Res. Conf. 12.3)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.lines import Document
from cites_check.rules.base import REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line

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

_CONFIRMED_MONTHS = frozenset({K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE, K.IMPORT_PERMIT, K.CERTIFICATE_OF_ORIGIN})
"""Documents whose longest validity is sure enough to call them expired when no expiry date is declared."""


def add_months(day: date, months: int) -> date:
    """The same day `months` calendar months later; the last day of the month where there is no such day."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


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
    message="The {document} {value} expired on {expired}, before the import on {on}.",
    fix="Obtain a new document before filing; an expired one cannot be extended.",
    basis=("CITES Art. VI.2", "Res. Conf. 12.3"),
)
def permit_expired_at_import(line: Line) -> Iterator[Hit]:
    """A permit or certificate must be valid when the goods are presented; the expiry day itself still counts. Where no expiry is declared, or one beyond the longest validity, the longest validity from the issue date is used."""
    for document in line.item.documents:
        if document.kind is K.ORIGIN_EXPORT_PERMIT:
            continue  # The origin's permit was used up when the goods were first exported.
        last_day = expiry(document)
        if last_day and last_day < line.on and (document.expires is not None or document.kind in _CONFIRMED_MONTHS):
            yield Hit(
                f"{document.kind}_expires",
                document.no,
                {"document": document.kind.value, "expired": last_day.isoformat()},
            )


@rule(
    "export-permit-over-6m",
    REVIEW,
    confidence="V",
    title="Export document valid for more than six months",
    message="The {document} {value} is dated {issued} and valid until {expires}: longer than six months.",
    fix="Treat the document as valid for six months from its issue, and ask the Management Authority of {exporter}.",
    basis=("CITES Art. VI.2", "Res. Conf. 12.3"),
)
def export_permit_over_6m(line: Line) -> Iterator[Hit]:
    """An export permit may be used for six months from its issue; for re-export certificates the Resolution says the same."""
    yield from _too_long(line, {K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE})


@rule(
    "import-permit-over-12m",
    REVIEW,
    title="Document valid for more than twelve months",
    message="The {document} {value} is dated {issued} and valid until {expires}: longer than twelve months.",
    fix="Ask the issuing Management Authority to confirm the dates.",
    basis=("Res. Conf. 12.3",),
)
def import_permit_over_12m(line: Line) -> Iterator[Hit]:
    """Import permits, certificates of introduction from the sea and certificates of origin are valid for twelve months at the longest."""
    yield from _too_long(line, {K.IMPORT_PERMIT, K.SEA_INTRODUCTION_CERTIFICATE, K.CERTIFICATE_OF_ORIGIN})


@rule(
    "permit-issued-after-import",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Document issued after the import",
    message="The {document} {value} was issued on {issued}, after the import on {on}.",
    fix="The document must exist before the import; check the dates, or do not release the goods.",
    basis=("CITES Art. III.3", "CITES Art. IV.4", "CITES Art. V.3"),
)
def permit_issued_after_import(line: Line) -> Iterator[Hit]:
    """Export permits, re-export certificates and certificates of origin must be presented before the import."""
    for document in line.item.documents:
        if (
            document.kind in {K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE, K.CERTIFICATE_OF_ORIGIN}
            and document.issued
            and document.issued > line.on
        ):
            yield Hit(
                f"{document.kind}_issued",
                document.no,
                {"document": document.kind.value, "issued": document.issued.isoformat()},
            )


@rule(
    "permit-issued-after-shipment",
    REVIEW,
    title="Export document issued after shipment",
    message="The {document} {value} was issued on {issued}, after shipment on {shipped}.",
    fix="A retrospective permit needs the agreement of both Management Authorities; for Appendix I it is not possible.",
    basis=("Res. Conf. 12.3",),
)
def permit_issued_after_shipment(line: Line) -> Iterator[Hit]:
    """A document issued after the goods left is retrospective: a violation for Appendix I, otherwise to be confirmed by both Management Authorities."""
    shipped = line.item.shipment_date
    for document in line.item.documents:
        if (
            shipped
            and document.kind in {K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE}
            and document.issued
            and shipped < document.issued <= line.on
        ):
            severe = line.appendix == "I"
            yield Hit(
                f"{document.kind}_issued",
                document.no,
                {
                    "document": document.kind.value,
                    "issued": document.issued.isoformat(),
                    "shipped": shipped.isoformat(),
                },
                severity=VIOLATION if severe else None,
                verdict=Verdict.PERMIT_INVALID if severe else None,
            )


@rule(
    "export-after-expiry",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Shipped after the export permit expired",
    message="The goods were shipped on {shipped}, after the {document} {value} expired on {expired}.",
    fix="A new export permit would have been needed for this shipment; ask the Management Authority of {exporter}.",
    basis=("CITES Art. VI.2",),
)
def export_after_expiry(line: Line) -> Iterator[Hit]:
    """The export must take place while the export permit is valid."""
    shipped = line.item.shipment_date
    for document in line.item.documents:
        last_day = expiry(document) if document.kind in {K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE} else None
        if shipped and last_day and shipped > last_day:
            yield Hit(
                f"{document.kind}_expires",
                document.no,
                {"document": document.kind.value, "expired": last_day.isoformat(), "shipped": shipped.isoformat()},
            )


@rule(
    "issuer-not-exporter",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Export permit of a State that is not the exporter",
    message="The export permit {value} was issued by {issuer}, but the goods are exported from {exporter}.",
    fix="Present the export permit of the Management Authority of {exporter}; for a re-export, declare the origin and the re-export certificate.",
    basis=("CITES Art. III.2", "CITES Art. IV.2", "CITES Art. V.2"),
)
def issuer_not_exporter(line: Line) -> Iterator[Hit]:
    """An export permit can only come from the State of export."""
    permit = line.item.document(K.EXPORT_PERMIT)
    if permit is None or not permit.country or not line.item.exporter or permit.country == line.item.exporter:
        return
    # On a re-export the origin's own permit may be shown beside the certificate.
    if line.is_reexport and permit.country == line.item.origin:
        return
    yield Hit("export_permit_country", permit.no, {"issuer": permit.country})


@rule(
    "rec-issuer-not-exporter",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Re-export certificate of a State that is not the exporter",
    message="The re-export certificate {value} was issued by {issuer}, but the goods are exported from {exporter}.",
    fix="Present the re-export certificate of the Management Authority of {exporter}.",
    basis=("CITES Art. III.4", "CITES Art. IV.5"),
)
def rec_issuer_not_exporter(line: Line) -> Iterator[Hit]:
    """A re-export certificate can only come from the State of re-export."""
    certificate = line.item.document(K.REEXPORT_CERTIFICATE)
    if certificate and certificate.country and line.item.exporter and certificate.country != line.item.exporter:
        yield Hit("reexport_certificate_country", certificate.no, {"issuer": certificate.country})


@rule(
    "date-order",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Dates of a document contradict each other",
    message="The {document} {value} is dated {issued} but expires on {expires}.",
    fix="Compare the dates with the document.",
    basis=("Res. Conf. 12.3",),
)
def date_order(line: Line) -> Iterator[Hit]:
    """A document cannot expire before it was issued."""
    for document in line.item.documents:
        if document.issued and document.expires and document.expires < document.issued:
            yield Hit(
                f"{document.kind}_expires",
                document.no,
                {
                    "document": document.kind.value,
                    "issued": document.issued.isoformat(),
                    "expires": document.expires.isoformat(),
                },
            )


@rule(
    "doc-number-placeholder",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Placeholder instead of a document number",
    message="{value} stands where the number of the {document} belongs.",
    fix="Declare the number that stands on the document; without it the document counts as not presented.",
    basis=("Res. Conf. 12.3",),
)
def doc_number_placeholder(line: Line) -> Iterator[Hit]:
    """N/A, TBC, rows of zeros and the like are not document numbers."""
    for problem in line.item.problems:
        if problem.reason == "placeholder" and problem.field.endswith("_no"):
            yield Hit(problem.field, problem.value, {"document": problem.field.removesuffix("_no")})


def _too_long(line: Line, kinds: set[DocumentKind]) -> Iterator[Hit]:
    for document in line.item.documents:
        if document.kind not in kinds or not document.issued or not document.expires:
            continue
        if document.expires > add_months(document.issued, LONGEST_MONTHS[document.kind]):
            yield Hit(
                f"{document.kind}_expires",
                document.no,
                {
                    "document": document.kind.value,
                    "issued": document.issued.isoformat(),
                    "expires": document.expires.isoformat(),
                },
            )


RULES = (
    permit_expired_at_import,
    export_permit_over_6m,
    import_permit_over_12m,
    permit_issued_after_import,
    permit_issued_after_shipment,
    export_after_expiry,
    issuer_not_exporter,
    rec_issuer_not_exporter,
    date_order,
    doc_number_placeholder,
)
