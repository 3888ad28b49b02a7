"""Who issued a document, and the route of the goods (Art. III to VI, Res. Conf. 12.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cites_check.model.codes import UNKNOWN_ORIGINS, DocumentKind, Verdict
from cites_check.model.lines import Document
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.document_roles import used_up

K = DocumentKind

_OF_EXPORTER = frozenset({K.EXPORT_PERMIT, K.CERTIFICATE_OF_ORIGIN})
_OUGHT_TO_BE_OF_EXPORTER = frozenset({K.CAPTIVE_BRED_CERTIFICATE, K.PHYTOSANITARY_CERTIFICATE})
_STAND_INS = (K.CAPTIVE_BRED_CERTIFICATE, K.PRECONVENTION_CERTIFICATE, K.PHYTOSANITARY_CERTIFICATE)


@rule(
    "issuer-not-exporter",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Document of a State that is not the exporter",
    message="{document} {no} is of {issuer}, but the goods are exported from {exporter}.",
    fix="Present the document of the Management Authority of {exporter}. If the goods were only sent on by {exporter}, declare their origin and the re-export certificate.",
    basis=("CITES Art. III.2", "CITES Art. IV.2", "CITES Art. V.2", "CITES Art. V.3"),
    variants={
        "sea": "{document} {no} is of {issuer}, but the goods enter {importer}: it serves the State that introduces them only."
    },
)
def issuer_not_exporter(line: Line) -> Iterator[Hit]:
    """Export permits and certificates of origin can only come from the State of export; certificates of captive breeding and phytosanitary certificates ought to, and pre-Convention certificates too, save those of the importing State. A certificate of introduction from the sea is of the State that the goods enter. On a re-export the origin's own permit may be shown beside the certificate."""
    exporter = line.item.exporter
    sea = line.item.document(K.SEA_INTRODUCTION_CERTIFICATE)
    if sea and sea.country and line.item.importer and sea.country != line.item.importer:
        yield replace(_issued_elsewhere(sea, certain=False), variant="sea")
    for document in line.item.documents:
        if not exporter or not document.country or document.country == exporter or used_up(document, line):
            continue
        if document.kind in _OF_EXPORTER or document.kind in _OUGHT_TO_BE_OF_EXPORTER:
            yield _issued_elsewhere(document, certain=document.kind in _OF_EXPORTER)
        elif document.kind is K.PRECONVENTION_CERTIFICATE and document.country != line.item.importer:
            yield _issued_elsewhere(document, certain=False)


@rule(
    "rec-issuer-not-exporter",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Re-export certificate of a State that is not the exporter",
    message="The re-export certificate {no} is of {issuer}, but the goods are exported from {exporter}.",
    fix="Present the re-export certificate of the Management Authority of {exporter}; one certificate serves one journey.",
    basis=("CITES Art. III.4", "CITES Art. IV.5"),
)
def rec_issuer_not_exporter(line: Line) -> Iterator[Hit]:
    """A re-export certificate can only come from the State of re-export."""
    certificate = line.item.document(K.REEXPORT_CERTIFICATE)
    if certificate and certificate.country and line.item.exporter and certificate.country != line.item.exporter:
        country = certificate.country
        yield Hit("reexport_certificate_country", country, {"issuer": country, "no": certificate.no})


@rule(
    "rec-origin-data-missing",
    REVIEW,
    confidence="M",
    title="Re-export without the data of the origin",
    message="Re-export certificate {no}: the export permit of {origin} on which it rests is not declared.",
    fix="Copy country, number and date of the origin's permit from the re-export certificate; if they are missing there, it has to say why.",
    basis=("Res. Conf. 12.3",),
    variants={
        "origin": "Re-export certificate {no}: the country of origin is not declared.",
        "elsewhere": "Re-export certificate {no}: the goods originate in {origin}, but the permit of the origin ({permit}) is of {issuer}.",
        "date": "Re-export certificate {no}: the date of the origin's export permit {permit} is not declared.",
        "other": "{document} {no} of {exporter} is shown for goods from {origin}, without the permit with which they left {origin}.",
    },
)
def rec_origin_data_missing(line: Line) -> Iterator[Hit]:
    """A re-export certificate names the country of origin, and the number and date of that country's permit, unless it gives a reason. Not asked for pre-Convention goods, which left without a permit. Where another certificate takes the place of the re-export certificate, it is a note."""
    item = line.item
    certificate = item.document(K.REEXPORT_CERTIFICATE)
    if certificate is None:
        yield from _other_certificate(line)
        return
    if line.source == "O":
        return
    permit = item.document(K.ORIGIN_EXPORT_PERMIT) or next(
        (document for document in item.documents if used_up(document, line)), None
    )
    if not item.origin or item.origin in UNKNOWN_ORIGINS:
        yield Hit("origin", item.origin, {"no": certificate.no}, variant="origin")
    elif item.origin == item.exporter:
        return  # Reported by rec-same-country.
    elif permit is None or not permit.no:
        yield Hit("origin_export_permit_no", "", {"no": certificate.no})
    elif permit.country and permit.country != item.origin:
        params = {"no": certificate.no, "permit": permit.no, "issuer": permit.country}
        yield Hit("origin_export_permit_country", permit.country, params, variant="elsewhere")
    elif permit.issued is None:
        params = {"no": certificate.no, "permit": permit.no}
        yield Hit("origin_export_permit_issued", "", params, variant="date")


@rule(
    "rec-same-country",
    REVIEW,
    confidence="V",
    title="Re-export from the country of origin",
    message="A re-export certificate ({value}) is declared, but the goods originate in the exporting State itself, {origin}.",
    fix="Look at the certificate: correct the origin, or ask for an export permit of {exporter} instead.",
    basis=("CITES Art. I(d)", "Res. Conf. 12.3"),
)
def rec_same_country(line: Line) -> Iterator[Hit]:
    """Re-export is the export of a specimen that was imported before; from its origin a specimen is exported. Only goods that came back once may be both."""
    certificate = line.item.document(K.REEXPORT_CERTIFICATE)
    if certificate and line.item.origin and line.item.origin == line.item.exporter:
        yield Hit("reexport_certificate_no", certificate.no)


@rule(
    "importer-equals-exporter",
    REVIEW,
    confidence="V",
    title="Importing and exporting State are the same",
    message="{importer} is declared both as exporting and as importing State.",
    fix="Correct the exporting or the importing country; within one State there is no import.",
    basis=("CITES Art. I(c)", "Res. Conf. 12.3"),
)
def importer_equals_exporter(line: Line) -> Iterator[Hit]:
    """Trade in the sense of the Convention crosses a border. Introduction from the sea (source X) is left alone: there the State of the ship may be the State of introduction."""
    if line.item.importer and line.item.importer == line.item.exporter and line.source != "X":
        yield Hit("exporter", line.item.exporter)


def _other_certificate(line: Line) -> Iterator[Hit]:
    document = line.item.document(*_STAND_INS)
    if document and line.is_reexport and line.item.document(K.EXPORT_PERMIT, K.ORIGIN_EXPORT_PERMIT) is None:
        params = {"document": document.kind.value, "no": document.no}
        yield Hit("origin", line.item.origin, params, severity=NOTE, variant="other")


def _issued_elsewhere(document: Document, *, certain: bool) -> Hit:
    params = {"issuer": document.country, "document": document.kind.value, "no": document.no}
    return Hit(f"{document.kind}_country", document.country, params, severity=None if certain else REVIEW)


RULES = (
    issuer_not_exporter,
    rec_issuer_not_exporter,
    rec_origin_data_missing,
    rec_same_country,
    importer_equals_exporter,
)
