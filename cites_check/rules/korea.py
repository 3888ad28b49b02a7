"""Imports into Korea: what the Wildlife Act, its Decree and Rule, and the Customs Act ask beyond the Convention."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.model.lines import Document
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.national import extras_of
from cites_check.rules.personal_effects import in_korean
from cites_check.rules.requirements import Requirement, national_requirements

K = DocumentKind

_OFFICE = "Ask the basin or regional environment office that is competent for the importer; apply for an import permit if it asks for one."
_MISMATCHES = frozenset(
    {
        "appendix-declared-lower",
        "desc-name-mismatch",
        "hs-specimen-mismatch",
        "hs-taxon-mismatch",
        "leather-imitation-claim",
    }
)


def is_korean(line: Line) -> bool:
    """Whether Korean law decides on the import."""
    return line.jurisdiction.code == "KR"


def permit_needs(line: Line) -> Iterator[Requirement]:
    """The Korean import permit as a need of the line."""
    if is_korean(line):
        yield from (need for need in national_requirements(line) if need.need.key == "import-permit")


def _claimed(line: Line, key: str, *kinds: DocumentKind) -> Iterator[Hit]:
    """A hit where the permit is not shown and only the exemption `key` is claimed in its place."""
    for need in permit_needs(line):
        if need.state == "question" and key in need.claims:
            shown = line.item.document(*kinds) if kinds else None
            field = f"{shown.kind}_no" if shown else "channel"
            params = _document(shown) if shown else in_korean(line.item.channel)
            yield Hit(field, shown.no if shown else line.item.channel, params, basis=need.need.basis)
            return


def _document(document: Document | None) -> dict[str, str]:
    return {"document": document.kind.value} if document else {}


@rule(
    "kr-export-copy-missing",
    REVIEW,
    confidence="V",
    title="Copy of the foreign export document for the Korean application",
    message="{taxon} (Appendix {appendix}) comes with the {document} {value} and no export permit or re-export certificate, of which the Korean application needs a copy.",
    fix="Ask the environment office whether it accepts the certificate in place of the export permit of {exporter}.",
    basis=("Wildlife Rule Art. 19",),
)
def kr_export_copy_missing(line: Line) -> Iterator[Hit]:
    """The application for a Korean import permit needs a copy of the foreign export permit or re-export certificate for Appendices II and III. Where these are simply missing the Convention's own rule says so; this one asks where a certificate of breeding or propagation has taken their place and the permit has still to be applied for."""
    if line.appendix is Appendix.I or line.item.document(K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE):
        return
    shown = line.item.document(K.CAPTIVE_BRED_CERTIFICATE, K.PHYTOSANITARY_CERTIFICATE)
    if shown and any(need.state == "missing" for need in permit_needs(line)):
        yield Hit(f"{shown.kind}_no", shown.no, _document(shown))


@rule(
    "kr-medicine-permit",
    REVIEW,
    confidence="V",
    title="Medicine made of CITES species",
    message="A medicine with {taxon} (Appendix {appendix}) needs the import permit of the Ministry of Food and Drug Safety, or that of an environment office; neither is declared.",
    fix="Present the permit of the Ministry of Food and Drug Safety with the certificate of {exporter}, or apply to the environment office.",
    basis=("Wildlife Act Art. 16(1)",),
    variants={
        "permitted": "For a medicine with {taxon} the Ministry of Food and Drug Safety is competent; the import permit {value} is declared."
    },
)
def kr_medicine_permit(line: Line) -> Iterator[Hit]:
    """A medicine that the Ministry of Food and Drug Safety permits needs no import permit of the environment office. The declaration has no field for that permit, so a medicine without an import permit is for a person to decide."""
    if line.item.term != "MED":
        return
    for need in permit_needs(line):
        if need.state == "question":
            yield Hit("import_permit_no", basis=need.need.basis)
        elif need.state == "met":
            permit = line.item.document(K.IMPORT_PERMIT)
            yield Hit("import_permit_no", permit.no if permit else "", severity=NOTE, variant="permitted")
        return


@rule(
    "kr-transit",
    REVIEW,
    confidence="V",
    title="Transit through Korea",
    message="{taxon} is declared as passing through Korea; that needs no import permit while the goods stay under customs control.",
    fix="See that the goods stay under customs control and go on at once, with the documents for their destination.",
    basis=("Wildlife Decree Art. 13(1)",),
)
def kr_transit(line: Line) -> Iterator[Hit]:
    """Goods that only pass through, or are transhipped, under customs control need no Korean permit."""
    yield from _claimed(line, "kr-transit")


@rule(
    "kr-no-vii5-exemption",
    VIOLATION,
    verdict=Verdict.PERMIT_MISSING,
    confidence="V",
    title="A foreign certificate does not replace the Korean import permit",
    message="The {document} {value} stands for the documents of {exporter} only; Korea exempts no captive-bred or propagated specimen from its import permit.",
    fix="Apply to the environment office for an import permit before filing.",
    basis=("Wildlife Decree Art. 13", "Wildlife Act Art. 16(1)"),
)
def kr_no_vii5_exemption(line: Line) -> Iterator[Hit]:
    """The Korean list of five exemptions names no certificate of captive breeding or artificial propagation, and no phytosanitary certificate: the import permit is needed all the same."""
    shown = line.item.document(K.CAPTIVE_BRED_CERTIFICATE, K.PHYTOSANITARY_CERTIFICATE)
    if shown and any(need.state == "missing" for need in permit_needs(line)):
        yield Hit(f"{shown.kind}_no", shown.no, _document(shown))


@rule(
    "kr-no-exhibition-exemption",
    REVIEW,
    confidence="V",
    title="Exhibition and ownership certificates are no Korean exemption",
    message="Only the {document} {value} is declared for {taxon}; such certificates are not among the Korean exemptions from the import permit.",
    fix=_OFFICE,
    basis=("Wildlife Decree Art. 13",),
)
def kr_no_exhibition_exemption(line: Line) -> Iterator[Hit]:
    """Certificates of travelling exhibition and of ownership are good under the Convention, but the Korean list of exemptions does not name them."""
    yield from _claimed(line, "kr-no-exhibition-exemption", K.EXHIBITION_CERTIFICATE, K.OWNERSHIP_CERTIFICATE)


@rule(
    "kr-preconvention",
    REVIEW,
    confidence="V",
    title="Foreign pre-Convention certificate",
    message="The pre-Convention certificate {value} is not Korean; the Korean exemption needs the certificate of an environment office.",
    fix="Apply to the environment office for its certificate of acquisition before the Convention, or for an import permit.",
    basis=("Wildlife Decree Art. 13(2)", "Wildlife Rule Art. 21"),
)
def kr_preconvention(line: Line) -> Iterator[Hit]:
    """Korea exempts specimens for which it has itself certified the acquisition before the Convention; the foreign certificate proves the fact but is not that exemption."""
    yield from _claimed(line, "kr-preconvention", K.PRECONVENTION_CERTIFICATE)


@rule(
    "kr-personal",
    REVIEW,
    confidence="V",
    title="Personal effects brought into Korea",
    message="{taxon} (Appendix {appendix}) comes as {value} without an import permit; personal effects are exempt only if lawfully acquired and within the limits.",
    fix="Ask the traveller for proof of lawful acquisition; the exemption does not cover Appendix I acquired abroad, nor Appendix II taken from the wild in a State that asks for an export permit.",
    basis=("Wildlife Decree Art. 13(3)", "Res. Conf. 13.7"),
)
def kr_personal(line: Line) -> Iterator[Hit]:
    """Personal and household effects are exempt within limits that a declaration does not show."""
    yield from _claimed(line, "kr-personal")


@rule(
    "kr-scientific",
    REVIEW,
    confidence="V",
    title="Scientific exchange without an import permit",
    message="{taxon} comes for scientific purposes without an import permit; only exchange between institutions on the Secretariat's register is exempt, for preserved specimens and plants.",
    fix="Show the registration numbers of both institutions and the label; otherwise apply for an import permit.",
    basis=("Wildlife Decree Art. 13(4)", "CITES Art. VII.6"),
)
def kr_scientific(line: Line) -> Iterator[Hit]:
    """Non-commercial loans, gifts and exchanges of preserved animals, herbarium specimens and live plants between registered institutions are exempt. A declaration does not show the register."""
    preserved = line.is_plant or line.category in {"whole_dead", "part", "sample"}
    if line.item.purpose == "S" and preserved and any(need.state == "missing" for need in permit_needs(line)):
        yield Hit("purpose", "S")


@rule(
    "kr-instrument",
    REVIEW,
    confidence="V",
    title="Foreign musical instrument certificate",
    message="The instrument certificate {value} is not Korean; the Korean exemption needs the certificate of an environment office and a non-commercial purpose.",
    fix=_OFFICE,
    basis=("Wildlife Decree Art. 13(5)", "Wildlife Rule Art. 21-2"),
)
def kr_instrument(line: Line) -> Iterator[Hit]:
    """Instruments are exempt with a Korean instrument certificate, moved non-commercially, and not where the specimen was taken after its listing in Appendix I."""
    yield from _claimed(line, "kr-instrument", K.INSTRUMENT_CERTIFICATE)


@rule(
    "kr-purpose-change",
    NOTE,
    confidence="V",
    title="Use is bound to the permitted purpose",
    message="{taxon} is imported for purpose {value}; after import it may be used for the permitted purpose only.",
    fix="Any other use needs the approval of the environment office first.",
    basis=("Wildlife Act Art. 16(3)", "Wildlife Act Art. 69(1)4"),
)
def kr_purpose_change(line: Line) -> Iterator[Hit]:
    """A specimen imported for another than a commercial purpose may not be put to a different use later without approval."""
    if is_korean(line) and line.item.purpose and line.item.document(K.IMPORT_PERMIT):
        yield from extras_of(line, "kr-purpose-change", "purpose", line.item.purpose)


@rule(
    "kr-customs-confirm",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Import permit that Customs cannot confirm",
    message="An import permit is declared for {taxon} without its number; Customs has to be shown the permit before release and cannot confirm this one.",
    fix="Declare the number and date of the import permit; hold the goods until it is confirmed.",
    basis=("Customs Act Art. 226",),
)
def kr_customs_confirm(line: Line) -> Iterator[Hit]:
    """Customs releases goods that need a permit only when the permit is proved at the declaration. A permit that is missing altogether, late, or another State's has rules of its own; this one is about a permit without a number."""
    permit = line.item.document(K.IMPORT_PERMIT)
    if not is_korean(line) or permit is None or permit.country not in ("", "KR") or permit.no:
        return
    if "import_permit_no" not in {problem.field for problem in line.item.problems}:
        yield Hit("import_permit_no")


@rule(
    "kr-import-without-permit",
    NOTE,
    confidence="V",
    title="Penalty for import without a permit",
    message="Import of {taxon} without the permit: prison up to 3 years or a fine of 3 to 30 million won, and confiscation.",
    fix="Do not release the goods; report to the environment office.",
    basis=("Wildlife Act Art. 68(1)5", "Wildlife Act Art. 71", "Customs Act Art. 270(2)"),
)
def kr_import_without_permit(line: Line) -> Iterator[Hit]:
    """What the law provides for an import without the Korean permit."""
    if any(need.state == "missing" for need in permit_needs(line)):
        yield Hit("import_permit_no")


@rule(
    "kr-declaration-false",
    NOTE,
    scope=Scope.AFTER,
    confidence="V",
    title="False declaration",
    message="What is declared does not fit together, as said above; goods declared as something else are a false declaration, or smuggling.",
    fix="Hold the goods and identify them before the declaration is accepted.",
    basis=("Customs Act Art. 241", "Customs Act Art. 269(2)"),
)
def kr_declaration_false(line: Line) -> Iterator[Hit]:
    """Where another rule finds that name, tariff heading, description or Appendix do not fit the goods, this says what Korean law makes of it."""
    if is_korean(line) and _MISMATCHES.intersection(line.found):
        yield Hit()


RULES = (
    kr_export_copy_missing,
    kr_medicine_permit,
    kr_transit,
    kr_no_vii5_exemption,
    kr_no_exhibition_exemption,
    kr_preconvention,
    kr_personal,
    kr_scientific,
    kr_instrument,
    kr_purpose_change,
    kr_customs_confirm,
    kr_import_without_permit,
    kr_declaration_false,
)
