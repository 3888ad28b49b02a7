"""The form of fields: what could not be read, quantities and units (Res. Conf. 12.3: what a permit has to state).

Each value that could not be read is reported by one rule, so that nothing unreadable is silent. Where it cannot matter
(the taxon is known and not covered, or nothing speaks of wildlife) it is a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from cites_check.model.codes import DocumentKind, Severity
from cites_check.model.lines import Document, FieldProblem
from cites_check.model.taxa import NameStatus
from cites_check.rules.base import NOTE, REVIEW, Hit, Scope, rule
from cites_check.rules.context import Line

_COUNTRY_FIELDS = frozenset({"origin", "exporter", "importer"}) | {f"{kind.value}_country" for kind in DocumentKind}
_DATE_FIELDS = frozenset({"import_date", "shipment_date", "acquisition_date"}) | {
    f"{kind.value}_{part}" for kind in DocumentKind for part in ("issued", "expires")
}
_OWN_RULES = _COUNTRY_FIELDS | _DATE_FIELDS | {"quantity", "unit", "appendix"}
"""Fields whose unreadable values have a rule that is always asked."""
_COVERED_RULES = frozenset({"source", "purpose"})
"""Fields whose unreadable values have a rule that is asked for covered specimens only."""


@rule(
    "iso-country-invalid",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Country not recognised",
    message="{value} ({field_name}) is not a country code: {reason}. Who has to issue the documents, and which population is meant, cannot be decided.",
    fix="Give the country as two letters (ISO 3166-1); XX stands for an unknown origin.",
    basis=("Res. Conf. 12.3",),
)
def iso_country_invalid(line: Line) -> Iterator[Hit]:
    """Countries are ISO 3166-1 alpha-2 codes. The codes of the CITES Trade Database for unknown (XX), various (XV) and the high seas (ZZ, XZ) are accepted."""
    for problem in line.item.problems:
        if problem.field in _COUNTRY_FIELDS:
            yield _unread(line, problem)
    item = line.item
    for field, code in (("origin", item.origin), ("exporter", item.exporter), ("importer", item.importer)):
        if code and code not in line.reference.countries:
            yield _wrong(line, field, code)
    for document in item.documents:
        if document.country and document.country not in line.reference.countries:
            yield _wrong(line, f"{document.kind}_country", document.country)


@rule(
    "date-invalid",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Date that cannot be read",
    message="{value} ({field_name}) cannot be read as a date: {reason}. It was taken as not declared.",
    fix="Write the date as year-month-day, as it stands on the document.",
    basis=("Res. Conf. 12.3",),
)
def date_invalid(line: Line) -> Iterator[Hit]:
    """A date that does not exist, or that may be two days, is not guessed."""
    for problem in line.item.problems:
        if problem.field in _DATE_FIELDS:
            yield _unread(line, problem)


@rule(
    "qty-missing-or-zero",
    REVIEW,
    scope=Scope.ALWAYS,
    title="No usable quantity",
    message="{value} is no quantity that could be compared with the permit and the quota.",
    fix="Declare how much is imported, in the unit of the permit.",
    basis=("Res. Conf. 12.3",),
    variants={
        "missing": "No quantity is declared, so it cannot be compared with the permit and the quota.",
        "unread": "{value} cannot be read as a quantity: {reason}.",
    },
)
def qty_missing_or_zero(line: Line) -> Iterator[Hit]:
    """The quantity is a mandatory entry; it must be more than zero."""
    unread = False
    for problem in line.item.problems:
        if problem.field == "quantity":
            unread = True
            yield _unread(line, problem, variant="unread")
    quantity = line.item.quantity
    if line.appendix is None or unread:
        return
    if quantity is None:
        yield Hit("quantity", variant="missing")
    elif not isfinite(quantity) or quantity <= 0:
        yield Hit("quantity", f"{quantity:g}")


@rule(
    "unit-nonmetric-or-vague",
    REVIEW,
    scope=Scope.ALWAYS,
    title="Unit that is not metric, or no unit of quantity",
    message="{value} is a package, not a unit of quantity: it cannot be compared with the permit.",
    fix="Declare the quantity in the metric unit of the permit (kg, m3, m2, or pieces).",
    basis=("Res. Conf. 12.3",),
    variants={
        "nonmetric": "{value} is not a metric unit; permits state metric ones.",
        "unread": "{value} is not a known unit: {reason}.",
    },
)
def unit_nonmetric_or_vague(line: Line) -> Iterator[Hit]:
    """Cases, boxes, lots and sets say nothing of the quantity; pounds and feet do not stand on permits."""
    for problem in line.item.problems:
        if problem.field == "unit":
            yield _unread(line, problem, variant="unread")
    unit = line.reference.goods.units.get(line.item.unit)
    if line.appendix is None or unit is None:
        return
    if unit.kind == "package":
        yield Hit("unit", line.item.unit)
    elif not unit.metric and unit.kind != "count":
        yield Hit("unit", line.item.unit, variant="nonmetric")


@rule(
    "unit-unusual-for-term",
    NOTE,
    confidence="M",
    title="Unit that does not suit the specimen",
    message="Specimens of type {term} are not usually counted in {value}; usual are {usual}.",
    fix="Compare with the quantity and unit on the permit.",
    basis=("Res. Conf. 12.3", "Guide to CITES annual reports"),
)
def unit_unusual_for_term(line: Line) -> Iterator[Hit]:
    """Each type of specimen has usual units (live specimens in pieces, logs in cubic metres). Where the permit is in a usual unit and the line is not, they cannot be compared: a review."""
    usual = line.reference.goods.term_units.get(line.item.term)
    if usual is None or not _is_odd(line):
        return
    permit = _other_unit(line)
    severe = permit is not None and permit.unit in usual
    yield Hit("unit", line.item.unit, {"usual": ", ".join(sorted(usual))}, severity=REVIEW if severe else None)


@rule(
    "unit-inflation",
    REVIEW,
    confidence="M",
    title="Permit and line are in units that cannot be compared",
    message="The line is in {value}, the {document} {no} in {unit}: whether the permit covers the quantity cannot be told.",
    fix="Declare the quantity in the unit of the permit.",
    basis=("Res. Conf. 12.3",),
)
def unit_inflation(line: Line) -> Iterator[Hit]:
    """Pieces on the line and kilograms on the permit, or the reverse, can hide more specimens than the permit allows."""
    permit = _other_unit(line)
    if permit is None:
        return
    usual = line.reference.goods.term_units.get(line.item.term)
    if usual is not None and _is_odd(line) and permit.unit in usual:
        return  # `unit-unusual-for-term` says it.
    yield Hit("unit", line.item.unit, {"document": permit.kind.value, "no": permit.no, "unit": permit.unit})


@rule(
    "value-unreadable",
    REVIEW,
    scope=Scope.ALWAYS,
    confidence="M",
    title="Value that cannot be read",
    message="{value} ({field_name}) could not be read: {reason}. It was taken as not declared.",
    fix="Correct the value and check the line again.",
    basis=("Res. Conf. 12.3",),
)
def value_unreadable(line: Line) -> Iterator[Hit]:
    """Whatever stood in a field and could not be read is named, and never read in the importer's favour. Countries, dates, quantities, units, codes and document numbers have rules of their own."""
    for problem in line.item.problems:
        if problem.field in _OWN_RULES or (line.appendix is not None and _has_covered_rule(problem)):
            continue
        yield _unread(line, problem)


def _has_covered_rule(problem: FieldProblem) -> bool:
    if problem.field in _COVERED_RULES:
        # Their rules say that a code is unknown, which a second column or a list of codes is not.
        return problem.reason == "not a known code"
    return problem.reason == "placeholder" and problem.field.endswith("_no")


def _unread(line: Line, problem: FieldProblem, *, variant: str = "") -> Hit:
    return Hit(problem.field, problem.value, {"reason": problem.reason}, severity=_weight(line), variant=variant)


def _wrong(line: Line, field: str, code: str) -> Hit:
    return Hit(field, code, {"reason": "not a known code"}, severity=_weight(line))


def _weight(line: Line) -> Severity | None:
    """A note where the line is surely outside the Convention, or nothing speaks of wildlife; else the rule's severity."""
    if line.listing is not None:
        return None
    if line.effective is not None:
        # The specimen is not covered in this reading; another reading of the line says so itself where it is.
        return None if line.effective.listings else NOTE
    if line.match.status is NameStatus.UNLISTED:
        return NOTE
    item = line.item
    hinted = line.match.query or item.documents or item.appendix or item.source
    return None if hinted else NOTE


def _is_odd(line: Line) -> bool:
    """Whether the unit is a proper one, but not usual for the type of specimen."""
    unit = line.reference.goods.units.get(line.item.unit)
    usual = line.reference.goods.term_units.get(line.item.term)
    return (
        unit is not None
        and usual is not None
        and unit.kind != "package"
        and line.item.unit not in usual
        and not any(unit.kind == _kind(line, other) for other in usual)
    )


def _other_unit(line: Line) -> Document | None:
    """A document in a unit of another kind than the line's. A blank unit counts pieces."""
    mine = _kind(line, line.item.unit)
    if line.item.quantity is None or mine in ("", "package"):
        return None
    for document in line.item.documents:
        if document.quantity is not None and document.unit and _kind(line, document.unit) not in ("", mine):
            return document
    return None


def _kind(line: Line, code: str) -> str:
    unit = line.reference.goods.units.get(code or "no")
    return unit.kind if unit else ""


RULES = (
    iso_country_invalid,
    date_invalid,
    qty_missing_or_zero,
    unit_nonmetric_or_vague,
    unit_unusual_for_term,
    unit_inflation,
    value_unreadable,
)
