"""Documents of Appendix II (Article IV)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.missing import EXPORT_FIX, REEXPORT_FIX, missing


@rule(
    "app2-export-doc-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Appendix II import without an export permit",
    message="{taxon} is in Appendix II, and no export permit of {exporter} is declared.",
    fix=EXPORT_FIX,
    basis=("CITES Art. IV.4",),
    variants={
        "phyto": "No export permit is declared for {taxon} (Appendix II); phytosanitary certificate {value} takes its place only if {exporter} told the Secretariat so and it states the artificial propagation."
    },
)
def app2_export_doc_missing(line: Line) -> Iterator[Hit]:
    """An Appendix II specimen enters only when an export permit (or a re-export certificate) is shown beforehand. For artificially propagated plants a phytosanitary certificate with the statement required may stand in: a note to look at it."""
    yield from missing(line, "app2-export-doc-missing", "export_permit_no")
    phyto = line.item.document(DocumentKind.PHYTOSANITARY_CERTIFICATE)
    if phyto and line.source == "A" and line.is_plant and line.item.document(DocumentKind.EXPORT_PERMIT) is None:
        yield Hit("phytosanitary_certificate_no", phyto.no, severity=NOTE, variant="phyto")


@rule(
    "app2-reexport-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Appendix II re-export without a re-export certificate",
    message="{taxon} (Appendix II) comes from {origin} by way of {exporter}, and no re-export certificate of {exporter} is declared.",
    fix=REEXPORT_FIX,
    basis=("CITES Art. IV.4", "CITES Art. IV.5"),
)
def app2_reexport_cert_missing(line: Line) -> Iterator[Hit]:
    """An Appendix II specimen that is sent on from a State other than its origin needs that State's re-export certificate."""
    if not _own_export_permit(line):  # A wrong kind of document is what app2-reexport-cert-not-ep reports.
        yield from missing(line, "app2-reexport-cert-missing", "reexport_certificate_no")


@rule(
    "app2-reexport-cert-not-ep",
    REVIEW,
    scope=Scope.APPENDIX_II,
    title="Export permit where a re-export certificate belongs",
    message="The goods originate in {origin}, yet {exporter} issued an export permit ({value}) and not a re-export certificate.",
    fix="Look at the document: correct the origin if they were taken or bred in {exporter}; if not, ask for the re-export certificate.",
    basis=("CITES Art. IV.5", "Res. Conf. 12.3"),
)
def app2_reexport_cert_not_ep(line: Line) -> Iterator[Hit]:
    """A State that is not the origin of a specimen issues a re-export certificate for it."""
    permit = line.item.document(DocumentKind.EXPORT_PERMIT)
    certificate = line.item.document(DocumentKind.REEXPORT_CERTIFICATE)
    if line.is_reexport and permit and _own_export_permit(line) and certificate is None:
        yield Hit("export_permit_no", permit.no)


@rule(
    "app2-ifs",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Appendix II specimen from the high seas without a certificate",
    message="{taxon} (Appendix II) was taken on the high seas (source X), and neither a certificate of introduction from the sea nor an export permit is declared.",
    fix="Get the certificate of the State of introduction, or the export permit of the State where the catch was landed first.",
    basis=("CITES Art. IV.6", "CITES Art. IV.7"),
)
def app2_ifs(line: Line) -> Iterator[Hit]:
    """A specimen taken on the high seas needs a certificate of introduction from the sea, or an export permit where another State landed it first."""
    yield from missing(line, "app2-ifs", "sea_introduction_certificate_no")


def _own_export_permit(line: Line) -> bool:
    permit = line.item.document(DocumentKind.EXPORT_PERMIT)
    return permit is not None and bool(permit.country) and permit.country == line.item.exporter


RULES = (app2_export_doc_missing, app2_reexport_cert_missing, app2_reexport_cert_not_ep, app2_ifs)
