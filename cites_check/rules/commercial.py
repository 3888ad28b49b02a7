"""Appendix I and commercial purposes (Art. III.3(c), Art. VII.4, Res. Conf. 5.10)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.base import REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.commercial_source import governing_source, preconvention
from cites_check.rules.context import Commercial, Line
from cites_check.rules.traders import sale_words, trader_word

_STOP = "Do not import. Only an animal of a registered operation or a plant propagated for trade (source D), or a non-commercial purpose with both permits, can be considered."

_WILD_ON_LAND = frozenset({"W", "R", "F", "Y"})
"""Sources that count as wild here. Y (assisted production) is not artificial propagation, so Art. VII.4 does not help it."""

_SOLD_BY_THE_WAY = frozenset("PHLNBQ")
"""Purposes other than commercial for which a consignee in trade is reported here; those of institutions have a rule of their own."""


@rule(
    "app1-commercial-prohibited",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen imported for commercial purposes",
    message="{taxon} is in Appendix I and declared for a commercial purpose (purpose {purpose}, source {source}); such trade in specimens that count as wild is prohibited.",
    fix=_STOP,
    basis=("CITES Art. III.3(c)", "CITES Art. II.1", "Res. Conf. 5.10"),
    variants={
        "certificate": "{taxon} is in Appendix I, for a commercial purpose and of source {source}, but a pre-Convention certificate is declared: prohibited unless the specimen is pre-Convention (source O)."
    },
)
def app1_commercial_prohibited(line: Line) -> Iterator[Hit]:
    """No import permit may be granted for an Appendix I specimen that is used for primarily commercial purposes. Wild, ranched (R), born-in-captivity (F) and assisted (Y) specimens all count as wild here; for pre-Convention goods without their certificate the second code counts. A blank source is a review: the code could be one that is allowed."""
    if line.commercial is not Commercial.YES or preconvention(line) or line.source == "I":
        return
    if governing_source(line) not in _WILD_ON_LAND:
        return
    if line.item.document(DocumentKind.PRECONVENTION_CERTIFICATE):
        yield Hit("source", line.source, severity=REVIEW, variant="certificate")
    else:
        yield Hit("purpose", line.item.purpose)


@rule(
    "app1-commercial-source-unknown",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen for commercial purposes, source not declared",
    message="{taxon} is in Appendix I, for a commercial purpose and without a source code: prohibited if wild (W, X, R, F), possible from a registered operation (D).",
    fix="Get the source code from the export permit before anything else is done.",
    basis=("CITES Art. III.3(c)", "Res. Conf. 12.3"),
)
def app1_commercial_source_unknown(line: Line) -> Iterator[Hit]:
    """Without a source code both the worst case (prohibited) and the best case (registered captive breeding) are open. The same holds for pre-Convention goods without certificate and second code."""
    unknown = line.source != "I" and not governing_source(line) and not preconvention(line)
    if unknown and line.commercial is Commercial.YES:
        yield Hit("second_source" if line.source else "source")


@rule(
    "app1-x-commercial",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Appendix I specimen introduced from the sea for commercial purposes",
    message="{taxon} is in Appendix I and was taken on the high seas (source X) for a commercial purpose; such introduction is prohibited.",
    fix="Do not import. No certificate of introduction from the sea may be granted for commercial purposes.",
    basis=("CITES Art. III.5(c)",),
)
def app1_x_commercial(line: Line) -> Iterator[Hit]:
    """A certificate of introduction from the sea for Appendix I presupposes that the specimen is not used for primarily commercial purposes."""
    if governing_source(line) == "X" and line.commercial is Commercial.YES and not preconvention(line):
        yield Hit("purpose", line.item.purpose)


@rule(
    "app1-c-commercial-unregistered",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Captive-bred Appendix I animal for commercial purposes without registration",
    message="{taxon} is in Appendix I, bred in captivity (source C) and for a commercial purpose, and no registered operation is named.",
    fix="Ask the Management Authority of {exporter} for the operation's register number (source D), or on what ground it issued the document; without an answer do not import.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10"),
    variants={
        "prohibited": "{taxon} is in Appendix I, bred in captivity (source C) and for a commercial purpose; {importer} admits this only from a registered operation (source D)."
    },
)
def app1_c_commercial_unregistered(line: Line) -> Iterator[Hit]:
    """Appendix I animals bred for commercial purposes count as Appendix II only when they come from an operation on the Secretariat's register, which is what source D says. A review, since a certificate under Article VII.5 may cover the exception; a violation where the importing country admits registered operations only."""
    if line.source != "C" or not line.is_animal or line.commercial is not Commercial.YES:
        return
    if line.jurisdiction.forbids_unregistered_captive(line.on):
        yield Hit("source", "C", severity=VIOLATION, verdict=Verdict.PROHIBITED, variant="prohibited")
    elif not line.item.breeding_operation:
        yield Hit("source", "C")


@rule(
    "app1-deemed-app2-no-registration",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Treated as Appendix II without a registered operation",
    message="{taxon} is declared without an import permit, as if it counted as Appendix II (source D), but no registered operation is named on which that could rest.",
    fix="Name the registered operation, or apply for the import permit of {importer} as for any Appendix I specimen.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10"),
)
def app1_deemed_app2_no_registration(line: Line) -> Iterator[Hit]:
    """Article VII.4 releases an Appendix I animal from the import permit only when it was bred in a registered operation."""
    operation = line.item.breeding_operation
    if line.source == "D" and line.is_animal and not operation and not line.item.document(DocumentKind.IMPORT_PERMIT):
        yield Hit("breeding_operation")


@rule(
    "src-a-app1-commercial",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Artificially propagated Appendix I plant for commercial purposes under source A",
    message="{taxon} is in Appendix I, artificially propagated (source A) and for a commercial purpose; plants propagated for trade carry source D.",
    fix="Compare with the export document; if it says A, ask the Management Authority of {exporter} to correct the code.",
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
    confidence="V",
    title="Appendix I import whose purpose may be commercial",
    message="{taxon} is in Appendix I (source {source}), and purpose {purpose} may or may not be primarily commercial.",
    fix="Have the importer show that the non-commercial side clearly predominates; what he earns with the specimen counts.",
    basis=("CITES Art. III.3(c)", "Res. Conf. 5.10"),
)
def app1_purpose_unsure(line: Line) -> Iterator[Hit]:
    """For breeding, zoos, education, exhibition and medicine the importer has to show that the import is not primarily commercial. Captive-bred animals are asked too, unless a certificate under Article VII.5 covers them; registered operations and propagated plants are not."""
    certificate = line.item.document(DocumentKind.CAPTIVE_BRED_CERTIFICATE)
    if line.commercial is not Commercial.UNSURE or not line.item.purpose or preconvention(line):
        return
    source = governing_source(line)
    if source in _WILD_ON_LAND or source == "X" or line.source == "I" or (source == "C" and not certificate):
        yield Hit("purpose", line.item.purpose)


@rule(
    "app1-ip-purpose-t",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Commercial purpose on an Appendix I line with an import permit",
    message="Import permit {value} is declared for a commercial purpose (T), for which no import permit can be granted: the purpose or the permit is wrong.",
    fix="Compare the purpose on the import permit with the declaration; report a permit that says T to the Management Authority of {importer}.",
    basis=("CITES Art. III.3(c)",),
)
def app1_ip_purpose_t(line: Line) -> Iterator[Hit]:
    """An import permit for a wild Appendix I specimen cannot state a commercial purpose; either the line or the permit is wrong."""
    permit = line.item.document(DocumentKind.IMPORT_PERMIT)
    if permit and permit.no and line.treated_as_wild and line.commercial is Commercial.YES:
        yield Hit("import_permit_no", permit.no)


@rule(
    "app1-resale-flag",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Non-commercial Appendix I import that looks like trade",
    message="Purpose {purpose} is not commercial, but the consignee “{value}” looks like a trader: the Appendix I specimen may be sold on.",
    fix="Have the importer show for what the specimen is used after import; if it is to be sold, the import is commercial.",
    basis=("CITES Art. III.3(c)", "Res. Conf. 5.10"),
    variants={
        "description": "Purpose {purpose} is not commercial, but the description says “{value}”: the Appendix I specimen may be sold on."
    },
)
def app1_resale_flag(line: Line) -> Iterator[Hit]:
    """Resale, exchange and services for gain are commercial, whatever the code says. A trader as consignee or words of sale in the description raise the question; zoos, science and other institutions have a rule of their own for the consignee."""
    if line.commercial is Commercial.YES or not line.item.purpose:
        return
    if words := sale_words(line.item.description):
        yield Hit("description", words, variant="description")
    elif line.item.purpose in _SOLD_BY_THE_WAY and trader_word(line.item.consignee):
        yield Hit("consignee", line.item.consignee)


RULES = (
    app1_commercial_prohibited,
    app1_commercial_source_unknown,
    app1_x_commercial,
    app1_c_commercial_unregistered,
    app1_deemed_app2_no_registration,
    src_a_app1_commercial,
    app1_purpose_unsure,
    app1_ip_purpose_t,
    app1_resale_flag,
)
