"""The declared Appendix against the listing, and listings that are still to come."""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.codes import Appendix, Verdict
from cites_check.model.taxa import NameStatus
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, Scope, rule
from cites_check.rules.context import Commercial, Line

_SOON_DAYS = 60


@rule(
    "appendix-declared-lower",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    scope=Scope.COVERED,
    confidence="V",
    title="Declared Appendix is weaker than the listing",
    message="Appendix {value} is declared, but {taxon} is in Appendix {appendix}.",
    fix="Correct the Appendix; the documents have to be those of Appendix {appendix}.",
    basis=("CITES Art. II", "Res. Conf. 12.3"),
    variants={"unlisted": "The line says “not listed”, but {taxon} is in Appendix {appendix}."},
)
def appendix_declared_lower(line: Line) -> Iterator[Hit]:
    """An understated Appendix hides what documents are needed: a violation where Appendix I is declared as less, otherwise a review. Source D may carry II, since it counts as Appendix II (Art. VII.4); a plant propagated for trade under source A is a review. Where the line leaves open which Appendix applies, each of them may be declared (but not that there is none): what is open is told by other rules."""
    declared = _STRICTNESS.get(line.item.appendix)
    if declared is None or line.appendix is None or declared >= line.appendix.strictness:
        return
    if line.item.appendix == "II" and line.deemed_appendix_ii:
        return
    if declared and declared in {_strictness(appendix) for appendix in line.open_appendices}:
        return
    propagated = line.is_plant and line.source == "A" and line.commercial is Commercial.YES
    certain = line.appendix == "I" and not (propagated and line.item.appendix == "II")
    variant = "" if declared else "unlisted"
    yield Hit("appendix", line.item.appendix, severity=None if certain else REVIEW, variant=variant)


@rule(
    "appendix-declared-higher",
    NOTE,
    scope=Scope.ALWAYS,
    title="Declared Appendix is stricter than the listing",
    message="Appendix {value} is declared, but {taxon} is in Appendix {appendix}.",
    fix="Check name, origin and source: the declared Appendix may belong to another species or population.",
    basis=("Res. Conf. 12.3",),
    variants={"unlisted": "Appendix {value} is declared, but {name} is not covered as declared."},
)
def appendix_declared_higher(line: Line) -> Iterator[Hit]:
    """A stricter Appendix than the listing often shows a wrong name or origin; where the line would not be covered at all, a person should look. Where facts are left open, declaring the strictest Appendix that may apply is prudent, not wrong."""
    declared = _STRICTNESS.get(line.item.appendix)
    if declared is None or not (line.taxon or line.match.status is NameStatus.UNLISTED):
        return
    if declared <= max(map(_strictness, line.open_appendices), default=0):
        return
    if line.appendix is None and declared:
        yield Hit("appendix", line.item.appendix, severity=REVIEW, variant="unlisted")
    elif line.appendix and declared > line.appendix.strictness:
        yield Hit("appendix", line.item.appendix)


@rule(
    "appendix-declared-invalid",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Unknown Appendix",
    message="“{value}” is not an Appendix.",
    fix="Declare I, II, III, or N where the specimen is not listed.",
    basis=("CITES Art. II",),
)
def appendix_declared_invalid(line: Line) -> Iterator[Hit]:
    """Appendices are I, II and III; N says not listed; A to D are the European Union's Annexes."""
    for problem in line.item.problems:
        if problem.field == "appendix":
            yield Hit("appendix", problem.value)


@rule(
    "listing-not-yet-effective",
    NOTE,
    scope=Scope.RESOLVED,
    confidence="V",
    title="Listing adopted but not yet in force",
    message="{taxon} will be in Appendix {future_appendix} from {future_from}.",
    fix="Nothing changes for this import. Plan imports from that day with the documents of Appendix {future_appendix}, and watch for delays of this one.",
    basis=("CITES Art. XV",),
)
def listing_not_yet_effective(line: Line) -> Iterator[Hit]:
    """The Conference has adopted a listing that enters into force after the import date; within 60 days of it a person should look. A new form of the same Appendix is not told."""
    if line.effective is None:
        return
    for listing in sorted(line.effective.future, key=lambda listing: listing.in_force_from):
        if listing.appendix in line.effective.appendices:
            continue
        days = (type(line.on).fromisoformat(listing.in_force_from) - line.on).days
        params = {"future_appendix": listing.appendix.value, "future_from": listing.in_force_from}
        yield Hit("import_date", line.on.isoformat(), params, severity=REVIEW if days < _SOON_DAYS else None)
        return


def _strictness(appendix: Appendix | None) -> int:
    return appendix.strictness if appendix else 0


_STRICTNESS = {"I": 3, "II": 2, "III": 1, "N": 0}
"""What may be declared, by strictness; the European Union's Annexes A to D are not compared."""

RULES = (appendix_declared_lower, appendix_declared_higher, appendix_declared_invalid, listing_not_yet_effective)
