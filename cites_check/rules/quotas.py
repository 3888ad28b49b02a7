"""Quotas that stand in the listings and in Resolutions: zero quotas, caps, and running totals (Res. Conf. 14.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cites_check.model.codes import DocumentKind, Verdict
from cites_check.model.listings import Listing, Quota
from cites_check.rules.amounts import amount
from cites_check.rules.base import NOTE, REVIEW, VIOLATION, Hit, rule
from cites_check.rules.context import Line
from cites_check.rules.measures import Reach, fields_in_words, reach
from cites_check.rules.trade_tables import Codes

_WHOLE_ANIMALS = frozenset({"BOD", "LIV", "SKE", "SKI", "SKU", "TRO"})
"""Terms of which one piece is one animal: only these can be counted against a quota of specimens."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOTAL = re.compile(r"(?<![\d/])(\d[\d,]*(?:\.\d+)?) ?/ ?(\d[\d,]*(?:\.\d+)?)(?![\d/])")
"""A running total and its quota."""
_CAVIAR_MONTH = 3
"""The month in which the quota year of caviar and shared sturgeon stocks begins."""

_UNIT_FACTORS: Mapping[tuple[str, str], float] = {("g", "kg"): 0.001, ("mg", "kg"): 0.000001, ("kg", "g"): 1000.0}


def quotas_of(line: Line) -> tuple[tuple[Quota, Reach], ...]:
    """The quotas of the listing and of Resolutions that hold, or may hold, for the line; strict ones first."""
    found: tuple[tuple[Quota, Reach], ...] | None = line.memo.get("quotas")
    if found is None:
        open_or_certain = [
            (quota, answer)
            for quota in _in_force(line)
            if (answer := _reach(line, quota)).may_hold and line.source != "O"
        ]
        # A certain answer before an open one, a country's own quota before one for all.
        open_or_certain.sort(key=lambda pair: (bool(pair[1].open), pair[0].country == "", pair[0].amount))
        found = line.memo["quotas"] = tuple(open_or_certain)
    return found


def _in_force(line: Line) -> Iterator[Quota]:
    on = line.on.isoformat()
    quotas: list[Quota] = [quota for listing in _listings(line) for quota in listing.quotas]
    for taxon in line.lineage:
        quotas += line.reference.trade.quotas.get(taxon.name, ())
    for quota in dict.fromkeys(quotas):
        if (not quota.valid_from or quota.valid_from <= on) and (not quota.valid_until or on < quota.valid_until):
            yield quota


def _listings(line: Line) -> tuple[Listing, ...]:
    listings = line.branch.listings if line.branch else ()
    return listings or ((line.listing,) if line.listing else ())


def _reach(line: Line, quota: Quota) -> Reach:
    answer = reach(
        line,
        sources=Codes(frozenset(quota.sources)),
        purposes=Codes(frozenset(quota.purposes)),
        terms=Codes(frozenset(quota.terms)),
    )
    if not quota.country:
        return answer
    item = line.item
    known = item.origin if item.origin and item.origin not in line.reference.no_states else ""
    if known:
        return answer if known == quota.country else Reach(("origin",))
    if item.exporter and (item.exporter != quota.country or item.document(DocumentKind.REEXPORT_CERTIFICATE)):
        return Reach(("origin",))
    # An export permit is the document of the State of origin; without one the exporter may be passing goods on.
    permit = item.document(DocumentKind.EXPORT_PERMIT)
    return answer if permit and item.exporter == quota.country else answer.also_open("origin")


def _basis(quota: Quota) -> dict[str, tuple[str, ...]]:
    """The Resolution that sets the quota, where it is not the listing itself."""
    return {"en": (quota.note,)} if quota.note.startswith("Res. Conf. ") else {}


def _params(quota: Quota) -> dict[str, str]:
    codes = [*quota.sources, *quota.purposes, *quota.terms]
    return {
        "country": quota.country or "-",
        **amount("amount", quota.amount, quota.unit),
        "codes": ", ".join(codes) or "-",
        "since": quota.valid_from or "?",
    }


@rule(
    "zero-quota",
    VIOLATION,
    verdict=Verdict.PROHIBITED,
    confidence="V",
    title="Zero quota in the listing",
    message="The listing of {taxon} sets a zero quota for this kind of specimen (source {source}, purpose {purpose}, term {term}, origin {origin}).",
    fix="Do not import. Only specimens outside the quota (another source, purpose or origin, truly so) can be traded.",
    basis=("CITES Art. IV.2", "Res. Conf. 14.7"),
    variants={
        "open": "The listing of {taxon} sets a zero quota (for {codes}), and whether it holds here depends on what is not declared: {open}."
    },
)
def zero_quota(line: Line) -> Iterator[Hit]:
    """Some listings carry a zero export quota, often for wild specimens in commercial trade, sometimes for one country. Nothing under it may be traded. Where source, purpose, term or origin is blank the answer is open, and a person decides."""
    for quota, answer in quotas_of(line):
        if quota.amount != 0:
            continue
        if answer.holds:
            yield Hit("source", line.source, _params(quota), basis=_basis(quota))
        else:
            yield Hit(
                answer.open[0], "", {**_params(quota), **fields_in_words(answer.open)}, severity=REVIEW, variant="open"
            )
        return


@rule(
    "quota-exceeded-line",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="One line exceeds the whole annual quota",
    message="{value} of {taxon} from {origin} are declared, more than its whole annual quota of {amount}.",
    fix="Compare quantity and origin with the export document; the Management Authority of {exporter} cannot have permitted this quantity.",
    basis=("Res. Conf. 14.7",),
    variants={
        "open": "{value} of {taxon} are declared, more than the whole annual quota of {amount} (for {codes}); whether it holds here depends on what is not declared: {open}."
    },
)
def quota_exceeded_line(line: Line) -> Iterator[Hit]:
    """A single line for more specimens than the annual quota of its country cannot be covered by a valid permit. Counted only where one piece is one animal, or where quota and line have units of the same kind."""
    for quota, answer in quotas_of(line):
        counted = _counted(line, quota)
        if quota.amount <= 0 or counted is None or counted <= quota.amount:
            continue
        quantity, field = f"{line.item.quantity:g}", "quantity"
        said = amount("value", line.item.quantity, line.item.unit)
        if answer.holds and (line.item.unit or quota.unit not in ("", "no")):
            yield Hit(field, quantity, _params(quota) | said, basis=_basis(quota))
        else:
            fields = answer.open or ("unit",)
            params = {**_params(quota), **said, **fields_in_words(fields)}
            yield Hit(field, quantity, params, severity=REVIEW, variant="open")
        return


@rule(
    "quota-cumulative-unknown",
    NOTE,
    confidence="M",
    title="An annual quota applies",
    message="An annual quota of {amount} applies to {taxon} from {origin} (for {codes}); what was used of it this year is not known here.",
    fix="See that the export document states the quota and the number used so far this year.",
    basis=("Res. Conf. 14.7",),
)
def quota_cumulative_unknown(line: Line) -> Iterator[Hit]:
    """A positive quota exists for this species and country. The checker does not know the running total; the export document should state it. Countries that insist on that statement have a rule of their own."""
    if line.jurisdiction.asks_quota_statement or line.item.quota_statement:
        return
    if quota := _positive(line):
        yield Hit("quantity", "", _params(quota), basis=_basis(quota))


@rule(
    "quota-cumulative",
    REVIEW,
    confidence="M",
    title="The export document must state quota and running total",
    message="{taxon} from {origin} is under an annual quota of {amount}; {importer} accepts the export document only if it states the quota and the running total.",
    fix="Check the statement on the export document; ask the Management Authority of {exporter} where it is missing.",
    basis=("Res. Conf. 14.7", "CITES Art. XIV.1"),
)
def quota_cumulative(line: Line) -> Iterator[Hit]:
    """The European Union accepts an export document under a quota only if it states the quota and how much of it is used; the origin must be the country of the quota."""
    if line.jurisdiction.asks_quota_statement and not line.item.quota_statement and (quota := _positive(line)):
        yield Hit("export_permit_no", "", _params(quota), basis=_basis(quota))


@rule(
    "quota-in-year-mismatch",
    REVIEW,
    confidence="M",
    title="Quota of another year",
    message="The export document is of {issued}, but its quota statement ({value}) is for another year.",
    fix="Ask the Management Authority of {exporter} against which year's quota the export was counted.",
    basis=("Res. Conf. 14.7", "Res. Conf. 12.7"),
)
def quota_in_year_mismatch(line: Line) -> Iterator[Hit]:
    """Quotas are counted by the year of export, that of the export permit; for caviar the year runs from 1 March to the end of February."""
    document = line.export_document
    years = {int(year) for year in _YEAR.findall(_TOTAL.sub(" ", line.item.quota_statement))}
    if not years or document is None or document.issued is None:
        return
    issued = document.issued
    quota_year = issued.year - 1 if line.item.term == "CAV" and issued.month < _CAVIAR_MONTH else issued.year
    if quota_year not in years:
        yield Hit("quota_statement", line.item.quota_statement, {"issued": issued.isoformat()})


@rule(
    "quota-statement-over",
    VIOLATION,
    verdict=Verdict.PERMIT_INVALID,
    confidence="M",
    title="Running total above the quota",
    message="The quota statement of the export document ({value}) says that more was exported than the quota allows.",
    fix="Do not accept the document; ask the Management Authority of {exporter}.",
    basis=("Res. Conf. 14.7",),
)
def quota_statement_over(line: Line) -> Iterator[Hit]:
    """Export documents under a quota state the number exported so far and the quota (`812/1600`). The first may not be greater."""
    for used, quota in _TOTAL.findall(line.item.quota_statement):
        if _number(used) > _number(quota):
            yield Hit("quota_statement", line.item.quota_statement)
            return


def _number(text: str) -> float:
    """A quantity of a quota statement; commas part thousands."""
    return float(text.replace(",", ""))


def _positive(line: Line) -> Quota | None:
    """The quota that caps the line, where one certainly does and the line alone does not break it."""
    for quota, answer in quotas_of(line):
        if quota.amount > 0 and answer.holds:
            return quota if (_counted(line, quota) or 0) <= quota.amount else None
    return None


def _counted(line: Line, quota: Quota) -> float | None:
    """The declared quantity in the unit of the quota; None where the two cannot be compared."""
    item = line.item
    if item.quantity is None:
        return None
    if quota.unit in ("", "no"):
        if item.unit not in ("", "no") or item.term not in (frozenset(quota.terms) or _WHOLE_ANIMALS):
            return None
        return item.quantity
    if item.unit == quota.unit:
        return item.quantity
    factor = _UNIT_FACTORS.get((item.unit, quota.unit))
    return None if factor is None else item.quantity * factor


RULES = (
    zero_quota,
    quota_exceeded_line,
    quota_cumulative_unknown,
    quota_cumulative,
    quota_in_year_mismatch,
    quota_statement_over,
)
