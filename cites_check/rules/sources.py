"""Source and purpose codes against Appendix, kingdom and specimen (Res. Conf. 12.3 and the Resolutions behind the codes)."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, DocumentKind, Verdict
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Line

_COMPARE = "Compare with box 10 of the export document; a permit that really carries this code has to be corrected by the Management Authority of {exporter}."


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
    """Sources C, R and F speak of animals."""
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
    message="Source D belongs to Appendix I specimens bred or propagated for commercial purposes; {taxon} is in Appendix {appendix}.",
    fix=_COMPARE,
    basis=("Res. Conf. 12.3", "CITES Art. VII.4"),
)
def src_d_not_app1(line: Line) -> Iterator[Hit]:
    """Source D exists for Appendix I only; for Appendix II and III the codes are C and A."""
    if line.source == "D" and line.appendix is not Appendix.I:
        yield Hit("source", "D")


@rule(
    "src-d-no-registration",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.APPENDIX_I,
    confidence="M",
    title="Source D without a registered breeding operation",
    message="{taxon} is declared as bred for commercial purposes (source D), but no registered breeding operation is named.",
    fix="Declare the operation's number on the Secretariat's register (for example A-ID-501); without it the animal does not count as Appendix II.",
    basis=("CITES Art. VII.4", "Res. Conf. 12.10"),
)
def src_d_no_registration(line: Line) -> Iterator[Hit]:
    """Animals of Appendix I count as Appendix II under source D only when bred in an operation on the Secretariat's register."""
    if line.source == "D" and line.is_animal and not line.item.breeding_operation:
        yield Hit("breeding_operation")


@rule(
    "src-missing",
    REVIEW,
    confidence="M",
    title="No source code",
    message="No source code is declared for {taxon} (Appendix {appendix}); it was treated as wild.",
    fix="Copy the source code from box 10 of the export document.",
    basis=("Res. Conf. 12.3",),
)
def src_missing(line: Line) -> Iterator[Hit]:
    """The source is a mandatory entry. A blank is never read in the importer's favour."""
    if not line.source and not _unreadable(line, "source"):
        yield Hit("source")


@rule(
    "src-unknown-code",
    REVIEW,
    title="Unknown source code",
    message="{value} is not a source code of the Convention.",
    fix="Use one of W, X, R, D, A, C, F, U, I, O, Y as it stands on the export document.",
    basis=("Res. Conf. 12.3",),
)
def src_unknown_code(line: Line) -> Iterator[Hit]:
    """Source codes are the eleven letters of Resolution Conf. 12.3."""
    if line.source and line.source not in line.reference.sources:
        yield Hit("source", line.source)
    for problem in line.item.problems:
        if problem.field == "source":
            yield Hit("source", problem.value)


@rule(
    "src-i-no-second",
    REVIEW,
    title="Confiscated goods without a second source code",
    message="Source I (confiscated or seized) needs a second code for where the specimen came from.",
    fix="Copy both codes from the export document.",
    basis=("Res. Conf. 12.3",),
)
def src_i_no_second(line: Line) -> Iterator[Hit]:
    """Source I stands together with another code."""
    if line.source == "I" and not line.item.second_source:
        yield Hit("source", "I")


@rule(
    "src-o-no-second",
    REVIEW,
    title="Pre-Convention goods without a second source code",
    message="Source O (pre-Convention) needs a second code for where the specimen came from.",
    fix="Copy both codes from the certificate.",
    basis=("Res. Conf. 12.3",),
)
def src_o_no_second(line: Line) -> Iterator[Hit]:
    """Source O stands together with another code."""
    if line.source == "O" and not line.item.second_source:
        yield Hit("source", "O")


@rule(
    "src-o-no-date",
    REVIEW,
    title="Pre-Convention claim without an acquisition date",
    message="{taxon} is declared as pre-Convention (source O) without the date of acquisition.",
    fix="Declare the date on the pre-Convention certificate.",
    basis=("CITES Art. VII.2", "Res. Conf. 13.6"),
)
def src_o_no_date(line: Line) -> Iterator[Hit]:
    """Whether a specimen is pre-Convention depends on the day on which it was acquired."""
    if line.source == "O" and line.item.acquisition_date is None:
        yield Hit("acquisition_date")


@rule(
    "src-o-after-listing",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Not pre-Convention: acquired after the listing",
    message="{taxon} came under the Convention on {first_listed}; a specimen acquired on {value} is not pre-Convention.",
    fix="The ordinary documents of Appendix {appendix} are needed.",
    basis=("CITES Art. VII.2",),
)
def src_o_after_listing(line: Line) -> Iterator[Hit]:
    """Pre-Convention means acquired before the taxon first came under the Convention, in any Appendix."""
    acquired = line.item.acquisition_date
    first = line.effective.first_listed if line.effective else ""
    claimed = line.source == "O" or line.item.document(DocumentKind.PRECONVENTION_CERTIFICATE)
    if claimed and acquired and first and acquired.isoformat() >= first:
        yield Hit("acquisition_date", acquired.isoformat(), {"first_listed": first})


@rule(
    "src-f-as-captive",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Captive-bred certificate for source F",
    message="Source F (born in captivity) does not meet the definition of bred in captivity; a captive-bred certificate cannot cover it.",
    fix="The ordinary permits of Appendix {appendix} are needed, as for a wild specimen.",
    basis=("CITES Art. VII.5", "Res. Conf. 10.16", "Notification 1998/14"),
)
def src_f_as_captive(line: Line) -> Iterator[Hit]:
    """Animals born in captivity that do not meet Resolution Conf. 10.16 follow the rules for wild specimens."""
    if line.source == "F" and line.item.document(DocumentKind.CAPTIVE_BRED_CERTIFICATE):
        yield Hit("captive_bred_certificate_no")


@rule(
    "src-r-app1",
    REVIEW,
    scope=Scope.APPENDIX_I,
    title="Ranching declared for an Appendix I specimen",
    message="Source R (ranched) presupposes an Appendix II population, but {taxon} is in Appendix I here.",
    fix="Check the origin and the Appendix on the export document.",
    basis=("Res. Conf. 11.16",),
)
def src_r_app1(line: Line) -> Iterator[Hit]:
    """Ranching is approved for populations transferred to Appendix II."""
    if line.source == "R":
        yield Hit("source", "R")


@rule(
    "src-i-any",
    NOTE,
    title="Confiscated specimen",
    message="The specimen is declared as confiscated or seized (source I).",
    fix="Ask for the decision of the authority that disposed of it.",
    basis=("Res. Conf. 17.8",),
)
def src_i_any(line: Line) -> Iterator[Hit]:
    """Trade in confiscated specimens needs the disposing authority's decision."""
    if line.source == "I":
        yield Hit("source", "I")


@rule(
    "purpose-missing",
    REVIEW,
    title="No purpose code",
    message="No purpose code is declared for {taxon} (Appendix {appendix}).",
    fix="Declare the purpose of the import (T commercial, P personal, S scientific ...).",
    basis=("Res. Conf. 12.3",),
)
def purpose_missing(line: Line) -> Iterator[Hit]:
    """The purpose decides whether an Appendix I import is possible. A certificate of origin carries none, so Appendix III is not asked."""
    if not line.item.purpose and line.appendix is not Appendix.III and not _unreadable(line, "purpose"):
        yield Hit("purpose")


@rule(
    "purpose-unknown",
    REVIEW,
    title="Unknown purpose code",
    message="{value} is not one of the twelve purpose codes.",
    fix="Use one of B, E, G, H, L, M, N, P, Q, S, T, Z.",
    basis=("Res. Conf. 12.3",),
)
def purpose_unknown(line: Line) -> Iterator[Hit]:
    """Purpose codes are the twelve letters of Resolution Conf. 12.3."""
    if line.item.purpose and line.item.purpose not in line.reference.purposes:
        yield Hit("purpose", line.item.purpose)
    for problem in line.item.problems:
        if problem.field == "purpose":
            yield Hit("purpose", problem.value)


def _unreadable(line: Line, field: str) -> bool:
    return any(problem.field == field for problem in line.item.problems)


RULES = (
    src_a_animal,
    src_crf_plant,
    src_y_animal,
    src_d_not_app1,
    src_d_no_registration,
    src_missing,
    src_unknown_code,
    src_i_no_second,
    src_o_no_second,
    src_o_no_date,
    src_o_after_listing,
    src_f_as_captive,
    src_r_app1,
    src_i_any,
    purpose_missing,
    purpose_unknown,
)
