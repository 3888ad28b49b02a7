"""Source codes against kingdom and Appendix (Res. Conf. 12.3); what certain codes claim, ranges and purposes have modules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cites_check.model.codes import Appendix, Verdict
from cites_check.rules import purposes, ranges, source_claims
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Commercial, Line

_COMPARE = "Copy the code again from the export document. If it really stands there, the Management Authority of {exporter} has to correct the document."

_OPERATION = re.compile(r"A-(?P<country>[A-Z]{2})-[5-9]\d{2,}", re.ASCII)


@rule(
    "src-a-animal",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Plant source code on an animal",
    message="Source A (artificially propagated) is for plants; {taxon} is an animal.",
    fix=_COMPARE,
    basis=("Res. Conf. 12.3",),
)
def src_a_animal(line: Line) -> Iterator[Hit]:
    """Source A says artificially propagated and can only stand for a plant."""
    if line.source == "A" and line.is_animal:
        yield Hit("source", "A")


@rule(
    "src-crf-plant",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Animal source code on a plant",
    message="Source {value} is for animals (C bred in captivity, R ranched, F born in captivity); {taxon} is a plant.",
    fix=_COMPARE,
    basis=("Res. Conf. 12.3",),
)
def src_crf_plant(line: Line) -> Iterator[Hit]:
    """Sources C, R and F speak of animals; the plant's counterpart of C is A."""
    if line.source in {"C", "R", "F"} and line.is_plant:
        yield Hit("source", line.source)


@rule(
    "src-y-animal",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Assisted production declared for an animal",
    message="Source Y (assisted production) is for plants; {taxon} is an animal.",
    fix=_COMPARE,
    basis=("Res. Conf. 12.3",),
)
def src_y_animal(line: Line) -> Iterator[Hit]:
    """Source Y is for plants that are neither wild nor artificially propagated."""
    if line.source == "Y" and line.is_animal:
        yield Hit("source", "Y")


@rule(
    "src-d-not-app1",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Source D outside Appendix I",
    message="Source D belongs to Appendix I specimens bred or propagated for commercial purposes; {taxon} is in Appendix {appendix} here.",
    fix=_COMPARE,
    basis=("Res. Conf. 12.3", "CITES Art. VII.4"),
)
def src_d_not_app1(line: Line) -> Iterator[Hit]:
    """Source D exists for Appendix I only; for Appendix II and III the codes are C and A. Where the listing changed after the document was issued, it is a review."""
    if line.source == "D" and line.appendix is not Appendix.I:
        issued = [document.issued.isoformat() for document in line.item.documents if document.issued]
        changes = line.effective.changes if line.effective else ()
        changed = any(min(issued) < day <= line.on.isoformat() for day in changes) if issued else False
        yield Hit("source", "D", severity=REVIEW if changed else None)


@rule(
    "src-d-no-registration",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Source D without a registered breeding operation",
    message="{taxon} is declared as bred for commercial purposes (source D), but no registered breeding operation is named.",
    fix="Copy the operation's number on the Secretariat's register (such as A-ID-501) from the export permit; without it the animal does not count as Appendix II.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10"),
    variants={
        "form": "Breeding operation “{value}” is not a number of the Secretariat's register, which looks like A-ID-501."
    },
)
def src_d_no_registration(line: Line) -> Iterator[Hit]:
    """Animals of Appendix I count as Appendix II under source D only when bred in an operation on the Secretariat's register. A number in another form is a review."""
    if line.source != "D" or not line.is_animal:
        return
    operation = line.item.breeding_operation
    if not operation:
        yield Hit("breeding_operation")
    elif _registered_in(operation) is None:
        yield Hit("breeding_operation", operation, variant="form", severity=REVIEW)


@rule(
    "src-d-reg-country",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Registered breeding operation of another country",
    message="Breeding operation {value} is registered in {issuer}, but the animals are declared to come from {state}.",
    fix="Compare operation and country of origin with the export permit.",
    basis=("Res. Conf. 12.10",),
)
def src_d_reg_country(line: Line) -> Iterator[Hit]:
    """The letters in the register number are the country of the operation, which is where the animals were bred."""
    country = _registered_in(line.item.breeding_operation) if line.source == "D" else None
    bred_in = line.item.origin or ("" if line.is_reexport else line.item.exporter)
    if country and bred_in and country != bred_in:
        yield Hit("breeding_operation", line.item.breeding_operation, {"issuer": country, "state": bred_in})


@rule(
    "src-d-plant",
    NOTE,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Plant propagated for commercial purposes",
    message="{taxon} is declared as propagated for commercial purposes (source D) and treated as Appendix II.",
    fix="No register number is needed for plants; the export permit has to state the artificial propagation.",
    basis=("CITES Art. VII.4", "Res. Conf. 9.19", "Res. Conf. 11.11"),
)
def src_d_plant(line: Line) -> Iterator[Hit]:
    """Nurseries may be registered but need not be; source D for a plant rests on the export permit."""
    if line.source == "D" and line.is_plant:
        yield Hit("source", "D")


@rule(
    "src-c-app1-commercial",
    REVIEW,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Source C where a registered operation is named",
    message="{taxon} (Appendix I) is for a commercial purpose and comes from operation {value}, yet carries source C; stock of a registered operation carries D.",
    fix="Compare code and operation with the export permit; if D is right, have the document corrected.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10"),
)
def src_c_app1_commercial(line: Line) -> Iterator[Hit]:
    """Appendix I animals traded commercially come from a registered operation under source D. Source C with an operation named contradicts itself; source C without one is reported under commercial purposes."""
    if (
        line.source == "C"
        and line.is_animal
        and line.commercial is Commercial.YES
        and line.item.breeding_operation
        and not line.jurisdiction.forbids_unregistered_captive(line.on)
    ):
        yield Hit("source", line.item.breeding_operation)


@rule(
    "src-missing",
    REVIEW,
    confidence="M",
    title="No source code",
    message="No source code is declared for {taxon} (Appendix {appendix}); whether the documents suffice depends on it.",
    fix="Copy the source code (W, C, A, …) from the export document.",
    basis=("Res. Conf. 12.3",),
)
def src_missing(line: Line) -> Iterator[Hit]:
    """The source is a mandatory entry. A blank is never read in the importer's favour."""
    if not line.source and not any(problem.field == "source" for problem in line.item.problems):
        yield Hit("source")


@rule(
    "src-unknown-code",
    REVIEW,
    title="Unknown source code",
    message="“{value}” is not a source code of the Convention.",
    fix="Use the code on the export document: one of W, X, R, D, A, C, F, U, I, O, Y.",
    basis=("Res. Conf. 12.3",),
)
def src_unknown_code(line: Line) -> Iterator[Hit]:
    """Source codes are the eleven letters of Resolution Conf. 12.3."""
    if line.source and line.source not in line.reference.sources:
        yield Hit("source", line.source)
    for problem in line.item.problems:
        if problem.field == "source" and problem.reason == "not a known code":
            yield Hit("source", problem.value)


@rule(
    "src-r-app1",
    REVIEW,
    scope=Scope.APPENDIX_I,
    title="Ranching declared for an Appendix I specimen",
    message="Source R (ranched) presupposes an Appendix II population, but {taxon} from {origin} is in Appendix I.",
    fix="Compare origin, source and Appendix with the export document.",
    basis=("Res. Conf. 11.16",),
)
def src_r_app1(line: Line) -> Iterator[Hit]:
    """Ranching is approved for populations transferred to Appendix II. For a commercial purpose the import is prohibited as that of a wild specimen."""
    if line.source == "R" and line.is_animal:
        yield Hit("source", "R")


def _registered_in(operation: str) -> str | None:
    """The country of an operation on the register (Res. Conf. 12.10: A-XX-501 and up); None where the number has another form."""
    found = _OPERATION.fullmatch("".join(operation.split()).upper())
    return found["country"] if found else None


RULES = (
    src_a_animal,
    src_crf_plant,
    src_y_animal,
    src_d_not_app1,
    src_d_no_registration,
    src_d_reg_country,
    src_d_plant,
    src_c_app1_commercial,
    src_missing,
    src_unknown_code,
    src_r_app1,
    *source_claims.RULES,
    *ranges.RULES,
    *purposes.RULES,
)
