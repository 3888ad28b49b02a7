"""Documents of Appendix III (Article V)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.missing import EXPORT_FIX, REEXPORT_FIX, missing


@rule(
    "app3-export-permit-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Appendix III import from the listing Party without an export permit",
    message="{taxon} is in Appendix III for {parties}; from there an export permit is needed, and none is declared.",
    fix=EXPORT_FIX,
    basis=("CITES Art. V.2", "CITES Art. V.3"),
)
def app3_export_permit_missing(line: Line) -> Iterator[Hit]:
    """From the Party that listed the species in Appendix III, an export permit is needed."""
    yield from missing(line, "app3-export-permit-missing", "export_permit_no")


@rule(
    "app3-certificate-of-origin-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Appendix III import without a certificate of origin",
    message="{taxon} is in Appendix III for {parties}; from {exporter} a certificate of origin is needed, and none is declared.",
    fix="Get a certificate of origin from the Management Authority of {exporter}; a chamber of commerce's paper is not enough.",
    basis=("CITES Art. V.3",),
)
def app3_certificate_of_origin_missing(line: Line) -> Iterator[Hit]:
    """From a State that did not list the species, a certificate of origin is needed."""
    yield from missing(line, "app3-certificate-of-origin-missing", "certificate_of_origin_no")


@rule(
    "app3-reexport-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Appendix III re-export without a re-export certificate",
    message="{taxon} (Appendix III) comes from {origin} by way of {exporter}, and no re-export certificate of {exporter} is declared.",
    fix=REEXPORT_FIX,
    basis=("CITES Art. V.4",),
)
def app3_reexport_cert_missing(line: Line) -> Iterator[Hit]:
    """An Appendix III specimen that is sent on needs a certificate of the State of re-export. A specimen of the listed population that is shown with a certificate of origin only is a review instead."""
    if not _via_third(line):
        yield from missing(line, "app3-reexport-cert-missing", "reexport_certificate_no")


@rule(
    "app3-listing-party-via-third",
    REVIEW,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Listed population shipped from elsewhere with a certificate of origin only",
    message="The specimen originates in {origin}, which listed the species, and is shipped from {exporter} with a certificate of origin only.",
    fix="Ask the shipper for the export permit of {origin} and the re-export certificate of {exporter}.",
    basis=("CITES Art. V.3", "CITES Art. V.4"),
)
def app3_listing_party_via_third(line: Line) -> Iterator[Hit]:
    """A specimen of the population for which the species was listed should carry the listing Party's permit, wherever it is shipped from."""
    if _via_third(line):
        certificate = line.item.document(DocumentKind.CERTIFICATE_OF_ORIGIN)
        yield Hit("certificate_of_origin_no", certificate.no if certificate else "")


@rule(
    "app3-national-population",
    NOTE,
    scope=Scope.NOT_COVERED,
    confidence="M",
    title="Only the population of another country is in Appendix III",
    message="{taxon} is in Appendix III only for the population of {issuer}; a specimen from {origin} is not covered.",
    fix="Keep the proof of origin; no CITES document is needed for it.",
    basis=("CITES Art. V", "Res. Conf. 9.25"),
)
def app3_national_population(line: Line) -> Iterator[Hit]:
    """A Party may put its own population alone into Appendix III; specimens from elsewhere are then outside the listing."""
    for listing in line.effective.considered if line.effective else ():
        if (
            listing.appendix is Appendix.III
            and listing.parties
            and set(listing.population.only) == set(listing.parties)
        ):
            yield Hit("origin", line.item.origin, {"issuer": listing.parties[0]})
            return


def _via_third(line: Line) -> bool:
    item = line.item
    parties = line.listing_parties
    if item.origin not in parties or not item.exporter or item.exporter in parties:
        return False
    shown = {document.kind for document in item.documents}
    proof = {DocumentKind.EXPORT_PERMIT, DocumentKind.REEXPORT_CERTIFICATE, DocumentKind.ORIGIN_EXPORT_PERMIT}
    return DocumentKind.CERTIFICATE_OF_ORIGIN in shown and not shown & proof


RULES = (
    app3_export_permit_missing,
    app3_certificate_of_origin_missing,
    app3_reexport_cert_missing,
    app3_listing_party_via_third,
    app3_national_population,
)
