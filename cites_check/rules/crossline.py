"""Lines together: what several lines draw on one permit, and who used it before (Art. VI.5, Res. Conf. 12.3).

The facts come from the ledger of the run (`line.across`); a line that is checked alone has none. A finding stands on the line at which the problem
becomes visible.
"""

from __future__ import annotations

from collections.abc import Iterator

from cites_check.model.across import PermitUse
from cites_check.model.codes import DocumentKind, Verdict
from cites_check.rules.amounts import amount
from cites_check.rules.base import REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.document_roles import used_up

K = DocumentKind

_EXPORT_DOCUMENTS = frozenset({K.EXPORT_PERMIT, K.REEXPORT_CERTIFICATE})
_SINGLE_USE = _EXPORT_DOCUMENTS | {
    K.IMPORT_PERMIT,
    K.CERTIFICATE_OF_ORIGIN,
    K.PRECONVENTION_CERTIFICATE,
    K.CAPTIVE_BRED_CERTIFICATE,
    K.SEA_INTRODUCTION_CERTIFICATE,
}
"""Documents that are for one consignment. Certificates for travelling exhibitions, owners and instruments cross borders many times."""
_WITH_QUANTITY = _SINGLE_USE
_ROUNDING = 1e-9


def uses_of(line: Line, kinds: frozenset[DocumentKind] = _SINGLE_USE) -> Iterator[PermitUse]:
    """The documents of a line that serve this journey, with what is known of them from elsewhere."""
    for use in line.across.uses if line.across else ():
        if use.document.kind in kinds and not used_up(use.document, line):
            yield use


def hit(use: PermitUse, part: str = "no", *, value: str = "", variant: str = "", **params: str) -> Hit:
    """A hit on one part of a document, with its number and where it was seen first."""
    document = use.document
    values = {"document": document.kind.value, "no": document.no, "first": use.first, **params}
    return Hit(f"{document.kind}_{part}", value or document.no, values, variant=variant)


def more(one: float | None, other: float | None) -> bool:
    """Whether one quantity is certainly more than another, rounding aside."""
    return one is not None and other is not None and one > other * (1 + _ROUNDING)


@rule(
    "qty-over-permit",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="More than the permit allows",
    message="{own} of {taxon} are declared, but {document} {no} allows {limit}.",
    fix="Compare quantity and unit with the permit; what exceeds it needs a permit of its own before it is imported.",
    basis=("Res. Conf. 12.3", "CITES Art. VI.5"),
)
def qty_over_permit(line: Line) -> Iterator[Hit]:
    """The quantity on a permit is the most that it covers; what customs of the exporting State counted at export takes its place. Units of one kind are converted; others cannot be compared (see unit-inflation)."""
    for use in uses_of(line, _WITH_QUANTITY):
        if more(use.own, use.limit):
            yield hit(use, "quantity", **amount("own", use.own, use.unit), **amount("limit", use.limit, use.unit))


@rule(
    "permit-reused-lines-exceeds",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Lines together exceed the permit",
    message="With this line, {draws} lines draw {drawn} of {taxon} ({term}) on {document} {no}, which allows {allowed}; the first stands at {first}.",
    fix="Add up the lines on this permit and compare them with it; what exceeds it needs a permit of its own.",
    basis=("Res. Conf. 12.3", "CITES Art. VI.5"),
)
def permit_reused_lines_exceeds(line: Line) -> Iterator[Hit]:
    """All lines on one permit for the same taxon and term are added up, over all files of a run. Where lines state different quantities of the permit, they are taken for different items, and their sum is allowed."""
    for use in uses_of(line, _WITH_QUANTITY):
        if use.draws > 1 and more(use.drawn, use.allowed) and not more(use.own, use.limit):
            yield hit(
                use,
                "quantity",
                draws=str(use.draws),
                **amount("drawn", use.drawn, use.unit),
                **amount("allowed", use.allowed, use.unit),
            )


@rule(
    "permit-multi-line-unknown-qty",
    REVIEW,
    confidence="M",
    title="Several lines on a permit of unknown quantity",
    message="{draws} lines draw on {document} {no} for {taxon} ({term}), and what it allows is not declared; the first stands at {first}.",
    fix="Declare the quantity that the permit allows, or give the permit in a register (--permits).",
    basis=("Res. Conf. 12.3",),
)
def permit_multi_line_unknown_qty(line: Line) -> Iterator[Hit]:
    """Whether several lines of the same taxon and term stay within their permit can only be told if its quantity is known. Said once, at the second line."""
    for use in uses_of(line, _EXPORT_DOCUMENTS):
        if use.draws == 2 and use.allowed is None and use.document.quantity is None:
            yield hit(use, "quantity", draws=str(use.draws))


@rule(
    "one-permit-one-consignment",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="One permit for two consignments",
    message="{document} {no} is presented for consignment {value}, and was for consignment {other} ({first}).",
    fix="Each consignment needs a permit of its own: find out for which one this permit was issued, and get another for the other.",
    basis=("CITES Art. VI.5",),
)
def one_permit_one_consignment(line: Line) -> Iterator[Hit]:
    """A separate permit or certificate is required for each consignment. Export permits and re-export certificates that appear with two consignment numbers are reported; other documents by permit-reused."""
    for use in uses_of(line, _EXPORT_DOCUMENTS):
        if use.other_consignment:
            yield hit(use, value=line.item.consignment_id, other=use.other_consignment)


@rule(
    "permit-reused",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="Document used before",
    message="{document} {no} was presented for consignment {other} ({first}) and is presented again for consignment {here}.",
    fix="Each consignment needs a document of its own; ask the Management Authority that issued it before releasing the goods.",
    basis=("CITES Art. VI.5",),
    variants={
        "day": "{document} {no} was presented for an import on {other} ({first}) and is presented again for one on {here}; whether it is the same consignment is not declared."
    },
)
def permit_reused(line: Line) -> Iterator[Hit]:
    """A document that was presented for another consignment is used up. Where no consignment is declared, another import date is a review."""
    for use in uses_of(line):
        if use.other_consignment and use.document.kind not in _EXPORT_DOCUMENTS:
            yield hit(use, other=use.other_consignment, here=line.item.consignment_id)
        elif use.other_day:
            found = hit(use, variant="day", other=use.other_day, here=line.on.isoformat())
            yield Hit(found.field, found.value, found.params, severity=REVIEW, variant="day")


@rule(
    "mixed-origin-one-permit",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="V",
    title="One permit for goods from two exporting States",
    message="{document} {no} stands for goods from {exporter} here, and for goods from {state} at {first}.",
    fix="An export document is for one exporting State: correct the exporter, or get the document of the other State.",
    basis=("CITES Art. VI.5", "Res. Conf. 12.3"),
)
def mixed_origin_one_permit(line: Line) -> Iterator[Hit]:
    """One State issues an export permit, for what leaves that State. Lines of one permit with different exporting States cannot all be right."""
    for use in uses_of(line, _EXPORT_DOCUMENTS | {K.CERTIFICATE_OF_ORIGIN}):
        if use.other_exporter:
            yield Hit("exporter", line.item.exporter, {**hit(use).params, "state": use.other_exporter})


@rule(
    "permit-serial-gap",
    REVIEW,
    confidence="M",
    title="One number with two holders or other species",
    message="{document} {no} names {here} here and {other} at {first}.",
    fix="Compare both lines with the document: a permit has one holder and one recipient; two documents with one number are a sign of forgery.",
    basis=("Res. Conf. 12.3",),
    variants={
        "species": "{document} {no} was presented before for other species in another consignment ({first}), and now for {taxon}."
    },
)
def permit_serial_gap(line: Line) -> Iterator[Hit]:
    """A permit number identifies one permit. The same number with another consignee or consignor, or for other species in another consignment, belongs to two documents, or to a copy."""
    item = line.item
    for use in uses_of(line):
        if use.other_consignee:
            yield Hit(
                "consignee", item.consignee, {**hit(use).params, "here": item.consignee, "other": use.other_consignee}
            )
        elif use.other_consignor and use.document.kind is not K.IMPORT_PERMIT:
            yield Hit(
                "consignor", item.consignor, {**hit(use).params, "here": item.consignor, "other": use.other_consignor}
            )
        elif use.new_taxon and (use.other_consignment or use.other_day):
            yield hit(use, variant="species")


RULES = (
    qty_over_permit,
    permit_reused_lines_exceeds,
    permit_multi_line_unknown_qty,
    one_permit_one_consignment,
    permit_reused,
    mixed_origin_one_permit,
    permit_serial_gap,
)
