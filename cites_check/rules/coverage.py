"""Is this specimen covered, and under which Appendix: annotations, named specimens, hybrids, and changes of the listing."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.listings.coverage import Reason
from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.model.listings import Listing
from cites_check.rules import populations
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line
from cites_check.rules.populations import levels, say

_EXPORT_DOCUMENTS = (
    DocumentKind.EXPORT_PERMIT,
    DocumentKind.REEXPORT_CERTIFICATE,
    DocumentKind.CERTIFICATE_OF_ORIGIN,
    DocumentKind.CAPTIVE_BRED_CERTIFICATE,
    DocumentKind.PRECONVENTION_CERTIFICATE,
    DocumentKind.PHYTOSANITARY_CERTIFICATE,
)
_TOLD_ELSEWHERE = frozenset({"acceptable_destination", "in_situ_conservation", "marked_certified", "shorn_live"})
"""Facts of live elephants and rhinoceroses, ekipas and vicuna, which have rules of their own."""
_WEIGHT, _RETAIL = "net_wood_kg_max", frozenset({"retail_packed", "not_retail_packed"})


@rule(
    "part-not-covered",
    NOTE,
    scope=Scope.PART_NOT_COVERED,
    confidence="V",
    title="This specimen is outside the annotation",
    message="{taxon} is in Appendix {entry_appendix} with annotation {annotation}, which does not cover this specimen ({term}).",
    fix="No CITES document is needed for this form. Keep proof of what the goods are.",
    basis=("CITES Art. I(b)", "CITES Appendices, annotations"),
    variants={
        "named": "{taxon} is listed for named specimens only, and {term} is none of them.",
    },
)
def part_not_covered(line: Line) -> Iterator[Hit]:
    """An annotation covers named parts and derivatives, or leaves some out. What it does not cover is outside the Convention."""
    outcome = line.coverage
    if outcome is None or not outcome.certain:
        return
    if outcome.reason is Reason.PART_OUTSIDE:
        yield Hit("term", line.item.term, _entry(outcome.listing))
    elif outcome.reason is Reason.OTHERWISE:
        yield Hit("term", line.item.term, _entry(outcome.listing), variant="named")


@rule(
    "exempt-note",
    NOTE,
    scope=Scope.PART_NOT_COVERED,
    confidence="V",
    title="Exempt form",
    message="{taxon} is in Appendix {entry_appendix}, but this form is exempt: {form}.",
    fix="No CITES document is needed as long as the condition is met. Keep proof of it.",
    basis=("CITES Appendices, annotations",),
    variants={
        "annotation": "{taxon} is in Appendix {entry_appendix}, but annotation {annotation} releases this form ({term}).",
    },
)
def exempt_note(line: Line) -> Iterator[Hit]:
    """Annotations and notes release some forms under a condition: packed for retail, up to 10 kg of wood, a finished instrument, a cultivar."""
    outcome = line.coverage
    if outcome is None or not outcome.certain:
        return
    if outcome.reason is Reason.EXEMPT_FORM:
        yield Hit("term", line.item.term, {**_entry(outcome.listing), "form": outcome.form})
    elif outcome.reason is Reason.FORM_EXEMPT:
        yield Hit("term", line.item.term, _entry(outcome.listing), variant="annotation")


@rule(
    "part-needs-fact",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Coverage depends on something not declared",
    message="Whether {taxon} is covered here, and under which Appendix, depends on what the declaration does not tell: {facts}.",
    fix="Declare it, or show the documents that the stricter answer ({strictest}) asks for.",
    basis=("CITES Art. I(b)", "CITES Appendices, annotations"),
    variants={
        "member": "Whether the entry {entry} covers {taxon} is not certain: the entry names its members one by one.",
    },
    of_reading=False,
)
def part_needs_fact(line: Line) -> Iterator[Hit]:
    """Annotations hang on facts: how goods are packed, what they weigh, whether they are finished. A blank is read both ways. Where the documents of a covered specimen are shown, nothing is lost and this is a note, unless the facts decide about Appendix I and no other rule asks for them."""
    outcome, effective = line.coverage, line.effective
    if outcome is not None and outcome.missing:
        facts = [fact for fact in outcome.missing if fact != _WEIGHT and fact not in _RETAIL]
        if facts:
            params = {"facts": ",".join(facts), "strictest": _strictest(line)}
            told = Appendix.I not in line.open_appendices or _TOLD_ELSEWHERE.issuperset(facts)
            yield Hit("term", line.item.term, params, severity=NOTE if told and _shown_as_covered(line) else None)
    elif effective is not None and effective.doubtful and line.listing is not None:
        params = {"entry": line.listing.taxon, "facts": "", "strictest": line.listing.appendix.value}
        yield Hit("scientific_name", line.match.query, params, variant="member")


@rule(
    "anno-10kg",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Weight of the listed wood not declared",
    message="Annotation {annotation} releases finished goods of {taxon} up to 10 kg of listed wood in the shipment; the weight is not declared.",
    fix="Declare net_wood_kg: the weight of the listed wood in the whole shipment.",
    basis=("CITES Appendices, annotation #15",),
    of_reading=False,
)
def anno_10kg(line: Line) -> Iterator[Hit]:
    """The limit of 10 kg is for the wood of the listed species in the whole shipment. Without a weight it releases nothing."""
    outcome = line.coverage
    if outcome is not None and _WEIGHT in outcome.missing:
        yield Hit("net_wood_kg", "", _entry(outcome.listing), severity=NOTE if _shown_as_covered(line) else None)


@rule(
    "anno-retail",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Packing not declared",
    message="Annotation {annotation} treats finished products of {taxon} packed for retail differently; the packing is not declared.",
    fix="Declare retail_packed: yes only for finished products in retail packs; bulk goods are covered.",
    basis=("CITES Appendices, annotations",),
    of_reading=False,
)
def anno_retail(line: Line) -> Iterator[Hit]:
    """Finished products packed and ready for retail can be exempt, bulk extract, oil or powder is not. A blank releases nothing."""
    outcome = line.coverage
    if outcome is not None and _RETAIL.intersection(outcome.missing):
        yield Hit("retail_packed", "", _entry(outcome.listing), severity=NOTE if _shown_as_covered(line) else None)


@rule(
    "whole-specimen-always-covered",
    NOTE,
    scope=Scope.COVERED,
    confidence="V",
    title="Whole specimens are covered whatever the annotation says",
    message="{term} is a whole plant or animal: annotation {annotation} releases only parts and derivatives of {taxon}.",
    fix="Present the documents of Appendix {appendix}.",
    basis=("CITES Art. I(b)",),
)
def whole_specimen_always_covered(line: Line) -> Iterator[Hit]:
    """A # annotation never releases a whole live or dead plant or animal. Said where no document is shown, as the misreading is common."""
    outcome = line.coverage
    if outcome is not None and outcome.reason is Reason.WHOLE and not _shown_as_covered(line):
        yield Hit("term", line.item.term, _entry(outcome.listing))


@rule(
    "zero-quota-treat-app1",
    NOTE,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Treated as Appendix I",
    message="{taxon} is listed in Appendix {entry_appendix}, but this specimen is treated as if it were in Appendix I.",
    fix="Present the documents of Appendix I; primarily commercial imports are not permitted.",
    basis=("CITES Appendices, annotations",),
)
def zero_quota_treat_app1(line: Line) -> Iterator[Hit]:
    """Some Appendix II listings hold for named specimens, or for none: everything else is handled under Appendix I."""
    outcome = line.coverage
    if outcome is not None and outcome.certain and outcome.reason is Reason.OTHERWISE:
        yield Hit("term", line.item.term, _entry(outcome.listing))


@rule(
    "hybrid-animal",
    REVIEW,
    scope=Scope.COVERED,
    title="Hybrid animal",
    message="{name} is a hybrid with a listed ancestor; it is treated under Appendix {appendix}.",
    fix="Show the pedigree: only without a listed ancestor in the last four generations is a hybrid outside the Convention.",
    basis=("Res. Conf. 10.17",),
    of_reading=False,
)
def hybrid_animal(line: Line) -> Iterator[Hit]:
    """A hybrid animal with a listed ancestor within four generations is covered, under the strictest Appendix of those ancestors."""
    if line.is_animal and "hybrid" in line.match.flags:
        yield Hit("scientific_name", line.match.query)


@rule(
    "hybrid-plant-app1",
    NOTE,
    scope=Scope.APPENDIX_I,
    title="Artificially propagated hybrid of an Appendix I plant",
    message="{name} is an artificially propagated hybrid of an Appendix I plant: a certificate of artificial propagation is enough.",
    fix="Present the certificate. Seeds, pollen, cut flowers and sterile cultures of such hybrids need none.",
    basis=("CITES Appendices, interpretation", "Res. Conf. 11.11"),
)
def hybrid_plant_app1(line: Line) -> Iterator[Hit]:
    """Artificially propagated hybrids of Appendix I plants without an annotation travel with a certificate of artificial propagation."""
    annotated = line.listing.annotation if line.listing else ""
    if line.is_plant and "hybrid" in line.match.flags and line.source in {"A", "D"} and not annotated:
        yield Hit("scientific_name", line.match.query)


@rule(
    "hybrid-plant-2taxa",
    NOTE,
    scope=Scope.COVERED,
    title="Hybrid of two listed plants",
    message="{name} is a hybrid of {parents}; the stricter Appendix ({appendix}) applies.",
    fix="Present the documents of Appendix {appendix}.",
    basis=("Res. Conf. 11.11",),
)
def hybrid_plant_2taxa(line: Line) -> Iterator[Hit]:
    """A plant hybrid is treated under the strictest listing among its parents."""
    if line.is_plant and "formula" in line.match.flags and len(line.match.candidates) > 1:
        parents = ", ".join(candidate.name for candidate in line.match.candidates)
        yield Hit("scientific_name", line.match.query, {"parents": parents})


@rule(
    "listing-changed-between-dates",
    REVIEW,
    scope=Scope.RESOLVED,
    confidence="V",
    title="The listing changed after the document was issued",
    message="On {issued}, when the {document} was issued, {taxon} was {then}; on {on} it is {now}.",
    fix="The document must fit the listing on the import date; otherwise ask for a new one, or for proof that the goods were acquired before the listing.",
    basis=("CITES Art. XV.1(c)", "Res. Conf. 13.6"),
)
def listing_changed_between_dates(line: Line) -> Iterator[Hit]:
    """Amendments enter into force between the issue of a document and the import. The listing on the day of import counts."""
    document = line.export_document
    if line.effective is None or line.when_issued is None or document is None or document.issued is None:
        return
    if levels(line.when_issued) != levels(line.effective):
        params = {
            "issued": document.issued.isoformat(),
            "document": document.kind.value,
            "then": say(line.when_issued),
            "now": say(line.effective),
        }
        yield Hit(f"{document.kind}_issued", document.issued.isoformat(), params)


@rule(
    "app2-appendix-mismatch-I",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="V",
    title="Documents for Appendix II, specimen in Appendix I",
    message="The {document} is declared for Appendix II; {taxon} is in Appendix I, and it cannot cover the import.",
    fix="Obtain the documents of Appendix I: an import permit first, then the export document.",
    basis=("CITES Art. III", "Res. Conf. 12.3"),
)
def app2_appendix_mismatch(line: Line) -> Iterator[Hit]:
    """A document issued for Appendix II does not carry an Appendix I specimen, unless it is deemed Appendix II (source D) or may be one of Appendix II."""
    document = line.export_document
    if Appendix.II in line.open_appendices or line.deemed_appendix_ii:
        return
    if line.item.appendix == "II" and document is not None:
        yield Hit(f"{document.kind}_no", document.no, {"document": document.kind.value})


def _entry(listing: Listing) -> dict[str, str]:
    return {"annotation": listing.annotation or "-", "entry_appendix": listing.appendix.value}


def _shown_as_covered(line: Line) -> bool:
    """Whether a document of a covered specimen is shown."""
    return line.item.document(*_EXPORT_DOCUMENTS) is not None


def _strictest(line: Line) -> str:
    """The strictest Appendix that may apply."""
    outcome = line.coverage
    appendix = line.appendix or (outcome.listing.appendix if outcome else None)
    return appendix.value if appendix else "-"


RULES = (
    part_not_covered,
    exempt_note,
    part_needs_fact,
    anno_10kg,
    anno_retail,
    whole_specimen_always_covered,
    zero_quota_treat_app1,
    hybrid_animal,
    hybrid_plant_app1,
    hybrid_plant_2taxa,
    *populations.RULES,
    listing_changed_between_dates,
    app2_appendix_mismatch,
)
