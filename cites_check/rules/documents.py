"""Documents by Appendix: what must be shown before goods may enter (Articles III, IV and V)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.requirements import CONVENTION_RULES, convention_requirements

_EXPORT_FIX = (
    "Obtain the export permit of the Management Authority of {exporter} before shipment; do not file without it."
)
_REEXPORT_FIX = "Obtain the re-export certificate of the Management Authority of {exporter}; it must name the country of origin and its permit."


def _missing(line: Line, rule_id: str, field: str) -> Iterator[Hit]:
    for requirement in convention_requirements(line):
        reported_by = CONVENTION_RULES.get((line.appendix, requirement.need.key)) if line.appendix else None
        if reported_by == rule_id and requirement.state in {"missing", "question"}:
            yield Hit(field, severity=None if requirement.state == "missing" else REVIEW)


@rule(
    "app1-export-doc-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I import without an export permit",
    message="{taxon} is in Appendix I and no export permit is declared.",
    fix=_EXPORT_FIX,
    basis=("CITES Art. III.3",),
)
def app1_export_doc_missing(line: Line) -> Iterator[Hit]:
    """An Appendix I specimen that comes from its country of origin enters only with that State's export permit, unless a certificate under Article VII stands in for it."""
    yield from _missing(line, "app1-export-doc-missing", "export_permit_no")


@rule(
    "app1-reexport-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I re-export without a re-export certificate",
    message="{taxon} is in Appendix I, comes from {origin} by way of {exporter}, and no re-export certificate is declared.",
    fix=_REEXPORT_FIX,
    basis=("CITES Art. III.3", "CITES Art. III.4"),
)
def app1_reexport_cert_missing(line: Line) -> Iterator[Hit]:
    """An Appendix I specimen that is sent on from a State other than its origin needs that State's re-export certificate."""
    yield from _missing(line, "app1-reexport-cert-missing", "reexport_certificate_no")


@rule(
    "app1-import-permit-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I import without an import permit",
    message="{taxon} is in Appendix I and no import permit of {importer} is declared.",
    fix="Obtain the import permit of the Management Authority of {importer} first: the export permit may only be granted after it.",
    basis=("CITES Art. III.3", "CITES Art. III.2(d)"),
)
def app1_import_permit_missing(line: Line) -> Iterator[Hit]:
    """An Appendix I specimen needs a prior import permit of the importing State. Not asked for source D (Art. VII.4), for a certificate under Art. VII.2 or VII.5, and for introduction from the sea."""
    yield from _missing(line, "app1-import-permit-missing", "import_permit_no")


@rule(
    "app1-import-permit-wrong-country",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Import permit of another country",
    message="The import permit {value} was issued by {issuer}, but the goods are imported into {importer}.",
    fix="Present the import permit of the Management Authority of {importer}.",
    basis=("CITES Art. III.3",),
)
def app1_import_permit_wrong_country(line: Line) -> Iterator[Hit]:
    """The import permit must be that of the importing State."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    if permit and permit.country and line.item.importer and permit.country != line.item.importer:
        yield Hit("import_permit_country", permit.no, {"issuer": line.reference.country(permit.country, "en")})


@rule(
    "app1-import-permit-late",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Import permit granted after the import",
    message="The import permit is dated {value}, after the import on {on}.",
    fix="An import permit must be granted in advance; check the dates, or do not release the goods.",
    basis=("CITES Art. III.3",),
)
def app1_import_permit_late(line: Line) -> Iterator[Hit]:
    """The import permit for an Appendix I specimen must have been granted before the goods arrive."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    if permit and permit.issued and permit.issued > line.on:
        yield Hit("import_permit_issued", permit.issued.isoformat())


@rule(
    "app1-import-permit-after-export",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Import permit later than the export permit",
    message="The import permit ({value}) was granted after the export permit ({export_issued}); it has to come first.",
    fix="Ask the Management Authority of {importer} whether the permits belong together.",
    basis=("CITES Art. III.2(d)",),
)
def app1_import_permit_after_export(line: Line) -> Iterator[Hit]:
    """The exporting State may grant its permit only once it is satisfied that an import permit has been granted."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    export = line.item.document(DocumentKind.EXPORT_PERMIT)
    if (
        permit
        and export
        and permit.issued
        and export.issued
        and permit.issued > export.issued
        and not line.deemed_appendix_ii
    ):
        yield Hit("import_permit_issued", permit.issued.isoformat(), {"export_issued": export.issued.isoformat()})


@rule(
    "app1-reexport-live-no-ip",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Live Appendix I re-export without an import permit",
    message="A live specimen of {taxon} (Appendix I) is re-exported by {exporter} and no import permit of {importer} is declared.",
    fix="Obtain the import permit of {importer}: the re-export certificate for a living specimen may only be granted after it.",
    basis=("CITES Art. III.4(c)",),
)
def app1_reexport_live_no_ip(line: Line) -> Iterator[Hit]:
    """The re-export certificate for a living Appendix I specimen presupposes an import permit."""
    if line.is_reexport and line.category == "live":
        yield from _missing(line, "app1-import-permit-missing", "import_permit_no")


@rule(
    "app1-ifs-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen from the high seas without a certificate",
    message="{taxon} (Appendix I) is declared as taken on the high seas (source X) and no certificate of introduction from the sea is declared.",
    fix="Obtain the certificate of the State into which the specimen was introduced.",
    basis=("CITES Art. III.5",),
)
def app1_ifs_cert_missing(line: Line) -> Iterator[Hit]:
    """Introduction from the sea of an Appendix I specimen needs a prior certificate of the State of introduction."""
    yield from _missing(line, "app1-ifs-cert-missing", "sea_introduction_certificate_no")


@rule(
    "app2-export-doc-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Appendix II import without an export permit",
    message="{taxon} is in Appendix II and no export permit is declared.",
    fix=_EXPORT_FIX,
    basis=("CITES Art. IV.4",),
)
def app2_export_doc_missing(line: Line) -> Iterator[Hit]:
    """An Appendix II specimen enters only when an export permit (or a re-export certificate) is shown beforehand. For artificially propagated plants a phytosanitary certificate with the statement required may stand in."""
    yield from _missing(line, "app2-export-doc-missing", "export_permit_no")


@rule(
    "app2-reexport-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Appendix II re-export without a re-export certificate",
    message="{taxon} is in Appendix II, comes from {origin} by way of {exporter}, and no re-export certificate is declared.",
    fix=_REEXPORT_FIX,
    basis=("CITES Art. IV.4", "CITES Art. IV.5"),
)
def app2_reexport_cert_missing(line: Line) -> Iterator[Hit]:
    """An Appendix II specimen that is sent on from a State other than its origin needs that State's re-export certificate."""
    permit = line.item.document(DocumentKind.EXPORT_PERMIT)
    if permit and permit.country == line.item.exporter:
        return  # Reported as the wrong kind of document by app2-reexport-cert-not-ep.
    yield from _missing(line, "app2-reexport-cert-missing", "reexport_certificate_no")


@rule(
    "app2-reexport-cert-not-ep",
    REVIEW,
    scope=Scope.APPENDIX_II,
    title="Export permit where a re-export certificate belongs",
    message="The goods come from {origin} by way of {exporter}, but {exporter} issued an export permit ({value}), not a re-export certificate.",
    fix="Ask the Management Authority of {exporter} which is right: the origin declared or the kind of document.",
    basis=("CITES Art. IV.5", "Res. Conf. 12.3"),
)
def app2_reexport_cert_not_ep(line: Line) -> Iterator[Hit]:
    """A State that is not the origin of a specimen issues a re-export certificate for it."""
    permit = line.item.document(DocumentKind.EXPORT_PERMIT)
    if (
        line.is_reexport
        and permit
        and permit.country == line.item.exporter
        and not line.item.document(DocumentKind.REEXPORT_CERTIFICATE)
    ):
        yield Hit("export_permit_no", permit.no)


@rule(
    "app2-ifs",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_II,
    confidence="V",
    title="Appendix II specimen from the high seas without a certificate",
    message="{taxon} (Appendix II) is declared as taken on the high seas (source X); neither a certificate of introduction from the sea nor an export permit is declared.",
    fix="Obtain the certificate of the State of introduction, or the export permit of the State that first landed the specimen.",
    basis=("CITES Art. IV.6", "CITES Art. IV.7"),
)
def app2_ifs(line: Line) -> Iterator[Hit]:
    """A specimen taken on the high seas needs a certificate of introduction from the sea, or an export permit where another State landed it first."""
    yield from _missing(line, "app2-ifs", "sea_introduction_certificate_no")


@rule(
    "app3-export-permit-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Appendix III import from the listing Party without an export permit",
    message="{taxon} is in Appendix III for {parties}, the goods come from there, and no export permit is declared.",
    fix=_EXPORT_FIX,
    basis=("CITES Art. V.2", "CITES Art. V.3"),
)
def app3_export_permit_missing(line: Line) -> Iterator[Hit]:
    """From the Party that listed the species in Appendix III, an export permit is needed."""
    yield from _missing(line, "app3-export-permit-missing", "export_permit_no")


@rule(
    "app3-certificate-of-origin-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Appendix III import without a certificate of origin",
    message="{taxon} is in Appendix III for {parties}; from {exporter} a certificate of origin is needed and none is declared.",
    fix="Obtain a certificate of origin from the Management Authority of {exporter}.",
    basis=("CITES Art. V.3",),
)
def app3_certificate_of_origin_missing(line: Line) -> Iterator[Hit]:
    """From a State that did not list the species, a certificate of origin is needed."""
    yield from _missing(line, "app3-certificate-of-origin-missing", "certificate_of_origin_no")


@rule(
    "app3-reexport-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Appendix III re-export without a re-export certificate",
    message="{taxon} is in Appendix III, comes from {origin} by way of {exporter}, and no certificate of re-export is declared.",
    fix=_REEXPORT_FIX,
    basis=("CITES Art. V.4",),
)
def app3_reexport_cert_missing(line: Line) -> Iterator[Hit]:
    """An Appendix III specimen that is sent on needs a certificate of the State of re-export."""
    yield from _missing(line, "app3-reexport-cert-missing", "reexport_certificate_no")


@rule(
    "app3-listing-party-via-third",
    REVIEW,
    scope=Scope.APPENDIX_III,
    confidence="V",
    title="Listed population shipped from elsewhere with a certificate of origin only",
    message="The specimen originates in {origin}, which listed the species, and is shipped from {exporter} with a certificate of origin only.",
    fix="Ask for the export permit of {origin} and the re-export certificate of {exporter}.",
    basis=("CITES Art. V.3", "CITES Art. V.4"),
)
def app3_listing_party_via_third(line: Line) -> Iterator[Hit]:
    """A specimen of the population for which the species was listed should carry the listing Party's permit, wherever it is shipped from."""
    parties = line.listing.parties if line.listing else ()
    shown = {document.kind for document in line.item.documents}
    via_third = line.item.origin in parties and line.item.exporter and line.item.exporter not in parties
    origin_shown = shown & {
        DocumentKind.EXPORT_PERMIT,
        DocumentKind.REEXPORT_CERTIFICATE,
        DocumentKind.ORIGIN_EXPORT_PERMIT,
    }
    if via_third and DocumentKind.CERTIFICATE_OF_ORIGIN in shown and not origin_shown:
        yield Hit("certificate_of_origin_no")


@rule(
    "not-listed-but-cites-docs",
    REVIEW,
    scope=Scope.NOT_COVERED,
    title="CITES document for a name that is not listed",
    message="{name} is not covered by the Convention as declared, yet a CITES document ({value}) is declared.",
    fix="Compare the scientific name with the document: one of the two is probably wrong.",
    basis=("Res. Conf. 12.3",),
)
def not_listed_but_cites_docs(line: Line) -> Iterator[Hit]:
    """A CITES permit for goods that are not covered usually means that the declared name is wrong."""
    kinds = {
        DocumentKind.EXPORT_PERMIT,
        DocumentKind.REEXPORT_CERTIFICATE,
        DocumentKind.IMPORT_PERMIT,
        DocumentKind.SEA_INTRODUCTION_CERTIFICATE,
    }
    for document in line.item.documents:
        if document.kind in kinds and document.no:
            yield Hit(f"{document.kind}_no", document.no)
            return


@rule(
    "not-listed",
    NOTE,
    scope=Scope.NOT_COVERED,
    confidence="V",
    title="Not covered by the Convention",
    message="{name} is in no Appendix on {on}; other laws may still apply.",
    fix="No CITES document is needed. Check quarantine and other national wildlife law.",
    basis=("CITES Art. II",),
)
def not_listed(line: Line) -> Iterator[Hit]:
    """The name is known and stands in no Appendix on the import date."""
    if line.branch is None or line.branch.exclusion is None:
        yield Hit("scientific_name", line.item.scientific_name)


RULES = (
    app1_export_doc_missing,
    app1_reexport_cert_missing,
    app1_import_permit_missing,
    app1_import_permit_wrong_country,
    app1_import_permit_late,
    app1_import_permit_after_export,
    app1_reexport_live_no_ip,
    app1_ifs_cert_missing,
    app2_export_doc_missing,
    app2_reexport_cert_missing,
    app2_reexport_cert_not_ep,
    app2_ifs,
    app3_export_permit_missing,
    app3_certificate_of_origin_missing,
    app3_reexport_cert_missing,
    app3_listing_party_via_third,
    not_listed_but_cites_docs,
    not_listed,
)
