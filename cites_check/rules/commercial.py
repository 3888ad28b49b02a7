"""Appendix I and commercial purposes (Art. III.3(c), Res. Conf. 5.10)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.base import REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Commercial, Line

_STOP = "Do not import. Only source D from an operation on the Secretariat's register, or a non-commercial purpose with both permits, can be considered."


@rule(
    "app1-commercial-prohibited",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen imported for commercial purposes",
    message="{taxon} is in Appendix I and declared for a commercial purpose (purpose {purpose}, source {source}); trade in wild specimens for primarily commercial purposes is not permitted.",
    fix=_STOP,
    basis=("CITES Art. III.3(c)", "CITES Art. II.1", "Res. Conf. 5.10"),
)
def app1_commercial_prohibited(line: Line) -> Iterator[Hit]:
    """No import permit may be granted for an Appendix I specimen that is used for primarily commercial purposes. Wild, ranched (R) and born-in-captivity (F) specimens all count as wild here. A blank source is a review: the code could be one that is allowed."""
    if line.commercial is not Commercial.YES or _preconvention(line):
        return
    if line.treated_as_wild and line.source != "X":
        yield Hit("purpose", line.item.purpose)


@rule(
    "app1-commercial-source-unknown",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen for commercial purposes, source not declared",
    message="{taxon} is in Appendix I and declared for a commercial purpose without a source code: prohibited if wild (W, X, R, F), possible if from a registered operation (D).",
    fix="Get the source code from the export permit before anything else is done.",
    basis=("CITES Art. III.3(c)", "Res. Conf. 12.3"),
)
def app1_commercial_source_unknown(line: Line) -> Iterator[Hit]:
    """Without a source code both the worst case (prohibited) and the best case (registered captive breeding) are open."""
    if line.commercial is Commercial.YES and not line.source and not _preconvention(line):
        yield Hit("source")


@rule(
    "app1-x-commercial",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen introduced from the sea for commercial purposes",
    message="{taxon} is in Appendix I and was taken on the high seas (source X) for a commercial purpose.",
    fix=_STOP,
    basis=("CITES Art. III.5(c)",),
)
def app1_x_commercial(line: Line) -> Iterator[Hit]:
    """Introduction from the sea of an Appendix I specimen is not possible for primarily commercial purposes."""
    if line.source == "X" and line.commercial is Commercial.YES:
        yield Hit("purpose", line.item.purpose)


@rule(
    "app1-c-commercial-unregistered",
    REVIEW,
    scope=Scope.APPENDIX_I,
    title="Captive-bred Appendix I animal for commercial purposes without registration",
    message="{taxon} is in Appendix I, bred in captivity (source C) and declared for a commercial purpose; commercial breeding needs a registered operation (source D).",
    fix="Ask the Management Authority of {exporter} for the operation's registration number, or treat the import as not permitted.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10"),
)
def app1_c_commercial_unregistered(line: Line) -> Iterator[Hit]:
    """Appendix I animals bred for commercial purposes count as Appendix II only when they come from an operation on the Secretariat's register, which is what source D says."""
    if line.source == "C" and line.is_animal and line.commercial is Commercial.YES:
        severe = line.jurisdiction.forbids_unregistered_captive(line.on)
        yield Hit("source", "C", severity=VIOLATION if severe else None, verdict=Verdict.PROHIBITED if severe else None)


@rule(
    "src-a-app1-commercial",
    REVIEW,
    scope=Scope.APPENDIX_I,
    title="Artificially propagated Appendix I plant for commercial purposes under source A",
    message="{taxon} is in Appendix I, artificially propagated (source A) and declared for a commercial purpose; plants propagated for trade carry source D.",
    fix="Compare with the export document; ask the Management Authority of {exporter} to correct the source code.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.3"),
)
def src_a_app1_commercial(line: Line) -> Iterator[Hit]:
    """Commercially propagated Appendix I plants use source D; source A is for those propagated without commercial purpose."""
    if line.source == "A" and line.is_plant and line.commercial is Commercial.YES:
        yield Hit("source", "A")


@rule(
    "app1-purpose-unsure",
    REVIEW,
    scope=Scope.APPENDIX_I,
    title="Appendix I import whose purpose may be commercial",
    message="{taxon} is in Appendix I, treated as wild, and purpose {purpose} may or may not be primarily commercial.",
    fix="Ask the importer to show that the non-commercial side clearly predominates.",
    basis=("CITES Art. III.3(c)", "Res. Conf. 5.10"),
)
def app1_purpose_unsure(line: Line) -> Iterator[Hit]:
    """For breeding, zoo, education, exhibition and medical purposes the importer has to show that the import is not primarily commercial."""
    if line.commercial is Commercial.UNSURE and line.item.purpose and line.treated_as_wild and not _preconvention(line):
        yield Hit("purpose", line.item.purpose)


@rule(
    "src-u-unjustified",
    REVIEW,
    confidence="M",
    title="Source unknown",
    message="The source is declared as unknown (U): legal origin cannot be seen.",
    fix="The permit itself must justify source U; ask the Management Authority of {exporter}.",
    basis=("Res. Conf. 12.3",),
)
def src_u_unjustified(line: Line) -> Iterator[Hit]:
    """Source U must be justified on the face of the permit. For an Appendix I specimen in commercial trade nothing can justify it."""
    if line.source == "U":
        prohibited = line.appendix == "I" and line.commercial is Commercial.YES
        yield Hit(
            "source",
            "U",
            severity=VIOLATION if prohibited else None,
            verdict=Verdict.PROHIBITED if prohibited else None,
        )


@rule(
    "app1-ip-purpose-t",
    REVIEW,
    scope=Scope.APPENDIX_I,
    title="Commercial purpose on an Appendix I line with an import permit",
    message="An import permit ({value}) is declared, but the purpose of the line is commercial (T), for which no Appendix I import permit can be granted.",
    fix="Compare the purpose on the import permit with the declaration.",
    basis=("CITES Art. III.3(c)",),
)
def app1_ip_purpose_t(line: Line) -> Iterator[Hit]:
    """An import permit for a wild Appendix I specimen cannot state a commercial purpose; either the line or the permit is wrong."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    if permit and permit.no and line.treated_as_wild and line.commercial is Commercial.YES:
        yield Hit("import_permit_no", permit.no)


def _preconvention(line: Line) -> bool:
    return line.source == "O" or line.item.document(DocumentKind.PRECONVENTION_CERTIFICATE) is not None


RULES = (
    app1_commercial_prohibited,
    app1_commercial_source_unknown,
    app1_x_commercial,
    app1_c_commercial_unregistered,
    src_a_app1_commercial,
    app1_purpose_unsure,
    src_u_unjustified,
    app1_ip_purpose_t,
)
