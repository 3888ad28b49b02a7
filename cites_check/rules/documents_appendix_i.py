"""Documents of Appendix I (Article III)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.missing import EXPORT_FIX, REEXPORT_FIX, missing
from cites_check.rules.requirements import national_requirements


@rule(
    "app1-export-doc-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I import without an export permit",
    message="{taxon} is in Appendix I, and no export permit of {exporter} is declared.",
    fix=EXPORT_FIX,
    basis=("CITES Art. III.3",),
)
def app1_export_doc_missing(line: Line) -> Iterator[Hit]:
    """An Appendix I specimen that comes from its country of origin enters only with that State's export permit, unless a certificate under Article VII stands in for it."""
    yield from missing(line, "app1-export-doc-missing", "export_permit_no")


@rule(
    "app1-reexport-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I re-export without a re-export certificate",
    message="{taxon} (Appendix I) comes from {origin} by way of {exporter}, and no re-export certificate of {exporter} is declared.",
    fix=REEXPORT_FIX,
    basis=("CITES Art. III.3", "CITES Art. III.4"),
)
def app1_reexport_cert_missing(line: Line) -> Iterator[Hit]:
    """An Appendix I specimen that is sent on from a State other than its origin needs that State's re-export certificate."""
    yield from missing(line, "app1-reexport-cert-missing", "reexport_certificate_no")


@rule(
    "app1-import-permit-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I import without an import permit",
    message="{taxon} is in Appendix I: {importer} has to grant an import permit before the export permit is issued, and none is declared.",
    fix="Apply to the Management Authority of {importer} for the import permit and show it to the exporter's authority.",
    basis=("CITES Art. III.3", "CITES Art. III.2(d)"),
)
def app1_import_permit_missing(line: Line) -> Iterator[Hit]:
    """An Appendix I specimen needs a prior import permit of the importing State. Not asked for source D (Art. VII.4), for a certificate under Art. VII.2 or VII.5, and for introduction from the sea."""
    if not _live_reexport(line):
        yield from missing(line, "app1-import-permit-missing", "import_permit_no")


@rule(
    "app1-reexport-live-no-ip",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Live Appendix I re-export without an import permit",
    message="A live {taxon} (Appendix I) is re-exported by {exporter}, and no import permit of {importer} is declared.",
    fix="Apply to the Management Authority of {importer}: {exporter} may certify the re-export of a living specimen only after the import permit is granted.",
    basis=("CITES Art. III.4(c)",),
)
def app1_reexport_live_no_ip(line: Line) -> Iterator[Hit]:
    """The re-export certificate for a living Appendix I specimen presupposes an import permit of the State of destination."""
    if _live_reexport(line):
        yield from missing(line, "app1-import-permit-missing", "import_permit_no")


@rule(
    "app1-import-permit-wrong-country",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.COVERED,
    confidence="V",
    title="Import permit of another country",
    message="The import permit {no} is of {issuer}, but the goods enter {importer}.",
    fix="Present the import permit of the Management Authority of {importer}; no other State's permit can take its place.",
    basis=("CITES Art. III.3",),
)
def app1_import_permit_wrong_country(line: Line) -> Iterator[Hit]:
    """The import permit must be that of the importing State; within the European Union that of any Member State. For Appendix II and III the Convention asks for none, so there a permit of another State is a question, unless national law misses its own."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    importer = line.item.importer
    if permit is None or not permit.country or not importer or permit.country == importer:
        return
    if {permit.country, importer} <= line.reference.eu:
        return
    certain = line.appendix is Appendix.I
    if certain or not any(one.state == "missing" for one in national_requirements(line)):
        severity = None if certain else REVIEW
        params = {"issuer": permit.country, "no": permit.no}
        yield Hit("import_permit_country", permit.country, params, severity=severity)


@rule(
    "app1-import-permit-late",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Import permit granted after the import",
    message="The import permit is dated {value}, after the import on {on}.",
    fix="Check both dates. If they are right, the goods may not be released: an import permit cannot be granted afterwards.",
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
    message="The import permit is dated {value}, later than the export permit ({export_issued}); it has to come first.",
    fix="Check both dates. If they are right, ask the Management Authority of {exporter} on what import permit it relied.",
    basis=("CITES Art. III.2(d)",),
)
def app1_import_permit_after_export(line: Line) -> Iterator[Hit]:
    """The exporting State may grant its permit only once it is satisfied that an import permit has been granted. Not asked where no import permit is needed (source D)."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    export = line.item.document(DocumentKind.EXPORT_PERMIT)
    if not (permit and export and permit.issued and export.issued) or line.deemed_appendix_ii:
        return
    if export.issued < permit.issued <= line.on:
        yield Hit("import_permit_issued", permit.issued.isoformat(), {"export_issued": export.issued.isoformat()})


@rule(
    "app1-ifs-cert-missing",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen from the high seas without a certificate",
    message="{taxon} (Appendix I) was taken on the high seas (source X), and no certificate of introduction from the sea is declared.",
    fix="Get the certificate of the State into which the specimen is introduced; it has to be granted in advance.",
    basis=("CITES Art. III.5",),
)
def app1_ifs_cert_missing(line: Line) -> Iterator[Hit]:
    """Introduction from the sea of an Appendix I specimen needs a prior certificate of the State of introduction."""
    yield from missing(line, "app1-ifs-cert-missing", "sea_introduction_certificate_no")


@rule(
    "app1-live-housing",
    NOTE,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Live Appendix I specimen: the recipient must be equipped",
    message="A live {taxon} (Appendix I) may enter only if the recipient is suitably equipped to house and care for it.",
    fix="Have ready what shows that the recipient can house and care for the specimen; the import permit depends on it.",
    basis=("CITES Art. III.3(b)", "CITES Art. III.5(b)"),
)
def app1_live_housing(line: Line) -> Iterator[Hit]:
    """The importing State must be satisfied that whoever receives a living Appendix I specimen can house and care for it. No declaration field shows that, so it is a reminder."""
    if line.category == "live":
        yield Hit("term", line.item.term)


def _live_reexport(line: Line) -> bool:
    return line.is_reexport and line.category == "live"


RULES = (
    app1_export_doc_missing,
    app1_reexport_cert_missing,
    app1_import_permit_missing,
    app1_reexport_live_no_ip,
    app1_import_permit_wrong_country,
    app1_import_permit_late,
    app1_import_permit_after_export,
    app1_ifs_cert_missing,
    app1_live_housing,
)
